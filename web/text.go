package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"muster/crosscheck/why"
	"muster/desk"
	"muster/news"
)

// longest is how many bytes of one text of an article a page shows: no
// sentence of the news is longer.
const longest = 2000

// clean takes out what a text could play with: control characters and those
// that turn the direction of what follows.
func clean(s string) string { return harmless(cut(s, longest)) }

// harmless is clean for a text that may be long.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != '\u200d':
			return -1
		}
		return r
	}, s)
}

// cut shortens a text at a rune's end and says so.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// marked is a sentence around its figure.
type marked struct{ Before, Figure, After string }

// mark splits a claim's sentence at its figure. A span that lies outside its
// sentence marks nothing.
func mark(c news.Claim) marked {
	text := c.Sentence.Text
	if c.Figure == nil {
		return marked{Before: clean(text)}
	}
	from, to := c.Figure.Span.Start-c.Sentence.Start, c.Figure.Span.End-c.Sentence.Start
	if from < 0 || to < from || to > len(text) {
		return marked{Before: clean(text)}
	}
	return marked{clean(text[:from]), clean(text[from:to]), clean(text[to:])}
}

// link returns an address that a reader may follow: only http and https.
func link(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

func day(t time.Time) string { return string(news.DayOf(t)) }

// ago tells a time in the past or to come from now on, "never" for none.
//
//	-90 s    "2 min ago"
//	+3 h     "in 3 h"
func ago(t, now time.Time) string {
	switch d := t.Sub(now); {
	case t.IsZero():
		return "never"
	case d > 30*time.Second:
		return "in " + span(d)
	case d < -30*time.Second:
		return span(-d) + " ago"
	}
	return "now"
}

// span writes a time in the unit that matters.
func span(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return strconv.Itoa(int(d/time.Second)) + " s"
	case d < 90*time.Minute:
		return strconv.Itoa(int(d.Round(time.Minute)/time.Minute)) + " min"
	case d < 48*time.Hour:
		return strconv.Itoa(int(d.Round(time.Hour)/time.Hour)) + " h"
	}
	return strconv.Itoa(int(d/(24*time.Hour))) + " days"
}

// plural is how many there are of what has two words: "1 figure".
func plural(n any, one, many string) string {
	count := fmt.Sprint(n)
	if count == "1" {
		return "1 " + one
	}
	if v, err := strconv.ParseFloat(count, 64); err == nil {
		count = number(v)
	}
	return count + " " + many
}

func (s *site) funcs() template.FuncMap {
	return template.FuncMap{
		"asked": s.Words.Asked, "told": s.Words.Told, "called": s.Words.Called, "reasons": s.Words.Reasons,
		"clean": clean, "mark": mark, "link": link, "day": day, "number": number,
		"percent":        func(v float64) string { return strconv.Itoa(int(v*100 + .5)) },
		"words":          func(v any) string { return strings.ReplaceAll(text(v), "-", " ") },
		"plot":           func(f news.Finding) *plot { return plotOf(sidesOf(f)) },
		"timeline":       func(f news.Finding) *timeline { return timelineOf(sidesOf(f)) },
		"plotAnswer":     func(q question) *plot { return plotOf(positions(q)) },
		"timelineAnswer": func(q question) *timeline { return timelineOf(positions(q)) },
		"timelineClaims": func(c []news.Claim) *timeline { return timelineOf([][]news.Claim{c}) },
		"newest":         newest,
		"about":          aboutClaim,
		"aboutFinding":   aboutFinding,
		"plural":         plural,
		"count":          func(n uint64) string { return number(float64(n)) },
		"more":           func(n int, c []news.ArticleRef) int { return max(0, len(c)-n) },
		"unit":           unit,
		"pair":           func(f news.Finding, m desk.Mark) card { return card{f, m} },
		"interval":       interval,
		"meant":          meantBy,
		"plotClaims":     func(c []news.Claim) *plot { return plotOf([][]news.Claim{c}) },
		"question":       desk.AsQuery,
		"unsaid":         unsaid,
		"atom":           atomOf,
		"suggestions":    suggestionsOf,
		"asking":         func(slot string) string { return why.Asking(news.Slot(slot)) },
		"first3":         func(names []string) []string { return names[:min(3, len(names))] },
		"between":        between,
		"quotes":         quotes,
		"ago":            ago,
		"span":           span,
		"first":          func(n int, c []news.Claim) []news.Claim { return c[:min(n, len(c))] },
		"left":           func(n int, c []news.Claim) int { return max(0, len(c)-n) },
		"beyond":         func(n int, s news.Side) int { return max(0, len(s.Claims)+s.More-n) },
		"when":           news.When.ISO,
		"text":           text,
		"slots":          s.slotsOf,
	}
}

// atomOf is the feed of what a page shows: of its list where it has one.
func atomOf(page any) string {
	if l, ok := page.(interface{ Atom() string }); ok {
		return l.Atom()
	}
	return "/feed.atom"
}

// suggestionsOf are the queries that a page offers while one is written.
func suggestionsOf(page any) []string {
	if p, ok := page.(interface{ Suggestions() []string }); ok {
		return p.Suggestions()
	}
	return nil
}

func positions(q question) (all [][]news.Claim) {
	for _, p := range q.Positions {
		all = append(all, p.Claims)
	}
	return all
}

// unit is what figures count, in words.
func unit(u news.Unit) string {
	if u == news.Persons {
		return "people"
	}
	name := string(u)
	if !strings.HasPrefix(name, string(news.Percent)) {
		// What is counted is counted in the plural, what is measured is not.
		name = why.Measure(news.Measure{Of: name}, u)
	}
	return strings.ReplaceAll(name, "-", " ")
}

func sidesOf(f news.Finding) (all [][]news.Claim) {
	for _, s := range f.Sides {
		all = append(all, s.Claims)
	}
	return all
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case news.FindingKind:
		return string(v)
	case news.Modality:
		return string(v)
	case news.Unit:
		return string(v)
	case desk.Verdict:
		return verdictWords[v]
	}
	return ""
}

// verdictWords tell verdicts to people.
var verdictWords = map[desk.Verdict]string{
	desk.Watch: "to watch", desk.Known: "known", desk.Resolved: "resolved", desk.Wrong: "wrong: no such thing",
	desk.Unmarked: "not marked", desk.AnyMark: "all, dealt with too",
}

func interval(low, high *float64) string {
	switch {
	case low == nil && high == nil:
		return "not said"
	case low == nil:
		return "up to " + number(*high)
	case high == nil:
		return "from " + number(*low)
	case *low == *high:
		return number(*low)
	}
	return number(*low) + " to " + number(*high)
}

// slot is one thing a claim says, and how sure that is.
type slot struct {
	Name, Value string
	// Sure is in percent; 0 where no learned part decided.
	Sure   int
	Unsure bool
}

// slotsOf lists what a claim says beside its figure, stated slots first.
func (s *site) slotsOf(c news.Claim) (all []slot) {
	named := func(names []string, between string) string {
		called := make([]string, len(names))
		for i, n := range names {
			called[i] = s.Words.Called(n)
		}
		return strings.Join(called, between)
	}
	for _, one := range []struct {
		name  news.Slot
		value string
	}{
		{news.SlotBy, named(news.Names(c.By), ", ")}, {news.SlotOf, named(news.Names(c.Of), ", ")},
		{news.SlotTo, named(news.Names(c.To), ", ")}, {news.SlotSubject, named(news.Names(c.Subject), ", ")},
		{news.SlotPlace, named(news.PlaceNames(c.Place), ", ")}, {news.SlotWhen, c.When.ISO()},
		{news.SlotModality, string(c.Modality)},
	} {
		if one.value != "" {
			all = append(all, slot{string(one.name), clean(one.value), int(c.Sure[one.name]*100 + .5), false})
		}
	}
	for _, name := range []news.Slot{news.SlotBy, news.SlotOf, news.SlotTo, news.SlotSubject, news.SlotPlace, news.SlotWhen} {
		if candidates := c.Unsure[name]; len(candidates) > 0 {
			all = append(all, slot{string(name), clean(named(candidates, " or ")), 0, true})
		}
	}
	return all
}
