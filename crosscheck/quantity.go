package crosscheck

import (
	"math"
	"strings"

	"muster/news"
)

// Interval is what a figure's words allow, in its unit; either end may be
// infinite.
type Interval struct {
	Low, High float64
	// Words says what made it: "about 30: 27 to 33".
	Words string
}

// quantity is a figure ready to be compared.
//
//	text                    value   low      high
//	"4,127 troops"           4127   4127     4127     (counted to the last man)
//	"31,000 troops"         31000   30500    31500    (half the last unit)
//	"40,000 troops"         40000   38000    42000    (round: capped at 5 %)
//	"18 tanks"                 18   18       18       (a count below 100)
//	"about 30 tanks"           30   27       33
//	"almost 40,000"         40000   37200    40000
//	"up to 30"                 30   0        30       (loose: 21 to 30)
//	"more than 200"           200   200      +Inf
type quantity struct {
	low, high float64
	value     float64 // the number the words are built on
	hedge     news.Hedge
}

// Judgement: how far the words of a figure reach. Widening these turns
// contradictions into agreements (score/pairs shows the trade).
const (
	roundCap   = 0.05 // a round number stands for at most 5 % either way
	aboutCap   = 0.10 // "about" reaches one last significant unit, at most 10 %
	aboutLow   = 0.01 // and at least 1 %
	almostCap  = 0.07 // "almost" ends within 7 % below
	tightCap   = 0.50 // "just over" is never half as much again
	vagueSlip  = 0.20 // "dozens" is wide at both ends
	vagueOpen  = 4    // "several" is no more than four times its least
	exactBelow = 100  // counted things below a hundred are counted, not rounded
)

// quantityOf reads a figure's interval. scaled is the unit's factor to its
// base.
func quantityOf(f *news.Figure, times float64) quantity {
	low, high := f.Low*times, f.High*times
	q := quantity{hedge: f.Hedge, low: low, high: high}
	switch f.Hedge {
	case news.Over, news.AtLeast:
		q.value, q.low, q.high = low, low, math.Inf(1)
		if isTight(f.Text) {
			q.high = low + min(max(lastUnit(low)/2, aboutCap*low), tightCap*low)
		}
	case news.Under, news.AtMost:
		q.value, q.low, q.high = high, math.Inf(-1), high
		if low >= 0 || high >= 0 {
			q.low = 0
		}
	case news.Vague:
		q.value, q.low = low, low*(1-vagueSlip)
		if q.high = high * (1 + vagueSlip); math.IsInf(high, 1) {
			q.high = low * vagueOpen
		}
	default:
		q.spread(f)
	}
	return q
}

// spread gives a plain, about, almost or between figure its rounding.
func (q *quantity) spread(f *news.Figure) {
	low, high := q.low, q.high
	switch {
	case math.IsInf(low, -1) && math.IsInf(high, 1):
		q.value = 0
		return
	case math.IsInf(low, -1):
		q.value, q.low = high, math.Min(0, high)
		return
	case math.IsInf(high, 1):
		q.value = low
		return
	}
	q.value = (low + high) / 2
	switch {
	case f.Hedge == news.About:
		q.low, q.high = low-aboutWidth(low, f.Unit), high+aboutWidth(high, f.Unit)
	case f.Hedge == news.Almost:
		q.value, q.low, q.high = high, low-almostWidth(low), high
	default:
		q.low, q.high = low-roundWidth(low, f.Unit), high+roundWidth(high, f.Unit)
	}
}

func roundWidth(v float64, u news.Unit) float64 {
	if counts(u) && v == math.Trunc(v) && (math.Abs(v) < exactBelow || lastUnit(v) == 1) {
		return 0
	}
	return min(lastUnit(v)/2, roundCap*math.Abs(v))
}

func aboutWidth(v float64, u news.Unit) float64 {
	a := math.Abs(v)
	if v != math.Trunc(v) && a < exactBelow && !counts(u) {
		return min(lastUnit(v)/2, aboutCap*a) // who writes "about 3.6" has rounded already
	}
	w := max(min(lastUnit(v), aboutCap*a), aboutLow*a)
	if counts(u) && v == math.Trunc(v) {
		w = max(w, 1)
	}
	return w
}

func almostWidth(v float64) float64 {
	return max(min(lastUnit(v), almostCap*math.Abs(v)), aboutLow*math.Abs(v))
}

// counts reports whether figures of the unit are counted, not measured.
func counts(u news.Unit) bool {
	switch u {
	case news.Percent, news.PercentOfGDP, news.PercentagePoint, news.Factor, "":
		return false
	}
	return !currency(string(u)) && known.scale[string(u)].base == "" && len(u) > 2
}

// currency reports whether the unit has the form of an ISO 4217 code.
func currency(u string) bool {
	return len(u) == 3 && strings.ToUpper(u) == u && strings.Trim(u, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// lastUnit is the value of the last significant digit: 1,000 for 31,000, 0.1
// for 3.6; 0 for 0. Six decimals are looked at.
func lastUnit(v float64) float64 {
	v = math.Abs(v)
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0
	}
	u := 1.0
	if !near(v, math.Round(v)) {
		for range 6 {
			u /= 10
			if near(v/u, math.Round(v/u)) {
				break
			}
		}
		return u
	}
	for u < 1e18 && near(v/(u*10), math.Round(v/(u*10))) && v/(u*10) >= 1 {
		u *= 10
	}
	return u
}

// near forgives the last bits of a decimal fraction.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(a)) }

func isTight(text string) bool {
	text = strings.ToLower(text)
	for _, p := range known.tight {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// overlaps reports whether one value fits both. Two roundings that only touch
// (3.5 and 3.6 at 3.55) do not.
func (q quantity) overlaps(p quantity) bool {
	if q.rounded() && p.rounded() && (near(q.low, p.high) || near(p.low, q.high)) {
		return false
	}
	return q.low <= p.high && p.low <= q.high
}

// rounded reports whether a figure is a number with a rounding's width.
func (q quantity) rounded() bool {
	return (q.exact() || q.hedge == news.About) && q.low < q.value && q.value < q.high
}

// floor reports whether only the lower end is asserted.
func (q quantity) floor() bool { return math.IsInf(q.high, 1) }

// ceiling reports whether only the upper end is asserted.
func (q quantity) ceiling() bool { return q.hedge == news.AtMost || q.hedge == news.Under }

// exact reports whether the figure is stated without hedge.
func (q quantity) exact() bool { return q.hedge == news.Exact || q.hedge == "" }

// same reports whether both are built on one number.
func (q quantity) same(p quantity) bool { return near(q.value, p.value) }

// gap is the distance between two disjoint quantities over the larger value,
// 0..1; 0 where they overlap.
func (q quantity) gap(p quantity) float64 {
	if q.overlaps(p) {
		return 0
	}
	lo, hi := q, p
	if lo.low > hi.low {
		lo, hi = hi, lo
	}
	whole := max(math.Abs(lo.high), math.Abs(hi.low))
	if whole == 0 || math.IsInf(whole, 0) {
		return 0
	}
	return min(1, (hi.low-lo.high)/whole)
}

// open turns a bound as news stores it back into a number; nil is infinite on
// the given side.
func open(v *float64, side int) float64 {
	if v == nil {
		return math.Inf(side)
	}
	return *v
}
