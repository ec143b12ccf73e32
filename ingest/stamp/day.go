package stamp

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

var (
	yearFirst = regexp.MustCompile(`\b(\d{4})([-/.]) ?(\d{1,2})([-/.]) ?(\d{1,2})\b`)
	yearDay   = regexp.MustCompile(`\b(\d{4})-(\d{3})\b`)
	joinedDay = regexp.MustCompile(`\b(20\d{2})(\d{2})(\d{2})\b`)
	eastAsian = regexp.MustCompile(`(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]`)
	points    = regexp.MustCompile(`\b(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})\b`)
	slashes   = regexp.MustCompile(`\b(\d{1,2})([/-])(\d{1,2})([/-])(\d{4}|\d{2})\b`)
)

// takeDay takes the day out of the rest.
func (r *reader) takeDay() (time.Time, bool) {
	if m := r.take(yearFirst); m != nil {
		return date(number(m[1]), number(m[3]), number(m[5]))
	}
	if m := r.take(eastAsian); m != nil {
		return date(number(m[1]), number(m[2]), number(m[3]))
	}
	if m := r.take(points); m != nil {
		return date(year(m[3]), number(m[2]), number(m[1]))
	}
	if m := r.take(joinedDay); m != nil {
		return date(number(m[1]), number(m[2]), number(m[3]))
	}
	if slashes.MatchString(r.rest) {
		return r.takeSlashes()
	}
	if m := r.take(yearDay); m != nil {
		t := time.Date(number(m[1]), 1, number(m[2]), 0, 0, 0, 0, time.UTC)
		return t, t.Year() == number(m[1])
	}
	return r.takeNamedMonth()
}

// takeSlashes takes numbers whose order must be told by something else.
func (r *reader) takeSlashes() (time.Time, bool) {
	order := told(r.rest)
	if order == Unknown {
		order = r.order
	}
	m := r.take(slashes)
	one, two, y := number(m[1]), number(m[3]), year(m[5])
	switch {
	case order == MonthFirst:
		return date(y, one, two)
	case order == DayFirst || one == two:
		return date(y, two, one)
	}
	return time.Time{}, false
}

var weekdays = map[string]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday,
}

// told is the order that a stamp itself tells: by a number above 12, or by
// the weekday that only one of the two days is.
func told(s string) Order {
	m := slashes.FindStringSubmatch(s)
	if m == nil {
		return Unknown
	}
	one, two, y := number(m[1]), number(m[3]), year(m[5])
	dayFirst, okDay := date(y, two, one)
	monthFirst, okMonth := date(y, one, two)
	if weekday, ok := weekdayIn(s); ok {
		okDay, okMonth = okDay && dayFirst.Weekday() == weekday, okMonth && monthFirst.Weekday() == weekday
	}
	switch {
	case okDay && !okMonth:
		return DayFirst
	case okMonth && !okDay:
		return MonthFirst
	}
	return Unknown
}

// weekdayIn is the English weekday among the words.
func weekdayIn(s string) (time.Weekday, bool) {
	for _, w := range words(s) {
		if d, ok := weekdays[w[:min(len(w), 3)]]; ok && isWeekday(w) {
			return d, true
		}
	}
	return 0, false
}

func isWeekday(w string) bool { return len(w) <= 4 || strings.HasSuffix(w, "day") }

// year reads a year of four digits, or of two as mail does.
func year(s string) int {
	switch n := number(s); {
	case len(s) > 2:
		return n
	case n < 70:
		return 2000 + n
	default:
		return 1900 + n
	}
}

// part is a number or the name of a month.
type part struct {
	text  string
	month time.Month // 0: a number
}

// takeNamedMonth reads a day whose month is a word: "3 March 2026", "March 3,
// 2026", "2026 m. kovo 3 d.", "2026. gada 3. marts". A weekday that looks like a month ("mar", French
// and Spanish for Tuesday too) stands before the number that is the day.
func (r *reader) takeNamedMonth() (time.Time, bool) {
	parts := r.parts()
	for i := 0; i+2 < len(parts); i++ {
		if p := parts[i : i+3]; p[1].month != 0 && p[0].month == 0 && p[2].month == 0 {
			return r.namedDay(p[0].text, p[1].month, p[2].text)
		}
	}
	for i := 0; i+2 < len(parts); i++ {
		if p := parts[i : i+3]; p[0].month != 0 && p[1].month == 0 && p[2].month == 0 {
			return r.namedDay(p[1].text, p[0].month, p[2].text)
		}
	}
	for i := 0; i+2 < len(parts); i++ {
		if p := parts[i : i+3]; len(p[0].text) == 4 && p[0].month == 0 && p[1].month == 0 && p[2].month != 0 {
			return r.namedDay(p[0].text, p[2].month, p[1].text)
		}
	}
	return time.Time{}, false
}

// namedDay reads the two numbers beside a month: the one of four digits is the
// year. What was read is blanked in the rest, for the clock that may follow.
func (r *reader) namedDay(a string, m time.Month, b string) (time.Time, bool) {
	day, y := a, b
	if len(a) == 4 {
		day, y = b, a
	}
	if len(day) > 2 || len(y) != 4 && len(y) != 2 {
		return time.Time{}, false
	}
	r.rest = strings.Replace(strings.Replace(r.rest, y, " ", 1), day, " ", 1)
	return date(year(y), int(m), number(day))
}

// parts are the numbers and months of the rest in their order.
func (r *reader) parts() (list []part) {
	for _, w := range words(r.rest) {
		if w[0] >= '0' && w[0] <= '9' {
			list = append(list, part{text: w})
		} else if m, ok := months[w]; ok {
			list = append(list, part{w, m})
		}
	}
	return list
}

// words parts a text into runs of letters and runs of digits; an initial
// hyphen or the marks of vowels do not part a word.
func words(s string) []string {
	var list []string
	var run []rune
	kind := 0
	for _, r := range s + " " {
		k := kindOf(r)
		if k != kind && len(run) > 0 {
			list = append(list, string(run))
			run = run[:0]
		}
		if kind = k; k != 0 {
			run = append(run, r)
		}
	}
	return slices.Clip(list)
}

func kindOf(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return 1
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return 2
	}
	return 0
}
