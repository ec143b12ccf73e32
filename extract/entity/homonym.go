package entity

import (
	"slices"
	"strings"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

// homonym is a country's name that is also a place in another country.
type homonym struct {
	country    string   // where that place lies
	neighbours []string // states that speak for the country itself
}

func (b *builder) addHomonym(l rule.Entry) error {
	b.homonyms[l.Name] = homonym{l.Attrs["country"], split(l.Attrs["neighbours"])}
	return nil
}

// addState enters a state of the United States, or a short form with or
// without its point.
func (b *builder) addState(l rule.Entry) error {
	for _, f := range l.Forms() {
		b.states[token.Hash(f)] = split(l.Attrs["then"])
		if bare := strings.TrimSuffix(f, "."); bare != f {
			b.states[token.Hash(bare)] = nil
		}
	}
	return nil
}

// settleTowns moves towns that stand before an American state there:
// "Manchester, N.H.", "Odessa, Texas". In a list ("London, Texas and Ohio")
// nothing is said.
func (p *page) settleTowns() {
	for i := range p.ms {
		m := &p.ms[i]
		if m.dead || m.kind != news.Place && m.kind != news.Capital || m.country == "US" {
			continue
		}
		l := &p.lines[m.line]
		if !p.is(l, m.to, ",") || m.to+1 >= len(l.toks) || !capital(p.of(l, m.to+1)) {
			continue
		}
		if end := p.stateEnd(l, m.to+1); end > 0 && !p.is(l, end, "and", "or") {
			m.kind, m.country, m.name = news.Place, "US", p.text(l, m.from, m.to)
		}
	}
}

// stateEnd returns the token behind the American state at token i, 0 for none.
func (p *page) stateEnd(l *line, i int) int {
	then, ok := p.lex.states[l.toks[i].Hash]
	switch {
	case !ok:
		return 0
	case then == nil:
		return i + 1
	case i+1 < len(l.toks) && slices.Contains(then, p.of(l, i+1)):
		return i + 2
	}
	return 0
}

// homonymPlaces is how many other places of the other country a text must
// name: one alone is often a dateline.
const homonymPlaces = 2

// settleHomonyms turns the country into the place where all the rest of the
// text speaks for it.
func (p *page) settleHomonyms() {
	for i := range p.ms {
		m := &p.ms[i]
		if m.dead || m.kind != news.CountryName {
			continue
		}
		if h, ok := p.lex.homonyms[m.name]; ok && p.speaksFor(h) {
			m.kind, m.country = news.Place, h.country
		}
	}
}

func (p *page) speaksFor(h homonym) bool {
	var places []string
	for i := range p.ms {
		m := &p.ms[i]
		if m.dead || m.kind == news.Outlet {
			continue
		}
		_, self := p.lex.homonyms[m.name]
		switch {
		case slices.Contains(h.neighbours, m.country) && !(self && m.kind == news.CountryName):
			return false
		case m.kind == news.Place && m.country == h.country && !slices.Contains(places, m.name):
			places = append(places, m.name)
		}
	}
	return len(places) >= homonymPlaces
}
