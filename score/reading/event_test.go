package reading

import (
	"math"
	"testing"
)

func TestBCubed(t *testing.T) {
	for name, c := range map[string]struct {
		got, want []int
		p, r      float64
	}{
		"all right":     {[]int{1, 1, 2}, []int{7, 7, 8}, 1, 1},
		"all alone":     {[]int{1, 2, 3, 4}, []int{1, 1, 2, 2}, 1, .5},
		"all together":  {[]int{1, 1, 1, 1}, []int{1, 1, 2, 2}, .5, 1},
		"one misplaced": {[]int{1, 1, 1, 2}, []int{1, 1, 2, 2}, (2./3 + 2./3 + 1./3 + 1) / 4, (1 + 1 + .5 + .5) / 4},
		"nothing":       {nil, nil, 1, 1},
	} {
		p, r := BCubed(c.got, c.want)
		if math.Abs(p-c.p) > 1e-9 || math.Abs(r-c.r) > 1e-9 {
			t.Errorf("%s: %.3f, %.3f, want %.3f, %.3f", name, p, r, c.p, c.r)
		}
	}
}
