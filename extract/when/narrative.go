package when

// A text that counts its dates from its publication ("Friday", "last month")
// is a report; one that hardly does but says full dates is a narrative, and a
// date without a year is of the year the narrative has reached.

// carryReach is how many sentences on a year is carried before a text has
// shown itself a narrative by full dates. Raising it wins narratives that
// begin slowly and loses reports that open with an old date.
const carryReach = 2

// narrativeDates is how many full dates make a narrative.
const narrativeDates = 3

// carriage is a year said before in the text.
type carriage struct {
	year     int
	last     day // the day it was said with
	sentence int
	deictic  int // dates counted from the publication so far
	full     int // full dates of other years so far
}

// remember keeps what later dates of the text are counted from.
func (p *placing) remember(n *node, st stretch) {
	if n.pattern.word == "year-ago" {
		return // the next "a year earlier" is counted from the same date
	}
	if y, ok := p.pastYear(n); ok && st.openLo {
		p.prior, p.hasPrior = stretch{lo: dayOf(y, 1, 1), hi: st.hi, unit: aYear}, true
	} else if !st.openLo && !st.openHi {
		p.prior, p.hasPrior = st, true
	} else if n.a != nil && st.openHi {
		p.prior, p.hasPrior = oneDay(st.lo), true
	}
	if st.unit == aQuarter && !n.compares() {
		p.quarter, p.hasQuarter, p.quarterSentence = st, true, p.sentence
	}
	p.carryOn(n, st)
}

// compares: "the year-earlier quarter" is set beside the quarter spoken of and
// does not take its place.
func (n *node) compares() bool {
	return n.pattern.word == "year-ago" || n.op == opLatest && (n.by < 0 || n.year != 0) || n.op == opAgo
}

// carryOn moves the year that is carried with the date just placed.
func (p *placing) carryOn(n *node, st stretch) {
	c := &p.carried
	y, full := n.dated()
	switch {
	case full && p.known && y == p.ref.year() || n.deictic():
		c.deictic++
	case full:
		c.full++
		c.year, c.last, c.sentence = y, st.lo, p.sentence
		if st.openLo {
			c.last = st.hi
		}
	case st.openLo:
		if y, ok := p.pastYear(n); ok {
			c.year, c.last, c.sentence = y, dayOf(y, 1, 1), p.sentence
		}
	case n.op == opCalendar && n.grain() == aYear && p.known && n.year < p.ref.year():
		c.year, c.last, c.sentence = n.year, st.lo, p.sentence
	case c.year != 0 && (st.lo.year() == c.year || st.lo.year() == c.year+1 && n.grain() < aYear):
		c.year, c.last, c.sentence = st.lo.year(), st.lo, p.sentence
	}
}

// pastYear is the year of "by 1940" or of "until 1940", where it is past.
func (p *placing) pastYear(n *node) (int, bool) {
	if n.a == nil || n.a.op != opCalendar || n.a.grain() != aYear || !p.known || n.a.year == 0 || n.a.year >= p.ref.year() {
		return 0, false
	}
	return n.a.year, true
}

// dated finds the year said with a month or season, the last in a range.
func (n *node) dated() (int, bool) {
	if n == nil {
		return 0, false
	}
	if n.year != 0 && (n.month != 0 || n.season != 0 || n.op == opNumeric) {
		return n.year, true
	}
	if y, ok := n.b.dated(); ok {
		return y, true
	}
	return n.a.dated()
}

// deictic: counted from the publication.
func (n *node) deictic() bool {
	switch n.op {
	case opShift, opAgo, opWindow, opNamed, opRef, opOvernight:
		return true
	case opCalendar:
		return n.weekday != 0 && n.month == 0 && n.dom == 0
	}
	return n.a != nil && n.a.deictic()
}

// carry gives the year a narrative is in, for a month or season without one.
func (p *placing) carry(n *node, t tense) (int, bool) {
	c := &p.carried
	if c.year == 0 || c.deictic >= max(1, c.full) || n.month == 0 && n.season == 0 {
		return 0, false
	}
	if p.known && c.full < narrativeDates && (p.sentence-c.sentence > carryReach || t == ahead || p.recent(n)) {
		return 0, false
	}
	y := c.year
	// A narrative goes forward: January after November is of the next year.
	if st, ok := p.inYear(n, y); ok && st.hi < c.last-180 {
		y++
	}
	if p.known && dayOf(y, max(1, n.month), 1) > p.ref {
		return 0, false
	}
	return y, true
}

// newsDays is how many days before the publication a day is still news: a report
// that recalls an old year means its own with "killed on April 8".
const newsDays = 14

// recent: a day of the month that fell in the last days before the publication.
func (p *placing) recent(n *node) bool {
	if n.month == 0 || n.dom == 0 {
		return false
	}
	for _, y := range [...]int{p.ref.year(), p.ref.year() - 1} {
		if d := dayOf(y, n.month, n.dom); d <= p.ref && p.ref-d <= newsDays {
			return true
		}
	}
	return false
}

// anaphoric: counted from a date said before.
func (n *node) anaphoric() bool {
	return n != nil && (n.op == opLater || n.op == opSame || n.op == opLatest || n.a.anaphoric() || n.b.anaphoric())
}
