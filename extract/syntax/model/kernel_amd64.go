package model

import "golang.org/x/sys/cpu"

//go:noescape
func axpyFMA(a float32, x, y *float32, n int)

//go:noescape
func dotFMA(x, y *float32, n int) float32

//go:noescape
func gemvFMA(w, x, y *float32, n, m int)

//go:noescape
func gemmFMA(w, x, y *float32, n, m, xs, ys int)

//go:noescape
func gemmWide(w, x, y *float32, n, m, xs, ys int)

//go:noescape
func stepWide(z, before, cell, tan, state, sigmoids, tanhs *float32)

//go:noescape
func addRowsWide(rows *uint64, words int, found *uint32, n int, lanes *uint64)

//go:noescape
func gemvGates(w, x, y *float32, n int)

var (
	fast = cpu.X86.HasAVX2 && cpu.X86.HasFMA
	wide = fast && cpu.X86.HasAVX512F
)

// together is how many rows the assembler takes at once.
const together = 3

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
		if wide && len(y) == Gates {
			gemvGates(&w[0], &x[0], &y[0], len(x))
			return
		}
		gemvFMA(&w[0], &x[0], &y[0], len(x), len(y))
		return
	}
	gemv(w, x, y)
}

// Gemm is Gemv for every row of x and y, of which there are as many. The rows of
// y are a multiple of 32 floats wide. Every sum is taken in the order in which
// Gemv takes it, so that both give the same floats.
func Gemm(w []float32, x, y Rows) {
	t := 0
	if fast && x.Width > 0 {
		kernel := gemmFMA
		if wide {
			kernel = gemmWide
		}
		_ = w[x.Width*y.Width-1]
		for ; t+together <= x.N; t += together {
			_, _ = x.at(t+together-1), y.at(t+together-1)
			kernel(&w[0], &x.at(t)[0], &y.at(t)[0], x.Width, y.Width, x.Stride, y.Stride)
		}
	}
	for ; t < x.N; t++ {
		Gemv(w, x.at(t), y.at(t))
	}
}

// addRows adds the rows that are found to the lanes.
func (t *Table) addRows(found []uint32, s *Sums) {
	if fast && t.words%4 == 0 && len(found) > 0 {
		addRowsWide(&t.rows[0], t.words, &found[0], len(found), &s.lanes[0])
		return
	}
	addRows(t.rows, t.words, found, &s.lanes)
}

// Step is one step of a cell: from the sums z of the three gates and the cell
// before to the new cell and state. z is left holding the gates' values.
func Step(z, before, cell, tan, state []float32) {
	if fast {
		_, _, _, _, _ = z[Gates-1], before[Dim-1], cell[Dim-1], tan[Dim-1], state[Dim-1]
		stepWide(&z[0], &before[0], &cell[0], &tan[0], &state[0], &sigmoids[0], &tanhs[0])
		return
	}
	step(z, before, cell, tan, state)
}
