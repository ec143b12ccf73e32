package when

import (
	"embed"
	"fmt"
	"strconv"
	"strings"

	"muster/extract/rule"
	"muster/extract/token"
)

//go:embed en/*.list en/*.rule
var english embed.FS

// class is what a word can be in a date; a word can be several things.
type class uint64

const (
	cMonth class = 1 << iota
	cWeekday
	cWeekdays
	cUnit
	cSeason
	cCardinal
	cOrdinal
	cDecade
	cDay
	cTimeOfDay
	cDash
	cDoubtfulMonth   // "may", "march": other words too
	cDoubtfulWeekday // "sat", "sun"
	cHoliday         // begins a holiday's name
	cEvent           // begins an event's name
	cAhead           // a verb or adjective that looks ahead
	cAheadTo         // looks ahead with a little word behind it: "due on"
	cAheadInf        // looks ahead with an infinitive: "plans to"
	cBehind          // a verb form of the past
	cBeTo            // looks ahead with "to" behind it: "is to sail"
	cNumber          // a token of digits
	cAnchor          // a date may stand near
	cGivenName       // a month that people are called by too
	cLongMonth       // a month's whole name
	cBareMonth       // stands before a month: "in May"
	cBeforeDay       // stands before a day: "on the 27th"
	cBeforeYear      // stands before a year: "in 1812"
	cNoYear          // stands before a number that is no year: "flight 1549"
	cCounted         // stands behind a number that is no year: "2014 km"
	cBegins          // a date can begin with it
	cPoint           // "."
	cFiscal          // "FY2024"
	cLittle          // a little word a clause goes on with
	cPossessive      // 's
	cDefinite        // stands before a year that counts nothing: "the 1998 talks"
)

// sections of word.list and tense.list.
var sections = map[string]class{
	"month": cMonth | cAnchor, "weekday": cWeekday | cAnchor, "weekdays": cWeekdays | cAnchor,
	"word that is also a month": cDoubtfulMonth, "word that is also a weekday": cDoubtfulWeekday,
	"word before a bare month": cBareMonth, "whole name of a month": cLongMonth, "given name that is also a month": cGivenName, "word before a year": cBeforeYear, "word before a day": cBeforeDay,
	"word before no year": cNoYear, "word behind no year": cCounted, "little word": cLittle, "possessive": cPossessive, "definite": cDefinite,
	"unit": cUnit | cAnchor, "season": cSeason | cAnchor, "cardinal": cCardinal, "ordinal": cOrdinal,
	"decade": cDecade | cAnchor, "day": cDay | cAnchor, "time of day": cTimeOfDay | cAnchor,
	"dash": cDash, "ahead": cAhead, "ahead before to": cAheadTo, "ahead before the infinitive": cAheadInf, "behind": cBehind, "be to": cBeTo, "anchor": cAnchor,
}

// word is all that is known of one folded word.
type word struct {
	class    class
	month    int8
	weekday  int8
	unit     unit
	season   int8
	cardinal int16
	ordinal  int8
	decade   int8
	day      int8
	rules    []*pattern // that can begin with the word
	names    []*name    // holidays and events that begin with it
}

// lexicon finds words by token hash. Open addressing: most look-ups miss, and
// a miss must cost next to nothing.
type lexicon struct {
	keys  []uint64
	at    []int32
	words []word
}

func (l *lexicon) find(hash uint64) *word {
	mask := uint64(len(l.keys) - 1)
	for i := hash & mask; l.at[i] != 0; i = (i + 1) & mask {
		if l.keys[i] == hash {
			return &l.words[l.at[i]]
		}
	}
	return &l.words[0]
}

// of returns the word with the hash, made where it is new. The pointer holds
// until the next call.
func (l *lexicon) of(hash uint64) *word {
	if len(l.words)*4 >= len(l.keys) {
		l.grow()
	}
	mask := uint64(len(l.keys) - 1)
	i := hash & mask
	for ; l.at[i] != 0; i = (i + 1) & mask {
		if l.keys[i] == hash {
			return &l.words[l.at[i]]
		}
	}
	l.keys[i], l.at[i] = hash, int32(len(l.words))
	l.words = append(l.words, word{})
	return &l.words[l.at[i]]
}

func (l *lexicon) grow() {
	old := *l
	n := max(1024, 2*len(l.keys))
	l.keys, l.at = make([]uint64, n), make([]int32, n)
	if l.words == nil {
		l.words = make([]word, 1, 512)
	}
	for i, at := range old.at {
		if at == 0 {
			continue
		}
		k := old.keys[i] & uint64(n-1)
		for l.at[k] != 0 {
			k = (k + 1) & uint64(n-1)
		}
		l.keys[k], l.at[k] = old.keys[i], at
	}
}

// read takes in the word lists.
func (l *lexicon) read(lists rule.Lists, files ...string) error {
	l.grow()
	for _, f := range files {
		entries, err := lists(f)
		if err != nil {
			return err
		}
		for _, e := range entries {
			c, ok := sections[e.Section]
			if !ok {
				return fmt.Errorf("when: %s:%d: unknown section %q", e.File, e.Line, e.Section)
			}
			for _, form := range e.Forms() {
				if err := l.of(token.Hash(form)).set(c, e.Attrs["is"]); err != nil {
					return fmt.Errorf("when: %s:%d: %w", e.File, e.Line, err)
				}
			}
		}
	}
	l.fiscalYears()
	return nil
}

// fiscalYears are written in one word: "FY2024", "FY24".
func (l *lexicon) fiscalYears() {
	for y := 1990; y < 2050; y++ {
		for _, form := range []string{fmt.Sprintf("fy%d", y), fmt.Sprintf("fy%02d", y%100)} {
			w := l.of(token.Hash(form))
			w.class |= cFiscal | cAnchor
			w.cardinal = int16(y)
		}
	}
}

func (w *word) set(c class, is string) error {
	w.class |= c
	if c&cUnit != 0 {
		w.unit = unitNames[is]
		if w.unit == noUnit {
			return fmt.Errorf("unknown unit %q", is)
		}
		return nil
	}
	if is == "" {
		return nil
	}
	n, err := strconv.Atoi(is)
	if err != nil {
		return fmt.Errorf("is=%q is no number", is)
	}
	switch {
	case c&cMonth != 0:
		w.month = int8(n)
	case c&(cWeekday|cWeekdays) != 0:
		w.weekday = int8(n)
	case c&cSeason != 0:
		w.season = int8(n)
	case c&cCardinal != 0:
		w.cardinal = int16(n)
	case c&cOrdinal != 0:
		w.ordinal = int8(n)
	case c&cDecade != 0:
		w.decade = int8(n)
	case c&cDay != 0:
		w.day = int8(n)
	}
	return nil
}

// name is a holiday or event and one way to write it.
type name struct {
	hashes  []uint64
	holiday *holiday
	event   *stretch
	silent  bool // the name alone is no date: "the NATO summit in Vilnius"
}

// names takes in the holidays and events.
func (l *lexicon) names(lists rule.Lists) error {
	entries, err := lists("en/holiday.list")
	if err != nil {
		return err
	}
	for _, e := range entries {
		h, err := newHoliday(e.Attrs)
		if err != nil {
			return fmt.Errorf("when: %s:%d: %w", e.File, e.Line, err)
		}
		l.addNames(e.Forms(), cHoliday, name{holiday: h})
	}
	if entries, err = lists("en/event.list"); err != nil {
		return err
	}
	for _, e := range entries {
		s, err := eventDays(e.Attrs)
		if err != nil {
			return fmt.Errorf("when: %s:%d: %w", e.File, e.Line, err)
		}
		l.addNames(e.Forms(), cEvent, name{event: &s, silent: e.Section == "summit"})
	}
	return nil
}

func (l *lexicon) addNames(forms []string, c class, n name) {
	for _, form := range forms {
		n := n
		n.hashes = hashes(form)
		if len(n.hashes) == 0 {
			continue
		}
		w := l.of(n.hashes[0])
		w.class |= c
		w.names = append(w.names, &n)
		l.of(longestWord(form)).class |= cAnchor
	}
}

// longestWord is the hash of a name's longest word, the one least likely to
// stand in other texts.
func longestWord(form string) uint64 {
	long := ""
	t := token.Read(form)
	for _, s := range t.Sentences {
		for _, tok := range s.Tokens {
			if w := t.Of(tok); len(w) > len(long) {
				long = w
			}
		}
	}
	return token.Hash(long)
}

func hashes(phrase string) []uint64 {
	var hs []uint64
	for _, s := range token.Read(phrase).Sentences {
		for _, t := range s.Tokens {
			hs = append(hs, t.Hash)
		}
	}
	return hs
}

// eventDays reads from=2006-01-02 to=2006-01-02; an event without to= goes on.
func eventDays(attrs map[string]string) (stretch, error) {
	var s stretch
	from, err := isoDay(attrs["from"])
	if err != nil {
		return s, err
	}
	s.lo = from
	if attrs["to"] == "" {
		s.openHi = true
		return s, nil
	}
	if s.hi, err = isoDay(attrs["to"]); err != nil {
		return s, err
	}
	if s.hi < s.lo {
		return s, fmt.Errorf("the event ends before it begins")
	}
	if s.lo == s.hi {
		s.unit = aDay
	}
	return s, nil
}

func isoDay(s string) (day, error) {
	f := strings.Split(s, "-")
	if len(f) == 3 {
		y, err1 := strconv.Atoi(f[0])
		m, err2 := strconv.Atoi(f[1])
		d, err3 := strconv.Atoi(f[2])
		if err1 == nil && err2 == nil && err3 == nil && validDay(y, m, d) {
			return dayOf(y, m, d), nil
		}
	}
	return 0, fmt.Errorf("%q is no day of the form 2006-01-02", s)
}

func validDay(year, month, dom int) bool {
	return 1 <= month && month <= 12 && 1 <= dom && dom <= monthLength(year, month) && firstYear <= year && year <= lastYear
}
