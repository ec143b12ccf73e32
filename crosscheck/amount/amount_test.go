package amount

import (
	"math"
	"strings"
	"testing"

	"muster/news"
)

var inf = math.Inf(1)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		text      string
		low, high float64
		hedge     news.Hedge
		unit      news.Unit
		wantLow   float64
		wantHigh  float64
	}{
		{"4,127 troops", 4127, 4127, news.Exact, "person", 4127, 4127},
		{"40,000 troops", 40000, 40000, news.Exact, "person", 38000, 42000},
		{"31,000 soldiers", 31000, 31000, news.Exact, "person", 30500, 31500},
		{"18 tanks", 18, 18, news.Exact, "tank", 18, 18},
		{"about 30 tanks", 30, 30, news.About, "tank", 27, 33},
		{"about 7 tanks", 7, 7, news.About, "tank", 6, 8},
		{"almost 40 thousand", 40000, 40000, news.Almost, "person", 37200, 40000},
		{"up to 30", 0, 30, news.AtMost, "tank", 0, 30},
		{"up to 30", math.Inf(-1), 30, news.AtMost, "tank", 0, 30},
		{"more than 200", 200, inf, news.Over, "drone", 200, inf},
		{"dozens", 24, 99, news.Vague, "drone", 19.2, 118.8},
		{"several", 3, inf, news.Vague, "year", 2.4 * 31556952, 12 * 31556952},
		{"3.6 percent", 3.6, 3.6, news.Exact, "percent", 3.55, 3.65},
		{"2 percent", 2, 2, news.Exact, "percent-of-gdp", 1.9, 2.1},
		{"900 miles", 900, 900, news.Exact, "mile", 855 * 1609.344, 945 * 1609.344},
		{"between 4,000 and 5,000", 4000, 5000, news.Between, "person", 3800, 5250},
		{"none", 0, 0, news.Exact, "person", 0, 0},
	} {
		a := Of(&news.Figure{Low: c.low, High: c.high, Hedge: c.hedge, Unit: c.unit, Text: c.text})
		if math.Abs(a.Low-c.wantLow) > 1e-6*math.Abs(c.wantLow) || a.High != c.wantHigh && math.Abs(a.High-c.wantHigh) > 1e-6*math.Abs(c.wantHigh) {
			t.Errorf("%q is %v to %v, want %v to %v", c.text, a.Low, a.High, c.wantLow, c.wantHigh)
		}
	}
}

func TestLastUnitAndDigits(t *testing.T) {
	for v, want := range map[float64]struct {
		unit   float64
		digits int
	}{31000: {1000, 2}, 3.6: {.1, 2}, 1.35: {.01, 3}, 18: {1, 2}, 40000: {10000, 1}, 0: {0, 0}, 5.9e6: {1e5, 2}, 4127: {1, 4}} {
		if got := LastUnit(v); !Near(got, want.unit) {
			t.Errorf("last unit of %v is %v, want %v", v, got, want.unit)
		}
		if got := exact(v, "person").Digits(); got != want.digits {
			t.Errorf("%v has %d digits, want %d", v, got, want.digits)
		}
	}
}

func exact(v float64, u news.Unit) Amount {
	return Of(&news.Figure{Low: v, High: v, Hedge: news.Exact, Unit: u})
}

func TestComparable(t *testing.T) {
	for _, c := range []struct {
		a, b Amount
		want bool
	}{
		{exact(1, "person"), exact(1, "soldier"), true}, {exact(1, "km"), exact(1, "mile"), true}, {exact(1, "USD"), exact(1, "EUR"), false},
		{exact(1, "person"), exact(1, "USD"), false}, {exact(1, "tank"), exact(1, "drone"), true}, {exact(1, ""), exact(1, "USD"), true},
	} {
		if got := c.a.Comparable(c.b); got != c.want || c.b.Comparable(c.a) != c.want {
			t.Errorf("%v and %v: %v", c.a.Unit, c.b.Unit, got)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		name      string
		a, b      Amount
		apart     bool
		atLeast   float64
		ratioOver float64
	}{
		{"10 and 11 counted", exact(10, "person"), exact(11, "person"), true, 1, 1.05},
		{"3.5 and 3.6 touch", exact(3.5, "percent"), exact(3.6, "percent"), false, 0, 1},
		{"40,000 and 41,000", exact(40000, "person"), exact(41000, "person"), false, 0, 1},
	} {
		if (c.a.Distance(c.b) > 0) != c.apart || c.a.Distance(c.b) != c.b.Distance(c.a) || c.a.Distance(c.b) < c.atLeast {
			t.Errorf("%s: %v", c.name, c.a.Distance(c.b))
		}
		if c.a.Ratio(c.b) < c.ratioOver {
			t.Errorf("%s: ratio %v", c.name, c.a.Ratio(c.b))
		}
	}
	if a, b := exact(3.5, "percent"), exact(3.6, "percent"); a.Overlaps(b) {
		t.Error("two roundings that only touch overlap")
	}
}

func TestUnitListIsRefused(t *testing.T) {
	for _, bad := range []string{"length m km 1000", "height m: km 1000", "length m: km x"} {
		if _, err := read(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// TestEveryUnitIsNeeded: a unit of unit.list stands there once, and without it would
// be a thing that is counted.
func TestEveryUnitIsNeeded(t *testing.T) {
	seen := map[string]bool{}
	for _, line := range strings.Split(unitList, "\n") {
		head, rest, ok := strings.Cut(line, ":")
		if !ok || line[0] == '#' {
			continue
		}
		for _, item := range append(strings.Split(rest, ","), strings.Fields(head)[1]) {
			if strings.TrimSpace(item) == "" {
				continue
			}
			name := strings.Fields(item)[0]
			if seen[name] {
				t.Errorf("%s stands twice", name)
			}
			seen[name] = true
			if d := baseOf(news.Unit(name)).dim; d == Things || d == Bare {
				t.Errorf("%s is counted", name)
			}
		}
	}
	if len(seen) != len(units) {
		t.Errorf("%d units are read of %d", len(units), len(seen))
	}
}
