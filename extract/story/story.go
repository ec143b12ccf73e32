// Package story finds the events of an article and which figure tells of which:
// "Six more were wounded", three paragraphs on, is of the attack in the lead.
//
// In go the article's claims, their slots stated as far as the ranker is sure,
// each with where it stands (Told). Every two are compared (pair.go lists the
// features, each with its reason); a logistic regression says how probable it
// is that both tell of one event or state, and the claims are taken in order:
// each joins the event whose claims it fits best on average, or opens a new
// one. The weights are en/story.weights, learned by the command in train from
// articles whose claims people have put to events.
package story

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"muster/news"
)

// Told is one claim and where it stands.
type Told struct {
	Claim *news.Claim
	// Sentence and Paragraph count from the start of the article.
	Sentence, Paragraph int
}

// Model holds the weights. It may be used by many goroutines.
type Model struct {
	Bias    float64
	Weights [Features]float64
	// Join is the mean probability of one event at which a claim joins it.
	Join float64
}

//go:embed en/story.weights
var shipped string

// Shipped is the model in the binary. It panics on a broken file: the weights
// are part of the program and tested with it.
var Shipped = sync.OnceValue(func() *Model {
	m, err := Read(shipped)
	if err != nil {
		panic(err)
	}
	return m
})

// Read reads weights as Text writes them: name, weight and reason a line,
// divided by tabs. Lines with "#" in front are remarks.
func Read(text string) (*Model, error) {
	m := &Model{}
	slots := map[string]*float64{}
	m.each(func(name, _ string, at *float64) { slots[name] = at })
	for n, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		at := slots[fields[0]]
		if len(fields) < 2 || at == nil {
			return nil, fmt.Errorf("story: weights line %d: want a known name, weight and reason: %q", n+1, line)
		}
		v, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return nil, fmt.Errorf("story: weights line %d: %w", n+1, err)
		}
		*at = v
		delete(slots, fields[0])
	}
	for name := range slots {
		return nil, fmt.Errorf("story: the weights have no %q", name)
	}
	return m, nil
}

// Text writes the model for people and for Read.
func (m *Model) Text() string {
	var b strings.Builder
	b.WriteString("# What speaks for two figures of an article telling of one event, in log odds, written\n# by extract/story/train: name, weight, reason.\n")
	m.each(func(name, why string, at *float64) { fmt.Fprintf(&b, "%s\t%.3f\t%s\n", name, *at, why) })
	return b.String()
}

func (m *Model) each(visit func(name, why string, at *float64)) {
	visit("join from", "the mean probability at which a claim joins an event", &m.Join)
	visit("bias", "two figures of which nothing is known", &m.Bias)
	for i := range Table {
		visit(Table[i].Name, Table[i].Why, &m.Weights[i])
	}
}

// Same is how probable it is that two claims of one article tell of one event.
func (m *Model) Same(v *Vector) float64 {
	sum := m.Bias
	for i, x := range v {
		sum += m.Weights[i] * x
	}
	return 1 / (1 + math.Exp(-sum))
}

// reach is how many claims back an event is looked for: the claims of long
// tables cost no more than those of news.
const reach = 80

// Events puts the claims, in the order of the text, to events: the number of
// each one's event, counted from 0 in the order of their first claims.
func (m *Model) Events(told []Told) []int {
	of := make([]int, len(told))
	events := 0
	for i := range told {
		sum, n := make([]float64, events), make([]int, events)
		for j := max(0, i-reach); j < i; j++ {
			v := Compare(&told[j], &told[i])
			sum[of[j]] += m.Same(&v)
			n[of[j]]++
		}
		best, most := events, m.Join
		for e := range sum {
			if n[e] > 0 && sum[e]/float64(n[e]) >= most {
				best, most = e, sum[e]/float64(n[e])
			}
		}
		if best == events {
			events++
		}
		of[i] = best
	}
	return of
}
