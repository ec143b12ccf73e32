package when

// days: "11th - 12th of July", and by weekday or month when a month is not
// said.
func (p *placing) days(n *node) (stretch, bool) {
	lo, ok := p.calendar(n, p.s.tense(n))
	if !ok {
		return lo, false
	}
	y, m, _ := lo.lo.date()
	if n.dom2 >= n.dom {
		return stretch{lo: lo.lo, hi: dayOf(y, m, n.dom2)}, validDay(y, m, n.dom2)
	}
	// "April 27 to 3" ends in the next month, "27 to 3 April" begins in the
	// one before: the month stands by the day it belongs to.
	other := dayOf(y, m+n.by, 1)
	oy, om, _ := other.date()
	if n.by > 0 {
		return stretch{lo: lo.lo, hi: dayOf(oy, om, n.dom2)}, validDay(oy, om, n.dom2)
	}
	return stretch{lo: dayOf(oy, om, n.dom), hi: dayOf(y, m, n.dom2)}, validDay(oy, om, n.dom)
}

// between places a range; a year or month said on one side only holds for
// the other too.
func (p *placing) between(n *node) (stretch, bool) {
	if n.a == nil {
		return stretch{}, false
	}
	a, b := *n.a, node{pattern: n.a.pattern, from: n.from, to: n.to, dom: n.dom}
	if n.b != nil {
		b = *n.b
	}
	if a.op == opCalendar && b.op == opCalendar {
		p.share(&a, &b)
	}
	lo, ok := p.stretch(&a)
	if !ok || lo.openLo {
		return lo, false
	}
	hi, ok := p.after(&b, lo)
	if !ok || hi.openHi || hi.hi < lo.lo {
		return lo, false
	}
	return stretch{lo: lo.lo, hi: hi.hi}, true
}

// share gives the first date of a range the year of the second: "from May to
// October 2020", "November - February 2017".
func (p *placing) share(a, b *node) {
	if a.year == 0 && b.year != 0 && a.decade == 0 && (a.month != 0 || a.season != 0 || a.unit != noUnit) {
		a.year = b.year
		if a.month > b.month && b.month != 0 {
			a.year--
		}
	}
	if b.weekday != 0 && a.weekday != 0 && b.month == 0 && b.dom == 0 {
		return
	}
	if b.month == 0 && b.dom != 0 && a.month != 0 {
		b.month, b.year = a.month, a.year
		if b.dom < a.dom {
			b.month++
			if b.month > 12 {
				b.month = 1
				if b.year != 0 {
					b.year++
				}
			}
		}
	}
}

// after places the second date of a range not before the first.
func (p *placing) after(b *node, lo stretch) (stretch, bool) {
	if b.op == opCalendar && b.year == 0 && b.decade == 0 && (b.month != 0 || b.weekday != 0 || b.season != 0 || b.name != nil) {
		if b.weekday != 0 && b.month == 0 && b.dom == 0 {
			if st, ok := p.stretch(b); ok && st.lo-lo.lo > 6 {
				return st, true // "from Sept. 14 to Thursday"
			}
			return oneDay(lo.lo + day(mod(b.weekday-lo.lo.weekday()-1, 7)) + 1), true
		}
		y := lo.lo.year()
		for _, y := range [...]int{y, y + 1} {
			if st, ok := p.inYear(b, y); ok && st.hi >= lo.lo {
				return st, true
			}
		}
		return stretch{}, false
	}
	return p.stretch(b)
}

// bound: since, until, by, before, after.
func (p *placing) bound(n *node) (stretch, bool) {
	if n.a == nil {
		return stretch{}, false
	}
	st, ok := p.stretch(n.a)
	if !ok {
		return st, false
	}
	switch n.word {
	case "from-now":
		st.lo, st.openLo, st.unit = p.ref, false, noUnit
		return st, p.known && !st.openHi
	case "after":
		st.lo, st.openLo, st.openHi = st.hi+1, st.openHi, true
		return st, !st.openLo
	case "before":
		st.hi, st.openHi, st.openLo = st.lo-1, st.openLo, true
		return st, !st.openHi
	case "since":
		if st.openLo {
			return st, false
		}
		st.openHi, st.hi = true, 0
	case "until":
		if st.openHi {
			return st, false
		}
		st.openLo, st.lo = true, 0
	}
	return st, true
}

// part: early, mid, late, the beginning or the end of a date.
func (p *placing) part(n *node) (stretch, bool) {
	var st stretch
	ok := true
	switch {
	case n.a != nil:
		st, ok = p.stretch(n.a)
	case !p.known || n.of() == noUnit:
		return st, false
	default:
		st = unitAt(p.ref, n.of(), n.by)
	}
	if !ok || st.openLo || st.openHi {
		return st, false
	}
	return cut(st, n.word)
}

// slice is where a part of a calendar unit lies: from and n count days for
// weeks and months, months for longer units; n 0 reaches to the unit's end.
type slice struct {
	of      unit
	part    string
	from, n int
}

// slices: a month falls in tens of days; a year's "early" and "late" are
// quarters, its middle May to August and its end the last four months; a
// decade falls in 4, 3 and 3 years; a week in three days at either end. They
// are the conventions that Duckling and Recognizers-Text share.
var slices = []slice{
	{aWeek, "start", 0, 3}, {aWeek, "mid", 2, 2}, {aWeek, "end", 4, 0},
	{aMonth, "start", 0, 10}, {aMonth, "mid", 10, 10}, {aMonth, "late", 19, 0}, {aMonth, "end", 20, 0},
	{aQuarter, "start", 0, 1}, {aQuarter, "mid", 1, 1}, {aQuarter, "end", 2, 0},
	{aSeason, "start", 0, 1}, {aSeason, "mid", 1, 1}, {aSeason, "end", 2, 0},
	{aHalf, "start", 0, 2}, {aHalf, "mid", 2, 2}, {aHalf, "end", 4, 0},
	{aYear, "start", 0, 3}, {aYear, "mid", 4, 4}, {aYear, "late", 9, 0}, {aYear, "end", 8, 0},
	{aDecade, "start", 0, 48}, {aDecade, "mid", 48, 36}, {aDecade, "end", 84, 0},
	{aCentury, "start", 0, 396}, {aCentury, "mid", 396, 408}, {aCentury, "end", 804, 0},
}

// cut takes a part of a calendar unit; of a day it is the day.
func cut(st stretch, part string) (stretch, bool) {
	if st.unit == aDay {
		return st, true
	}
	found := slice{}
	for _, s := range slices {
		if s.of == st.unit && (s.part == part || part == "early" && s.part == "start" || part == "late" && s.part == "end" && found.of == noUnit) {
			found = s
			if s.part == part {
				break
			}
		}
	}
	if found.of == noUnit {
		return st, false
	}
	u := aMonth
	if st.unit <= aMonth {
		u = aDay
	}
	piece := stretch{lo: move(st.lo, u, found.from), hi: st.hi}
	if found.n > 0 {
		piece.hi = move(piece.lo, u, found.n) - 1
	}
	return piece, true
}

// nth: the first half of 2023, the second week of July, the last Friday of
// the month, the first two quarters of 1990.
func (p *placing) nth(n *node) (stretch, bool) {
	var whole stretch
	ok := true
	switch {
	case n.a != nil:
		whole, ok = p.stretch(n.a)
	case !p.known:
		return whole, false
	default:
		u := aYear // "the third quarter"
		if n.weekday != 0 && n.said != noUnit {
			u = n.said // "the first Monday of the month"
		}
		if n.within != noUnit {
			u = n.within
		}
		whole = unitAt(p.ref, u, n.by)
		if n.within != noUnit && p.s.tense(n) == behind {
			// What is told in January of the first nine months was last year.
			if st, ok := p.pick(n, whole); ok && p.ref < st.lo+(st.hi-st.lo)/2 {
				whole = unitAt(p.ref, u, n.by-1)
			}
		}
	}
	if !ok || whole.openLo || whole.openHi {
		return whole, false
	}
	return p.pick(n, whole)
}

// pick takes the units of n out of the whole.
func (p *placing) pick(n *node, whole stretch) (stretch, bool) {
	k, count := n.ordinal, max(1, n.n)
	last := n.word == "last"
	if k == 0 {
		k = 1
	}
	if n.of() == aHalf {
		return halfOf(whole, k), true
	}
	if n.weekday != 0 {
		return nthWeekday(whole, n.weekday, k, last)
	}
	return nthUnit(whole, n.of(), k, count, last)
}

// halfOf cuts whole months where the stretch has an even number of them, days
// else: the first half of a month is its first 15 days.
func halfOf(whole stretch, k int) stretch {
	st := whole
	y, m, _ := whole.lo.date()
	st.unit = noUnit
	n := 0
	switch whole.unit {
	case aYear:
		n, st.unit = 6, aHalf
	case aDecade:
		n = 60
	case aCentury:
		n = 600
	}
	mid := whole.lo + (whole.hi-whole.lo+1)/2
	switch {
	case n > 0:
		mid = dayOf(y, m+n, 1)
	case whole.unit == aMonth:
		mid = whole.lo + 15
	}
	if k == 1 {
		st.hi = mid - 1
	} else {
		st.lo = mid
	}
	return st
}

func nthWeekday(whole stretch, weekday, k int, last bool) (stretch, bool) {
	d := whole.lo + day(mod(weekday-whole.lo.weekday(), 7)+7*(k-1))
	if last {
		d = whole.hi - day(mod(whole.hi.weekday()-weekday, 7)+7*(k-1))
	}
	return oneDay(d), whole.lo <= d && d <= whole.hi
}

// nthUnit counts units that begin in the whole; weeks by their Monday, the
// first being the first whole one.
func nthUnit(whole stretch, u unit, k, count int, last bool) (stretch, bool) {
	if u == noUnit || u >= whole.unit && whole.unit != noUnit {
		return whole, false
	}
	start := unitAt(whole.lo, u, 0)
	if start.lo < whole.lo {
		start = unitAt(whole.lo, u, 1)
	}
	lo, hi := unitAt(start.lo, u, k-1), unitAt(start.lo, u, k-1+count-1)
	if last {
		end := unitAt(whole.hi, u, 0)
		if u == aWeek && whole.unit >= aMonth && end.hi > whole.hi && end.lo+3 > whole.hi {
			end = unitAt(whole.hi, u, -1)
		}
		lo, hi = unitAt(end.lo, u, -(k-1)-(count-1)), unitAt(end.lo, u, -(k-1))
	}
	st := stretch{lo: lo.lo, hi: hi.hi}
	if count == 1 {
		st.unit = u
	}
	return st, lo.lo >= whole.lo-6 && lo.lo <= whole.hi
}
