package figure

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"muster/extract/number"
	"muster/extract/token"
	"muster/news"
)

// atom is a number with the money sign or unit that belongs to it.
type atom struct {
	num      number.Number
	from, to int // tokens, with sign and unit
	start    int // bytes, with sign and unit
	end      int
	unit     *sense
	prefixed bool // the unit stands before
	factor   *factor
	rules    []string
}

// collect reads the atoms of the sentence, left to right.
func (p *passage) collect() {
	for i, off := 0, -1; i < len(p.toks); {
		tok := p.toks[i]
		if off < 0 {
			off = tok.Start
		}
		if date, ok := p.dateAt(off); ok {
			i, off = p.behind(i, date.End), -1
			continue
		}
		a, next, ok := p.atom(i, off)
		switch {
		case ok:
			p.atoms = append(p.atoms, a)
			from := off
			i, off = max(a.to, i+1), -1
			// Another number in the same token is read too, but never the same
			// place twice: letters before a number are read from the token's start.
			if last := p.toks[a.to-1]; a.end+1 > from && a.end < last.End && a.end+1 < last.End && p.digitAt(a.end+1) && p.toks[a.to-1].Kind == token.Number {
				i, off = a.to-1, a.end+1
			}
		case next > i:
			i, off = next, -1
		default:
			i, off = i+1, -1
		}
	}
}

func (p *passage) digitAt(i int) bool { return p.t.Source[i] >= '0' && p.t.Source[i] <= '9' }

// behind is the first token from i that begins at byte end or later.
func (p *passage) behind(i, end int) int {
	for i < len(p.toks) && p.toks[i].Start < end {
		i++
	}
	return i
}

// dateAt returns the date that covers byte off.
func (p *passage) dateAt(off int) (news.Span, bool) {
	for _, d := range p.dates {
		if d.Span.Start > off {
			break
		}
		if off < d.Span.End {
			return d.Span, true
		}
	}
	return news.Span{}, false
}

// atom reads the atom at byte off of token i. Where there is none, next may
// say that the tokens up to it are no numbers either (a designation).
func (p *passage) atom(i, off int) (a atom, next int, ok bool) {
	tok := p.toks[i]
	if tok.Kind == token.Word {
		if f, ok := p.lex.factors[tok.Hash]; ok && p.multiplies(i) {
			return p.factorAt(i, f), 0, true
		}
		if s := p.word(i); hasDigit(s) {
			return p.lettered(i, s)
		}
	}
	if !p.r.numbers.Begins(tok) {
		return atom{}, 0, false
	}
	if next := p.designation(i); next > i {
		return atom{}, next, false
	}
	n, ok := p.r.numbers.ReadFrom(p.t.Source, p.toks, i, off)
	if !ok {
		return atom{}, 0, false
	}
	if n.From < i && len(p.atoms) > 0 && p.atoms[len(p.atoms)-1].to > n.From {
		n.From, n.Start = i, off
		n.Low, n.High = math.Abs(n.Low), math.Abs(n.High)
	}
	a = atom{num: n, from: n.From, to: n.To, start: n.Start, end: n.End}
	p.sign(&a)
	p.unit(&a)
	if next := p.noQuantity(&a); next > 0 {
		return atom{}, next, false
	}
	return a, 0, true
}

func (p *passage) word(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return p.t.Source[p.toks[i].Start:p.toks[i].End]
}

func (p *passage) hash(i int) uint64 {
	if i < 0 || i >= len(p.toks) {
		return 0
	}
	return p.toks[i].Hash
}

func (p *passage) is(i int, m mark) bool { return p.lex.mark(p.hash(i))&m != 0 }

// glued reports whether nothing stands between token i and the next.
func (p *passage) glued(i int) bool {
	return i >= 0 && i+1 < len(p.toks) && p.toks[i].End == p.toks[i+1].Start
}

// hyphen reports whether token i is a hyphen.
func (p *passage) hyphen(i int) bool {
	switch p.word(i) {
	case "-", "‐", "‑":
		return true
	}
	return false
}

// lettered reads a word that holds digits: money letters glued to them
// ("USD10m", "Rs20"); all else is a designation.
func (p *passage) lettered(i int, s string) (atom, int, bool) {
	k := strings.IndexFunc(s, unicode.IsDigit)
	at := p.toks[i].Start + k
	if k > 0 && !(i > 0 && p.hyphen(i-1) && p.glued(i-1)) {
		if ph, size := p.lex.signs.untilWord(token.Hash(s[:k]), p.toks, i); size > 0 && ph.sense.kind == money {
			if n, ok := p.r.numbers.ReadFrom(p.t.Source, p.toks, i, at); ok {
				n.From = i - size + 1
				a := atom{num: n, from: n.From, to: n.To, start: p.toks[n.From].Start, end: n.End, unit: ph.sense, prefixed: true}
				p.unit(&a)
				return a, 0, a.num.Scaled || size > 1 || !flight(s[:k])
			}
		}
	}
	return atom{}, i + 1, false
}

// flight reports whether letters glued to digits are rather an airline's than
// money: "PS752".
func flight(letters string) bool { return len(letters) == 2 && letters == strings.ToUpper(letters) }

// pluralWord reports whether a word looks like a plural.
func pluralWord(w string) bool {
	n := len(w)
	if n < 3 || w[n-1] != 's' || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is") || strings.HasSuffix(w, "ous") {
		return false
	}
	return true
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// multiplies: "to double its force", "spending doubled"; "a double room" and
// "double agents" do not multiply.
func (p *passage) multiplies(i int) bool {
	if !p.is(i, bareFactor) {
		return !p.is(i+1, idle) || !strings.EqualFold(p.word(i)[:1], "d")
	}
	if p.hyphen(i+1) || strings.EqualFold(p.word(i-1), "a") || strings.EqualFold(p.word(i-1), "in") {
		return false
	}
	next := i + 1
	return next >= len(p.toks) || p.is(next, stop) || p.toks[next].Kind == token.Punct || strings.EqualFold(p.word(i-1), "to")
}

// factorAt makes the atom of "quadruple", "halved", "sixfold".
func (p *passage) factorAt(i int, f factor) atom {
	n := number.Number{From: i, To: i + 1, Start: p.toks[i].Start, End: p.toks[i].End, Low: f.value, High: f.value, Scale: 1}
	return atom{num: n, from: i, to: i + 1, start: n.Start, end: n.End, factor: &f, rules: []string{"factor-word"}}
}
