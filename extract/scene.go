package extract

import (
	"math"
	"strconv"

	"muster/extract/entity"
	"muster/extract/slot"
	"muster/lexicon"
	"muster/news"
)

// scene shows the ranker the article: its mentions, and the sites of the figures
// of drafts.
func (r *reading) scene(drafts []joined) *slot.Scene {
	s := &slot.Scene{Text: r.text, Forest: r.forest, Outlet: r.article.Outlet.Country}
	for _, e := range r.mentions.Candidates() {
		if m, ok := r.mention(e); ok {
			s.Mentions = append(s.Mentions, m)
		}
	}
	for i := range drafts {
		s.Sites = append(s.Sites, r.site(&drafts[i]))
	}
	return s
}

// mention is an entity as the ranker sees it; false where it is neither side nor
// place.
func (r *reading) mention(e entity.Candidate) (slot.Mention, bool) {
	sent := r.sentenceAt(e.Span.Start)
	if sent < 0 {
		return slot.Mention{}, false
	}
	m := slot.Mention{Sent: sent, Kind: e.Kind, Government: e.AsGovernment}
	m.From, m.To = r.tokensIn(sent, e.Span)
	if m.From >= m.To {
		return slot.Mention{}, false
	}
	m.Head = m.To - 1
	m.Party, m.Where, m.Refers, m.Part = e.Party, e.Where, e.Refers, e.Part
	m.Where.Spelt = e.Spelt
	return m, true
}

// site is a draft's figure as the ranker sees it.
func (r *reading) site(j *joined) slot.Site {
	c := &j.claim
	p := r.phrase(j.sent, c.Figure.Span)
	s := slot.Site{
		Sent: j.sent, From: p.from, To: p.to, Head: p.head, Verb: p.verb,
		Active: p.active, Oblique: p.oblique, Over: p.over,
		Act: field(c.Measure), Class: orLemma(c.Measure), Counted: countedClass(c.Measure), Unit: c.Figure.Unit, Scope: c.Figure.Scope, Digits: digits(c.Figure.Low), Modality: c.Modality,
		Speaker: speaker(c),
		Rules: []slot.Rule{
			{Slot: news.SlotSubject, Names: c.Subject, Name: ruleOf(c.Rules, "subject/")},
			{Slot: news.SlotPlace, Names: c.Place, Name: ruleOf(c.Rules, "place/")},
		},
	}
	if s.Verb < 0 {
		s.Verb, _ = p.participle()
	}
	return s
}

// digits is how many digits a number has before the point.
func digits(x float64) int { return len(strconv.FormatFloat(math.Trunc(math.Abs(x)), 'f', -1, 64)) }

// orLemma is the class of an act, or its lemma where the lexicon has none.
func orLemma(m news.Measure) string {
	if m.ActClass != "" {
		return string(m.ActClass)
	}
	return m.Act
}

// countedClass is the narrowest class of what is counted, or its lemma.
func countedClass(m news.Measure) string {
	if len(m.OfClass) > 0 {
		return string(m.OfClass[0])
	}
	return m.Of
}

// field is the wide field of what happens and what the counted thing is in it.
func field(m news.Measure) string {
	f := string(lexicon.Field(lexicon.Act(m.ActClass)))
	if f == "" {
		f = "other"
	}
	return f + " " + string(m.Role)
}

func ruleOf(rules []string, prefix string) string {
	for _, r := range rules {
		if len(r) > len(prefix) && r[:len(prefix)] == prefix {
			return r
		}
	}
	return ""
}

// speaker is the one nearest to the fact who is not the outlet itself.
func speaker(c *draft) news.Source {
	if len(c.Attribution) == 0 || c.Attribution[0].CueKind == news.Publishes {
		return news.Source{}
	}
	return c.Attribution[0].Source
}

// Scene is the article as the ranker of slots sees it, and the claims of its
// sites in their order; for the trainer.
func (x *Extractor) Scene(a news.Article) (*slot.Scene, []news.Claim) {
	r := x.read(a)
	r.drafts()
	var claims []news.Claim
	for i := range r.past {
		claims = append(claims, r.past[i].claim.finished(r))
	}
	return r.scene(r.past), claims
}
