package main

import (
	"bytes"
	"math"
	"testing"

	"muster/extract/slot"
)

func TestMinimise(t *testing.T) {
	w := minimise(2, func(w, grad []float64) float64 {
		a, b := 1-w[0], w[1]-w[0]*w[0]
		grad[0], grad[1] = -2*a-40*w[0]*b, 20*b
		return a*a + 10*b*b
	})
	if math.Abs(w[0]-1) > 1e-2 || math.Abs(w[1]-1) > 2e-2 {
		t.Errorf("the valley ends at 1, 1; got %v", w)
	}
}

// sample is a made set in which the candidate with the feature "good" is right.
func sample() (items []item, names map[uint64]string) {
	names = map[uint64]string{1: "good", 2: "bad", 3: "rare"}
	for d := range 12 {
		it := item{doc: d, weight: 1, right: []int{d % 2}, rows: make([][]slot.Feature, 2)}
		it.rows[d%2] = []slot.Feature{{ID: 1, Value: 1}}
		it.rows[1-d%2] = []slot.Feature{{ID: 2, Value: 1}}
		if d == 0 {
			it.rows[0] = append(it.rows[0], slot.Feature{ID: 3, Value: 1})
		}
		items = append(items, it)
	}
	return items, names
}

func TestLearnSlot(t *testing.T) {
	items, names := sample()
	w := learnSlot(items, names, nil)
	if w[1] <= 0 || w[2] >= 0 {
		t.Errorf("weights %v", w)
	}
	if _, known := w[3]; known {
		t.Error("a feature of one article was learned")
	}
	if out := learnSlot(items, names, []string{"good"}); out[1] != 0 {
		t.Error("a group left out was learned")
	}
	for i := range items {
		if p := predict(&items[i], rank(&items[i], w)); !p.right {
			t.Errorf("item %d is ranked wrong", i)
		}
	}
}

func TestSameGoldSameBytes(t *testing.T) {
	write := func() []byte {
		items, names := sample()
		m := &model{names: names}
		for pass := range slot.Passes {
			for range slot.Slots {
				m.weights[pass] = append(m.weights[pass], learnSlot(items, names, nil))
			}
		}
		return m.write()
	}
	a := write()
	if !bytes.Equal(a, write()) {
		t.Error("two runs differ")
	}
	if _, err := slot.Read(a); err != nil {
		t.Error(err)
	}
}

func TestLeastFor(t *testing.T) {
	var preds []prediction
	for i := range 100 {
		preds = append(preds, prediction{p: float64(i) / 100, right: i >= 50})
	}
	want := (50 - mostWrong["by"]) / 100
	if got := leastFor(preds, "by"); math.Abs(got-want) > .02 {
		t.Errorf("%v of a hundred are wrong from %v on, want %v", mostWrong["by"], got, want)
	}
}
