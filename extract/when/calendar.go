package when

import "muster/news"

// day counts days from 1970-01-01 in the proleptic Gregorian calendar.
type day int

// The years a news.Day can write.
const (
	firstYear = 1
	lastYear  = 9999
)

// dayOf is the day of a year, month 1..12 and day of the month; values
// beyond a month's end run into the next month. The algorithm counts eras of
// 400 years from a March that begins the year (Hinnant, days_from_civil).
func dayOf(year, month, dom int) day {
	year += floorDiv(month-1, 12)
	month = mod(month-1, 12) + 1
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	doy := (153*((month+9)%12)+2)/5 + dom - 1
	return day(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

// date is the inverse of dayOf.
func (d day) date() (year, month, dom int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	month = (mp+2)%12 + 1
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, doy - (153*mp+2)/5 + 1
}

// weekday is 1 for Monday to 7 for Sunday.
func (d day) weekday() int { return mod(int(d)+3, 7) + 1 }

func (d day) year() int {
	y, _, _ := d.date()
	return y
}

// news writes the day; empty beyond the years 1 to 9999.
func (d day) news() news.Day {
	y, m, dom := d.date()
	if y < firstYear || y > lastYear {
		return ""
	}
	b := [10]byte{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'}
	for _, v := range [...]struct{ at, n int }{{3, y}, {6, m}, {9, dom}} {
		for k, n := v.at, v.n; n > 0; k-- {
			b[k] = byte('0' + n%10)
			n /= 10
		}
	}
	return news.Day(b[:])
}

// monthLength is 28 to 31.
func monthLength(year, month int) int {
	return int(dayOf(year, month+1, 1) - dayOf(year, month, 1))
}

// easter is Easter Sunday of the western churches (the Gregorian computus of
// Meeus, Jones and Butcher).
func easter(year int) day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return dayOf(year, month, (h+l-7*m+33*month+19)%32)
}

// orthodoxEaster is Easter Sunday by the Julian computus (Meeus), as a
// Gregorian day.
func orthodoxEaster(year int) day {
	a, b, c := year%4, year%7, year%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	month := (d + e + 114) / 31
	dom := (d+e+114)%31 + 1
	return dayOf(year, month, dom) + day(year/100-year/400-2)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func mod(a, b int) int { return a - b*floorDiv(a, b) }
