package crosscheck

import (
	"math"
	"strconv"
	"strings"

	"muster/news"
)

// number writes a value as news does: 31,000; 3.6; 5.9 million.
func number(v float64) string {
	switch {
	case math.IsInf(v, 0):
		return "no bound"
	case math.Abs(v) >= 1e12:
		return decimals(v/1e12) + " trillion"
	case math.Abs(v) >= 1e9:
		return decimals(v/1e9) + " billion"
	case math.Abs(v) >= 1e6:
		return decimals(v/1e6) + " million"
	}
	return decimals(v)
}

// decimals writes up to three decimals and groups thousands.
func decimals(v float64) string {
	places := 3
	if math.Abs(v) >= 1000 {
		places = 0
	}
	s := strconv.FormatFloat(v, 'f', places, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	whole, frac, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		frac = "." + frac
	}
	return sign + whole + frac
}

// words says what a figure's words allow.
func (q quantity) words(text, unit string) string {
	return quote(text) + " allows " + span(q.low, q.high) + unitWord(unit)
}

// span writes an interval: "27 to 33", "200 or more", "up to 30".
func span(low, high float64) string {
	switch {
	case math.IsInf(low, -1) && math.IsInf(high, 1):
		return "any value"
	case math.IsInf(high, 1):
		return number(low) + " or more"
	case math.IsInf(low, -1):
		return "up to " + number(high)
	case near(low, high):
		return number(low)
	}
	return number(low) + " to " + number(high)
}

func unitWord(u string) string {
	switch news.Unit(u) {
	case news.Percent:
		return " %"
	case news.PercentOfGDP:
		return " % of GDP"
	case news.PercentagePoint:
		return " percentage points"
	case news.Factor:
		return " times"
	}
	if currency(u) {
		return " " + u
	}
	return ""
}

func quote(s string) string { return "“" + strings.TrimSpace(s) + "”" }

// percentOf writes a gap: "12 %".
func percentOf(gap float64) string {
	p := gap * 100
	if p < 1 && p > 0 {
		return "under 1 %"
	}
	return strconv.Itoa(int(math.Round(p))) + " %"
}

// list joins names as a sentence does.
func list(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
