package attribution

import (
	"strconv"
	"strings"

	"muster/extract/token"
	"muster/news"
)

// mediumIn is the outlet that a noun phrase such as "the state-run WAM news
// agency" names.
func (c *clause) mediumIn(s speaker, inside []news.Entity) (news.Entity, bool) {
	for _, e := range inside {
		if e.Kind != news.Outlet || e.Span.Start > c.toks[s.head].Start {
			continue
		}
		i := s.from
		for i < s.head && c.toks[i].Start < e.Span.End {
			i++
		}
		if !c.possessive(i) {
			return e, true
		}
	}
	return news.Entity{}, false
}

// core is the noun phrase up to its head and what "of" ties to it.
func (c *clause) core(s speaker) stretch {
	to := s.head + 1
	if to < s.to && c.word(to) == "of" {
		for to++; to < s.to && !c.comma(to) && !c.at(to, preposition); {
			to++
		}
	}
	return stretch{s.from, to}
}

// definite reports that a noun phrase begins with a determiner or a name: a
// bare "governor" ("whose governor says") may be any.
func (c *clause) definite(from int) bool {
	return c.at(from, determiner) || capital(c.word(from))
}

// ownedBy reports a description that holds a country or alliance as its
// owner: "the country's rebels" are not the country.
func (c *clause) ownedBy(s speaker, e news.Entity) bool {
	switch e.Kind {
	case news.CountryName, news.Alliance, news.Region, news.Capital:
	default:
		return false
	}
	for i := s.from; i < s.head; i++ {
		if c.possessive(i) {
			return true
		}
	}
	return false
}

// byEnd is the end of the noun phrase behind "released by" or "from", where
// that follows token i; else end.
func (c *clause) byEnd(i, end int) int {
	for j := i; j < len(c.toks) && j < i+3; j++ {
		if w := c.word(j); w == "by" || w == "from" || w == "of" || w == "in" {
			if s, ok := c.rightSpeaker(j + 1); ok {
				return c.toks[s.to-1].End
			}
		}
		if !c.isWord(j) {
			break
		}
	}
	return end
}

// owner is whose document it is: the last of the names in "NATO data", "a
// report by Amnesty".
func owner(inside []news.Entity) (news.Entity, bool) {
	for i := len(inside) - 1; i >= 0; i-- {
		if inside[i].Kind != news.Place && inside[i].Kind != news.Demonym && inside[i].Kind != news.Region {
			return inside[i], true
		}
	}
	return news.Entity{}, false
}

// media finds "the agency's" before "interlocutors".
func (r *resolver) media(c *clause, s stretch) []link {
	for i := s.from; i < s.to; i++ {
		if c.at(i, mediaWord) && i+1 < len(c.toks) && c.possessive(i+1) {
			from := i
			if c.at(i-1, determiner) {
				from--
			}
			at := c.span(stretch{from, i + 1})
			if e, ok := r.Refer(at); ok {
				return []link{{source: r.sourceOf(e), mention: at}}
			}
			if r.medium.Name != "" {
				return []link{{source: r.medium, mention: at}}
			}
		}
	}
	return nil
}

func singular(s string) string {
	if len(s) > 3 && strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss") {
		return s[:len(s)-1]
	}
	return s
}

// timeBehind reports that a preposition brings a time: "in recent days".
func (c *clause) timeBehind(i, to int) bool {
	for j := i + 1; j < to && !c.at(j, preposition); j++ {
		if c.at(j, dayWord|timeWord) {
			return true
		}
	}
	return false
}

// count is the stated number of speakers, 0 where none is stated.
func (c *clause) count(s speaker) int {
	if !c.is(c.toks[s.head], anonymousWord) && !c.plural(s.head) {
		return 0
	}
	for i := s.from; i < s.head; i++ {
		if c.toks[i].Kind == token.Number {
			if n, err := strconv.Atoi(c.word(i)); err == nil && n < 1000 {
				return n
			}
		}
		if n, ok := c.counts[c.toks[i].Hash]; ok && (n > 1 || c.is(c.toks[s.head], anonymousWord)) {
			return n
		}
	}
	return 0
}
