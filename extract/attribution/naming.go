package attribution

import (
	"strings"
	"unicode"

	"muster/extract/token"
	"muster/news"
)

// described is a source without a name: "five diplomats", "the governor". A
// phrase whose head is nobody that speaks ("the failure") names no source; a
// person named behind a title with a place ("the governor of the region, X")
// is that person.
func (r *resolver) described(c *clause, s speaker, at news.Span, inside []news.Entity) []link {
	if e, ok := c.nameBehind(s, inside); ok {
		return []link{{source: r.sourceOf(e), mention: e.Span}}
	}
	if two := r.twoNations(c, s, inside); two != nil {
		return two
	}
	var media []link
	for _, e := range inside {
		if e.Kind == news.Outlet {
			media = append(media, link{source: r.sourceOf(e), mention: e.Span})
		}
	}
	if len(media) == 0 {
		media = r.media(c, stretch{s.from, s.head})
	}
	if len(media) > 0 && c.at(s.head, pressWord) {
		media[0].mention = at
		return media[:1] // what a reporter of the agency saw the agency tells
	}
	n, ok := c.naming(s, media)
	if !ok {
		return []link{{mention: at}}
	}
	src := news.Source{Kind: c.describedKind(n), Count: c.count(s)}
	if named, ok := c.calledBy(n, s.to); ok {
		return append([]link{{source: news.Source{Name: named, Kind: news.Person}, mention: at}}, media...)
	}
	if src.Kind == news.Person {
		n.to = n.head + 1 // "Anna Kask of the institute"
	}
	if src.Kind != news.Anonymous {
		media = c.outside(n, media)
	}
	src.Name = c.described(n, inside)
	loose := src.Kind == news.Anonymous && c.at(n.head, documentWord)
	for _, e := range inside {
		if e.Country != "" && (src.Country == "" || e.Span.End <= c.toks[n.head].End) {
			src.Country = e.Country
			if e.Span.End <= c.toks[n.head].End {
				break
			}
		}
	}
	if token.Fold(c.word(s.from)) == "one" {
		src.Name = singular(src.Name)
	}
	return append([]link{{source: src, mention: at, loose: loose}}, media...)
}

// anybody is a source whose noun no list knows, behind words that leave no doubt
// that it is one: "according to the results".
func (r *resolver) anybody(c *clause, s speaker) []link {
	if s.empty() || s.to-s.from == 1 && c.at(s.from, pronoun|determiner) || c.at(s.head, nobodyWord|dayWord|timeWord) {
		return nil
	}
	n := speaker{stretch{s.from, s.head + 1}, s.head, false}
	for n.from < n.head && c.unnaming(n.from) {
		n.from = c.pastCompound(n.from, n.head)
	}
	if t := c.tree().Nodes[n.head].Tag; c.toks[n.head].Kind != token.Word || t != "NOUN" && t != "PROPN" {
		return nil
	}
	at := c.span(s.stretch)
	inside := r.Within(at.Start, at.End)
	src := news.Source{Kind: news.Anonymous, Name: c.described(n, inside), Country: firstCountry(inside)}
	if capital(c.word(n.from)) && capital(c.word(n.head)) {
		src.Kind = news.Organisation
	}
	return []link{{source: src, mention: at}}
}

// naming is the part of the noun phrase that says what the source is, without
// article, number, owner and what it was doing; false where its head is nobody
// that can speak.
func (c *clause) naming(s speaker, media []link) (speaker, bool) {
	n := speaker{stretch{s.from, s.to}, s.head, s.sure}
	if len(media) > 0 {
		for i := s.from; i < s.head; i++ {
			if c.possessive(i) {
				n.from = i + 1
			}
		}
	}
	if c.at(s.from-1, auxiliary) && c.acts(s.from) || c.acts(s.from) && c.at(s.from+1, adverb|preposition) {
		return n, false // "had received word from sources", "turned back men"
	}
	for n.from < n.head && c.unnaming(n.from) {
		n.from = c.pastCompound(n.from, n.head)
	}
	for i := n.head + 1; i < n.to; i++ {
		if c.endsNaming(i, n.to) {
			n.to = i
		}
	}
	for i := n.from; i < n.head; i++ {
		if c.finite(i) || c.at(i, preposition) && c.word(i) != "of" {
			return n, false // "militants seized control", "had word from sources"
		}
		if i > n.from && c.plural(i-1) && !capital(c.word(i)) && c.tree().Nodes[i].XTag == "VBN" {
			return n, false // "nations issued statements"
		}
	}
	for n.to > n.head+1 && c.at(n.to-1, preposition) {
		n.to--
	}
	n.from = c.pastSort(n)
	return n, c.speakable(n)
}

// pastSort is where a proper name begins behind the noun for what sort of body
// bears it: "local news portal [Sulg Daily]", "aid group [Relief]".
func (c *clause) pastSort(n speaker) int {
	i := n.head
	for i > n.from && capital(c.word(i)) && capital(c.word(i-1)) {
		i--
	}
	if i > n.from && capital(c.word(i)) && !capital(c.word(i-1)) && c.at(i-1, mediaWord|documentWord|anyBody) {
		return i
	}
	return n.from
}

// outside are the media that are no part of a name: "Reuters" of "Reuters'
// reporter", not that of "Reuters Institute".
func (c *clause) outside(n speaker, media []link) []link {
	at := c.span(n.stretch)
	var kept []link
	for _, l := range media {
		if !l.mention.Overlaps(at) {
			kept = append(kept, l)
		}
	}
	return kept
}

// calledBy is the name that a phrase says somebody bears: "a local named Igor".
func (c *clause) calledBy(n speaker, to int) (string, bool) {
	i := n.from + 1
	for i < to && c.word(i) != "named" && c.word(i) != "called" {
		i++
	}
	if i >= to || !c.at(i-1, anonymousWord|speakerWord) {
		return "", false
	}
	end := i + 1
	for end < to && capital(c.word(end)) {
		end++
	}
	if end == i+1 {
		return "", false
	}
	return c.span(stretch{i + 1, end}).Text, true
}

// pastCompound is the token behind token i and what hyphens tie to it
// ("31-year-old"), at most end.
func (c *clause) pastCompound(i, end int) int {
	for i++; i+1 < end && c.word(i) == "-" && c.toks[i].Start == c.toks[i-1].End && c.toks[i].End == c.toks[i+1].Start; {
		i += 2
	}
	return i
}

// acts reports a word in lower case that the tree takes for the past form of a
// verb.
func (c *clause) acts(i int) bool {
	if i >= len(c.toks) || capital(c.word(i)) || c.toks[i].Kind != token.Word {
		return false
	}
	tag := c.tree().Nodes[i].XTag
	return tag == "VBN" || tag == "VBD"
}

// unnaming reports a word at the beginning of a noun phrase that is no part of
// what the source is called.
func (c *clause) unnaming(i int) bool {
	return c.at(i, determiner|countWord|preposition|timeWord|dayWord|auxiliary|quantity|vagueWord) || c.toks[i].Kind != token.Word || c.possessive(i) ||
		c.at(i, adverb) && !capital(c.word(i))
}

// endsNaming reports that the name of a source ends before token i, which
// stands behind its head.
func (c *clause) endsNaming(i, to int) bool {
	if c.comma(i) || c.at(i, relative|dayWord) || c.at(i, preposition) && c.timeBehind(i, to) {
		return true
	}
	switch c.tree().Nodes[i].XTag {
	case "VBG", "VBN", "VBD", "VBZ", "VBP", "MD":
		return !capital(c.word(i))
	}
	return false
}

// finite reports a word in lower case that the tree takes for a finite verb.
func (c *clause) finite(i int) bool {
	if c.toks[i].Kind != token.Word || capital(c.word(i)) {
		return false
	}
	switch c.tree().Nodes[i].XTag {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// speakable reports that the head of a noun phrase is somebody who can speak:
// a person, a body or a document by its noun, or a proper name.
func (c *clause) speakable(n speaker) bool {
	if c.quoted(n.head) {
		return false
	}
	if c.at(n.head, anonymousWord|mediaWord|documentWord|speakerWord) {
		return !c.finite(n.head)
	}
	if !capital(c.word(n.head)) || c.at(n.head, timeWord|dayWord|countWord|quantity|determiner|pronoun|preposition) || c.toks[n.head].Kind != token.Word {
		return false
	}
	tag := c.tree().Nodes[n.head].XTag
	return tag == "NNP" || tag == "NNPS"
}

func allUpper(w string) bool {
	return len(w) > 1 && strings.IndexFunc(w, unicode.IsLower) < 0
}

// describedKind is the kind of a source that no list knows: somebody without a
// name, or a proper name.
func (c *clause) describedKind(n speaker) news.SourceKind {
	if capital(c.word(n.from)) && capital(c.word(n.head)) && !c.at(n.head, anonymousWord|mediaWord|documentWord|speakerWord) {
		switch {
		case c.at(n.from-1, mediaWord|documentWord):
			return news.Online
		case c.at(n.from-1, anyBody):
			return news.Organisation
		}
	}
	if c.at(n.head, anonymousWord|mediaWord|documentWord|speakerWord) || c.tree().Nodes[n.head].XTag != "NNP" || !capital(c.word(n.from)) {
		return news.Anonymous
	}
	if n.to-n.from == 1 && allUpper(c.word(n.head)) {
		return news.Organisation
	}
	return news.Person
}

// described is the naming as one writes it: states without points, and in
// lower case what only the beginning of the sentence made a capital.
func (c *clause) described(n speaker, inside []news.Entity) string {
	name := dotless.Replace(c.text.Source[c.toks[n.from].Start:c.toks[n.to-1].End])
	for _, e := range inside {
		if e.Span.Start == c.toks[n.from].Start {
			return name
		}
	}
	first := c.word(n.from)
	begins := n.from == c.start || n.from == c.start+1 && c.toks[c.start].Kind != token.Word
	if begins && !c.title && c.commonWord(n.from) && !allUpper(first) {
		name = token.Fold(first) + strings.TrimPrefix(name, first)
	}
	return name
}

// commonWord reports a word that is no name: one of the noun classes of
// speakers, or no proper noun by its tag.
func (c *clause) commonWord(i int) bool {
	if c.at(i, anonymousWord|mediaWord|documentWord|speakerWord) {
		return true
	}
	switch c.tree().Nodes[i].XTag {
	case "JJ":
		return !hasAnySuffix(c.word(i), "ish", "ian", "ese", "can", "cratic")
	case "NN", "NNS", "JJR", "JJS", "VBG", "VBN":
		return true
	}
	return false
}

// nameBehind is the person whose name stands behind a title with its place:
// "the governor of the region, Anna Kask", "expert Anna Kask of the institute".
// A name behind a preposition ("spokesman for Anna Kask") or with a possessive
// mark only belongs to the phrase.
func (c *clause) nameBehind(s speaker, inside []news.Entity) (news.Entity, bool) {
	for _, e := range inside {
		if e.Kind != news.Human {
			continue
		}
		i := s.from
		for i < s.to && c.toks[i].Start < e.Span.Start {
			i++
		}
		end := i
		for end < s.to && c.toks[end].Start < e.Span.End {
			end++
		}
		if end < len(c.toks) && c.possessive(end) {
			continue
		}
		for i > s.from && c.isWord(i-1) && (capital(c.word(i-1)) || c.at(i-1, anonymousWord|speakerWord)) {
			i--
		}
		if i == s.from || !c.at(i-1, preposition|determiner) && !c.possessive(i-1) {
			return e, true
		}
	}
	return news.Entity{}, false
}

// twoPeople are two people whom a phrase names with nothing but titles between:
// "Anna Kask and Defence Minister Igor Sulg". Nil where it names one.
func (r *resolver) twoPeople(c *clause, s speaker, inside []news.Entity) []link {
	for k := 0; k+1 < len(inside); k++ {
		a, b := inside[k], inside[k+1]
		if a.Kind != news.Human || b.Kind != news.Human || a.Name == b.Name {
			continue
		}
		words := strings.Fields(c.text.Source[a.Span.End:max(a.Span.End, b.Span.Start)])
		if len(words) == 0 || words[0] != "and" || !allCapital(words[1:]) || !c.ends(s, b) {
			continue
		}
		return []link{{source: r.sourceOf(a), mention: c.span(s.stretch)}, {source: r.sourceOf(b), mention: b.Span}}
	}
	return nil
}

func allCapital(words []string) bool {
	for _, w := range words {
		if !capital(w) {
			return false
		}
	}
	return true
}

// twoNations splits "South Korean and US officials" into the officials of one
// and those of the other; nil where the phrase names no two states.
func (r *resolver) twoNations(c *clause, s speaker, inside []news.Entity) []link {
	if len(inside) < 2 || !c.at(s.head, anonymousWord) {
		return nil
	}
	a, b := inside[0], inside[1]
	between := c.text.Source[a.Span.End:max(a.Span.End, b.Span.Start)]
	if strings.TrimSpace(between) != "and" || a.Country == "" || b.Country == "" || a.Country == b.Country || b.Span.End > c.toks[s.head].Start {
		return nil
	}
	rest := s
	for rest.from < s.head && c.toks[rest.from].Start < b.Span.End {
		rest.from++
	}
	n, ok := c.naming(rest, nil)
	if !ok {
		return nil
	}
	var links []link
	shared := ""
	if b.Kind == news.ArmedForce || b.Kind == news.MinistryEntity {
		shared = lowerEnd(b.Span.Text)
	}
	for _, e := range []news.Entity{a, b} {
		name := e.Span.Text
		if e == a {
			name += shared // "military" of "Latvian and Estonian military officials"
		}
		name = dotless.Replace(name) + " " + c.described(n, nil)
		links = append(links, link{source: news.Source{Name: name, Kind: news.Anonymous, Country: e.Country}, mention: c.span(s.stretch)})
	}
	return links
}

// lowerEnd is what stands behind the last capital word of a name, with its
// blank: " military" of "South Korean military".
func lowerEnd(name string) string {
	words := strings.Fields(name)
	i := len(words)
	for i > 0 && !capital(words[i-1]) {
		i--
	}
	if i == len(words) {
		return ""
	}
	return " " + strings.Join(words[i:], " ")
}

// dotless writes states and alliances without points, and in one line.
var dotless = strings.NewReplacer("U.S.", "US", "U.N.", "UN", "U.K.", "UK", "E.U.", "EU", "\n", " ")
