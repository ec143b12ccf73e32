// Package stamp reads dates and times as feeds and web pages write them.
//
// In goes what is written in an element, an attribute or a line that tells
// when something was published; out comes an instant in UTC. It is for stamps
// that stand alone, not for dates in running text. What could be two days
// ("03/04/2026") is read only where something tells the order of day and
// month: the weekday beside it, a number above 12, or what the caller knows.
// A wrong day is worse than none, so the rest gives the zero time.
//
// The names of months and time zones are data: months.list, zones.list.
package stamp

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Order is how numbers of day and month follow each other.
type Order int

// The orders.
const (
	Unknown Order = iota
	DayFirst
	MonthFirst
)

// Parse reads a stamp, UTC where no zone is given, midnight where no time of
// day is; the zero time where it cannot. Times before 1990 are mistakes of
// clocks that were never set, and give the zero time too.
//
//	"Tue, 03 Mar 2026 16:40:00 +0200 (EET)"   2026-03-03T14:40:00Z
//	"March 3, 2026, 4:40 p.m."                2026-03-03T16:40:00Z
//	"Thu, 04/09/2026 - 08:15"                 2026-04-09T08:15:00Z
//	"04/03/2026"                              as the order says
func Parse(s string, order Order) time.Time {
	t, _ := Read(s, order)
	return t
}

// Read is Parse that also says whether a time of day was written.
func Read(s string, order Order) (t time.Time, clock bool) {
	if s = strings.TrimSpace(s); len(s) > maxLength {
		return time.Time{}, false
	}
	r := &reader{rest: prepared(s), order: order}
	ok := r.counted() || r.compact() || r.ordinary()
	if !ok || r.when.Year() < 1990 || r.when.Year() > 2200 {
		return time.Time{}, false
	}
	return r.when.UTC(), r.clock
}

// maxLength is the length past which a text is no stamp, in bytes.
const maxLength = 200

// OrderOf tells the order of day and month from stamps of one feed or page;
// Unknown where they do not tell or differ.
func OrderOf(written ...string) Order {
	found := Unknown
	for _, s := range written {
		if len(s) > maxLength {
			continue
		}
		o := told(prepared(s))
		if o != Unknown && found != Unknown && o != found {
			return Unknown
		}
		if o != Unknown {
			found = o
		}
	}
	return found
}

// OrderIn is the order of a language tag: months come first in the United
// States only, and of English without a country nobody knows.
func OrderIn(language string) Order {
	switch tag := strings.ToLower(strings.ReplaceAll(language, "_", "-")); {
	case tag == "en-us":
		return MonthFirst
	case tag == "" || tag == "en":
		return Unknown
	}
	return DayFirst
}

// reader takes a stamp apart, the clearest part first.
type reader struct {
	rest  string
	order Order
	when  time.Time
	clock bool
}

var (
	joined  = regexp.MustCompile(`(\d)[tT_](\d)`)
	ordinal = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th|er|º|ª)\b`)
)

// prepared is the stamp in lower case with the joints loosened.
func prepared(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200e' || r == '\u200f' {
			return ' '
		}
		return r
	}, s)
	s = joined.ReplaceAllString(s, "$1 $2")
	s = strings.ToLower(strings.ReplaceAll(s, "\u2212", "-"))
	return ordinal.ReplaceAllString(s, "$1")
}

var seconds = regexp.MustCompile(`^(\d{10})(\d{3})?$`)

// counted reads seconds or milliseconds since 1970.
func (r *reader) counted() bool {
	m := seconds.FindStringSubmatch(strings.TrimSpace(r.rest))
	if m == nil {
		return false
	}
	r.when, r.clock = time.Unix(int64(number(m[1])), 0), true
	return true
}

var digits = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?: ?(\d{2})(\d{2})(\d{2})?)? ?(z|[+-]\d{2}:?\d{2})?$`)

// compact reads ISO dates without separators.
func (r *reader) compact() bool {
	m := digits.FindStringSubmatch(strings.TrimSpace(r.rest))
	if m == nil {
		return false
	}
	day, ok := date(number(m[1]), number(m[2]), number(m[3]))
	if !ok {
		return false
	}
	r.clock = m[4] != ""
	r.rest = m[7]
	return r.set(day, clockTime{number(m[4]), number(m[5]), number(m[6])})
}

// ordinary reads time of day, zone and day wherever they stand.
func (r *reader) ordinary() bool {
	at, ok := r.takeClock()
	if !ok {
		return false
	}
	zone := r.takeOffset()
	day, ok := r.takeDay()
	if !ok {
		return false
	}
	if !r.clock {
		at = r.takeDottedClock()
	}
	if zone != nil {
		day = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
		r.rest = ""
	}
	return r.set(day, at)
}

// set joins day, time of day and what names a zone in the rest.
func (r *reader) set(day time.Time, at clockTime) bool {
	loc := day.Location()
	if zone := r.namedZone(); zone != nil && r.clock && loc == time.UTC {
		loc = zone
	}
	if at.hour > 24 || at.minute > 59 || at.second > 60 {
		return false
	}
	r.when = time.Date(day.Year(), day.Month(), day.Day(), at.hour, at.minute, min(at.second, 59), 0, loc)
	return true
}

// date is the day, and whether the calendar has it.
func date(year, month, day int) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, month >= 1 && month <= 12 && day >= 1 && t.Day() == day
}

// number reads digits that a pattern has found; empty is 0.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
