package model

import "testing"

// TestNarrow runs the tests of the kernels without the wide registers, and
// without the assembler.
func TestNarrow(t *testing.T) {
	w, f := wide, fast
	defer func() { wide, fast = w, f }()
	wide = false
	t.Run("256 bits", func(t *testing.T) { TestKernels(t); TestGemm(t) })
	fast = false
	t.Run("without", func(t *testing.T) { TestGemm(t); TestTable(t) })
}

// TestWidth holds the gates of the wide registers against the others, float by
// float.
func TestWidth(t *testing.T) {
	if !wide {
		t.Skip("this machine has no registers of 512 bits")
	}
	defer func() { wide = true }()
	x, w := make([]float32, 31), make([]float32, 31*Gates)
	for i := range w {
		w[i] = float32(i%97)/97 - 0.4
		x[i%31] = float32(i%13)/13 - 0.5
	}
	var one, other [Gates]float32
	Gemv(w, x, one[:])
	wide = false
	Gemv(w, x, other[:])
	if one != other {
		t.Error("the floats differ with the width of the registers")
	}
}
