package model

import (
	"math"
	"math/rand/v2"
	"slices"
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

// TestGemm holds many rows against one row at a time, float by float: what is
// read of a sentence must not depend on the machine's width.
func TestGemm(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	some := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = r.Float32() - 0.5
		}
		return x
	}
	for _, m := range []int{32, 64, 96, 128, Gates} {
		for n := 1; n < 9; n++ {
			const in, gap = 33, 7
			w := some(in * m)
			x := Rows{some(n * (in + gap)), n, in, in + gap}
			y := Rows{some(n * (m + gap)), n, m, m + gap}
			want := Rows{append([]float32(nil), y.Floats...), n, m, m + gap}
			for i := range n {
				Gemv(w, x.at(i), want.at(i))
			}
			Gemm(w, x, y)
			if !slices.Equal(y.Floats, want.Floats) {
				t.Fatalf("%d rows of %d differ from one at a time", n, m)
			}
		}
	}
}

// TestStep holds the kernel of a cell's step against its twin, float by float,
// far outside of the curves' tables too.
func TestStep(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, width := range []float32{1, 20, 1e6, 1e12} {
		some := func(n int) []float32 {
			x := make([]float32, n)
			for i := range x {
				x[i] = (r.Float32() - 0.5) * width
			}
			return x
		}
		z, before := some(Gates), some(Dim)
		var got, want [3][Dim]float32
		z2 := slices.Clone(z)
		Step(z, before, got[0][:], got[1][:], got[2][:])
		step(z2, before, want[0][:], want[1][:], want[2][:])
		if got != want || !slices.Equal(z, z2) {
			t.Fatalf("sums up to %g: the floats differ", width/2)
		}
	}
}
