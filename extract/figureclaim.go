package extract

import (
	"strings"

	"muster/extract/measure"
	"muster/news"
)

// joined is a claim with what later sentences may inherit from it.
type joined struct {
	claim     news.Claim
	sent      int
	paragraph int
	family    string
}

// inherited slots lower a claim's confidence by these factors. They order what
// a reader sees; nothing is dropped by them.
const (
	fullConfidence      = 0.95
	unknownMeasureShare = 0.85
	inheritedSlotShare  = 0.9
)

// figureClaim joins one figure; false where the figure is no claim: it counts
// the sources, or its reader set it aside.
func (r *reading) figureClaim(f news.Figure) (news.Claim, bool) {
	sent := r.sentenceAt(f.Span.Start)
	if sent < 0 || f.Aside != "" || r.countsSources(f) {
		return news.Claim{}, false
	}
	p := r.phrase(sent, f.Span)
	p.resolveUnit(&f)
	m := r.measures.Of(p.measureContext(f))
	c := news.Claim{
		Article:    r.article.Ref(),
		Kind:       news.FigureClaim,
		Sentence:   r.sentenceSpan(sent),
		Measure:    m.ID,
		Nature:     m.Nature,
		Counted:    counted(f),
		Polarity:   news.Asserted,
		Confidence: fullConfidence,
		Rules:      append([]string{m.Rule}, f.Rules...),
	}
	if !m.Known {
		c.Confidence *= unknownMeasureShare
	}
	f.Scope = p.scope(f)
	c.Figure = &f
	r.attribute(&c, f.Span)
	p.setModality(&c)
	p.setTime(&c, m)
	p.setPlace(&c, m)
	p.setSubject(&c, m)
	c.ID = news.ClaimID(r.article.ID, c.Kind, c.Sentence, f.Span)
	r.past = append(r.past, joined{claim: c, sent: sent, paragraph: r.text.Sentences[sent].Paragraph, family: m.Family})
	return c, true
}

func counted(f news.Figure) string {
	if f.Noun != "" {
		return f.Noun
	}
	return string(f.Unit)
}

// countsSources reports whether the figure stands in the mention of a source:
// "five diplomats told Reuters" counts no fact.
func (r *reading) countsSources(f news.Figure) bool {
	for _, a := range r.reports.All {
		if a.Mention.Contains(f.Number) && !a.Mention.Empty() {
			return true
		}
	}
	return false
}

// attribute sets the chain, outlet last, and what the sources' mood makes of
// modality and polarity.
func (r *reading) attribute(c *news.Claim, at news.Span) {
	chain, mood := r.reports.Chain(at)
	c.Attribution = chain
	c.Modality = mood.Modality
	if mood.Polarity != "" {
		c.Polarity = mood.Polarity
	}
	for _, s := range publishers(r.article) {
		if !endsWith(c.Attribution, s.Name) {
			c.Attribution = append(c.Attribution, news.Attribution{Source: s, CueKind: news.Publishes, Certainty: 1})
		}
	}
}

func endsWith(chain []news.Attribution, name string) bool {
	return len(chain) > 0 && chain[len(chain)-1].Source.Name == name
}

// measureContext gathers the lemmas around the figure.
func (p *phrase) measureContext(f news.Figure) measure.Context {
	c := measure.Context{Unit: f.Unit, Words: map[string]bool{}}
	for i := p.from; i < p.to; i++ {
		if p.noun(i) && p.tag(i) != "PRON" || i == p.head && p.tag(i) == "ADJ" {
			c.Nouns = append(c.Nouns, p.lemma(i))
		}
	}
	for _, i := range p.over {
		c.Over = append(c.Over, p.lemma(i))
	}
	if v, active := p.participle(); v >= 0 {
		c.Verb, c.Active = p.lemma(v), active
	} else if p.verb >= 0 && !p.oblique {
		c.Verb, c.Active = p.lemma(p.verb), p.active
		if s := p.tree.Subject(p.verb); s >= 0 && s != p.head && p.r.slots.madeOf[p.toks[p.verb].Hash] {
			c.Over = append(c.Over, p.lemma(s))
		}
	}
	from, to := p.clause()
	for i := from; i < to; i++ {
		c.Words[p.word(i)] = true
	}
	return c
}

// scope is the figure's own, or share where the phrase hangs below "including":
// a part of a whole named before.
func (p *phrase) scope(f news.Figure) news.Scope {
	if f.Scope != news.Total && f.Scope != "" {
		return f.Scope
	}
	if f.Unit == news.Percent || f.Unit == news.PercentOfGDP {
		return news.Share
	}
	for i := max(0, p.from-8); i < p.from; i++ {
		if p.r.slots.including[p.toks[i].Hash] && !p.clauseBreak(i, p.from) {
			return news.Share
		}
	}
	return news.Total
}

// clauseBreak reports whether a verb with a subject of its own, or the end of a
// clause, stands between tokens i and j.
func (p *phrase) clauseBreak(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if strings.ContainsAny(p.word(k), ";:") || p.tag(k) == "VERB" && p.childOf(k, "nsubj") >= 0 {
			return true
		}
	}
	return false
}
