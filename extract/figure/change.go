package figure

import (
	"strings"

	"muster/news"
)

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
	if q.unit != nil && q.unit.unit == string(news.Factor) {
		q.change = &news.Change{Kind: news.ByFactor, Direction: news.Up}
		q.name("times")
		return
	}
	k := q.to
	w := strings.ToLower(p.word(k))
	fold := (w == "fold" || w == "-" && strings.EqualFold(p.word(k+1), "fold"))
	if w == "-" && fold {
		k++
	}
	if fold || w == "times" && (p.is(k+1, times) || capital(p.word(k+1)) && p.word(k+2) == "'s") && q.unit == nil {
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
	if p.is(k, loosely) && p.tellsWhat(q) {
		return false
	}
	return q.unit.unit != "m"
}

// tellsWhat reports a measure with the thing measured: "dropped 40 tons of aid", "dropped
// 500-pound bombs".
func (p *passage) tellsWhat(q *quantity) bool {
	for i := q.to; i < q.to+3; i++ {
		if w := p.word(i); w == "-" || strings.EqualFold(w, "of") {
			return true
		}
	}
	return false
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
