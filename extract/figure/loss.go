package figure

import (
	"strings"

	"muster/extract/token"
	"muster/news"
)

// befalls is a phrase that takes lives or kit: "shot down", "death of".
type befalls struct {
	person, kit bool
	alone       bool // of whom it is said, not of its object: "crashed"
}

// reaches of the search for what befell a noun phrase.
const (
	phraseReach  = 9  // tokens of a noun phrase: "a 4-year-old boy of ..."
	befallReach  = 8  // tokens from the phrase to its verb
	asideReach   = 9  // tokens between two commas
	listingReach = 10 // tokens from "the dead" to "included"
)

// losses reads what is counted without a number where lives or kit are lost:
// "a woman was killed", "shot down a drone", "no one was hurt". The quantities
// with numbers have been judged.
func (p *passage) losses() {
	for i := range p.found {
		if q := &p.found[i]; q.words && q.high == 1 && q.low == 1 && q.unit != nil && p.suffers(q.left, q.nounTo, q.unit) {
			q.name("one-lost")
		}
	}
	for i := range p.toks {
		if p.toks[i].Kind != token.Word || p.taken(i) {
			continue
		}
		switch {
		case p.is(i, nought):
			p.none(i)
		case p.is(i, lone):
			p.oneLost(i)
		}
	}
}

// oneLost takes the article at token i and its noun phrase as one lost person
// or piece of kit.
func (p *passage) oneLost(i int) {
	to, s := p.loneNoun(i + 1)
	if strings.EqualFold(p.word(i), "one") {
		to, s = p.oneOf(i + 1)
	}
	if strings.EqualFold(p.word(i), "another") && p.is(i+1, harm) {
		to, s = i+1, onePerson // "and another wounded"
	}
	if s == nil || !p.suffers(i, to, s) || s.kind == kit && p.anyIs(i, to, civil) {
		return
	}
	q := p.unnumbered(i, to, s, "one-lost")
	q.low, q.high = 1, 1
	switch {
	case strings.EqualFold(p.word(i-1), "not") && strings.EqualFold(p.word(i+1), "single"):
		q.low, q.high = 0, 0
	case strings.EqualFold(p.word(i), "another"):
		q.scope = news.Additional
	}
	p.absorb(q)
}

// anyIs reports a token of from to to that is so marked.
func (p *passage) anyIs(from, to int, m mark) bool {
	for i := from; i < to; i++ {
		if p.is(i, m) {
			return true
		}
	}
	return false
}

// unnumbered is a quantity of tokens from..to whose number is the word at from.
func (p *passage) unnumbered(from, to int, s *sense, rule string) quantity {
	q := quantity{
		from: from, to: to, left: from, nounTo: to, start: p.toks[from].Start, end: p.toks[to-1].End,
		numStart: p.toks[from].Start, numEnd: p.toks[from].End, unit: s, hedge: news.Exact, scope: news.Total,
		words: true, rules: []string{rule},
	}
	if to > from+1 {
		q.noun = p.t.Source[p.toks[from+1].Start:p.toks[to-1].End]
	}
	return q
}

// absorb adds q and drops what stands inside it: the age of "a 4-year-old boy".
func (p *passage) absorb(q quantity) {
	kept := p.found[:0]
	for _, o := range p.found {
		if o.numStart < q.start || o.numStart >= q.end {
			kept = append(kept, o)
		}
	}
	p.found = append(kept, q)
}

// loneNoun is the end of a noun phrase in the singular that begins at token k,
// and the sense of its head; nil where it names no person or piece of kit.
func (p *passage) loneNoun(k int) (int, *sense) {
	for j := k; j < k+phraseReach && j < len(p.toks); j++ {
		if ph, size := p.lex.nouns.at(p.toks, j); size > 0 && p.ends(ph.sense, j, size) {
			return j + size, ph.sense
		}
		if !p.modifies(j) {
			return 0, nil
		}
	}
	return 0, nil
}

// oneOf is the end and the sense of "of their men" at token k; of "pilot" too,
// where "that" before "one" has hidden it from the numbers.
func (p *passage) oneOf(k int) (int, *sense) {
	if !strings.EqualFold(p.word(k), "of") {
		return p.loneNoun(k)
	}
	_, to, s := p.head(k, &quantity{low: 2, high: 2, nounTo: -1})
	if s == nil || s.thing || s.kind != person && s.kind != kit {
		return 0, nil
	}
	return to, s
}

// ends reports whether the noun at token j heads a singular phrase: nothing of
// the phrase follows it but a name.
func (p *passage) ends(s *sense, j, size int) bool {
	if s.plural && !s.both || s.thing || s.kind != person && s.kind != kit || !p.usable(s, j, size) || p.is(j, stop|harmItself) {
		return false
	}
	next := j + size
	_, fell := p.lex.lossBehind.at(p.toks, next)
	return !p.continues(next) || p.is(next, harm) || fell > 0 || capital(p.word(next)) && !capital(p.word(next-1))
}

// modifies reports whether token j may stand in a noun phrase before its head.
func (p *passage) modifies(j int) bool {
	switch {
	case p.hyphen(j), p.word(j) == "'s", p.word(j) == "’s":
		return true
	case p.toks[j].Kind == token.Number:
		return p.hyphen(j + 1)
	}
	return p.toks[j].Kind == token.Word && !p.stops(j)
}

// suffers reports whether what stands in tokens from..to is said to be killed,
// wounded, lost or the like, by itself or in a list with others that are.
func (p *passage) suffers(from, to int, s *sense) bool {
	if s.kind == person && (p.kills(from-1) || p.harmed(to)) || p.struck(from, to, s) || p.amongVictims(from) {
		return true
	}
	k := p.beforeJoint(from)
	if k < 0 {
		return false
	}
	for i := range p.found {
		o := &p.found[i]
		if o.unit != nil && o.unit.kind == s.kind && max(o.to, o.nounTo) == k {
			return p.suffers(o.left, k, o.unit)
		}
	}
	return false
}

// kills reports whether token k takes what follows it: "killed a guard", not
// "could have killed a guard".
func (p *passage) kills(k int) bool {
	return p.is(k, harm) && !p.is(k, spared) && !p.unreal(k)
}

// unreal reports whether the words before token k leave open that it happened.
func (p *passage) unreal(k int) bool {
	for j := k - 1; j >= 0 && j >= k-3; j-- {
		if p.is(j, possible) {
			return true
		}
		if p.toks[j].Kind != token.Word || !p.is(j, stop) {
			return false
		}
	}
	return false
}

// struck looks the phrases of loss up before and behind tokens from..to.
func (p *passage) struck(from, to int, s *sense) bool {
	fits := func(b *befalls) bool { return b.person && s.kind == person || b.kit && s.kind == kit }
	if ph, size := p.lex.lossBefore.until(p.toks, from); size > 0 && fits(ph.befalls) && !ph.befalls.alone {
		return !p.unreal(from - size)
	}
	for j := to; j < to+befallReach && j < len(p.toks) && p.toks[j].Kind == token.Word; j++ {
		ph, size := p.lex.lossBehind.at(p.toks, j)
		switch {
		case size > 0 && fits(ph.befalls):
			return ph.befalls.alone || p.helped(j-1) || j == to && !p.acts(j+size)
		case p.is(j, verb):
			return false
		}
	}
	return false
}

// acts reports whether an object follows at token k: "a gunman killed five".
func (p *passage) acts(k int) bool {
	return k < len(p.toks) && (p.r.numbers.Begins(p.toks[k]) || p.is(k, definite|lone|nought))
}

// amongVictims: "the dead included", "among the wounded were", "victims include".
func (p *passage) amongVictims(from int) bool {
	if !p.is(from-1, listing) && !p.helped(from-1) {
		return false
	}
	near := 1
	if p.is(from-1, listing) {
		near = listingReach
	}
	for k := from - 2; k >= 0 && k >= from-1-near; k-- {
		if p.toks[k].Kind == token.Punct && p.word(k) != "," {
			return false
		}
		if p.is(k, toll) {
			return near > 1 || strings.EqualFold(p.word(k-2), "among")
		}
	}
	return false
}

// beforeJoint is the token behind which what stands at from goes on with a
// list: before "and", "including", ", and"; -1 where nothing joins.
func (p *passage) beforeJoint(from int) int {
	k := from
	if p.is(k-1, opening) || p.word(k-1) == "and" || p.word(k-1) == "or" {
		k--
	}
	if p.word(k-1) == "," {
		k--
	}
	if k == from {
		return -1
	}
	return k
}

// harmed: "was killed", "died", "in a car was killed"; between two commas
// something else may be said first.
func (p *passage) harmed(k int) bool {
	for j := k; j < k+befallReach && j < len(p.toks); j++ {
		switch {
		case p.word(j) == "," && j == p.commaEnd(k, j):
			return false
		case p.word(j) == ",":
			k, j = p.commaEnd(k, j), p.commaEnd(k, j)
		case p.toks[j].Kind != token.Word && p.toks[j].Kind != token.Number:
			return false
		case p.is(j, harm):
			return j == k && !p.acts(j+1) || p.helped(j-1) || p.is(j, falls)
		case p.is(j, verb):
			return false // "a doctor says the woman was killed"
		}
	}
	return false
}

// commaEnd is the comma that closes what the comma at j opens, j where none
// does.
func (p *passage) commaEnd(k, j int) int {
	for e := j + 1; e < j+asideReach && e < len(p.toks); e++ {
		if p.word(e) == "," {
			return e
		}
	}
	return j
}

// none reads "no casualties", "no one was hurt", "lost no ship", "no reports of
// injuries".
func (p *passage) none(i int) {
	if to := p.nobody(i); to > 0 {
		if p.harmed(to) || p.is(i-1, harm) {
			p.absorb(p.unnumbered(i, to, onePerson, "zero"))
		}
		return
	}
	for k := i + 1; k < i+befallReach && k < len(p.toks); k++ {
		ph, size := p.lex.nouns.at(p.toks, k)
		if size > 0 && p.noneOf(ph.sense, i, k, size) {
			p.absorb(p.unnumbered(i, k+size, ph.sense, "zero"))
			return
		}
		if p.toks[k].Kind != token.Word && !p.hyphen(k) || p.is(k, stop) && !p.passes(k) {
			return
		}
	}
}

// nobody is the token behind "no one", "nobody", "none"; 0 where those do not
// stand at token i.
func (p *passage) nobody(i int) int {
	switch {
	case !strings.EqualFold(p.word(i), "no"):
		return i + 1
	case strings.EqualFold(p.word(i+1), "one"):
		return i + 2
	}
	return 0
}

// passes: "no reports of casualties", "no damage or casualties".
func (p *passage) passes(k int) bool {
	switch p.word(k) {
	case "or":
		return true
	case "of", "any":
		return p.is(k-1, tidings) || p.passes(k-1) && p.word(k) == "any"
	}
	return p.is(k, tidings)
}

// noneOf reports whether "no" at token i and the noun at k count zero: people
// that are victims by their name, or what is said to be lost.
func (p *passage) noneOf(s *sense, i, k, size int) bool {
	if s.kind != person && s.kind != kit || s.thing || !p.usable(s, k, size) {
		return false
	}
	switch {
	case s.mass && p.continues(k+size):
		return false
	case s.kind == person && s.plural:
		return true
	case s.kind == kit && s.plural && p.harmBehind(k+size):
		return true
	}
	return p.suffers(i, k+size, s)
}

// harmBehind: "were shot down", "was lost" within four tokens.
func (p *passage) harmBehind(k int) bool {
	for j := k; j < k+4 && j < len(p.toks); j++ {
		if p.is(j, harm|verb) {
			return true
		}
	}
	return false
}
