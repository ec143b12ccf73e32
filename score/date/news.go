package date

import "strings"

// newsWrites reports whether a news text writes a date in such words. Not
// so: digits that leave the year or the month open ("22/04", "4-23",
// "20161016"), years as speech writes them down ("two thousand and fifteen"),
// days run into words ("mar3", "Dec31"), short forms of chats ("tmrw").
func newsWrites(date string) bool {
	words := strings.FieldsFunc(strings.ToLower(date), func(r rune) bool { return r == ' ' || r == ',' })
	for _, w := range words {
		if short[w] || glued(w) || strings.ContainsAny(w, "/.-") && digitsOnly(w) && !isoDay(w) && !years(w) {
			return false
		}
		if digitsOnly(w) && len(w) == 8 {
			return false
		}
	}
	return !strings.Contains(date, "thousand") && !strings.Contains(date, "nineteen") && !strings.Contains(date, "seventeen hundred")
}

var short = map[string]bool{
	"tmrw": true, "otd": true, "eod": true, "eoy": true, "eom": true, "bom": true, "cy": true, "mon": true,
	"qtr": true, "yr": true, "closest": true, "workweek": true, "greater": true,
}

func digitsOnly(w string) bool { return strings.Trim(w, "0123456789/.-") == "" && w != "-" }

// isoDay: 2018-09-23.
func isoDay(w string) bool { return len(w) == 10 && w[4] == '-' && w[7] == '-' }

// years: 2014-2018, 2012-13.
func years(w string) bool { return len(w) == 9 && w[4] == '-' || len(w) == 7 && w[4] == '-' }

// glued: "dec31", "cy18".
func glued(w string) bool {
	i := strings.IndexAny(w, "0123456789")
	return i > 1 && strings.Trim(w[:i], "abcdefghijklmnopqrstuvwxyz") == ""
}

// clockTime reports whether the text names an hour, a part of the day or a
// length in hours.
func clockTime(text string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return strings.ContainsRune(" ,.?!()-", r)
	}) {
		switch w {
		case "am", "pm", "a", "p", "m", "noon", "midnight", "morning", "afternoon", "evening", "night", "tonight",
			"oclock", "o'clock", "hour", "hours", "hrs", "minute", "minutes", "min":
			return true
		}
		if strings.Contains(w, ":") || strings.HasSuffix(w, "am") && w[0] <= '9' || strings.HasSuffix(w, "pm") && w[0] <= '9' {
			return true
		}
	}
	return false
}

// asks reports whether the text is a request or question to an assistant.
func asks(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" ,.?!", r) })
	for i, w := range words {
		switch w {
		case "cortana", "please", "let's", "ooo", "you", "your":
			return true
		case "show", "set", "book", "schedule", "find", "how", "what", "where", "when", "who", "was", "is", "feel":
			if i == 0 && len(words) > 2 {
				return true
			}
		}
	}
	return false
}
