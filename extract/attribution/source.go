package attribution

import (
	"strconv"
	"strings"

	"muster/extract/token"
	"muster/news"
)

// names is what a source needs to know of the entities of the text.
type names interface {
	// Within returns the mentions inside bytes start to end.
	Within(start, end int) []news.Entity
	// Refer says whom a pronoun or description stands for.
	Refer(at news.Span) (news.Entity, bool)
}

// link is one speaker: who, and where it says so.
type link struct {
	source  news.Source
	mention news.Span
}

// resolver turns noun phrases into sources.
type resolver struct {
	names
	outlet func(name string) (news.Source, bool)
	// people, others are the last speaker of each kind, for pronouns that the
	// names do not resolve.
	person, medium, body news.Source
	// personAt is where the last person spoke.
	personAt news.Span
	// fresh says whether the last person is still the one spoken of.
	fresh func(last, pronoun news.Span) bool
}

// speakers returns who speaks in the noun phrase, nearest to the fact first:
// "one of Reuters' sources" is an anonymous source, then Reuters.
func (r *resolver) speakers(c *clause, s speaker) []link {
	if s.empty() {
		return nil
	}
	at := c.span(s.stretch)
	if s.to-s.from == 1 && c.at(s.from, pronoun|objectPronoun) {
		return r.pronoun(c, s, at)
	}
	head := c.span(stretch{s.head, s.head + 1})
	inside := r.Within(at.Start, at.End)
	for _, e := range inside {
		if e.Span.Overlaps(head) && e.Kind != news.Demonym {
			return []link{{r.sourceOf(e), at}}
		}
	}
	switch {
	case c.is(c.toks[s.head], mediaWord) || !c.is(c.toks[s.head], anonymousWord|documentWord):
		if e, ok := r.Refer(c.span(stretch{s.from, s.head + 1})); ok {
			return []link{{r.sourceOf(e), at}}
		}
	case c.is(c.toks[s.head], documentWord):
		if e, ok := owner(inside); ok {
			return []link{{r.sourceOf(e), at}}
		}
	}
	if c.is(c.toks[s.head], mediaWord) && r.medium.Name != "" && c.at(s.from, determiner) {
		return []link{{r.medium, at}}
	}
	return r.described(c, s, at, inside)
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

// pronoun is who "he" or "they" is: the one who spoke just before,
// else whom the names say.
func (r *resolver) pronoun(c *clause, s speaker, at news.Span) []link {
	word := token.Fold(at.Text)
	if (word == "he" || word == "she") && r.person.Name != "" && r.fresh(r.personAt, at) && !misfits(word, r.personAt.Text) {
		return []link{{r.person, at}}
	}
	if e, ok := r.Refer(at); ok {
		return []link{{r.sourceOf(e), at}}
	}
	var last news.Source
	switch word {
	case "he", "she":
		last = r.person
	case "it":
		last = r.body
	case "they":
		if r.body.Count != 1 {
			last = r.body
		}
	}
	return []link{{last, at}}
}

// misfits reports a title of the other sex.
func misfits(pronoun, mention string) bool {
	switch first, _, _ := strings.Cut(mention, " "); first {
	case "Ms.", "Mrs.", "Ms", "Mrs":
		return pronoun == "he"
	case "Mr.", "Mr":
		return pronoun == "she"
	}
	return false
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
	from, to := c.description(s)
	links[0].source.Name = c.text.Source[c.toks[from].Start:c.toks[to-1].End]
	if src.Count == 1 {
		links[0].source.Name = singular(links[0].source.Name)
	}
	if len(links) == 1 && from > s.from {
		links = append(links, r.media(c, stretch{s.from, from})...)
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
func (c *clause) description(s speaker) (from, to int) {
	from, to = s.from, s.to
	for i := s.from; i < s.head; i++ {
		if c.possessive(i) && c.is(c.toks[s.head], anonymousWord) && i-s.from < 4 && c.count(s) == 1 {
			from = i + 1
		}
	}
	for from < s.head && (c.at(from, determiner|countWord) || c.toks[from].Kind == token.Number || c.word(from) == "of") {
		from++
	}
	for i := s.head + 1; i < to; i++ {
		if w := c.word(i); w == "," || w == "(" || w == "—" || w == "–" || w == "--" {
			to = i
		}
	}
	return from, to
}

// count is the stated number of speakers, 0 where none is stated.
func (c *clause) count(s speaker) int {
	if !c.is(c.toks[s.head], anonymousWord) {
		return 0
	}
	for i := s.from; i < s.head; i++ {
		if c.toks[i].Kind == token.Number {
			if n, err := strconv.Atoi(c.word(i)); err == nil && n < 1000 {
				return n
			}
		}
		if n, ok := smallNumbers[token.Fold(c.word(i))]; ok {
			return n
		}
	}
	return 0
}

var smallNumbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "another": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
	"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}

// sourceOf is the source that an entity is.
func (r *resolver) sourceOf(e news.Entity) news.Source {
	if e.Kind == news.Outlet {
		if s, ok := r.outlet(e.Name); ok {
			return s
		}
	}
	return news.Source{Name: e.Name, Kind: sourceKinds[e.Kind], Country: e.Country, Role: e.Role}
}

var sourceKinds = map[news.EntityKind]news.SourceKind{
	news.CountryName: news.Government, news.Demonym: news.Government, news.Capital: news.Government,
	news.Metonym: news.Government, news.Alliance: news.Organisation, news.Region: news.Organisation,
	news.Place: news.Government, news.ArmedForce: news.Organisation, news.MinistryEntity: news.Ministry,
	news.Organised: news.Organisation, news.Outlet: news.Online, news.Human: news.Person,
	news.MilitaryUnit: news.Organisation,
}

// remember keeps a speaker for the pronouns that follow.
func (r *resolver) remember(s news.Source, at news.Span) {
	switch {
	case s.Name == "":
	case s.Kind == news.Person:
		if s.Name == r.person.Name && (strings.EqualFold(at.Text, "he") || strings.EqualFold(at.Text, "she")) {
			at.Text = r.personAt.Text
		}
		r.person, r.personAt = s, at
	case s.Kind.Media():
		r.medium, r.body = s, s
	default:
		r.body = s
	}
}
