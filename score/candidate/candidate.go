// Package candidate scores whether the right sides and places of claims are
// among those that extract/entity offers: what a slot can choose from bounds
// what it can get right.
//
// In goes gold of claims with roles (claims2, articles2, and split.tsv with the
// part of each article); out comes, for each slot and part, how many gold names
// some candidate of the article has. Names are compared without case, marks and
// a leading "the", nothing else.
package candidate

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"muster/extract/entity"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/score/goldfile"
	"muster/score/table"
)

type claim struct {
	By      []string `json:"by"`
	Of      []string `json:"of"`
	To      []string `json:"to"`
	Subject []string `json:"subject"`
	Place   []string `json:"place"`
	Unsure  []string `json:"unsure"`
}

type gold struct {
	Outlet    string  `json:"outlet"`
	Published string  `json:"published"`
	Claims    []claim `json:"claims"`
}

// slots are the rows of the table. A place counts under its canonical name and,
// in a row of its own, as the text spells it.
var slots = []struct {
	name, slot string
	of         func(claim) []string
	among      func(offer) map[string]bool
}{
	{"by", "by", func(c claim) []string { return c.By }, offer.sides},
	{"of", "of", func(c claim) []string { return c.Of }, offer.sides},
	{"to", "to", func(c claim) []string { return c.To }, offer.sides},
	{"subject", "subject", func(c claim) []string { return c.Subject }, offer.sides},
	{"place", "place", func(c claim) []string { return c.Place }, offer.places},
	{"place as spelt", "place", func(c claim) []string { return c.Place }, offer.spelt},
}

// Score reads goldDir/claims2 and goldDir/articles2. The error wraps
// fs.ErrNotExist where they are absent.
func Score(goldDir string) ([]table.Table, error) {
	files, err := filepath.Glob(filepath.Join(goldDir, "claims2", "*.json"))
	if err != nil {
		return nil, fmt.Errorf("candidate: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("candidate: %s/claims2: %w", goldDir, fs.ErrNotExist)
	}
	parts, err := goldfile.Parts(goldDir)
	if err != nil {
		return nil, err
	}
	t := table.Table{Title: "candidates", Notes: []string{"gold names of a claim's slots that are among the candidates of its article; recall alone counts"}}
	at := map[string]int{}
	r := entity.New()
	for _, f := range files {
		id := strings.TrimSuffix(filepath.Base(f), ".json")
		g, o, err := read(r, goldDir, id)
		if err != nil {
			return nil, err
		}
		for _, s := range slots {
			row := s.name + " " + parts.Of(id)
			if _, ok := at[row]; !ok {
				at[row] = len(t.Rows)
				t.Rows = append(t.Rows, table.Row{Name: row})
			}
			n := &t.Rows[at[row]].Count
			*n = n.Add(count(g, s.slot, s.of, s.among(o)))
		}
	}
	slices.SortStableFunc(t.Rows, func(a, b table.Row) int { return strings.Compare(a.Name, b.Name) })
	return []table.Table{t}, nil
}

func count(g gold, slot string, of func(claim) []string, among map[string]bool) (n table.Count) {
	for _, c := range g.Claims {
		if slices.Contains(c.Unsure, slot) {
			continue
		}
		for _, name := range of(c) {
			if among[plain(name)] {
				n.TP++
			} else {
				n.FN++
			}
		}
	}
	return n
}

// offer is what an article offers.
type offer []entity.Candidate

func (o offer) sides() map[string]bool {
	set := map[string]bool{}
	for _, c := range o {
		set[plain(c.Party.Name)], set[plain(c.Party.Country)] = true, true
	}
	delete(set, "")
	return set
}

func (o offer) places() map[string]bool {
	set := map[string]bool{}
	for _, c := range o {
		set[plain(c.Where.Name)], set[plain(c.Where.Country)], set[plain(c.Party.Country)] = true, true, true
	}
	delete(set, "")
	return set
}

func (o offer) spelt() map[string]bool {
	set := map[string]bool{}
	for _, c := range o {
		set[plain(c.Spelt)], set[plain(c.Where.Country)], set[plain(c.Party.Country)] = true, true, true
	}
	delete(set, "")
	return set
}

// plain is a name without case, marks and a leading "the".
func plain(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	return strings.TrimPrefix(strings.Join(words, " "), "the ")
}

func read(r *entity.Reader, goldDir, id string) (g gold, o offer, err error) {
	var a struct {
		Text string `json:"text"`
	}
	if err := goldfile.ReadJSON(filepath.Join(goldDir, "claims2", id+".json"), &g); err != nil {
		return g, nil, err
	}
	if err := goldfile.ReadJSON(filepath.Join(goldDir, "articles2", id+".json"), &a); err != nil {
		return g, nil, err
	}
	t := token.Read(a.Text)
	ctx := entity.Context{}
	ctx.Published, _ = time.Parse("2006-01-02", g.Published)
	if s, ok := entity.OutletByName(g.Outlet); ok {
		ctx.Outlet = s
	}
	return g, r.Read(t, syntax.NewForest(t), ctx).Candidates(), nil
}
