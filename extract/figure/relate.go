package figure

import (
	"math"
	"strings"

	"muster/extract/number"
	"muster/extract/token"
	"muster/news"
)

// relate looks at the quantities of the sentence together: two bounds that
// are one interval, bracketed conversions, and numbers whose noun stands with
// another one.
func (p *passage) relate() {
	for i := 0; i+1 < len(p.found); i++ {
		if p.bothBounds(i) {
			p.found = append(p.found[:i+1], p.found[i+2:]...)
		}
	}
	for i := range p.found {
		p.conversion(i)
		if p.found[i].aside == "" && p.age(&p.found[i]) {
			p.found[i].aside = news.AnAge
			p.found[i].name("aside-age")
		}
		p.ages(i)
		p.ellipsis(i)
		p.asides(&p.found[i])
	}
}

// bothBounds: "greater than 100 and smaller than 300" is one interval.
func (p *passage) bothBounds(i int) bool {
	a, b := &p.found[i], &p.found[i+1]
	w := strings.ToLower(p.word(b.left - 1))
	if a.nounTo != b.left-1 || w != "and" && w != "but" || a.vague || b.vague || a.noun != "" {
		return false
	}
	low, high := a, b
	if math.IsInf(a.low, -1) {
		low, high = b, a
	}
	if math.IsInf(low.low, -1) || !math.IsInf(low.high, 1) || !math.IsInf(high.low, -1) || math.IsInf(high.high, 1) || low.low >= high.high {
		return false
	}
	a.low, a.high = low.low, high.high
	a.hedge, a.end, a.to, a.nounTo, a.numEnd = news.Between, b.end, b.to, b.nounTo, b.numEnd
	a.unit, a.unitName, a.noun = b.unit, b.unitName, b.noun
	a.rules = append(append(a.rules, b.rules...), "both-bounds")
	return true
}

// ages: "aged 50 and 48".
func (p *passage) ages(i int) {
	q := &p.found[i]
	if i == 0 || p.found[i-1].aside != news.AnAge || q.noun != "" || q.unit != nil {
		return
	}
	if w := p.word(q.left - 1); w == "and" || w == "," || w == "or" {
		q.aside, q.person = news.AnAge, false
		q.name("aside-age")
	}
}

// conversion: "900 miles (1,400 km)": the bracket says the same once more. An
// amount in other money is a figure of its own.
func (p *passage) conversion(i int) {
	if i == 0 {
		return
	}
	a, b := &p.found[i-1], &p.found[i]
	if a.unit == nil || b.unit == nil || a.unit.kind != measure || b.unit.kind != measure || a.unit.unit != b.unit.unit || a.unit == b.unit {
		return
	}
	if p.word(b.left-1) != "(" && !p.orElse(a, b) || a.nounTo != b.left-1 && a.to != b.left-1 {
		return
	}
	b.aside = news.AConversion
	b.name("conversion")
}

// orElse: "75 kilometres, or roughly 47 miles": behind "or" stands the same
// length, give or take a twentieth.
func (p *passage) orElse(a, b *quantity) bool {
	x, y := a.low*a.unit.by, b.low*b.unit.by
	return p.word(b.left-1) == "or" && math.Abs(x-y) <= math.Abs(x)/20
}

// ellipsis gives a bare number the noun of its neighbour: "7 of the 28
// members", "435 homes and 187 by tender", "63 last year compared with 40",
// "7- or 8-inch".
func (p *passage) ellipsis(i int) {
	q := &p.found[i]
	if q.unit != nil || q.unitName != "" || q.person || q.fraction && q.scope != news.Share || q.ordinal || q.aside != "" {
		return
	}
	if i+1 < len(p.found) && (q.scope == news.Share && contains(q.rules, "part-of") || p.hyphen(q.to) && p.glued(q.to-1)) {
		p.lend(q, &p.found[i+1])
		return
	}
	if i+1 < len(p.found) && contains(q.rules, "from-to") && contains(p.found[i+1].rules, "from-to") && p.found[i+1].left > q.left {
		p.lend(q, &p.found[i+1])
		return
	}
	if q.fraction || p.resumed(q, i) || !p.clauseEnds(q) || p.tolled(q) || i == 0 {
		return
	}
	o := &p.found[i-1]
	if o.fraction || o.ordinal || o.unit != nil && (o.unit.kind == shareUnit || o.unit.kind == period && q.change == nil || o.unit.kind == measure && q.change == nil && !o.unit.letter) {
		return
	}
	level := q.change != nil && (q.change.Kind == news.ToLevel || q.change.Kind == news.FromLevel)
	if p.is(q.left-1, setting) || level && o.change != nil {
		p.lend(q, o)
	}
}

// tolled: "the death toll has risen to 21", "the number of tanks fell to 12".
func (p *passage) tolled(q *quantity) bool {
	for k := q.left - 1; k >= 0 && k > q.left-20; k-- {
		switch {
		case p.is(k, toll):
			q.unit = onePerson
		case strings.EqualFold(p.word(k), "number") && p.last != nil && (strings.EqualFold(p.word(k-1), "their") || strings.EqualFold(p.word(k-1), "its")):
			q.unit = p.last // "increase their number to"
		case strings.EqualFold(p.word(k), "of") && strings.EqualFold(p.word(k-1), "number"):
			_, _, s := p.head(k+1, &quantity{low: 2, high: 2, nounTo: -1})
			if s == nil || s.kind != person && s.kind != kit {
				return false
			}
			q.unit = s
		default:
			continue
		}
		q.name("toll")
		return true
	}
	return false
}

// resumed: "Eight were flown out", "just two more": what was counted last, in
// this sentence or before.
func (p *passage) resumed(q *quantity, i int) bool {
	prior := quantity{unit: p.last}
	if i > 0 {
		prior = p.found[i-1]
	}
	counted := prior.unit != nil && (prior.unit.kind == person || prior.unit.kind == kit) || prior.unit == nil && prior.unitName != "" && i > 0
	if !counted || !p.resumes(q, i) {
		return false
	}
	q.unit, q.unitName = prior.unit, prior.unitName
	q.name("resumed")
	return true
}

// resumes: the words around the bare number say that it goes on counting.
func (p *passage) resumes(q *quantity, i int) bool {
	before, next := strings.ToLower(p.word(q.left-1)), strings.ToLower(p.word(q.nounTo))
	if next == "of" && p.is(q.nounTo+1, relative) {
		q.scope = news.Share
		return true
	}
	if p.is(q.left-1, opening) || p.is(q.nounTo, going) {
		return true
	}
	acts := p.is(q.nounTo, verb) || strings.HasSuffix(next, "ed")
	if acts && (i == 0 && q.left == 0 || i > 0 && (before == "," || before == "and")) {
		return true // "Eleven hit the base, 12 failed"
	}
	return q.scope == news.Additional
}

// lend copies what is counted.
func (p *passage) lend(q, o *quantity) {
	if o.unit == nil && o.unitName == "" && !o.person {
		return
	}
	q.unit, q.unitName, q.person = o.unit, o.unitName, o.person
	q.name("ellipsis")
}

// clauseEnds: behind the bare number no noun phrase goes on.
func (p *passage) clauseEnds(q *quantity) bool {
	return q.nounTo >= len(p.toks) || p.toks[q.nounTo].Kind == token.Punct || p.is(q.nounTo, stop)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// roundShare: what people count shares of: "3 in 10", "two in five".
func roundShare(v float64) bool {
	switch v {
	case 3, 4, 5, 6, 8, 10, 20, 100, 1000:
		return true
	}
	return false
}

// counts reports a bare cardinal.
func (a *atom) counts() bool {
	return a.num.Kind == number.Cardinal && a.unit == nil && a.factor == nil
}

// oneIn reports that "in" makes a share of two numbers: "one in seven", "two in
// ten", but not "killed two in ten days".
func (p *passage) oneIn(a, b *atom) bool {
	return a.num.Low == 1 || a.num.Low <= 9 && roundShare(b.num.Low) && !p.is(a.from-1, verb|harm)
}

// ratio: "one in ten", "one out of three": a share, not two counts.
func (p *passage) ratio(i int) bool {
	a, b := &p.atoms[i], &p.atoms[i+1]
	gap := p.words(a.to, b.from)
	if gap == "-in-" || gap == "inevery" {
		gap = "in"
	}
	if !a.counts() || !b.counts() || a.num.Low >= b.num.Low || a.num.Scaled {
		return false
	}
	if gap == "in" && !p.oneIn(a, b) || gap == "outof" && (a.num.Digits || b.num.Low > 1000) || gap != "in" && gap != "outof" {
		return false
	}
	v := a.num.Low / b.num.Low
	p.found = append(p.found, quantity{
		low: v, high: v, from: a.from, to: b.to, start: a.start, end: b.end, numStart: a.num.Start, numEnd: b.num.End,
		hedge: news.Exact, fraction: true, scope: news.Share, words: !a.num.Digits, left: a.from, first: i, rules: []string{"ratio"},
	})
	return true
}

// votes: "97-2", "by 85 to 59" beside a word of voting are two counts of
// votes.
func (p *passage) votes(i int) int {
	a, b := &p.atoms[i], &p.atoms[i+1]
	gap := p.words(a.to, b.from)
	dash := (gap == "-" || gap == "–") && p.glued(a.to-1) && p.glued(a.to)
	if !dash && gap != "to" || !a.digitsAlone() || !b.digitsAlone() || a.num.Scaled || b.num.Scaled {
		return 0
	}
	if a.num.Low < b.num.Low || a.num.Low > 999 || strings.EqualFold(p.word(a.from-1), "from") || a.end < p.toks[a.to-1].End {
		return 0
	}
	if !p.voted() {
		return 0
	}
	for n := i; n < i+2; n++ {
		p.single(n)
		q := &p.found[len(p.found)-1]
		q.unitName = "vote"
		q.name("votes")
	}
	return 2
}
