package crosscheck

import (
	"math"
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

// additions finds totals among the targets that a run of parts in one sentence
// comes to.
func additions(rs, targets []*record) []sum {
	var out []sum
	for _, t := range targets {
		if s, ok := strictSum(t, rs); ok {
			out = append(out, s)
			continue
		}
		if s, ok := runSum(t, rs); ok {
			out = append(out, s)
		}
	}
	return out
}

// strictSum adds the kinds a total names itself: drones and missiles, soldiers
// and civilians. It is given whether or not it comes out.
func strictSum(t *record, rs []*record) (sum, bool) {
	kinds := known.sums[t.q.unit]
	byPeople := len(kinds) == 0
	if byPeople {
		if kinds = strings.Split(t.q.people, "+"); len(kinds) < 2 {
			return sum{}, false
		}
	}
	var parts []*record
	for _, k := range kinds {
		p := ofKind(k, t, rs, byPeople)
		if len(p) == 0 {
			return sum{}, false
		}
		parts = append(parts, p...)
	}
	parts = inOrder(parts)
	for _, p := range parts {
		if p.sentence != parts[0].sentence {
			return sum{}, false
		}
	}
	r := added(parts)
	return sum{addition, parts, t, r, r.overlaps(t.quantity)}, true
}

// ofKind are the records that count the kind alone, on the total's question.
func ofKind(kind string, t *record, rs []*record, byPeople bool) []*record {
	var out []*record
	for _, p := range rs {
		if p == t || p.q.state != t.q.state && t.q.state != "" && p.q.state != "" || scopeOf(p.q) != news.Total || p.q.class != t.q.class {
			continue
		}
		if byPeople && (p.q.people != kind || p.q.unit != t.q.unit) || !byPeople && p.q.unit != kind && !wider(p.q.unit, kind) {
			continue
		}
		if timingOf(p, t) != oneTime || subjectAxis(p.q, t.q).relation == Apart {
			continue
		}
		out = append(out, p)
	}
	return out
}

// runSum adds neighbouring figures of one sentence.
func runSum(t *record, rs []*record) (sum, bool) {
	if t.q.scope != news.Total && t.q.scope != news.Additional || t.quantity.value < sumMin || t.quantity.ceiling() {
		return sum{}, false
	}
	for i, first := range rs {
		run := []*record{}
		for _, p := range rs[i:] {
			if p == t || p.sentence != first.sentence || len(run) == sumParts {
				break
			}
			if !addable(p, t) {
				continue
			}
			if run = append(run, p); len(run) < 2 {
				continue
			}
			if r := added(run); meets(r, t.quantity) && (first.article != t.article || distance(first, t) <= sumReach) {
				return sum{addition, run, t, r, true}, true
			}
		}
	}
	return sum{}, false
}

// addable reports whether a figure may be a part of the total.
func addable(p, t *record) bool {
	kind := p.q.unit == t.q.unit || wider(p.q.unit, t.q.unit)
	state := p.q.state == t.q.state || p.q.state == "" || t.q.state == "" || known.partOf[[2]string{p.q.state, t.q.state}] != partOf{}
	return kind && state && counts(news.Unit(p.q.unit)) && p.quantity.value > 0 && p.quantity.value < t.quantity.value &&
		p.q.scope != news.Each && p.q.scope != news.Rank && p.q.scope != news.ChangeOf && timingOf(p, t) != otherTime
}

// meets reports whether a sum comes to a total so nearly that chance is out;
// ranges meet too much.
func meets(r, t quantity) bool {
	if r.high-r.low > 2*aboutCap*r.value {
		return false
	}
	if t.floor() {
		return r.value >= t.value && r.value <= t.value*(1+aboutCap)
	}
	return math.Abs(r.value-t.value) <= sumSlack*t.value && r.overlaps(t)
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

// ratios: 42 of 90 are 47 per cent.
func ratios(rs []*record) []sum {
	var out []sum
	for _, p := range rs {
		if p.q.unit != string(news.Percent) || p.q.change != "" || p.quantity.value <= 0 {
			continue
		}
		for _, n := range rs {
			for _, w := range rs {
				if n == w || n.sentence != p.sentence || w.sentence != p.sentence || n.q.unit != w.q.unit || !counts(news.Unit(n.q.unit)) ||
					n.quantity.value >= w.quantity.value || w.quantity.value < sumMin {
					continue
				}
				v := 100 * n.quantity.value / w.quantity.value
				if math.Abs(v-p.quantity.value) <= 0.5 {
					out = append(out, sum{ratio, []*record{n, w}, p, quantity{low: v, high: v, value: v}, true})
				}
			}
		}
	}
	return out
}

// rates compares the exchange rates of amounts told in two currencies.
func rates(rs []*record) []sum {
	first := map[[2]string][2]*record{}
	var out []sum
	paired := -1 // index of the second of the last pair
	for i := 1; i < len(rs); i++ {
		a, b := rs[i-1], rs[i]
		if i == paired+1 || !money(a.q.unit) || !money(b.q.unit) || a.q.unit == b.q.unit || a.sentence != b.sentence || distance(a, b) > 60 || a.quantity.value <= 0 || b.quantity.value <= 0 {
			continue
		}
		paired = i
		if a.q.unit > b.q.unit {
			a, b = b, a
		}
		k := [2]string{a.q.unit, b.q.unit}
		p, ok := first[k]
		if !ok {
			first[k] = [2]*record{a, b}
			continue
		}
		was, is := p[1].quantity.value/p[0].quantity.value, b.quantity.value/a.quantity.value
		if r := math.Abs(was-is) / max(was, is); r > rateSlack {
			v := a.quantity.value * was
			out = append(out, sum{exchange, []*record{p[0], p[1], a}, b, quantity{low: v * (1 - rateSlack), high: v * (1 + rateSlack), value: v}, false})
		}
	}
	return out
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
