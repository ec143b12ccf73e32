package crosscheck

import (
	"math"
	"testing"

	"muster/news"
)

func TestQuantity(t *testing.T) {
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
		{"up to 30", 30, 30, news.AtMost, "tank", 0, 30},
		{"up to 30", math.Inf(-1), 30, news.AtMost, "tank", 0, 30},
		{"more than 200", 200, inf, news.Over, "drone", 200, inf},
		{"just over 10 thousand", 10000, inf, news.Over, "person", 10000, 15000},
		{"dozens", 24, 99, news.Vague, "drone", 19.2, 118.8},
		{"several", 3, inf, news.Vague, "year", 2.4, 12},
		{"3.6 percent", 3.6, 3.6, news.Exact, "percent", 3.55, 3.65},
		{"2 percent", 2, 2, news.Exact, "percent-of-gdp", 1.9, 2.1},
		{"5.9 million", 5.9e6, 5.9e6, news.Exact, "person", 5.85e6, 5.95e6},
		{"between 4,000 and 5,000", 4000, 5000, news.Between, "person", 3800, 5250},
		{"none", 0, 0, news.Exact, "person", 0, 0},
		{"11 tons", 11, 11, news.Exact, "ton-tnt", 11, 11},
	} {
		q := quantityOf(&news.Figure{Low: c.low, High: c.high, Hedge: c.hedge, Unit: c.unit, Text: c.text}, 1)
		if !near(q.low, c.wantLow) || !near(q.high, c.wantHigh) && q.high != c.wantHigh {
			t.Errorf("%q is %v to %v, want %v to %v", c.text, q.low, q.high, c.wantLow, c.wantHigh)
		}
	}
}

func TestLastUnit(t *testing.T) {
	for v, want := range map[float64]float64{31000: 1000, 3.6: 0.1, 1.35: 0.01, 18: 1, 40000: 10000, 0: 0, 0.011: 0.001, 5.9e6: 1e5, 100: 100} {
		if got := lastUnit(v); !near(got, want) {
			t.Errorf("last unit of %v is %v, want %v", v, got, want)
		}
	}
}
