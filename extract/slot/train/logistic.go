package main

import (
	"math"
	"slices"
	"strings"

	"muster/extract/slot"
	"muster/news"
)

// How the weights are learned; both figures were chosen by cross-validation on
// the part `fit`.
const (
	ridge       = 2.0 // L2 penalty: half of it times the squared weights
	fewArticles = 3   // a feature of fewer articles is not learned
)

// groups are the groups of features that the ablation takes out, by the first
// word of their names.
var groups = []string{"way", "link", "steps", "order", "mention", "phrase", "back", "rank", "first", "count", "acts", "speaks", "ruled", "kind", "located", "nobody", "name", "size", "land", "between", "the", "same", "as", "article"}

// learnSlot fits a log-linear ranker: the probability of a candidate is
// proportional to the exponent of the sum of its features' weights, and the
// weights make the right candidates as probable as the penalty allows.
func learnSlot(items []item, names map[uint64]string, without []string) slot.Weights {
	known := knownFeatures(items, names, without)
	dense := compact(items, known)
	w := minimise(len(known), func(w, grad []float64) float64 { return loss(dense, w, grad) })
	out := slot.Weights{}
	for id, k := range known {
		if math.Abs(w[k]) >= leastWeight {
			out[id] = w[k]
		}
	}
	return out
}

// ownWeight is how much a figure of our own articles counts beside one of news,
// by slot: there are four times as many of them, and they tell more plainly than
// news do; who does what is known by names, and they name many. Chosen by
// cross-validation.
var ownWeight = map[news.Slot]float64{news.SlotBy: 0.25, news.SlotOf: 0.25, news.SlotTo: 0.1, news.SlotSubject: 0.25, news.SlotPlace: 0.25}

// loss is the penalised negative log-likelihood of the right candidates, and
// puts its gradient into grad.
func loss(items []denseItem, w, grad []float64) float64 {
	sum := 0.0
	for k := range w {
		sum += ridge / 2 * w[k] * w[k]
		grad[k] = ridge * w[k]
	}
	var p []float64
	for i := range items {
		d := &items[i]
		p = p[:0]
		for _, row := range d.rows {
			x := 0.0
			for _, f := range row {
				x += w[f.k] * f.v
			}
			p = append(p, x)
		}
		softmax(p)
		good := 0.0
		for c, yes := range d.right {
			if yes {
				good += p[c]
			}
		}
		good = max(good, 1e-12)
		sum -= d.weight * math.Log(good)
		for c, row := range d.rows {
			g := p[c]
			if d.right[c] {
				g -= p[c] / good
			}
			for _, f := range row {
				grad[f.k] += d.weight * g * f.v
			}
		}
	}
	return sum
}

// leastWeight is what a weight must be worth to be kept.
const leastWeight = 0.02

// knownFeatures numbers the features that enough articles have and that no
// group left out holds.
func knownFeatures(items []item, names map[uint64]string, without []string) map[uint64]int {
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
		if n >= fewArticles && !slices.Contains(without, group) {
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
	// weight is how much the item counts.
	weight float64
	rows   [][]denseFeature
	right  []bool
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
		d := denseItem{weight: it.weight, right: make([]bool, len(it.rows))}
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
