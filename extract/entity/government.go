package entity

import (
	"slices"
	"strings"

	"muster/extract/token"
	"muster/news"
)

// governments decides for every name of a state, capital or seat of power
// whether it stands for the government.
func (p *page) governments() {
	for i := range p.ms {
		m := &p.ms[i]
		if m.dead || m.nested {
			continue
		}
		switch m.kind {
		case news.CountryName, news.Capital, news.Metonym, news.Demonym:
			m.gov = p.actsAsGovernment(&p.lines[m.line], m)
		}
	}
	p.homeMinistries()
}

// actsAsGovernment: "Ankara blocked", "Kyiv's government", "talks with
// Moscow"; not "in Ankara", "Kyiv region".
func (p *page) actsAsGovernment(l *line, m *mention) bool {
	next := m.to
	if m.kind == news.Demonym {
		return l.has(next, governing) && p.is(l, next, "government", "authorities", "officials", "official", "leadership", "administration", "parliament", "regime", "delegation", "diplomats")
	}
	if p.is(l, next, "'s", "’s") {
		return l.has(next+1, governing) || m.kind == news.Metonym
	}
	if l.has(next, placeNoun) {
		return false
	}
	if l.has(m.from-1, locative) && !p.is(l, m.from-1, "of", "on", "to") {
		return false
	}
	if l.has(m.from-1, counterpart) && m.kind != news.CountryName {
		return true
	}
	if l.has(next, speech) {
		return true
	}
	free := !l.has(m.from-1, locative|counterpart)
	if p.is(l, m.from-1, "and", "or") {
		o := p.at(l, m.from-2)
		free = o != nil && stateName(o.kind) && !l.has(o.from-1, locative|counterpart)
	}
	verb := p.verbOf(l, m)
	if free && verb < len(l.toks) && l.toks[verb].Kind == token.Word && len(p.of(l, verb)) > 4 && strings.HasSuffix(p.of(l, verb), "ed") {
		return true // "Caracas mobilised"; a participle stands before a noun, but then not behind a state
	}
	if free && l.has(verb, speech|act) {
		return !p.is(l, verb, "is", "was", "are", "were") || p.doing(l, verb+1)
	}
	return m.kind == news.Metonym && free
}

// asideLimit is how many tokens a clause between commas may have: "Poland,
// which borders Ukraine to the west, said".
const asideLimit = 16

// verbOf returns the token where the verb of a subject is to be looked for:
// behind adverbs, a clause between commas, a second subject.
func (p *page) verbOf(l *line, m *mention) int {
	i := m.to
	if p.is(l, i, "and", "or") {
		if o := p.at(l, i+1); o != nil && stateName(o.kind) {
			i = o.to
		}
	}
	if p.is(l, i, ",") && (p.is(l, i+1, "which", "a", "the", "whose", "who", "however", "meanwhile") || p.is(l, i+1, "in") && p.is(l, i+2, "turn")) {
		for k := i + 2; k < min(i+asideLimit, len(l.toks)); k++ {
			if p.is(l, k, ",") {
				i = k + 1
				break
			}
		}
	}
	for i < len(l.toks) && (p.is(l, i, "also", "then", "now", "still", "already", "later", "earlier", "once", "long", "never", "often", "again", "both", "itself", "and") ||
		len(p.of(l, i)) > 4 && strings.HasSuffix(p.of(l, i), "ly")) {
		i++
	}
	return i
}

// doing: "Kyiv is preparing" acts, "Kyiv was shelled" is a place.
func (p *page) doing(l *line, i int) bool {
	if i >= len(l.toks) || l.toks[i].Kind != token.Word {
		return false
	}
	return strings.HasSuffix(p.of(l, i), "ing") || p.is(l, i, "ready", "willing", "prepared", "not")
}

// homeMinistries gives "the defence ministry" the state of the last ministry
// of that kind in the text.
func (p *page) homeMinistries() {
	order := make([]int, 0, len(p.ms))
	for i := range p.ms {
		if m := &p.ms[i]; !m.dead && m.kind == news.MinistryEntity && m.portion != "" {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		if d := p.ms[a].line - p.ms[b].line; d != 0 {
			return d
		}
		return p.ms[a].from - p.ms[b].from
	})
	last := map[string]string{}
	for _, i := range order {
		m := &p.ms[i]
		if m.country != "" {
			last[m.portion] = m.country
			continue
		}
		if c := last[m.portion]; c != "" {
			m.country = c
			if adj := p.lex.adjective[c]; adj != "" {
				m.name = adj + " " + m.portion
			}
		}
	}
}

// settleOutlets keeps a short alias that several outlets could have only where
// the text or its own address is of that region: BNN is Baltic News Network.
func (p *page) settleOutlets() {
	for i := range p.ms {
		m := &p.ms[i]
		if m.e == nil || m.kind != news.Outlet || len(m.e.region) == 0 || m.to-m.from > 1 {
			continue
		}
		if !p.homeOf(m.e) {
			p.drop(m)
		}
	}
}

func (p *page) homeOf(e *entry) bool {
	if p.a.Outlet.Name == e.name || slices.Contains(e.region, p.a.Outlet.Country) {
		return true
	}
	if o, ok := OutletByDomain(p.a.URL); ok && o.Name == e.name {
		return true
	}
	for i := range p.ms {
		if m := &p.ms[i]; !m.dead && m.kind != news.Outlet && slices.Contains(e.region, m.country) {
			return true
		}
	}
	return false
}
