package crosscheck

import "muster/news"

// timing says how the times of two claims stand.
type timing int

const (
	oneTime   timing = iota // the same event, level or period
	aLater                  // A is the later word on the same matter
	bLater                  // B is
	otherTime               // different events or periods: nothing to compare
)

// Judgement: days within which two reports speak of one state of things, by
// nature. Shorter turns news of one week into updates, longer turns updates
// into contradictions.
const (
	stockDays = 7  // a level moves; a week of reports is one picture
	planDays  = 7  // a plan is reported for a week before it is a new plan
	totalDays = 3  // a cumulative count is given daily
	fluxDays  = 14 // a toll rises while they dig
	nightDays = 2  // an undated report speaks of the last two days
)

// timingOf compares the times of two claims, by their nature.
func timingOf(a, b *record) timing {
	switch natureOf(a, b) {
	case news.OfEvent, news.OfDate:
		return eventTiming(a, b)
	case news.Cumulative:
		return order(a, b, totalDays)
	case news.Flow:
		return flowTiming(a, b)
	}
	return order(a, b, stockDays)
}

// natureOf is the nature both are compared by. What is planned moves as a
// plan does; a count at a named event is the event's.
func natureOf(a, b *record) news.Nature {
	switch {
	case a.q.event != "" && a.q.event == b.q.event && a.q.class == news.Actual && b.q.class == news.Actual:
		return news.OfEvent
	case a.q.class != news.Actual && b.q.class != news.Actual:
		return news.Stock
	case a.q.nature == "" || a.q.state == "" && b.q.state != "":
		return b.q.nature
	case b.q.nature == news.Cumulative && a.q.nature == news.OfEvent:
		return news.Cumulative // a toll of the war so far, told with a day or without
	}
	return a.q.nature
}

// order compares levels: reports within the given days are one picture, else
// the later is an update. An unknown day fits any.
func order(a, b *record, days int32) timing {
	if a.q.class != news.Actual && b.q.class != news.Actual {
		return publishedOrder(a, b, planDays)
	}
	x, y := a.asOf(), b.asOf()
	switch {
	case x == 0 || y == 0:
		return oneTime
	case a.spans(y) || b.spans(x):
		return oneTime
	case x-y > days:
		return aLater
	case y-x > days:
		return bLater
	}
	return oneTime
}

// coarseDays is the longest period that counts as one time: a quarter.
const coarseDays = 92

// spans reports whether the day lies in the month or quarter a record gives as
// its time.
func (r *record) spans(day int32) bool {
	return r.dated && r.from != 0 && r.to-r.from <= coarseDays && r.from <= day && day <= r.to
}

// publishedOrder compares when two plans were told.
func publishedOrder(a, b *record, days int32) timing {
	x, y := a.published(), b.published()
	switch {
	case x == 0 || y == 0:
		return oneTime
	case x-y > days:
		return aLater
	case y-x > days:
		return bLater
	}
	return oneTime
}

// eventTiming: the same event however late it is told, another event where
// the days differ.
func eventTiming(a, b *record) timing {
	if a.q.event != "" && a.q.event == b.q.event {
		return oneTime
	}
	if a.overlapsPeriod(b) {
		return oneTime
	}
	return otherTime
}

// overlapsPeriod compares the days two claims hold for. A claim without a day
// of its own speaks of the days before its publication.
func (r *record) overlapsPeriod(o *record) bool {
	a0, a1 := r.period()
	b0, b1 := o.period()
	return (a1 == 0 || b0 == 0 || b0 <= a1) && (b1 == 0 || a0 == 0 || a0 <= b1)
}

func (r *record) period() (from, to int32) {
	if r.dated {
		return r.padded()
	}
	if p := r.published(); p != 0 {
		return p - r.reach(), p
	}
	return 0, 0
}

// mistoldDays: where two texts lie side by side, a day may be that of the
// telling and not of the event ("told reporters on Wednesday").
const mistoldDays = 3

// padded are the days of a dated record, a few more on both sides in a story
// that does not come again every night.
func (r *record) padded() (from, to int32) {
	from, to = r.from, r.to
	if r.patience == 0 || r.nightly() {
		return from, to
	}
	if from != 0 {
		from -= mistoldDays
	}
	if to != 0 {
		to += mistoldDays
	}
	return from, to
}

// nightly reports whether such events come again every night.
func (r *record) nightly() bool { return r.q.state == "launched" || r.q.state == "intercepted" }

// reach is how many days back an undated report may speak of. What happens
// every night is forgotten sooner than a strike.
func (r *record) reach() int32 {
	if r.nightly() {
		return max(nightDays, min(r.patience, fluxDays))
	}
	return max(nightDays, r.patience)
}

// flowTiming: amounts of different years or months are different amounts of
// one series; an undated one is the current year's.
func flowTiming(a, b *record) timing {
	if a.q.per == "day" || a.q.per == "night" || a.q.per == "week" || a.q.per == "month" {
		return order(a, b, 31)
	}
	x, y := a.year(), b.year()
	switch {
	case x == 0 || y == 0 || x == y:
		return oneTime
	case x > y:
		return aLater
	}
	return bLater
}

// year is the calendar year a flow is of; 0 where not known.
func (r *record) year() int {
	if d := r.asOf(); d != 0 {
		return yearOf(d)
	}
	return 0
}

// yearOf returns the calendar year of a day number.
func yearOf(day int32) int {
	// Days from civil, inverted (H. Hinnant, "chrono-compatible low-level date
	// algorithms"): exact for the proleptic Gregorian calendar.
	z := int(day) + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	y := yoe + era*400
	if doy >= 306 {
		y++
	}
	return y
}

// inFlux reports whether a toll told by the two may still have been rising:
// told within fluxDays of the event, and the later word not lower.
func inFlux(a, b *record) bool {
	if !a.q.toll || !b.q.toll || natureOf(a, b) == news.Cumulative {
		return false
	}
	first, second := a, b
	if first.pub > second.pub {
		first, second = second, first
	}
	if first.pub == 0 || second.pub == 0 {
		return a.quantity.floor() || b.quantity.floor()
	}
	if event := max(a.eventDay(), b.eventDay()); event != 0 && first.published()-event > fluxDays {
		return false
	}
	if second.published() == first.published() {
		return sameDayFlux(first, second)
	}
	return second.published()-first.published() <= fluxDays && second.quantity.value > first.quantity.value
}

// eventDay is the last day of the event where the text gives one; 0 else.
func (r *record) eventDay() int32 {
	if r.dated {
		return r.to
	}
	return 0
}

// freshDays is how soon after an event tolls of one day are still counting.
const freshDays = 2

// sameDayFlux: two tolls of one day are a moving count where one is a floor,
// or the event is of these days, and they are not far apart.
func sameDayFlux(a, b *record) bool {
	hi, lo := max(a.quantity.value, b.quantity.value), min(a.quantity.value, b.quantity.value)
	if lo*fluxRise < hi {
		return false
	}
	if a.quantity.floor() && b.quantity.floor() {
		return true
	}
	if event := max(a.eventDay(), b.eventDay()); event != 0 {
		return a.published()-event <= freshDays
	}
	// An undated report of a stream speaks of the last days; there a count that
	// one source raises within the day is the same count further on.
	return a.patience == 0 && a.named && a.origin == b.origin && a.pub < b.pub && a.quantity.value < b.quantity.value
}

// fluxRise is how far a toll may rise in a day and still be the same count.
const fluxRise = 3
