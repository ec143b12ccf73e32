package when

import (
	"math/bits"

	"muster/extract/rule"
	"muster/extract/token"
)

// node is what a match says, before it is placed in time.
type node struct {
	*pattern
	from, to int // tokens

	year, month, dom, weekday int // 0: not said
	dom2, year2               int
	ordinal, n                int
	said, within              unit // captured units: "the first week of the month"
	season, decade            int
	day                       int // of a {day} word: days from publication
	hasDay                    bool
	name                      *name
	a, b                      *node
}

// memo is a date that begins at a token, already looked for.
type memo struct {
	n    *node
	end  int
	one  *node // without what goes on behind it: "July 3" of "July 3 to 5 August"
	to   int   // the end of one
	done bool
}

// depth of dates within dates that is read: "early in the last week of the
// first half of 1943" has four.
const maxDepth = 8

// dateAt returns the longest date that begins at token i, and its end.
func (s *sentence) dateAt(i int) (*node, int) {
	if i >= len(s.toks) || s.depth >= maxDepth {
		return nil, i
	}
	if m := &s.seen[i]; m.done {
		return m.n, m.end
	}
	s.depth++
	n, end := s.longest(i)
	one, to := n, end
	for n != nil && n.op != opNothing {
		m, e := s.tail(n, i, end)
		if m == nil {
			break
		}
		n, end = m, e
	}
	s.depth--
	s.seen[i] = memo{n: n, end: end, one: one, to: to, done: true}
	return n, end
}

// longest tries the rules that can begin at token i.
func (s *sentence) longest(i int) (best *node, end int) {
	w := s.word(i)
	behind, hash := s.classes(i+1), uint64(0)
	if i+1 < len(s.toks) {
		hash = s.toks[i+1].Hash
	}
	for _, p := range w.rules {
		if p.next.allows(behind, hash) {
			best, end = s.try(p, i, best, end)
		}
	}
	for c := s.classes(i); c != 0; {
		bit := bits.TrailingZeros64(uint64(c))
		c &^= 1 << bit
		if bit >= len(s.r.rules.byClass) {
			break
		}
		for _, p := range s.r.rules.byClass[bit] {
			if p.next.allows(behind, hash) {
				best, end = s.try(p, i, best, end)
			}
		}
	}
	if best == nil {
		end = i
	}
	return best, end
}

// classes is what token i can be in a date.
func (s *sentence) classes(i int) class {
	if i >= len(s.toks) {
		return 0
	}
	c := s.r.lex.find(s.toks[i].Hash).class
	if s.toks[i].Kind == token.Number {
		c |= cNumber | cBegins | cCardinal
	}
	return c
}

// try keeps the longer of the best match so far and that of p; of two as
// long, the one that stands first in the rule files.
func (s *sentence) try(p *pattern, i int, best *node, end int) (*node, int) {
	e, caps := s.matchers[s.depth].Match(p.Pattern, s.toks, i, s.slot)
	if e < 0 || best != nil && (e < end || e == end && best.order <= p.order) {
		return best, end
	}
	n := s.node(p, i, e, caps)
	if n == nil || p.check != nil && !p.check(s, n) {
		return best, end
	}
	return n, e
}

// tail goes on from the date n at tokens i to end: "July 3" + "to 5 August".
func (s *sentence) tail(n *node, i, end int) (*node, int) {
	if end >= len(s.toks) {
		return nil, end
	}
	pin, at := s.pin, s.pinAt
	s.pin, s.pinAt = memo{n: n, end: end, done: true}, i
	var best *node
	to := end
	behind, hash := s.classes(end), s.toks[end].Hash
	for _, p := range s.r.rules.tails {
		if !p.next.allows(behind, hash) {
			continue
		}
		if m, e := s.try(p, i, best, to); m != nil && e > end {
			best, to = m, e
		}
	}
	s.pin, s.pinAt = pin, at
	return best, to
}

// date is dateAt that knows of the date a tail goes on from.
func (s *sentence) date(i int) (*node, int) {
	if s.pin.done && s.pinAt == i {
		return s.pin.n, s.pin.end
	}
	n, end := s.dateAt(i)
	if n != nil && n.op == opNothing {
		return nil, i
	}
	return n, end
}

// one is the date at token i without what goes on behind it.
func (s *sentence) one(i int) (*node, int) {
	if i >= len(s.toks) {
		return nil, i
	}
	if n, _ := s.dateAt(i); n == nil || s.seen[i].one == nil || s.seen[i].one.op == opNothing {
		return nil, i
	}
	return s.seen[i].one, s.seen[i].to
}

// take is the slot function of the patterns: how many tokens from i the named
// slot takes.
func (s *sentence) take(name string, toks []token.Token, i int) int {
	if i >= len(toks) {
		return 0
	}
	k := 0
	switch name {
	case "month":
		_, k = s.month(i)
	case "weekday":
		_, k = s.weekday(i)
	case "dom":
		_, k = s.dom(i)
	case "ordinal":
		_, k = s.ordinal(i)
	case "n":
		_, k = s.cardinal(i)
	case "year":
		_, k = s.year(i)
	case "yy":
		_, k = s.shortYear(i)
	case "decade":
		_, k = s.decade(i)
	case "holiday", "event":
		_, k = s.name(i, name == "holiday")
	case "numeric":
		_, k = s.numeric(i)
	case "range":
		if n, end := s.date(i); n != nil && (n.op == opRange || n.op == opDays) {
			k = end - i
		}
	case "one":
		if n, end := s.one(i); n != nil {
			k = end - i
		}
	case "date":
		if n, end := s.date(i); n != nil {
			k = end - i
		}
	default:
		if s.is(i, startClass[name]) {
			k = 1
		}
	}
	return k
}

// name finds the longest holiday or event that begins at token i.
func (s *sentence) name(i int, holiday bool) (best *name, k int) {
	for _, n := range s.word(i).names {
		if (n.holiday != nil) != holiday || len(n.hashes) <= k || i+len(n.hashes) > len(s.toks) {
			continue
		}
		same := true
		for j, h := range n.hashes {
			if s.toks[i+j].Hash != h {
				same = false
				break
			}
		}
		if same {
			best, k = n, len(n.hashes)
		}
	}
	return best, k
}

// node takes what the slots captured; nil where it makes no sense.
func (s *sentence) node(p *pattern, from, to int, caps []rule.Capture) *node {
	n := &node{pattern: p, from: from, to: to}
	for _, c := range caps {
		w := s.word(c.From)
		switch c.Name {
		case "month":
			n.month = int(w.month)
		case "weekday", "weekdays":
			n.weekday = int(w.weekday)
		case "dom":
			d, _ := s.dom(c.From)
			if n.dom != 0 {
				n.dom2 = d
			} else {
				n.dom = d
			}
		case "ordinal":
			n.ordinal, _ = s.ordinal(c.From)
		case "n":
			n.n, _ = s.cardinal(c.From)
		case "year":
			n.setYear(first(s.year(c.From)))
		case "fy":
			n.setYear(int(w.cardinal))
		case "yy":
			n.setYear(first(s.shortYear(c.From)))
		case "decade":
			n.decade, _ = s.decade(c.From)
		case "unit":
			if n.said != noUnit {
				n.within = w.unit
			} else {
				n.said = w.unit
			}
		case "season":
			n.season = int(w.season)
		case "day":
			n.day, n.hasDay = int(w.day), true
		default:
			s.capture(n, c)
		}
	}
	if n.ordinal == 0 && (n.op == opCalendar || n.op == opNth) {
		n.ordinal = p.n
	}
	return n
}

// capture takes what a slot of several words captured.
func (s *sentence) capture(n *node, c rule.Capture) {
	switch c.Name {
	case "holiday", "event":
		n.name, _ = s.name(c.From, c.Name == "holiday")
	case "numeric":
		f, _ := s.numeric(c.From)
		n.year, n.month, n.dom = f.year, f.month, f.dom
	case "date", "range", "one":
		d, _ := s.date(c.From)
		if c.Name == "one" {
			d, _ = s.one(c.From)
		}
		if n.a == nil {
			n.a = d
		} else {
			n.b = d
		}
	}
}

func (n *node) setYear(y int) {
	if n.year != 0 {
		n.year2 = y
	} else {
		n.year = y
	}
}

func first(n, _ int) int { return n }
