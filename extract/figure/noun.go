package figure

import (
	"strings"

	"muster/extract/token"
	"muster/news"
)

// nounReach is how many words a counted noun phrase is followed for.
const nounReach = 10

// noun finds the counted noun phrase of quantity i: the head that the lists
// know, else the first plural, else (for one) the words up to a stop.
func (p *passage) noun(i int) {
	q := &p.found[i]
	if q.change != nil && q.change.Kind == news.ByFactor || q.unitName != "" {
		return
	}
	if q.unit != nil {
		p.measured(q)
		return
	}
	k := q.nounTo
	if q.fraction {
		p.partOf(q, k)
		return
	}
	if p.hyphen(k) && p.glued(k-1) {
		p.compoundNoun(q, k+1)
		return
	}
	if p.moneyOf(q, k) {
		return
	}
	if i+1 < len(p.found) && p.found[i+1].from == k && p.calibre(q, &p.found[i+1]) {
		return
	}
	from, to, s := p.head(k, q)
	if to == 0 {
		return
	}
	q.noun = p.t.Source[p.toks[from].Start:p.toks[to-1].End]
	q.nounTo, q.end = to, max(q.end, p.toks[to-1].End)
	if s != nil {
		q.unit = s
		p.pointGroups(q)
		return
	}
	q.unitName = singular(strings.ToLower(p.word(to - 1)))
}

// calibre: "two 120 mm rounds": the measure describes, the noun behind it is
// counted.
func (p *passage) calibre(q, next *quantity) bool {
	if next.unit == nil || next.unit.kind != measure {
		return false
	}
	from, to, s := p.head(next.to, &quantity{low: 2, high: 2, nounTo: -1})
	if to == 0 {
		return false
	}
	q.unit, q.noun = s, p.t.Source[p.toks[from].Start:p.toks[to-1].End]
	if s == nil {
		q.unitName = singular(strings.ToLower(p.word(to - 1)))
	}
	return true
}

// partOf: "half a century", "half an hour" are measured; "a third of the
// fleet", "half the troops" are shares.
func (p *passage) partOf(q *quantity, k int) {
	w := p.word(k)
	if w == "a" || w == "an" || p.hyphen(k) && p.glued(k-1) {
		k++
	}
	if ph, size := p.lex.nouns.at(p.toks, k); size > 0 && ph.sense.kind == period {
		q.unit, q.nounTo, q.end = ph.sense, k+size, p.toks[k+size-1].End
		q.noun = p.word(k + size - 1)
	}
}

// moneyOf: "billions of dollars".
func (p *passage) moneyOf(q *quantity, k int) bool {
	if !q.vague || !strings.EqualFold(p.word(k), "of") {
		return false
	}
	ph, size := p.lex.nouns.at(p.toks, k+1)
	if size == 0 || ph.sense.kind != money || ph.sense.letter {
		return false
	}
	q.unit, q.nounTo, q.end = ph.sense, k+1+size, p.toks[k+size].End
	return true
}

// compoundNoun: "thousands-page", "five-story", "550-seat": the word behind the
// hyphen is counted.
func (p *passage) compoundNoun(q *quantity, k int) {
	if k >= len(p.toks) || p.toks[k].Kind != token.Word || p.is(k, stop) && !p.is(k, verb) {
		return
	}
	q.nounTo, q.end, q.noun = k+1, p.toks[k].End, p.word(k)
	if strings.EqualFold(q.noun, "strong") { // "a 45,000-strong force"
		q.unit = onePerson
		q.name("strong")
		return
	}
	if ph, size := p.lex.nouns.at(p.toks, k); size > 0 && p.usable(ph.sense, k, size) {
		q.unit, q.nounTo, q.end = ph.sense, k+size, p.toks[k+size-1].End
		q.noun = p.t.Source[p.toks[k].Start:q.end]
		return
	}
	q.unitName = singular(strings.ToLower(q.noun))
}

// pointGroups: nobody counts 1.2 soldiers: "1.200 soldiers" has a point that
// groups.
func (p *passage) pointGroups(q *quantity) {
	whole, part, ok := strings.Cut(p.t.Source[q.numStart:q.numEnd], ".")
	if !ok || len(part) != 3 || len(whole) > 3 || whole == "0" || q.unit.kind != person && q.unit.kind != kit {
		return
	}
	q.low, q.high = tidy(q.low*1000), tidy(q.high*1000)
	q.name("point-groups")
}

// measured: behind a unit the noun is what is measured or paid: "of" and a
// phrase is not read, a direct one is kept as the noun.
func (p *passage) measured(q *quantity) {
	if q.unit.kind != measure || q.nounTo != q.to {
		return
	}
	if p.is(q.to, lengthwise) {
		q.nounTo, q.end = q.to+1, p.toks[q.to].End
	}
}

// head returns the tokens of the noun phrase that begins at token k, and the
// sense of its head; to is 0 where there is none.
func (p *passage) head(k int, q *quantity) (from, to int, s *sense) {
	k = p.overOf(k)
	single := q.low == 1 && q.high == 1
	for j := k; j < k+nounReach && j < len(p.toks); j++ {
		if ph, size := p.lex.nouns.at(p.toks, j); size > 0 && p.model(j) <= size && p.usable(ph.sense, j, size) {
			if to, deeper := p.attributed(j+size, ph.sense); to > 0 {
				return k, to, deeper
			}
			switch {
			case p.closes(j+size, ph.sense, single), single && j == k && ph.sense.kind != measure && !ph.sense.plural:
				return k, j + size, ph.sense
			case ph.sense.mass && pluralWord(p.word(j+size)) && p.continues(j+size): // "military engagements"
			case ph.sense.plural:
				if to, deeper := p.further(j + size); to > 0 {
					return k, to, deeper
				}
				return k, j + size, ph.sense
			}
			j += size - 1
			continue
		}
		switch n := p.model(j); {
		case n > 0 && p.continues(j+n):
			j += n - 1
		case n > 0:
			if s = p.modelSense(j); s == nil {
				return p.attributive(k, q)
			}
			return k, j + n, s
		case p.nounWord(j, k):
			if p.endsPhrase(j, single) {
				return k, j + 1, nil
			}
		case (p.hyphen(j) || p.word(j) == "/" || p.word(j) == "&" || p.word(j) == "–" && p.glued(j-1)) && p.glued(j):
		case (p.word(j) == "," || p.word(j) == "and" || p.word(j) == "or") && j > k && p.known(j+1):
		case p.word(j) == "'s" || p.word(j) == "’s" || quoteMark(p.word(j)) && j+1 < len(p.toks):
		default:
			return p.attributive(k, q)
		}
	}
	return p.attributive(k, q)
}

// quoteMark: a name may stand in quotes inside a phrase: 160 "Husky" trucks.
func quoteMark(w string) bool {
	switch w {
	case "\"", "“", "”", "‘", "’":
		return true
	}
	return false
}

// overOf steps over "of", "of the", "of its": "two of the generals".
func (p *passage) overOf(k int) int {
	if !strings.EqualFold(p.word(k), "of") {
		return k
	}
	if p.is(k+1, definite) {
		return k + 2
	}
	return k + 1
}

// nounWord: token j can be part of the phrase that begins at k. A participle
// right behind the number is an adjective if a plural follows.
func (p *passage) nounWord(j, k int) bool {
	tok := p.toks[j]
	if tok.Kind != token.Word || p.r.numbers.Begins(tok) && !p.hyphen(j+1) {
		return false
	}
	if !p.stops(j) {
		return true
	}
	return j == k && strings.HasSuffix(p.word(j), "ed") && j+1 < len(p.toks) && p.toks[j+1].Kind == token.Word && !p.stops(j+1) && !capital(p.word(j+1))
}

// stops: no noun phrase runs over token j. "US" is a name, "us" is none; a
// word behind a hyphen is part of its neighbour.
func (p *passage) stops(j int) bool {
	if !p.is(j, stop) || p.hyphen(j-1) && p.glued(j-1) || p.hyphen(j+1) && p.glued(j) && p.glued(j+1) {
		return false
	}
	w := p.word(j)
	return len(w) < 2 || w != strings.ToUpper(w) || strings.ToLower(w) == w // "US", "LED" are names
}

// endsPhrase: the unknown noun at token j is the head: a plural, or for one
// thing the last word, or the one before what looks like a verb.
func (p *passage) endsPhrase(j int, single bool) bool {
	w := p.word(j)
	if hasDigit(w) {
		return false
	}
	if single {
		return !p.continues(j+1) || pluralWord(p.word(j+1)) && !capital(w)
	}
	return pluralWord(w) && !(capital(w) && p.continues(j+1)) && !p.lexNext(j+1)
}

// maySaySort reports a word that may say the sort of what stands behind it: in small
// letters, or behind digits all in capitals.
func (p *passage) maySaySort(k int, q *quantity) bool {
	if k >= len(p.toks) || p.toks[k].Kind != token.Word || p.stops(k) {
		return false
	}
	w := p.word(k)
	return !capital(w) || w == strings.ToUpper(w) && q.plainDigits(p)
}

// attributive: a singular right behind a number above one is an attribute:
// "12 page document", "60 year-old".
func (p *passage) attributive(k int, q *quantity) (from, to int, s *sense) {
	if q.low == 1 && q.high == 1 || k != q.nounTo || !p.maySaySort(k, q) {
		return 0, 0, nil
	}
	if p.r.numbers.Begins(p.toks[k]) || p.lex.opens(p.toks[k].Hash) {
		return 0, 0, nil
	}
	if ph, size := p.lex.nouns.at(p.toks, k); size > 0 && p.usable(ph.sense, k, size) {
		return k, k + size, ph.sense
	}
	if strings.HasSuffix(p.word(k), "ed") || strings.HasSuffix(p.word(k), "ly") || strings.HasSuffix(p.word(k), "ing") {
		return 0, 0, nil
	}
	if k+1 < len(p.toks) && p.toks[k+1].Kind == token.Punct && p.word(k+1) != ")" && !q.plainDigits(p) {
		return 0, 0, nil
	}
	return k, k + 1, nil
}

// plainDigits: a decimal before an unknown short word, "15.3 ppg", is a unit.
func (q *quantity) plainDigits(p *passage) bool {
	return strings.Contains(p.t.Source[q.numStart:q.numEnd], ".")
}

// usable keeps letters and money out of noun phrases.
func (p *passage) usable(s *sense, j, size int) bool {
	return !s.letter && s.kind != money && s.kind != shareUnit && !(s.kind == measure && size == 1 && len(p.word(j)) < 3)
}

// closes: the head ends the phrase here: no noun follows it.
func (p *passage) closes(k int, s *sense, single bool) bool {
	listed := k < len(p.toks) && (p.word(k) == "and" || p.word(k) == "or") && p.known(k+1)
	if !s.plural && !single {
		return !listed && (k >= len(p.toks) || !p.continues(k))
	}
	if s.mass && p.continues(k) && pluralWord(p.word(k)) {
		return false
	}
	return !p.lexNext(k)
}

// continues: token k is a word that could go on with a noun phrase.
func (p *passage) continues(k int) bool {
	if k >= len(p.toks) {
		return false
	}
	if p.hyphen(k) && p.glued(k-1) && p.glued(k) {
		return true
	}
	return p.toks[k].Kind == token.Word && !p.stops(k) && p.word(k) != "'s" || p.model(k) > 0
}

// lexNext: a noun of the lists stands right at token k.
func (p *passage) lexNext(k int) bool {
	ph, size := p.lex.nouns.at(p.toks, k)
	return size > 0 && p.usable(ph.sense, k, size) && !p.is(k, stop) && (ph.sense.kind == person || ph.sense.kind == kit) && ph.sense.plural
}

// attributeReach is how many words may stand between a people and its things.
const attributeReach = 3

// attributed finds the plural behind a people or army that only says whose it
// is: "45 Chinese military aircraft", "nine Chinese naval ships". The end is 0
// where the people themselves are counted: "120 Chinese crossed the river".
func (p *passage) attributed(k int, people *sense) (int, *sense) {
	if people.kind != person || !people.plural || pluralWord(p.word(k-1)) {
		return 0, nil
	}
	for j := k; j < k+attributeReach && p.continues(j); j++ {
		if ph, size := p.lex.nouns.at(p.toks, j); size > 0 && ph.sense.plural && p.usable(ph.sense, j, size) && !p.is(j, stop) {
			if to, deeper := p.attributed(j+size, ph.sense); to > 0 {
				return to, deeper
			}
			if p.closes(j+size, ph.sense, false) {
				return j + size, ph.sense
			}
			return 0, nil
		}
		if w := p.word(j); pluralWord(w) || strings.HasSuffix(w, "ed") {
			return 0, nil
		}
	}
	return 0, nil
}

// further goes on behind a head that another noun follows: "missile attacks",
// "tank crews".
func (p *passage) further(k int) (int, *sense) {
	ph, size := p.lex.nouns.at(p.toks, k)
	if size == 0 || !ph.sense.plural || !p.usable(ph.sense, k, size) || p.is(k, stop) {
		return 0, nil
	}
	return k + size, ph.sense
}

// known: within a list, "air, sea and ground-launched missiles", a plural of
// the lists must come.
func (p *passage) known(k int) bool {
	for j := k; j < k+6 && j < len(p.toks); j++ {
		if ph, size := p.lex.nouns.at(p.toks, j); size > 0 && ph.sense.plural && ph.sense.kind != measure {
			return true
		}
		if p.toks[j].Kind != token.Word && !p.hyphen(j) || p.stops(j) && p.word(j) != "and" && p.word(j) != "or" {
			return false
		}
		if pluralWord(p.word(j)) {
			return false
		}
	}
	return false
}

// model returns the length of a designation at token j: "Su-34s", "M1A2",
// "Leopard 2", "T-72B3"; 0 where there is none.
func (p *passage) model(j int) int {
	if j >= len(p.toks) || p.toks[j].Kind != token.Word || !capital(p.word(j)) {
		return 0
	}
	if p.hyphen(j+1) && p.glued(j) && p.glued(j+1) && j+2 < len(p.toks) && (p.toks[j+2].Kind == token.Number || hasDigit(p.word(j+2))) {
		return 3
	}
	if hasDigit(p.word(j)) {
		return 1
	}
	if p.is(j, nameDesignator) && j+1 < len(p.toks) && p.toks[j+1].Kind == token.Number {
		return 2
	}
	return 0
}

// modelSense is the class of kit a designation stands for.
func (p *passage) modelSense(j int) *sense {
	name, ok := p.lex.series[p.hash(j)]
	if !ok {
		if ph, size := p.lex.nouns.at(p.toks, j); size > 0 && ph.sense.kind == kit {
			return ph.sense
		}
		return nil
	}
	return &sense{kind: kit, name: name, unit: name, by: 1, plural: true}
}

// singular undoes the regular plural.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case pluralWord(w):
		return w[:len(w)-1]
	}
	return w
}
