package index

import (
	"math"
	"testing"

	"muster/news"

	"pgregory.net/rapid"
)

// TestCover holds the spans of terms against the range they stand for.
func TestCover(t *testing.T) {
	ladders := map[string]ladder{"figures": figureLadder, "days": dayLadder, "small": {shifts: []uint{0, 3, 5}, bits: 16}}
	for name, l := range ladders {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			most := uint64(1)<<l.bits - 1
			if l.bits == 64 {
				most = math.MaxUint64
			}
			value := rapid.Uint64Range(0, most)
			low, high, v := value.Draw(t, "low"), value.Draw(t, "high"), value.Draw(t, "v")
			if rapid.Bool().Draw(t, "near") {
				high = low + rapid.Uint64Range(0, min(most-low, 5000)).Draw(t, "width")
				v = low - min(low, 10) + rapid.Uint64Range(0, 5020).Draw(t, "at")
			}
			hits := 0
			for _, s := range l.cover(low, high) {
				for _, term := range l.terms(v & most) {
					if s.first <= term && term <= s.last {
						hits++
					}
				}
			}
			if in := low <= v&most && v&most <= high; in != (hits == 1) || hits > 1 {
				t.Fatalf("%d in %d..%d: %d hits", v, low, high, hits)
			}
		}))
	}
}

func TestSortable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Float64().Draw(t, "a"), rapid.Float64().Draw(t, "b")
		if (a < b) != (sortable(a) < sortable(b)) {
			t.Fatalf("%v and %v do not sort as their bits do", a, b)
		}
	})
}

func TestReach(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ low, high, from, to float64 }{
		{30, 30, 30, 30}, {10000, inf, 10000, 20000}, {-inf, 1200, 600, 1200},
		{5000, 7000, 5000, 7000}, {-5, inf, -5, -5}, {0, inf, 0, 0},
	} {
		from, to, ok := reach(news.Figure{Low: c.low, High: c.high})
		if !ok || from != c.from || to != c.to {
			t.Errorf("reach(%v, %v) = %v, %v, %v", c.low, c.high, from, to, ok)
		}
	}
	if _, _, ok := reach(news.Figure{Low: -inf, High: inf}); ok {
		t.Error("a figure without a number is found by one")
	}
}

func TestDuring(t *testing.T) {
	for _, c := range []struct{ from, to, published, first, last news.Day }{
		{"2022-02-24", "", "2023-07-10", "2022-02-24", "2023-07-10"},
		{"", "2025-12-31", "2023-07-10", "2023-07-10", "2025-12-31"},
		{"", "2022-01-01", "2023-07-10", "2022-01-01", "2022-01-01"},
		{"2024-01-01", "", "2023-07-10", "2024-01-01", "2024-01-01"},
		{"", "2022-01-01", "", "2022-01-01", "2022-01-01"},
	} {
		first, last, ok := during(news.When{From: c.from, To: c.to}, c.published)
		if !ok || first != c.first || last != c.last {
			t.Errorf("%v..%v published %v is found on %v..%v", c.from, c.to, c.published, first, last)
		}
	}
}
