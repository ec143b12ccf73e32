package entity

import (
	"slices"

	"muster/extract/rule"
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
