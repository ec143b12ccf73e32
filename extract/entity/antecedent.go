package entity

import (
	"cmp"
	"slices"
	"strings"

	"muster/extract/entity/gazetteer"
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
			held := p.heldStretch(l, i)
			if !held && !p.is(l, i-1, "the", "this", "that") {
				continue
			}
			if places == nil {
				places = p.placesInOrder(p.unnamed[:named])
			}
			if held {
				p.heldPart(l, i, places)
				continue
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
	before := beforeToken(places, l.n, i)
	for _, s := range []section{facility, areaNoun} {
		t, to := p.term(l, i, s)
		if t == nil || t.vague || p.is(l, to, "of") || p.word(l, to) && capital(p.of(l, to)) {
			continue
		}
		for k := before - 1; k >= 0; k-- {
			if m := places[k]; t.calls(m) && !(t.name == city && !p.knownTown(m)) {
				x := *m
				x.line, x.from, x.to, x.kind, x.refers = l.n, i, to, news.Place, true
				x.e, x.gov, x.nested = nil, false, false
				p.unnamed = append(p.unnamed, x)
				return
			}
		}
	}
}

// beforeToken is how many of the places in order end at token i of a line or
// before it.
func beforeToken(places []*described, line, i int) int {
	n, _ := slices.BinarySearchFunc(places, i, func(m *described, i int) int {
		if d := cmp.Or(m.line-line, m.to-i); d != 0 {
			return d
		}
		return -1
	})
	return n
}

// heldStretch: "rebel-held areas", without the place that they are part of
// right behind it.
func (p *page) heldStretch(l *line, i int) bool {
	t, to := p.term(l, i, holder)
	if t == nil || i < 2 || !p.hyphen(l, i-1) {
		return false
	}
	part, end := p.term(l, to, stretch)
	if part == nil {
		return false
	}
	if p.is(l, end, "of") {
		end++
	}
	if p.is(l, end, "the") {
		end++
	}
	return p.at(l, end) == nil || !placeName(p.at(l, end).kind)
}

// heldReach is how far behind "rebel-held areas" the town may stand: "in the
// Syrian city of Aleppo".
const heldReach = 8

// townBehind returns the first town in the words behind "in", "around" or "of"
// at token i; nil for none.
func (p *page) townBehind(l *line, i int) *described {
	if !p.is(l, i, "in", "around", "of", "near", "inside") {
		return nil
	}
	for k := i + 1; k < min(i+heldReach, len(l.toks)); k++ {
		if m := p.at(l, k); m != nil && (m.kind == news.Place || m.kind == news.Capital) && m.where != news.Area {
			return &described{mention: *m}
		}
	}
	return nil
}

// heldPart adds the held part of the town behind it, else of the last one named
// before token i.
func (p *page) heldPart(l *line, i int, places []*described) {
	_, to := p.term(l, i, holder)
	_, to = p.term(l, to, stretch)
	town := p.townBehind(l, to)
	for k := beforeToken(places, l.n, i) - 1; k >= 0 && town == nil; k-- {
		if m := places[k]; m.base == "" && m.sides[0] == "" && m.where != news.Area {
			town = m
		}
	}
	if town != nil {
		p.unnamed = append(p.unnamed, described{refers: true, base: town.name, mention: mention{
			line: l.n, from: i - 2, to: to, kind: news.Place, name: p.lower(l, i-2) + "-held " + town.name, country: town.country, where: news.Area,
		}})
	}
}

// city is the noun that means a town that is known as one, no quarter.
const city = "city"

func (p *page) knownTown(m *described) bool {
	g, ok := gazetteer.Of(m.country, m.name)
	return m.kind == news.Capital || m.e != nil || ok && g.Kind == news.Spot
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
