package entity

import (
	"slices"
	"strings"

	"muster/extract/entity/gazetteer"
	"muster/extract/token"
	"muster/news"
)

// areas finds the places that are described by a place and a word: "northern
// Syria", "Kharkiv region", "rebel-held Aleppo", "the Turkish-Syrian border".
// They are no mentions of their own, only candidates: the place in them stays.
func (p *page) areas(l *line) {
	for i := 0; i < len(l.toks); i++ {
		if m := p.at(l, i); m != nil && m.from == i && placeName(m.kind) {
			x := *m // describing may move the mentions
			p.directed(l, &x)
			p.held(l, &x)
			p.widened(l, &x)
			p.fronted(l, &x)
		}
		if p.isBorder(l, i) {
			p.borderAt(l, i)
		}
	}
}

func placeName(k news.EntityKind) bool {
	switch k {
	case news.CountryName, news.Capital, news.Place, news.Region:
		return true
	}
	return false
}

// describe adds a place that is only described, by another place of name base.
func (p *page) describe(l *line, from, to int, name, base string, kind news.WhereKind, country string) {
	p.unnamed = append(p.unnamed, described{base: base, mention: mention{
		line: l.n, from: from, to: to, kind: news.Place, name: name, country: country, where: kind,
	}})
}

// base is the name of a place inside a longer one: "US", not "United States".
func (p *page) base(m *mention) string {
	if m.kind == news.CountryName || m.kind == news.Demonym || m.gov {
		return p.nation(m.country)
	}
	return m.name
}

// nation is a country's name inside a longer one.
func (p *page) nation(code string) string {
	if adj := p.lex.adjective[code]; adj != "" && allUpper(adj) {
		return adj
	}
	return p.lex.countries[code]
}

// directed reads "northern Syria", "the north of Syria", "Syria's north" as one
// place, and "north of Aleppo" as another.
func (p *page) directed(l *line, m *mention) {
	base := p.base(m)
	if base == "" {
		return
	}
	if t, from := p.termEnding(l, m.from, direction); t != nil && p.at(l, from) == nil {
		p.directedName(l, m, from, t)
		return
	}
	if p.is(l, m.from-1, "of") {
		t, from := p.termEnding(l, m.from-1, direction)
		switch {
		case t == nil || p.at(l, from) != nil || p.is(l, m.to, "'s", "’s"):
		case p.is(l, from-1, "the"):
			p.describe(l, from, m.to, t.name+" "+base, base, news.Area, m.country)
		default:
			p.describe(l, from, m.to, strings.TrimSuffix(t.name, "ern")+" of "+base, base, news.Area, m.country)
		}
		return
	}
	if p.is(l, m.to, "'s", "’s") {
		t, to := p.term(l, m.to+1, direction)
		if t != nil && !strings.HasSuffix(p.of(l, to-1), "ern") && !p.word(l, to) {
			p.describe(l, m.from, to, t.name+" "+base, base, news.Area, m.country)
		}
	}
}

// directedName adds the place of a direction right before a place. "North Sinai"
// is a name; "western Herat province" is all of the province, in the west.
func (p *page) directedName(l *line, m *mention, from int, t *term) {
	w := p.of(l, from)
	if from > 0 && m.from == from+1 && capital(w) && !strings.HasSuffix(w, "ern") && !l.headline {
		p.describe(l, from, m.to, w+" "+p.base(m), p.base(m), news.Area, m.country)
		return
	}
	if noun, _ := p.nounBehind(l, m); noun != nil && noun.section == areaNoun || strings.HasPrefix(token.Fold(p.base(m)), t.name) {
		return
	}
	p.describe(l, from, m.to, t.name+" "+p.base(m), p.base(m), news.Area, m.country)
}

// word reports that token i is a word that is no preposition or the like.
func (p *page) word(l *line, i int) bool {
	return i < len(l.toks) && l.toks[i].Kind == token.Word && !l.has(i, follow|locative)
}

// held reads "rebel-held Aleppo", "rebel-held parts of Aleppo".
func (p *page) held(l *line, m *mention) {
	i := m.from
	if p.is(l, i-1, "the") {
		i--
	}
	if p.is(l, i-1, "of") {
		t, from := p.termEnding(l, i-1, stretch)
		if t == nil {
			return
		}
		i = from
	}
	if t, from := p.termEnding(l, i, holder); t != nil && p.hyphen(l, from-1) && from > 1 {
		p.describe(l, from-2, m.to, p.lower(l, from-2)+"-held "+p.base(m), p.base(m), news.Area, m.country)
	}
}

// lower is token i as it stands inside a sentence.
func (p *page) lower(l *line, i int) string {
	if p.at(l, i) != nil || !l.has(i, term1) && i > 0 {
		return p.of(l, i)
	}
	return token.Fold(p.of(l, i))
}

// widened reads "Kharkiv region", "the Donetsk and Luhansk regions", "Brussels
// airport", "the region of Luhansk".
func (p *page) widened(l *line, m *mention) {
	if m.kind == news.CountryName {
		return
	}
	if t, to := p.nounBehind(l, m); t != nil {
		p.widen(l, m, t, m.from, to)
		return
	}
	if p.is(l, m.from-1, "of") {
		if t, from := p.termEnding(l, m.from-1, ofNoun); t != nil {
			p.widen(l, m, t, from, m.to)
		}
	}
	p.airportOf(l, m)
}

// airportOf reads "Brussels' main airport" and "the airport in Brussels": a town
// has one that is meant without a name.
func (p *page) airportOf(l *line, m *mention) {
	if p.is(l, m.from-1, "in", "of") {
		if t, from := p.termEnding(l, m.from-1, facility); t != nil && t.name == airport {
			p.widen(l, m, t, from, m.to)
		}
		return
	}
	if !p.is(l, m.to, "'s", "’s", "'", "’") {
		return
	}
	i := m.to + 1
	if p.is(l, i, "main", "largest", "only", "busiest") {
		i++
	}
	if t, to := p.term(l, i, facility); t != nil && t.name == airport {
		p.widen(l, m, t, m.from, to)
	}
}

const airport = "Airport"

// fronted reads "Mount Sinjar", "Camp Taji".
func (p *page) fronted(l *line, m *mention) {
	if t, from := p.termEnding(l, m.from, frontNoun); t != nil && capital(p.of(l, from)) && p.at(l, from) == nil && m.kind != news.CountryName {
		p.describe(l, from, m.to, t.name+" "+m.name, m.name, news.Spot, m.country)
	}
}

func (p *page) widen(l *line, m *mention, t *term, from, to int) {
	switch {
	case m.where == news.Area && (t.section == areaNoun || m.country == ""), strings.HasSuffix(token.Fold(m.name), " "+t.name):
	case t.keep == keepsTowns && p.town(m), t.keep == keepsNoun:
		p.describe(l, from, to, p.withNoun(m, t), m.name, kindOfTerm(t), m.country)
	}
}

// withNoun is the name of a place with its noun: the province that the
// gazetteer has under the town's name, whatever the text calls a province.
func (p *page) withNoun(m *mention, t *term) string {
	if t.name == "region" || t.name == "province" {
		for _, noun := range []string{" province", " region"} {
			if g, ok := gazetteer.Of(m.country, m.name+noun); ok && g.Kind == news.Area {
				return g.Name
			}
		}
	}
	return m.name + " " + t.name
}

func kindOfTerm(t *term) news.WhereKind {
	if t.section == facility {
		return news.Spot
	}
	return news.Area
}

// town reports that the bare name is known as a town, so that its province
// needs the word.
func (p *page) town(m *mention) bool {
	return m.kind == news.Capital || m.e != nil && m.where != news.Area
}

// maxListed bounds the places of a list that share one noun: "the Kharkiv,
// Donetsk and Luhansk regions".
const maxListed = 5

// nounBehind returns the noun of an area or facility behind a place, or behind
// the last of the places it is listed with.
func (p *page) nounBehind(l *line, m *mention) (*term, int) {
	j := m.to
	for range maxListed {
		k := j
		for p.is(l, k, ",", "and", "or", "the") {
			k++
		}
		next := p.at(l, k)
		if k == j || next == nil || next.from != k || !placeName(next.kind) {
			break
		}
		j = next.to
	}
	for _, s := range []section{areaNoun, facility} {
		if t, to := p.term(l, j, s); t != nil && t.name != border && !p.runsOn(l, to) && (j == m.to || strings.HasSuffix(p.of(l, to-1), "s")) {
			return t, to
		}
	}
	return nil, 0
}

// runsOn: "Salt Lake City" goes on behind "Lake".
func (p *page) runsOn(l *line, to int) bool {
	return to < len(l.toks) && capital(p.of(l, to-1)) && l.toks[to].Kind == token.Word && capital(p.of(l, to)) && p.at(l, to) == nil
}

// border is the name of the row for borders.
const border = "border"

func (p *page) isBorder(l *line, i int) bool {
	t, _ := p.term(l, i, areaNoun)
	return t != nil && t.name == border && !p.is(l, i+1, "guard", "guards", "police", "service", "troops", "crossing", "town", "towns", "village", "agency", "control", "fence")
}

// borderAt reads the border at token i with one or both of its sides.
func (p *page) borderAt(l *line, i int) {
	from, to := i, i+1
	var sides []*mention
	k := i - 1
	if p.is(l, k, "northern", "southern", "eastern", "western", "common", "shared", "land") {
		k--
	}
	if p.is(l, k, "'s", "’s") {
		k--
	}
	if m := p.sideOfBorder(l, k); m != nil && m.to == k+1 {
		sides, from = append(sides, m), m.from
		if n := p.sideOfBorder(l, m.from-2); n != nil && n.to == m.from-1 && p.is(l, m.from-1, "-", "–", "/") {
			sides, from = []*mention{n, m}, n.from
		}
	}
	if len(sides) < 2 && p.is(l, i+1, "with", "between") {
		for j := i + 2; j < min(i+6, len(l.toks)) && len(sides) < 2; j++ {
			if m := p.sideOfBorder(l, j); m != nil && m.from == j {
				sides, to, j = append(sides, m), m.to, m.to-1
			} else if !p.is(l, j, "the", "and", "neighbouring", "neighboring") {
				break
			}
		}
	}
	if n := p.otherSide(l, sides, i); n != nil {
		sides = append([]*mention{n}, sides...)
	}
	switch len(sides) {
	case 1:
		p.describeBorder(l, from, to, [2]string{p.base(sides[0])}, sides[0].country)
	case 2:
		p.describeBorder(l, from, to, [2]string{p.base(sides[0]), p.base(sides[1])}, "")
	}
}

// otherSide is the last state named before "the border with" another.
func (p *page) otherSide(l *line, sides []*mention, i int) *mention {
	if len(sides) != 1 || sides[0].from < i {
		return nil
	}
	for k := i - 1; k >= 0; k-- {
		if m := p.at(l, k); m != nil && stateName(m.kind) && m.country != "" {
			if m.country == sides[0].country || p.lex.countries[m.country] == "" {
				return nil
			}
			return m
		}
	}
	return nil
}

func (p *page) describeBorder(l *line, from, to int, sides [2]string, country string) {
	p.describe(l, from, to, "", "", news.Area, country)
	p.unnamed[len(p.unnamed)-1].sides = sides
}

// sideOfBorder returns the place or people over token i, nil for none.
func (p *page) sideOfBorder(l *line, i int) *mention {
	m := p.at(l, i)
	if m == nil || !placeName(m.kind) && m.kind != news.Demonym || p.base(m) == "" {
		return nil
	}
	return m
}

// settleBorders gives the borders of a text one name: the order of the sides as
// first written, and both sides where only one border with that side is named,
// or where the text's places lie in a neighbour: near "the Turkish border" in
// Syria is near the border of the two.
func (p *page) settleBorders() {
	var known [][2]string
	for i := range p.unnamed {
		m := &p.unnamed[i]
		if m.sides[1] == "" {
			continue
		}
		turned := [2]string{m.sides[1], m.sides[0]}
		switch {
		case slices.Contains(known, turned):
			m.sides = turned
		case !slices.Contains(known, m.sides):
			known = append(known, m.sides)
		}
	}
	for i := range p.unnamed {
		m := &p.unnamed[i]
		switch {
		case m.sides[0] == "":
			continue
		case m.sides[1] == "":
			if full := onlyBorder(known, m.sides[0]); full[0] != "" {
				m.sides, m.country = full, ""
			} else if c := p.setting(); gazetteer.Neighbours(m.country, c) && m.sides[0] == p.nation(m.country) {
				m.sides[1], m.country = p.nation(c), ""
			}
		}
		m.name = strings.TrimSuffix(m.sides[0]+"-"+m.sides[1], "-") + " " + border
	}
}

// onlyBorder is the one border of several that a side has, zero for none or
// more than one.
func onlyBorder(known [][2]string, side string) (only [2]string) {
	for _, k := range known {
		if k[0] != side && k[1] != side {
			continue
		}
		if only[0] != "" {
			return [2]string{}
		}
		only = k
	}
	return only
}
