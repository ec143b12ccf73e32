package figure

import (
	"strings"

	"muster/news"
)

// casualty gives a bare number the unit person where it is said to be killed,
// wounded or the like: "killed five", "three were hurt", "forced two million to flee".
func (p *passage) casualty(i int) {
	q := &p.found[i]
	if q.unit != nil || q.unitName != "" || q.fraction || q.change != nil && q.change.Kind != news.ToLevel {
		return
	}
	if p.is(q.left-1, harm) || p.harmed(q.nounTo) || p.escapes(q.nounTo) || p.is(q.left-1, ousting) && p.word(q.nounTo) == "from" {
		q.person = true
		q.name("casualty")
	}
}

// escapes reports "to flee" at token k, or behind an auxiliary there: "were made to
// flee".
func (p *passage) escapes(k int) bool {
	end := k + 1
	if p.is(k, auxiliary) || p.word(k) == "had" || p.word(k) == "have" {
		end += escapeReach
	}
	for ; k < end; k++ {
		if p.word(k) == "to" && p.is(k+1, escape) {
			return true
		}
	}
	return false
}

// escapeReach is how many words may stand between an auxiliary and "to flee".
const escapeReach = 3

// asides marks what no other source could confirm or contradict.
func (p *passage) asides(q *quantity) {
	if q.aside != "" {
		return
	}
	switch {
	case p.age(q):
		q.aside = news.AnAge
	case p.sources(q):
		q.aside = news.ASourceCount
	case q.ordinal && q.unit != nil && q.unit.kind == period:
		q.aside = news.ADuration
	case q.ordinal:
	case p.odds(q):
		q.aside = news.AScore
	case p.back(q):
		q.aside = news.ABackReference
	case q.words && q.low == 1 && p.article(q), p.is(q.nounTo-1, furniture), q.words && p.is(q.nounTo-1, abstract):
		q.aside = news.AnArticle
	case p.attribute(q):
		q.aside = news.AnAttribute
	case p.loose(q):
		q.aside = news.ALooseCount
	case p.passing(q):
		q.aside = news.ADuration
	}
	if q.aside != "" {
		q.name("aside-" + string(q.aside))
	}
}

// age: "48, received", "aged 34", "who is 33,", "age of 82", "30 years old", "3-year-old".
func (p *passage) age(q *quantity) bool {
	if q.unit == nil && q.unitName == "" && !q.words && q.low >= 1 && q.high <= 120 {
		switch {
		case p.is(q.from-1, aged):
			return true
		case p.is(q.from-1, turning):
			return p.is(q.from-2, onePronoun) && p.atEnd(q.to)
		case p.word(q.from-1) == ",":
			return capital(p.word(q.from-2)) && (p.word(q.to) == "," || p.word(q.to) == ".") && !strings.Contains(p.t.Source[q.numStart:q.numEnd], ".")
		}
		if strings.EqualFold(p.word(q.from-1), "of") && strings.EqualFold(p.word(q.from-2), "age") {
			return true
		}
	}
	if q.hedge == news.Under && !q.words && q.unitName == "" && p.behindPerson(q.left) {
		return true // "three girls under 15"
	}
	if q.unit == nil || q.unit.kind != period {
		return false
	}
	if strings.EqualFold(p.word(q.left-1), "aged") { // "aged between 8 and 13 years"
		return true
	}
	k := q.nounTo
	if p.hyphen(k) {
		k++
	}
	return p.is(k, old) || strings.EqualFold(p.word(k), "of") && strings.EqualFold(p.word(k+1), "age")
}

// behindPerson reports that a noun for people ends right before token k.
func (p *passage) behindPerson(k int) bool {
	for j := max(0, k-2); j < k; j++ {
		if ph, size := p.lex.nouns.at(p.toks, j); size > 0 && j+size == k && ph.sense.kind == person {
			return true
		}
	}
	return false
}

// odds: "outnumbered ten to one", "a ratio of 7 to 1": neither number counts a
// thing; in "fell from five to one" both do.
func (p *passage) odds(q *quantity) bool {
	if q.unit != nil || q.unitName != "" || q.fraction || q.change != nil {
		return false
	}
	return p.toOne(q.from, q.to) || p.toOne(q.from-2, q.from-1) && q.low == 1
}

// toOne: what stands in tokens from to end, without "from" before it, is followed
// by "to one".
func (p *passage) toOne(from, to int) bool {
	one := p.word(to + 1)
	return strings.EqualFold(p.word(to), "to") && (one == "1" || strings.EqualFold(one, "one")) && !strings.EqualFold(p.word(from-1), "from")
}

// sources: "five diplomats told", "two officials said": who speaks is counted
// by the attribution.
func (p *passage) sources(q *quantity) bool {
	if q.unit == nil || q.unit.kind != person {
		return false
	}
	if strings.EqualFold(p.word(q.left-1), "to") && strings.EqualFold(p.word(q.left-2), "according") || p.is(q.left-1, citing) {
		return true
	}
	for k := q.nounTo; k < q.nounTo+3 && k < len(p.toks); k++ {
		if p.is(k, saying) {
			return true
		}
		if !p.is(k, stop) {
			return false
		}
	}
	return false
}

// back: "the two countries", "these three months", "all three". Things and
// people that somebody may have counted otherwise ("the three attackers") stay.
func (p *passage) back(q *quantity) bool {
	if !q.words || q.left != q.from || q.low > 12 || !p.is(q.from-1, definite) {
		return false
	}
	switch {
	case q.unit == nil && q.unitName == "":
		return true
	case q.unit != nil && q.unit.kind != person && q.unit.kind != kit:
		return q.unit.kind == period
	}
	return p.is(q.nounTo-1, party)
}

// pastHyphen steps over a hyphen at token k.
func (p *passage) pastHyphen(k int) int {
	if p.hyphen(k) {
		return k + 1
	}
	return k
}

// bores are the units that guns and what they fire are called by.
var bores = map[string]bool{"mm": true, "inch": true, "calibre": true}

// attribute: "a five-story building", "155 mm shells", "five-inch guns".
func (p *passage) attribute(q *quantity) bool {
	if q.unit != nil && bores[q.unit.name] {
		ph, size := p.lex.nouns.at(p.toks, p.pastHyphen(q.to))
		return size > 0 && ph.sense.kind == kit
	}
	return q.words && p.hyphen(q.to) && p.glued(q.to-1) && !q.vague && (q.unit == nil || q.unit.kind == period || q.unit.thing)
}

// article: "one" before a thing that nobody counts is little more than "a";
// "one or more" says nothing.
func (p *passage) article(q *quantity) bool {
	if contains(q.rules, "at-least-behind") {
		return true
	}
	if contains(q.rules, "one-lost") {
		return false
	}
	if q.high != 1 || q.change != nil || q.per != "" {
		return false
	}
	return q.unit == nil && q.unitName != "" || q.unit != nil && (q.unit.thing || q.unit.kind == period)
}

// loose: "several districts", "a few weeks", "a couple of things".
func (p *passage) loose(q *quantity) bool {
	if q.vague && q.low == 3 {
		return true
	}
	return q.low == 2 && q.high == 2 && strings.Contains(strings.ToLower(p.t.Source[q.numStart:q.numEnd]), "couple")
}

// passing: a time that is neither bounded nor of something: "two long days",
// "for 22 years", "10 or 20 years".
func (p *passage) passing(q *quantity) bool {
	if q.unit == nil || q.unit.kind != period || q.per != "" || q.scope != news.Total || q.change != nil || q.vague {
		return false
	}
	if contains(q.rules, "range-or") {
		return true
	}
	return q.hedge == news.Exact && !strings.EqualFold(p.word(q.nounTo), "of") && !contains(q.rules, "exact")
}
