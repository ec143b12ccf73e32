package figure

import (
	"math"
	"strings"

	"muster/extract/token"
	"muster/news"
)

// judge reads around quantity i: hedges before and behind, the counted noun,
// change, share and scope, and whether it is an aside.
func (p *passage) judge(i int) {
	q := &p.found[i]
	q.nounTo = q.to
	p.lookLeft(q)
	p.lookRight(q, false)
	p.multiple(q)
	p.noun(i)
	p.lookRight(q, true)
	p.rate(q)
	p.gdpShare(q)
	p.parts(i)
	p.changes(q)
	p.bounds(q)
	p.scopes(q)
	p.casualty(i)
}

// lookLeft takes rules that end right before the quantity, nearest first.
func (p *passage) lookLeft(q *quantity) {
	for n := 0; n < 4; n++ {
		ph, size := p.lex.before.until(p.toks, q.left)
		if size == 0 || p.particle(q.left-size, size, ph.gives) {
			return
		}
		q.left -= size
		if ph.gives.change == "" && ph.gives.scope != news.Total {
			q.start = p.toks[q.left].Start
		}
		p.apply(q, ph.gives)
	}
}

// particle: "gave up 30 men" has no change, "is up 3 %" has: "up" belongs
// to the verb before it, if that is no form of "be".
func (p *passage) particle(k, size int, g *gives) bool {
	if g.change == "" || size > 1 || k == 0 || p.toks[k-1].Kind != token.Word {
		return false
	}
	if _, share := p.lex.nouns.at(p.toks, k-1); share > 0 || p.is(k-1, up|down) {
		return false
	}
	return !p.auxiliary(k - 1)
}

// lookRight takes rules that begin right behind the quantity, or behind its
// noun.
func (p *passage) lookRight(q *quantity, behindNoun bool) {
	k := q.to
	if behindNoun {
		if q.nounTo == q.to {
			return
		}
		k = q.nounTo
	}
	for n := 0; n < 2; n++ {
		ph, size := p.lex.behind.at(p.toks, k)
		if q.unit != nil && q.unit.kind == shareUnit {
			if sh, n := p.lex.shares.at(p.toks, k); n > 0 && n >= size {
				ph, size = sh, n
			}
		}
		if size > 0 && p.word(k) == "+" && !p.glued(k-1) {
			return
		}
		if size == 0 || ph.gives.hedge != "" && p.word(k+size) == "than" || ph.gives.hedge != "" && k+size < len(p.toks) && p.r.numbers.Begins(p.toks[k+size]) && p.toks[k+size-1].Kind != token.Punct {
			return
		}
		p.apply(q, ph.gives)
		k += size
		if ph.gives.change == "" && (ph.gives.scope != news.Additional || behindNoun) {
			q.end = p.toks[k-1].End
		}
		q.nounTo = k
	}
}

func (p *passage) apply(q *quantity, g *gives) {
	q.name(g.rule)
	if g.hedge != "" && (q.hedge == news.Exact || q.hedge == news.Between && g.hedge != news.Exact && !q.ranged) {
		q.hedge = g.hedge
	} else if q.ranged && g.hedge == news.About {
		q.hedge = news.About
	}
	if g.scope != "" && q.scope == "" {
		q.scope = g.scope
	}
	if g.per != "" {
		q.per = g.per
	}
	if g.change != "" && q.change == nil {
		q.change = &news.Change{Kind: news.ChangeKind(g.change), Direction: g.direction}
	}
}

// bounds opens the ends as the hedge says.
func (p *passage) bounds(q *quantity) {
	if q.vague {
		if q.hedge == news.Exact {
			q.hedge = news.Vague
			q.name("vague")
		}
		if q.hedge == news.Over || q.hedge == news.AtLeast {
			q.high = math.Inf(1)
		}
		return
	}
	switch q.hedge {
	case news.Over, news.AtLeast:
		q.high = math.Inf(1)
	case news.Under, news.AtMost:
		q.low = math.Inf(-1)
	}
}

// multiple: "three times as many" is a factor; "seven times" is a count.
func (p *passage) multiple(q *quantity) {
	if q.change != nil && q.change.Kind == news.ByFactor {
		p.twice(q)
		return
	}
	if q.fraction && q.low == 0.5 && strings.EqualFold(p.word(q.from-1), "in") && p.changeBefore(q.from-1, 10) != "" {
		q.change = &news.Change{Kind: news.ByFactor, Direction: news.Down}
		q.name("in-half")
		return
	}
	k := q.to
	w := strings.ToLower(p.word(k))
	fold := (w == "fold" || w == "-" && strings.EqualFold(p.word(k+1), "fold"))
	if w == "-" && fold {
		k++
	}
	if fold || w == "times" && p.is(k+1, times) && q.unit == nil {
		q.change = &news.Change{Kind: news.ByFactor, Direction: news.Up}
		q.to, q.nounTo, q.end = k+1, k+1, p.toks[k].End
		q.name("times")
	}
}

// twice is a factor only before "as", "the", "more"; else it counts events.
func (p *passage) twice(q *quantity) {
	if strings.EqualFold(p.word(q.from), "twice") && (!p.is(q.to, times) || capital(p.word(q.to+1))) {
		q.change, q.rules = nil, []string{"twice"}
		q.unitName = "time"
		q.aside = news.ALooseCount
	}
}

// rate reads "per day", "a month", "an hour", "/ day", "each year".
func (p *passage) rate(q *quantity) {
	k := q.nounTo
	w := strings.ToLower(p.word(k))
	var size int
	var ph phrase
	switch w {
	case "per", "every", "each", "/":
		ph, size = p.lex.nouns.at(p.toks, k+1)
		if size == 0 && w == "per" && p.is(k+1, perWord) {
			size = 1
		}
	case "a", "an":
		if q.fraction {
			return
		}
		ph, size = p.lex.nouns.at(p.toks, k+1)
		if size > 0 && ph.sense.kind != period && !p.is(k+1, perWord) {
			return
		}
		if size == 0 && p.is(k+1, perWord) {
			size = 1
		}
		if size > 0 && ph.sense != nil && ph.sense.kind == period && strings.EqualFold(p.word(k+2), "ago") {
			return
		}
	case "daily", "weekly", "monthly", "annually", "yearly", "hourly":
		q.per = map[string]string{"daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year", "hourly": "hour"}[w]
		q.end, q.nounTo = p.toks[k].End, k+1
		q.name("per")
		return
	}
	if size == 0 {
		return
	}
	q.per = strings.ToLower(p.word(k + size))
	if ph.sense != nil && (ph.sense.kind == period || ph.sense.kind == person || ph.sense.kind == kit) {
		q.per = ph.sense.name
	}
	q.nounTo = k + 1 + size
	q.end = p.toks[q.nounTo-1].End
	q.name("per")
}

// gdpShare: "2% of GDP", "2 percent of their gross domestic product".
func (p *passage) gdpShare(q *quantity) {
	if q.unit == nil || q.unit.unit != "percent" || !strings.EqualFold(p.word(q.to), "of") {
		return
	}
	for k := q.to + 1; k < q.to+7 && k < len(p.toks); k++ {
		if _, size := p.lex.gdp.at(p.toks, k); size > 0 {
			q.unit = percentOfGDP
			q.end, q.nounTo = p.toks[k+size-1].End, k+size
			q.noun = p.t.Source[p.toks[q.to+1].Start:q.end]
			q.scope = news.Share
			q.name("percent-of-gdp")
			return
		}
	}
}

var percentOfGDP = &sense{kind: shareUnit, name: string(news.PercentOfGDP), unit: string(news.PercentOfGDP), by: 1}

// parts: "18 of 29", "144 of the 275", "104 out of 120": the first is a share
// of the second.
func (p *passage) parts(i int) {
	q := &p.found[i]
	if i+1 >= len(p.found) || q.fraction || q.unit != nil && q.unit.kind != measure {
		return
	}
	next := &p.found[i+1]
	k := q.to
	if p.partGap(k, next.left0(p)) {
		if next.low >= q.low && next.unit == nil && !next.fraction {
			q.scope = news.Share
			q.name("part-of")
			q.noun = ""
		}
	}
}

// partGap: "of", "out of", "of the promised" and no more.
func (p *passage) partGap(from, to int) bool {
	if to-from < 1 || to-from > 4 {
		return false
	}
	if w := p.word(from); w != "of" && (w != "out" || p.word(from+1) != "of") {
		return false
	}
	for k := from; k < to; k++ {
		if p.toks[k].Kind != token.Word {
			return false
		}
	}
	return true
}

// left0 is the first token of the quantity with its hedges.
func (q *quantity) left0(p *passage) int { return p.hedgeFrom(q.from) }

// changes: a verb of change before the number, right there or with "to",
// "by", "from" between.
func (p *passage) changes(q *quantity) {
	if q.change != nil || q.ordinal {
		return
	}
	k := q.left
	if p.apposed(q) {
		return
	}
	if p.is(k-1, up|down) && p.byAmount(q, k-1) {
		q.change = &news.Change{Kind: news.ByDelta, Direction: direction(p, k-1)}
		q.name("change-verb")
		return
	}
	if _, size := p.lex.nouns.at(p.toks, k-1); size == 0 && k > 1 && strings.HasSuffix(p.word(k-1), "ly") && p.is(k-2, up|down) {
		q.change = &news.Change{Kind: news.ByDelta, Direction: direction(p, k-2)}
		q.name("change-verb")
		return
	}
	g, ok := p.lex.links[p.hash(k-1)]
	if !ok || p.is(k-2, unlinked) {
		return
	}
	if dir := p.changeBefore(k-1, 14); dir != "" {
		q.change = &news.Change{Kind: news.ChangeKind(g.change), Direction: dir}
		q.name(g.rule)
	}
}

// byAmount reports whether the verb at token k, with nothing between, tells
// the amount of a change: "fell 3 percent", "rose 64 points". "Lost 30 tanks"
// is a count, "falls 56 miles away" no change.
func (p *passage) byAmount(q *quantity, k int) bool {
	if q.unit == nil {
		return q.unitName == "point" || q.unitName == ""
	}
	switch q.unit.kind {
	case shareUnit:
		return true
	case person, kit, money:
		return !p.is(k, loosely)
	}
	return q.unit.unit != "m"
}

// apposed: "lost 190 points, or 0.6%": the second says the same change.
func (p *passage) apposed(q *quantity) bool {
	if !strings.EqualFold(p.word(q.left-1), "or") || p.word(q.left-2) != "," {
		return false
	}
	for i := range p.found {
		if o := &p.found[i]; o.nounTo == q.left-2 && o.change != nil {
			q.change = o.change
			q.name("same-change")
			return true
		}
	}
	return false
}

func direction(p *passage, k int) news.Direction {
	if p.is(k, up) {
		return news.Up
	}
	return news.Down
}

// scopes settles the scope from what was found.
func (p *passage) scopes(q *quantity) {
	switch {
	case q.ordinal:
		q.scope = news.Rank
		q.name("rank")
	case q.change != nil && q.change.Kind != news.ToLevel && q.change.Kind != news.FromLevel:
		q.scope = news.ChangeOf
	case q.scope != "":
	case q.per != "":
		q.scope = news.Each
	case q.unit != nil && q.unit.unit == "percent", q.fraction && (q.unit == nil || q.unit.kind == person || q.unit.kind == kit):
		q.scope = news.Share
	default:
		q.scope = news.Total
	}
}
