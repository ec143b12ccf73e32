package stamp

import (
	"regexp"
	"strings"
	"time"
)

// clockTime is a time of day.
type clockTime struct{ hour, minute, second int }

// The halves of the day: before or behind the clock, in the languages that
// write them.
const halves = `a\.? ?m\b\.?|p\.? ?m\b\.?|π\.?μ\.?|μ\.?μ\.?|오전|오후|上午|下午|午前|午後`

var (
	clock = regexp.MustCompile(`(?:(` + halves + `) ?)?\b(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)? ?(?:(` + halves + `))?`)
	// hourOnly is an hour that only its half of the day shows to be one.
	hourOnly = regexp.MustCompile(`\b(\d{1,2})(?:\.(\d{2}))? ?(` + halves + `)`)
	// dotted is a clock that could be part of a date, had that not been taken.
	dotted = regexp.MustCompile(`\b(\d{1,2})(?:[.h] ?|\s?u )(\d{2})(?:[.](\d{2}))?\b`)
)

// takeClock takes the time of day out. ok is false where it is none.
func (r *reader) takeClock() (at clockTime, ok bool) {
	if m := r.take(clock); m != nil {
		r.clock = true
		return inHalf(clockTime{number(m[2]), number(m[3]), number(m[4])}, m[1]+m[5])
	}
	if m := r.take(hourOnly); m != nil {
		r.clock = true
		return inHalf(clockTime{number(m[1]), number(m[2]), 0}, m[3])
	}
	return at, true
}

// takeDottedClock takes "16.40" or "16h40" where the day is out already.
func (r *reader) takeDottedClock() clockTime {
	m := r.take(dotted)
	if m == nil || number(m[1]) > 24 || number(m[2]) > 59 {
		return clockTime{}
	}
	r.clock = true
	return clockTime{number(m[1]), number(m[2]), number(m[3])}
}

// take cuts what the pattern finds out of the rest.
func (r *reader) take(p *regexp.Regexp) []string {
	at := p.FindStringSubmatchIndex(r.rest)
	if at == nil {
		return nil
	}
	m := p.FindStringSubmatch(r.rest)
	r.rest = r.rest[:at[0]] + " " + r.rest[at[1]:]
	return m
}

// inHalf puts a clock of twelve hours into its half of the day.
func inHalf(at clockTime, half string) (clockTime, bool) {
	half = strings.NewReplacer(".", "", " ", "").Replace(half)
	switch half {
	case "am", "πμ", "오전", "上午", "午前":
		if at.hour == 12 {
			at.hour = 0
		}
	case "pm", "μμ", "오후", "下午", "午後":
		if at.hour < 12 {
			at.hour += 12
		}
	}
	return at, at.hour <= 24
}

// offset is a distance from UTC behind a clock: "+0200", "GMT+3", "utc -05:30".
// Digits that go on are a year.
var offset = regexp.MustCompile(`(?:^|[ (])(?:gmt|utc|z)? ?([+-])(\d{1,2})(?::?([0-5]\d))?(?:[ )]|$)`)

// takeOffset takes a distance in numbers, which says more than a name; the
// names behind it are left.
func (r *reader) takeOffset() *time.Location {
	if !r.clock {
		return nil
	}
	m := r.take(offset)
	if m == nil || number(m[2]) > 14 {
		return nil
	}
	seconds := (number(m[2])*60 + number(m[3])) * 60
	if m[1] == "-" {
		seconds = -seconds
	}
	return time.FixedZone("", seconds)
}

// namedZone is the zone a word of the rest names, nil where none does.
func (r *reader) namedZone() *time.Location {
	for _, w := range words(r.rest) {
		if z := zones[w]; z != nil {
			return z
		}
	}
	return nil
}
