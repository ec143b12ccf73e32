package entity

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"muster/extract/entity/gazetteer"
	"muster/extract/token"
	"muster/news"
)

// maxPlaceWords bounds the capital words of a place's name: "Bab al-Hawa".
const maxPlaceWords = 4

// nameRun returns the end of the run of capital words that begins at token i
// and may be the name of a place that is in no list; 0 for none. "al-", "el-"
// and the like belong to the word behind them.
func (p *page) nameRun(l *line, i int) int {
	end, words := i, 0
	for words < maxPlaceWords {
		j := p.overArticle(l, end, words)
		if !p.unknownName(l, j) {
			break
		}
		end, words = j+1, words+1
		for p.hyphen(l, end) && end+1 < len(l.toks) && p.at(l, end+1) == nil && (capital(p.of(l, end+1)) || l.has(end+1, particle)) {
			if l.has(end+1, particle) && !(p.hyphen(l, end+2) || capital(p.of(l, end+1))) {
				break
			}
			end += 2
		}
	}
	if words == 0 || p.hyphen(l, end) || end < len(l.toks) && l.adjacent(end-1) && l.toks[end].Kind == token.Word && !p.is(l, end, "'s", "’s") {
		return 0
	}
	return end
}

// overArticle steps over "al-" and "el " before a name's word.
func (p *page) overArticle(l *line, i, words int) int {
	if !l.has(i, particle) {
		return i
	}
	switch {
	case p.hyphen(l, i+1):
		return i + 2
	case words > 0 || capital(p.of(l, i)):
		return i + 1
	}
	return i
}

// unknownName: a capital word that no list and no other reading claims.
func (p *page) unknownName(l *line, i int) bool {
	if i >= len(l.toks) || l.toks[i].Kind != token.Word || p.at(l, i) != nil || l.has(i, common|calendar|anyHead|speech) {
		return false
	}
	w := p.of(l, i)
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) || len(w) < n+2 || allUpper(w) {
		return false
	}
	for _, x := range w {
		if unicode.IsDigit(x) {
			return false
		}
	}
	return l.titleOver(i) == nil && !p.isNoun(l, i)
}

// isNoun: "Helmand Province" does not begin a name with "Province".
func (p *page) isNoun(l *line, i int) bool {
	area, _ := p.term(l, i, areaNoun)
	house, _ := p.term(l, i, facility)
	return area != nil || house != nil
}

// placeMention adds a place of no list, in the country that the words beside it
// or the gazetteer give it.
func (p *page) placeMention(l *line, from, to int, name string, where news.WhereKind) {
	m := mention{from: from, to: to, kind: news.Place, name: name, where: where, country: p.countryBeside(l, from, to)}
	if g, ok := p.located(name, m.country); ok {
		m.name, m.country = g.Name, g.Country
		if g.Kind == news.Area {
			m.where = g.Kind
		}
	}
	p.put(l, m)
}

// countryBeside reads the country in "Brovka, Ukraine", "Brovka in eastern
// Ukraine", "the Ukrainian town of Brovka"; empty for none.
func (p *page) countryBeside(l *line, from, to int) string {
	if p.is(l, to, ",") && to+1 < len(l.toks) && p.stateEnd(l, to+1) > 0 {
		return "US"
	}
	if p.is(l, to, ",", "in") {
		j := to + 1
		if t, end := p.term(l, j, direction); t != nil {
			j = end
		}
		if m := p.at(l, j); m != nil && m.from == j && placeName(m.kind) && m.country != "" {
			return m.country
		}
	}
	if !p.is(l, from-1, "of") {
		return ""
	}
	for i := from - 2; i > max(0, from-7); i-- {
		if m := p.at(l, i); m != nil && stateName(m.kind) {
			return m.country
		}
		if l.toks[i].Kind != token.Word && !p.hyphen(l, i) {
			break
		}
	}
	return ""
}

// located finds a name in the gazetteer: in the country given, else in the one
// of its countries that the text names most.
func (p *page) located(name, country string) (gazetteer.Place, bool) {
	if country != "" {
		return gazetteer.Of(country, name)
	}
	var best gazetteer.Place
	for _, g := range gazetteer.Find(name) {
		if n := p.named()[g.Country]; n > 0 && (best.Name == "" || n > p.named()[best.Country]) {
			best = g
		}
	}
	return best, best.Name != ""
}

// named counts how often the text names each country, by itself or by what
// belongs to it.
func (p *page) named() map[string]int {
	if p.countries == nil {
		p.countries = map[string]int{}
		for i := range p.ms {
			if m := &p.ms[i]; !m.dead && m.country != "" {
				p.countries[m.country]++
			}
		}
	}
	return p.countries
}

// calledPlaces reads what is called a place: "the town of Brovka", "Camp
// Brovka". It comes before people are looked for.
func (p *page) calledPlaces(l *line) {
	if l.byline {
		return
	}
	for i := 0; i < len(l.toks); i++ {
		if !l.has(i, term1) {
			continue
		}
		if t, to := p.term(l, i, frontNoun); t != nil && capital(p.of(l, i)) && (p.at(l, i) == nil || p.at(l, i).to < to) {
			if end := p.nameRun(l, to); end > 0 {
				p.placeMention(l, i, end, p.text(l, i, end), news.Spot)
				i = end - 1
				continue
			}
		}
		if t, to := p.term(l, i, ofNoun); t != nil && p.is(l, to, "of") {
			if end := p.nameRun(l, to+1); end > 0 {
				p.placeMention(l, to+1, end, p.text(l, to+1, end), whereOfTerm(t))
				i = end - 1
			}
		}
	}
}

func whereOfTerm(t *term) news.WhereKind {
	if t.keep == "" {
		return news.Spot
	}
	return news.Area
}

// localities reads places that no list has, from the words around them, and
// then all their other mentions.
func (p *page) localities() {
	known := map[uint64][]mention{}
	for i := range p.ms {
		if m := &p.ms[i]; !m.dead && m.kind == news.Place && m.e == nil {
			p.learn(known, *m)
		}
	}
	for i := range p.lines {
		l := &p.lines[i]
		if l.byline || l.caps {
			continue
		}
		for k := 0; k < len(l.toks); k++ {
			if end := p.locality(l, k); end > k {
				m := *p.at(l, k)
				p.learn(known, m)
				k = end - 1
			}
		}
	}
	if len(known) == 0 {
		return
	}
	for i := range p.lines {
		p.recall(&p.lines[i], known)
	}
}

func (p *page) learn(known map[uint64][]mention, m mention) {
	h := p.lines[m.line].toks[m.from].Hash
	known[h] = append(known[h], m)
}

// recall reads the other mentions of places that the text has made known.
func (p *page) recall(l *line, known map[uint64][]mention) {
	for i := range l.toks {
		ms := known[l.toks[i].Hash]
		if ms == nil || p.at(l, i) != nil || !capital(p.of(l, i)) {
			continue
		}
		end := p.nameRun(l, i)
		for k := range ms {
			if m := &ms[k]; end == i+m.to-m.from && p.text(l, i, end) == p.text(&p.lines[m.line], m.from, m.to) {
				p.put(l, mention{from: i, to: end, kind: m.kind, name: m.name, country: m.country, where: m.where, portion: m.portion})
				break
			}
		}
	}
}

// locality reads a place of no list that begins at token i and returns its
// end; 0 for none.
func (p *page) locality(l *line, i int) int {
	if !capital(p.of(l, i)) && !l.has(i, particle) || p.at(l, i) != nil {
		return 0
	}
	end := p.nameRun(l, i)
	if end == 0 && p.coded(l, i) {
		end = i + 1
		if t, _ := p.term(l, end, facility); t == nil {
			return 0
		}
	}
	if end == 0 || i > 0 && (p.hyphen(l, i-1) || p.nameRun(l, i-1) == end) || p.namesOther(l, i, end) {
		return 0
	}
	if i > 0 {
		noun := end
		if l.has(end, common) && capital(p.of(l, end)) && !p.isNoun(l, end) {
			noun++ // "the Brovka Shiite neighbourhood"
		}
		for _, s := range []section{areaNoun, facility} {
			if t, to := p.term(l, noun, s); t != nil && t.name != border && !p.runsOn(l, to) {
				return p.nounedPlace(l, i, end, to, t)
			}
		}
	}
	if l.headline || !(p.mayFollow(l, end) && (p.standsInPlace(l, i) || p.goneTo(l, i, end)) || p.wellKnown(l, i, end)) {
		return 0
	}
	p.placeMention(l, i, end, p.text(l, i, end), news.Spot)
	return end
}

// coded: a short name of letters and digits, as bases have ("T4 air base").
func (p *page) coded(l *line, i int) bool {
	w := p.of(l, i)
	return len(w) <= 3 && unicode.IsUpper(rune(w[0])) && unicode.IsDigit(rune(w[len(w)-1])) && !p.hyphen(l, i-1)
}

// namesOther: the words are those of a person of the text or the short form of
// an American state.
func (p *page) namesOther(l *line, from, end int) bool {
	if _, short := p.lex.states[l.toks[from].Hash]; short && end == from+1 {
		return true
	}
	for i := range p.people {
		if slices.Contains(p.people[i].words, token.Fold(p.of(l, end-1))) {
			return true
		}
	}
	return false
}

// nounedPlace adds "Brovka province" as Brovka, "Brovka dam" whole.
func (p *page) nounedPlace(l *line, from, end, to int, t *term) int {
	_, town := p.located(p.text(l, from, end), "")
	switch {
	case t.section == facility && (t.bare || town):
		p.placeMention(l, from, end, p.text(l, from, end), news.Spot)
		return end
	case t.keep == keepsNoun && t.section == facility:
		p.placeMention(l, from, to, p.text(l, from, end)+" "+t.name, news.Spot)
		p.at(l, from).portion = t.name
		return to
	case t.keep == keepsNoun:
		p.placeMention(l, from, to, p.text(l, from, end)+" "+t.name, news.Area)
		return to
	}
	kind := news.Spot
	switch {
	case t.keep == keepsTowns:
		kind = news.Area
	case capital(p.of(l, to-1)):
		end = to // "Yazoo City"
	}
	p.placeMention(l, from, end, p.text(l, from, end), kind)
	return end
}

// standsInPlace: behind "in", "near" and the like, or listed with a place that
// stands so.
func (p *page) standsInPlace(l *line, i int) bool {
	if l.has(i-1, within) {
		return true
	}
	if !p.is(l, i-1, "and", ",") {
		return false
	}
	m := p.at(l, i-2)
	return m != nil && m.to == i-1 && m.kind == news.Place && m.e == nil && l.has(m.from-1, within|locative)
}

// goneTo: behind "to", "from" and the like only names are places that the
// gazetteer has in a country of the text.
func (p *page) goneTo(l *line, i, end int) bool {
	if !l.has(i-1, locative) {
		return false
	}
	_, ok := p.located(p.text(l, i, end), "")
	return ok
}

// wellKnown: a name that the gazetteer has, so spelt, in a country of the text,
// and that stands alone and is no given name.
func (p *page) wellKnown(l *line, i, end int) bool {
	if i == 0 || l.has(i, givenName) || p.word(l, end) && capital(p.of(l, end)) || l.toks[i-1].Kind == token.Word && capital(p.of(l, i-1)) {
		return false
	}
	name := p.text(l, i, end)
	g, ok := p.located(name, "")
	return ok && token.Fold(g.Name) == token.Fold(name)
}

// mayFollow: what stands behind the name leaves it a place and no part of
// something longer.
func (p *page) mayFollow(l *line, end int) bool {
	if end >= len(l.toks) || l.toks[end].Kind != token.Word {
		return !p.is(l, end, "-", "/", "&")
	}
	return l.has(end, follow|locative|within|calendar|speech|act)
}
