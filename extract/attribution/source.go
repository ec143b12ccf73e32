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
	outlet  func(name string) (news.Source, bool)
	country func(code string) string
	// person and body are the last speaker that "he" and that "it" or "they"
	// can stand for, medium the last outlet.
	person, body voice
	medium       news.Source
	// fresh says whether the last speaker is still the one spoken of.
	fresh func(last *voice, pronoun news.Span) bool
}

// voice is a speaker that pronouns may stand for.
type voice struct {
	links []link
	at    news.Span
	many  bool // "officials"
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
	inside := r.Within(at.Start, at.End)
	if e, ok := c.headed(s, inside); ok {
		return []link{{r.sourceOf(e), at}}
	}
	switch {
	case c.is(c.toks[s.head], documentWord):
		if e, ok := owner(r.Within(at.Start, c.byEnd(s.to, at.End))); ok {
			return []link{{r.sourceOf(e), at}}
		}
	case c.is(c.toks[s.head], mediaWord) || !c.is(c.toks[s.head], anonymousWord):
		if e, ok := r.Refer(c.span(c.core(s))); ok && !named(e.Name, inside) && !c.ownedBy(s, e) {
			return []link{{r.sourceOf(e), at}}
		}
	}
	if c.is(c.toks[s.head], mediaWord) {
		if e, ok := c.mediumIn(s, inside); ok {
			return []link{{r.sourceOf(e), at}}
		}
	}
	if c.is(c.toks[s.head], mediaWord) && r.medium.Name != "" && c.at(s.from, determiner) && s.to-s.from == 2 {
		return []link{{r.medium, at}}
	}
	return r.described(c, s, at, inside)
}

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
		if !c.isWord(i) || c.at(i, preposition|subordinator) && !(titled && c.word(i) == "of" && capital(c.word(i+1)) && c.toks[i+1].Start < e.Span.Start) || c.possessive(i) {
			return false
		}
	}
	return i < s.to && c.toks[i].End == e.Span.End && (i+1 >= s.to || !c.possessive(i+1) && !c.isWord(i+1))
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

// named reports that one of the mentions has the name: then a description
// that seems to refer to it only holds it ("some of Trump's allies").
func named(name string, inside []news.Entity) bool {
	for _, e := range inside {
		if e.Name == name {
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

// pronoun is who "he" or "they" is: the one who spoke just before, else whom
// the names say.
func (r *resolver) pronoun(c *clause, s speaker, at news.Span) []link {
	word := token.Fold(at.Text)
	switch word {
	case "he", "she":
		if r.fresh(&r.person, at) && !misfits(word, r.person.at.Text) {
			return r.person.again(at)
		}
	case "it":
		if r.fresh(&r.body, at) && !r.body.many {
			return r.body.again(at)
		}
	}
	if e, ok := r.Refer(at); ok {
		return []link{{r.sourceOf(e), at}}
	}
	switch {
	case word == "he" || word == "she":
		return r.person.again(at)
	case word == "it" && !r.body.many || word == "they" && r.body.many:
		return r.body.again(at)
	}
	return []link{{mention: at}}
}

// again is the speaker named once more, at another place; without a name
// where nobody spoke yet.
func (v *voice) again(at news.Span) []link {
	if len(v.links) == 0 {
		return []link{{mention: at}}
	}
	links := append([]link(nil), v.links...)
	links[0].mention = at
	return links
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
		if w := c.word(i); w == "," || w == "(" || w == "—" || w == "–" || w == "--" || c.at(i, preposition) && c.timeBehind(i, to) {
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
	if e.Kind == news.Capital && e.Country != "" {
		e.Name = r.country(e.Country)
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

// remember keeps a speaker for the pronouns that follow. Own are the links of
// the speaker, all those of the media behind it too.
func (r *resolver) remember(c *clause, s speaker, own, all []link) {
	for _, l := range all {
		if l.source.Kind.Media() {
			r.medium = l.source
		}
	}
	if len(own) == 0 || own[0].source.Name == "" {
		return
	}
	v := voice{links: own, at: own[0].mention, many: plural(c.word(s.head)) && own[0].source.Count != 1}
	single := own[0].source.Kind == news.Anonymous && !v.many
	if own[0].source.Kind == news.Person || single {
		if c.at(s.head, pronoun) {
			v.at.Text = r.person.at.Text
		}
		r.person = v
	}
	if own[0].source.Kind != news.Person {
		r.body = v
	}
}
