package entity

import (
	"muster/extract/token"
	"muster/news"
)

// branches builds forces and ministries of what a country has: "the Russian
// defence ministry", "Ukraine's air force", "Ministry of Defence of Latvia",
// "the defence ministry in Moscow".
func (p *page) branches(l *line) {
	p.foreign(l)
	for i := range l.titles {
		b := &l.titles[i]
		p.underLeader(l, b)
		if b.e.kind != branchKind || b.e.makes == "" {
			continue
		}
		if m := p.at(l, b.from); m != nil && m.to > b.to-1 && !stateName(m.kind) {
			p.complete(l, m, b)
			continue
		}
		from, to, country := p.ofState(l, b)
		if country == "" {
			country = b.e.country
		}
		if country == "" && b.e.makes == news.ArmedForce {
			continue
		}
		p.put(l, mention{from: from, to: to, kind: b.e.makes, name: p.branchName(country, b), country: country, portion: b.e.name})
	}
}

// foreign: "the Estonian Foreign Intelligence Service" is not the service of
// that name the lists know.
func (p *page) foreign(l *line) {
	for i := 1; i < len(l.toks); i++ {
		m := p.at(l, i)
		if m == nil || m.from != i || m.e == nil || !m.e.generic && m.kind != news.ArmedForce || p.midOwned(m) {
			continue
		}
		k := i - 1
		if m.e.generic && p.is(l, k, "'s", "’s") {
			k--
		}
		d := p.at(l, k)
		if d == nil || d.to != k+1 || d.country == m.country || d.country == "" || !stateName(d.kind) || k == i-1 && d.kind != news.Demonym {
			continue
		}
		name := p.lex.adjective[d.country] + " " + p.text(l, m.from, m.to)
		p.put(l, mention{from: d.from, to: m.to, e: m.e, kind: m.kind, name: name, country: d.country})
	}
}

// midOwned: the name itself says whose it is ("US Senate").
func (p *page) midOwned(m *mention) bool {
	for i := range p.ms {
		if x := &p.ms[i]; x.nested && !x.dead && x.line == m.line && x.from >= m.from && x.to <= m.to {
			return true
		}
	}
	return false
}

// underLeader: "the Trump administration" is a government, not a person.
func (p *page) underLeader(l *line, b *title) {
	if b.e.section != "office" || b.e.name != "administration" && b.e.name != "government" {
		return
	}
	m := p.at(l, b.from-1)
	if m == nil || m.kind != news.Human || m.to != b.from {
		return
	}
	country := m.country
	if m.person > 0 {
		country = p.people[m.person-1].country
	}
	p.put(l, mention{from: m.from, to: b.to, kind: news.Organised, name: p.text(l, m.from, b.to), country: country})
}

// complete names a ministry that was found by its head word as the branch it
// is.
func (p *page) complete(l *line, m *mention, b *title) {
	if m.e != nil || m.kind != news.MinistryEntity && m.kind != news.ArmedForce && m.kind != news.Organised {
		return
	}
	from, to, country := p.ofState(l, b)
	if m.country == "" {
		m.country = country
	}
	switch {
	case b.e.makes == news.MinistryEntity && (from < m.from || to > m.to):
		p.put(l, mention{from: min(from, m.from), to: max(to, m.to), kind: b.e.makes, name: p.branchName(m.country, b), country: m.country, portion: b.e.name})
	case b.e.makes == news.MinistryEntity:
		m.kind, m.portion, m.name = b.e.makes, b.e.name, p.branchName(m.country, b)
	case m.to == b.to && m.country != "" && (b.from == m.from || p.at(l, b.from-1) == m && m.from+p.stateTokens(m) == b.from):
		m.kind, m.name = b.e.makes, p.branchName(m.country, b)
	case m.to == b.to:
		m.kind = b.e.makes
	}
}

// stateTokens is how many tokens of a name its state takes at the front:
// "Latvian State Security Service" is more than Latvia's security service.
func (p *page) stateTokens(m *mention) int {
	for i := range p.ms {
		if x := &p.ms[i]; x.nested && !x.dead && x.line == m.line && x.from == m.from {
			return x.to - x.from
		}
	}
	return 0
}

func (p *page) branchName(country string, b *title) string {
	adj := p.lex.adjective[country]
	if adj == "" {
		return b.e.name
	}
	name := adj + " " + b.e.name
	if e := p.lex.named[token.Fold(name)]; e != nil && e.country == country {
		return e.name // what the lists know under a name of its own: "UK Ministry of Defence"
	}
	return name
}

// ofState finds the state a branch belongs to: the word before it or behind
// "of" or "in".
func (p *page) ofState(l *line, b *title) (from, to int, country string) {
	i := b.from - 1
	if p.is(l, i, "'s", "’s", "'", "’") {
		i--
	}
	if m := p.at(l, i); m != nil && m.to == i+1 && stateName(m.kind) && m.country != "" {
		return m.from, b.to, m.country
	}
	if p.is(l, b.to, "of", "in") {
		j := b.to + 1
		if p.is(l, j, "the") {
			j++
		}
		if m := p.at(l, j); m != nil && stateName(m.kind) && m.kind != news.Demonym {
			if p.is(l, b.to, "of") {
				return b.from, m.to, m.country
			}
			return b.from, b.to, m.country
		}
	}
	return b.from, b.to, ""
}
