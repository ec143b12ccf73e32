package attribution

import (
	"muster/news"
)

// names is what a source needs to know of the entities of the text.
type names interface {
	// Within returns the mentions inside bytes start to end.
	Within(start, end int) []news.Entity
	// Refer says whom a pronoun or description stands for.
	Refer(at news.Span) (news.Entity, bool)
	// Called is the one body of the text that may be called so.
	Called(words string) (news.Entity, bool)
}

// link is one speaker: who, and where it says so.
type link struct {
	source  news.Source
	mention news.Span
	// loose: a document that nobody is named for ("initial reports").
	loose bool
}

// resolver turns noun phrases into sources.
type resolver struct {
	names
	outlet  func(name string) (news.Source, bool)
	country func(code string) string
	// person and body are the last speaker that "he" and that "it" or "they"
	// can stand for, medium the last outlet.
	person, body voice
	// several are the last who spoke together: "they".
	several voice
	medium  news.Source
	// papers are who speaks in the documents of the text, by the noun that
	// names them.
	papers map[uint64][]link
	// paper are who speaks in the last of them.
	paper []link
	// fresh says whether the last speaker is still the one spoken of.
	fresh func(last *voice, pronoun news.Span) bool
}

// speakers returns who speaks in the noun phrase, nearest to the fact first:
// "one of Reuters' sources" is an anonymous source, then Reuters.
func (r *resolver) speakers(c *clause, s speaker) []link {
	if s.empty() {
		return nil
	}
	at := c.span(s.stretch)
	if s.to-s.from == 1 && c.at(s.from, pronoun) {
		return r.pronoun(c, s, at)
	}
	if c.word(s.from) == "of" {
		return []link{{mention: at}} // what is left of a phrase names nobody
	}
	inside := r.Within(at.Start, at.End)
	if both := r.twoPeople(c, s, inside); both != nil {
		return both
	}
	if e, ok := c.headed(s, inside); ok {
		return []link{{source: r.sourceOf(e), mention: at}}
	}
	if l, ok := r.toldAs(c, s, at, inside); ok {
		return []link{l}
	}
	switch {
	case c.is(c.toks[s.head], documentWord):
		if l, ok := c.paperName(s, at, inside); ok {
			return []link{l}
		}
		if links := r.writer(c, s, at); links != nil {
			return links
		}
		if e, ok := owner(r.Within(at.Start, c.byEnd(s.to, at.End))); ok {
			return []link{{source: r.sourceOf(e), mention: at}}
		}
		if links := r.paperOf(c, s, at, inside); links != nil {
			return links
		}
	case c.is(c.toks[s.head], mediaWord) || !c.is(c.toks[s.head], anonymousWord):
		if e, ok := r.Refer(c.span(c.core(s))); ok && c.definite(s.from) && !holdsName(e.Name, inside) && !c.ownedBy(s, e) {
			return []link{{source: r.sourceOf(e), mention: at}}
		}
	}
	if c.is(c.toks[s.head], mediaWord) {
		if e, ok := c.mediumIn(s, inside); ok {
			return []link{{source: r.sourceOf(e), mention: at}}
		}
	}
	if v := r.spokenBody(c, s, at, inside); v != nil {
		return v.again(at)
	}
	if c.is(c.toks[s.head], mediaWord) && r.medium.Name != "" && c.at(s.from, determiner) && s.to-s.from == 2 {
		return []link{{source: r.medium, mention: at}}
	}
	return r.described(c, s, at, inside)
}

// headed is the entity that the noun phrase is about: the one its head
// belongs to, or one that stands beside it in apposition ("the president,
// Anna Kask,").
func (c *clause) headed(s speaker, inside []news.Entity) (news.Entity, bool) {
	head := c.toks[s.head]
	for _, e := range inside {
		if e.Kind == news.Human && c.ends(s, e) {
			return e, true
		}
	}
	for _, e := range inside {
		if e.Span.Start < head.End && head.Start < e.Span.End && e.Kind != news.Demonym {
			return e, true
		}
	}
	for _, e := range inside {
		if e.Span.Start > head.End && c.apposed(s, e, inside) {
			return e, true
		}
	}
	return news.Entity{}, false
}

// ends reports that the person e ends the noun phrase with nothing but names
// and titles between: "ministry spokesman General Igor Kask", "Secretary of
// State Anna Kask".
func (c *clause) ends(s speaker, e news.Entity) bool {
	i, titled := s.head, capital(c.word(s.head))
	for ; i < s.to && c.toks[i].End < e.Span.End; i++ {
		if !c.isWord(i) || c.at(i, preposition|subordinator) && !c.inTitle(i, titled, e) || c.possessive(i) {
			return false
		}
	}
	return i < s.to && c.toks[i].End == e.Span.End &&
		(i+1 >= s.to || !c.possessive(i+1) && !c.isWord(i+1) || c.at(i+1, relative))
}

// inTitle reports an "of" inside the title before the name e: "Secretary of State
// Anna Kask", "minister of defence Anna Kask".
func (c *clause) inTitle(i int, titled bool, e news.Entity) bool {
	if c.word(i) != "of" || i+2 >= len(c.toks) || c.toks[i+1].Start >= e.Span.Start {
		return false
	}
	return titled && capital(c.word(i+1)) || c.toks[i+2].Start == e.Span.Start && !capital(c.word(i+1)) && !c.at(i+1, determiner)
}

// apposed reports that entity e, behind the head of s, is another name of it.
func (c *clause) apposed(s speaker, e news.Entity, inside []news.Entity) bool {
	i := s.head + 1
	for i < s.to && c.toks[i].Start < e.Span.Start {
		i++
	}
	if e.Kind == news.Human {
		for _, o := range inside {
			if o.Span.End == c.toks[i-1].End && o.Kind != news.Human {
				return true // "Ambassador to the United Nations Nikki Haley"
			}
		}
		for i-1 > s.head && c.isWord(i-1) && capital(c.word(i-1)) {
			i-- // titles
		}
	}
	if c.at(i-1, determiner) {
		i--
	}
	switch c.word(i - 1) {
	case ",", "—", "–", "--":
		return e.Kind != news.Place && e.Kind != news.Demonym && e.Kind != news.Region
	}
	return false
}

// holdsName reports that one of the mentions has the name: then a description
// that seems to refer to it only holds it ("some of Trump's allies").
func holdsName(name string, inside []news.Entity) bool {
	for _, e := range inside {
		if e.Name == name {
			return true
		}
	}
	return false
}

// sourceOf is the source that an entity is.
func (r *resolver) sourceOf(e news.Entity) news.Source {
	if e.Kind == news.Outlet {
		if s, ok := r.outlet(e.Name); ok {
			return s
		}
	}
	if e.Kind == news.Capital && e.Country != "" {
		e.Name = r.country(e.Country)
	}
	kind, ok := sourceKinds[e.Kind]
	if !ok {
		kind = news.Organisation // an operation speaks as its headquarters
	}
	return news.Source{Name: e.Name, Kind: kind, Country: e.Country, Role: e.Role}
}

var sourceKinds = map[news.EntityKind]news.SourceKind{
	news.CountryName: news.Government, news.Demonym: news.Government, news.Capital: news.Government,
	news.Metonym: news.Government, news.Alliance: news.Organisation, news.Region: news.Organisation,
	news.Place: news.Government, news.ArmedForce: news.Organisation, news.MinistryEntity: news.Ministry,
	news.Organised: news.Organisation, news.Outlet: news.Online, news.Human: news.Person,
	news.MilitaryUnit: news.Organisation,
}
