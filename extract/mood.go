package extract

import (
	"muster/extract/modality"
	"muster/news"
)

// setModality reads the words above the figure up to the cue of its report:
// what stands above the cue is the report's grammar, not the event's.
func (p *phrase) setModality(c *draft) {
	if c.Modality != "" {
		return
	}
	if b := p.backReference(); b != nil {
		c.Modality = b.Modality
		c.Rules = append(c.Rules, "modality/inherited")
		return
	}
	if c.Figure != nil && c.Figure.Unit == "country" && p.cased(p.head, p.r.slots.standing) {
		c.Modality = news.Actual // "forces in 8 countries": the countries are there
		return
	}
	mood, by := p.r.modality.Of(p.governors(c))
	c.Modality = mood
	if by != "" {
		c.Rules = append(c.Rules, "modality/"+by)
	}
}

func (p *phrase) governors(c *draft) []modality.Governor {
	var above []modality.Governor
	for _, i := range p.above(p.head) {
		if p.inCue(i, c) {
			// A promise is a cue and a plan at once; what stands above it is not.
			return append(above, p.governor(i))
		}
		if !p.verbal(i) && !p.noun(i) && p.tag(i) != "ADJ" {
			continue
		}
		above = append(above, p.governor(i))
		above = append(above, p.nounsWithin(i)...)
		above = append(above, p.nounBefore(i)...)
		if p.is(i, "acl:relcl") || p.tellsWhatIs(i) {
			break // whatever is planned around it
		}
	}
	return above
}

// tellsWhatIs reports a clause that stands by itself beside the one above it: "as
// millions face the cold", "but its strike on two bases was a signal".
func (p *phrase) tellsWhatIs(i int) bool {
	if !p.finite(i) || p.tree.Child(i, "nsubj") < 0 {
		return false
	}
	if p.is(i, "conj") {
		return true
	}
	if p.is(i, "advcl") {
		for _, k := range p.tree.Children(i, "mark") {
			return p.r.slots.saidOf[p.toks[k].Hash]
		}
	}
	return false
}

// nounBefore is the noun that an infinitive stands behind: "approve the decision
// to send" even where the tree hangs "send" on "approve".
func (p *phrase) nounBefore(i int) []modality.Governor {
	for _, k := range p.tree.Children(i, "mark") {
		if p.word(k) == "to" && k > 0 && p.tag(k-1) == "NOUN" {
			return []modality.Governor{p.governor(k - 1)}
		}
	}
	return nil
}

// backReference is the claim that "This includes 3.5 percent ..." goes on about;
// nil where the verb's subject is no such pronoun.
func (p *phrase) backReference() *draft {
	if p.verb < 0 || len(p.r.past) == 0 || p.is(p.verb, "acl:relcl") {
		return nil
	}
	b := &p.r.past[len(p.r.past)-1]
	s := p.tree.Subject(p.verb)
	if s < 0 || s == p.head || !p.r.slots.pointing[p.toks[s].Hash] || p.sent-b.sent > 1 {
		return nil
	}
	return &b.claim
}

// inCue reports whether token i belongs to a cue of the claim's chain.
func (p *phrase) inCue(i int, c *draft) bool {
	for _, a := range c.Attribution {
		if !a.Cue.Empty() && a.Cue.Overlaps(p.span(i)) {
			return true
		}
	}
	return false
}

// governor gathers what the modality table asks about token i. The subject of a
// planning verb is no plan: "29 members agreed to spend".
func (p *phrase) governor(i int) modality.Governor {
	g := modality.Governor{Lemma: p.lemma(i), Verb: p.verbal(i), Adjective: p.tag(i) == "ADJ"}
	if i+1 < len(p.toks) {
		g.With = p.word(i + 1)
	}
	if i == p.verb && p.active && p.verbal(i) {
		g.Lemma, g.With = "", ""
	}
	for k := range p.tree.Nodes {
		if p.node(k).Head != i {
			continue
		}
		switch p.rel(k) {
		case "aux":
			g.Aux = append(g.Aux, p.word(k))
		case "advmod":
			// "when more than 13,000 take part" in the present tense is a condition.
			if x := p.node(i).XTag; p.word(k) == "when" && (x == "VBP" || x == "VBZ") {
				g.Marks = append(g.Marks, "if")
			}
		case "mark":
			g.Marks = append(g.Marks, p.word(k))
			if p.word(k) == "to" && k > 0 {
				g.Before = p.beforeTo(k)
			}
		}
	}
	if i > 1 && p.word(i-1) == "to" && g.Before == "" {
		g.Before = p.beforeTo(i - 1)
	}
	return g
}

// beforeTo is the word before the "to" at token k, and the "to"; of the forms of
// "be" ("are to be withdrawn") the lemma.
func (p *phrase) beforeTo(k int) string {
	if p.lemma(k-1) == "be" {
		return "be to"
	}
	return p.word(k-1) + " to"
}

// oneGovernor is what the table asks about token i alone.
func (p *phrase) oneGovernor(i int) []modality.Governor { return []modality.Governor{p.governor(i)} }

// nounsWithin are the nouns inside the figure's own phrase ("2 percent goal" is
// planned by its head) and the one it is said to be ("the target is 300,000").
func (p *phrase) nounsWithin(i int) []modality.Governor {
	if i != p.head {
		return nil
	}
	var gs []modality.Governor
	for k := p.from; k < p.to; k++ {
		if k != i && p.noun(k) {
			gs = append(gs, p.governor(k))
		}
	}
	if k := p.childOf(i, "nsubj"); k >= 0 && p.noun(k) {
		gs = append(gs, p.governor(k))
	}
	return gs
}
