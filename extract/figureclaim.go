package extract

import (
	"muster/extract/measure"
	"muster/extract/token"
	"muster/news"
)

// joined is a claim with what later sentences may inherit from it.
type joined struct {
	claim     draft
	sent      int
	paragraph int
	family    string
	measure   measure.Measure
	// ruled is what the rules alone said of modality and scope.
	ruled Signed
}

// inherited slots lower a claim's confidence by these factors. They order what
// a reader sees; nothing is dropped by them.
const (
	fullConfidence      = 0.95
	unknownMeasureShare = 0.85
	inheritedSlotShare  = 0.9
)

// figureClaim joins one figure, unless it is no claim: it counts the sources, or
// its reader set it aside.
func (r *reading) figureClaim(f news.Figure) {
	sent := r.sentenceAt(f.Span.Start)
	if sent < 0 || f.Aside != "" || r.countsSources(f) {
		return
	}
	site := r.readSite(sent, f)
	p := r.phrase(sent, f.Span)
	p.resolveUnit(&f)
	m := p.measure(f)
	if !m.Known && p.mereOne(f) || p.fully(f) {
		return
	}
	if m.ID == "noun:" {
		return // a bare number that counts nothing
	}
	c := draft{Claim: news.Claim{
		Article:    r.article.Ref(),
		Kind:       news.FigureClaim,
		Sentence:   r.sentenceSpan(sent),
		MeasureID:  m.ID,
		Nature:     m.Nature,
		Counted:    counted(f),
		Polarity:   news.Asserted,
		Confidence: fullConfidence,
		Rules:      append([]string{m.Rule}, f.Rules...),
	}}
	if !m.Known {
		c.Confidence *= unknownMeasureShare
	}
	measured(&c, site)
	f.Scope = p.scope(f)
	c.Figure = &f
	r.attribute(&c, f.Span)
	p.setModality(&c)
	ruled := p.settle(&c, m)
	p.setTime(&c, m)
	p.setPlace(&c, m)
	p.setSubject(&c, m)
	if contains(c.Rules, "subject/gapping") && f.Scope == news.Total {
		f.Scope = p.r.past[len(p.r.past)-1].claim.Figure.Scope
		c.Figure.Scope = f.Scope
	}
	if p.denied() {
		c.Polarity = news.Denied
		c.Rules = append(c.Rules, "polarity/not")
	}
	r.partOfLaunch(&c)
	c.ID = news.ClaimID(r.article.ID, c.Kind, c.Sentence, f.Span)
	r.past = append(r.past, joined{claim: c, sent: sent, paragraph: r.text.Sentences[sent].Paragraph, family: m.Family, measure: m, ruled: ruled})
}

// measure is what the figure measures; people of whom nothing is said are
// measured as those of the last figure in the neighbourhood are.
func (p *phrase) measure(f news.Figure) measure.Measure {
	if b := p.twin(f); b != nil {
		return p.twinMeasure(f, b)
	}
	c := p.measureContext(f)
	m := p.r.measures.Of(c)
	if m.Known || f.Unit != news.Persons || len(c.Nouns) > 0 && !p.r.slots.people[token.Hash(c.Nouns[len(c.Nouns)-1])] {
		return m
	}
	for i := len(p.r.past) - 1; i >= 0 && p.sent-p.r.past[i].sent <= 1; i-- {
		if b := p.r.past[i]; b.measure.Known && b.claim.Figure.Unit == news.Persons {
			inherited := b.measure
			inherited.Rule += "-inherited"
			p.event = &p.r.past[i].claim
			if p.r.past[i].sent == p.sent {
				p.inherited = p.event
			}
			return inherited
		}
	}
	return m
}

func counted(f news.Figure) string {
	if f.Noun != "" {
		return f.Noun
	}
	return string(f.Unit)
}

// fewSources is up to how many speakers a number is taken to count: of a
// crowd that says something the size is a fact.
const fewSources = 20

// countsSources reports whether the figure is the number of speakers: "five
// diplomats told Reuters" counts no fact. What else is told of a source ("a
// mother of two", "90 rockets fired from there, they said") is one.
func (r *reading) countsSources(f news.Figure) bool {
	if f.High > fewSources || f.Unit != news.Persons && f.Unit != "" || contains(f.Rules, "casualty") {
		return false
	}
	for _, a := range r.reports.All {
		if !a.Mention.Empty() && a.Mention.Contains(f.Number) && !a.Cue.Overlaps(f.Span) && f.Span.Start <= a.Mention.Start+len("at the ") {
			return true
		}
	}
	return false
}

// enumerated reports whether the figure goes on a list of counts: "two Danes, one
// Swede".
func (p *phrase) enumerated() bool {
	if !p.earlierFigure() {
		return false
	}
	b := p.r.past[len(p.r.past)-1].claim.Figure
	_, to := p.r.tokensIn(p.sent, b.Span)
	return b.Unit == news.Persons && to <= p.from && p.from-to <= 3 && p.tag(p.from-1) != "VERB" && (p.word(p.from-1) == "," || p.word(p.from-1) == "and")
}

// attribute sets the chain, outlet last, and what the sources' mood makes of
// modality and polarity.
func (r *reading) attribute(c *draft, at news.Span) {
	chain, mood := r.reports.Chain(at)
	c.Attribution = chain
	c.Modality = mood.Modality
	if mood.Polarity != "" && len(chain) > 0 && chain[0].CueKind == news.Denies {
		c.Polarity = mood.Polarity
	}
	outlet, ok := r.publisher()
	if !ok {
		return
	}
	if n := len(c.Attribution); n > 0 && sameOutlet(c.Attribution[n-1].Source, outlet.Source) {
		c.Attribution = c.Attribution[:n-1] // "officials told the AP" in the AP's own story
	}
	c.Attribution = append(c.Attribution, outlet)
}

// measureContext gathers the lemmas around the figure.
func (p *phrase) measureContext(f news.Figure) measure.Context {
	c := measure.Context{Unit: f.Unit, Words: map[string]bool{}}
	for i := p.from; i < p.to; i++ {
		if p.r.slots.distributive[p.toks[i].Hash] && i > p.from {
			break // "in each of the countries" counts no countries
		}
		switch {
		case p.r.slots.noNoun[p.toks[i].Hash]: // "two more" counts what was counted before
		case p.noun(i) && p.tag(i) != "PRON" || i == p.head && p.tag(i) == "ADJ":
			c.Nouns = append(c.Nouns, p.lemma(i))
		case p.node(i).XTag == "VBN" && i > p.from: // "seven wounded"
			c.Nouns = append(c.Nouns, p.word(i))
		}
	}
	for _, i := range p.tree.Children(p.head, "amod") {
		c.Over = append(c.Over, p.lemma(i)) // "150 dead people"
	}
	c.Target = p.cased(p.head, p.r.slots.aim)
	for _, i := range p.over {
		c.Over = append(c.Over, p.lemma(i))
	}
	if n := p.equated(); n >= 0 {
		c.Nouns = append(c.Nouns, p.lemma(n))
		if v, active := p.participleOf(n); v >= 0 {
			c.Verb, c.Active = p.phrasal(v), active
		}
	} else if v, active := p.participle(); v >= 0 {
		c.Verb, c.Active = p.phrasal(v), active
	} else if p.verb >= 0 && !p.oblique {
		c.Verb, c.Active = p.phrasal(p.verb), p.active
		if s := p.tree.Subject(p.verb); s >= 0 && s != p.head && p.r.slots.madeOf[p.toks[p.verb].Hash] {
			c.Over = append(c.Over, p.lemma(s))
		}
	}
	for _, i := range p.tree.Children(p.head, "nmod") {
		if k := p.tree.Case(i); f.Noun == "" && k > p.head && p.word(k) == "in" {
			c.Over = append(c.Over, p.withModifiers(i)...) // "$33 billion in defence spending"
		}
	}
	if v := p.listedVerb(); v >= 0 && f.Unit == news.Persons {
		c.Verb, c.Active = p.phrasal(v), false
	}
	c.Over = append(c.Over, p.level(f)...)
	from, to := p.clause()
	for i := from; i < to; i++ {
		c.Words[p.word(i)] = true
	}
	c.On = p.spentOn()
	return c
}

// level are the nouns whose level a verb says: "the death toll rose to 21",
// "defence spending will reach 3 percent".
func (p *phrase) level(f news.Figure) []string {
	if p.verb < 0 || f.Change == nil && !p.r.slots.level[token.Hash(p.lemma(p.verb))] {
		return nil
	}
	s := p.tree.Object(p.verb) // "increase the number of forces to 40,000"
	if s < 0 || s == p.head || p.tag(s) == "NUM" || p.covers(s) && !p.verbal(p.head) {
		s = p.tree.Subject(p.verb)
	}
	if s < 0 || s == p.head {
		return nil
	}
	return p.withModifiers(s)
}

// withModifiers are the lemmas of a noun and of what stands with it.
func (p *phrase) withModifiers(noun int) []string {
	nouns := []string{p.lemma(noun)}
	for _, k := range p.tree.Children(noun, "compound", "amod", "nmod") {
		nouns = append(nouns, p.lemma(k))
	}
	return nouns
}

// spentOn is the lemma of what money goes to: "spend 0.3 % on infrastructure";
// empty where that is not said.
func (p *phrase) spentOn() string {
	for i := p.head + 1; i < len(p.toks) && !p.verbal(i); i++ {
		if p.word(i) != "on" || p.rel(i) != "case" {
			continue
		}
		if on := p.node(i).Head; on >= 0 && p.tag(on) == "NOUN" {
			return p.lemma(on)
		}
	}
	return ""
}

// denied reports a figure that the text negates: "not 150,000, whatever they
// say", "did not send 400 men". "Not only" and "no fewer than" deny nothing, nor
// does a negated verb whose subject or object the figure is not.
func (p *phrase) denied() bool {
	if p.from > 0 && p.r.slots.negation[p.toks[p.from-1].Hash] {
		return !p.r.slots.restricting[p.toks[p.from].Hash]
	}
	if p.verb < 0 || !p.verbal(p.verb) || !p.argument() {
		return false
	}
	for _, k := range p.tree.Children(p.verb, "advmod") {
		if p.r.slots.negation[p.toks[k].Hash] && k < p.verb && !p.r.slots.restricting[p.toks[k+1].Hash] {
			return true
		}
	}
	return false
}

// argument reports whether the figure is the subject or object of its verb. Of
// two subjects the nearer is: "40,000 residents, most of whom cannot leave".
func (p *phrase) argument() bool {
	if p.tree.Nodes[p.head].Head != p.verb || !p.tree.Is(p.head, "nsubj", "obj") {
		return false
	}
	for _, k := range p.tree.Children(p.verb, "nsubj") {
		if k > p.head && k < p.verb {
			return false
		}
	}
	return true
}

// equated is the noun that the sentence says the figure is the number of: "the
// number of soldiers killed was estimated at 55,000"; -1 where it says no such
// thing.
func (p *phrase) equated() int {
	if p.verb < 0 || !p.r.slots.level[token.Hash(p.lemma(p.verb))] {
		return -1
	}
	s := p.tree.Subject(p.verb)
	if s < 0 || s == p.head || !p.r.slots.transparent[p.toks[s].Hash] {
		return -1
	}
	return p.tree.Child(s, "nmod")
}

// phrasal is the verb's lemma with its particle: "shoot-down". A particle right
// behind the verb is one whatever the tree takes it for.
func (p *phrase) phrasal(verb int) string {
	k := p.childOf(verb, "compound:prt")
	if k < 0 && verb+1 < len(p.toks) && p.r.slots.particle[p.toks[verb+1].Hash] {
		k = verb + 1
	}
	if k < 0 {
		return p.lemma(verb)
	}
	return p.lemma(verb) + "-" + p.word(k)
}

// mereOne reports whether the figure is little more than an article: "one
// official" of whom nothing is told that anybody counts.
func (p *phrase) mereOne(f news.Figure) bool {
	if f.Low != 1 || p.to-p.from < 2 || !p.r.slots.single[p.toks[p.from].Hash] {
		return false
	}
	return !contains(f.Rules, "one-lost") && !p.enumerated()
}

// fully reports whether the figure only says that something is wholly so: "100%
// sure".
func (p *phrase) fully(f news.Figure) bool {
	return f.Unit == news.Percent && f.Low == 100 && f.Scope == news.Share && p.to < len(p.toks) && p.tag(p.to) == "ADJ"
}
