package when

import "muster/news"

// unit is a unit of the calendar.
type unit uint8

const (
	noUnit unit = iota
	aDay
	aWeekend
	aWeek
	aFortnight
	aMonth
	aQuarter
	aSeason
	aHalf
	aYear
	aDecade
	aCentury
)

var unitNames = map[string]unit{
	"day": aDay, "weekend": aWeekend, "week": aWeek, "fortnight": aFortnight, "month": aMonth,
	"quarter": aQuarter, "season": aSeason, "half": aHalf, "year": aYear, "decade": aDecade, "century": aCentury,
}

var precisions = [...]news.Precision{
	noUnit: news.ByPeriod, aDay: news.ByDay, aWeekend: news.ByPeriod, aWeek: news.ByWeek, aFortnight: news.ByPeriod,
	aMonth: news.ByMonth, aQuarter: news.ByQuarter, aSeason: news.BySeason, aHalf: news.ByHalf,
	aYear: news.ByYear, aDecade: news.ByDecade, aCentury: news.ByCentury,
}

// stretch is a closed interval of days; an open side reaches forever.
type stretch struct {
	lo, hi         day
	openLo, openHi bool
	unit           unit // the calendar unit it is, noUnit for any other stretch
}

func (s stretch) news() news.When {
	w := news.When{Precision: precisions[s.unit]}
	if !s.openLo {
		w.From = s.lo.news()
	}
	if !s.openHi {
		w.To = s.hi.news()
	}
	return w
}

// oneDay is the stretch of one day.
func oneDay(d day) stretch { return stretch{lo: d, hi: d, unit: aDay} }

// unitAt is the unit of the calendar that holds d, moved by n units: the
// month that holds d is unitAt(d, aMonth, 0). Weeks begin on Monday and
// centuries with the year 00 (ISO 8601); the weekend of a week is its Saturday and Sunday.
func unitAt(d day, u unit, n int) stretch {
	y, m, _ := d.date()
	s := stretch{unit: u}
	switch u {
	case aDay:
		s.lo = d + day(n)
		s.hi = s.lo
	case aWeek, aFortnight:
		k := 1
		if u == aFortnight {
			k = 2
		}
		s.lo = d - day(d.weekday()-1) + day(7*n*k)
		s.hi = s.lo + day(7*k-1)
	case aWeekend:
		s.lo = d - day(d.weekday()-6) + day(7*n)
		s.hi = s.lo + 1
	case aMonth:
		s.lo, s.hi = dayOf(y, m+n, 1), dayOf(y, m+n+1, 1)-1
	case aQuarter:
		s = months(y, (m-1)/3*3+1+3*n, 3, u)
	case aHalf:
		s = months(y, (m-1)/6*6+1+6*n, 6, u)
	case aSeason:
		s = months(y, m/3*3+3*n, 3, u)
	case aYear:
		s = months(y+n, 1, 12, u)
	case aDecade:
		s = months(y-mod(y, 10)+10*n, 1, 120, u)
	case aCentury:
		s = months(y-mod(y, 100)+100*n, 1, 1200, u)
	}
	return s
}

// months is a stretch of n whole months from a month on.
func months(year, month, n int, u unit) stretch {
	return stretch{lo: dayOf(year, month, 1), hi: dayOf(year, month+n, 1) - 1, unit: u}
}

// move is the day n units after d; the day of the month is kept where the
// month has it, else the month's last day is taken.
func move(d day, u unit, n int) day {
	y, m, dom := d.date()
	switch u {
	case aDay:
		return d + day(n)
	case aWeek, aWeekend:
		return d + day(7*n)
	case aFortnight:
		return d + day(14*n)
	case aMonth:
		m += n
	case aQuarter, aSeason:
		m += 3 * n
	case aHalf:
		m += 6 * n
	case aYear:
		y += n
	case aDecade:
		y += 10 * n
	case aCentury:
		y += 100 * n
	}
	y, m = y+floorDiv(m-1, 12), mod(m-1, 12)+1
	return dayOf(y, m, min(dom, monthLength(y, m)))
}
