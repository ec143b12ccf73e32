package crosscheck

import (
	"math"
	"strings"

	"muster/news"
)

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
