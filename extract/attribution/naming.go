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
		return []link{{r.sourceOf(e), e.Span}}
	}
	if two := r.twoNations(c, s, inside); two != nil {
		return two
	}
	var media []link
	for _, e := range inside {
		if e.Kind == news.Outlet {
			media = append(media, link{r.sourceOf(e), e.Span})
		}
	}
	if len(media) == 0 {
		media = r.media(c, stretch{s.from, s.head})
	}
	n, ok := c.naming(s, media)
	if !ok {
		return []link{{mention: at}}
	}
	src := news.Source{Kind: c.describedKind(n), Count: c.count(s)}
	if src.Kind == news.Person {
		n.to = n.head + 1 // "Anna Kask of the institute"
	}
	src.Name = c.described(n, inside)
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
	return append([]link{{src, at}}, media...)
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
	for n.from < n.head && c.unnaming(n.from) {
		n.from = c.pastCompound(n.from, n.head)
	}
	for i := n.head + 1; i < n.to; i++ {
		if c.endsNaming(i, n.to) {
			n.to = i
		}
	}
	for i := n.from; i < n.head; i++ {
		if c.finite(i) {
			return n, false // "militants seized control"
		}
	}
	return n, c.speakable(n)
}

// pastCompound is the token behind token i and what hyphens tie to it
// ("31-year-old"), at most end.
func (c *clause) pastCompound(i, end int) int {
	for i++; i+1 < end && c.word(i) == "-" && c.toks[i].Start == c.toks[i-1].End && c.toks[i].End == c.toks[i+1].Start; {
		i += 2
	}
	return i
}

// unnaming reports a word at the beginning of a noun phrase that is no part of
// what the source is called.
func (c *clause) unnaming(i int) bool {
	return c.at(i, determiner|countWord|preposition|timeWord|dayWord|auxiliary|quantity) || c.toks[i].Kind != token.Word || c.possessive(i) ||
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
	if n.from <= c.start+1 && !c.title && c.commonWord(n.from) && !allUpper(first) {
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
	shared := strings.TrimPrefix(b.Span.Text, c.text.Source[b.Span.Start:c.endOfToken(b.Span.Start)])
	for _, e := range []news.Entity{a, b} {
		name := e.Span.Text
		if e == a {
			name += shared // "military" of "Latvian and Estonian military officials"
		}
		name = dotless.Replace(name) + " " + c.described(n, nil)
		links = append(links, link{news.Source{Name: name, Kind: news.Anonymous, Country: e.Country}, c.span(s.stretch)})
	}
	return links
}

// endOfToken is where the token ends that begins at byte at.
func (c *clause) endOfToken(at int) int {
	for _, t := range c.toks {
		if t.Start == at {
			return t.End
		}
	}
	return at
}

// dotless writes states and alliances without points, and in one line.
var dotless = strings.NewReplacer("U.S.", "US", "U.N.", "UN", "U.K.", "UK", "E.U.", "EU", "\n", " ")
