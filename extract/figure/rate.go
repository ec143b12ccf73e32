package figure

import (
	"strings"

	"muster/news"
)

// rate reads "per day", "a month", "an hour", "/ day", "each year".
func (p *passage) rate(q *quantity) {
	k := q.nounTo
	w := strings.ToLower(p.word(k))
	if per := p.lex.rates[p.hash(k)]; per != "" {
		q.per, q.end, q.nounTo = per, p.toks[k].End, k+1
		q.name("per")
		return
	}
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
			q.unit, p.gdp = percentOfGDP, true
			q.end, q.nounTo = p.toks[k+size-1].End, k+size
			q.noun = p.t.Source[p.toks[q.to+1].Start:q.end]
			q.scope = news.Share
			q.name("percent-of-gdp")
			return
		}
	}
}

// gdpCarried: "2 percent of GDP ... Germany spends 1.2 percent": the bare
// share of a text about spending. No country spends a tenth of its GDP so.
func (p *passage) gdpCarried(q *quantity) {
	if !p.gdp || q.unit == nil || q.unit.unit != "percent" || strings.EqualFold(p.word(q.to), "of") || q.scope == news.Additional {
		return
	}
	if q.change != nil && q.change.Kind == news.ByDelta || q.high > 10 && q.low > 10 {
		return
	}
	for k := range p.toks {
		if p.is(k, spending) {
			q.unit, q.scope = percentOfGDP, news.Share
			q.name("gdp-carried")
			return
		}
	}
}

var percentOfGDP = &sense{kind: shareUnit, name: string(news.PercentOfGDP), unit: string(news.PercentOfGDP), by: 1}
