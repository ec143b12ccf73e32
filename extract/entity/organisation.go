package entity

import (
	"unicode"

	"muster/extract/token"
	"muster/news"
)

// maxOrganisation bounds the words of an organisation's name.
const maxOrganisation = 10

// organisations finds runs of capital words that end in a head word
// ("European Border and Coast Guard Agency") and numbered units ("47th
// Mechanized Brigade", "the 3rd assault brigade").
func (p *page) organisations(l *line) {
	if l.byline || l.caps {
		return
	}
	for i := 0; i < len(l.toks); i++ {
		if end := p.unitEnd(l, i); end > 0 {
			p.put(l, mention{from: i, to: end, kind: news.MilitaryUnit, name: p.text(l, i, end), country: p.owner(l, i, end)})
			i = end - 1
			continue
		}
		if !p.orgWord(l, i) {
			continue
		}
		end, kind := p.organisationEnd(l, i)
		if end == 0 {
			for i+1 < len(l.toks) && p.orgWord(l, i+1) {
				i++
			}
			continue
		}
		if m := p.at(l, i); m == nil || m.to < end {
			p.put(l, mention{from: i, to: end, kind: kind, name: p.text(l, i, end), country: p.owner(l, i, end)})
		}
		i = end - 1
	}
}

// orgWord: a capital word that may stand in an organisation's name.
func (p *page) orgWord(l *line, i int) bool {
	if i >= len(l.toks) || l.toks[i].Kind != token.Word || !capital(p.of(l, i)) || l.has(i, calendar) {
		return false
	}
	if m := p.at(l, i); m != nil {
		switch m.kind {
		case news.Human, news.Outlet:
			return false
		}
		return true
	}
	if t := l.titleOver(i); t != nil && t.e.kind == titleKind && (t.to-t.from > 1 || t.e.name != "general" && t.e.name != "justice") {
		return false
	}
	if i == 0 && p.is(l, i, "No", "Some", "All", "Most", "Many", "Several", "Two", "Three", "Other", "Both", "Every", "Another", "Any", "Earlier", "Later", "Last", "Next", "More", "Not", "Only", "Under", "During", "Since", "Until", "Before", "Through") {
		return false
	}
	if p.is(l, i, "The", "A", "An", "In", "On", "At", "But", "And", "As", "For", "By", "From", "To", "With", "Its", "His", "Her", "Their", "Our", "This", "That", "When", "While", "After", "Before", "If", "It", "He", "She", "They", "We", "I", "Of", "Mr", "Mr.") {
		return false
	}
	return true
}

// organisationEnd returns the end of the name that begins at token i, behind
// its last head word and what "of" adds to it; 0 where no head word closes a
// name of two words or more.
func (p *page) organisationEnd(l *line, i int) (end int, kind news.EntityKind) {
	j, steps, last := i, 0, 0
	for ; j < len(l.toks) && steps < maxOrganisation; steps++ {
		if !p.orgWord(l, j) {
			k := p.link(l, j)
			if k == 0 || !p.orgWord(l, k) || last == 0 && p.is(l, j, "of", "for", "on") {
				break
			}
			j = k
		}
		if m := p.at(l, j); m != nil && m.kind == news.Human {
			break
		}
		if l.has(j, anyHead) && p.at(l, j) == nil && !p.hyphen(l, j+1) {
			last, kind = j+1, kindOfHead(l.class[j])
		}
		j++
	}
	if last > 0 && p.is(l, last, "of", "for") && j > last {
		last = j
	}
	if last-i < 2 {
		return 0, ""
	}
	return last, kind
}

// link returns the token behind a word that may stand inside a name ("of",
// "and the", "&"), 0 where token j is none.
func (p *page) link(l *line, j int) int {
	switch {
	case p.hyphen(l, j):
		return j + 1
	case p.is(l, j, "of", "for", "on", "&"):
		if p.is(l, j+1, "the") {
			return j + 2
		}
		return j + 1
	case p.is(l, j, "and") && p.headAhead(l, j+1):
		return j + 1
	}
	return 0
}

// headAhead: "Border and Coast Guard Agency" is one name, "Germany and the
// Agency" is not.
func (p *page) headAhead(l *line, j int) bool {
	if m := p.at(l, j-2); m != nil {
		return false
	}
	if l.has(j-2, anyHead) {
		return false
	}
	for k := j; k < min(j+5, len(l.toks)) && p.orgWord(l, k); k++ {
		if l.has(k, anyHead) {
			return true
		}
	}
	return false
}

func kindOfHead(c class) news.EntityKind {
	switch {
	case c&headMinistry != 0:
		return news.MinistryEntity
	case c&headForce != 0:
		return news.ArmedForce
	case c&headUnit != 0:
		return news.MilitaryUnit
	case c&headMedium != 0:
		return news.Outlet
	}
	return news.Organised
}

// unitEnd returns the end of a numbered unit that begins at token i, 0 for
// none: an ordinal, up to four words, and a unit noun.
func (p *page) unitEnd(l *line, i int) int {
	if l.toks[i].Kind != token.Number || p.at(l, i) != nil || !ordinal(p.of(l, i)) {
		return 0
	}
	for j := i + 1; j < min(i+7, len(l.toks)); j++ {
		if l.toks[j].Kind != token.Word && !p.hyphen(l, j) {
			return 0
		}
		if l.has(j, speech|locative) {
			return 0
		}
		switch p.of(l, j) {
		case "Brigade", "brigade", "Division", "division", "Battalion", "battalion", "Regiment", "regiment", "Squadron", "squadron",
			"Wing", "wing", "Corps", "corps", "Fleet", "fleet", "Army", "army", "Infantry", "Airborne", "Battlegroup", "battlegroup":
			if l.has(j+1, headUnit) || p.is(l, j+1, "corps", "group", "fleet", "army") {
				continue
			}
			return j + 1
		}
	}
	return 0
}

func ordinal(w string) bool {
	if len(w) < 3 || !unicode.IsDigit(rune(w[0])) {
		return false
	}
	switch w[len(w)-2:] {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

// owner returns the state named inside an organisation's name or right before
// it.
func (p *page) owner(l *line, from, to int) string {
	for i := from; i < to; i++ {
		if m := p.at(l, i); m != nil && m.country != "" {
			return m.country
		}
	}
	i := from - 1
	if p.is(l, i, "'s", "’s") {
		i--
	}
	if m := p.at(l, i); m != nil && m.to >= from-1 && stateName(m.kind) {
		return m.country
	}
	return ""
}
