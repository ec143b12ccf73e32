package attribution

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"muster/extract/entity"
	"muster/news"
	"muster/score/goldfile"
	"muster/score/name"
	"muster/score/table"
)

// goldClaims is a file of gold/claims; only what concerns the chain is read.
type goldClaims struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Claims    []struct {
		Figure string   `json:"figure_text"`
		Start  int      `json:"start"`
		End    int      `json:"end"`
		Chain  []string `json:"attribution"`
	} `json:"claims"`
}

// goldText is the article the claims were found in. Its outlet may name an
// agency as well: "Global News (AP)".
type goldText struct {
	Text   string `json:"text"`
	Outlet string `json:"outlet"`
}

// verdict compares one claim's chain with the gold.
type verdict struct {
	origin, chain bool
	named, given  bool // the gold, the reading name somebody besides the outlet
}

func scoreClaims(goldDir string, read readFunc) (table.Table, error) {
	files, err := filepath.Glob(filepath.Join(goldDir, "claims", "*.json"))
	if err == nil && len(files) == 0 {
		err = fs.ErrNotExist
	}
	if err != nil {
		return table.Table{}, fmt.Errorf("score/attribution: claims: %w", err)
	}
	var origin, chain, speaker table.Count
	for _, f := range files {
		vs, err := judgeArticle(goldDir, f, read, nil)
		if err != nil {
			return table.Table{}, err
		}
		for _, v := range vs {
			tally(&origin, v.origin)
			tally(&chain, v.chain)
			switch {
			case v.named && v.origin:
				speaker.TP++
			case v.named && v.given:
				speaker.Wrong()
			case v.named:
				speaker.FN++
			case v.given:
				speaker.FP++
			}
		}
	}
	return table.Table{
		Title: "attribution: gold claims",
		Rows:  []table.Row{{Name: "origin", Count: origin}, {Name: "whole chain", Count: chain}, {Name: "speaker named", Count: speaker}},
		Notes: []string{"Gold figure spans. In the first two rows each claim counts, also those of which the outlet alone speaks;", "\"speaker named\" counts the others, its false positives are speakers invented."},
	}, nil
}

func tally(c *table.Count, right bool) {
	if right {
		c.TP++
	} else {
		c.Wrong()
	}
}

// judgeArticle compares the chains of one gold file; see, if not nil, is
// called with each claim, for people who look at errors.
func judgeArticle(goldDir, file string, read readFunc, see func(figure string, gold, got []string, v verdict)) ([]verdict, error) {
	var gold goldClaims
	if err := goldfile.ReadJSON(file, &gold); err != nil {
		return nil, err
	}
	var text goldText
	if err := goldfile.ReadJSON(filepath.Join(goldDir, "..", "articles", gold.ID+".json"), &text); err != nil {
		return nil, err
	}
	reports := read(text.Text, contextOf(gold.Outlet, gold.Published))
	at := goldfile.Offsets(text.Text)
	var vs []verdict
	for _, c := range gold.Claims {
		got, _ := reports.Chain(news.Cut(text.Text, at[c.Start], at[c.End]))
		names := chainNames(got, gold.Outlet, text.Outlet)
		v := compare(c.Chain[:len(c.Chain)-1], names)
		vs = append(vs, v)
		if see != nil {
			var shown []string
			for _, n := range names {
				shown = append(shown, strings.Join(n, "/"))
			}
			see(c.Figure, c.Chain, shown, v)
		}
	}
	return vs, nil
}

// chainNames are the names of each link, canonical and as written, without
// the outlet. An agency that the article's outlet names in brackets is a link.
func chainNames(chain []news.Attribution, outlet, fullOutlet string) [][]string {
	var names [][]string
	for _, a := range chain {
		if !name.Alike(a.Source.Name, outlet) && a.Source.Name != canonical(outlet) {
			names = append(names, []string{a.Source.Name, a.Mention.Text})
		}
	}
	short, rest, _ := strings.Cut(fullOutlet, "(")
	agency, ok := entity.OutletByName(strings.TrimSuffix(rest, ")"))
	if ok && strings.TrimSpace(short) != initials(agency.Name) && agency.Kind == news.Agency && (len(names) == 0 || !name.Alike(names[len(names)-1][0], agency.Name)) {
		names = append(names, []string{agency.Name, strings.TrimSuffix(rest, ")")})
	}
	return names
}

// initials are the first letters of a name's words.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		b.WriteByte(w[0])
	}
	return b.String()
}

// canonical is the name under which the outlet is known: "BNN" is Baltic News
// Network.
func canonical(outlet string) string {
	if s, ok := entity.OutletByName(outlet); ok {
		return s.Name
	}
	return outlet
}

func compare(gold []string, got [][]string) verdict {
	v := verdict{named: len(gold) > 0, given: len(got) > 0}
	v.origin = len(gold) == 0 && len(got) == 0 || len(gold) > 0 && len(got) > 0 && name.Any(gold[0], got[0])
	v.chain = len(gold) == len(got)
	for i := range gold {
		v.chain = v.chain && name.Any(gold[i], got[i])
	}
	return v
}
