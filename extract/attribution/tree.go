package attribution

import "muster/extract/syntax"

// treeSpeaker asks the tree who does what the verb at token v says.
func (c *clause) treeSpeaker(v int) (speaker, bool) {
	t := c.tree()
	head := subjectOf(t, v)
	if head < 0 || c.toks[head].Kind != 0 {
		return speaker{}, false
	}
	s := speaker{c.nounSpan(t, head), head, true}
	if s.has(v) || c.at(s.from, preposition) || s.from < c.start {
		return speaker{}, false
	}
	return s, true
}

// verbTag reports that the tree takes token i for a verb.
func (c *clause) verbTag(i int) bool {
	t := c.tree().Nodes[i].Tag
	return t == "VERB" || t == "AUX"
}

// climbs bounds how many verbs up a subject may be shared from.
const climbs = 5

// subjectOf is the head of the noun phrase that says what verb v says, -1
// where the tree names none.
func subjectOf(t *syntax.Tree, v int) int {
	for range climbs {
		if s := t.Child(v, "nsubj"); s >= 0 {
			return antecedentOf(t, s, v)
		}
		up := t.Governor(v)
		switch {
		case up < 0:
			return -1
		case t.Is(v, "acl"):
			return up
		case t.Is(v, "conj", "xcomp", "advcl"):
			v = up
		default:
			return -1
		}
	}
	return -1
}

// antecedentOf is the noun that a relative pronoun stands for.
func antecedentOf(t *syntax.Tree, s, v int) int {
	if t.Nodes[s].XTag != "WDT" && t.Nodes[s].XTag != "WP" {
		return s
	}
	if t.Is(v, "acl") && t.Governor(v) >= 0 {
		return t.Governor(v)
	}
	return s
}

// nounSpan is the noun phrase of a head without the clauses that hang on it.
func (c *clause) nounSpan(t *syntax.Tree, head int) stretch {
	s := stretch{head, head + 1}
	for _, k := range t.Children(head) {
		if t.Is(k, "acl", "punct", "cc", "parataxis", "cop", "nsubj", "aux", "mark", "advcl", "obl", "conj") && k > head {
			continue
		}
		if t.Is(k, "punct", "cc", "mark", "advcl", "acl", "parataxis") {
			continue
		}
		from, to := t.Span(k)
		s.from, s.to = min(s.from, from), max(s.to, to)
	}
	return s
}
