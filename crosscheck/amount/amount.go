// Package amount turns a figure of the news into the interval that its words
// allow, in base units, and holds two such amounts against each other.
//
// In goes a news.Figure with bounds as stated; out comes an Amount. Nothing
// here reads text: the hedge and the digits of the number decide how soft it
// is. The widths are judgement about how news rounds; each says why.
package amount

import (
	"math"

	"muster/news"
)

// Amount is a figure ready to be compared, in the base unit of its dimension.
//
//	text                    Value   Low      High
//	"4,127 troops"           4127   4127     4127     (counted to the last man)
//	"31,000 troops"         31000   30500    31500    (half the last unit)
//	"40,000 troops"         40000   38000    42000    (round: capped at 5 %)
//	"18 tanks"                 18   18       18       (a count below 100)
//	"about 30 tanks"           30   27       33
//	"almost 40,000"         40000   37200    40000
//	"up to 30"                 30   0        30
//	"more than 200"           200   200      +Inf
type Amount struct {
	// Low and High bound what the words allow; either may be infinite.
	Low, High float64
	// Value is the number that the words are built on.
	Value float64
	Hedge news.Hedge
	Dim   Dim
	// Unit is the base unit: "person", "m", "USD", "tank".
	Unit news.Unit
	// last is the value of the last significant digit that the text writes, in
	// the base unit, and digits how many there are: "900 miles" has one.
	last   float64
	digits int8
}

// Judgement: how far the words of a figure reach. Wider turns contradictions
// into agreements.
const (
	roundCap   = 0.05 // a round number stands for at most 5 % either way
	aboutCap   = 0.10 // "about" reaches one last significant unit, at most 10 %
	aboutLow   = 0.01 // and at least 1 %
	almostCap  = 0.07 // "almost" ends within 7 % below
	vagueSlip  = 0.20 // "dozens" is wide at both ends
	vagueOpen  = 4    // "several" is no more than four times its least
	exactBelow = 100  // counted things below a hundred are counted, not rounded
)

// Of reads a figure; nil is an Amount of no dimension that allows everything.
func Of(f *news.Figure) Amount {
	if f == nil {
		return Amount{Low: math.Inf(-1), High: math.Inf(1)}
	}
	low, high, unit := f.Low, f.High, f.Unit
	if f.Stated != nil {
		low, high, unit = f.Stated.Low, f.Stated.High, f.Stated.Unit
	}
	base := baseOf(unit)
	a := Amount{Low: low, High: high, Hedge: f.Hedge, Dim: base.dim, Unit: base.unit}
	if a.Hedge == "" {
		a.Hedge = news.Exact
	}
	switch a.Hedge {
	case news.Over, news.AtLeast:
		a.Value, a.High = a.Low, math.Inf(1)
	case news.Under, news.AtMost:
		a.Value, a.Low = a.High, math.Min(0, a.High)
	case news.Vague:
		a.vague()
	default:
		a.spread()
	}
	a.convert(base.times)
	return a
}

// convert turns the amount, read as stated, into its base unit.
func (a *Amount) convert(times float64) {
	a.last = LastUnit(a.Value)
	if a.last > 0 {
		a.digits = int8(math.Log10(math.Abs(a.Value)/a.last)+1e-9) + 1
	}
	a.Low, a.High, a.Value, a.last = a.Low*times, a.High*times, a.Value*times, a.last*times
}

func (a *Amount) vague() {
	a.Value = a.Low
	high := a.High * (1 + vagueSlip)
	if math.IsInf(high, 1) {
		high = a.Low * vagueOpen
	}
	a.Low, a.High = a.Low*(1-vagueSlip), high
}

// spread gives a plain, about, almost or between figure its rounding.
func (a *Amount) spread() {
	low, high := a.Low, a.High
	switch {
	case math.IsInf(low, -1) && math.IsInf(high, 1):
		return
	case math.IsInf(low, -1):
		a.Value, a.Low = high, math.Min(0, high)
		return
	case math.IsInf(high, 1):
		a.Value = low
		return
	}
	a.Value = (low + high) / 2
	switch a.Hedge {
	case news.About:
		a.Low, a.High = low-a.aboutWidth(low), high+a.aboutWidth(high)
	case news.Almost:
		a.Value, a.Low = high, low-almostWidth(low)
	default:
		a.Low, a.High = low-a.roundWidth(low), high+a.roundWidth(high)
	}
}

func (a *Amount) counted(v float64) bool {
	return (a.Dim == People || a.Dim == Things) && v == math.Trunc(v)
}

func (a *Amount) roundWidth(v float64) float64 {
	if a.counted(v) && (math.Abs(v) < exactBelow || LastUnit(v) == 1) {
		return 0
	}
	return min(LastUnit(v)/2, roundCap*math.Abs(v))
}

func (a *Amount) aboutWidth(v float64) float64 {
	size := math.Abs(v)
	w := max(min(LastUnit(v), aboutCap*size), aboutLow*size)
	if a.counted(v) {
		w = max(w, 1)
	}
	return w
}

func almostWidth(v float64) float64 {
	return max(min(LastUnit(v), almostCap*math.Abs(v)), aboutLow*math.Abs(v))
}

// LastUnit is the value of the last significant digit: 1,000 for 31,000, 0.1
// for 3.6; 0 for 0. Six decimals are looked at.
func LastUnit(v float64) float64 {
	v = math.Abs(v)
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0
	}
	if !near(v, math.Round(v)) {
		u := 1.0
		for range 6 {
			u /= 10
			if near(v/u, math.Round(v/u)) {
				break
			}
		}
		return u
	}
	u := 1.0
	for u < 1e18 && near(v/(u*10), math.Round(v/(u*10))) && v/(u*10) >= 1 {
		u *= 10
	}
	return u
}

// Digits is the number of significant digits of the value; 0 for 0.
func (a Amount) Digits() int { return int(a.digits) }

// Last is the value of the last significant digit that the text writes, in
// Unit.
func (a Amount) Last() float64 { return a.last }

// near forgives the last bits of a decimal fraction.
func near(x, y float64) bool { return math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(x)) }

// Near reports whether two numbers are one but for the last bits.
func Near(x, y float64) bool { return near(x, y) }

// Known reports whether anything is said of the amount.
func (a Amount) Known() bool { return !math.IsInf(a.Low, -1) || !math.IsInf(a.High, 1) }

// Floor reports whether only the lower end is asserted.
func (a Amount) Floor() bool { return a.Hedge == news.Over || a.Hedge == news.AtLeast }

// Ceiling reports whether only the upper end is asserted.
func (a Amount) Ceiling() bool { return a.Hedge == news.Under || a.Hedge == news.AtMost }

// Same reports whether both are built on one number.
func (a Amount) Same(b Amount) bool { return near(a.Value, b.Value) }

// Comparable reports whether both are of one dimension and base unit, so that
// their numbers may be held against each other. Things are counted by name
// elsewhere.
func (a Amount) Comparable(b Amount) bool {
	if a.Dim != b.Dim {
		return a.Dim == Bare || b.Dim == Bare
	}
	return a.Dim != Money || a.Unit == b.Unit
}

// Overlaps reports whether one value fits both. Two maxima ("up to 30", "as
// many as 20") are compared as the numbers they name, and so are two minima:
// two that differ do not overlap in what they say, but can both be true.
func (a Amount) Overlaps(b Amount) bool {
	if a.rounded() && b.rounded() && (near(a.Low, b.High) || near(b.Low, a.High)) {
		return false // two roundings that only touch: 3.5 and 3.6 at 3.55
	}
	return a.Low <= b.High && b.Low <= a.High
}

// rounded reports whether a figure is a number with a rounding's width.
func (a Amount) rounded() bool {
	return (a.Hedge == news.Exact || a.Hedge == news.About) && a.Low < a.Value && a.Value < a.High
}

// Distance is how far two amounts are apart in units of how soft they are: 0
// where they overlap, 1 where a gap as wide as the softness of both lies
// between them. A counted number is soft by a hundredth of itself, so that 10
// and 11 are not infinitely far apart.
func (a Amount) Distance(b Amount) float64 {
	gap := max(a.Low-b.High, b.Low-a.High)
	if gap <= 1e-9*max(1, math.Abs(a.Value)) {
		return 0
	}
	soft := a.softness() + b.softness()
	if soft == 0 {
		return gap
	}
	return gap / soft
}

func (a Amount) softness() float64 {
	w := 0.01 * math.Abs(a.Value)
	if !math.IsInf(a.High, 0) && !math.IsInf(a.Low, 0) && !a.Ceiling() {
		w = max(w, (a.High-a.Low)/2)
	}
	return w
}

// Ratio is the larger value over the smaller, 1 for equal ones; +Inf where one
// is zero or the signs differ.
func (a Amount) Ratio(b Amount) float64 {
	x, y := math.Abs(a.Value), math.Abs(b.Value)
	if near(a.Value, b.Value) {
		return 1
	}
	if x == 0 || y == 0 || a.Value*b.Value < 0 {
		return math.Inf(1)
	}
	return max(x/y, y/x)
}

// Gap is the distance between two disjoint amounts over the larger value,
// 0..1; 0 where they overlap.
func (a Amount) Gap(b Amount) float64 {
	if a.Overlaps(b) {
		return 0
	}
	lo, hi := a, b
	if lo.Low > hi.Low {
		lo, hi = hi, lo
	}
	whole := max(math.Abs(lo.High), math.Abs(hi.Low))
	if whole == 0 || math.IsInf(whole, 0) {
		return 0
	}
	return min(1, (hi.Low-lo.High)/whole)
}
