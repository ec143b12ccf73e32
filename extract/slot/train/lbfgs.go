package main

import "math"

// How far minimise goes: steps at most, the gradient that is small enough beside
// the weights, and how many past steps it remembers.
const (
	mostSteps  = 120
	smallSlope = 1e-4
	memory     = 8
)

// minimise finds the weights of the least loss by the limited-memory BFGS method
// with a backtracking line search (Nocedal and Wright, Numerical Optimization,
// 2006, algorithms 7.4 and 7.5). f puts the gradient at w into grad.
func minimise(n int, f func(w, grad []float64) float64) []float64 {
	w, grad := make([]float64, n), make([]float64, n)
	next, nextGrad := make([]float64, n), make([]float64, n)
	value := f(w, grad)
	var past []pair
	for range mostSteps {
		if norm(grad) <= smallSlope*max(1, norm(w)) {
			break
		}
		dir := direction(grad, past)
		slope := dot(dir, grad)
		if slope >= 0 {
			past, dir = nil, scaled(grad, -1)
			slope = dot(dir, grad)
		}
		step := 1.0
		if len(past) == 0 {
			step = min(1, 1/norm(grad))
		}
		v := math.Inf(1)
		for ; step > 1e-12; step /= 2 {
			for i := range w {
				next[i] = w[i] + step*dir[i]
			}
			if v = f(next, nextGrad); v <= value+1e-4*step*slope {
				break
			}
		}
		if v >= value {
			break
		}
		past = remember(past, w, next, grad, nextGrad)
		w, next, grad, nextGrad, value = next, w, nextGrad, grad, v
	}
	return w
}

// pair is one past step and how the gradient changed on it.
type pair struct{ s, y []float64 }

func remember(past []pair, w, next, grad, nextGrad []float64) []pair {
	p := pair{make([]float64, len(w)), make([]float64, len(w))}
	for i := range w {
		p.s[i], p.y[i] = next[i]-w[i], nextGrad[i]-grad[i]
	}
	if dot(p.s, p.y) <= 1e-12 {
		return past
	}
	past = append(past, p)
	return past[max(0, len(past)-memory):]
}

// direction is the quasi-Newton direction by the two-loop recursion.
func direction(grad []float64, past []pair) []float64 {
	q := scaled(grad, -1)
	a := make([]float64, len(past))
	for i := len(past) - 1; i >= 0; i-- {
		p := past[i]
		a[i] = dot(p.s, q) / dot(p.s, p.y)
		for k := range q {
			q[k] -= a[i] * p.y[k]
		}
	}
	if n := len(past); n > 0 {
		p := past[n-1]
		g := dot(p.s, p.y) / dot(p.y, p.y)
		for k := range q {
			q[k] *= g
		}
	}
	for i, p := range past {
		b := dot(p.y, q) / dot(p.s, p.y)
		for k := range q {
			q[k] += (a[i] - b) * p.s[k]
		}
	}
	return q
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }

func scaled(a []float64, by float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = by * a[i]
	}
	return out
}
