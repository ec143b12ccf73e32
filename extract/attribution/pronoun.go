package attribution

import (
	"strings"

	"muster/extract/token"
	"muster/news"
)

// voice is a speaker that pronouns may stand for.
type voice struct {
	links []link
	at    news.Span
	many  bool // "officials"
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
	case "they":
		if r.several.at.Start >= r.body.at.Start && r.fresh(&r.several, at) {
			return r.several.again(at)
		}
	}
	if e, ok := r.Refer(at); ok {
		return []link{{source: r.sourceOf(e), mention: at}}
	}
	switch {
	case word == "he" || word == "she":
		return r.person.again(at)
	case word == "it" && !r.body.many || word == "they" && r.body.many:
		return r.body.again(at)
	}
	return []link{{mention: at}}
}

// spokenBody is the body that spoke last where the noun phrase can only mean one
// that was named: "the group", "the aid group". Nil where it names somebody
// itself or no body spoke just before.
func (r *resolver) spokenBody(c *clause, s speaker, at news.Span, inside []news.Entity) *voice {
	if !c.at(s.head, anyBody) || c.namesOwner(inside) || c.word(s.from) != "the" && c.word(s.from) != "The" || s.to != s.head+1 {
		return nil
	}
	for i := s.from + 1; i < s.head; i++ {
		if c.possessive(i) {
			return nil
		}
	}
	if !r.fresh(&r.body, at) || r.body.many || r.body.links[0].source.Kind != news.Organisation {
		return nil
	}
	return &r.body
}

// namesOwner reports a name other than that of a seat: "the Riga-based group".
func (c *clause) namesOwner(inside []news.Entity) bool {
	for _, e := range inside {
		if !strings.HasPrefix(c.text.Source[e.Span.End:], "-based ") {
			return true
		}
	}
	return false
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
	v := voice{links: own, at: own[0].mention, many: c.plural(s.head) && own[0].source.Count != 1}
	single := own[0].source.Kind == news.Anonymous && !v.many && !c.at(s.head, documentWord|mediaWord|anyBody)
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
