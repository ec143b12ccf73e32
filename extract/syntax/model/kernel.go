package model

// The loops that the network spends its time in. On amd64 with AVX2
// they are written in Go's assembler; these are their twins for all other
// machines.

func axpy(a float32, x, y []float32) {
	x = x[:len(y)]
	for i, v := range x {
		y[i] += a * v
	}
}

func dot(x, y []float32) float32 {
	x = x[:len(y)]
	var a, b, c, d float32
	for i := 0; i+4 <= len(x); i += 4 {
		a += x[i] * y[i]
		b += x[i+1] * y[i+1]
		c += x[i+2] * y[i+2]
		d += x[i+3] * y[i+3]
	}
	return a + b + c + d
}

func gemv(w, x, y []float32) {
	m := len(y)
	for j, v := range x {
		axpy(v, w[j*m:j*m+m], y)
	}
}

// Rows are N vectors of one width, every Stride floats.
type Rows struct {
	Floats           []float32
	N, Width, Stride int
}

// rows are all n vectors of x side by side.
func rows(x []float32, n int) Rows { return Rows{x, n, len(x) / n, len(x) / n} }

func (r Rows) at(i int) []float32 { return r.Floats[i*r.Stride : i*r.Stride+r.Width] }

// fill copies v into every row.
func (r Rows) fill(v []float32) {
	for i := range r.N {
		copy(r.at(i), v)
	}
}
