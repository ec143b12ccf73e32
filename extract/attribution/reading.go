package attribution

import (
	"strings"

	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

// reading is one text being read.
type reading struct {
	*lexicon
	text     *token.Text
	forest   *syntax.Forest
	marks    []quotation
	resolver resolver
	reports  *Reports
	// dateline is the number of tokens of the first sentence that are its
	// dateline.
	dateline int
}

// sentence finds the cues of sentence i and files them.
func (p *reading) sentence(i int) {
	s := &p.text.Sentences[i]
	c := &clause{lexicon: p.lexicon, text: p.text, toks: s.Tokens, marks: p.marks}
	c.tree = func() *syntax.Tree { return p.forest.Tree(i) }
	c.title = c.headline()
	if i == 0 {
		c.start = p.dateline
	}
	var fs []found
	emit := func(f found) {
		if !c.quoted(f.cue.to - 1) {
			fs = append(fs, f)
		}
	}
	c.phraseCues(emit)
	c.colonCue(p.knows(c), emit)
	c.verbCues(emit)
	for k := range fs {
		fs[k].before, fs[k].after = c.company(&fs[k])
	}
	c.contents(fs)
	for k := range fs {
		p.file(c, i, &fs[k])
	}
	p.reports.hedges = append(p.reports.hedges, c.hedgeReach()...)
}

// knows reports whether a stretch names a person.
func (p *reading) knows(c *clause) func(stretch) bool {
	return func(s stretch) bool {
		at := c.span(s)
		for _, e := range p.resolver.Within(at.Start, at.End) {
			if e.Kind == news.Human && e.Span.End == at.End {
				return true
			}
		}
		return false
	}
}

// file resolves the source of a cue and keeps it.
func (p *reading) file(c *clause, i int, f *found) {
	r := record{sentence: i, paragraph: p.text.Sentences[i].Paragraph, cue: c.span(f.cue), kind: f.kind, verb: f.verb, question: f.question, cites: f.cites(), bare: f.bare}
	r.vouches = f.kind != holds && f.kind != news.Refuses && (!f.negated || f.kind == news.Denies) && !f.question
	own := p.resolver.speakers(c, f.source)
	if f.verb == nil && f.kind == news.AccordingTo && len(named(own)) == 0 {
		own = p.resolver.anybody(c, f.source)
	}
	links := p.together(c, f, own)
	if extra, nearer := p.second(c, f); nearer {
		r.links = append(extra, links...)
	} else {
		r.links = append(links, extra...)
	}
	r.certainty = likely
	if f.source.sure {
		r.certainty = certain
	}
	if !f.content.empty() {
		s := &p.text.Sentences[i]
		r.content = c.across(f.content, reach{s.Start, s.End})
	}
	p.resolver.remember(c, f.source, own, r.links)
	if together := named(links); len(together) > 1 && !together[1].source.Kind.Media() {
		p.resolver.several = voice{links: together, at: together[0].mention, many: true}
	}
	p.resolver.keepPapers(c, f, named(links))
	p.reports.records = append(p.reports.records, r)
	if !f.quiet {
		p.reports.All = append(p.reports.All, r.attribution(p.text.Source, own))
	}
}

// together are the links of a speaker, own, and of those who speak with it.
func (p *reading) together(c *clause, f *found, own []link) []link {
	var links []link
	for _, o := range f.before {
		links = append(links, named(p.resolver.speakers(c, o))...)
	}
	links = append(links, own...)
	for _, o := range f.after {
		links = append(links, named(p.resolver.speakers(c, o))...)
	}
	return links
}

// named are the links that have a name.
func named(links []link) []link {
	var kept []link
	for _, l := range links {
		if l.source.Name != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// attribution is the record as Extraction.Attributions shows it.
func (r *record) attribution(text string, links []link) news.Attribution {
	a := news.Attribution{Cue: r.cue, CueKind: r.kind, Certainty: r.certainty}
	if len(links) > 0 {
		a.Source, a.Mention = links[0].source, links[0].mention
	}
	if !r.content.empty() {
		a.Content = news.Cut(text, r.content.start, r.content.end)
	}
	return a
}

// second is the other link that a cue names: the medium that was told
// (farther from the fact than the speaker), or whom a medium cites (nearer).
func (p *reading) second(c *clause, f *found) (links []link, nearer bool) {
	if f.verb == nil {
		return nil, false
	}
	if f.quotedAs {
		return p.quoter(c, f), false
	}
	switch f.verb.name {
	case "cite", "quote":
		if s, ok := c.rightSpeaker(f.cue.to); ok && f.form&participle == 0 || ok && f.source.to <= f.cue.from {
			links := p.resolver.speakers(c, s)
			if len(links) > 0 && links[0].source.Kind == news.Anonymous && !c.at(s.head, anonymousWord|mediaWord|speakerWord) {
				return nil, false // "cited Article 5"
			}
			return links, true
		}
	case "tell", "inform":
		if s, ok := c.rightSpeaker(f.cue.to); ok {
			return p.mediaIn(c, s.stretch), false
		}
	}
	if links := p.mediaIn(c, c.channel(f.cue.to, len(c.toks))); links != nil {
		return links, false
	}
	return p.mediaIn(c, c.channelBefore(f)), false
}

// quoter is the medium that quotes somebody: "was quoted by X as saying", "was
// quoted as saying by X".
func (p *reading) quoter(c *clause, f *found) []link {
	for i := f.cue.from; i < f.cue.to; i++ {
		if c.word(i) == "by" {
			by, _ := c.rightSpeaker(i + 1)
			return p.mediaIn(c, by.stretch)
		}
	}
	by, _ := c.agent(f.cue.to)
	return p.mediaIn(c, by.stretch)
}

// mediaIn returns the medium named in the stretch, if there is one.
func (p *reading) mediaIn(c *clause, s stretch) []link {
	if s.empty() {
		return nil
	}
	at := c.span(s)
	for _, e := range p.resolver.Within(at.Start, at.End) {
		if e.Kind == news.Outlet {
			return []link{{source: p.resolver.sourceOf(e), mention: e.Span}}
		}
	}
	if c.is(c.toks[s.to-1], mediaWord) && c.at(s.from, determiner) {
		if e, ok := p.resolver.Refer(at); ok && e.Kind == news.Outlet {
			return []link{{source: p.resolver.sourceOf(e), mention: at}}
		}
	}
	return nil
}

// channelReach is how far behind a cue its medium may stand: "said on Friday
// in an interview with the Financial Times".
const channelReach = 8

// channelBefore is the noun phrase of the medium at the beginning of the sentence,
// or between speaker and cue: "Speaking to X, Kask said", "Kask, interviewed by X,
// said".
func (c *clause) channelBefore(f *found) stretch {
	if f.source.empty() || f.source.from > f.cue.from {
		return stretch{}
	}
	for i := c.start; i < f.cue.from && !c.quoted(i); i++ {
		if !c.at(i, channelWord) {
			continue
		}
		if s := c.channel(i, f.cue.from); !s.empty() && c.pastComma(s.to) <= f.cue.from {
			return s
		}
	}
	return stretch{}
}

// channel is the noun phrase of the medium between a cue that ends at token end and
// token to: "in an interview with X".
func (c *clause) channel(end, to int) stretch {
	for i := end; i < to && i < end+channelReach; i++ {
		if !c.isWord(i) || c.at(i, relative) || c.quoted(i) {
			break
		}
		if c.at(i, channelWord) && c.at(i+1, preposition) {
			if s, ok := c.rightSpeaker(i + 2); ok {
				return s.stretch
			}
		}
	}
	return stretch{}
}

// topicLength is how many bytes at the start of a sentence may hold its
// subject.
const topicLength = 40

// fresh reports that the last speaker is meant by a pronoun: not farther than
// the paragraph before, and no sentence in between begins with another
// person.
func (p *reading) fresh(last *voice, pronoun news.Span) bool {
	if len(last.links) == 0 {
		return false
	}
	i, j := p.reports.sentenceAt(last.at.Start), p.reports.sentenceAt(pronoun.Start)
	ss := p.text.Sentences
	if i < 0 || j < 0 || ss[j].Paragraph-ss[i].Paragraph > 1 {
		return false
	}
	for k := i + 1; k <= j; k++ {
		for _, e := range p.resolver.Within(ss[k].Start, min(ss[k].Start+topicLength, ss[k].End)) {
			if e.Kind == news.Human && e.Span.End < pronoun.Start && e.Name != last.links[0].source.Name && !quoted(p.marks, e.Span.Start) && !p.owns(e.Span.End) {
				return false
			}
		}
	}
	return true
}

// owns reports a possessive mark at byte at: whose thing begins a sentence is
// not what it speaks of.
func (p *reading) owns(at int) bool {
	rest := p.text.Source[at:]
	return strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") || strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ ")
}
