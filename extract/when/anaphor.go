package when

// anaphor: "the next day", "two weeks later", "that year": counted from the
// date before in the text.
func (p *placing) anaphor(n *node) (stretch, bool) {
	u := n.of()
	from := p.prior
	if !p.hasPrior {
		switch {
		case p.known && n.pattern.word == "or-published":
			return oneDay(p.ref), true
		case n.word != "year-ago" || !p.known:
			return stretch{}, false
		}
		return unitAt(p.ref, aYear, -1), true
	}
	if n.word == "year-ago" {
		return p.yearAgo(n), p.known || p.hasQuarter
	}
	if n.weekday != 0 {
		d := from.lo
		return oneDay(d - 1 - day(mod(d.weekday()-1-n.weekday, 7))), from.unit == aDay
	}
	if n.op == opSame {
		if n.pattern.word == "or-published" && from.unit != aDay {
			return oneDay(p.ref), p.known
		}
		if u < from.unit && from.unit != noUnit {
			return stretch{}, false
		}
		return unitAt(from.lo, u, 0), true
	}
	at := from.lo
	if n.by > 0 {
		at = from.hi
	}
	if from.unit > u {
		return stretch{}, false // "the next day" after "in 2014"
	}
	return moved(at, u, n.by*max(1, n.count())), true
}

// quarterReach is how many sentences on "a year earlier" still compares with
// a quarter.
const quarterReach = 3

// yearAgo compares: with the quarter or the month last spoken of, else with
// the year before the publication's or the one last spoken of.
func (p *placing) yearAgo(n *node) stretch {
	ago := false
	for i := n.from; i < n.to; i++ {
		ago = ago || p.s.of(i) == "ago"
	}
	switch {
	case p.hasQuarter && p.sentence-p.quarterSentence <= quarterReach:
		return unitAt(p.quarter.lo, aQuarter, -4)
	case ago && p.known || p.prior.unit == noUnit || p.prior.openLo:
		return unitAt(p.ref, aYear, -1)
	case p.prior.unit >= aMonth:
		return unitAt(move(p.prior.lo, aYear, -1), p.prior.unit, 0)
	}
	return unitAt(p.prior.lo, aYear, -1)
}

// latest: "the quarter" is the one last spoken of, "the latest quarter"
// without one the last that has ended.
func (p *placing) latest(n *node) (stretch, bool) {
	q := p.quarter
	if !p.hasQuarter {
		if n.by == 0 && n.pattern.word != "ended" {
			return stretch{}, false
		}
		q = unitAt(p.ref, aQuarter, -1)
	}
	if n.year != 0 { // "the 2021 quarter"
		_, m, _ := q.lo.date()
		return months(n.year, m, 3, aQuarter), p.hasQuarter
	}
	return unitAt(q.lo, aQuarter, 4*n.by), true
}
