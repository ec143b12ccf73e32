package main

import (
	"math"
	"slices"
	"strings"

	"muster/extract/slot"
)

// How the weights are learned. The figures were chosen by cross-validation on
// the part `fit`; halving or doubling any of them changes no slot by a point.
const (
	epochs      = 12
	rate        = 0.25
	shrink      = 3e-3 // L2, each time a feature is seen
	fewArticles = 3    // a feature of fewer articles is not learned
)

// groups are the groups of features that the ablation takes out, by the first
// word of their names.
var groups = []string{"way", "link", "steps", "order", "mention", "phrase", "back", "rank", "first", "count", "acts", "speaks", "ruled", "kind", "located", "nobody", "same", "as", "article"}

// logistic learns a log-linear ranker: the probability of a candidate is
// proportional to the exponent of its features' weights, and that of the right
// ones is made large by stochastic gradient steps with rates that fall with each
// weight's own past (AdaGrad: Duchi, Hazan, Singer 2011).
type logistic struct {
	weights, past map[uint64]float64
	without       []string
}

func learnSlot(items []item, names map[uint64]string, without []string) slot.Weights {
	l := &logistic{weights: map[uint64]float64{}, past: map[uint64]float64{}, without: without}
	known := l.known(items, names)
	dense := compact(items, known)
	w := make([]float64, len(known))
	past := make([]float64, len(known))
	for range epochs {
		for i := range dense {
			step(&dense[i], w, past)
		}
	}
	out := slot.Weights{}
	for id, k := range known {
		if math.Abs(w[k]) >= leastWeight {
			out[id] = w[k]
		}
	}
	return out
}

// leastWeight is what a weight must be worth to be kept.
const leastWeight = 0.01

// known numbers the features that enough articles have and that no group left
// out holds.
func (l *logistic) known(items []item, names map[uint64]string) map[uint64]int {
	docs := map[uint64]int{}
	last := map[uint64]int{}
	for _, it := range items {
		for _, row := range it.rows {
			for _, f := range row {
				if last[f.ID] != it.doc+1 {
					last[f.ID] = it.doc + 1
					docs[f.ID]++
				}
			}
		}
	}
	ids := make([]uint64, 0, len(docs))
	for id, n := range docs {
		group, _, _ := strings.Cut(names[id], " ")
		if n >= fewArticles && !slices.Contains(l.without, group) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	known := map[uint64]int{}
	for i, id := range ids {
		known[id] = i
	}
	return known
}

// denseItem is an item whose features are numbered.
type denseItem struct {
	rows  [][]denseFeature
	right []bool
}

type denseFeature struct {
	k int
	v float64
}

func compact(items []item, known map[uint64]int) []denseItem {
	var out []denseItem
	for _, it := range items {
		if len(it.right) == 0 {
			continue
		}
		d := denseItem{right: make([]bool, len(it.rows))}
		for _, c := range it.right {
			d.right[c] = true
		}
		for _, row := range it.rows {
			var fs []denseFeature
			for _, f := range row {
				if k, ok := known[f.ID]; ok {
					fs = append(fs, denseFeature{k, f.Value})
				}
			}
			d.rows = append(d.rows, fs)
		}
		out = append(out, d)
	}
	return out
}

func step(d *denseItem, w, past []float64) {
	p := make([]float64, len(d.rows))
	for c, row := range d.rows {
		for _, f := range row {
			p[c] += w[f.k] * f.v
		}
	}
	softmax(p)
	good := 0.0
	for c, yes := range d.right {
		if yes {
			good += p[c]
		}
	}
	for c, row := range d.rows {
		want := 0.0
		if d.right[c] {
			want = p[c] / max(good, 1e-9)
		}
		g := p[c] - want
		if math.Abs(g) < 1e-4 {
			continue
		}
		for _, f := range row {
			grad := g*f.v + shrink*w[f.k]
			past[f.k] += grad * grad
			w[f.k] -= rate * grad / (1e-3 + math.Sqrt(past[f.k]))
		}
	}
}

func softmax(x []float64) {
	top := slices.Max(x)
	sum := 0.0
	for i, v := range x {
		x[i] = math.Exp(v - top)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

// rank is the probability of each candidate of an item.
func rank(it *item, w slot.Weights) []float64 {
	p := make([]float64, len(it.rows))
	for c, row := range it.rows {
		for _, f := range row {
			p[c] += w[f.ID] * f.Value
		}
	}
	softmax(p)
	return p
}
