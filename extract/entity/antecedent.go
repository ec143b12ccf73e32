package entity

import (
	"cmp"
	"slices"
	"strings"

	"muster/extract/token"
	"muster/news"
)

// antecedents reads "the city", "the province", "the airport", "the border" as
// the last place of that sort before it, and "the capital", "the Syrian capital"
// as the seat of the state that is meant.
func (p *page) antecedents() {
	var places []*described
	named := len(p.unnamed)
	for n := range p.lines {
		l := &p.lines[n]
		for i := range l.toks {
			if !l.has(i, term1) || p.at(l, i) != nil {
				continue
			}
			if p.is(l, i, "capital") {
				p.seat(l, i)
				continue
			}
			if !p.is(l, i-1, "the", "this", "that") {
				continue
			}
			if places == nil {
				places = p.placesInOrder(p.unnamed[:named])
			}
			p.antecedent(l, i, places)
		}
	}
}

// placesInOrder are all places that the text names, and those described. The
// place that a house or base is named by is none: "the city" does not mean it.
func (p *page) placesInOrder(unnamed []described) []*described {
	all := []*described{}
	housed := map[[2]int]bool{}
	for i := range unnamed {
		m := &unnamed[i]
		if m.kind != news.Place {
			continue
		}
		all = append(all, m)
		if m.where == news.Spot {
			housed[[2]int{m.line, m.from}] = true
		}
	}
	for i := range p.ms {
		m := &p.ms[i]
		if !m.dead && (m.kind == news.Capital || m.kind == news.Place) && !housed[[2]int{m.line, m.from}] {
			all = append(all, &described{mention: *m})
		}
	}
	slices.SortStableFunc(all, func(a, b *described) int { return cmp.Or(a.line-b.line, a.to-b.to) })
	return all
}

// antecedent adds what the noun at token i refers to, if it does.
func (p *page) antecedent(l *line, i int, places []*described) {
	before, _ := slices.BinarySearchFunc(places, i, func(m *described, i int) int {
		if d := cmp.Or(m.line-l.n, m.to-i); d != 0 {
			return d
		}
		return -1
	})
	for _, s := range []section{facility, areaNoun} {
		t, to := p.term(l, i, s)
		if t == nil || t.vague || p.is(l, to, "of") || p.word(l, to) && capital(p.of(l, to)) {
			continue
		}
		for k := before - 1; k >= 0; k-- {
			if m := places[k]; t.calls(m) {
				x := *m
				x.line, x.from, x.to, x.kind, x.refers = l.n, i, to, news.Place, true
				x.e, x.gov, x.nested = nil, false, false
				p.unnamed = append(p.unnamed, x)
				return
			}
		}
	}
}

// calls reports whether the noun may stand for a place: "the airport" for what
// is called an airport, "the city" for a town, "the province" for an area below
// the state.
func (t *term) calls(m *described) bool {
	if t.name == border {
		return m.sides[0] != ""
	}
	if m.sides[0] != "" {
		return false
	}
	named := strings.HasSuffix(token.Fold(m.name), " "+token.Fold(t.name))
	switch {
	case t.section == facility || t.keep == keepsNoun && !named:
		return named
	case t.keep == dropsNoun:
		return m.where != news.Area && m.base == ""
	}
	return named || m.where == news.Area && m.country != ""
}

// seat adds the city that "the capital" is: of the state before it, else of the
// state where most of the text's places lie. A capital of a province, named
// behind, is another.
func (p *page) seat(l *line, i int) {
	country := ""
	k := i - 1
	if p.is(l, k, "'s", "’s") {
		k--
	}
	switch m := p.at(l, k); {
	case m != nil && m.to == k+1 && stateName(m.kind):
		country = m.country
	case p.is(l, k, "the") && !p.is(l, i+1, "of", "city"):
		country = p.setting()
	}
	if seat := p.lex.seats[country]; seat != "" {
		p.unnamed = append(p.unnamed, described{refers: true, mention: mention{line: l.n, from: i, to: i + 1, kind: news.Capital, name: seat, country: country}})
	}
}
