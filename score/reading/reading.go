// Package reading scores claims against gold with roles: figures first, then of
// the claims whose figure is right every slot.
//
// In goes gold of format 2 (claims2, articles2, split.tsv); out comes a table a
// part. Of a slot, P is how many of the stated answers are right and R how many
// of all gold rows are: nobody named is right where the gold names nobody. Rows
// of durations, ranks, "several" and single things that are no loss are neither
// asked for nor held against the program.
package reading

import (
	"slices"
	"strings"

	"muster/extract"
	"muster/extract/entity"
	"muster/news"
	"muster/score/goldfile"
	"muster/score/table"
)

// rows are the lines of the table.
var rows = []string{"figure", "hedge", "scope", "modality", "time", "time~", "place~", "act~", "counted~", "origin", "chain", "subject", "by", "of", "to", "place", "event, pure", "event, whole", "whole claim"}

// whole are the slots that a whole claim has right.
var whole = []string{"hedge", "scope", "modality", "chain", "subject", "place"}

// Score scores the parts of dir that part names; all where it is empty.
func Score(dir, part string) ([]table.Table, error) {
	parts, err := goldfile.Divided(dir)
	if err != nil {
		return nil, err
	}
	if part != "" {
		parts = []string{part}
	}
	var tables []table.Table
	for _, p := range parts {
		articles, err := goldfile.Roles(dir, p)
		if err != nil {
			return nil, err
		}
		if len(articles) > 0 {
			tables = append(tables, scoreAll("reading, "+p, articles))
		}
	}
	return tables, nil
}

func scoreAll(title string, articles []goldfile.RoleArticle) table.Table {
	x := extract.New()
	s := sheet{}
	for i := range articles {
		a := &articles[i]
		if known, ok := entity.OutletByName(a.Outlet.Name); ok {
			known.Name = a.Outlet.Name
			a.Outlet = known
		}
		s.article(a, figureClaims(x.Extract(a.Article).Claims))
	}
	t := table.Table{Title: title, Notes: []string{"P: of the stated; R: of all rows, where nothing stated is right if there is nothing"}}
	for _, name := range rows {
		t.Rows = append(t.Rows, table.Row{Name: name, Count: s[name]})
	}
	return t
}

func figureClaims(claims []news.Claim) []news.Claim {
	return slices.DeleteFunc(claims, func(c news.Claim) bool { return c.Kind != news.FigureClaim })
}

// sheet counts by row of the table.
type sheet map[string]table.Count

func (s sheet) add(row string, c table.Count) { s[row] = s[row].Add(c) }

// article scores one article.
func (s sheet) article(a *goldfile.RoleArticle, claims []news.Claim) {
	of := match(a.Rows, claims)
	used := make([]bool, len(claims))
	for k := range a.Rows {
		r := &a.Rows[k]
		j, found := of[k]
		if found {
			used[j] = true
		}
		switch {
		case minor(r):
		case !found:
			s.add("figure", table.Count{FN: 1})
			s.add("whole claim", table.Count{FN: 1})
		default:
			s.add("figure", table.Count{TP: 1})
			s.claim(r, &claims[j])
		}
	}
	s.events(a.Rows, claims, of)
	for j := range claims {
		if !used[j] && !touchesMinor(a.Rows, &claims[j]) {
			s.add("figure", table.Count{FP: 1})
			s.add("whole claim", table.Count{FP: 1})
		}
	}
}

// claim scores the slots of one claim with the right figure.
func (s sheet) claim(r *goldfile.Row, c *news.Claim) {
	good := map[string]bool{}
	for _, v := range verdicts(r, c) {
		good[v.row] = v.open || v.right
		switch {
		case v.open:
		case v.right:
			s.add(v.row, table.Count{TP: 1})
		case v.silent:
			s.add(v.row, table.Count{FN: 1})
		default:
			s.add(v.row, table.Count{FN: 1, FP: 1})
		}
	}
	all := table.Count{TP: 1}
	for _, w := range whole {
		if !good[w] {
			all = table.Count{FP: 1, FN: 1}
		}
	}
	s.add("whole claim", all)
}

// verdict is what one slot came to.
type verdict struct {
	row    string
	right  bool
	silent bool // nothing is stated where the gold has something
	open   bool // the gold is unsure: not scored
}

func verdicts(r *goldfile.Row, c *news.Claim) []verdict {
	unsure := func(key string) bool { return slices.Contains(r.Unsure, key) }
	names := func(row string, want, got []string) verdict {
		return verdict{row, slices.Equal(folded(want), folded(got)), len(got) == 0, unsure(row)}
	}
	var chain []string
	for _, a := range c.Attribution {
		chain = append(chain, a.Source.Name)
	}
	return []verdict{
		{row: "hedge", right: c.Figure.Hedge == hedgeOf(r.Approx), open: unsure("hedge")},
		{row: "scope", right: string(c.Figure.Scope) == scopeOf(r.Scope), open: unsure("scope")},
		{row: "modality", right: sameModality(r.Modality, c), open: unsure("modality")},
		{row: "time", right: sameTime(r.AsOf, c.When)},
		{row: "time~", right: timesMeet(r.AsOf, c.When)},
		{row: "place~", right: unsure("place") || placesAlike(r.Place, news.PlaceNames(placesAsSpelt(c.Place)))},
		{row: "act~", right: sameAct(r.Predicate, c.Measure.Act)},
		{row: "counted~", right: sameCounted(r.Counted, c.Measure.Of)},
		{row: "origin", right: sameChain(first(r.Attribution), first(chain))},
		{row: "chain", right: sameChain(r.Attribution, chain), open: unsure("attribution")},
		names("subject", r.Subject, news.Names(c.Subject)),
		names("by", r.By, news.Names(c.By)),
		names("of", r.Of, news.Names(c.Of)),
		names("to", r.To, news.Names(c.To)),
		names("place", r.Place, news.PlaceNames(placesAsSpelt(c.Place))),
	}
}

// placesAsSpelt gives places the names that their article gives them.
func placesAsSpelt(places []news.Where) []news.Where {
	out := slices.Clone(places)
	for i := range out {
		out[i].Name = out[i].Called()
	}
	return out
}

func first(names []string) []string { return names[:min(1, len(names))] }

// folded are names in small letters and digits only, without "the", sorted, each
// once.
func folded(names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, fold(n))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func fold(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !letterOrDigit(r) })
	return strings.TrimPrefix(strings.Join(words, " "), "the ")
}
