package quantity

import (
	"fmt"
	"math"

	"muster/news"
	"muster/score/goldfile"
)

// interval is a candidate reading of one of our figures.
type interval struct{ low, high float64 }

// match pairs gold figures with ours, one to one, by value; where more than
// one of ours fits, the one that overlaps the gold span. extra are ours that
// fit none.
func match(r row, gold []expect, ours []news.Figure) (pairs []*news.Figure, extra []news.Figure) {
	pairs = make([]*news.Figure, len(gold))
	used := make([]bool, len(ours))
	at := goldfile.Offsets(r.Text)
	for pass := 0; pass < 2; pass++ {
		for k, e := range gold {
			for j := range ours {
				if pairs[k] != nil || used[j] || pass == 0 && !overlaps(e, at, ours[j]) {
					continue
				}
				switch {
				case fits(e, ours[j]):
					used[j], pairs[k] = true, &ours[j]
				case j+1 < len(ours) && !used[j+1] && joined(e, ours[j], ours[j+1]):
					used[j], used[j+1], pairs[k] = true, true, &ours[j]
				}
			}
		}
	}
	for j, u := range used {
		if !u {
			extra = append(extra, ours[j])
		}
	}
	return pairs, extra
}

func overlaps(e expect, at []int, f news.Figure) bool {
	if e.Start == nil || *e.End >= len(at) {
		return false
	}
	return f.Span.Overlaps(news.Span{Start: at[*e.Start], End: at[*e.End]})
}

// fits compares the interval, as normalised and as stated.
func fits(e expect, f news.Figure) bool {
	all := []interval{{f.Low, f.High}}
	if f.Stated != nil {
		all = append(all, interval{f.Stated.Low, f.Stated.High})
	}
	for _, i := range all {
		lo, hi := goldEnds(e, i)
		if near(i.low, lo) && near(i.high, hi) {
			return true
		}
	}
	return vagueFits(e, f)
}

// goldEnds writes the gold's ends as ours are: an open end of ours is open in
// the gold too if both its ends are one.
func goldEnds(e expect, ours interval) (float64, float64) {
	lo, hi := math.Inf(-1), math.Inf(1)
	if e.Lo != nil && e.Hi != nil && *e.Lo > *e.Hi {
		return *e.Hi, *e.Lo
	}
	if e.Lo != nil {
		lo = *e.Lo
	}
	if e.Hi != nil {
		hi = *e.Hi
	}
	if lo == hi && math.IsInf(ours.high, 1) {
		hi = math.Inf(1)
	} else if lo == hi && math.IsInf(ours.low, -1) {
		lo = math.Inf(-1)
	}
	return lo, hi
}

// vagueFits: newsquant gives "thousands" 1000 to 10000, "dozens" 12; the
// house convention is 2000 to 9999, 24 to 99. A vague plural is right when it
// is read as vague and its ends lie within the gold's order of magnitude.
func vagueFits(e expect, f news.Figure) bool {
	if f.Hedge != news.Vague || e.Lo == nil || e.Hi == nil {
		return false
	}
	low, high := f.Low, f.High
	if f.Stated != nil {
		low, high = f.Stated.Low, f.Stated.High
	}
	if *e.Lo == *e.Hi {
		return near(2**e.Lo, low)
	}
	return *e.Lo <= low && high <= *e.Hi && low <= 3**e.Lo
}

// joined: the gold has "from A to B" as one row.
func joined(e expect, a, b news.Figure) bool {
	if e.Lo == nil || e.Hi == nil || *e.Lo == *e.Hi || !fromTo(a) || !fromTo(b) {
		return false
	}
	x, y := asWritten(a), asWritten(b)
	return near(x, *e.Lo) && near(y, *e.Hi) || near(x, *e.Hi) && near(y, *e.Lo)
}

func fromTo(f news.Figure) bool {
	return f.Change != nil && (f.Change.Kind == news.FromLevel || f.Change.Kind == news.ToLevel)
}

// asWritten is the stated end of a figure that is closed, or its only end.
func asWritten(f news.Figure) float64 {
	low, high := f.Low, f.High
	if f.Stated != nil {
		low, high = f.Stated.Low, f.Stated.High
	}
	if math.IsInf(low, -1) {
		return high
	}
	return low
}

func ends(lo, hi *float64) string {
	say := func(v *float64) string {
		if v == nil {
			return ""
		}
		return fmt.Sprintf("%g", *v)
	}
	return say(lo) + ".." + say(hi)
}

func describe(f news.Figure) string {
	d := fmt.Sprintf("%q %g..%g %s %s %s", f.Text, f.Low, f.High, f.Hedge, f.Unit, f.Scope)
	if f.Stated != nil {
		d += fmt.Sprintf(" stated %g..%g %s", f.Stated.Low, f.Stated.High, f.Stated.Unit)
	}
	if f.Change != nil {
		d += fmt.Sprintf(" %s/%s", f.Change.Kind, f.Change.Direction)
	}
	if f.Per != "" {
		d += " per " + f.Per
	}
	if f.Aside != "" {
		d += " aside " + string(f.Aside)
	}
	return d
}
