package when

// carryReach is how many sentences on a year is carried in a news text.
// Raising it wins narratives told inside reports and loses reports that
// mention an old year once.
const carryReach = 2

// remember keeps what later dates of the text are counted from.
func (p *placing) remember(n *node, st stretch) {
	if st.openLo && st.openHi {
		return
	}
	if !st.openLo && !st.openHi {
		p.prior, p.hasPrior = st, true
	} else if n.a != nil && st.openHi {
		p.prior, p.hasPrior = oneDay(st.lo), true
	}
	if st.unit == aQuarter {
		p.quarter, p.hasQuarter, p.quarterSentence = st, true, p.sentence
	}
	y, dated := n.dated()
	switch {
	case dated && (!p.known || y != p.ref.year()):
		c := &p.carried
		c.year, c.last, c.paragraph, c.sentence = y, st.lo, p.paragraph, p.sentence
		c.seen++
	case dated || n.deictic():
		p.carried.deictic = true
	case p.carried.year != 0 && !st.openLo && st.lo.year() == p.carried.year:
		c := &p.carried
		c.last, c.paragraph, c.sentence = st.lo, p.paragraph, p.sentence
	case p.carried.year != 0 && !st.openLo && st.lo.year() == p.carried.year+1 && n.op != opCalendar:
		c := &p.carried
		c.year, c.last, c.paragraph, c.sentence = st.lo.year(), st.lo, p.paragraph, p.sentence
	}
}

// dated finds the year said with a month, the last in a range.
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
	case opShift, opAgo, opWindow, opNamed, opRef:
		return true
	case opCalendar:
		return n.weekday != 0 && n.month == 0 && n.dom == 0
	}
	return n.a != nil && n.a.deictic()
}

// carry gives the year a narrative is in, for a day or month without one.
func (p *placing) carry(n *node, t tense) (int, bool) {
	c := &p.carried
	if c.year == 0 || c.deictic || n.month == 0 && n.season == 0 || p.known && t == ahead {
		return 0, false
	}
	if p.known && p.sentence-c.sentence > carryReach && c.seen < 3 {
		return 0, false
	}
	y := c.year
	// A narrative goes forward: January after November is of the next year.
	if st, ok := p.inYear(n, y); ok && st.hi < c.last-day(180) {
		y++
	}
	if p.known && dayOf(y, max(1, n.month), 1) > p.ref {
		return 0, false
	}
	return y, true
}
