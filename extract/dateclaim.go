package extract

import (
	"strings"

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
		if sent < 0 || !d.Known() || !r.mayOccur(sent) {
			continue
		}
		if c, ok := r.dateClaim(sent, d); ok {
			claims = append(claims, c)
		}
	}
	return claims
}

// mayOccur reports whether a word of the sentence may be a form of a verb of
// occurring: only then is its tree worth parsing.
func (r *reading) mayOccur(sent int) bool {
	for _, tok := range r.text.Sentences[sent].Tokens {
		if r.slots.occurForms[tok.Hash] {
			return true
		}
		for _, stem := range r.slots.occurStems {
			if w := r.text.Of(tok); len(w) >= len(stem) && strings.EqualFold(w[:len(stem)], stem) {
				return true
			}
		}
	}
	return false
}

func (r *reading) dateClaim(sent int, d news.Date) (news.Claim, bool) {
	p := r.phrase(sent, d.Span)
	event := p.eventOf()
	if event < 0 {
		return news.Claim{}, false
	}
	from, to := p.shortSubtree(event)
	c := draft{Claim: news.Claim{
		Article: r.article.Ref(), Kind: news.DateClaim, Sentence: r.sentenceSpan(sent),
		MeasureID: news.MeasureID("date:" + p.lemma(event)), Nature: news.OfDate,
		Counted: p.bytes(from, to).Text, When: d.Meant(), Polarity: news.Asserted,
		Confidence: fullConfidence * inheritedSlotShare, Rules: []string{"date/occurs"},
	}}
	r.attribute(&c, d.Span)
	p.setModality(&c)
	c.Subject = p.partiesAt(event)
	p.setPlace(&c, measure.Measure{Family: "noun"})
	c.ID = news.ClaimID(r.article.ID, c.Kind, c.Sentence, d.Span)
	return c.finished(r), true
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
