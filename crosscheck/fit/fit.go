// Package fit learns the numbers of package judge from judged pairs: logistic
// regressions with weights held to their signs.
//
// In go examples, each a vector, a label and a weight; out comes the weights
// and the bias. Nothing is random: the same examples give the same numbers.
package fit

import "math"

// Example is one judged pair.
type Example struct {
	X      []float64
	Y      bool
	Weight float64
}

// Options of a regression.
type Options struct {
	// Signs: +1 and -1 hold a weight to one side of zero.
	Signs []int
	// Ridge is how strongly weights are drawn to zero, in units of examples.
	Ridge float64
}

// steps is how often the weights are moved: the loss has long stopped falling
// by then.
const steps = 250

// Logistic learns weights and a bias by projected gradient descent with
// momentum (Nesterov), which is enough for some sixty features.
func Logistic(examples []Example, o Options) (w []float64, bias float64) {
	n := len(o.Signs)
	rows := sparse(examples)
	w = make([]float64, n)
	last, ahead := make([]float64, n+1), make([]float64, n+1)
	now := make([]float64, n+1)
	total := 0.0
	for _, e := range examples {
		total += e.Weight
	}
	if total == 0 {
		return w, 0
	}
	rate := 1.0 // of a loss divided by the examples' weight
	for t := range steps {
		momentum := float64(t) / float64(t+3)
		for i := range ahead {
			ahead[i] = now[i] + momentum*(now[i]-last[i])
		}
		copy(last, now)
		g := gradient(rows, ahead, total, o.Ridge)
		for i := range now {
			now[i] = ahead[i] - rate*g[i]
			if i < n {
				now[i] = held(now[i], o.Signs[i])
			}
		}
	}
	copy(w, now[:n])
	return w, now[n]
}

func held(v float64, sign int) float64 {
	if sign != 0 && v*float64(sign) < 0 {
		return 0
	}
	return v
}

// row is an example without its zeros.
type row struct {
	at     []int
	x      []float64
	y      float64
	weight float64
}

func sparse(examples []Example) []row {
	rows := make([]row, len(examples))
	for i, e := range examples {
		r := &rows[i]
		r.weight = e.Weight
		if e.Y {
			r.y = 1
		}
		for j, x := range e.X {
			if x != 0 {
				r.at, r.x = append(r.at, j), append(r.x, x)
			}
		}
	}
	return rows
}

func gradient(rows []row, w []float64, total, ridge float64) []float64 {
	n := len(w) - 1
	g := make([]float64, n+1)
	for _, r := range rows {
		z := w[n]
		for i, at := range r.at {
			z += w[at] * r.x[i]
		}
		miss := (1/(1+math.Exp(-z)) - r.y) * r.weight / total
		for i, at := range r.at {
			g[at] += miss * r.x[i]
		}
		g[n] += miss
	}
	for i := range n {
		g[i] += ridge * w[i] / total
	}
	return g
}
