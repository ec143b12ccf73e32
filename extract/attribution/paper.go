package attribution

import (
	"muster/extract/token"
	"muster/news"
)

// paperOf is who speaks in a document that does not say whose it is: whom the
// words before its noun name ("the army statement"), who is named behind it ("an
// estimate by bank analysts"), who issued it ("the ministry released a statement
// saying"), or whose document the text spoke of last, of that name ("the
// statement said") or of any ("the document said"), or which medium ("the report
// said"); nil where nobody is known.
func (r *resolver) paperOf(c *clause, s speaker, at news.Span, inside []news.Entity) []link {
	if s.head > s.from {
		to := s.head
		if c.possessive(to - 1) {
			to--
		}
		if o := (speaker{stretch{s.from, to}, to - 1, false}); to > s.from && c.at(o.head, anonymousWord|speakerWord) && (s.head > to || c.tree().Nodes[o.head].XTag != "JJ") {
			if n, ok := c.naming(o, nil); ok {
				return []link{{source: news.Source{Kind: news.Anonymous, Name: c.described(n, inside), Country: firstCountry(inside)}, mention: at}}
			}
		}
	}
	if i, ok := c.issuer(s); ok {
		if links := named(r.speakers(c, i)); len(links) > 0 {
			links[0].mention = at
			return links
		}
	}
	if c.at(s.from, determiner) && c.word(s.from) != "a" && c.word(s.from) != "an" {
		links := r.papers[c.toks[s.head].Hash]
		if links == nil && s.to-s.from == 2 && c.at(s.head, anyDocument) {
			links = r.paper
		}
		if links != nil {
			v := voice{links: links}
			return v.again(at)
		}
	}
	return nil
}

// paperName is whose document it is by a proper name right before its noun that
// no list knows: "the Sulg Institute report", "the Sulg poll".
func (c *clause) paperName(s speaker, at news.Span, inside []news.Entity) (link, bool) {
	from := s.head
	for from > s.from && capital(c.word(from-1)) && !c.at(from-1, determiner|dayWord|anyDocument) {
		from--
	}
	if from == s.head || from <= c.start || c.tree().Nodes[s.head-1].XTag != "NNP" {
		return link{}, false
	}
	name := c.span(stretch{from, s.head})
	for _, e := range inside {
		if e.Span.Overlaps(name) {
			return link{}, false
		}
	}
	return link{source: news.Source{Name: name.Text, Kind: news.Organisation}, mention: at}, true
}

// writerReach is how many words may stand between a document and "by".
const writerReach = 5

// writer are those named behind a document: "an estimate by bank analysts", "a
// statement issued by the embassy".
func (r *resolver) writer(c *clause, s speaker, at news.Span) []link {
	i := s.head + 1
	for k := i; k < i+writerReach && c.isWord(k); k++ {
		if w := c.word(k); w == "by" || w == "from" {
			i = k
			break
		}
		if k > i && !c.at(k, dayWord|timeWord|preposition|determiner|adverb) {
			break // "issued on Monday by", "last year by"
		}
	}
	if w := c.word(i); w != "by" && w != "from" {
		return nil
	}
	w, ok := c.rightSpeaker(i + 1)
	if w.to > s.to && i+1 < s.to {
		w = speaker{stretch{i + 1, s.to}, c.beforeOf(stretch{i + 1, s.to}), false} // "figures issued by the army show"
	}
	if !ok || !c.mayTalk(w) || c.at(w.head, documentWord) {
		return nil
	}
	links := named(r.speakers(c, w))
	if len(links) > 0 {
		links[0].mention = at
	}
	return links
}

func firstCountry(es []news.Entity) string {
	for _, e := range es {
		if e.Country != "" {
			return e.Country
		}
	}
	return ""
}

// issuer is the subject of the verb that a document is the object of.
func (c *clause) issuer(s speaker) (speaker, bool) {
	t := c.tree()
	v := t.Governor(s.head)
	if v < 0 || v >= s.from || !t.Is(s.head, "obj") || c.tree().Nodes[v].Tag != "VERB" {
		return speaker{}, false
	}
	i, ok := c.treeSpeaker(v)
	return i, ok && i.to <= v && !c.at(i.head, documentWord)
}

// insideOf reports that a preposition brings the noun at token i: "in a joint
// statement".
func (c *clause) insideOf(i int) bool {
	for j := i - 1; j >= 0 && j > i-5 && c.isWord(j); j-- {
		if c.at(j, preposition) {
			return true
		}
	}
	return false
}

// keepPapers notes whose the documents are that a cue speaks of: those in its
// source and, in the singular, those in its clause ("said in a statement").
func (r *resolver) keepPapers(c *clause, f *found, links []link) {
	if len(links) == 0 || f.source.empty() || c.at(f.source.head, documentWord) && links[0].source.Kind == news.Anonymous {
		return
	}
	if r.papers == nil {
		r.papers = map[uint64][]link{}
	}
	from := min(f.source.from, f.cue.from)
	if w := c.word(c.start); w == "In" {
		from = c.start // "In a notice issued on Monday, the port said"
	}
	for i := from; i < len(c.toks) && i < f.cue.to+channelReach; i++ {
		if c.at(i, documentWord) && !c.quoted(i) && (f.source.has(i) || c.insideOf(i)) {
			r.papers[c.toks[i].Hash], r.paper = links, links
		}
	}
	if f.verb == nil {
		return
	}
	if h := token.Hash(f.verb.name); c.words[h]&documentWord != 0 {
		r.papers[h] = links // what somebody reported, estimated or posted
	}
}
