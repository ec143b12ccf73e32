package number

import (
	"math"

	"muster/extract/token"
)

// cursor reads one number.
type cursor struct {
	r    *vocabulary
	text string
	toks []token.Token
}

// at returns the word at token k, the zero word behind the last.
func (c *cursor) at(k int) word {
	if k < 0 || k >= len(c.toks) {
		return word{}
	}
	return c.r.get(c.toks[k].Hash)
}

func (c *cursor) is(k int, any class) bool { return c.at(k).class&any != 0 }

// hyphen reports whether token k is a hyphen with nothing around it.
func (c *cursor) hyphen(k int) bool {
	if k <= 0 || k+1 >= len(c.toks) {
		return false
	}
	t := c.toks[k]
	switch c.text[t.Start:t.End] {
	case "-", "‐", "‑":
		return c.toks[k-1].End == t.Start && c.toks[k+1].Start == t.End
	}
	return false
}

// sum adds up the words of a cardinal: cur is the part below the next scale.
type sum struct {
	total, cur float64
	open       bool    // cur holds something
	limit      float64 // last scale
	any        bool
	digits     bool // cur was written with digits
	started    bool // the first word was
	scaled     bool
	k          int // next token
	end        int // byte behind what was read
}

func (s *sum) value() float64 {
	if s.open {
		return s.total + s.cur
	}
	return s.total
}

// below reports whether v fits behind what was read: "hundred five",
// "sixty one", "thousand twelve".
func (s *sum) below(v float64) bool {
	switch {
	case !s.open:
		return !s.any || s.limit > v
	case s.digits:
		return false
	case s.cur >= 100 && math.Mod(s.cur, 100) == 0:
		return v < 100
	}
	return v > 0 && v < 10 && s.cur >= 20 && math.Mod(s.cur, 10) == 0
}

func (s *sum) add(v float64) {
	if s.open {
		s.cur += v
	} else {
		s.cur, s.open = v, true
	}
	s.any, s.digits = true, false
}

// times multiplies by a scale of 1000 or more, or by a dozen.
func (s *sum) times(v float64) {
	switch {
	case s.open && s.total > 0 && v > s.limit:
		s.total, s.cur = (s.total+s.cur)*v, 0
	case s.open:
		s.total, s.cur = s.total+s.cur*v, 0
	default:
		s.total *= v
	}
	s.open, s.scaled, s.limit, s.digits = false, true, v, false
}

// step takes the word at token k into the sum; false where it does not fit.
func (c *cursor) step(s *sum, k int) bool {
	w := c.at(k)
	switch {
	case w.class&(digit|teen|tens) != 0 && !s.started && s.below(w.value):
		s.add(w.value)
	case w.class&hundred != 0 && (!s.any && c.is(k+1, scale) || s.open && s.cur < 100 && s.cur > 0):
		if !s.any {
			s.add(1)
		}
		s.cur, s.digits, s.scaled = s.cur*100, false, true
	case w.class&(scale|plural|dozen) != 0 && s.any && s.value() != 0:
		s.times(w.value)
	case s.any && (!s.open || !s.digits && s.cur >= 100) && k < len(c.toks) && c.toks[k].Kind == token.Number:
		f, ok := scan(c.text, c.toks[k].Start)
		if !ok || !f.plain || !c.is(k+1, hundred|scale) && (s.k == 0 || !c.is(k-1, join|hundred)) || f.end != c.toks[k].End || !s.open && f.value >= s.limit || s.open && (f.value >= 100 || math.Mod(s.cur, 100) != 0) || f.value == 0 {
			return false
		}
		s.add(f.value)
		s.digits = true
	default:
		return false
	}
	s.k, s.end = k+1, c.toks[k].End
	return true
}

// cardinal runs the sum on from s.k.
func (c *cursor) cardinal(s *sum) {
	fromDigits := s.digits
	s.started = s.digits
	for s.k < len(c.toks) {
		k := s.k
		if c.step(s, k) {
			continue
		}
		if s.any && c.hyphen(k) && c.step(s, k+1) {
			continue
		}
		if s.any && c.is(k, join) && c.joins(s, k+1, fromDigits) && c.step(s, k+1) {
			continue
		}
		return
	}
}

// joins reports whether "and" may stand before the word at token k: behind a
// hundred or a scale, and before something small that is no fraction.
func (c *cursor) joins(s *sum, k int, fromDigits bool) bool {
	if s.limit == 12 || !(s.open && s.cur >= 100 && math.Mod(s.cur, 100) == 0 || !s.open && s.scaled) {
		return false
	}
	if fromDigits {
		return k < len(c.toks) && c.toks[k].Kind == token.Number && s.open
	}
	if c.is(k+1, part) && c.at(k+1).many {
		return false
	}
	return c.is(k, digit|teen|tens)
}

// number reads the number at byte off of token i.
func (c *cursor) number(i, off int) (Number, bool) {
	if c.toks[i].Kind == token.Number || off > c.toks[i].Start {
		return c.fromDigits(i, off)
	}
	w := c.at(i)
	switch {
	case w.class&glyph != 0:
		return c.onlyVulgar(i, off)
	case w.class&sign != 0:
		return c.negative(i)
	case w.class&article != 0:
		return c.fromArticle(i)
	case w.class&part != 0:
		if n, ok := c.fromPart(i); ok {
			return n, true
		}
		return c.rank(i)
	case w.class&few != 0:
		return c.fewOf(i, i, false)
	case w.class&hundred != 0 && c.is(i+1, of) && c.is(i+2, plural):
		return c.vagueOf(i)
	case w.class&(digit|teen|tens|hundred) != 0:
		return c.fromWords(i, i, sum{k: i})
	case w.class&vague != 0:
		return c.vagueOf(i)
	case w.class&ordinal != 0:
		return c.rank(i)
	}
	return Number{}, false
}

func (c *cursor) negative(i int) (Number, bool) {
	k := i + 1
	if c.hyphen(k) {
		k++
	}
	if k >= len(c.toks) || !(c.toks[k].Kind == token.Number || c.is(k, digit|teen|tens)) {
		return Number{}, false
	}
	n, ok := c.number(k, c.toks[k].Start)
	if !ok || n.Low != n.High || n.Kind == Ordinal {
		return Number{}, false
	}
	n.From, n.Start = i, c.toks[i].Start
	n.Low, n.High = -n.Low, -n.High
	return n, true
}

// fromArticle reads "a hundred", "a dozen", "a third of", "a few", "a couple".
func (c *cursor) fromArticle(i int) (Number, bool) {
	w := c.at(i + 1)
	switch {
	case w.class&part != 0 && !w.many && (w.class&ordinal == 0 || c.is(i+2, share) || c.ends(i+2)) && !c.is(i+2, ordinal):
		if w.part == 4 && !c.is(i+2, share) && !c.is(i+2, scale) {
			return Number{}, false
		}
		n := c.make(i, i+2, 1/w.part)
		n.Kind, n.Article = Fraction, true
		return c.ofScale(n), true
	case w.class&(hundred|scale|dozen) != 0:
		s := sum{k: i + 1}
		s.add(1)
		n, ok := c.fromWords(i, i+1, s)
		n.Article = true
		return n, ok
	case w.class&few != 0:
		return c.fewOf(i, i+1, true)
	case w.class&couple != 0:
		return c.coupleOf(i, w)
	}
	return Number{}, false
}

// ends reports whether token k is a mark, no hyphen inside a word, or behind
// the last token.
func (c *cursor) ends(k int) bool {
	return k >= len(c.toks) || c.toks[k].Kind == token.Punct && !c.hyphen(k)
}

// make builds the number of tokens i to k.
func (c *cursor) make(i, k int, v float64) Number {
	return Number{From: i, To: k, Start: c.toks[i].Start, End: c.toks[k-1].End, Low: v, High: v, Scale: 1}
}

// fromWords reads a cardinal whose first token is start, with what may stand
// behind it: a point, a fraction, a denominator.
func (c *cursor) fromWords(start, i int, s sum) (Number, bool) {
	s.k = i
	c.cardinal(&s)
	if !s.any || s.k == start {
		return Number{}, false
	}
	return c.finish(start, c.toks[start].Start, s), true
}

func (c *cursor) finish(start, startByte int, s sum) Number {
	n := Number{From: start, To: s.k, Start: startByte, End: s.end, Scaled: s.scaled, Scale: 1}
	if s.limit > 0 {
		n.Scale = s.limit
	}
	v := s.value()
	n.Low, n.High = tidy(v), tidy(v)
	if m, ok := c.decimals(n); ok {
		return m
	}
	if m, ok := c.denominator(n); ok {
		return c.ofScale(m)
	}
	if m, ok := c.andPart(n); ok {
		return c.scaleBehind(m)
	}
	return n
}
