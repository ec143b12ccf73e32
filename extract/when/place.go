package when

import (
	"muster/news"
)

// placing places the dates of one text in time, in the order of the text.
type placing struct {
	r        *Reader
	s        *sentence
	known    bool // there is a publication day
	ref      day
	country  string
	sentence int

	// prior is the last date placed before, for "the next day".
	prior    stretch
	hasPrior bool
	// quarter is the last quarter placed before, for "a year earlier".
	quarter    stretch
	hasQuarter bool
	// quarterSentence is the sentence the quarter was said in.
	quarterSentence int
	// carried is the year of the last full date of the past, carried to
	// dates without a year in a narrative.
	carried carriage
}

func newPlacing(r *Reader, ref Reference) *placing {
	p := &placing{r: r, country: ref.Country, sentence: -1}
	if !ref.Published.IsZero() {
		y, m, d := ref.Published.Date()
		p.ref, p.known = dayOf(y, int(m), d), true
	}
	return p
}

func (p *placing) begin(s *sentence) {
	p.s = s
	p.sentence++
}

// place places a match; false for one that is no date or stays unknown.
func (p *placing) place(n *node) (mention, bool) {
	if n.op == opNothing || n.op == opCalendar && n.name != nil && n.name.silent {
		return mention{}, false
	}
	st, ok := p.stretch(n)
	if !ok || !st.openLo && !st.openHi && st.hi < st.lo {
		return mention{}, false
	}
	w := st.news()
	if w.From == "" && !st.openLo || w.To == "" && !st.openHi || w.From == "" && w.To == "" {
		return mention{}, false
	}
	p.remember(n, st)
	toks := p.s.toks
	span := news.Cut(p.s.text.Source, toks[n.from].Start, toks[n.to-1].End)
	m := mention{news.Date{Span: span, When: w}, n}
	if named, ok := p.period(n); ok && named != st {
		m.name(named.news())
		if whole, ok := p.period(n.a); ok && n.op == opBound && whole != named {
			m.Named = whole.news() // "since late 2022"
		}
	}
	return m, true
}

// name sets the period the words name: it is the date itself where the words
// bound another time by it, and beside the date where they mean a part of it.
func (m *mention) name(period news.When) {
	if m.From != "" && m.To != "" {
		m.Named = period
		return
	}
	m.Bounded, m.When = m.When, period
}

// period is the calendar period a match names where it stands for a part of
// it or is bounded by it.
func (p *placing) period(n *node) (stretch, bool) {
	switch {
	case n == nil:
	case n.a != nil && n.op == opBound && !n.a.edge():
		return p.stretch(n.a)
	case n.a != nil && (n.op == opBound || n.op == opPart):
		if inner, ok := p.period(n.a); ok {
			return inner, true
		}
		return p.stretch(n.a)
	case p.known && n.op == opPart, p.known && n.op == opShift && n.pattern.word != "" && n.pattern.word != "either" && !n.hasDay:
		return unitAt(p.ref, n.of(), n.by), true
	}
	return stretch{}, false
}

// edge: what "by the end of 2024" bounds by is 2024 itself.
func (n *node) edge() bool {
	return n.op == opPart && (n.pattern.word == "end" || n.pattern.word == "start")
}

// stretch works out the days of a node.
func (p *placing) stretch(n *node) (stretch, bool) {
	switch n.op {
	case opCalendar, opNumeric:
		return p.calendar(n, p.s.tense(n))
	case opDays:
		return p.days(n)
	case opYears:
		return stretch{lo: dayOf(n.year, 1, 1), hi: dayOf(n.year2, 12, 31)}, true
	case opRange:
		return p.between(n)
	case opBound:
		return p.bound(n)
	case opPart:
		return p.part(n)
	case opNth:
		return p.nth(n)
	case opOffset:
		return p.offset(n)
	case opFor:
		return p.lasting(n)
	case opWhole:
		return p.stretch(n.a)
	case opWeekOf:
		a, ok := p.stretch(n.a)
		return unitAt(a.lo, aWeek, 0), ok && !a.openLo && a.unit <= aDay
	case opLater, opSame:
		return p.anaphor(n)
	}
	return p.counted(n)
}

// counted works out what is counted from the publication.
func (p *placing) counted(n *node) (stretch, bool) {
	if !p.known {
		return stretch{}, false
	}
	switch n.op {
	case opRef:
		return oneDay(p.ref), true
	case opOvernight:
		return stretch{lo: p.ref - 1, hi: p.ref}, true
	case opShift:
		return p.shift(n), true
	case opLatest:
		return p.latest(n)
	case opAgo:
		return p.ago(n), n.count() > 0
	case opWindow:
		return p.window(n)
	case opNamed:
		return p.named(n)
	}
	return stretch{}, false
}

func (n *node) count() int {
	if n.n != 0 {
		return n.n
	}
	return n.pattern.n
}

// of is the unit the node speaks of: captured, or given by its rule.
func (n *node) of() unit {
	if n.said != noUnit {
		return n.said
	}
	return n.pattern.unit
}

// shift: "yesterday", "last month", "this year".
func (p *placing) shift(n *node) stretch {
	by := n.by
	if n.hasDay {
		return oneDay(p.ref + day(n.day))
	}
	st := unitAt(p.ref, n.of(), by)
	switch n.word {
	case "earlier":
		// What is printed today may have happened this morning.
		if st.lo < p.ref {
			st.hi, st.unit = p.ref, noUnit
		}
	case "later":
		if st.hi > p.ref {
			st.lo, st.unit = p.ref+1, noUnit
		}
	case "rest":
		st.lo, st.unit = p.ref, noUnit
	case "so-far":
		st.hi, st.unit = p.ref, noUnit
	case "either":
		// "the weekend" is the last one in a report, the coming one in a plan.
		if p.s.tense(n) == behind && st.lo > p.ref {
			st = unitAt(p.ref, n.of(), by-1)
		}
	}
	return st
}

// ago: a month and more is known by its unit, days by the day, and weeks name
// the day so many weeks off.
func (p *placing) ago(n *node) stretch {
	if n.weekday != 0 { // "two Thursdays ago"
		d := p.ref - day(mod(p.ref.weekday()-n.weekday-1, 7)+1)
		if n.by > 0 {
			d = p.ref + day(mod(n.weekday-p.ref.weekday()-1, 7)+1) - 7
			return oneDay(d + day(7*n.count()))
		}
		return oneDay(d - day(7*(n.count()-1)))
	}
	return moved(p.ref, n.of(), n.by*n.count())
}

func moved(from day, u unit, n int) stretch {
	d := move(from, u, n)
	switch {
	case u < aMonth:
		return oneDay(d)
	case u > aYear:
		u = aYear // "a decade ago" is ten years ago
	}
	return unitAt(d, u, 0)
}

// window: "the past three weeks" end yesterday, "the next two years" begin
// with the next one.
func (p *placing) window(n *node) (stretch, bool) {
	k, u := n.count(), n.of()
	if k <= 0 {
		return stretch{}, false
	}
	if n.word == "rolling" {
		if n.by < 0 {
			return stretch{lo: move(p.ref, u, -k), hi: p.ref - 1}, true
		}
		return stretch{lo: p.ref + 1, hi: move(p.ref, u, k)}, true
	}
	if n.by < 0 {
		return stretch{lo: unitAt(p.ref, u, -k).lo, hi: unitAt(p.ref, u, -1).hi}, true
	}
	return stretch{lo: unitAt(p.ref, u, 1).lo, hi: unitAt(p.ref, u, k).hi}, true
}

// named: last, this or next Friday, December, summer, Easter.
func (p *placing) named(n *node) (stretch, bool) {
	if n.weekday != 0 && n.month == 0 {
		return oneDay(p.namedWeekday(n)), true
	}
	base := p.ref.year()
	switch n.pattern.word {
	case "year-before":
		return p.inYear(n, base-1)
	case "year-after":
		return p.inYear(n, base+1)
	}
	var best stretch
	found := false
	for y := base - 2; y <= base+2; y++ {
		st, ok := p.inYear(n, y)
		if !ok {
			continue
		}
		switch n.pattern.word {
		case "last":
			if st.hi < p.ref && !p.inside(st) {
				best, found = st, true
			}
		case "next":
			if st.lo > p.ref && !found {
				best, found = st, true
			}
		default:
			if y == base || y == base-1 && n.season != 0 && p.inside(st) {
				return st, true
			}
		}
	}
	return best, found
}

func (p *placing) inside(st stretch) bool { return st.lo <= p.ref && p.ref <= st.hi }

// namedWeekday: "last Friday" is the one before today, "next Friday" that of
// next week, "this Friday" that of this week or, past it, the coming one.
func (p *placing) namedWeekday(n *node) day {
	monday := p.ref - day(p.ref.weekday()-1)
	d := monday + day(n.weekday-1)
	switch n.pattern.word {
	case "last":
		if d >= p.ref {
			d -= 7
		}
	case "next", "week-after":
		d += 7
	case "week-before":
		d -= 7
	case "coming":
		if d <= p.ref {
			d += 7
		}
	}
	return d
}

// offset: "a day before the start of the summit", "two weeks after Easter".
func (p *placing) offset(n *node) (stretch, bool) {
	if n.a == nil || n.count() <= 0 {
		return stretch{}, false
	}
	a, ok := p.stretch(n.a)
	if !ok {
		return a, false
	}
	from, open := a.lo, a.openLo
	if n.by > 0 && n.word != "start" || n.word == "end" {
		from, open = a.hi, a.openHi
	}
	if open {
		return a, false
	}
	if n.n == 0 && n.of() > aDay && (a.unit <= aDay || n.of() < a.unit) {
		// "the week before the summit" is seven days, not one.
		if n.by < 0 {
			return stretch{lo: move(from, n.of(), -1), hi: from - 1}, true
		}
		return stretch{lo: from + 1, hi: move(from, n.of(), 1)}, true
	}
	if a.unit > aDay && n.of() >= a.unit {
		return unitAt(move(a.lo, n.of(), n.by*n.count()), a.unit, 0), true
	}
	return oneDay(move(from, n.of(), n.by*n.count())), true
}

// lasting: "three days starting Monday" are Monday to Wednesday.
func (p *placing) lasting(n *node) (stretch, bool) {
	a, ok := p.stretch(n.a)
	if !ok || a.openLo || n.count() <= 0 {
		return a, false
	}
	return stretch{lo: a.lo, hi: move(a.lo, n.of(), n.count()) - 1}, true
}
