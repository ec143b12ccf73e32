package index

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"muster/index/query"
	"muster/news"

	"github.com/blevesearch/bleve/v2/document"
)

// Standing of a finding.
const (
	held      = "held"
	withdrawn = "withdrawn"
)

// findingDocument makes what a finding is found by: all that its claims are
// found by, its own kind and severity, and the interval and time that all
// its claims' figures span.
func (x *Index) findingDocument(f news.Finding) (*document.Document, error) {
	raw, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("index: finding %s: %w", f.ID, err)
	}
	b := x.builder(Findings, f.ID)
	b.stored(blobField, raw)
	if short, cut := brief(f); cut {
		if raw, err = json.Marshal(short); err != nil {
			return nil, fmt.Errorf("index: finding %s: %w", f.ID, err)
		}
		b.stored(briefField, raw)
	}
	b.term(termFields[query.Kind], string(f.Kind))
	b.term(standingField, standing(f))
	b.term(seenField, instant(f.FirstSeen))
	b.term(newestField, instant(newest(f)))
	b.term(severityField, figureLadder.term(0, sortable(f.Severity)))
	b.question(f.Question)
	b.sides(f)
	if f.Kind == news.Contradiction && !f.Withdrawn {
		b.rivals(f.Sides)
	}
	for _, why := range f.Why {
		b.say(why)
	}
	return b.finish(), nil
}

// briefClaims is how many claims of a side are told in brief: those a list
// quotes and a small plot draws.
const briefClaims = 3

// brief is the finding with few claims a side; cut reports that it had more.
func brief(f news.Finding) (short news.Finding, cut bool) {
	short = f
	short.Sides = make([]news.Side, len(f.Sides))
	for i, s := range f.Sides {
		if more := len(s.Claims) - briefClaims; more > 0 {
			s.Claims, s.More, cut = s.Claims[:briefClaims], more, true
		}
		short.Sides[i] = s
	}
	return short, cut
}

// Brief is the finding with few claims a side, and how many more there are.
func Brief(f news.Finding) news.Finding {
	short, _ := brief(f)
	return short
}

func standing(f news.Finding) string {
	if f.Withdrawn {
		return withdrawn
	}
	return held
}

func newest(f news.Finding) (last time.Time) {
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			if c.Article.Published.After(last) {
				last = c.Article.Published
			}
		}
	}
	return last
}

func (b *builder) question(q news.Question) {
	b.measure(q.Measure, q.Unit)
	b.word(query.Unit, string(q.Unit))
	b.word(query.Scope, string(q.Scope))
	b.word(query.Modality, string(q.Modality))
	b.names(query.By, q.By...)
	b.names(query.Of, q.Of...)
	b.names(query.To, q.To...)
	b.names(query.Subject, q.Subject...)
	b.names(query.Place, q.Place...)
}

func (b *builder) sides(f news.Finding) {
	low, high := math.Inf(1), math.Inf(-1)
	var from, to news.Day
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			b.claim(c)
			b.term(articleField, c.Article.ID)
			if c.Figure != nil {
				if l, h, ok := reach(*c.Figure); ok {
					low, high = min(low, l), max(high, h)
				}
			}
			if first, last, ok := during(c.When, news.DayOf(c.Article.Published)); ok {
				if from == "" || first < from {
					from = first
				}
				to = max(to, last)
			}
		}
		for _, name := range s.Sources {
			b.names(query.Source, name)
			b.term(saidField, name)
		}
	}
	if low <= high {
		b.figure(low, high)
	}
	if from != "" {
		b.days(from, to)
	}
}

// rivals adds each source of one side against each of the others.
func (b *builder) rivals(sides []news.Side) {
	for i, s := range sides {
		for j, t := range sides {
			if i == j {
				continue
			}
			for _, one := range s.Sources {
				for _, other := range t.Sources {
					b.term(rivalField, one+"\x00"+other)
				}
			}
		}
	}
}
