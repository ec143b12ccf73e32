package main

import (
	"math"
	"slices"

	"muster/extract/syntax/model"
)

// learner is an averaged perceptron. A feature gets its row of weights when
// it first takes part in a correction.
type learner struct {
	classes int
	slots   []uint64 // key<<32 | row+1
	keys    []uint32
	weights []int32
	sums    []int64 // weight changes times the moment of the change
	now     int64
}

func newLearner(classes int) *learner {
	return &learner{classes: classes, slots: make([]uint64, 1<<12), now: 1}
}

func (l *learner) find(key uint32) int {
	mask := uint32(len(l.slots) - 1)
	for i := key * 2654435769 >> 7 & mask; ; i = (i + 1) & mask {
		s := l.slots[i]
		if s == 0 {
			return -1
		}
		if uint32(s>>32) == key {
			return int(uint32(s)) - 1
		}
	}
}

func (l *learner) row(key uint32) int {
	if r := l.find(key); r >= 0 {
		return r
	}
	if len(l.keys)*2 >= len(l.slots) {
		l.slots = make([]uint64, 2*len(l.slots))
		for r, k := range l.keys {
			l.place(k, r)
		}
	}
	r := len(l.keys)
	l.keys = append(l.keys, key)
	l.place(key, r)
	for range l.classes {
		l.weights = append(l.weights, 0)
		l.sums = append(l.sums, 0)
	}
	return r
}

func (l *learner) place(key uint32, row int) {
	mask := uint32(len(l.slots) - 1)
	i := key * 2654435769 >> 7 & mask
	for l.slots[i] != 0 {
		i = (i + 1) & mask
	}
	l.slots[i] = uint64(key)<<32 | uint64(row+1)
}

// Score writes the scores of the classes by the weights as they are now.
func (l *learner) Score(keys []uint32, out []int32) {
	clear(out)
	for _, k := range keys {
		if r := l.find(k); r >= 0 {
			for c, w := range l.weights[r*l.classes : r*l.classes+len(out)] {
				out[c] += w
			}
		}
	}
}

// correct moves weight from the wrong class to the right one.
func (l *learner) correct(keys []uint32, right, wrong int) {
	for _, k := range keys {
		r := l.row(k)
		l.add(r, right, 1)
		l.add(r, wrong, -1)
	}
}

func (l *learner) add(row, class int, d int32) {
	l.weights[row*l.classes+class] += d
	l.sums[row*l.classes+class] += int64(d) * l.now
}

// tick counts one decision; the average is over decisions.
func (l *learner) tick() { l.now++ }

// table averages and rounds the weights. A row whose largest average weight
// is below the floor is left out.
func (l *learner) table(floor float64) *model.Table {
	avg := func(i int) float64 { return float64(l.weights[i]) - float64(l.sums[i])/float64(l.now) }
	var tops []float64
	top := func(r int) (m float64) {
		for c := range l.classes {
			m = max(m, math.Abs(avg(r*l.classes+c)))
		}
		return m
	}
	for r := range l.keys {
		tops = append(tops, top(r))
	}
	sorted := slices.Clone(tops)
	slices.Sort(sorted)
	scale := 1.0
	if len(sorted) > 0 {
		// The forty largest rows are cut to the range of a byte.
		scale = 127 / max(sorted[max(0, len(sorted)-1-40)], 1e-9)
	}
	order := make([]int, 0, len(l.keys))
	for r := range l.keys {
		if tops[r] >= floor {
			order = append(order, r)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return int(int64(l.keys[a]) - int64(l.keys[b])) })
	rows := make([]model.Row, 0, len(order))
	for _, r := range order {
		row := model.Row{Key: l.keys[r], Weights: make([]int8, l.classes)}
		some := false
		for c := range row.Weights {
			w := int8(max(-127, min(127, math.Round(scale*avg(r*l.classes+c)))))
			row.Weights[c] = w
			some = some || w != 0
		}
		if some {
			rows = append(rows, row)
		}
	}
	return model.NewTable(l.classes, rows)
}
