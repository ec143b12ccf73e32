package crosscheck

import (
	"strings"

	"muster/news"
)

// Axis names one slot of the question.
type Axis string

// The axes, in the order they are compared.
const (
	ByMeasure  Axis = "measure"
	ByUnit     Axis = "unit"
	BySubject  Axis = "subject"
	ByPlace    Axis = "place"
	ByScope    Axis = "scope"
	ByModality Axis = "modality"
	ByPeople   Axis = "people"
	ByPart     Axis = "part"
	ByEvent    Axis = "event"
	ByTime     Axis = "time"
)

// Relation says how two claims stand to each other on one axis.
type Relation string

// The relations.
const (
	Same     Relation = "same"
	Unstated Relation = "unstated" // one side leaves it out
	PartOfB  Relation = "part"     // A speaks of a part of what B speaks of
	WholeOfB Relation = "whole"    // B speaks of a part
	Loose    Relation = "loose"    // near enough to agree, too far to contradict
	Apart    Relation = "different"
)

// axis is the outcome on one axis, without words.
type axis struct {
	name       Axis
	relation   Relation
	confidence float64 // 0..1, of what is unstated or near
}

// Confidence of what is not stated in full, by axis. A contradiction needs
// minConfidence of the product: one unstated slot passes, four do not.
const (
	unstatedMeasure = 0.60
	unstatedUnit    = 0.70
	unstatedSlot    = 0.85 // subject, place, event, people
	bothUnstated    = 0.90 // neither says: the texts may mean different ones
	nearSlot        = 0.80
	mixedSlot       = 0.75 // both texts name both countries
	minConfidence   = 0.40
	unreadNoun      = 0.45 // the same noun counted, nobody knows in what respect: needs a subject
)

// relation is how two questions stand to each other.
type relation struct {
	axes       [9]axis
	confidence float64
	different  bool
	loose      bool
	part       Relation // Same, PartOfB, WholeOfB
	slip       bool     // part and whole are often mistaken for each other
	stage      bool     // the part is the whole a stage later
	numbered   bool     // only the same number makes them one
}

// relate compares two questions slot by slot. It allocates nothing.
func relate(a, b *slots) relation { return relateIn(a, b, nil) }

// relateIn is relate for two texts that lie side by side: shared are the names
// both mention. Where both texts name both countries, different ones as subject
// may be one reader's mistake about who does what to whom.
func relateIn(a, b *slots, shared map[string]bool) relation {
	r := relation{confidence: 1, part: Same}
	r.axes = [9]axis{
		measureAxis(a, b, &r), unitAxis(a, b), mixedUp(subjectAxis(a, b), a.subject, b.subject, shared), mixedUp(placeAxis(a, b), a.place, b.place, shared), scopeAxis(a, b),
		modalityAxis(a, b), peopleAxis(a, b), partAxis(a, b), eventAxis(a, b),
	}
	for _, x := range r.axes {
		r.confidence *= x.confidence
		switch x.relation {
		case Apart:
			r.different = true
		case Loose:
			r.loose = true
		case PartOfB, WholeOfB:
			if r.part != Same && r.part != x.relation {
				r.different = true // a part on one axis, the whole on another
			}
			r.part = x.relation
		}
	}
	return r
}

// mixedUp softens a difference between names that both texts mention.
func mixedUp(x axis, a, b []string, shared map[string]bool) axis {
	if x.relation != Apart || shared == nil {
		return x
	}
	for _, names := range [2][]string{a, b} {
		for _, n := range names {
			if !shared[n] {
				return x
			}
		}
	}
	return unstated(x.name, mixedSlot)
}

func same(n Axis) axis                { return axis{n, Same, 1} }
func apart(n Axis) axis               { return axis{n, Apart, 0} }
func unstated(n Axis, c float64) axis { return axis{n, Unstated, c} }
func loose(n Axis) axis               { return axis{n, Loose, nearSlot} }
func part(n Axis, aIsPart bool) axis {
	if aIsPart {
		return axis{n, PartOfB, 1}
	}
	return axis{n, WholeOfB, 1}
}

func measureAxis(a, b *slots, r *relation) axis {
	const n = ByMeasure
	switch {
	case a.state != "" && a.state == b.state:
		return same(n)
	case a.state == "" && b.state == "":
		return nounAxis(a, b, r)
	case a.state == "" || b.state == "":
		return unreadAxis(a, b)
	}
	if p, ok := known.partOf[[2]string{a.state, b.state}]; ok {
		r.slip, r.stage = p.slip, p.stage
		return part(n, true)
	}
	if p, ok := known.partOf[[2]string{b.state, a.state}]; ok {
		r.slip, r.stage = p.slip, p.stage
		return part(n, false)
	}
	return apart(n)
}

// unreadAxis is a known measure against one that was not read: it may be the
// same where the sentence has a word for it. People in a building are not
// people killed there.
func unreadAxis(a, b *slots) axis {
	const n = ByMeasure
	unread, read := a, b
	if b.state == "" {
		unread, read = b, a
	}
	switch {
	case unread.hint&known.bit[read.state] != 0:
		return unstated(n, unstatedMeasure)
	case unread.hint != 0 && known.bit[read.state] != 0, unread.unit == "person", money(unread.unit):
		return apart(n)
	}
	return unstated(n, unstatedMeasure)
}

// nounAxis compares counted nouns where neither side says what happened.
func nounAxis(a, b *slots, r *relation) axis {
	const n = ByMeasure
	switch {
	case money(a.unit) && a.unit == b.unit && (a.noun == "") != (b.noun == ""):
		r.numbered = true // a price told twice, or two prices
		return loose(n)
	case a.hint != 0 && b.hint != 0 && a.hint&b.hint == 0:
		return apart(n)
	case a.noun == b.noun && a.noun != "":
		return axis{n, Same, unreadNoun}
	case a.noun == "" || b.noun == "", a.unit == b.unit && a.counted && a.unit != "person":
		return unstated(n, unstatedMeasure)
	}
	return apart(n)
}

func money(u string) bool { return currency(u) }

func unitAxis(a, b *slots) axis {
	const n = ByUnit
	switch {
	case a.unit == b.unit && a.unit != "":
		return same(n)
	case a.unit == "" || b.unit == "":
		return unstated(n, unstatedUnit)
	case known.nearUnit[a.unit] == b.unit || known.nearUnit[b.unit] == a.unit:
		return unstated(n, unstatedSlot)
	case wider(a.unit, b.unit):
		return part(n, true)
	case wider(b.unit, a.unit):
		return part(n, false)
	}
	return apart(n)
}

// wider reports whether every u is a v.
func wider(u, v string) bool {
	for k := known.kindOf[u]; k != ""; k = known.kindOf[k] {
		if k == v {
			return true
		}
	}
	for _, p := range known.sums[v] {
		if u == p || wider(u, p) {
			return true
		}
	}
	return false
}

func scopeAxis(a, b *slots) axis {
	const n = ByScope
	x, y := scopeOf(a), scopeOf(b)
	switch {
	case x != y && (x == news.Share && y == news.Total || x == news.Total && y == news.Share):
		return part(n, x == news.Share)
	case x != y, a.change != b.change && x == news.ChangeOf, a.up != b.up && x == news.ChangeOf && a.up != "" && b.up != "":
		return apart(n)
	case a.per == b.per:
		return same(n)
	case a.per == "" || b.per == "":
		return unstated(n, nearSlot)
	}
	return apart(n)
}

// scopeOf is the scope for comparing: a percentage is a share however it is
// told, and of a group named by itself ("including 40 children") the count is
// the total.
func scopeOf(s *slots) news.Scope {
	if s.scope == news.Share && (s.people != "" || !s.counted) {
		return news.Total
	}
	return s.scope
}

func modalityAxis(a, b *slots) axis {
	const n = ByModality
	switch {
	case a.class == b.class:
		return same(n)
	case a.held && b.held:
		return unstated(n, nearSlot)
	case a.event != "" && a.event == b.event:
		return unstated(n, nearSlot) // one event, announced and held
	}
	return loose(n)
}

func peopleAxis(a, b *slots) axis {
	const n = ByPeople
	switch {
	case a.people == b.people:
		return same(n)
	case a.people == "":
		return fewer(n, b, false)
	case b.people == "":
		return fewer(n, a, true)
	}
	x, y := strings.Split(a.people, "+"), strings.Split(b.people, "+")
	switch setRelation(x, y) {
	case PartOfB:
		return part(n, true)
	case WholeOfB:
		return part(n, false)
	case Loose:
		return loose(n)
	}
	if known.narrow[a.people] != known.narrow[b.people] {
		return part(n, known.narrow[a.people])
	}
	return apart(n)
}

// fewer is a named group against people at large: children are a part,
// soldiers may be all there are.
func fewer(n Axis, s *slots, isA bool) axis {
	if known.narrow[s.people] {
		return part(n, isA)
	}
	return unstated(n, unstatedSlot)
}

func partAxis(a, b *slots) axis {
	const n = ByPart
	switch {
	case (a.part == "") == (b.part == ""):
		return same(n)
	default:
		return part(n, a.part != "")
	}
}

func eventAxis(a, b *slots) axis {
	const n = ByEvent
	switch {
	case a.event == b.event:
		return same(n)
	case a.event == "" || b.event == "":
		return unstated(n, unstatedSlot)
	case strings.Contains(a.event, b.event) || strings.Contains(b.event, a.event):
		return same(n)
	}
	return apart(n)
}
