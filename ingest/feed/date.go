package feed

import (
	"regexp"
	"strings"
	"time"
)

// instant is the time a feed gives: what gofeed read, else what is written
// once its oddities are set right. A time that cannot be, before 1990 or more
// than two days ahead of the reader's clock, is left to the caller: this
// package has no clock. The result is UTC; the zero time where nothing reads.
func instant(parsed *time.Time, written string) time.Time {
	if t, ok := namedZone(written); ok {
		return t
	}
	if parsed != nil && parsed.Year() >= 1990 {
		return parsed.UTC()
	}
	return ParseTime(written)
}

// zones are the abbreviations feeds use, with their distance from UTC in
// hours. time.Parse takes an abbreviation it does not know for UTC.
var zones = map[string]float64{
	"UT": 0, "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
	"JST": 9, "KST": 9, "SGT": 8, "HKT": 8, "AEST": 10, "AEDT": 11, "ACST": 9.5, "AWST": 8, "NZST": 12, "NZDT": 13, "TRT": 3,
}

var zoneAtEnd = regexp.MustCompile(`\s+\(?([A-Z]{1,4})\)?$`)

// namedZone reads a date that ends in a zone's abbreviation.
func namedZone(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	at := zoneAtEnd.FindStringSubmatchIndex(s)
	if at == nil {
		return time.Time{}, false
	}
	hours, ok := zones[s[at[2]:at[3]]]
	if !ok {
		return time.Time{}, false
	}
	t, ok := inLayouts(tidy(s[:at[0]]))
	if !ok || t.Location() != time.UTC {
		return time.Time{}, false
	}
	return t.Add(-time.Duration(hours * float64(time.Hour))).UTC(), true
}

// layouts cover what real feeds and pages write, after tidy. A day without a
// time is its midnight in UTC.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/01/02", "20060102",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -07:00", "2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04", "2 Jan 2006",
	"2 January 2006 15:04:05 -0700", "2 January 2006 15:04:05", "2 January 2006 15:04", "2 January 2006",
	"2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04:05",
	"January 2 2006 15:04:05", "January 2 2006 15:04", "January 2 2006 3:04 PM", "January 2 2006",
	"Jan 2 2006 15:04:05 -0700", "Jan 2 2006 15:04:05", "Jan 2 2006 15:04", "Jan 2 2006 3:04 PM", "Jan 2 2006",
}

// ParseTime reads a date or time as feeds and pages write it, UTC where no
// zone is given; the zero time where it cannot.
func ParseTime(s string) time.Time {
	if t, ok := namedZone(s); ok {
		return t
	}
	t, _ := inLayouts(tidy(s))
	return t.UTC()
}

func inLayouts(s string) (time.Time, bool) {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1990 {
			return t, true
		}
	}
	return time.Time{}, false
}

var (
	weekday  = regexp.MustCompile(`(?i)^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+`)
	dotted   = regexp.MustCompile(`([A-Za-z]{3,})\.`)
	ordinal  = regexp.MustCompile(`\b(\d{1,2})(st|nd|rd|th)\b`)
	longSept = regexp.MustCompile(`(?i)\bsept\b`)
)

// tidy sets right what breaks a layout: weekday, commas, dots after months,
// ordinals, "Sept", doubled spaces.
func tidy(s string) string {
	s = weekday.ReplaceAllString(strings.TrimSpace(s), "")
	s = dotted.ReplaceAllString(s, "$1")
	s = ordinal.ReplaceAllString(s, "$1")
	s = longSept.ReplaceAllString(s, "Sep")
	s = strings.NewReplacer(",", " ", " at ", " ", " of ", " ").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}
