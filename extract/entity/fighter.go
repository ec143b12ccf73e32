package entity

import (
	"strings"

	"muster/extract/token"
	"muster/news"
)

// fighters finds groups that are named by what they are: "pro-Russian
// separatists", "the US-led coalition". They are no mentions, only candidates.
func (p *page) fighters(l *line) {
	for i := range l.toks {
		if p.is(l, i, "coalition") && p.at(l, i) == nil {
			p.coalition(l, i)
			continue
		}
		for _, s := range []section{armed, others} {
			t, to := p.term(l, i, s)
			if t == nil || p.at(l, i) != nil || p.hyphen(l, to) {
				continue
			}
			if other, _ := p.term(l, to, s); other == nil {
				p.band(l, i, to, t)
			}
			break
		}
	}
}

// band adds the group of a noun with what stands around it. A group that is
// named right before it ("Hamas fighters") speaks for itself, and of two nouns
// the first says more ("separatist militants").
func (p *page) band(l *line, i, to int, t *term) {
	noun, from, country := t, i, ""
	var words []string
	for k := i - 1; k >= 0; {
		word, start, m := p.groupWord(l, k)
		if m != nil && m.group {
			return
		}
		if first, at := p.termEnding(l, k+1, armed); first != nil && len(words) == 0 {
			noun, from, k = first, at, at-1
			continue
		}
		if start < 0 {
			break
		}
		if word != "" {
			words, from = append([]string{word}, words...), start
		}
		if m != nil && start == m.from {
			country = m.country
		}
		k = start - 1
	}
	if m := p.groupsPlace(l, to); m != nil && len(words) == 0 {
		words, country, to = []string{p.ofPlace(m)}, m.country, m.to
	}
	b := band{noun: noun, words: strings.Join(words, " "), described: described{mention: mention{line: l.n, from: from, to: to, kind: news.ArmedForce, group: true, country: country}}}
	p.bands = append(p.bands, b)
}

// groupWord reads the word or name before a group's noun that ends at token k:
// how it stands in the group's name ("" for what does not belong to it), where
// it begins (-1 where it is none), and the mention it is.
func (p *page) groupWord(l *line, k int) (word string, start int, m *mention) {
	if m := p.at(l, k); m != nil && m.to == k+1 {
		if !stateName(m.kind) && m.kind != news.Place {
			return "", -1, m
		}
		word, start := p.standing(l, m)
		return word, start, m
	}
	if word, start := p.sided(l, k); word != "" {
		return word, start, nil
	}
	if a, start := p.termEnding(l, k+1, identity); a != nil {
		return a.name, start, nil
	}
	if a, start := p.termEnding(l, k+1, trait); a != nil {
		return "", start, nil
	}
	return "", -1, nil
}

// groupsPlace is the place in "militants in Gaza", "rebels in eastern Ukraine".
func (p *page) groupsPlace(l *line, i int) *mention {
	if !p.is(l, i, "in") {
		return nil
	}
	if t, end := p.term(l, i+1, direction); t != nil {
		i = end - 1
	}
	if m := p.at(l, i+1); m != nil && m.from == i+1 && placeName(m.kind) && m.country != "" {
		return m
	}
	return nil
}

// ofPlace is how a place stands before a group's noun: "Syrian", "Gaza".
func (p *page) ofPlace(m *mention) string {
	if adj := p.lex.adjective[m.country]; adj != "" && m.kind == news.CountryName {
		return adj
	}
	return m.name
}

// standing is a state or place as it stands before a group's noun, with the
// "pro-" or "anti-" in front of it, and where that begins.
func (p *page) standing(l *line, m *mention) (string, int) {
	name := p.text(l, m.from, m.to)
	if m.kind == news.Place {
		name = m.name
	}
	if p.hyphen(l, m.from-1) && p.is(l, m.from-2, "pro", "anti") {
		if adj := p.lex.adjective[m.country]; adj != "" {
			name = adj // "pro-Russia"
		}
		return token.Fold(p.of(l, m.from-2)) + "-" + name, m.from - 2
	}
	return name, m.from
}

// sided reads "Iranian-backed", which ends at token k, and where it begins.
func (p *page) sided(l *line, k int) (string, int) {
	if !p.is(l, k, "backed", "supported", "aligned", "allied", "trained") || !p.hyphen(l, k-1) {
		return "", 0
	}
	m := p.at(l, k-2)
	if m == nil || m.to != k-1 {
		return "", 0
	}
	name := p.lex.adjective[m.country]
	if name == "" || !stateName(m.kind) {
		name = m.name
	}
	return name + "-backed", m.from
}
