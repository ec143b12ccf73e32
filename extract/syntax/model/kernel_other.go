//go:build !amd64

package model

// Axpy adds a times x to y. The lengths are equal and multiples of 8.
func Axpy(a float32, x, y []float32) { axpy(a, x, y) }

// Dot is the sum of the products of x and y. The lengths are equal and
// multiples of 8.
func Dot(x, y []float32) float32 { return dot(x, y) }

// Gemv adds to y the sum of the rows of w, len(y) long each, times x. The
// length of y is a multiple of 8.
func Gemv(w, x, y []float32) { gemv(w, x, y) }

// Gemm is Gemv for every row of x and y, of which there are as many.
func Gemm(w []float32, x, y Rows) {
	for t := range x.N {
		Gemv(w, x.at(t), y.at(t))
	}
}

// addRows adds the rows that are found to the lanes.
func (t *Table) addRows(found []uint32, s *Sums) { addRows(t.rows, t.words, found, &s.lanes) }

// Step is one step of a cell: from the sums z of the three gates and the cell
// before to the new cell and state. z is left holding the gates' values.
func Step(z, before, cell, tan, state []float32) { step(z, before, cell, tan, state) }
