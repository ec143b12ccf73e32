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
			if t == nil || p.at(l, i) != nil || p.hyphen(l, i+1) {
				continue
			}
			if other, _ := p.term(l, to, s); other != nil {
				break // "rebel militias": the last noun names them
			}
			p.band(l, i, to, t)
			break
		}
	}
}

// band adds the group of a noun with what stands before it. A group that is
// named right before it ("Hamas fighters") speaks for itself.
func (p *page) band(l *line, i, to int, t *term) {
	if p.attributive(l, i, to, t) {
		return
	}
	words, from, country := []string{}, i, ""
	for k := i - 1; k >= 0; {
		if m := p.at(l, k); m != nil && m.to == k+1 {
			if m.group {
				return
			}
			if !stateName(m.kind) && m.kind != news.Place {
				break
			}
			name, start := p.standing(l, m)
			words, from, k = append([]string{name}, words...), start, start-1
			if start == m.from {
				country = m.country
			}
			continue
		}
		if name, start := p.sided(l, k); name != "" {
			words, from, k = append([]string{name}, words...), start, start-1
			continue
		}
		if a, start := p.termEnding(l, k+1, identity); a != nil {
			words, from, k = append([]string{a.name}, words...), start, start-1
			continue
		}
		if a, start := p.termEnding(l, k+1, trait); a != nil {
			k = start - 1
			continue
		}
		break
	}
	name := strings.Join(append(words, t.name), " ")
	p.unnamed = append(p.unnamed, mention{
		line: l.n, from: from, to: to, kind: news.ArmedForce, name: name, group: true, country: country,
		portion: string(t.section), role: strings.Join(words, " "),
	})
}

// attributive: "a rebel commander" is no rebels, "militia besieged" is one.
func (p *page) attributive(l *line, i, to int, t *term) bool {
	return i+1 == to && token.Fold(p.of(l, i)) != t.name && p.word(l, to) && !strings.HasSuffix(p.of(l, to), "ed")
}

// standing is a state or place as it stands before a group's noun, with the
// "pro-" or "anti-" in front of it, and where that begins.
func (p *page) standing(l *line, m *mention) (string, int) {
	name := p.text(l, m.from, m.to)
	if m.kind == news.Place {
		name = m.name
	}
	if p.hyphen(l, m.from-1) && p.is(l, m.from-2, "pro", "anti") {
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

// coalition reads "the US-led coalition" and what refers to it.
func (p *page) coalition(l *line, i int) {
	x := mention{line: l.n, from: i, to: i + 1, kind: news.Alliance, portion: "coalition"}
	for k := max(0, i-4); k < i; k++ {
		if m := p.at(l, k-2); p.is(l, k, "led") && p.hyphen(l, k-1) && m != nil && m.to == k-1 && (stateName(m.kind) || m.kind == news.Alliance) {
			x.name, x.from = p.leader(m)+"-led coalition", m.from
		}
	}
	if x.name == "" && !p.is(l, i-1, "the", "The") && !p.is(l, i+1, "forces", "aircraft", "airstrikes", "strikes", "warplanes", "troops", "jets") {
		return
	}
	x.party = x.name
	p.unnamed = append(p.unnamed, x)
}

func (p *page) leader(m *mention) string {
	if adj := p.lex.adjective[m.country]; adj != "" && m.country != "" {
		return adj
	}
	return m.name
}

// settleFighters gives every described group one name in the text. A noun
// without more ("the militants") stands for the armed group that the text
// speaks of most, if one stands out.
func (p *page) settleFighters() {
	p.settleCoalitions()
	nouns := map[string]map[string]int{} // what stands before -> whole name -> times
	for i := range p.unnamed {
		if m := &p.unnamed[i]; m.portion == string(armed) && m.role != "" {
			if nouns[m.role] == nil {
				nouns[m.role] = map[string]int{}
			}
			nouns[m.role][m.name]++
		}
	}
	count := map[string]int{}
	whole := map[string]mention{}
	for i := range p.unnamed {
		if m := &p.unnamed[i]; m.portion == string(armed) && m.role != "" {
			m.name = p.commonest(m, nouns[m.role])
			count[m.name]++
			whole[m.name] = *m
		}
	}
	for i := range p.ms {
		if m := &p.ms[i]; !m.dead && m.group {
			count[m.name]++
			whole[m.name] = *m
		}
	}
	best, all := "", 0
	for _, m := range whole {
		all += count[m.name]
		if best == "" || count[m.name] > count[best] || count[m.name] == count[best] && m.name < best {
			best = m.name
		}
	}
	for i := range p.unnamed {
		m := &p.unnamed[i]
		switch {
		case m.portion != string(armed) || m.role != "":
			m.role = ""
		case best != "" && count[best]*standsOut >= all*2:
			m.name, m.country, m.refers = best, whole[best].country, true
		}
		m.role = ""
	}
}

// standsOut: a group is the one meant where it has two thirds of what the text
// says of armed groups.
const standsOut = 3

// commonest is the name used most among those with the same words before the
// noun; of equals m's own, then the first in the alphabet.
func (p *page) commonest(m *mention, names map[string]int) string {
	best := m.name
	for n, k := range names {
		if k > names[best] || k == names[best] && best != m.name && n < best {
			best = n
		}
	}
	return best
}

// settleCoalitions lets "the coalition" be the one that the text names, and
// drops it where the text names none or several.
func (p *page) settleCoalitions() {
	name := ""
	for i := range p.unnamed {
		if m := &p.unnamed[i]; m.portion == "coalition" && m.name != "" && name == "" {
			name = m.name
		}
	}
	kept := p.unnamed[:0]
	for _, m := range p.unnamed {
		if m.portion == "coalition" && m.name == "" {
			if name == "" {
				continue
			}
			m.name, m.party, m.refers = name, name, true
		}
		kept = append(kept, m)
	}
	p.unnamed = kept
}
