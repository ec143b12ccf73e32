package model

import "golang.org/x/sys/cpu"

//go:noescape
func axpyFMA(a float32, x, y *float32, n int)

//go:noescape
func dotFMA(x, y *float32, n int) float32

//go:noescape
func gemvFMA(w, x, y *float32, n, m int)

var fast = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// Axpy adds a times x to y. The lengths are equal and multiples of 8.
func Axpy(a float32, x, y []float32) {
	if fast && len(y) > 0 {
		_ = x[len(y)-1]
		axpyFMA(a, &x[0], &y[0], len(y))
		return
	}
	axpy(a, x, y)
}

// Dot is the sum of the products of x and y. The lengths are equal and
// multiples of 8.
func Dot(x, y []float32) float32 {
	if fast && len(y) > 0 {
		_ = x[len(y)-1]
		return dotFMA(&x[0], &y[0], len(y))
	}
	return dot(x, y)
}

// Gemv adds to y the sum of the rows of w, len(y) long each, times x. The
// length of y is a multiple of 8.
func Gemv(w, x, y []float32) {
	if fast && len(x) > 0 && len(y) > 0 {
		_ = w[len(x)*len(y)-1]
		gemvFMA(&w[0], &x[0], &y[0], len(x), len(y))
		return
	}
	gemv(w, x, y)
}
