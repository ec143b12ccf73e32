package crosscheck

import (
	"sort"
	"strings"

	"muster/news"
)

// sum is a reckoning between figures: parts that make a total, so many each,
// a base and its multiple, a share of a whole, a level and its change.
type sum struct {
	form   sumForm
	parts  []*record
	target *record
	result quantity // what the parts come to
	holds  bool
}

// sumForm is the kind of reckoning.
type sumForm string

const (
	eachTimesCount sumForm = "each times count"
	bothSides      sumForm = "both sides"
	multiple       sumForm = "multiple"
	addition       sumForm = "sum of parts"
	changed        sumForm = "level and change"
	ratio          sumForm = "share"
	exchange       sumForm = "exchange rate"
)

// Judgement: what keeps chance out of sums.
const (
	sumReach  = 700  // bytes of text within which parts and total are sought
	sumMin    = 10   // a total below this is too easily met by chance
	sumParts  = 5    // most figures added
	sumSlack  = 0.02 // plain numbers must meet within 2 %
	rateSlack = 0.10 // two exchange rates in one article
	maxSummed = 40   // figures of an article that are tried
)

// sumsOf finds the reckonings within one article. A sum that does not come out
// is given only where the text itself ties its parts together.
func sumsOf(rs []*record) []sum {
	rs = inOrder(rs)
	var out []sum
	out = append(out, eachSums(rs)...)
	out = append(out, multiples(rs)...)
	out = append(out, additions(rs, rs)...)
	out = append(out, changes(rs)...)
	out = append(out, ratios(rs)...)
	out = append(out, rates(rs)...)
	return distinctSums(out)
}

// distinctSums drops a sum found twice, as an addition and as a change.
func distinctSums(ss []sum) []sum {
	seen := map[string]bool{}
	out := ss[:0]
	for _, s := range ss {
		k := s.key()
		if !seen[k] {
			seen[k] = true
			out = append(out, s)
		}
	}
	return out
}

// key is the figures of a sum, whatever their order.
func (s sum) key() string {
	ids := []string{}
	for _, p := range s.parts {
		ids = append(ids, p.id)
	}
	sort.Strings(ids)
	return strings.Join(append(ids, s.target.id), "|")
}

func inOrder(rs []*record) []*record {
	all := rs
	rs = make([]*record, 0, len(all))
	for _, r := range all {
		if !r.quantity.ceiling() { // "up to 24" fits any sum
			rs = append(rs, r)
		}
	}
	sort.Slice(rs, func(i, j int) bool {
		if rs[i].at != rs[j].at {
			return rs[i].at < rs[j].at
		}
		return rs[i].id < rs[j].id
	})
	return rs[:min(len(rs), maxSummed)]
}

// eachSums: 4 to 5 thousand in each of 8 countries are 32 to 40 thousand.
func eachSums(rs []*record) []sum {
	var out []sum
	for _, e := range rs {
		if e.q.scope != news.Each || e.q.per == "" || e.q.unit == canonical(known.unit, e.q.per) {
			continue
		}
		for _, t := range rs {
			if t == e || t.q.scope != news.Total || !oneThing(e.q, t.q) || distance(e, t) > sumReach {
				continue
			}
			if s, ok := eachSum(e, t, rs); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

func eachSum(e, t *record, rs []*record) (sum, bool) {
	if e.q.per == "side" {
		r := e.quantity.scaled(exactly(2))
		return sum{bothSides, []*record{e}, t, r, r.overlaps(t.quantity)}, r.overlaps(t.quantity) || e.sentence == t.sentence
	}
	var best *record
	n := 0
	for _, c := range rs {
		if c.q.unit != canonical(known.unit, e.q.per) || c.q.scope == news.Rank || c.quantity.value < 2 {
			continue
		}
		n++
		fits := e.quantity.scaled(c.quantity).overlaps(t.quantity)
		if fits && (best == nil || distance(e, c) < distance(e, best)) {
			best = c
		}
	}
	if best == nil {
		return sum{}, false
	}
	return sum{eachTimesCount, []*record{best, e}, t, e.quantity.scaled(best.quantity), true}, true
}

// multiples: quadruple just over 10,000 to almost 40,000. Of several targets
// the one nearest to the factor is meant.
func multiples(rs []*record) []sum {
	var out []sum
	for _, f := range rs {
		if f.q.unit != string(news.Factor) || f.quantity.value <= 1 {
			continue
		}
		for _, b := range rs {
			if s, ok := multipleOf(f, b, rs); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

func multipleOf(f, b *record, rs []*record) (best sum, found bool) {
	var nearest *record
	for _, t := range rs {
		if !grows(f, b, t) || nearest != nil && distance(f, nearest) <= distance(f, t) {
			continue
		}
		if s, ok := timesBase(f, b, t); ok {
			best, nearest, found = s, t, true
		}
	}
	return best, found
}

// grows reports whether the factor may lead from the base to the target: from
// what is to what the factor speaks of.
func grows(f, b, t *record) bool {
	level := b.q.scope == news.Total && t.q.scope == news.Total && b.q.unit != string(news.Factor)
	return b != t && level && oneThing(b.q, t.q) && b.q.class == news.Actual && t.q.class == f.q.class &&
		(t.q.class != news.Actual || b.before(t))
}

// before reports whether a record speaks of an earlier time than another.
func (r *record) before(o *record) bool {
	return r.asOf() != 0 && o.asOf() != 0 && r.asOf() < o.asOf()
}

func timesBase(f, b, t *record) (sum, bool) {
	from, to := b, t
	if f.q.up == news.Down {
		from, to = t, b
	}
	r := from.quantity.scaled(f.quantity)
	holds := r.overlaps(to.quantity)
	tied := f.sentence == b.sentence && b.sentence == t.sentence
	return sum{multiple, []*record{f, from}, to, r, holds}, holds || tied
}

// changes: 14 and four more are 18; from 13,000 cut by 4,400 to 8,600.
func changes(rs []*record) []sum {
	var out []sum
	for _, d := range rs {
		by := d.q.scope == news.Additional || d.q.scope == news.ChangeOf && d.q.change == news.ByDelta
		if !by || d.q.unit == string(news.Factor) || !counts(news.Unit(d.q.unit)) && !money(d.q.unit) {
			continue
		}
		if s, ok := changeSum(d, rs); ok {
			out = append(out, s)
		}
	}
	return out
}

func changeSum(d *record, rs []*record) (sum, bool) {
	for _, b := range rs {
		for _, t := range rs {
			if b == t || b == d || t == d || b.q.unit != d.q.unit || t.q.unit != d.q.unit || b.q.scope != news.Total || t.q.scope != news.Total {
				continue
			}
			if distance(b, d) > sumReach || distance(t, d) > sumReach || !oneThing(b.q, t.q) || !oneThing(d.q, b.q) {
				continue
			}
			r := added([]*record{b, d})
			if d.q.up == news.Down {
				r = quantity{low: b.quantity.low - d.quantity.high, high: b.quantity.high - d.quantity.low, value: b.quantity.value - d.quantity.value}
			}
			if near(r.value, t.quantity.value) && meets(r, t.quantity) && t.quantity.value >= sumMin {
				return sum{changed, []*record{b, d}, t, r, true}, true
			}
		}
	}
	return sum{}, false
}

// oneThing reports whether two figures count the same things, whatever their
// scope and status.
func oneThing(a, b *slots) bool {
	if a.unit != b.unit || a.state != b.state && !(a.state == "" || b.state == "") {
		return false
	}
	return subjectAxis(a, b).relation != Apart && peopleAxis(a, b).relation != Apart
}

func exactly(v float64) quantity { return quantity{low: v, high: v, value: v} }

// scaled multiplies two quantities of positive numbers.
func (q quantity) scaled(by quantity) quantity {
	return quantity{low: q.low * by.low, high: q.high * by.high, value: q.value * by.value}
}

func added(rs []*record) quantity {
	var r quantity
	for _, p := range rs {
		r.low += p.quantity.low
		r.high += p.quantity.high
		r.value += p.quantity.value
	}
	return r
}
