package why

import (
	"math"
	"strconv"
	"strings"
)

// Number writes a number with groups of three: 1,200.5.
func Number(v float64) string {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return "?"
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	if len(s) > 6 && strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(strconv.FormatFloat(math.Abs(v), 'f', 2, 64), "0"), ".")
	}
	whole, fraction, cut := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if v < 0 {
		whole = "-" + whole
	}
	if cut {
		return whole + "." + fraction
	}
	return whole
}
