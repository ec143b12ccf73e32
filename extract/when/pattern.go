package when

import (
	"fmt"
	"strconv"

	"muster/extract/rule"
)

// op says what a rule's match means.
type op uint8

const (
	opNothing   op = iota // a stretch of words that is no date
	opCalendar            // fields of the calendar: year, month, day, weekday, quarter, ...
	opDays                // two days of one month
	opYears               // two years: "2012-13"
	opShift               // a unit counted from the publication's: "last month"
	opAgo                 // so many units from the publication: "three weeks ago"
	opLater               // so many units from the date before in the text
	opWindow              // the last or next so many units
	opNamed               // last, this or next December, Friday, Easter
	opPart                // early, mid, late, the first half of a date
	opNth                 // the nth unit or weekday of a date
	opRange               // from a date to a date
	opBound               // since, until, by, before, after a date
	opOffset              // so many units before or after a date
	opSame                // that day, the same year
	opRef                 // the day of publication
	opNumeric             // 03/04/2022
	opOvernight           // the night to the day of publication
	opWeekOf              // the week a date lies in
	opWhole               // a date as it stands
	opLatest              // the quarter spoken of
	opFor                 // so many units from a date on
)

var opNames = map[string]op{
	"nothing": opNothing, "calendar": opCalendar, "days": opDays, "years": opYears, "shift": opShift,
	"ago": opAgo, "later": opLater, "window": opWindow, "named": opNamed, "part": opPart, "nth": opNth,
	"range": opRange, "bound": opBound, "offset": opOffset, "same": opSame, "ref": opRef, "numeric": opNumeric,
	"overnight": opOvernight, "weekof": opWeekOf, "whole": opWhole, "latest": opLatest, "for": opFor,
}

// pattern is one match: line of a rule and what it gives.
type pattern struct {
	*rule.Pattern
	rule  string // its name
	order int    // of rules that match as far, the first in the files wins
	op    op
	unit  unit
	by    int    // units, or direction
	n     int    // a number the words imply: "fortnight", "couple"
	word  string // which=, part=, bound=
	check check  // nil: the words are enough
	next  next
}

// next is what can stand behind the first word of a match. Most tries fail on
// it, and it is cheaper than a try.
type next struct {
	any   bool // anything can, or nothing need
	class class
	words []uint64
}

// long are the classes of words that a slot can take more than one of, so
// that the word behind the first is still the slot's.
const long = cDash | cCardinal | cOrdinal | cDecade | cPoint

// allows reports whether a word that is in classes c can stand there.
func (n *next) allows(c class, hash uint64) bool {
	if n.any || c&n.class != 0 {
		return true
	}
	for _, h := range n.words {
		if h == hash {
			return true
		}
	}
	return false
}

// startClass is what a token must be for a slot to begin at it.
var startClass = map[string]class{
	"month": cMonth, "weekday": cWeekday, "weekdays": cWeekdays, "unit": cUnit, "season": cSeason,
	"dom": cNumber | cOrdinal | cCardinal, "ordinal": cNumber | cOrdinal | cCardinal,
	"n": cNumber | cCardinal, "year": cNumber | cCardinal, "yy": cNumber, "decade": cNumber | cDecade,
	"day": cDay, "tod": cTimeOfDay, "holiday": cHoliday, "event": cEvent, "numeric": cNumber, "dash": cDash, "fy": cFiscal, "s": cPossessive, "range": 0,
}

// grammar is the compiled rules by what can begin them.
type grammar struct {
	byClass [64][]*pattern // by bit of class
	tails   []*pattern     // that begin with a date
	all     []rule.Rule    // for the tests of the examples
}

func (r *Reader) readRules() error {
	rules, err := rule.Read(english, "en/*.rule")
	if err != nil {
		return err
	}
	r.rules.all = rules
	order, known := 0, checks()
	for i := range rules {
		for _, m := range rules[i].Match {
			p, err := newPattern(&rules[i], m, order, known)
			if err == nil {
				err = r.place(p)
			}
			if err != nil {
				return fmt.Errorf("when: %s:%d: %w", rules[i].File, rules[i].Line, err)
			}
			order++
		}
	}
	return nil
}

func newPattern(src *rule.Rule, match string, order int, known map[string]check) (*pattern, error) {
	p := &pattern{rule: src.Name, order: order}
	var err error
	if p.Pattern, err = rule.Compile(match); err != nil {
		return nil, err
	}
	understood := false
	for k, v := range src.Gives {
		var bad bool
		switch k {
		case "is":
			p.op, understood = opNames[v]
			bad = !understood
		case "unit":
			p.unit = unitNames[v]
			bad = p.unit == noUnit
		case "by":
			p.by, err = strconv.Atoi(v)
			bad = err != nil
		case "n":
			p.n, err = strconv.Atoi(v)
			bad = err != nil
		case "which", "part", "bound":
			p.word = v
		case "check":
			p.check = known[v]
			bad = p.check == nil
		default:
			bad = true
		}
		if bad {
			return nil, fmt.Errorf("rule %q: gives: %s=%s is not understood", src.Name, k, v)
		}
	}
	if !understood {
		return nil, fmt.Errorf("rule %q gives no is=", src.Name)
	}
	return p, nil
}

// place files the pattern under every word and class that can begin it.
func (r *Reader) place(p *pattern) error {
	p.next = nextOf(p)
	words, slots, open := p.Starts()
	if open {
		return fmt.Errorf("rule %q begins with a gap", p.rule)
	}
	for _, h := range words {
		w := r.lex.of(h)
		w.rules = appendNew(w.rules, p)
	}
	for _, slot := range slots {
		if slot == "date" || slot == "period" {
			if len(words) > 0 || len(slots) > 1 {
				return fmt.Errorf("rule %q: a pattern that can begin with {date} must always do so", p.rule)
			}
			r.rules.tails = append(r.rules.tails, p)
			continue
		}
		c, ok := startClass[slot]
		if !ok {
			return fmt.Errorf("rule %q: unknown slot {%s}", p.rule, slot)
		}
		for bit := range r.rules.byClass {
			if c&(1<<bit) != 0 {
				r.rules.byClass[bit] = appendNew(r.rules.byClass[bit], p)
			}
		}
	}
	return nil
}

func nextOf(p *pattern) next {
	n := next{}
	var slots []string
	n.words, slots, n.any = p.Seconds()
	for _, slot := range slots {
		switch slot {
		case "date", "one", "range":
			n.class |= cBegins
		default:
			n.class |= startClass[slot]
		}
	}
	_, first, _ := p.Starts()
	for _, slot := range first {
		switch slot {
		case "holiday", "event":
			n.any = true
		case "date":
		default:
			n.class |= long
		}
	}
	return n
}

// begins marks every word that a rule can begin with.
func (r *Reader) begins() {
	for i := range r.lex.words {
		w := &r.lex.words[i]
		starts := len(w.rules) > 0
		for bit := range r.rules.byClass {
			starts = starts || w.class&(1<<bit) != 0 && len(r.rules.byClass[bit]) > 0
		}
		if starts {
			w.class |= cBegins
		}
	}
}

func appendNew(ps []*pattern, p *pattern) []*pattern {
	if len(ps) > 0 && ps[len(ps)-1] == p {
		return ps
	}
	return append(ps, p)
}
