package extract

import (
	"fmt"

	"muster/lexicon"
	"muster/news"
)

// verb is the predicate over the figure: its form, its helpers, its place.
func (s *signs) verb() {
	p := s.p
	v, role := p.verb, "passive"
	switch {
	case v < 0:
		v, _ = p.participle()
		role = "participle"
	case p.oblique:
		role = "oblique"
	case p.active:
		role = "subject"
	case p.is(p.head, "obj"):
		role = "object"
	}
	if v < 0 {
		s.add("verb:none")
		return
	}
	form := string(p.node(v).XTag)
	s.add("verb:form=", form)
	s.add("verb:role=", role)
	s.add("verb:form=", form, " ", role)
	s.add("verb:lemma=", p.lemma(v))
	s.add("verb:rel=", string(p.node(v).Rel))
	s.classes("verb:", v, form)
	s.classes("verb:", v, "verb")
	s.helpers("verb:", v)
	if sub := p.tree.Subject(v); sub >= 0 {
		s.add("verb:subject=", p.lemma(sub))
		s.classes("verb:", sub, "subject")
	}
	s.acts("verb:", v, form)
}

// acts adds which act the verb or noun at token i tells, and its field: what
// holds of "donate" holds of "give".
func (s *signs) acts(group string, i int, where string) {
	act, known := lexicon.Verb(s.p.lemma(i))
	if s.p.noun(i) {
		act, known = lexicon.Nominal(s.p.lemma(i))
	}
	if !known {
		return
	}
	s.add(group, "act=", string(act))
	s.add(group, "act=", string(act), " ", where)
	s.add(group, "field=", lexicon.Field(act), " ", where)
}

// root is the main verb of the sentence: its tense, helpers and act.
func (s *signs) root() {
	p := s.p
	i := p.tree.Root()
	if i < 0 || i == p.verb {
		return
	}
	s.add("root:form=", string(p.node(i).XTag))
	s.classes("root:", i, "root")
	s.helpers("root:", i)
	s.acts("root:", i, string(p.node(i).XTag))
}

// classes adds what the word at token i says of whether an event is a fact.
func (s *signs) classes(group string, i int, where string) {
	for _, c := range s.p.r.modality.Classes(s.p.word(i)) {
		s.add(group, "class=", c, " ", where)
	}
	if l := s.p.lemma(i); l != s.p.word(i) {
		for _, c := range s.p.r.modality.Classes(l) {
			s.add(group, "class=", c, " ", where)
		}
	}
}

// helpers are the auxiliaries, subordinators and adverbs of verb v.
func (s *signs) helpers(group string, v int) {
	p := s.p
	chain := ""
	for k := range p.tree.Nodes {
		if p.node(k).Head != v {
			continue
		}
		switch p.rel(k) {
		case "aux":
			s.add(group, "aux=", p.lemma(k))
			s.classes(group, k, "aux")
			chain += p.lemma(k) + " "
		case "mark":
			s.add(group, "mark=", p.word(k))
			s.classes(group, k, "mark")
		case "advmod":
			s.add(group, "adverb=", p.word(k))
			s.classes(group, k, "adverb")
		}
	}
	if chain != "" {
		s.add(group, "chain=", chain, string(p.node(v).XTag))
	}
	if v > 0 && p.word(v-1) == "to" {
		s.add(group, "to")
		if v > 1 {
			s.add(group, "to behind=", p.lemma(v-2))
		}
	}
	if p.tree.Negated(v) {
		s.add(group, "not")
	}
}

// above are the words over the figure up to its cue, with their classes.
func (s *signs) above(c *draft) {
	p := s.p
	path, n := "", 0
	for i, at := range p.above(p.head) {
		if i > 0 && i < 4 {
			path += string(p.node(p.above(p.head)[i-1]).Rel) + "<" + p.tag(at) + " "
			s.add("above:path=", path)
		}
		if p.inCue(at, c) {
			s.add("above:cue=", p.lemma(at))
			s.add("above:cue away=", fmt.Sprint(min(n, 3)))
			return
		}
		if i == 0 || !p.verbal(at) && !p.noun(at) && p.tag(at) != "ADJ" {
			continue
		}
		n++
		if n > 5 {
			return
		}
		s.add("above:lemma=", p.lemma(at))
		s.classes("above:", at, p.tag(at))
		s.classes("above:", at, fmt.Sprint(min(n, 3)))
		s.add("above:", fmt.Sprint(min(n, 3)), "=", p.lemma(at))
		s.acts("above:", at, p.tag(at))
		if mood, _ := p.r.modality.Of(p.oneGovernor(at)); mood != news.Actual {
			s.add("above:mood=", string(mood))
			s.add("above:mood=", string(mood), " ", fmt.Sprint(min(n, 3)), " ", p.tag(at))
		}
		if p.verbal(at) {
			s.add("above:form=", string(p.node(at).XTag))
			s.helpers("above:", at)
		}
	}
}
