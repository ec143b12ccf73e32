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
		if len(chain) == 0 || sent < 0 || !r.says(sent, a.Content) {
			continue
		}
		c := draft{Claim: news.Claim{
			Article: r.article.Ref(), Kind: news.StatementClaim, Sentence: r.sentenceSpan(sent),
			Counted: a.Content.Text, Modality: orActual(mood.Modality), Polarity: orAsserted(mood.Polarity),
			Confidence: a.Certainty, Rules: []string{"statement"},
		}}
		r.attribute(&c, a.Content)
		c.Modality, c.Polarity = orActual(c.Modality), orAsserted(c.Polarity)
		for _, e := range r.mentions.Within(a.Content.Start, a.Content.End) {
			if names := party(e); len(names) > 0 {
				c.Subject = names
				break
			}
		}
		c.ID = news.ClaimID(r.article.ID, c.Kind, c.Sentence, a.Content)
		claims = append(claims, c.finished(r))
	}
	return claims
}

// says reports whether the content is a clause: "on the preparation of the
// papers" is a theme and no statement.
func (r *reading) says(sent int, content news.Span) bool {
	from, to := r.tokensIn(sent, content)
	if to-from < 3 {
		return false
	}
	tree := r.forest.Tree(sent)
	for i := from; i < to; i++ {
		if t := tree.Nodes[i].Tag; t == "VERB" || t == "AUX" {
			return true
		}
	}
	return false
}

func (r *reading) hasFigure(span news.Span) bool {
	for _, f := range r.figures {
		if f.Aside == "" && f.Span.Overlaps(span) && !r.countsSources(f) {
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
