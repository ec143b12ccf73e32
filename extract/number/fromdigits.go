package number

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"muster/extract/token"
)

// fromDigits reads the number whose digits begin at byte off of token i.
func (c *cursor) fromDigits(i, off int) (Number, bool) {
	f, ok := scan(c.text, off)
	if !ok {
		return c.onlyVulgar(i, off)
	}
	start := minus(c.text, off)
	if k, v := pointBefore(c.text, off, f); k < off {
		start, f.value, f.plain = k, v, false
	}
	if d, end := c.commaDecimal(f); end > 0 {
		f.value, f.end, f.plain = d, end, false
	}
	n := Number{From: i, Start: start, End: f.end, Low: f.value, High: f.value, Digits: true, Grouped: f.grouped, Scale: 1}
	for n.From > 0 && c.toks[n.From].Start > start {
		n.From--
	}
	c.parts(&n, f)
	if start < off && c.text[start] != '.' {
		n.Low, n.High = -n.Low, -n.High
	}
	n.To = tokenAt(c.toks, i, n.End)
	if n.To > 0 && c.toks[n.To-1].End > n.End {
		return c.glued(n), true
	}
	return c.spaced(n), true
}

// parts adds what is written as a fraction: "2 1/2", "2½", "3/4".
func (c *cursor) parts(n *Number, f figures) {
	if !f.plain {
		return
	}
	if d, end := fraction(c.text, f.end); d > 0 && f.value < d && (usual(d) || c.is(c.next(end), of)) {
		n.Low, n.High, n.End, n.Kind = f.value/d, f.value/d, end, Fraction
		return
	}
	rest := strings.TrimLeft(c.text[f.end:], " -\u00a0")
	k := len(c.text) - len(rest)
	if r, size := utf8.DecodeRuneInString(rest); vulgar[r] > 0 && k-f.end <= 2 {
		n.Low, n.End = f.value+vulgar[r], k+size
	} else if end := digitsEnd(c.text, k); end > k && k > f.end && k-f.end <= 2 && end-k <= 2 {
		num, _ := scan(c.text, k)
		if d, e := fraction(c.text, end); d > num.value && d <= 64 && num.value > 0 {
			n.Low, n.End = f.value+num.value/d, e
		}
	}
	n.High = n.Low
}

// commaDecimal reads "1,5 million": one or two digits behind a comma, before
// a scale.
func (c *cursor) commaDecimal(f figures) (float64, int) {
	k := f.end
	if !f.plain || k >= len(c.text) || c.text[k] != ',' {
		return 0, 0
	}
	end := digitsEnd(c.text, k+1)
	if n := end - k - 1; n < 1 || n > 2 || !c.is(c.next(end), scale) {
		return 0, 0
	}
	d, ok := scan(c.text, k+1)
	if !ok {
		return 0, 0
	}
	return f.value + d.value/math.Pow(10, float64(end-k-1)), end
}

// next is the first token that begins at byte end or later.
func (c *cursor) next(end int) int {
	k := 0
	for k < len(c.toks) && c.toks[k].Start < end {
		k++
	}
	return k
}

// usual reports whether people divide by d; "9/11" and "24/7" are names.
func usual(d float64) bool {
	switch d {
	case 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 32, 64, 100, 128, 1000:
		return true
	}
	return false
}

// pointBefore reads the point of ".77", where nothing stands before it.
func pointBefore(text string, off int, f figures) (int, float64) {
	k := off - 1
	if k < 0 || text[k] != '.' || !f.plain || k > 0 && text[k-1] != ' ' && text[k-1] != '(' && text[k-1] != '$' {
		return off, 0
	}
	return k, f.value / math.Pow(10, float64(f.end-off))
}

func (c *cursor) onlyVulgar(i, off int) (Number, bool) {
	r, size := utf8.DecodeRuneInString(c.text[off:])
	if vulgar[r] == 0 {
		return Number{}, false
	}
	n := Number{From: i, To: i + 1, Start: off, End: off + size, Low: vulgar[r], High: vulgar[r], Kind: Fraction, Digits: true, Scale: 1}
	return c.scaleBehind(n), true
}

// glued reads the letters right behind the digits: "27th", "5k", "10m",
// "4.2bn".
func (c *cursor) glued(n Number) Number {
	rest := c.text[n.End:c.toks[n.To-1].End]
	k := lettersEnd(rest)
	letters := rest[:k]
	switch strings.ToLower(letters) {
	case "st", "nd", "rd", "th":
		if k == len(rest) && n.Low == math.Trunc(n.Low) {
			n.Kind, n.End = Ordinal, n.End+k
		}
		return n
	}
	if k == 0 || k < len(rest) && rest[k] != ',' && rest[k] != '.' {
		return n
	}
	w := c.r.get(token.Hash(letters))
	switch {
	case w.class&scale != 0:
		n = n.Times(w.value)
		n.End += k
	case w.class&suffix != 0 && !w.maybeUnit:
		n = n.Times(w.suffix)
		n.End += k
	case w.class&suffix != 0 || letters == "M":
		n.Suffix, n.SuffixEnd = w.suffix, n.End+k
	}
	return n
}

func lettersEnd(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return i
		}
	}
	return len(s)
}

// spaced reads the scales behind digits: "40 thousand", "3 hundred and 21",
// "1.5-million", "5 m".
func (c *cursor) spaced(n Number) Number {
	if c.is(n.To, suffix) {
		if w := c.at(n.To); w.maybeUnit {
			n.Suffix, n.SuffixEnd = w.suffix, c.toks[n.To].End
			return n
		}
	}
	s := sum{k: n.To, cur: math.Abs(n.Low), open: true, any: true, digits: true, end: n.End}
	c.cardinal(&s)
	if s.k == n.To {
		return c.behindDigits(n)
	}
	m := c.finish(n.From, n.Start, s)
	m.Digits, m.Grouped = true, n.Grouped
	if n.Low < 0 {
		m.Low, m.High = -m.Low, -m.High
	}
	return m
}

// behindDigits reads "1 point 1" and "2 and a half".
func (c *cursor) behindDigits(n Number) Number {
	if n.Kind == Fraction {
		return c.scaleBehind(n)
	}
	if m, ok := c.decimals(n); ok {
		return m
	}
	if m, ok := c.andPart(n); ok {
		return c.scaleBehind(m)
	}
	return n
}
