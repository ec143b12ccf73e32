package figure

import (
	"math"
	"strings"

	"muster/extract/number"
	"muster/extract/token"
	"muster/news"
)

// quantity is a figure in the making: one atom, or a range of two.
type quantity struct {
	low, high        float64
	from, to         int // tokens of number, sign and unit
	start, end       int // bytes of the whole figure
	numStart, numEnd int
	unit             *sense
	unitName         string // where no sense holds: a noun in the singular
	noun             string
	hedge            news.Hedge
	scope            news.Scope
	per              string
	change           *news.Change
	rules            []string
	aside            news.Aside
	fraction, vague  bool
	ordinal          bool
	words            bool // number written in words
	ranged           bool
	person           bool // unit person by what is said of it
	left             int  // leftmost token, with hedges
	first            int  // index of its first atom
	nounTo           int  // token behind the noun phrase
}

func (q *quantity) name(rule string) { q.rules = append(q.rules, rule) }

// combine makes quantities of the atoms: ranges, changes from one level to
// another, parts of a whole, and single ones.
func (p *passage) combine() {
	for i := 0; i < len(p.atoms); {
		i += p.join(i)
	}
}

// join makes the quantity that begins with atom i and returns how many atoms
// it took.
func (p *passage) join(i int) int {
	a := &p.atoms[i]
	if i+1 < len(p.atoms) {
		b := &p.atoms[i+1]
		if p.compound(a, b) {
			p.atoms[i+1] = *a
			return 1
		}
		if n := p.votes(i); n > 0 {
			return n
		}
		if p.ratio(i) {
			return 2
		}
		if rule := p.between(a, b); rule != "" {
			p.share(a, b)
			if p.levels(a, b, rule) {
				p.single(i)
				p.single(i + 1)
				return 2
			}
			p.span(i, rule)
			return 2
		}
	}
	p.single(i)
	return 1
}

func (p *passage) single(i int) {
	a := &p.atoms[i]
	p.found = append(p.found, quantity{
		low: a.num.Low, high: a.num.High, from: a.from, to: a.to, start: a.start, end: a.end,
		numStart: a.num.Start, numEnd: a.num.End, unit: a.unit, hedge: news.Exact, rules: a.rules,
		fraction: a.num.Kind == number.Fraction, vague: a.num.Kind == number.Vague, ordinal: a.num.Kind == number.Ordinal,
		words: !a.num.Digits, left: a.from, first: i, change: a.change(),
	})
}

func (a *atom) change() *news.Change {
	switch {
	case a.factor == nil:
		return nil
	case a.factor.down:
		return &news.Change{Kind: news.ByFactor, Direction: news.Down}
	}
	return &news.Change{Kind: news.ByFactor, Direction: news.Up}
}

// span makes one quantity of the atoms i and i+1.
func (p *passage) span(i int, rule string) {
	a, b := &p.atoms[i], &p.atoms[i+1]
	q := quantity{
		low: math.Min(a.num.Low, b.num.Low), high: math.Max(a.num.High, b.num.High), from: a.from, to: b.to,
		start: a.start, end: b.end, numStart: a.num.Start, numEnd: b.num.End, unit: b.unit,
		hedge: news.Between, rules: []string{rule}, words: !b.num.Digits, left: a.from, first: i, ranged: true,
		fraction: a.num.Kind == number.Fraction && b.num.Kind == number.Fraction,
	}
	if q.unit == nil {
		q.unit = a.unit
	}
	if w := strings.ToLower(p.word(a.from - 1)); w == "between" || w == "from" {
		q.left, q.start = a.from-1, p.toks[a.from-1].Start
	}
	p.found = append(p.found, q)
}

// compound takes "7 feet 10 inches", "15 dollars 50": b becomes part of a.
func (p *passage) compound(a, b *atom) bool {
	if a.unit == nil || a.num.Kind != number.Cardinal || b.num.Kind != number.Cardinal {
		return false
	}
	gap := p.words(a.to, b.from)
	if gap != "" && gap != "and" && gap != "," && gap != ",and" {
		return false
	}
	smaller := b.unit != nil && b.unit.unit == a.unit.unit && b.unit.by < a.unit.by && b.num.Low*b.unit.by < a.unit.by*3 && b.num.Low < 1000
	cents := a.unit.kind == money && !a.prefixed && b.unit == nil && gap == "" && b.num.Low < 100 && b.num.Digits && a.num.Digits && p.atEnd(b.to)
	switch {
	case cents:
		a.num.Low += b.num.Low / 100
	case smaller && (a.unit.kind == money || a.unit.kind == measure):
		a.num.Low = (a.num.Low*a.unit.by + b.num.Low*b.unit.by) / b.unit.by
		if a.unit.kind == money {
			a.num.Low *= b.unit.by
		} else {
			a.unit = b.unit
		}
	default:
		return false
	}
	a.num.Low = math.Round(a.num.Low*1e9) / 1e9
	a.num.High, a.num.End = a.num.Low, b.num.End
	a.to, a.end = b.to, b.end
	a.rules = append(a.rules, "compound")
	return true
}

func (p *passage) atEnd(k int) bool {
	return k >= len(p.toks) || p.word(k) == "." || p.word(k) == ","
}

// words writes the tokens from a to b in lower case, without blanks; tokens
// beyond three are not looked at.
func (p *passage) words(from, to int) string {
	switch to - from {
	case 0:
		return ""
	case 1:
		return strings.ToLower(p.word(from))
	case 2, 3:
		var b strings.Builder
		for k := from; k < to; k++ {
			b.WriteString(strings.ToLower(p.word(k)))
		}
		return b.String()
	}
	return "?"
}

// rangeKinds are the kinds of numbers that may be the two ends of a range.
var rangeKinds = map[[2]number.Kind]bool{
	{number.Cardinal, number.Cardinal}: true, {number.Fraction, number.Fraction}: true, {number.Cardinal, number.Fraction}: true,
}

// between names the rule by which a and b are one range, or two levels;
// empty where they are not.
func (p *passage) between(a, b *atom) string {
	if !rangeKinds[[2]number.Kind{a.num.Kind, b.num.Kind}] || a.factor != nil || b.factor != nil {
		return ""
	}
	gap, ok := p.gap(a, b)
	if !ok || !sameUnit(a, b, gap) {
		return ""
	}
	low, high := p.scaledLow(a, b), b.num.Low
	both := a.unit != nil && a.unit == b.unit && a.num.Scaled == b.num.Scaled
	before := strings.ToLower(p.word(a.from - 1))
	switch gap {
	case "-", "–", "—", "~", "--", "−", "‑":
		if low < high {
			return "range-dash"
		}
	case "to", "-to-", "-to", "untilto":
		if p.is(p.hedgeFrom(a.from)-1, up|down) && b.unit == nil {
			return ""
		}
		if low < high || before == "from" || both {
			return "range-to"
		}
	case "and":
		if before == "between" {
			return "range-between"
		}
	case "or":
		if low < high && high <= 10*math.Max(low, 1) && a.unscaled() && !p.hyphen(a.to) {
			return "range-or"
		}
	case "/":
		if low < high && a.unit != nil {
			return "range-dash"
		}
	}
	return ""
}

// gap is what stands between a and b, with one word of description let
// through before "to" ("21 mpg combined to 23"), and hedges before b.
func (p *passage) gap(a, b *atom) (string, bool) {
	from, to := a.to, b.from
	for k := 0; k < 2 && to > from+1; k++ {
		ph, size := p.lex.before.until(p.toks, to)
		if size == 0 || ph.gives.hedge == "" || to-size <= from {
			break
		}
		to -= size
	}
	if a.end < p.toks[a.to-1].End {
		return "", false
	}
	if to-from > 3 {
		return "", false
	}
	if to-from >= 2 && a.unit != nil && strings.EqualFold(p.word(to-1), "to") && p.toks[from].Kind == token.Word {
		return "to", true
	}
	return p.words(from, to), true
}

// sameUnit: a range has one unit, written once or twice; before "to" the
// second may be left out.
func sameUnit(a, b *atom, gap string) bool {
	switch {
	case a.unit == nil || a.unit == b.unit:
		return true
	case b.unit == nil:
		return gap == "to" || a.prefixed && gap != "and"
	}
	return a.unit.unit == b.unit.unit && a.unit.by == b.unit.by
}

// scaledLow is a's number with b's scale, where a has none and needs it: "4-5
// thousand", "$62 to $68 million".
func (p *passage) scaledLow(a, b *atom) float64 {
	if p.needsScale(a, b) {
		return a.num.Low * b.num.Scale
	}
	if inThousands(a, b) {
		return a.num.Low * 1000
	}
	return a.num.Low
}

func (p *passage) needsScale(a, b *atom) bool {
	if a.num.Scaled || a.num.Grouped || !b.num.Scaled || b.num.Scale < 100 {
		return false
	}
	return 0 < a.num.Low && a.num.Low < 1000 && a.num.Low*b.num.Scale < b.num.High*1000
}

// unscaled reports a number without a unit that no word multiplies.
func (a *atom) unscaled() bool { return a.unit == nil && !a.num.Scaled }

// inThousands: "30 to 35,000": the first number leaves out the thousands.
func inThousands(a, b *atom) bool {
	thousands := b.num.Low / 1000
	if !a.plain() || !b.num.Grouped || b.num.Scaled || thousands != math.Trunc(thousands) {
		return false
	}
	return 1 <= a.num.Low && a.num.Low < thousands && a.num.Low*20 > thousands
}

// share gives a what it has of b, and b what it has of a.
func (p *passage) share(a, b *atom) {
	by := 1.0
	switch {
	case p.needsScale(a, b):
		by = b.num.Scale
	case inThousands(a, b):
		by = 1000
	}
	if by > 1 {
		a.num.Low, a.num.High, a.num.Scaled = a.num.Low*by, a.num.High*by, true
	}
	if a.unit == nil {
		a.unit = b.unit
	}
	if b.unit == nil {
		b.unit = a.unit
	}
}

// levels reports whether "from A to B" tells of a change and not of a range;
// it marks both atoms.
func (p *passage) levels(a, b *atom, rule string) bool {
	if rule != "range-to" || !strings.EqualFold(p.word(p.hedgeFrom(a.from)-1), "from") {
		return false
	}
	if p.is(p.hedgeFrom(a.from)-2, ranging) {
		return false
	}
	dir := p.changeBefore(a.from-1, 12)
	if a.num.Low < b.num.Low && dir == "" {
		return false
	}
	a.rules = append(a.rules, "from-to")
	b.rules = append(b.rules, "from-to")
	return true
}

// hedgeFrom is the first token of the hedges that stand before token k.
func (p *passage) hedgeFrom(k int) int {
	for {
		ph, size := p.lex.before.until(p.toks, k)
		if size == 0 || ph.gives.hedge == "" {
			return k
		}
		k -= size
	}
}

// changeBefore looks for a verb of change in the n tokens before token k.
func (p *passage) changeBefore(k, n int) news.Direction {
	for j := k - 1; j >= 0 && j >= k-n; j-- {
		switch {
		case p.is(j, up):
			return news.Up
		case p.is(j, down):
			return news.Down
		case p.word(j) == ";":
			return ""
		}
	}
	return ""
}
