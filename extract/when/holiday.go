package when

import (
	"fmt"
	"strconv"
	"strings"
)

// holiday computes the days of a yearly holiday.
type holiday struct {
	month, dom   int             // a fixed day; or
	nth, weekday int             // the nth weekday of month, -1 the last; or
	feast        string          // a movable feast, and
	plus         int             // days after it
	length       int             // days
	listed       map[int]stretch // by year, for feasts that are announced; empty for the others
}

// feasts are the days others are counted from.
var feasts = map[string]func(year int) day{
	"easter":          easter,
	"orthodox-easter": orthodoxEaster,
	"passover":        passover,
	"rosh-hashanah":   func(year int) day { return passover(year) + 163 },
	"hanukkah":        hanukkah,
}

// newHoliday reads one of
//
//	day=12-25
//	day=4 thu 11      the fourth Thursday of November; last mon 5
//	day=easter+50
//
// with length=8 where it lasts and plus=-1 where it is counted from such a day,
// or days=2024-03-11/2024-04-09,2025-03-01/2025-03-29 where it is announced
// year by year.
func newHoliday(attrs map[string]string) (*holiday, error) {
	h := &holiday{length: 1}
	var err error
	for _, k := range []struct {
		key string
		at  *int
	}{{"length", &h.length}, {"plus", &h.plus}} {
		if v, ok := attrs[k.key]; ok {
			if *k.at, err = strconv.Atoi(v); err != nil {
				return nil, fmt.Errorf("%s=%q is no number", k.key, v)
			}
		}
	}
	if days := attrs["days"]; days != "" {
		return h, h.list(days)
	}
	spec := attrs["day"]
	bad := fmt.Errorf("day=%q is no 12-25, no \"4 thu 11\" and no feast", spec)
	if f := strings.Fields(spec); len(f) == 3 {
		return h, h.setNth(f, bad)
	}
	if _, ok := feasts[spec]; ok {
		h.feast = spec
		return h, nil
	}
	m, d, _ := strings.Cut(spec, "-")
	h.month, err = strconv.Atoi(m)
	if err == nil {
		h.dom, err = strconv.Atoi(d)
	}
	if err != nil || !validDay(2000, h.month, h.dom) {
		return nil, bad
	}
	return h, nil
}

func (h *holiday) setNth(f []string, bad error) (err error) {
	weekdays := map[string]int{"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
	h.weekday = weekdays[f[1]]
	if f[0] == "last" {
		h.nth = -1
	} else if h.nth, err = strconv.Atoi(f[0]); err != nil {
		return bad
	}
	if h.month, err = strconv.Atoi(f[2]); err != nil || h.weekday == 0 || h.nth == 0 || h.nth > 5 {
		return bad
	}
	return nil
}

// list reads days=.
func (h *holiday) list(days string) error {
	h.listed = map[int]stretch{}
	for _, span := range strings.Split(days, ",") {
		from, to, long := strings.Cut(span, "/")
		if !long {
			to = from
		}
		lo, err := isoDay(from)
		if err != nil {
			return err
		}
		hi, err := isoDay(to)
		if err != nil {
			return err
		}
		s := stretch{lo: lo, hi: hi}
		if lo == hi {
			s.unit = aDay
		}
		h.listed[lo.year()] = s
	}
	return nil
}

// in is the holiday in a year; false where the year has none.
func (h *holiday) in(year int) (stretch, bool) {
	if h.listed != nil {
		s, ok := h.listed[year]
		return s, ok
	}
	var d day
	switch {
	case h.feast != "":
		d = feasts[h.feast](year)
	case h.nth < 0:
		last := dayOf(year, h.month+1, 1) - 1
		d = last - day(mod(last.weekday()-h.weekday, 7))
	case h.nth > 0:
		first := dayOf(year, h.month, 1)
		d = first + day(mod(h.weekday-first.weekday(), 7)+7*(h.nth-1))
	default:
		d = dayOf(year, h.month, h.dom)
	}
	d += day(h.plus)
	s := stretch{lo: d, hi: d + day(h.length-1)}
	if h.length == 1 {
		s.unit = aDay
	}
	return s, true
}

// jewishNewYear is 1 Tishri of a Jewish year (the four rules of
// postponement are folded into the arithmetic).
func jewishNewYear(year int) day {
	months := (235*year - 234) / 19
	parts := 12084 + 13753*months
	d := months*29 + parts/25920
	if 3*(d+1)%7 < 3 {
		d++
	}
	// Years of 356 and of 382 days are not allowed.
	return day(d)
}

// jewishEpoch is day 0 of jewishNewYear's count.
const jewishEpoch = -2092590

func newYearIn(year int) day {
	d := jewishNewYear(year)
	switch before, after := d-jewishNewYear(year-1), jewishNewYear(year+1)-d; {
	case after == 356:
		d += 2
	case before == 382:
		d++
	}
	return jewishEpoch + d
}

// passover is 15 Nisan in a Gregorian year: always 163 days before the next
// Jewish new year.
func passover(year int) day { return newYearIn(year+3761) - 163 }

// hanukkah is 25 Kislev in a Gregorian year.
func hanukkah(year int) day {
	first, next := newYearIn(year+3761), newYearIn(year+3762)
	kislev := 59 // 30 days of Tishri, 29 of Marheshvan
	if (next-first)%10 == 5 {
		kislev++ // a full year has 30 in Marheshvan
	}
	return first + day(kislev+24)
}
