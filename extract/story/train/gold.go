package main

import (
	"muster/crosscheck/fit"
	"muster/extract"
	"muster/extract/story"
	"muster/news"
	"muster/score/goldfile"
)

// folds is how many parts cross-validation divides the clusters into.
const folds = 5

// article is the claims of one article with the gold event of each, empty where
// no gold row is of its figure.
type article struct {
	told  []story.Told
	event []string
	fold  int
}

func read(gold, part string) ([]article, error) {
	roles, err := goldfile.Roles(gold, part)
	if err != nil {
		return nil, err
	}
	fold, err := goldfile.Folds(gold, folds)
	if err != nil {
		return nil, err
	}
	x := extract.New()
	var all []article
	for _, r := range roles {
		a := article{told: x.Told(r.Article), fold: fold(r.ID)}
		for _, t := range a.told {
			a.event = append(a.event, eventOf(t.Claim, r.Rows))
		}
		all = append(all, a)
	}
	return all, nil
}

// eventOf is the event of the gold row whose figure the claim's overlaps most.
func eventOf(c *news.Claim, rows []goldfile.Row) string {
	event, most := "", 0
	for _, r := range rows {
		if n := min(r.End, c.Figure.Span.End) - max(r.Start, c.Figure.Span.Start); n > most {
			event, most = r.Event, n
		}
	}
	return event
}

// examples are the pairs of claims with gold. Every claim weighs alike,
// however many the article has.
func (a *article) examples(without story.Feature) []fit.Example {
	n := 0
	for _, e := range a.event {
		if e != "" {
			n++
		}
	}
	var out []fit.Example
	for j := range a.told {
		for i := range j {
			if a.event[i] == "" || a.event[j] == "" {
				continue
			}
			v := story.Compare(&a.told[i], &a.told[j])
			if without >= 0 {
				v[without] = 0
			}
			out = append(out, fit.Example{X: append([]float64(nil), v[:]...), Y: a.event[i] == a.event[j], Weight: 2 / float64(n)})
		}
	}
	return out
}
