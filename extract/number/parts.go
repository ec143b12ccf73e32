package number

import "math"

// scaleBehind multiplies n by the scale words right behind it ("half a
// million" has an article between).
func (c *cursor) scaleBehind(n Number) Number {
	for {
		k := n.To
		if c.hyphen(k) {
			k++
		}
		if !c.is(k, scale|dozen|hundred) {
			return n
		}
		n = n.Times(c.at(k).value)
		n.To, n.End, n.Kind = k+1, c.toks[k].End, Cardinal
	}
}

// ofScale reads "three quarters billion", "two thirds of a million".
func (c *cursor) ofScale(n Number) Number {
	k := n.To
	if c.is(k, of) && c.is(k+1, article) && c.is(k+2, scale) {
		m := n.Times(c.at(k + 2).value)
		m.To, m.End, m.Kind = k+3, c.toks[k+2].End, Cardinal
		return m
	}
	return c.scaleBehind(n)
}

// fromPart reads "half", "half a dozen", "quarter million"; other parts need
// a number before them.
func (c *cursor) fromPart(i int) (Number, bool) {
	w := c.at(i)
	if w.many {
		return Number{}, false
	}
	n := c.make(i, i+1, 1/w.part)
	n.Kind = Fraction
	switch {
	case c.is(i+1, scale|dozen):
		return c.scaleBehind(n), true
	case w.part != 2 || c.is(i-1, ordinal) || c.is(i-1, few):
		return Number{}, false
	case c.is(i+1, article) && c.is(i+2, scale|dozen|hundred):
		n.To = i + 2
		return c.scaleBehind(n), true
	}
	return n, true
}

// denominator reads "two thirds", "three-quarters", "one-half" behind the
// numerator n.
func (c *cursor) denominator(n Number) (Number, bool) {
	k := n.To
	if c.hyphen(k) {
		k++
	}
	w := c.at(k)
	if w.class&part == 0 || n.Scaled && !w.many || w.part == 4 && w.class&ordinal != 0 && !w.many {
		return n, false
	}
	one := n.Low == 1
	if one == w.many || one && w.class&ordinal != 0 && k == n.To && !c.is(k+1, share) && !c.ends(k+1) {
		return n, false
	}
	n.Low, n.High, n.Kind = n.Low/w.part, n.High/w.part, Fraction
	n.To, n.End = k+1, c.toks[k].End
	return n, true
}

// andPart reads "and a half", "and three quarters" behind n. Behind a scale
// it is a part of that scale: "a million and a half".
func (c *cursor) andPart(n Number) (Number, bool) {
	k := c.over(n.To)
	if !c.is(k, join) {
		return n, false
	}
	if c.hyphen(k + 1) { // "three-and-a-half"
		return c.hyphened(n, k)
	}
	var add Number
	switch {
	case c.is(k+1, article) && c.is(k+2, part):
		w := c.at(k + 2)
		if w.many || w.class&ordinal != 0 && !c.is(k+3, scale) && w.part < 3 {
			return n, false
		}
		add = c.make(k+1, k+3, 1/w.part)
	case c.is(k+1, digit|teen):
		m, ok := c.denominator(c.make(k+1, k+2, c.at(k+1).value))
		if !ok {
			return n, false
		}
		add = m
	default:
		return n, false
	}
	by := 1.0
	if n.Scale >= 1000 {
		by = n.Scale
	}
	n.Low = tidy(n.Low + add.Low*by)
	n.High, n.To, n.End = n.Low, add.To, add.End
	return n, true
}

// over steps over a hyphen at token k.
func (c *cursor) over(k int) int {
	if c.hyphen(k) {
		return k + 1
	}
	return k
}

// hyphened reads "-and-a-half" behind n; token k is the "and".
func (c *cursor) hyphened(n Number, k int) (Number, bool) {
	a := k + 2
	h := a + 2
	if !c.is(a, article) || !c.hyphen(a+1) || !c.is(h, part) || c.at(h).many {
		return n, false
	}
	n.Low = tidy(n.Low + 1/c.at(h).part)
	n.High, n.To, n.End = n.Low, h+1, c.toks[h].End
	return n, true
}

// decimals reads "two point two million", "1 point 1": only before a scale or
// at the end, since "at one point two men" is none.
func (c *cursor) decimals(n Number) (Number, bool) {
	k := n.To
	if !c.is(k, point) || n.Scaled {
		return n, false
	}
	v, by, m := n.Low, 0.1, k+1
	for ; c.is(m, digit) || m == k+1 && m < len(c.toks) && isDigit(c.text, c.toks[m].Start); m++ {
		d := c.at(m).value
		if f, ok := scan(c.text, c.toks[m].Start); ok && f.plain && f.end == c.toks[m].End {
			d = f.value
			by = math.Pow(10, -float64(f.end-c.toks[m].Start))
		}
		v += d * by
		by /= 10
	}
	if m == k+1 || !c.is(m, scale) && m < len(c.toks) && !c.ends(m) {
		return n, false
	}
	n.Low, n.High, n.To, n.End = v, v, m, c.toks[m-1].End
	return c.scaleBehind(n), true
}

// fewOf reads "several", "a few", "several hundred", "a few dozen".
func (c *cursor) fewOf(start, k int, art bool) (Number, bool) {
	w := c.at(k)
	if !art && w.needs {
		return Number{}, false
	}
	n := c.make(start, k+1, w.low)
	n.High, n.Kind, n.Article = w.high, Vague, art
	for c.is(n.To, scale|hundred|dozen) || c.is(n.To, of) && c.is(n.To+1, scale|hundred|plural) {
		if c.is(n.To, of) {
			n.To++
		}
		s := c.at(n.To).value
		high := n.High
		if math.IsInf(high, 1) {
			high = 9
		}
		n = n.Times(s)
		n.High = (high+1)*s - 1
		n.To, n.End = n.To+1, c.toks[n.To].End
	}
	return n, true
}

// coupleOf reads "a couple of hundred", "a pair of": exactly two.
func (c *cursor) coupleOf(i int, w word) (Number, bool) {
	k := i + 2
	n := c.make(i, k, w.value)
	n.Article = true
	switch {
	case c.is(k, of) && c.is(k+1, hundred|scale|dozen):
		n.To = k + 1
		return c.scaleBehind(n), true
	case c.is(k, hundred|scale|dozen):
		return c.scaleBehind(n), true
	case c.is(k, of) || k >= len(c.toks):
		return n, true
	}
	return Number{}, false
}

// vagueOf reads "dozens", "thousands", "tens of thousands" and the slip of the pen
// "hundred of thousands".
func (c *cursor) vagueOf(i int) (Number, bool) {
	w := c.at(i)
	if w.class&hundred != 0 {
		w.low, w.high = 2*w.value, 10*w.value-1
	}
	n := c.make(i, i+1, w.low)
	n.High, n.Kind = w.high, Vague
	for c.is(n.To, of) && c.is(n.To+1, plural|scale) {
		s := c.at(n.To + 1).value
		n.Low, n.High = n.Low*s, (n.High+1)*s-1
		n.Scaled, n.Scale = true, s
		n.To, n.End = n.To+2, c.toks[n.To+1].End
	}
	if w.needs && !n.Scaled && !(w.low == 40 && c.is(n.To, of|harmed)) {
		return Number{}, false
	}
	return n, true
}

// rank reads "third", "twenty-first".
func (c *cursor) rank(i int) (Number, bool) {
	if w := c.at(i); w.class&ordinal != 0 {
		n := c.make(i, i+1, w.rank)
		n.Kind = Ordinal
		return n, true
	}
	return Number{}, false
}
