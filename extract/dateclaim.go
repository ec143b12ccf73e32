package extract

import (
	"muster/extract/measure"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

// dateClaims are the sentences that say when an event is: the date hangs on a
// verb of occurring ("the summit is expected on 11 July") whose subject is the
// event.
func (r *reading) dateClaims() []news.Claim {
	var claims []news.Claim
	for _, d := range r.dates {
		sent := r.sentenceAt(d.Span.Start)
		if sent < 0 || !d.Known() {
			continue
		}
		if c, ok := r.dateClaim(sent, d); ok {
			claims = append(claims, c)
		}
	}
	return claims
}

func (r *reading) dateClaim(sent int, d news.Date) (news.Claim, bool) {
	p := r.phrase(sent, d.Span)
	event := p.eventOf()
	if event < 0 {
		return news.Claim{}, false
	}
	from, to := p.shortSubtree(event)
	c := news.Claim{
		Article: r.article.Ref(), Kind: news.DateClaim, Sentence: r.sentenceSpan(sent),
		Measure: news.Measure("date:" + p.lemma(event)), Nature: news.OfDate,
		Counted: p.bytes(from, to).Text, When: d.Meant(), Polarity: news.Asserted,
		Confidence: fullConfidence * inheritedSlotShare, Rules: []string{"date/occurs"},
	}
	r.attribute(&c, d.Span)
	p.setModality(&c)
	c.Subject = p.partiesAt(event)
	p.setPlace(&c, measure.Measure{Family: "noun"})
	c.ID = news.ClaimID(r.article.ID, c.Kind, c.Sentence, d.Span)
	return c, true
}

// eventOf is the subject of the verb of occurring that the date hangs on; -1
// where it hangs on none.
func (p *phrase) eventOf() int {
	if c := p.tree.Case(p.head); c >= 0 && p.r.slots.distant[p.toks[c].Hash] {
		return -1
	}
	if p.verb < 0 || !p.r.slots.occur[token.Hash(p.lemma(p.verb))] {
		return -1
	}
	for _, rel := range []syntax.Rel{"nsubj:pass", "nsubj"} {
		if s := p.childOf(p.verb, rel); s >= 0 && p.tag(s) != "PRON" {
			return s
		}
	}
	return -1
}
