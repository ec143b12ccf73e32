package entity

import (
	"cmp"
	"strings"

	"muster/extract/token"
	"muster/news"
)

// giveRole reads what a person is from the words around the name: "NATO
// Secretary General Jens Stoltenberg", "Bill Urban, a spokesman for US Central
// Command,". What the text says beats what the lists say.
func (p *page) giveRole(l *line, m *mention) {
	role, country, gender := p.roleBefore(l, m.from)
	if role == "" {
		role, country, gender = p.roleAfter(l, m.to)
	}
	if role != "" {
		m.role = role
	}
	if m.country == "" {
		m.country = country
	}
	if m.gender == 0 {
		m.gender = gender
	}
}

func (p *page) roleBefore(l *line, from int) (role, country string, gender byte) {
	t := p.titleBefore(l, from)
	if t == nil {
		return "", "", 0
	}
	if t.e.section == "kin" {
		return "", "", t.e.gender
	}
	words := []string{t.e.name}
	if p.is(l, t.to, "of", "for", "at", "to") {
		w, c := p.complement(l, t.to)
		if w == "" {
			return "", "", 0
		}
		words, country = append(words, w), c
	}
	i := t.from
	for steps := 0; i > 0 && steps < 4; steps++ {
		w, c, start := p.modifier(l, i-1)
		if w == "" || strings.HasPrefix(words[0], w) {
			break
		}
		if country == "" {
			country = c
		}
		words = append([]string{w}, words...)
		i = start
	}
	if t.e.section == "rank" && len(words) == 1 && (t.e.name == "mr" || t.e.gender == 'f' || t.e.name == "dr") {
		return "", "", t.e.gender
	}
	return strings.Join(words, " "), country, t.e.gender
}

// modifier reads the word or name that ends at token i, before a title: the
// word for the role, the state, where it begins.
func (p *page) modifier(l *line, i int) (word, country string, start int) {
	if p.is(l, i, "'s", "’s", "'", "’") {
		i--
	}
	if m := p.at(l, i); m != nil && m.to == i+1 {
		if p.hyphen(l, m.from-1) {
			return "", "", 0 // "pro-Russian President" is not Russian
		}
		switch m.kind {
		case news.CountryName, news.Demonym:
			if adj := p.lex.adjective[m.country]; adj != "" {
				return adj, m.country, m.from
			}
			return m.name, m.country, m.from
		case news.Human:
			return "", "", 0
		}
		return m.name, m.country, m.from
	}
	if p.is(l, i, "former", "deputy", "acting", "then", "outgoing", "ex", "retired", "interim", "new", "chief", "senior", "regional", "military", "political", "state", "defence", "defense", "foreign", "presidential", "security") {
		return token.Fold(p.of(l, i)), "", i
	}
	if t := l.titleEnding(i); t != nil {
		return t.e.name, "", t.from
	}
	return "", "", 0
}

// roleAfter reads ", the US state department spokesperson," and ", who heads".
func (p *page) roleAfter(l *line, end int) (role, country string, gender byte) {
	if !p.is(l, end, ",", "-", "--", "–", "—", "(") {
		return "", "", 0
	}
	for i := end + 1; i < min(end+9, len(l.toks)); i++ {
		if p.is(l, i, "and", "but", "as") && i == end+1 {
			break
		}
		if t := l.titleAt(i); t != nil && t.e.kind == titleKind && !p.is(l, t.to, "'s", "’s") {
			if t.e.section == "kin" {
				return "", "", 0
			}
			words := []string{t.e.name}
			if w, c, _ := p.modifier(l, i-1); i > end+1 && w != "" {
				words, country = append([]string{w}, words...), c
			}
			if w, c := p.complement(l, t.to); w != "" {
				words = append(words, w)
				if country == "" {
					country = c
				}
			}
			return strings.Join(words, " "), country, t.e.gender
		}
		if p.is(l, i, ",", ".", ";", ")") || l.has(i, speech) && p.at(l, i) == nil {
			break
		}
	}
	return "", "", 0
}

// complement reads "for US Central Command", "of the region" behind a title.
func (p *page) complement(l *line, i int) (string, string) {
	if !p.is(l, i, "of", "for", "at", "to") {
		return "", ""
	}
	j := i + 1
	if p.is(l, j, "the") {
		j++
	}
	m := p.at(l, j)
	if m == nil || m.kind == news.Human || p.hyphen(l, m.to) {
		return "", ""
	}
	if p.is(l, m.to, "'s", "’s") {
		owned := p.at(l, m.to+1)
		if owned == nil || owned.kind == news.Human {
			return "", m.country
		}
		return p.of(l, i) + " " + owned.name, cmp.Or(owned.country, m.country)
	}
	return p.of(l, i) + " " + m.name, m.country
}
