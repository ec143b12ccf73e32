package when

import (
	"strings"

	"muster/extract/token"
)

// tense is where a date without a year lies, by the verbs around it.
type tense int8

const (
	unsaid tense = iota
	behind
	ahead
)

// window of words around a date in which its verb is looked for.
const (
	wordsBefore = 14
	wordsBehind = 12
)

// tense looks for the nearest sign of tense: before the date first, then
// behind it. "Friday's raid" has happened unless what follows says else.
func (s *sentence) tense(n *node) tense {
	if s.whole {
		return ahead // a date that is the whole text asks for the next one
	}
	if w := s.of(n.from - 2); s.of(n.from-1) == "as" && (w == "early" || w == "soon") {
		return ahead
	}
	if s.is(n.to-1, cPossessive) {
		if s.tenseAfter(n) == ahead {
			return ahead
		}
		return behind
	}
	commas := 0
	for i := n.from - 1; i >= 0 && i >= n.from-wordsBefore; i-- {
		if s.of(i) == "," && i < n.from-1 {
			commas++
		}
		if i >= n.from-4 && i < n.from-2 && (s.of(i) == "ahead" && s.of(i+1) == "of" || s.of(i) == "before" && s.word(i+1) == s.r.article) {
			return ahead // "flew in ahead of talks Monday"
		}
		if w := s.of(i); i >= n.from-4 && (w == "until" || w == "Until" || w == "till") {
			if s.tenseAfter(n) == behind {
				return behind
			}
			return ahead
		}
		switch t := s.tenseOf(i, n.from); {
		case t == ahead && commas > 0:
			// A plan in the clause before says little of this one.
			if u := s.tenseAfter(n); u != unsaid {
				return u
			}
			return t
		case t != unsaid:
			return t
		}
		if s.of(i) == ";" {
			break
		}
	}
	return s.tenseAfter(n)
}

func (s *sentence) tenseAfter(n *node) tense {
	i := n.to
	if s.of(i) == "," && n.from <= 2 {
		i++
	}
	for end := min(len(s.toks), i+wordsBehind); i < end; i++ {
		if t := s.tenseOf(i, len(s.toks)); t != unsaid {
			return t
		}
		if w := s.of(i); w == ";" || w == "," && n.from > 2 {
			break
		}
	}
	return unsaid
}

// tenseOf is the sign of tense that word i is, for a date at token date.
func (s *sentence) tenseOf(i, date int) tense {
	switch c := s.word(i).class; {
	case s.blames(i):
		return unsaid
	case c&(cAheadTo|cAheadInf) != 0 && s.of(i-1) == "been" && s.of(i-2) == "had":
		return behind // "had been due to expire"
	case c&cBeTo != 0 && s.of(i+1) == "to":
		return ahead // "is to sail"
	case c&cAheadTo != 0 && (i+1 == date || s.leadsOn(i+1)):
		return ahead
	case c&cAheadInf != 0 && s.of(i+1) == "to":
		return ahead
	case c&cAhead != 0 && s.of(i-1) == "to":
		return unsaid // "to expire": the word before "to" tells
	case c&cAhead != 0:
		return ahead
	case c&cBehind != 0:
		if s.of(i-1) == "be" {
			return unsaid // "would be held"
		}
		return behind
	}
	if s.regularPast(i) && s.of(i-1) != "be" && !s.attributive(i) {
		return behind
	}
	return unsaid
}

// regularPast reports a word in -ed that does not look ahead.
func (s *sentence) regularPast(i int) bool {
	w := s.of(i)
	return len(w) > 4 && strings.HasSuffix(w, "ed") && 'a' <= w[0] && w[0] <= 'z' && !s.is(i, cAheadTo|cAheadInf)
}

// attributive: "a disputed ballot" tells no tense.
func (s *sentence) attributive(i int) bool {
	return s.lowerNoun(i+1) && (s.word(i-1) == s.r.article && i > 0 || s.of(i-1) == "an" || s.isThe(i-1))
}

// blames: "due to its losses" gives a reason, "due to sail" a plan.
func (s *sentence) blames(i int) bool {
	if s.of(i) != "due" || s.of(i+1) != "to" || i+2 >= len(s.toks) {
		return false
	}
	return s.is(i+2, cDefinite) || s.word(i+2) == s.r.article || s.of(i+2) == "an" || s.capital(i+2) || s.toks[i+2].Kind == token.Number
}

// leadsOn: the little words that make "expected", "plans" and "set" look
// ahead.
func (s *sentence) leadsOn(i int) bool {
	switch s.of(i) {
	case "on", "in", "by", "at":
		return s.of(i-1) != "set" // "a record set in May"
	case "to", "for", "as", "this", "next", "later", "early", "around", "before":
		return true
	}
	return false
}

// calendar places fields: a year said stands; else the year, month or week is
// chosen by tense.
func (p *placing) calendar(n *node, t tense) (stretch, bool) {
	switch {
	case n.decade != 0:
		return months(n.decade, 1, 120, aDecade), true
	case n.ordinal != 0 && n.of() == aCentury:
		return months(max(firstYear, 100*(n.ordinal-1)), 1, 1200, aCentury), n.ordinal <= 30
	case n.word == "fiscal":
		return p.fiscal(n, t)
	case n.year != 0:
		return p.inYear(n, n.year)
	case n.name != nil && n.name.event != nil:
		return *n.name.event, true
	case !p.known && p.carried.year == 0:
		return stretch{}, false
	case n.weekday != 0 && n.month == 0 && n.dom == 0:
		return p.weekday(n.weekday, t)
	case n.dom != 0 && n.month == 0:
		return p.dayOfSomeMonth(n, t)
	}
	return p.someYear(n, t)
}

// inYear places fields in a year.
func (p *placing) inYear(n *node, y int) (stretch, bool) {
	switch {
	case n.name != nil && n.name.holiday != nil:
		st, ok := n.name.holiday.in(y)
		if u := n.of(); u != noUnit {
			return unitAt(st.lo, u, 0), ok
		}
		return st, ok
	case n.month != 0 && n.dom != 0:
		if !validDay(y, n.month, n.dom) {
			return stretch{}, false
		}
		return oneDay(dayOf(y, n.month, n.dom)), true
	case n.month != 0:
		return months(y, n.month, 1, aMonth), true
	case n.season != 0:
		return p.season(y, n.season), true
	case n.ordinal != 0 && n.of() == aQuarter:
		return months(y, 3*n.ordinal-2, 3, aQuarter), n.ordinal <= 4
	case n.ordinal != 0 && n.of() == aHalf:
		return months(y, 6*n.ordinal-5, 6, aHalf), n.ordinal <= 2
	}
	return months(y, 1, 12, aYear), true
}

// season is three whole months, as forecasters count; winter is named by the
// year it begins in. South of the equator they are half a year apart.
func (p *placing) season(y, season int) stretch {
	m := 3 * season
	switch p.country {
	case "AU", "NZ", "ZA", "AR", "CL", "UY", "BR":
		m += 6
	}
	return months(y, m, 3, aSeason)
}

// weekday places a bare weekday: the last one, the publication day included,
// or in a plan the coming one.
func (p *placing) weekday(weekday int, t tense) (stretch, bool) {
	if !p.known {
		return stretch{}, false
	}
	back := day(mod(p.ref.weekday()-weekday, 7))
	if t == ahead && back != 0 {
		return oneDay(p.ref - back + 7), true
	}
	return oneDay(p.ref - back), true
}

// dayOfSomeMonth places "the 27th" and "Thursday the 27th" in the month
// nearest to the publication, by tense.
func (p *placing) dayOfSomeMonth(n *node, t tense) (stretch, bool) {
	if !p.known {
		return stretch{}, false
	}
	y, m, _ := p.ref.date()
	var best stretch
	found := false
	for k := -6; k <= 6; k++ {
		first := dayOf(y, m+k, 1)
		yy, mm, _ := first.date()
		if !validDay(yy, mm, n.dom) {
			continue
		}
		st := oneDay(first + day(n.dom-1))
		if n.weekday != 0 && st.lo.weekday() != n.weekday {
			continue
		}
		if !found || p.nearer(st, best, t, against) {
			best, found = st, true
		}
	}
	return best, found
}

// someYear places fields without a year in the year that suits best.
func (p *placing) someYear(n *node, t tense) (stretch, bool) {
	base := p.ref.year()
	if y, ok := p.carry(n, t); ok {
		return p.inYear(n, y)
	}
	if !p.known {
		return stretch{}, false
	}
	var best stretch
	cost := against
	if n.dom == 0 && p.s.of(n.from-1) == "in" {
		cost = againstMonth
	}
	found, fits := false, false
	for y := base - 4; y <= base+4; y++ {
		st, ok := p.inYear(n, y)
		if !ok {
			continue
		}
		fit := n.weekday == 0 || n.dom == 0 || st.lo.weekday() == n.weekday
		if !found || fit && !fits || fit == fits && p.nearer(st, best, t, cost) {
			best, found, fits = st, true, fit
		}
	}
	return best, found
}

// against is what it costs a year to lie on the side the tense denies, in
// days: "announced the Nov. 6 vote" on 30 October is a week ahead, not 51 weeks
// behind, but January, told in October in the past tense, is behind. Higher
// trusts the verbs more.
const against = 220

// againstMonth is the same for a month that something happened in: "lost 14 men
// in January" said in November or December is ten months past.
const againstMonth = 300

// againstQuarter is the same for quarters, which are reported on after they
// ended: "it expects a third-quarter loss" said in November is of this year,
// said in the second half of December of the next one.
const againstQuarter = 120

// nearer reports whether a suits better than b: by its distance from the
// publication and the side the tense tells; the other side costs so many days.
func (p *placing) nearer(a, b stretch, t tense, cost int) bool {
	if p.s.whole && p.suits(a, t) != p.suits(b, t) {
		return p.suits(a, t)
	}
	da, db := p.distance(a), p.distance(b)
	if a.unit == aQuarter && t == ahead {
		cost = againstQuarter
	}
	if !p.suits(a, t) {
		da += cost
	}
	if !p.suits(b, t) {
		db += cost
	}
	if t == unsaid && !p.s.whole {
		if a.lo > p.ref {
			da += unsaidAhead
		}
		if b.lo > p.ref {
			db += unsaidAhead
		}
	}
	return da < db || da == db && a.lo < b.lo
}

// unsaidAhead is what it costs a date without a sign of tense to lie ahead:
// news tells more of what has been.
const unsaidAhead = 90

func (p *placing) suits(st stretch, t tense) bool {
	switch t {
	case behind:
		return st.lo <= p.ref
	case ahead:
		return st.hi >= p.ref
	}
	return true
}

func (p *placing) distance(st stretch) int {
	switch {
	case st.hi < p.ref:
		return int(p.ref - st.hi)
	case st.lo > p.ref:
		return int(st.lo - p.ref)
	}
	return 0
}

// fiscal places a fiscal year by the country's custom: named by the year it
// ends in where it begins in the second half of the year, else by the year it
// begins in. Where the country is not known it is the calendar year.
func (p *placing) fiscal(n *node, t tense) (stretch, bool) {
	y, begins := n.year, max(1, p.r.fiscal[p.country])
	if y == 0 {
		if !p.known {
			return stretch{}, false
		}
		y = p.ref.year() + n.by
		switch _, m, _ := p.ref.date(); {
		case begins >= midYear && m >= begins:
			y++
		case begins < midYear && m < begins:
			y--
		}
	}
	from := dayOf(y, begins, 1)
	if begins >= midYear {
		from = dayOf(y-1, begins, 1)
	}
	fy, fm, _ := from.date()
	if n.ordinal != 0 && n.of() == aQuarter {
		return months(fy, fm+3*(n.ordinal-1), 3, aQuarter), n.ordinal <= 4
	}
	return months(fy, fm, 12, aYear), true
}

// midYear is the first month of which a fiscal year is named by the next year.
const midYear = 7
