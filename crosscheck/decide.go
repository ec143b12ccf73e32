package crosscheck

import (
	"math"

	"muster/news"
)

// outcome is what two records are to each other, without words.
type outcome struct {
	kind   news.FindingKind // empty: nothing
	cause  cause
	rel    *relation
	timing timing
	gap    float64
	weak   bool // the words allow both
}

// cause names the rule that decided; why.go gives each its sentence.
type cause int

const (
	causeNone cause = iota
	causeDifferent
	causeOtherTime
	causePart
	causePartExceeds
	causeSlip
	causePromiseKept
	causeLoose
	causeOneBreath
	causeUnsure
	causeDenied
	causeOverlap
	causeFlux
	causeCeilings
	causeWeak
	causeLaterLevel
	causeFallen
	causeGrown
	causeDisjoint
	causeRevised
	causeCorrected
	causeLeap
	causeFloor
)

// decideIn holds two records against each other; shared are the names two texts
// laid side by side both mention, nil in a stream.
func decideIn(a, b *record, shared map[string]bool) outcome {
	rel := relateIn(a.q, b.q, shared)
	return settle(a, b, &rel)
}

// settle decides over two questions that are compared already. It allocates
// nothing.
func settle(a, b *record, rel *relation) outcome {
	o := outcome{rel: rel}
	if o.rel.different {
		return o.as("", causeDifferent)
	}
	o.timing = timingOf(a, b)
	o.gap = a.quantity.gap(b.quantity)
	overlap := a.quantity.overlaps(b.quantity)
	switch {
	case o.timing == otherTime:
		return o.as("", causeOtherTime)
	case !overlap && (a.strange || !o.anchored(a, b)):
		return o.as("", causeUnsure)
	case a.q.denied != b.q.denied:
		return o.denial(overlap && a.q.state != "" && b.q.state != "")
	case o.rel.part != Same:
		return o.bound(a, b)
	case o.rel.loose:
		return o.near(overlap, a.quantity, b.quantity)
	case overlap:
		return o.overlapping(a, b)
	}
	return o.disjoint(a, b)
}

// anchored reports whether two claims of a stream share more than a measure: a
// subject, a place, an event, an article or a source. Two texts that lie side by
// side need not.
func (o outcome) anchored(a, b *record) bool {
	if a.patience > 0 || a.article == b.article && a.article != "" || a.named && a.origin == b.origin {
		return true
	}
	return o.placed(a, b)
}

// otherScale is the gap from which two figures are likelier of two matters than
// of one: twentyfold. None is no scale: "no casualties" denies eleven.
const otherScale = 0.95

// placed reports whether both claims state a subject, a place or an event; the
// axes have found them to agree.
func (o outcome) placed(a, b *record) bool {
	return len(a.q.subject)*len(b.q.subject) > 0 || len(a.q.place)*len(b.q.place) > 0 || a.q.event != "" && b.q.event != ""
}

func (o outcome) as(k news.FindingKind, c cause) outcome {
	o.kind, o.cause = k, c
	return o
}

// denial: to deny a figure that another asserts is a contradiction; to deny
// another figure is nothing.
func (o outcome) denial(overlap bool) outcome {
	if overlap && o.rel.part == Same && !o.rel.loose && o.rel.confidence >= minConfidence {
		return o.as(news.Contradiction, causeDenied)
	}
	return o.as("", causeDifferent)
}

// slipMin is the number below which one figure under two names may be chance.
const slipMin = 10

// bound: a part may be no more than its whole.
func (o outcome) bound(a, b *record) outcome {
	p, w := a, b
	if o.rel.part == WholeOfB {
		p, w = b, a
	}
	sure := o.rel.confidence >= minConfidence && !o.rel.loose && o.timing == oneTime && !o.unsure(a, b)
	equal := p.quantity.same(w.quantity) || closeTo(p.quantity, w.quantity)
	switch {
	case p.quantity.low > w.quantity.high && sure:
		if o.shareOnly() && sameCount(p.quantity, w.quantity) {
			return o.as(news.Contradiction, causeDisjoint)
		}
		return o.as(news.Contradiction, causePartExceeds)
	case equal && o.rel.stage:
		return o.as(news.Agreement, causePromiseKept)
	case equal && o.shareOnly():
		return o.as(news.Agreement, causeOverlap)
	case equal && sure && o.slips(p, w):
		return o.as(news.Contradiction, causeSlip)
	case o.shareOnly() && sure && sameCount(p.quantity, w.quantity):
		return o.as(news.Contradiction, causeDisjoint)
	}
	return o.as("", causePart)
}

// shareOnly reports whether scope is the only axis that makes a part: "104 of
// 120 missiles were shot down" against "102 missiles were shot down".
func (o outcome) shareOnly() bool {
	for _, x := range o.rel.axes {
		if x.name != ByScope && (x.relation == PartOfB || x.relation == WholeOfB) {
			return false
		}
	}
	return true
}

// sameCount reports whether two counts are so near that a share and a total
// must mean the same things.
func sameCount(p, w quantity) bool {
	return min(p.value, w.value) >= 0.9*max(p.value, w.value)
}

// slips reports whether one number stands under a part and its whole: killed
// for killed and wounded, soldiers for soldiers and civilians.
func (o outcome) slips(p, w *record) bool {
	if p.quantity.value < slipMin || p.article == w.article && p.article != "" {
		return false
	}
	people := o.rel.axes[6].relation
	return o.rel.slip || (people == PartOfB || people == WholeOfB) && p.q.people != "" && w.q.people != "" && p.quantity.exact() && w.quantity.exact()
}

// closeTo reports whether two numbers are within rounding of each other.
func closeTo(p, w quantity) bool {
	return math.Abs(p.value-w.value) <= roundCap*max(math.Abs(p.value), math.Abs(w.value)) && p.overlaps(w)
}

// near: on a loose axis figures can agree, but not contradict.
func (o outcome) near(overlap bool, x, y quantity) outcome {
	if overlap && (!o.rel.numbered || x.same(y)) {
		return o.as(news.Agreement, causeLoose)
	}
	return o.as("", causeLoose)
}

// overlapping: the words of both allow a common value.
func (o outcome) overlapping(a, b *record) outcome {
	x, y := a.quantity, b.quantity
	switch {
	case x.floor() && y.floor() && !x.same(y) && a.q.toll && inFlux(a, b):
		return o.as(news.Update, causeFlux)
	case x.ceiling() && y.ceiling() && !closeValues(x, y):
		o.gap = math.Abs(x.value-y.value) / max(x.value, y.value)
		o.weak = true
		return o.ordered(a, b, causeCeilings)
	case farBelow(x, y) || farBelow(y, x):
		o.weak = true
		return o.as("", causeWeak)
	case o.farAbove(a, b) || o.farAbove(b, a):
		o.gap = 1 - min(x.value, y.value)/max(x.value, y.value)
		o.weak = true
		return o.ordered(a, b, causeFloor)
	}
	if o.rel.confidence < minAgreement {
		return o.as("", causeUnsure)
	}
	return o.as(news.Agreement, causeOverlap)
}

// minAgreement is the confidence below which two figures that fit are chance.
const minAgreement = 0.25

// closeValues: two ceilings within a tenth are one ceiling told twice.
func closeValues(x, y quantity) bool {
	return math.Abs(x.value-y.value) <= aboutCap*max(math.Abs(x.value), math.Abs(y.value))
}

// ceilingReach is how far below "up to 30" a figure may lie and still be meant
// by it.
const ceilingReach = 0.6

// farBelow: "up to 30" against 12 is no agreement.
func farBelow(ceiling, q quantity) bool {
	return ceiling.ceiling() && !q.ceiling() && q.high < ceilingReach*ceiling.value
}

// floorReach is how many times "more than a dozen" a count may be and still be
// meant by it.
const floorReach = 2

// farAbove: "more than a dozen missiles" is no way to tell of the two dozen of
// one attack. "At least" promises no nearness, and a toll may rise.
func (o outcome) farAbove(f, q *record) bool {
	return f.quantity.hedge == news.Over && !q.quantity.floor() && !q.quantity.ceiling() && !f.q.toll && !q.q.toll &&
		f.q.counted && natureOf(f, q) == news.OfEvent && q.quantity.value >= floorReach*f.quantity.value
}

// ordered gives a difference its kind by time alone.
func (o outcome) ordered(a, b *record, c cause) outcome {
	switch {
	case o.timing != oneTime:
		return o.later(a, b)
	case o.unsure(a, b):
		return o.as("", causeUnsure)
	}
	return o.as(news.Contradiction, c)
}

// later: a level moves on. In a stream that takes a measure that was read: "29
// nations" and, a year on, "six countries" need not be one series.
func (o outcome) later(a, b *record) outcome {
	if a.patience == 0 && a.q.state == "" && b.q.state == "" {
		return o.as("", causeUnsure)
	}
	return o.as(news.Update, causeLaterLevel)
}

// disjoint: no value fits both.
func (o outcome) disjoint(a, b *record) outcome {
	if a.article == b.article && a.article != "" && !o.rivals(a, b) {
		return o.as("", causeOneBreath)
	}
	if o.timing == oneTime && a.article != b.article && inFlux(a, b) && !opposed(a, b) {
		return o.as(news.Update, causeFlux)
	}
	if natureOf(a, b) == news.Cumulative && a.q.class == news.Actual {
		return o.cumulative(a, b)
	}
	if o.timing != oneTime {
		return o.later(a, b)
	}
	if revised(a, b) {
		return o.as(news.Update, causeRevised)
	}
	if o.unsure(a, b) {
		return o.as("", causeUnsure)
	}
	return o.as(news.Contradiction, causeDisjoint)
}

// rivals reports whether two figures of one article can contradict at all: its
// author knew both, so they must be told by two named sources, and of one place
// or in one sentence. An article tells of more than one strike.
//
// One dead in one house is no rival to the toll of the night, nor is the toll of
// one strike to the overall toll.
func (o outcome) rivals(a, b *record) bool {
	if !a.named || !b.named || a.origin == b.origin || a.q.overall != b.q.overall {
		return false
	}
	if a.q.toll && min(a.quantity.value, b.quantity.value) == 1 {
		return false
	}
	place := o.rel.axes[3]
	if a.q.event != "" && a.q.event == b.q.event {
		return true
	}
	return a.sentence == b.sentence || place.relation == Same && len(a.q.place) > 0 && place.confidence == 1
}

// undatedRise is how far a running total may have grown between a dated report
// and one without a date.
const undatedRise = 0.10

// cumulative: a running total may rise with time, never fall.
func (o outcome) cumulative(a, b *record) outcome {
	earlier, later := a, b
	if o.timing == aLater {
		earlier, later = b, a
	}
	switch {
	case o.timing == oneTime && (a.asOf() == 0) != (b.asOf() == 0) && o.gap <= undatedRise:
		return o.as(news.Update, causeGrown)
	case o.timing != oneTime && earlier.quantity.low < later.quantity.low && !leap(earlier, later):
		return o.as(news.Update, causeGrown)
	case o.unsure(a, b):
		return o.as("", causeUnsure)
	case o.timing != oneTime && earlier.quantity.low < later.quantity.low:
		return o.as(news.Contradiction, causeLeap)
	case o.timing != oneTime:
		return o.as(news.Contradiction, causeFallen)
	}
	return o.as(news.Contradiction, causeDisjoint)
}

// A running total of ten thousand and more took long to build: it does not
// double within a month.
const (
	leapFrom = 10_000
	leapDays = 30 // days to double at the least
)

// leap reports whether a total rose faster than time explains.
func leap(earlier, later *record) bool {
	days := float64(later.asOf() - earlier.asOf())
	return earlier.quantity.value >= leapFrom && later.quantity.low > earlier.quantity.high*(1+days/leapDays)
}

// revised: one source's plan told anew on a later day.
func revised(a, b *record) bool {
	return a.named && a.origin == b.origin && a.q.class != news.Actual && a.published() != b.published()
}

// unsure: too much is left out for a contradiction. Without a unit nobody knows
// what is counted, and what is only supposed or denied on both sides asserts no
// figure that another could deny.
func (o outcome) unsure(a, b *record) bool {
	if a.q.unit == "" || b.q.unit == "" || a.q.class == news.Hypothetical || b.q.class == news.Hypothetical || a.q.denied {
		return true
	}
	if a.quantity.hedge == news.Vague && b.quantity.hedge == news.Vague || a.q.single || b.q.single {
		return true // "hundreds" and "thousands" count nothing, nor does "a girl"
	}
	if a.strange || o.gap >= otherScale && a.quantity.high > 0 && b.quantity.high > 0 && !o.placed(a, b) {
		return true
	}
	if a.patience > 0 {
		return o.rel.confidence < minStory
	}
	return o.rel.confidence < minConfidence
}

// minStory stands for minConfidence where two texts lie side by side: that they
// were laid so is evidence that they mean one thing.
const minStory = 0.3
