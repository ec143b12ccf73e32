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
	p.reach(q)
	p.gdpCarried(q)
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
	return !p.helped(k - 1)
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
		if size > 0 && p.addition(k) {
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

// reach: "within 30 km" bounds a distance; "within six weeks" leaves a time be.
func (p *passage) reach(q *quantity) {
	if q.hedge != news.Exact || q.unit == nil || q.unit.unit != "m" || !strings.EqualFold(p.word(q.left-1), "within") {
		return
	}
	q.left--
	q.start, q.hedge = p.toks[q.left].Start, news.AtMost
	q.name("at-most")
}

// addition: "5 + 3" and "$29,990 plus on-road costs" add something; "300+",
// "$50 billion plus" are bounds.
func (p *passage) addition(k int) bool {
	switch strings.ToLower(p.word(k)) {
	case "+":
		return !p.glued(k - 1)
	case "plus":
		return p.continues(k + 1)
	}
	return false
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
	if q.hedge == news.Under && p.beneath(q) {
		q.hedge = news.Exact
		q.left, q.start = q.from, q.numStart
		q.name("beneath")
	}
	switch q.hedge {
	case news.Over, news.AtLeast:
		q.high = math.Inf(1)
	case news.Under, news.AtMost:
		q.low = math.Inf(-1)
	}
}

// mostBeneath is the largest count that "under" with things behind it says where
// something is: nobody bounds a count by so few.
const mostBeneath = 12

// beneath reports "under two blankets", "under three treaties": few things in words,
// and nothing measured.
func (p *passage) beneath(q *quantity) bool {
	if !q.words || q.fraction || q.high > mostBeneath || q.left+1 != q.from || !strings.EqualFold(p.word(q.left), "under") {
		return false
	}
	if q.unit == nil {
		return q.unitName != ""
	}
	return q.unit.kind == person || q.unit.kind == kit || q.unit.thing
}

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
