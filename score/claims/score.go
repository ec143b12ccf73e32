package claims

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"muster/extract"
	"muster/news"
	"muster/score/table"
)

// slots in the order they are shown. A whole claim has all of them right.
var slots = []string{"hedge", "unit", "measure", "scope", "subject", "place", "time", "modality", "origin", "chain"}

// wholeWithout are the slots a whole claim is not asked for: the gold's measure
// is free text, and its time is missing from one claim in five.
var wholeWithout = []string{"measure", "time"}

// Score runs the extractor over a gold folder. Slots are counted over the
// claims whose figure has the right interval.
func Score(dir string) ([]table.Table, error) {
	docs, err := read(dir)
	if err != nil {
		return nil, err
	}
	return score(docs, io.Discard), nil
}

// Explain writes every difference, article by article, for a person to read.
func Explain(dir string, w io.Writer) error {
	docs, err := read(dir)
	if err != nil {
		return err
	}
	score(docs, w)
	return nil
}

type tally struct {
	mentions, figures, whole, strict table.Count
	slots                            map[string]table.Count
}

func score(docs []document, w io.Writer) []table.Table {
	x := extract.New()
	t := tally{slots: map[string]table.Count{}}
	for _, d := range docs {
		fmt.Fprintf(w, "\n== %s (%s)\n", d.article.ID, d.article.Outlet.Name)
		t.document(d, x.Extract(d.article), w)
	}
	rows := []table.Row{{Name: "figure found", Count: t.mentions}, {Name: "figure value", Count: t.figures}}
	for _, s := range slots {
		rows = append(rows, table.Row{Name: "  " + s, Count: t.slots[s]})
	}
	rows = append(rows, table.Row{Name: "whole claim", Count: t.whole}, table.Row{Name: "whole claim with time", Count: t.strict})
	return []table.Table{{
		Title: "claims",
		Rows:  rows,
		Notes: []string{
			"slots: of the claims whose figure has the right interval (P is the accuracy)",
			"whole claim: value, hedge, unit, scope, subject, place, modality and chain all right",
		},
	}}
}

func (t *tally) document(d document, got news.Extraction, w io.Writer) {
	var figures []news.Claim
	for _, c := range got.Claims {
		if c.Kind == news.FigureClaim {
			figures = append(figures, c)
		}
	}
	used := make([]bool, len(figures))
	for _, g := range d.claims {
		k := match(g, figures, used)
		if k < 0 {
			t.mentions.FN++
			t.figures.FN++
			t.whole.FN++
			t.strict.FN++
			fmt.Fprintf(w, "MISSED  %q in %q\n", g.FigureText, g.Sentence)
			continue
		}
		used[k] = true
		t.mentions.TP++
		t.claim(g, figures[k], w)
	}
	for k, c := range figures {
		if !used[k] {
			t.mentions.FP++
			t.figures.FP++
			t.whole.FP++
			t.strict.FP++
			fmt.Fprintf(w, "EXTRA   %q [%s %s] in %q\n", c.Figure.Text, c.Figure.Unit, c.MeasureID, c.Sentence.Text)
		}
	}
}

// match finds the claim whose figure overlaps the gold figure, the one with
// the right interval first.
func match(g goldClaim, figures []news.Claim, used []bool) int {
	best := -1
	for i, c := range figures {
		if used[i] || !c.Figure.Span.Overlaps(news.Span{Start: g.Start, End: g.End}) {
			continue
		}
		if sameInterval(g, *c.Figure) {
			return i
		}
		if best < 0 {
			best = i
		}
	}
	return best
}

func sameInterval(g goldClaim, f news.Figure) bool {
	lo, hi := g.interval()
	return same(lo, f.Low) && same(hi, f.High)
}

// same compares bounds with room for the rounding of floating point, and for
// units that the gold keeps as written (km) and we convert (m).
func same(a, b float64) bool {
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return a == b
	}
	close := func(x, y float64) bool { return math.Abs(x-y) <= 1e-6*math.Max(1, math.Abs(x)) }
	return close(a, b) || close(a*1000, b)
}

func (t *tally) claim(g goldClaim, c news.Claim, w io.Writer) {
	if !sameInterval(g, *c.Figure) {
		t.figures.Wrong()
		t.whole.Wrong()
		t.strict.Wrong()
		lo, hi := g.interval()
		fmt.Fprintf(w, "VALUE   %q is %v..%v, got %v..%v %q\n", g.FigureText, lo, hi, c.Figure.Low, c.Figure.High, c.Figure.Text)
		return
	}
	t.figures.TP++
	right, strict := true, true
	for _, s := range slots {
		ok, want, got := compare(s, g, c)
		n := t.slots[s]
		if ok {
			n.TP++
		} else {
			n.Wrong()
			right = right && slices.Contains(wholeWithout, s)
			strict = strict && s == "measure"
			fmt.Fprintf(w, "%-8s%q want %s got %s | %s\n", s, g.FigureText, want, got, g.Sentence)
		}
		t.slots[s] = n
	}
	count(&t.whole, right)
	count(&t.strict, strict)
}

func count(c *table.Count, right bool) {
	if right {
		c.TP++
	} else {
		c.Wrong()
	}
}

func compare(slot string, g goldClaim, c news.Claim) (ok bool, want, got string) {
	switch slot {
	case "hedge":
		want, got = string(g.hedge()), string(c.Figure.Hedge)
	case "unit":
		want, got = g.unit(), string(c.Figure.Unit)
		ok = sameUnit(want, got)
	case "measure":
		want, got = g.Measure, string(c.MeasureID)
		return sameMeasure(want, c), want, got
	case "scope":
		want, got = string(g.scope()), string(c.Figure.Scope)
	case "subject":
		return sameNames(g.Subject, news.Names(c.Subject)), list(g.Subject), list(news.Names(c.Subject))
	case "place":
		return sameNames(g.Place, news.PlaceNames(c.Place)), list(g.Place), list(news.PlaceNames(c.Place))
	case "time":
		v := g.when()
		want, got = string(v.From+"/"+v.To), string(c.When.From+"/"+c.When.To)
	case "modality":
		want, got = g.Modality, string(c.Modality)
	case "origin":
		return sameChain(g.Attribution[:1], chainNames(c)[:1]), list(g.Attribution[:1]), links(chainNames(c)[:1])
	case "chain":
		return sameChain(g.Attribution, chainNames(c)), list(g.Attribution), links(chainNames(c))
	}
	return ok || want == got, want, got
}

func list(names []string) string { return "[" + strings.Join(names, ", ") + "]" }

func links(chain [][]string) string {
	var names []string
	for _, l := range chain {
		names = append(names, l[0])
	}
	return list(names)
}
