package extract

import (
	"strings"

	"muster/extract/measure"
	"muster/extract/token"
	"muster/news"
)

// attacker is who launched what the article is about: the subject of an earlier
// claim of the same measure, or the actor of the lead.
func (p *phrase) attacker(m measure.Measure) []string {
	_, action, _ := strings.Cut(string(m.ID), "-")
	if action != "launched" {
		return nil
	}
	for i := len(p.r.past) - 1; i >= 0; i-- {
		if b := p.r.past[i].claim; strings.HasSuffix(string(b.MeasureID), "-launched") && len(b.Subject) > 0 {
			return b.Subject
		}
	}
	return p.r.topic().actor
}

// actors are the parties named by the noun the figure hangs on ("Russia's budget
// of 2 %"), by the subject of the governing verb, or of the verbs above it up to
// the cue of the report: the speaker is not the actor.
func (p *phrase) actors(c *draft) []string {
	if names := p.ofOver(); len(names) > 0 {
		return names
	}
	if v, _ := p.participle(); v >= 0 {
		if names := p.partiesAt(p.tree.Agent(v)); len(names) > 0 {
			return names // "16 missiles fired by Iran"
		}
	}
	if names := p.firedFrom(); len(names) > 0 {
		return names
	}
	if names := p.ofLevel(c); len(names) > 0 {
		return names
	}
	if names := p.fronted(); len(names) > 0 {
		return names
	}
	verb := p.verb
	if verb >= 0 && p.inCue(verb, c) && future(c.Modality) && p.is(p.head, "obj") && p.node(p.head).Head == verb {
		return p.partiesAt(p.subjectOf(verb)) // "announced 153 million euros"
	}
	for range 6 {
		if verb < 0 || p.inCue(verb, c) {
			return nil
		}
		for _, s := range []int{p.subjectOf(verb), p.beneficiary(verb)} {
			if names := p.membersAt(s); len(names) > 0 {
				return names
			}
			if names := p.partiesAt(s); len(names) > 0 {
				return names
			}
			if s >= 0 && p.r.slots.forces[p.toks[s].Hash] && c.Origin().Country != "" {
				return []string{c.Origin().Country}
			}
		}
		if s := p.subjectOf(verb); s >= 0 && p.noun(s) && p.tag(s) != "PRON" && p.node(verb).Rel != "advcl" {
			return nil
		}
		verb = p.controllingVerb(verb)
	}
	return nil
}

// firedFrom is whose the place is that missiles were fired from: "fired from
// Russian ships".
func (p *phrase) firedFrom() []string {
	v, _ := p.participle()
	if v < 0 && p.verb >= 0 && p.tree.Subject(p.verb) == p.head {
		v = p.verb
	}
	if v < 0 || !p.r.slots.fire[token.Hash(p.lemma(v))] {
		return nil
	}
	for _, k := range p.tree.Children(v, "obl") {
		if c := p.tree.Case(k); c >= 0 && p.word(c) == "from" {
			return p.partiesAt(k)
		}
	}
	return nil
}

// ofLevel is whose the forces are whose level the figure says: "US troops are to
// be cut to 8,600".
func (p *phrase) ofLevel(c *draft) []string {
	if p.verb < 0 || !p.r.slots.level[token.Hash(p.lemma(p.verb))] || c.Figure.Noun != "" {
		return nil
	}
	if s := p.childOf(p.verb, "nsubj:pass"); s >= 0 && s != p.head {
		return p.partiesAt(s)
	}
	return nil
}

// fronted is whom a sentence that opens with "For" is about: "For the UK,
// spending was 2.3 percent".
func (p *phrase) fronted() []string {
	if len(p.toks) < 3 || p.word(0) != "for" {
		return nil
	}
	if h := p.node(0).Head; h > 0 && h < p.from {
		return p.partiesAt(h)
	}
	return nil
}

// beneficiary is the noun that "for" or an object makes the actor of an
// infinitive: "called for members to spend", "asked Berlin to send".
func (p *phrase) beneficiary(verb int) int {
	up := p.node(verb).Head
	if up < 0 || !p.r.slots.control[p.toks[up].Hash] || !p.tree.Is(verb, "xcomp", "advcl", "ccomp", "acl") {
		return -1
	}
	for _, k := range p.tree.Children(up, "obj", "iobj", "obl") {
		if k < up || k > verb {
			continue
		}
		if c := p.tree.Case(k); c < 0 || p.word(c) == "for" || p.word(c) == "on" {
			return k
		}
	}
	return -1
}

// gapped is the subject of a clause whose verb is left out: "Germany will send
// 4,000 soldiers to Lithuania, and Canada 1,200 to Latvia". Between the joint of
// the clauses and the figure stands nothing but the name, a dash or a hedge.
func (p *phrase) gapped() []string {
	i := p.from - 1
	for i >= 0 && (p.toks[i].Kind == token.Punct && !strings.ContainsAny(p.word(i), ".;()\"“”") || p.tag(i) == "ADV") {
		i--
	}
	if i < 1 {
		return nil
	}
	for _, e := range p.r.mentions.Within(p.toks[0].Start, p.toks[i].End) {
		if e.Span.End != p.toks[i].End || len(party(e)) == 0 || e.Kind == news.Demonym {
			continue
		}
		first, _ := p.r.tokensIn(p.sent, e.Span)
		if first > 0 && p.joint(first-1) && p.earlierFigure() {
			return party(e)
		}
	}
	return nil
}

// joint reports whether token i joins clauses.
func (p *phrase) joint(i int) bool {
	switch p.word(i) {
	case "and", "while", ";", ",":
		return true
	}
	return false
}

func (p *phrase) earlierFigure() bool {
	return len(p.r.past) > 0 && p.r.past[len(p.r.past)-1].sent == p.sent
}

// ofOver are the parties that own the nouns over the figure: "Germany's force
// of 5,000".
func (p *phrase) ofOver() []string {
	for _, i := range p.over {
		for _, k := range p.tree.Children(i, "nmod", "amod", "compound") {
			if k == p.head || p.covers(k) {
				continue
			}
			if c := p.tree.Case(k); c >= 0 && p.word(c) != "of" && !p.is(k, "nmod:poss") {
				continue
			}
			if names := p.partiesAt(k); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

// subjectOf is the token of who acts in the verb's clause: its active subject,
// or in the passive whoever stands behind "by"; -1 where neither is said.
func (p *phrase) subjectOf(verb int) int {
	subject := p.tree.Agent(verb)
	for _, s := range p.tree.Children(verb, "nsubj") {
		if p.is(s, "nsubj") && s != p.head && (s < verb || subject < 0) {
			subject = s // the one next to the verb
		}
	}
	if subject < 0 && p.is(verb, "acl") && (p.tree.Object(verb) >= 0 && p.node(verb).XTag != "VB" || p.node(verb).XTag == "VBD") {
		subject = p.node(verb).Head // "air defences destroying 90 drones"
	}
	if subject < 0 && p.finite(verb) {
		subject = p.raised(verb)
	}
	if subject < 0 {
		subject = p.subjectBefore(verb)
	}
	return subject
}

// raised is the noun before a finite verb where the tree made it the object of the
// verb above: "estimated Russia has 40,000 troops".
func (p *phrase) raised(verb int) int {
	up := p.node(verb).Head
	if up < 0 || up > verb || !p.tree.Is(verb, "xcomp", "ccomp") {
		return -1
	}
	for _, k := range p.tree.Children(up, "obj", "iobj") {
		if k > up && k < verb {
			return k
		}
	}
	return -1
}

// finite reports a verb that has a tense of its own, and so a subject.
func (p *phrase) finite(verb int) bool {
	switch p.node(verb).XTag {
	case "VBZ", "VBD", "VBP":
		return true
	}
	return false
}

// subjectBefore is the noun before the verb's auxiliary where the tree joined it
// to the clause before: "4,000 soldiers to Lithuania, and Canada will send 1,200".
func (p *phrase) subjectBefore(verb int) int {
	aux := p.tree.Child(verb, "aux")
	if aux < 2 || aux > verb || !p.is(aux-1, "conj") || p.tag(aux-2) != "CCONJ" {
		return -1
	}
	return aux - 1
}

// controllingVerb is the verb whose subject or object the verb without one
// borrows; -1 where there is none.
func (p *phrase) controllingVerb(verb int) int {
	up := p.node(verb).Head
	for up >= 0 && !p.verbal(up) && !p.tree.Clause(up) {
		// "its decision to send": the noun's own verb.
		up = p.node(up).Head
	}
	return up
}
