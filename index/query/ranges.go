package query

import (
	"math"
	"strconv"
	"strings"

	"muster/news"
)

// operators, the longer before the shorter.
var operators = []string{">=", "<=", ">", "<", "="}

// bounds cuts "a..b", ">=a" or "a" into its two ends with the place of each;
// an end that is not given is "". op is the operator, if any.
func bounds(at int, s string) (low, high string, lowAt, highAt int, op string) {
	for _, o := range operators {
		if v, ok := strings.CutPrefix(s, o); ok {
			return v, v, at + len(o), at + len(o), o
		}
	}
	if a, b, ok := strings.Cut(s, ".."); ok {
		return a, b, at, at + len(a) + 2, ".."
	}
	return s, s, at, at, ""
}

// figures reads the value of figure:.
func (p *parser) figures(at int, value string) Tree {
	low, high, lowAt, highAt, op := bounds(at, value)
	f := Figures{Low: math.Inf(-1), High: math.Inf(1)}
	if op == ".." && low == "" && high == "" || op != ".." && low == "" {
		return p.fail(lowAt, "a number is missing here")
	}
	if low != "" && op != "<" && op != "<=" {
		f.Low = p.number(lowAt, low)
	}
	if high != "" && op != ">" && op != ">=" {
		f.High = p.number(highAt, high)
	}
	if f.Low > f.High {
		return p.fail(lowAt, "this range is empty: %s is more than %s", low, high)
	}
	f.Over, f.Under = op == ">", op == "<"
	return f
}

// multiples are what may stand behind a number.
var multiples = []struct {
	suffix string
	times  float64
}{{"bn", 1e9}, {"tn", 1e12}, {"k", 1e3}, {"m", 1e6}, {"b", 1e9}}

// number reads 40000, 40,000, 1.5m, 10k, -3.
func (p *parser) number(at int, s string) float64 {
	digits, times := strings.ToLower(s), 1.0
	for _, m := range multiples {
		if cut, ok := strings.CutSuffix(digits, m.suffix); ok {
			digits, times = cut, m.times
			break
		}
	}
	plain := ungroup(digits)
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || strings.Trim(plain, "+-.0123456789") != "" || math.IsInf(v*times, 0) {
		p.fail(at, "not a number: write 40000, 1.5m or 2bn; a unit goes in unit:")
		return 0
	}
	return v * times
}

// ungroup drops the commas of groups of three; other commas stay and make
// the number wrong.
func ungroup(s string) string {
	whole, _, _ := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return s
		}
	}
	return strings.Join(groups, "") + s[len(whole):]
}

// days reads the value of date: and published:.
func (p *parser) days(f Field, at int, value string) Tree {
	low, high, lowAt, highAt, op := bounds(at, value)
	if op == ".." && low == "" && high == "" || op != ".." && low == "" {
		return p.fail(lowAt, "a date is missing here")
	}
	d := Days{Field: f}
	if low != "" && op != "<" && op != "<=" {
		from, to := p.period(lowAt, low)
		if d.From = from; op == ">" {
			d.From = to.Add(1)
		}
	}
	if high != "" && op != ">" && op != ">=" {
		from, to := p.period(highAt, high)
		if d.To = to; op == "<" {
			d.To = from.Add(-1)
		}
	}
	if d.From != "" && d.To != "" && d.From > d.To {
		return p.fail(lowAt, "this period is empty: %s is after %s", low, high)
	}
	return d
}

// period reads 2023, 2023-07 or 2023-07-11, or how long ago: its first and
// last day.
func (p *parser) period(at int, s string) (from, to news.Day) {
	if from, to, ok := ago(p.today, strings.ToLower(s)); ok {
		return from, to
	}
	first := s
	switch len(s) {
	case 4:
		first += "-01-01"
	case 7:
		first += "-01"
	}
	from, err := news.ParseDay(first)
	// The years at the ends have no neighbours to step to.
	if err != nil || from < "0002" || from >= "9999" {
		p.fail(at, "not a date: write 2023, 2023-07, 2023-07-11, today, yesterday, 7d, 2w, 3m or 1y")
		return "", ""
	}
	start := from.Time()
	switch len(s) {
	case 4:
		return from, news.DayOf(start.AddDate(1, 0, -1))
	case 7:
		return from, news.DayOf(start.AddDate(0, 1, -1))
	}
	return from, from
}

// ago reads today, yesterday, and 7d, 2w, 3m, 1y: so long ago until today.
func ago(today news.Day, s string) (from, to news.Day, ok bool) {
	switch s {
	case "today":
		return today, today, true
	case "yesterday":
		return today.Add(-1), today.Add(-1), true
	}
	if len(s) < 2 || s[0] < '0' || s[0] > '9' {
		return "", "", false
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	if err != nil || n > 999 {
		return "", "", false
	}
	day := today.Time()
	switch s[len(s)-1] {
	case 'd':
		day = day.AddDate(0, 0, -n)
	case 'w':
		day = day.AddDate(0, 0, -7*n)
	case 'm':
		day = day.AddDate(0, -n, 0)
	case 'y':
		day = day.AddDate(-n, 0, 0)
	default:
		return "", "", false
	}
	return news.DayOf(day), today, true
}
