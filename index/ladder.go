package index

import (
	"encoding/binary"
	"math"

	"muster/news"
)

// A ladder writes a value as terms, one a rung: the exact value, and the
// coarser buckets it lies in. A range is then a few spans of terms, coarse in
// the middle and exact at the edges, instead of every value in between. bleve's
// own numbers do the same with 16 rungs and cost accordingly.
type ladder struct {
	// shifts are the bits each rung leaves out; the first is 0.
	shifts []uint
	// bits is the width of a value.
	bits uint
}

// figureLadder: exact, a 256th of an octave (0.3 %), a sixteenth (6 %), an
// octave, 64 octaves.
var figureLadder = ladder{shifts: []uint{0, 44, 48, 52, 58}, bits: 64}

// dayLadder: day, month, year, 32 years.
var dayLadder = ladder{shifts: []uint{0, 5, 9, 14}, bits: 24}

// span is the terms First to Last, both included.
type span struct{ first, last string }

// term is v on one rung. Terms of one rung sort as their values do, and the
// rung leads.
func (l ladder) term(rung int, v uint64) string {
	shift := l.shifts[rung]
	size := int(l.bits-shift+7) / 8
	var b [9]byte
	binary.BigEndian.PutUint64(b[1:], v>>shift)
	return l.rung(rung) + string(b[9-size:])
}

// rung leads all terms of one rung.
func (l ladder) rung(n int) string { return string(rune('0' + n)) }

// value is what term was given, without the bits its rung leaves out.
func (l ladder) value(rung int, term string) (v uint64) {
	for i := 1; i < len(term); i++ {
		v = v<<8 | uint64(term[i])
	}
	return v << l.shifts[rung]
}

// terms are v on all rungs.
func (l ladder) terms(v uint64) []string {
	out := make([]string, len(l.shifts))
	for rung := range l.shifts {
		out[rung] = l.term(rung, v)
	}
	return out
}

// run is the values low to high on one rung, which fill its buckets.
type run struct {
	rung      int
	low, high uint64
}

// cover is the spans that hold exactly the values low to high.
func (l ladder) cover(low, high uint64) []span {
	var out []span
	for _, r := range l.runs(low, high) {
		out = append(out, l.span(r.rung, r.low, r.high))
	}
	return out
}

// runs are low to high in the widest buckets that fit.
func (l ladder) runs(low, high uint64) []run {
	if low > high {
		return nil
	}
	return l.runsFrom(0, low, high, nil)
}

func (l ladder) runsFrom(rung int, low, high uint64, out []run) []run {
	if rung+1 == len(l.shifts) {
		return append(out, run{rung, low, high})
	}
	shift := l.shifts[rung+1]
	size := uint64(1) << shift
	// The first and last whole bucket of the next rung.
	first, last := low>>shift, high>>shift
	if low&(size-1) != 0 {
		first++
	}
	if high&(size-1) != size-1 {
		if last == 0 {
			return append(out, run{rung, low, high})
		}
		last--
	}
	if first > last {
		return append(out, run{rung, low, high})
	}
	if begin := first << shift; low < begin {
		out = append(out, run{rung, low, begin - 1})
	}
	if end := last<<shift + size - 1; end < high {
		out = append(out, run{rung, end + 1, high})
	}
	return l.runsFrom(rung+1, first<<shift, last<<shift+size-1, out)
}

func (l ladder) span(rung int, low, high uint64) span {
	return span{l.term(rung, low), l.term(rung, high)}
}

// sortable maps a number to bits that sort as numbers do.
func sortable(v float64) uint64 {
	bits := math.Float64bits(v + 0) // -0 becomes 0
	if bits>>63 == 1 {
		return ^bits
	}
	return bits | 1<<63
}

// dayBits maps a day to bits that sort as days do: year, month, day. Days
// that are none give 0 and false.
func dayBits(d news.Day) (uint64, bool) {
	t := d.Time()
	if t.IsZero() {
		return 0, false
	}
	return uint64(t.Year())<<9 | uint64(t.Month())<<5 | uint64(t.Day()), true
}

// lastDay is above the bits of any day.
const lastDay = 1<<24 - 1
