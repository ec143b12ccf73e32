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

// described is a source without a name: "five diplomats", "the governor".
func (r *resolver) described(c *clause, s speaker, at news.Span, inside []news.Entity) []link {
	src := news.Source{Kind: news.Anonymous, Count: c.count(s)}
	for _, e := range inside {
		if e.Country != "" {
			src.Country = e.Country
		}
	}
	links := []link{{src, at}}
	for _, e := range inside {
		if e.Kind == news.Outlet {
			links = append(links, link{r.sourceOf(e), e.Span})
		}
	}
	if len(links) == 1 {
		links = append(links, r.media(c, stretch{s.from, s.head})...)
	}
	from, to := c.description(s, links[1:])
	links[0].source.Name = c.text.Source[c.toks[from].Start:c.toks[to-1].End]
	if token.Fold(c.word(s.from)) == "one" {
		links[0].source.Name = singular(links[0].source.Name)
	}
	return links
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
				return []link{{r.sourceOf(e), at}}
			}
			if r.medium.Name != "" {
				return []link{{r.medium, at}}
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

// description is the part of the noun phrase that says what the source is,
// without article, number and owner.
func (c *clause) description(s speaker, media []link) (from, to int) {
	from, to = s.from, s.to
	if len(media) > 0 {
		for i := s.from; i < s.head; i++ {
			if c.possessive(i) {
				from = i + 1
			}
		}
	}
	for from < s.head && (c.at(from, determiner|countWord) || c.toks[from].Kind == token.Number || c.word(from) == "of") {
		from++
	}
	for i := s.head + 1; i < to; i++ {
		if w := c.word(i); w == "," || w == "(" || w == "—" || w == "–" || w == "--" || c.at(i, relative) || c.at(i, preposition) && c.timeBehind(i, to) {
			to = i
		}
	}
	return from, to
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
		if n, ok := smallNumbers[token.Fold(c.word(i))]; ok && (n > 1 || c.is(c.toks[s.head], anonymousWord)) {
			return n
		}
	}
	return 0
}

var smallNumbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "another": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
	"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}
