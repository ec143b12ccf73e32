// Package number reads bare numbers: "940 000", "4,127", "Twenty thousand",
// "a million and a half", "two-thirds", "half a dozen", "tens of thousands",
// "27th". It knows neither units nor hedges nor ranges.
//
// In goes a token of a text; out comes the number that begins there, with its
// bytes and tokens. Knowledge of English is en/number.list; what must and must
// not be read is en/*.rule.
//
//	text                     Low       High     Kind
//	"1.2 thousand"          1200       1200     Cardinal
//	"a million and a half"   1.5e6      1.5e6   Cardinal
//	"two-thirds"             0.667      0.667   Fraction
//	"tens of thousands"      20000     99999    Vague
//	"several"                    3      +Inf    Vague
//	"1,000th"                1000       1000    Ordinal
package number

import (
	"math"

	"muster/extract/token"
)

// Kind says how a number is written.
type Kind uint8

// The kinds of number.
const (
	Cardinal Kind = iota
	Fraction
	Ordinal
	Vague
)

// Number is a bare number in a text.
type Number struct {
	// From and To are tokens, end exclusive. The last token may reach past
	// End: "278kg" is one token, the number ends before the "kg".
	From, To int
	// Start and End are bytes of the text, end exclusive.
	Start, End int
	// Low and High are equal but for vague numbers; High may be +Inf.
	Low, High float64
	Kind      Kind
	// Digits: the number is written with digits, not with words.
	Digits bool
	// Grouped: its digits stand in groups ("1,200"), which no year does.
	Grouped bool
	// Scaled: a word or letters like "thousand", "bn" took part.
	Scaled bool
	// Scale is what the number was multiplied by last, 1 where nothing.
	Scale float64
	// Suffix is the scale that the letters behind the number stand for if
	// they are no unit ("12m", "5 m"): 0 where there are none. SuffixEnd is
	// the byte behind them.
	Suffix    float64
	SuffixEnd int
	// Article: the number begins with "a" or "an" ("a dozen", "a third").
	Article bool
}

// Times multiplies the number by a scale read behind it.
func (n Number) Times(scale float64) Number {
	n.Low, n.High = tidy(n.Low*scale), tidy(n.High*scale)
	n.Scaled, n.Scale = true, scale
	return n
}

// WithSuffix takes the letters behind the number as its scale.
func (n Number) WithSuffix() Number {
	n = n.Times(n.Suffix)
	n.End, n.Suffix = n.SuffixEnd, 0
	return n
}

// tidy takes back what binary fractions add: 4.1 * 1e6 is 4100000.
func tidy(v float64) float64 {
	if math.IsInf(v, 0) || v == 0 {
		return v
	}
	if r := math.Round(v); r != 0 && math.Abs(v-r) <= 1e-9*math.Abs(v) {
		return r
	}
	return v
}

// Reader reads numbers. It is safe for concurrent use.
type Reader struct{ words *vocabulary }

// New returns a reader of English numbers.
func New() *Reader { return &Reader{words: english()} }

// Begins reports whether a number may begin at tok; it is quick, and true
// also for the articles of "a dozen".
func (r *Reader) Begins(tok token.Token) bool {
	return tok.Kind == token.Number || r.words.has(tok.Hash)
}

// Read reads the number that begins at token i. Offsets are into text, which
// toks are tokens of.
func (r *Reader) Read(text string, toks []token.Token, i int) (Number, bool) {
	return r.ReadFrom(text, toks, i, toks[i].Start)
}

// ReadFrom is Read from byte off inside token i, for currency letters that
// are glued to digits ("USD10m") and lists without blanks ("22,24,26").
func (r *Reader) ReadFrom(text string, toks []token.Token, i, off int) (Number, bool) {
	c := cursor{r: r.words, text: text, toks: toks}
	return c.number(i, off)
}

// Openers are the hashes of the words a number can begin with; digits apart.
func (r *Reader) Openers() []uint64 {
	var hs []uint64
	for h, w := range r.words.words {
		if w.class&begins != 0 {
			hs = append(hs, h)
		}
	}
	return hs
}
