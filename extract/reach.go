package extract

// elsewhere reports whether token i stands in a clause with a subject of its own
// that the figure is not in, or the figure in a relative clause that i is not in:
// what is said there is another story.
func (p *phrase) elsewhere(i int) bool {
	for _, a := range p.above(i) {
		if p.tree.Under(p.head, a) {
			return p.apart(i)
		}
		if p.tree.Is(a, "acl:relcl") || p.ownClause(a) {
			return true
		}
	}
	return p.apart(i)
}

// ownClause reports whether token a heads a clause with a subject of its own
// beside or below that of the figure.
func (p *phrase) ownClause(a int) bool {
	if p.tree.Is(a, "parataxis", "ccomp") {
		return p.tree.Child(a, "nsubj") >= 0
	}
	return p.is(a, "conj") && p.verbal(a) && a > p.head && p.contrasted(a) && p.tree.Child(a, "nsubj") >= 0
}

// contrasted reports "but" before the clause of verb a: with "and" two clauses may
// share what the last one says.
func (p *phrase) contrasted(a int) bool {
	for _, k := range p.tree.Children(a, "cc") {
		if p.word(k) == "but" {
			return true
		}
	}
	return false
}

// apart reports whether the figure stands in a relative clause of a noun that is
// no event, and token i outside of clause and noun: "Finland, which has a border
// of 1,340 km, joined in April" dates the joining. Of an event the sentence says
// when and where it was: "fired missiles on Sunday that killed seven".
func (p *phrase) apart(i int) bool {
	for _, a := range p.above(p.head) {
		if !p.is(a, "acl:relcl") {
			continue
		}
		noun := p.node(a).Head
		return noun >= 0 && !p.tree.Under(i, noun) && i != noun && !p.r.slots.event[p.toks[noun].Hash] && p.presentOrOwn(a)
	}
	return false
}

// presentOrOwn reports whether a relative clause is in the present tense, or has
// a subject that is no relative pronoun.
func (p *phrase) presentOrOwn(verb int) bool {
	switch p.node(verb).XTag {
	case "VBZ", "VBP":
		return true
	}
	s := p.childOf(verb, "nsubj")
	return s >= 0 && p.tag(s) != "PRON"
}
