package index

import (
	bq "github.com/blevesearch/bleve/v2/search/query"
)

// An axis is where figures, or times, are looked up by range. A single value
// is on the ladder of its point field. An interval overlaps a range if it
// begins in it, or contains the range's first value. To begin in it is a range
// of the ladder of begins. To contain a value is looked up by the value's
// bucket on the rung wide: the interval passes through the bucket from end to
// end, or begins in it and goes on, or comes into it and ends, or lies wholly
// within. Each of the four is a field of its own, so that no look-up has to
// gather all intervals that begin before a value.
type axis struct {
	ladder                                            ladder
	wide                                              int // the rung
	point, begin, through, out, in, within, withinEnd string
}

var figureAxis = axis{figureLadder, 2, "v", "vl", "vt", "vo", "vi", "vw", "vx"}

var dayAxis = axis{dayLadder, 1, "w", "wf", "wt", "wo", "wi", "ww", "wx"}

// mask is the bits within a wide bucket.
func (a axis) mask() uint64 { return 1<<a.ladder.shifts[a.wide] - 1 }

// add enters the interval low to high.
func (a axis) add(b *builder, low, high uint64) {
	l := a.ladder
	if low == high {
		b.ladder(a.point, l, low)
		return
	}
	b.ladder(a.begin, l, low)
	first, last := low|a.mask(), high&^a.mask() // the end of the first bucket, the beginning of the last
	if first >= high {
		b.term(a.within, l.term(0, low))
		b.term(a.withinEnd, l.term(0, high))
		return
	}
	b.term(a.out, l.term(0, low))
	b.term(a.in, l.term(0, high))
	if first+1 < last {
		a.pass(b, first+1, last-1)
	}
}

// pass enters the buckets that lie wholly between low and high, the widest
// that do.
func (a axis) pass(b *builder, low, high uint64) {
	for _, r := range a.ladder.runs(low, high) {
		step := uint64(1) << a.ladder.shifts[r.rung]
		for v := r.low; ; v += step {
			b.term(a.through, a.ladder.term(r.rung, v))
			if r.high-v < step {
				break
			}
		}
	}
}

// overlap looks for what overlaps low to high; least is the lowest value
// there is, before which nothing begins.
func (a axis) overlap(of Of, low, high, least uint64) bq.Query {
	either := []bq.Query{
		spans(fieldOf(of, a.point), a.ladder.cover(low, high)),
		spans(fieldOf(of, a.begin), a.ladder.cover(low, high)),
	}
	if low > least {
		either = append(either, a.containing(of, low)...)
	}
	return bq.NewDisjunctionQuery(either)
}

func (a axis) containing(of Of, v uint64) []bq.Query {
	l := a.ladder
	start, end := v&^a.mask(), v|a.mask()
	from, to := []span{l.span(0, start, v)}, []span{l.span(0, v, end)}
	out := []bq.Query{
		spans(fieldOf(of, a.out), from), spans(fieldOf(of, a.in), to),
		bq.NewConjunctionQuery([]bq.Query{spans(fieldOf(of, a.within), from), spans(fieldOf(of, a.withinEnd), to)}),
	}
	for rung := a.wide; rung < len(l.shifts); rung++ {
		out = append(out, term(fieldOf(of, a.through), l.term(rung, v)))
	}
	return out
}
