package main

import (
	"bytes"
	"fmt"
	"math"
	"sort"

	"muster/extract/slot/status"
	"muster/news"
)

// The settings of learning, chosen by cross-validation.
const (
	rounds  = 300   // full passes over all examples
	step    = 0.1   // of AdaGrad
	decay   = 0.001 // weight of the squares of the weights, an example
	rare    = 2     // how much an example counts whose figure is no fact: of news on aid and budgets, one in five is none, of the gold at hand one in ten
	seldom  = 3     // signs of fewer examples are left out
	percent = 100   // weights are written in hundredths
)

// learner holds the weights while it learns, those of one sign side by side.
type learner struct {
	index   map[string]int
	names   []string
	weights []float64
}

// moods is how many answers there are.
const moods = len(status.Moods)

// learn fits weights to the examples, without the signs to skip.
func learn(es []example, skip func(sign string) bool) *learner {
	l := &learner{index: map[string]int{}}
	l.choose(es, skip)
	var xs [][]int
	var ys []int
	for i := range es {
		xs = append(xs, l.ids(es[i].signs))
		ys = append(ys, es[i].gold)
	}
	l.fit(xs, ys)
	return l
}

// choose names the signs to learn: those of enough examples.
func (l *learner) choose(es []example, skip func(string) bool) {
	count := map[string]int{}
	for i := range es {
		for _, s := range es[i].signs {
			count[s]++
		}
	}
	for s, n := range count {
		if n >= seldom && (skip == nil || !skip(s)) {
			l.names = append(l.names, s)
		}
	}
	sort.Strings(l.names)
	for i, s := range l.names {
		l.index[s] = i
	}
	l.weights = make([]float64, len(l.names)*moods)
}

func (l *learner) ids(signs []string) []int {
	var ids []int
	for _, s := range signs {
		if i, ok := l.index[s]; ok {
			ids = append(ids, i)
		}
	}
	return ids
}

// fit descends along the gradient of the mean log loss and the squares of the
// weights, each weight with the step that its own gradients leave it.
func (l *learner) fit(xs [][]int, ys []int) {
	n := float64(len(xs))
	seen := make([]float64, len(l.weights))
	grad := make([]float64, len(l.weights))
	for range rounds {
		for i, w := range l.weights {
			grad[i] = decay * w
		}
		for i, ids := range xs {
			p := l.chances(ids)
			p[ys[i]]--
			if status.Moods[ys[i]] != news.Actual {
				for k := range p {
					p[k] *= rare
				}
			}
			for _, id := range ids {
				for k := range p {
					grad[id*moods+k] += p[k] / n
				}
			}
		}
		for i, g := range grad {
			if g != 0 {
				seen[i] += g * g
				l.weights[i] -= step * g / math.Sqrt(seen[i])
			}
		}
	}
}

func (l *learner) chances(ids []int) []float64 {
	score := make([]float64, moods)
	for _, id := range ids {
		for k := range score {
			score[k] += l.weights[id*moods+k]
		}
	}
	return status.Softmax(score)
}

func (l *learner) answer(signs []string) int {
	p := l.chances(l.ids(signs))
	best := 0
	for k := range p {
		if p[k] > p[best] {
			best = k
		}
	}
	return best
}

// write appends the rows of a weights file, those that say nothing left out.
func (l *learner) write(b *bytes.Buffer) {
	for i, s := range l.names {
		row, says := s, false
		for k := range moods {
			w := int(math.Round(percent * l.weights[i*moods+k]))
			row += fmt.Sprintf("\t%d", w)
			says = says || w > 1 || w < -1
		}
		if says {
			fmt.Fprintln(b, row)
		}
	}
}
