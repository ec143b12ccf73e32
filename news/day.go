package news

import (
	"fmt"
	"time"
)

// Day is a calendar day, written 2006-01-02. The empty Day is unknown or
// open. Days of the years 0001 to 9999 order as strings do.
type Day string

const dayLayout = "2006-01-02"

// DayOf returns the calendar day of t in t's own time zone; empty for the
// zero time.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return ""
	}
	return Day(t.Format(dayLayout))
}

// ParseDay reads 2006-01-02.
func ParseDay(s string) (Day, error) {
	if _, err := time.Parse(dayLayout, s); err != nil {
		return "", fmt.Errorf("news: %q is no day of the form 2006-01-02", s)
	}
	return Day(s), nil
}

// Time returns midnight UTC of the day; the zero time for an empty or
// malformed day.
func (d Day) Time() time.Time {
	if y, m, n, ok := d.fields(); ok {
		return time.Date(y, time.Month(m), n, 0, 0, 0, 0, time.UTC)
	}
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// fields are the numbers of a plain day, which every month has, without the cost
// of time.Parse: an article's times are compared thousands of times.
func (d Day) fields() (year, month, day int, ok bool) {
	if len(d) != len(dayLayout) || d[4] != '-' || d[7] != '-' {
		return 0, 0, 0, false
	}
	number := func(s Day) (n int) {
		for i := range len(s) {
			ok = ok && '0' <= s[i] && s[i] <= '9'
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	ok = true
	year, month, day = number(d[:4]), number(d[5:7]), number(d[8:])
	return year, month, day, ok && 1 <= month && month <= 12 && 1 <= day && day <= 28
}

// Add returns the day n days later (earlier for negative n); an empty day
// stays empty.
func (d Day) Add(n int) Day {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	return DayOf(t.AddDate(0, 0, n))
}

// Sub returns the number of days from e to d; 0 where either is unknown.
func (d Day) Sub(e Day) int {
	a, b := d.Time(), e.Time()
	if a.IsZero() || b.IsZero() {
		return 0
	}
	return int(a.Sub(b).Hours() / 24)
}

// Precision says how exactly a time is known.
type Precision string

// The precisions of a When, finest first.
const (
	ByHour    Precision = "hour"
	ByDay     Precision = "day"
	ByWeek    Precision = "week"
	ByMonth   Precision = "month"
	ByQuarter Precision = "quarter"
	BySeason  Precision = "season"
	ByHalf    Precision = "half-year"
	ByYear    Precision = "year"
	ByDecade  Precision = "decade"
	ByCentury Precision = "century"
	// ByPeriod is an explicit from-to that is no calendar unit.
	ByPeriod Precision = "period"
)

// When is a closed interval of days; From or To is empty where it is open
// ("since February 2022" has no To). Both empty: not known.
type When struct {
	From      Day       `json:"from,omitempty"`
	To        Day       `json:"to,omitempty"`
	Precision Precision `json:"precision,omitempty"`
}

// Known reports whether at least one end is known.
func (w When) Known() bool { return w.From != "" || w.To != "" }

// Words writes the interval for people, each day as day writes it: "1 May",
// "1 May to 3 May", "since 1 May"; empty where nothing is known.
func (w When) Words(day func(Day) string) string {
	switch {
	case !w.Known():
		return ""
	case w.From == w.To:
		return day(w.From)
	case w.From == "":
		return "until " + day(w.To)
	case w.To == "":
		return "since " + day(w.From)
	}
	return day(w.From) + " to " + day(w.To)
}

// ISO writes the interval with its days as they are kept: "2024-05-01".
func (w When) ISO() string { return w.Words(func(d Day) string { return string(d) }) }

// On returns the When of one day.
func On(d Day) When { return When{From: d, To: d, Precision: ByDay} }

// Overlaps reports whether the two could hold the same day; an open or
// unknown end reaches forever.
func (w When) Overlaps(v When) bool {
	return (w.To == "" || v.From == "" || v.From <= w.To) &&
		(v.To == "" || w.From == "" || w.From <= v.To)
}
