package number

import (
	"math"
	"strconv"
	"testing"

	"muster/lexicon/listtest"
)

// TestRows runs the example of each row of the list, with the row and without it.
func TestRows(t *testing.T) {
	listtest.Rows(t, listtest.Read(t, data, "en/number.list"), listsReader(t))
}

// listsReader reads the first number of a text.
func listsReader(t *testing.T) func(listtest.Lists) listtest.Reader {
	return func(lists listtest.Lists) listtest.Reader {
		words, err := load(lists["en/number.list"])
		if err != nil {
			t.Fatal(err)
		}
		r := &Reader{words: words}
		return func(text string) string {
			n, ok := firstNumber(r, text)
			if !ok {
				return "none"
			}
			return read(n)
		}
	}
}

// read writes a number as the examples of lists do: a fraction also in parts, "2/3",
// a rank as "3th", an interval by its ends, and what its letters may multiply it by.
func read(n Number) string {
	plain := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	s := plain(n.Low)
	switch {
	case n.Kind == Ordinal:
		s += "th"
	case math.IsInf(n.High, 1):
		s += ".."
	case n.Low != n.High:
		s += ".." + plain(n.High)
	case n.Low > 0 && n.Low <= 1:
		s += " 1/" + plain(math.Round(1/n.Low)) + " 2/" + plain(math.Round(2/n.Low))
	}
	if n.Suffix > 0 {
		s += " or:" + plain(n.Suffix)
	}
	return s
}
