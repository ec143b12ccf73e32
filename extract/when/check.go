package when

import (
	"strings"

	"muster/extract/token"
)

// check is what a rule asks of a match beyond its words.
type check func(*sentence, *node) bool

// checks by the name a rule calls them.
func checks() map[string]check {
	return map[string]check{
		"month-alone":   (*sentence).monthAlone,
		"month-day":     (*sentence).monthDay,
		"weekday-alone": (*sentence).weekdayAlone,
		"day-word":      (*sentence).dayWord,
		"year-alone":    (*sentence).yearAlone,
		"years":         (*sentence).twoYears,
		"digits":        (*sentence).dayInDigits,
		"ordinal-day":   (*sentence).ordinalDay,
		"one-unit":      (*sentence).singular,
		"own-clause":    (*sentence).clauseEnds,
		"clause-ends":   func(s *sentence, n *node) bool { return s.singular(n) && s.clauseEnds(n) },
		"period-itself": (*sentence).periodItself,
		"in-period":     func(s *sentence, n *node) bool { return s.inPeriod(n) && s.periodItself(n) },
		// "For the year", "the full year"; "the year" alone may be any.
		"in-year": func(s *sentence, n *node) bool {
			full := s.of(n.from+1) == "full"
			return n.said == aYear && (full || s.of(n.from-1) == "for" || s.of(n.from-1) == "For") && s.singular(n) && s.periodItself(n)
		},
		"within":   func(s *sentence, n *node) bool { return n.within >= aMonth && n.said < n.within && !s.is(n.to, cDash) },
		"decade":   (*sentence).decadeSaid,
		"named":    (*sentence).capitalMonth,
		"onward":   (*sentence).onward,
		"bounding": (*sentence).bounding,
		// "In a quarter that made losses" is none ahead.
		"ahead": func(s *sentence, n *node) bool {
			return s.tense(n) == ahead && s.of(n.to) != "that" && s.of(n.to) != "of"
		},
		"range":      func(_ *sentence, n *node) bool { return n.a.rangesWith(n.b) },
		"inside":     func(_ *sentence, n *node) bool { return n.weekday != 0 || n.a == nil || n.of() < n.a.grain() },
		"quarter":    func(_ *sentence, n *node) bool { return 1 <= n.ordinal && n.ordinal <= 4 },
		"half":       func(_ *sentence, n *node) bool { return n.ordinal == 1 || n.ordinal == 2 },
		"many-units": func(_ *sentence, n *node) bool { return n.n != 1 && n.said != aWeekend },
		"until":      func(_ *sentence, n *node) bool { return n.a.op != opOvernight },
		// "Last week", but "the last day" is nothing.
		"period": func(s *sentence, n *node) bool { return n.said != aDay && s.singular(n) && !s.title(n) },
		// "An overnight success" was none of last night's.
		"overnight": func(s *sentence, n *node) bool { return s.word(n.from-1) != s.r.article && s.of(n.from-1) != "an" },
		// "The worst since World War II" compares, it does not begin then.
		"since": func(_ *sentence, n *node) bool {
			return n.a.name == nil || n.a.name.event == nil || n.a.name.event.unit == aDay
		},
	}
}

// bounding: "after 2014" and "before mid-June" bound a time; "after Friday"
// and "after the 2014 war" name it.
func (s *sentence) bounding(n *node) bool {
	return (n.a.grain() >= aMonth || n.a.op == opPart) && !s.lowerNoun(n.to) && !s.capital(n.to)
}

// dayWord: "USA Today" is a newspaper.
func (s *sentence) dayWord(n *node) bool {
	return !(s.capital(n.from) && s.capital(n.from-1))
}

// twoYears: "2012-13", but no phone number.
func (s *sentence) twoYears(n *node) bool {
	return n.year2 > n.year && n.year2-n.year <= 100 && !s.joined(n.from-1) && !s.joinedDigits(n.to-2) &&
		!s.is(n.from-1, cNoYear) && !s.is(n.to, cCounted)
}

// dayInDigits: digits without a year need a weekday or a word like "on"; and
// "9/11" is an event.
func (s *sentence) dayInDigits(n *node) bool {
	_, event := s.name(n.from, false)
	return event == 0 && (n.year != 0 || n.weekday != 0 || s.dayCue(n))
}

// monthAlone: "May", "March" and their like are months only with a capital
// inside the sentence, or behind a word such as "in" or "last".
func (s *sentence) monthAlone(n *node) bool {
	if s.is(n.from, cGivenName) {
		return !s.capital(n.from) || !s.capital(n.to) || s.is(n.from-1, cBareMonth) && s.of(n.from-1) != "and"
	}
	if !s.is(n.from, cDoubtfulMonth) {
		return true
	}
	if !s.capital(n.from) {
		return false
	}
	if s.is(n.from-1, cBareMonth) || s.joined(n.from-1) && s.is(n.from-1, cDash) && s.is(n.from-2, cBareMonth) {
		return !s.capital(n.to) || n.to == len(s.toks) || s.joined(n.from-1)
	}
	if !s.is(n.from, cLongMonth) {
		return false
	}
	switch s.of(n.to) {
	case "of", "for", "on", "to", "against":
		return false
	}
	return n.from > 0 && !s.opens(n.from) && !s.nameAround(n)
}

// opens: token i begins a sentence or a quotation, where any word has a
// capital.
func (s *sentence) opens(i int) bool {
	switch s.of(i - 1) {
	case "“", "\"", "``", "'", "‘", "(", "-", "—", "–", ":", "":
		return true
	}
	return false
}

// nameAround: "Theresa May", "May said" are people.
func (s *sentence) nameAround(n *node) bool {
	return s.capital(n.from-1) && !(n.from == 1 && s.isThe(0)) && !s.is(n.from-1, cBareMonth) && !s.is(n.from-1, cWeekday) || s.is(n.to, cBehind)
}

// monthDay: "may 5" and "march 3" need a capital, unless the day is an
// ordinal.
func (s *sentence) monthDay(n *node) bool {
	i := n.from
	for i < n.to && !s.is(i, cMonth) {
		i++
	}
	if s.is(i, cDoubtfulMonth) && !s.capital(i) {
		return n.year != 0 || n.weekday != 0 || s.of(i-1) == "of" || s.is(n.from-1, cBareMonth) || s.rankInDigits(n.to-1)
	}
	switch s.of(n.from - 1) {
	case "$", "€", "£":
		return false
	}
	// "June 3,000 men", "July 10%": the number counts something.
	if n.to < len(s.toks) && n.year == 0 {
		switch s.of(n.to) {
		case "%", "percent", "per", "million", "billion", "thousand", "years", "people":
			return s.is(n.to-1, cMonth)
		}
	}
	return true
}

// rankInDigits reports "27th".
func (s *sentence) rankInDigits(i int) bool {
	return s.toks[i].Kind == token.Number && s.digits(i, 2) < 0
}

// weekdayAlone: "sat", "sun", "mon" are weekdays only with a capital.
func (s *sentence) weekdayAlone(n *node) bool {
	i := n.from
	for i < n.to && !s.is(i, cWeekday) {
		i++
	}
	if s.of(i-1) == "News" {
		return false // a programme of that day
	}
	if !s.is(i, cDoubtfulWeekday) {
		return true
	}
	return n.to-n.from > 1 && s.capital(i) && s.is(n.to-1, cTimeOfDay)
}

// yearAlone: four digits are a year unless they count or name something.
func (s *sentence) yearAlone(n *node) bool {
	i := n.from
	for i < n.to && s.toks[i].Kind != token.Number {
		if y, _ := s.year(i); y > 0 {
			return true
		}
		i++
	}
	if s.size(n.from) != 4 && i == n.from {
		return false
	}
	if s.joined(n.from - 1) {
		switch s.of(n.from - 1) {
		case "(", "\"", "“", "'", "‘", "[":
		case "-", "–", "—", "/":
			if w := token.Fold(s.of(n.from - 2)); w != "mid" && w != "pre" && w != "post" && w != "early" && w != "late" && first(s.year(n.from-2)) == 0 {
				return false
			}
		default:
			return false
		}
	}
	if s.joined(n.to-1) && n.to < len(s.toks) {
		switch s.of(n.to) {
		case "%", "/", ":", "°", "-", "–", "—":
			if y, _ := s.year(n.to + 1); s.is(n.to, cDash) && y > n.year {
				break
			}
			return s.of(n.to) == "—"
		}
	}
	return s.yearByNeighbours(n)
}

// yearByNeighbours weighs the words before and behind a bare year.
func (s *sentence) yearByNeighbours(n *node) bool {
	if s.is(n.from-1, cNoYear) || s.is(n.to, cCounted) {
		return false
	}
	if s.is(n.from-1, cDefinite) || s.of(n.from) != "" && s.is(n.from, cDefinite) {
		return n.year >= 1700
	}
	cue := s.is(n.from-1, cBeforeYear)
	if n.year < 1900 || n.year > 2100 {
		return cue && !s.lowerNoun(n.to)
	}
	return cue && !s.plural(n.to) || !s.plural(n.to)
}

// lowerNoun: a lower-case word that is none of the little words a clause goes
// on with.
func (s *sentence) lowerNoun(i int) bool {
	if i >= len(s.toks) || s.toks[i].Kind != token.Word {
		return false
	}
	w := s.of(i)
	return 'a' <= w[0] && w[0] <= 'z' && !s.is(i, cLittle)
}

// plural: "2014 soldiers" counts.
func (s *sentence) plural(i int) bool {
	w := s.of(i)
	return s.lowerNoun(i) && len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !s.is(i, cUnit)
}

// dayCue: "3/4" is a day behind "on", "by", "until" and weekdays; else it is
// as likely a fraction.
func (s *sentence) dayCue(n *node) bool {
	return s.is(n.from-1, cBeforeDay)
}

// ordinalDay: "the 27th" and "Monday 21" are days; "the third", "the 47th
// Brigade" are not, unless a weekday says so.
func (s *sentence) ordinalDay(n *node) bool {
	if n.dom > 31 {
		return false
	}
	if n.weekday != 0 {
		if s.lowerNoun(n.to) || s.is(n.to, cDash) || s.is(n.to, cUnit) {
			return false
		}
		return s.digits(n.to-1, 2) < 0 || n.to == len(s.toks) || s.toks[n.to].Kind == token.Punct
	}
	if s.lowerNoun(n.to) || s.capital(n.to) || s.is(n.to, cDash) {
		return false
	}
	return s.toks[n.to-1].Kind == token.Number && s.is(n.from-1, cBeforeDay)
}

// singular: "last week", not "last weeks".
func (s *sentence) singular(n *node) bool {
	for i := n.from; i < n.to; i++ {
		if s.is(i, cUnit) {
			return !strings.HasSuffix(token.Fold(s.of(i)), "s") && !s.hyphenBehind(i) &&
				!(s.of(i+1) == "of" && (s.isThe(n.from) || s.isThe(n.from-1)))
		}
	}
	return n.said == noUnit
}

// clauseEnds: "the day before" looks back to a date said, "the day before
// rebels took the port" to an event that may have none.
func (s *sentence) clauseEnds(n *node) bool {
	switch s.of(n.to - 1) {
	case "before", "after":
	default:
		return true
	}
	return n.to >= len(s.toks) || s.toks[n.to].Kind == token.Punct || s.is(n.to, cLittle) && !s.is(n.to, cDefinite) && !s.isThe(n.to)
}

// inPeriod: "in the quarter" is a time, "the quarter" may be a part of a town.
func (s *sentence) inPeriod(n *node) bool {
	switch token.Fold(s.of(n.from - 1)) {
	case "in", "for", "during":
		return true
	}
	return false
}

// periodItself: "for the year", not "for the year ended in June".
func (s *sentence) periodItself(n *node) bool {
	switch s.of(n.to) {
	case "to":
		return n.op == opLatest
	case "ended", "ending", "of", "before", "after", "that", "when", "it", "he", "she", "they", "in", "from", "beginning", "starting", "-":
		return false
	}
	return n.to >= len(s.toks) || s.toks[n.to].Kind != token.Number && !s.capital(n.to)
}

// title: "This Week", in quotation marks and capitals, is a programme.
func (s *sentence) title(n *node) bool {
	switch s.of(n.from - 1) {
	case "“", "\"", "``":
		return n.to-n.from > 1 && s.capital(n.from) && s.capital(n.to-1)
	}
	return false
}

// hyphenBehind: "the last day-care centre".
func (s *sentence) hyphenBehind(i int) bool {
	return s.is(i+1, cDash) && s.joined(i) && s.joined(i+1)
}

// onward: "from 2024" alone is open only with a word that says so.
func (s *sentence) onward(n *node) bool {
	switch token.Fold(s.of(n.from)) {
	case "from":
		switch token.Fold(s.of(n.to - 1)) {
		case "onward", "onwards":
			return true
		}
		return false
	}
	return true
}

// capitalMonth: "this May" is a month, "this may" is not.
func (s *sentence) capitalMonth(n *node) bool {
	for i := n.from; i < n.to; i++ {
		if s.is(i, cDoubtfulMonth) && !s.capital(i) {
			return false
		}
	}
	return true
}

func (s *sentence) isThe(i int) bool { return token.Fold(s.of(i)) == "the" }

// decadeSaid: "the 80s", "'80s" are years; "in his 30s" is an age.
func (s *sentence) decadeSaid(n *node) bool {
	w := s.of(n.to - 1)
	if len(w) == 5 && s.toks[n.to-1].Kind == token.Number {
		return true
	}
	if n.to-n.from > 1 {
		return true // "the" or an apostrophe is part of the match
	}
	switch token.Fold(s.of(n.from - 1)) {
	case "the", "early", "late", "mid", "'", "’", "‘":
		return true
	}
	return s.is(n.from-1, cDash) && token.Fold(s.of(n.from-2)) == "mid" && s.isThe(n.from-3)
}

// rangesWith reports whether two dates can be the ends of a range: days with
// days, months and years with their like.
func (n *node) rangesWith(m *node) bool {
	if n != nil && m == nil {
		return n.op == opCalendar && n.month != 0 && n.dom != 0
	}
	if n == nil || n.op == opBound || m.op == opBound || n.op == opRange || m.op == opRange {
		return false
	}
	if n.op != opCalendar || m.op != opCalendar {
		return true
	}
	days := func(n *node) bool { return n.dom != 0 || n.weekday != 0 || n.name != nil }
	return days(n) == days(m) || m.month != 0 && n.month != 0 || m.dom != 0
}

// grain is the calendar unit a match speaks of, noUnit where it is none.
func (n *node) grain() unit {
	switch {
	case n.op == opNth || n.op == opShift || n.op == opWindow || n.op == opLater || n.op == opSame || n.op == opAgo:
		return n.of()
	case n.op != opCalendar && n.op != opNamed:
		return noUnit
	case n.name != nil && n.name.event != nil:
		return aCentury
	case n.dom != 0 || n.weekday != 0 || n.name != nil:
		return aDay
	case n.month != 0:
		return aMonth
	case n.decade != 0:
		return aDecade
	case n.season != 0:
		return aSeason
	case n.of() != noUnit:
		return n.of()
	case n.year != 0:
		return aYear
	}
	return noUnit
}
