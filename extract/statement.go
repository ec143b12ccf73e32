package extract

import (
	"muster/news"
)

// statements are the attributed sentences without a figure: what a source says,
// as a claim of its own.
func (r *reading) statements() []news.Claim {
	var claims []news.Claim
	for _, a := range r.reports.All {
		if a.Content.Empty() || a.CueKind == news.Refuses || r.hasFigure(a.Content) {
			continue
		}
		chain, mood := r.reports.Chain(a.Content)
		sent := r.sentenceAt(a.Content.Start)
		if len(chain) == 0 || sent < 0 {
			continue
		}
		c := news.Claim{
			Article: r.article.Ref(), Kind: news.StatementClaim, Sentence: r.sentenceSpan(sent),
			Counted: a.Content.Text, Modality: orActual(mood.Modality), Polarity: orAsserted(mood.Polarity),
			Confidence: a.Certainty, Rules: []string{"statement"},
		}
		r.attribute(&c, a.Content)
		c.Modality, c.Polarity = orActual(c.Modality), orAsserted(c.Polarity)
		for _, e := range r.mentions.Within(a.Content.Start, a.Content.End) {
			if names := party(e); len(names) > 0 {
				c.Subject = names
				break
			}
		}
		c.ID = news.ClaimID(r.article.ID, c.Kind, c.Sentence, a.Content)
		claims = append(claims, c)
	}
	return claims
}

func (r *reading) hasFigure(span news.Span) bool {
	for _, f := range r.figures {
		if f.Span.Overlaps(span) {
			return true
		}
	}
	return false
}

func orActual(m news.Modality) news.Modality {
	if m == "" {
		return news.Actual
	}
	return m
}

func orAsserted(p news.Polarity) news.Polarity {
	if p == "" {
		return news.Asserted
	}
	return p
}
