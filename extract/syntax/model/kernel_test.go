package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestKernels holds the assembler against its twins.
func TestKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	some := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = r.Float32() - 0.5
		}
		return x
	}
	near := func(what string, a, b []float32) {
		for i := range a {
			if math.Abs(float64(a[i]-b[i])) > 1e-4 {
				t.Fatalf("%s: place %d of %d: %v, want %v", what, i, len(a), a[i], b[i])
			}
		}
	}
	for _, n := range []int{8, 16, 40, 64, 96, 192} {
		x, y := some(n), some(n)
		y2 := append([]float32(nil), y...)
		Axpy(0.7, x, y)
		axpy(0.7, x, y2)
		near("axpy", y, y2)
		near("dot", []float32{Dot(x, y)}, []float32{dot(x, y)})
		v, w := some(33), some(33*n)
		Gemv(w, v, y)
		gemv(w, v, y2)
		near("gemv", y, y2)
	}
}
