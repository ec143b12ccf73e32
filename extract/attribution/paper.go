package attribution

import "muster/news"

// paperOf is who speaks in a document that does not say whose it is: whom the
// words before its noun name ("the army statement"), who issued it ("the
// ministry released a statement saying"), or whose document of that name the
// text spoke of last ("the statement said"); nil where nobody is known.
func (r *resolver) paperOf(c *clause, s speaker, at news.Span, inside []news.Entity) []link {
	if s.head > s.from {
		to := s.head
		if c.possessive(to - 1) {
			to--
		}
		if o := (speaker{stretch{s.from, to}, to - 1, false}); to > s.from && c.at(o.head, anonymousWord|speakerWord) {
			if n, ok := c.naming(o, nil); ok {
				return []link{{news.Source{Kind: news.Anonymous, Name: c.described(n, inside), Country: firstCountry(inside)}, at}}
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
		if links := r.papers[c.toks[s.head].Hash]; len(links) > 0 {
			v := voice{links: links}
			return v.again(at)
		}
	}
	return nil
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

// keepPapers notes whose the documents are that a cue speaks of: those in its
// source and, in the singular, those in its clause ("said in a statement").
func (r *resolver) keepPapers(c *clause, f *found, links []link) {
	if len(links) == 0 || f.source.empty() || c.at(f.source.head, documentWord) && links[0].source.Kind == news.Anonymous {
		return
	}
	if r.papers == nil {
		r.papers = map[uint64][]link{}
	}
	for i := min(f.source.from, f.cue.from); i < len(c.toks) && i < f.cue.to+channelReach; i++ {
		if c.at(i, documentWord) && !c.quoted(i) {
			r.papers[c.toks[i].Hash] = links
		}
	}
}
