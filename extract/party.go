package extract

import (
	"slices"
	"strings"

	"muster/news"
)

// listed are the parties named in apposition to the figure: "just two more —
// Latvia and Lithuania".
func (p *phrase) listed() []string {
	for _, k := range p.tree.Children(p.head, "appos") {
		if k > p.head && p.tag(k) == "PROPN" {
			return p.partiesAt(k)
		}
	}
	return nil
}

func (p *phrase) covers(i int) bool { return i >= p.from && i < p.to }

// cased reports whether token i has a preposition of the given words.
func (p *phrase) cased(i int, words map[uint64]bool) bool {
	for _, k := range p.tree.Children(i, "case") {
		if words[p.toks[k].Hash] {
			return true
		}
	}
	return false
}

// partiesAt are the parties that the phrase headed by token i names.
func (p *phrase) partiesAt(i int) []string {
	if i < 0 {
		return nil
	}
	if p.tag(i) == "PRON" || p.tag(i) == "DET" {
		if a := p.antecedent(i); a >= 0 {
			return p.partiesAt(a)
		}
		if e, ok := p.r.mentions.Refer(p.span(i)); ok {
			return party(e)
		}
		return nil
	}
	from, to := p.shortSubtree(i)
	if names := p.parties(from, to, i); len(names) > 0 {
		return names
	}
	if e, ok := p.r.mentions.Refer(p.bytes(from, to)); ok {
		return party(e)
	}
	for _, k := range p.tree.Children(i, "nmod") {
		// "the leaders of the bloc"
		f, t := p.shortSubtree(k)
		if e, ok := p.r.mentions.Refer(p.bytes(f, t)); ok {
			return party(e)
		}
	}
	return nil
}

// antecedent is the noun that a relative pronoun stands for.
func (p *phrase) antecedent(pron int) int {
	verb := p.node(pron).Head
	if verb >= 0 && p.is(verb, "acl:relcl") {
		return p.node(verb).Head
	}
	return -1
}

// shortSubtree is the phrase of i without its relative clauses and appositions.
func (p *phrase) shortSubtree(i int) (from, to int) {
	from, to = i, i+1
	for k := range p.tree.Nodes {
		for j := k; j >= 0 && j != i; j = p.node(j).Head {
			if r := p.rel(j); r == "acl" || r == "appos" || r == "parataxis" || r == "advcl" || r == "punct" {
				j = -1
				break
			} else if p.node(j).Head == i {
				from, to = min(from, k), max(to, k+1)
			}
		}
	}
	return from, to
}

// parties are who is named within tokens from..to: the head's own name, or
// every name there.
func (p *phrase) parties(from, to, head int) []string {
	span := p.bytes(from, to)
	found := p.r.mentions.Within(span.Start, span.End)
	for _, e := range found {
		if e.Span.Overlaps(p.span(head)) && e.Kind != news.Place && e.Kind != news.Region {
			if names := party(e); len(names) > 0 {
				return append(names, p.coordinated(e, found)...)
			}
		}
	}
	var names []string
	for _, e := range found {
		if f, t := p.r.tokensIn(p.sent, e.Span); f < t && p.cased(p.headOf(f, t), p.r.slots.locative) {
			continue // "the summit in Vilnius" is not Lithuania's
		} else if f < t && (p.hyphened(t) || p.sided(f)) {
			continue // nor is a "Kremlin-installed" or "pro-Russian" mayor Russia's
		}
		for _, n := range party(e) {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	if len(names) > 3 {
		return nil
	}
	return names
}

// hyphened reports a hyphen at token i with a participle behind it.
func (p *phrase) hyphened(i int) bool {
	return i+1 < len(p.toks) && p.word(i) == "-" && (p.node(i+1).XTag == "VBN" || p.node(i+1).XTag == "VBD")
}

// sided reports "pro-" or "anti-" before token i.
func (p *phrase) sided(i int) bool {
	w := p.word(i)
	if i > 1 && p.word(i-1) == "-" {
		w = p.word(i-2) + "-"
	}
	return strings.HasPrefix(w, "pro-") || strings.HasPrefix(w, "anti-")
}

// coordinated are the other parties of "Poland, Lithuania and Latvia".
func (p *phrase) coordinated(first news.Entity, found []news.Entity) []string {
	var names []string
	for _, e := range found {
		if e.Span == first.Span || e.Kind != first.Kind {
			continue
		}
		for _, n := range party(e) {
			if !slices.Contains(names, n) && n != party(first)[0] {
				names = append(names, n)
			}
		}
	}
	return names
}

// party is how an entity stands as a subject: its country's code, or its name
// where it is an alliance or belongs to none.
func party(e news.Entity) []string {
	switch e.Kind {
	case news.Outlet, news.NamedEvent:
		return nil
	case news.Alliance:
		return []string{e.Name}
	}
	if e.Country != "" {
		return []string{e.Country}
	}
	switch e.Kind {
	case news.Organised, news.ArmedForce, news.MilitaryUnit:
		return []string{e.Name}
	}
	return nil
}
