package figure

import (
	"strings"
	"unicode"

	"muster/extract/number"
	"muster/extract/token"
)

// sign looks for a money sign or code before the number.
func (p *passage) sign(a *atom) {
	ph, size := p.lex.signs.until(p.toks, a.from)
	if size == 0 || a.num.Kind == number.Ordinal {
		return
	}
	if size > 1 && p.word(a.from-size) == "a" && !p.glued(a.from-size) { // "a $5 bill" is no A$5
		size = 1
		ph, _ = p.lex.signs.until(p.toks[a.from-1:], 1)
	}
	from := a.from - size
	name := len(p.word(from)) > 3 && a.num.Digits // "ringgit 42", but not "dollars 42"
	code := size == 1 && p.toks[from].Kind == token.Word
	if code && !name && !ph.sense.small && p.word(from) != strings.ToUpper(p.word(from)) {
		return
	}
	if len(p.atoms) > 0 && p.atoms[len(p.atoms)-1].to > from {
		return
	}
	a.unit, a.prefixed = ph.sense, true
	a.from, a.start = from, p.toks[from].Start
}

// unit: with money, in capitals, or when a noun follows ("12.3m tonnes").
func (p *passage) unit(a *atom) {
	if a.num.Suffix > 0 && p.scales(a) {
		a.num = a.num.WithSuffix()
		a.end = a.num.End
		a.to = p.behind(a.num.From, a.end)
	}
	rest := p.t.Source[a.end:p.toks[a.to-1].End]
	if rest == "" {
		p.unitBehind(a)
		return
	}
	letters := rest[:lettersEnd(rest)]
	if letters == "" || hasDigit(rest[len(letters):min(len(rest), len(letters)+1)]) {
		return
	}
	if ph, size := p.lex.nouns.from(token.Hash(letters), p.toks, a.to); size > 0 {
		p.take(a, ph.sense, a.to+size-1)
	} else if code, ok := p.lex.million[token.Hash(letters)]; ok {
		p.inMillions(a, code)
	}
}

// unitBehind looks for a unit in the tokens behind the number.
func (p *passage) unitBehind(a *atom) {
	k := a.to
	bracket := p.word(k) == "("
	if bracket || p.hyphen(k) && p.glued(k-1) && p.glued(k) || p.halfOf(a, k) {
		k++
	}
	if code, ok := p.lex.million[p.hash(k)]; ok && a.unit == nil {
		a.to = k + 1
		p.inMillions(a, code)
		return
	}
	ph, size := p.lex.nouns.at(p.toks, k)
	if size == 0 || ph.sense.letter && !p.letterUnit(a, k+size) || p.is(k, meridiem) {
		return
	}
	if bracket && p.word(k+size) != ")" || p.model(k) > size { // "six Mi-24s" are no miles
		return
	}
	if bracket {
		size++
	}
	p.take(a, ph.sense, k+size)
}

// take gives the atom the unit that ends before token next, if it is one that
// numbers have: money, measure, per cent.
func (p *passage) take(a *atom, s *sense, next int) {
	switch {
	case s.kind != money && s.kind != measure && s.kind != shareUnit:
		return
	case s.kind == money && p.toks[next-1].Kind == token.Symbol && next < len(p.toks) && p.toks[next].Kind == token.Number:
		return // the sign belongs to the next number
	case s.kind == money && p.hyphen(a.to) && p.toks[next-1].Kind != token.Word: // "$10-$20"
		return
	case a.prefixed && a.unit.kind == money && (s.kind != money || s.unit != a.unit.unit):
		return
	case s.kind == money && s.name == "TRY" && p.word(next-1) == "try", s.kind == money && p.word(next-1) == "won":
		if !a.num.Scaled {
			return
		}
	}
	if a.unit == nil || !a.prefixed {
		a.unit = s
	}
	if s.name == "pound" && (a.num.Scaled || a.num.High >= 1e5) && !p.weighed(next) {
		a.unit = sterling // nobody weighs in millions of pounds
	}
	a.to, a.end = next, p.toks[next-1].End
}

// weighed: "of explosive", "of high explosives" at token k.
func (p *passage) weighed(k int) bool {
	return strings.EqualFold(p.word(k), "of") && (p.is(k+1, substance) || p.is(k+2, substance))
}

var sterling = &sense{kind: money, name: "GBP", unit: "GBP", by: 1}

// halfOf: the article of "half a mile".
func (p *passage) halfOf(a *atom, k int) bool {
	w := p.word(k)
	return a.num.Kind == number.Fraction && !a.num.Digits && (w == "a" || w == "an")
}

func (p *passage) inMillions(a *atom, code string) {
	a.num = a.num.Times(1e6)
	a.unit = &sense{kind: money, name: code, unit: code, by: 1}
	a.end = p.toks[a.to-1].End
}

// letterUnit reports whether a one-letter unit may stand behind the number:
// digits before it, and behind it a mark, the end or a word that no noun
// phrase begins with.
func (p *passage) letterUnit(a *atom, k int) bool {
	if !a.num.Digits {
		return false
	}
	w := p.word(k)
	if quoteMark(p.word(k-1)) && p.quoted(k-1) {
		return false
	}
	if p.is(k-1, stop) && w == "." {
		return k+1 >= len(p.toks)
	}
	if p.is(k-1, stop) {
		return k >= len(p.toks) || p.is(k, lengthwise) // "2 in thick", not "2 in each"
	}
	return k >= len(p.toks) || p.toks[k].Kind == token.Punct && w != "." && !p.hyphen(k) || p.is(k, stop) ||
		w == "." && (k+1 >= len(p.toks) || len(p.toks) < 8) || p.toks[k].Kind == token.Number
}

// quoted reports whether the mark at token k closes a quotation.
func (p *passage) quoted(k int) bool {
	open := false
	for j := 0; j < k; j++ {
		switch p.word(j) {
		case "\"":
			open = !open
		case "“":
			open = true
		case "”":
			open = false
		}
	}
	return open
}

func lettersEnd(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && r != '°' && r != '%' && r != '€' && r != '$' {
			return i
		}
	}
	return len(s)
}

// scales reports whether the letters behind the number are a scale and no
func (p *passage) scales(a *atom) bool {
	if a.unit != nil && a.unit.kind == money {
		return true
	}
	letters := p.t.Source[a.num.End:a.num.SuffixEnd]
	letters = strings.TrimLeft(letters, " \u00a0")
	switch letters {
	case "M", "mil", "b", "B", "MM":
		return true
	case "g", "mm", "l", "G", "t", "T":
		return letters == "G" && p.behind(a.num.From, a.num.SuffixEnd) >= len(p.toks) || p.moneyBehind(a)
	}
	k := p.behind(a.num.From, a.num.SuffixEnd)
	if p.moneyBehind(a) || p.word(k) == "of" {
		return true
	}
	return k < len(p.toks) && p.toks[k].Kind == token.Word && !p.is(k, stop) && (a.num.Low < 1000 && a.num.SuffixEnd-a.num.End == 1) && p.countable(k)
}

func (p *passage) moneyBehind(a *atom) bool {
	ph, size := p.lex.nouns.at(p.toks, p.behind(a.num.From, a.num.SuffixEnd))
	return size > 0 && ph.sense.kind == money
}

// countable reports whether a counted plural stands at token k or right
// behind one word.
func (p *passage) countable(k int) bool {
	for j := k; j < k+3 && j < len(p.toks); j++ {
		if ph, size := p.lex.nouns.at(p.toks, j); size > 0 {
			return ph.sense.plural
		}
		if pluralWord(p.word(j)) && !p.is(j, stop) {
			return true
		}
	}
	return false
}
