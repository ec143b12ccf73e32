package fit

import (
	"math"
	"slices"
	"testing"
)

// examples are drawn from p(y) = sigmoid(2x0 - x1) on a grid, so that the
// weights are known.
func examples() (out []Example) {
	for _, a := range []float64{0, 1, 2} {
		for _, b := range []float64{0, 1, 2} {
			p := 1 / (1 + math.Exp(-(2*a - b)))
			out = append(out, Example{X: []float64{a, b}, Y: true, Weight: 100 * p}, Example{X: []float64{a, b}, Weight: 100 * (1 - p)})
		}
	}
	return out
}

func TestLogisticFindsWeights(t *testing.T) {
	w, bias := Logistic(examples(), Options{Signs: []int{0, 0}, Ridge: .01})
	if math.Abs(w[0]-2) > .1 || math.Abs(w[1]+1) > .1 || math.Abs(bias) > .1 {
		t.Errorf("weights %.2f, bias %.2f, want 2, -1, 0", w, bias)
	}
}

func TestSignsHold(t *testing.T) {
	w, _ := Logistic(examples(), Options{Signs: []int{-1, 1}, Ridge: .01})
	if w[0] > 0 || w[1] < 0 {
		t.Errorf("weights %.2f break their signs", w)
	}
}

func TestRidgeDraws(t *testing.T) {
	loose, _ := Logistic(examples(), Options{Signs: []int{0, 0}, Ridge: .01})
	tight, _ := Logistic(examples(), Options{Signs: []int{0, 0}, Ridge: 500})
	if math.Abs(tight[0]) >= math.Abs(loose[0]) {
		t.Errorf("ridge 500 leaves %.2f, .01 %.2f", tight[0], loose[0])
	}
}

func TestSameAgain(t *testing.T) {
	a, b := Logistic(examples(), Options{Signs: []int{0, 0}, Ridge: 1})
	c, d := Logistic(examples(), Options{Signs: []int{0, 0}, Ridge: 1})
	if !slices.Equal(a, c) || b != d {
		t.Error("two runs differ")
	}
}

func TestNothingToLearnFrom(t *testing.T) {
	if w, bias := Logistic(nil, Options{Signs: []int{0}}); w[0] != 0 || bias != 0 {
		t.Errorf("weights %v, bias %v of no examples", w, bias)
	}
}
