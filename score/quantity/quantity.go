// Package quantity scores extract/figure against gold figures.
//
// The sets of gold/quantity: a figure is right when both ends of its interval
// are, one to one within a sentence ("strict value"); hedge, change and unit
// are counted over the figures so matched. Where the sets differ from each
// other and from news.Figure, the scorer says how it compares, and the reader
// stays as it is:
//
//   - A bound ("more than 60") has both ends at 60 in some sets and one open
//     end in others: an open end of ours is compared as the gold writes it.
//   - Values are compared in the unit of the text (Figure.Stated) as well as
//     in the normalised one, a share as a fraction too.
//   - "from 21 to 23" told as a change is two figures to news.Figure and one
//     in newsquant: the pair counts as the one.
//   - Ranks ("for the third time") and "several", "a few" are annotated in no
//     set: ours are left out.
//   - Sets that are not complete have no false positives.
//   - cogcomp_spans has no values: figures are compared by overlap.
//
// The claims of gold/claims and the distractors: a claim's figure is right
// when a figure that is no aside overlaps its span with the right interval; a
// distractor is read when a figure that is no aside has its number there.
package quantity

import (
	"math"
	"path/filepath"
	"strings"
	"time"

	"muster/extract/figure"
	"muster/extract/token"
	"muster/extract/when"
	"muster/news"
	"muster/score/goldfile"
	"muster/score/table"
)

// Score reads goldDir/quantity, goldDir/claims with goldDir/../articles, and
// goldDir/distractors.jsonl. Its error wraps fs.ErrNotExist where they are
// absent.
func Score(goldDir string) ([]table.Table, error) {
	sets, err := readSets(filepath.Join(goldDir, "quantity"))
	if err != nil {
		return nil, err
	}
	s := newScorer()
	for _, set := range sets {
		s.set(set)
	}
	claims, err := s.claims(goldDir)
	if err != nil {
		return nil, err
	}
	return append(s.tables(), claims), nil
}

// scorer holds the reader and what it counted.
type scorer struct {
	reader               *figure.Reader
	dates                *when.Reader
	value                []table.Row
	hedge, change, units []table.Row
	// miss, where set, is told of everything that is not right.
	miss func(kind, id, text, detail string)
}

func newScorer() *scorer { return &scorer{reader: figure.New(), dates: when.New()} }

func (s *scorer) tables() []table.Table {
	return []table.Table{
		{Title: "figure value, strict", Rows: s.value, Notes: []string{"cogcomp_spans by overlap; incomplete sets (rt_range, rt_unit) without false positives"}},
		{Title: "hedge or bound on matched", Rows: s.hedge},
		{Title: "change on matched", Rows: s.change},
		{Title: "unit on matched", Rows: s.units},
	}
}

// set scores one set.
func (s *scorer) set(set set) {
	var value, hedge, change, unit table.Count
	trended := set.trended()
	for _, r := range set.rows {
		ours := s.read(r.Text)
		if set.name == "cogcomp_spans" {
			value = value.Add(s.overlap(r, ours))
			continue
		}
		gold := valued(r)
		pairs, extra := match(r, gold, ours)
		for k, e := range gold {
			if pairs[k] == nil {
				value.FN++
				s.tell("missed", r, e, ours)
				continue
			}
			value.TP++
			judge(&hedge, hasBound(set.name, e), sameHedge(e, *pairs[k]), func() { s.tell("hedge", r, e, ours) })
			judge(&change, trended, sameChange(e, *pairs[k]), func() { s.tell("change", r, e, ours) })
			judge(&unit, hasUnit(e), sameUnit(e, *pairs[k]), func() { s.tell("unit", r, e, ours) })
		}
		if r.Complete {
			value.FP += len(extra)
			for _, f := range extra {
				if s.miss != nil {
					s.miss("invented", r.ID, r.Text, describe(f))
				}
			}
		}
	}
	s.value = append(s.value, table.Row{Name: set.name, Count: value})
	s.hedge = withRow(s.hedge, set.name, hedge)
	s.change = withRow(s.change, set.name, change)
	s.units = withRow(s.units, set.name, unit)
}

func withRow(rows []table.Row, name string, c table.Count) []table.Row {
	if c == (table.Count{}) {
		return rows
	}
	return append(rows, table.Row{Name: name, Count: c})
}

// judge counts one answer: right, or wrong (both given and missed).
func judge(c *table.Count, asked, right bool, wrong func()) {
	switch {
	case !asked:
	case right:
		c.TP++
	default:
		c.FP++
		c.FN++
		wrong()
	}
}

// read returns our figures without ranks.
func (s *scorer) read(text string) []news.Figure {
	var kept []news.Figure
	for _, f := range s.figures(text, "") {
		if f.Scope != news.Rank && !several(f) {
			kept = append(kept, f)
		}
	}
	return kept
}

// figures reads a text with the dates in it, as the extractor does. The day
// is the date of publication, empty where the gold has none.
func (s *scorer) figures(text, day string) []news.Figure {
	var published time.Time
	if len(day) >= 10 {
		published, _ = time.Parse("2006-01-02", day[:10])
	}
	t := token.Read(text)
	return s.reader.Read(t, s.dates.Read(t, when.Reference{Published: published}))
}

// several: "several", "a few" are annotated in no set.
func several(f news.Figure) bool {
	low := f.Low
	if f.Stated != nil {
		low = f.Stated.Low
	}
	return f.Hedge == news.Vague && low == 3
}

// valued are the gold figures that have a value.
func valued(r row) []expect {
	var out []expect
	for _, e := range r.Expect {
		if (e.Lo != nil || e.Hi != nil) && r.Kind != "date" {
			out = append(out, e)
		}
	}
	return out
}

// overlap scores spans alone; dates of the gold are no figures and no faults.
func (s *scorer) overlap(r row, ours []news.Figure) table.Count {
	var c table.Count
	at := goldfile.Offsets(r.Text)
	used := make([]bool, len(ours))
	for _, e := range r.Expect {
		span := news.Span{Start: at[*e.Start], End: at[*e.End]}
		hit := false
		for k, f := range ours {
			if f.Span.Overlaps(span) {
				used[k], hit = true, true
			}
		}
		quantity := e.Tag == "NUMBER" || e.Tag == "RANGE" && !isYear(e.Text)
		switch {
		case quantity && hit:
			c.TP++
		case quantity:
			c.FN++
			s.tell("missed", r, e, ours)
		}
	}
	for k, f := range ours {
		if !used[k] {
			c.FP++
			if s.miss != nil {
				s.miss("invented", r.ID, r.Text, describe(f))
			}
		}
	}
	return c
}

// isYear: the RANGE of a year or "last year" is a date.
func isYear(text string) bool {
	return strings.Contains(text, "year") || strings.Contains(text, "19") || strings.Contains(text, "20") || strings.Contains(text, "week") || strings.Contains(text, "month")
}

func (s *scorer) tell(kind string, r row, e expect, ours []news.Figure) {
	if s.miss == nil {
		return
	}
	d := "gold " + e.Text + " " + ends(e.Lo, e.Hi) + " " + e.Bound + " " + e.Trend + " [" + e.UnitNorm + "] ours:"
	for _, f := range ours {
		d += " {" + describe(f) + "}"
	}
	s.miss(kind, r.ID, r.Text, d)
}

func near(a, b float64) bool {
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return a == b
	}
	return a == b || math.Abs(a-b) <= 1e-6*math.Max(math.Abs(a), math.Abs(b))
}
