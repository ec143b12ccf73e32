// Package date scores extract/when on gold dates: sets of sentences with
// dates (gold/date, and the dates of gold/quantity/cogcomp_norm) and the dates
// of the annotated articles (gold/claims and gold/claims2).
//
// A gold date counts as found when a reading overlaps it in the text and has
// exactly its first and last day. Where a set gives several answers any of
// them will do.
package date

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"muster/extract/token"
	"muster/extract/when"
	"muster/news"
	"muster/score/table"
)

// gold is one expected date.
type gold struct {
	start, end int         // bytes
	answers    [][2]string // first and last day, "" for open; nil: the set gives no interval
	duration   bool
}

// sample is one text with its dates.
type sample struct {
	id, doc, text string
	ref           when.Reference
	gold          []gold
	news          bool // a news text can contain it
	once          bool // the gold lists a date once, however often the text says it
}

// Score reads the sets that goldDir has and returns one table. The error wraps
// fs.ErrNotExist where it has none.
func Score(goldDir string) ([]table.Table, error) {
	t := table.Table{Title: "dates", Notes: notes}
	for _, set := range []struct {
		name string
		read func(string) ([]sample, error)
	}{
		{"date/tbaq.jsonl.gz", readSet}, {"date/rt_date.jsonl", readSet}, {"date/duckling_time.jsonl", readSet},
		{"quantity/cogcomp_norm.jsonl", readSet}, {"claims", readClaims}, {"claims2", readClaims},
	} {
		samples, err := set.read(filepath.Join(goldDir, filepath.FromSlash(set.name)))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("score/date: %w", err)
		}
		name, _, _ := strings.Cut(filepath.Base(set.name), ".")
		t.Rows = append(t.Rows, rows(name, samples)...)
		if docs := documents(samples); docs != nil {
			t.Rows = append(t.Rows, rows(name+" by document", docs)[:2]...)
		}
	}
	if len(t.Rows) == 0 {
		return nil, fmt.Errorf("score/date: no set in %s: %w", goldDir, fs.ErrNotExist)
	}
	return []table.Table{t}, nil
}

var notes = []string{
	"interval: overlapping span, first and last day equal. Gold without days (PRESENT_REF, \"weeks\") is neutral.",
	"from/to: these two fields alone, without the wider period a part belongs to (named) and the open interval a bound means (bounded).",
	"+span: the span must be equal too. +durations: a reading on a gold duration is wrong, not neutral.",
	"rt_date ends a range before its last month or year; to end it with that is right too.",
	"claims and claims2 list a date once per article; saying it again is neutral.",
	"in news: without requests and questions to an assistant, without rows whose date no news text writes (digits without a year, chat short forms, speech), and",
	"without rows of dates tied to a clock time, for which the set expects no date and a news reader wants one.",
}

// rows are the counts of one set.
func rows(name string, samples []sample) []table.Row {
	r := when.New()
	out := []table.Row{{Name: name}, {Name: name + " from/to"}, {Name: name + " +span"}, {Name: name + " +durations"}, {Name: name + " in news"}}
	other := false
	for _, s := range samples {
		dates := r.Read(token.Read(s.text), s.ref)
		c := s.count(dates, rule{})
		out[0].Count = out[0].Add(c)
		out[1].Count = out[1].Add(s.count(dates, rule{bare: true}))
		out[2].Count = out[2].Add(s.count(dates, rule{span: true}))
		out[3].Count = out[3].Add(s.count(dates, rule{durations: true}))
		if s.news {
			out[4].Count = out[4].Add(c)
		} else {
			other = true
		}
	}
	if !other {
		out = out[:4]
	}
	return out
}

// rule is how strictly a reading is held to the gold.
type rule struct{ bare, span, durations bool }

func (s sample) count(dates []news.Date, how rule) table.Count {
	c := table.Count{}
	used := make([]bool, len(s.gold))
	for _, d := range dates {
		hit, neutral := -1, false
		for i, g := range s.gold {
			if d.Span.Start >= g.end || g.start >= d.Span.End {
				continue
			}
			neutral = neutral || g.answers == nil && !(how.durations && g.duration)
			if !used[i] && hit < 0 && g.fits(d, how) {
				hit = i
			}
		}
		switch {
		case hit >= 0:
			used[hit] = true
			c.TP++
		case !neutral && !(s.once && s.repeats(d, how)):
			c.FP++
		}
	}
	for i, g := range s.gold {
		if g.answers != nil && !used[i] {
			c.FN++
		}
	}
	return c
}

// repeats reports whether d says again a date of the gold.
func (s sample) repeats(d news.Date, how rule) bool {
	for _, g := range s.gold {
		same := strings.Contains(d.Span.Text, s.text[g.start:g.end]) || strings.Contains(s.text[g.start:g.end], d.Span.Text)
		if same && g.fits(d, rule{bare: how.bare}) {
			return true
		}
	}
	return false
}

func (g gold) fits(d news.Date, how rule) bool {
	if how.span && (d.Span.Start != g.start || d.Span.End != g.end) {
		return false
	}
	for _, a := range g.answers {
		if string(d.From) == a[0] && string(d.To) == a[1] {
			return true
		}
		if w := d.Meant(); !how.bare && string(w.From) == a[0] && string(w.To) == a[1] {
			return true
		}
		if n := d.Named; !how.bare && n.Known() && string(n.From) == a[0] && string(n.To) == a[1] {
			return true
		}
	}
	return false
}

func reference(day string) when.Reference {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return when.Reference{}
	}
	return when.Reference{Published: t}
}
