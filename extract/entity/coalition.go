package entity

import "muster/news"

// coalition reads "the US-led coalition" and what refers to it.
func (p *page) coalition(l *line, i int) {
	x := described{mention: mention{line: l.n, from: i, to: i + 1, kind: news.Alliance}}
	for k := max(0, i-4); k < i; k++ {
		if m := p.at(l, k-2); p.is(l, k, "led") && p.hyphen(l, k-1) && m != nil && m.to == k-1 && (stateName(m.kind) || m.kind == news.Alliance) {
			x.name, x.from = p.leader(m)+"-led coalition", m.from
		}
	}
	if x.name == "" && !p.is(l, i-1, "the", "The") && !p.is(l, i+1, "forces", "aircraft", "airstrikes", "strikes", "warplanes", "troops", "jets") {
		return
	}
	p.coalitions = append(p.coalitions, x)
}

func (p *page) leader(m *mention) string {
	if adj := p.lex.adjective[m.country]; adj != "" && m.country != "" {
		return adj
	}
	return m.name
}

// settleCoalitions lets "the coalition" be the one that the text names first,
// and drops it where the text names none.
func (p *page) settleCoalitions() {
	name := ""
	for i := range p.coalitions {
		if name = p.coalitions[i].name; name != "" {
			break
		}
	}
	if name == "" {
		return
	}
	for _, m := range p.coalitions {
		if m.name == "" {
			m.name, m.refers = name, true
		}
		m.party = m.name
		p.unnamed = append(p.unnamed, m)
	}
}
