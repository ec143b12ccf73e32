package entity

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// band is a group that is named by what it is.
type band struct {
	described
	noun  *term
	words string // what stands before the noun; empty for nothing
}

func (b *band) whole() string { return strings.TrimSpace(b.words + " " + b.noun.name) }

// standsOut: a group is the one meant where it has two thirds of what the text
// says of armed groups.
const standsOut = 3

// settleBands gives every band one name in the text: with the same words before
// it the noun that tells most, which is the first in the list. A noun without
// more ("the militants") stands for the armed group of its kind that the text
// speaks of most, if one stands out.
func (p *page) settleBands() {
	p.tell(func(b *band) string { return b.words })
	leads := map[*term]band{}
	leadOf := func(noun *term) band {
		lead, done := leads[noun]
		if !done {
			lead = p.leadingGroup(noun)
			leads[noun] = lead
		}
		return lead
	}
	for i := range p.bands {
		b := &p.bands[i]
		if lead := leadOf(b.noun); b.words == "" && lead.noun != nil && b.noun.rank < lead.noun.rank {
			p.tell(func(x *band) string { return cmp.Or(x.words, lead.words) })
			clear(leads)
		}
	}
	for i := range p.bands {
		p.nameBand(&p.bands[i], leadOf(p.bands[i].noun))
		p.unnamed = append(p.unnamed, p.bands[i].described)
	}
}

func (p *page) nameBand(b *band, lead band) {
	switch {
	case b.words != "":
		b.name = b.whole()
	case lead.name != "":
		b.name, b.country, b.refers = lead.name, lead.country, true
	case b.noun.name == "rebels" && p.lex.adjective[p.setting()] != "":
		b.country = p.setting() // rebels are always some state's
		b.name = p.lex.adjective[b.country] + " rebels"
	default:
		b.name = b.noun.name
	}
}

// tell gives all armed bands with the same words before the noun the noun that
// tells most among those that key puts under these words.
func (p *page) tell(key func(*band) string) {
	best := map[string]*term{}
	for i := range p.bands {
		b := &p.bands[i]
		k := key(b)
		if b.words != "" && b.words != k || b.noun.section != armed {
			continue
		}
		if t := best[k]; t == nil || b.noun.rank < t.rank {
			best[k] = b.noun
		}
	}
	for i := range p.bands {
		if b := &p.bands[i]; b.words != "" && b.noun.section == armed && best[b.words] != nil {
			b.noun = best[b.words]
		}
	}
}

// leadingGroup returns the armed group, named or described, that a noun may
// mean and that stands out in the text; without a name where none does. Its
// noun is nil where it is named.
func (p *page) leadingGroup(noun *term) (lead band) {
	count, whole, all := map[string]int{}, map[string]band{}, 0
	add := func(b band) {
		count[b.name]++
		whole[b.name] = b
		all++
	}
	for i := range p.ms {
		if m := &p.ms[i]; !m.dead && m.group && m.e != nil && slices.Contains(noun.means, m.e.sort) {
			add(band{described: described{mention: *m}})
		}
	}
	for _, b := range p.bands {
		if b.words != "" && slices.Contains(noun.means, b.noun.kind) {
			b.name = b.whole()
			add(b)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(whole)) {
		if lead.name == "" || count[n] > count[lead.name] {
			lead = whole[n]
		}
	}
	if count[lead.name]*standsOut < all*2 {
		return band{}
	}
	return lead
}

// setting is the country of most places of the text; empty where two are equal.
// It is asked when all mentions are read.
func (p *page) setting() string {
	if p.scene == nil {
		where := p.mostPlaced()
		p.scene = &where
	}
	return *p.scene
}

func (p *page) mostPlaced() string {
	count, best, tie := map[string]int{}, "", false
	for i := range p.ms {
		if m := &p.ms[i]; !m.dead && !m.gov && m.country != "" && placeName(m.kind) {
			count[m.country]++
		}
	}
	for c, n := range count {
		switch {
		case best == "" || n > count[best]:
			best, tie = c, false
		case n == count[best]:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}
