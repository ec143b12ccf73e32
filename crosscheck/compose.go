package crosscheck

import (
	"fmt"
	"math"
	"slices"
	"time"

	"muster/crosscheck/ledger"
	"muster/crosscheck/question"
	"muster/crosscheck/sums"
	"muster/crosscheck/why"
	"muster/news"
)

// draft is a finding that is not written out yet: most that are looked at again
// say what they said before.
type draft struct {
	id    string
	says  uint64 // a hash of all that the finding says
	write func() (news.Finding, error)
}

// maxQuoted bounds the claims quoted on one side of a finding.
const maxQuoted = 8

// compose makes findings of drafts.
func (c *Checker) compose(drafts []ledger.Draft) (out []draft) {
	for _, d := range drafts {
		s, explained := c.explained(d)
		switch {
		case explained && d.Class == news.Unsure:
			continue // the sum makes nothing sure and is found in its article anyway
		case explained:
			out = append(out, c.sum(s, slices.Concat(c.ledger.Siblings(d.A), c.ledger.Siblings(d.B), []*ledger.Record{d.A, d.B})))
		default:
			out = append(out, c.draft(d))
		}
	}
	return out
}

func (c *Checker) draft(d ledger.Draft) draft {
	return draft{idOf(d), d.Says(maxQuoted), func() (news.Finding, error) { return c.finding(d) }}
}

// explained finds a sum that makes up for the difference of a disagreement.
func (c *Checker) explained(d ledger.Draft) (sums.Sum, bool) {
	if d.Class != news.Contradiction && d.Class != news.Unsure {
		return sums.Sum{}, false
	}
	low, high := d.A, d.B
	if low.Amount.Value > high.Amount.Value {
		low, high = high, low
	}
	return sums.Explains(low.Slots, high.Slots, slotsOf(c.ledger.Siblings(low)))
}

func slotsOf(records []*ledger.Record) []*question.Slots {
	out := make([]*question.Slots, len(records))
	for i, r := range records {
		out[i] = r.Slots
	}
	return out
}

func (c *Checker) finding(d ledger.Draft) (news.Finding, error) {
	f := news.Finding{ID: idOf(d), Kind: d.Kind, Probability: round(d.Probability), Gap: round(d.A.Amount.Gap(d.B.Amount))}
	for _, s := range d.Sides {
		side, err := c.side(s)
		if err != nil {
			return f, err
		}
		f.Sides = append(f.Sides, side)
	}
	pair, err := c.store.Claims([]string{d.A.ID, d.B.ID})
	if err != nil {
		return f, fmt.Errorf("crosscheck: %w", err)
	}
	f.Question = questionOf(pair[0], pair[1])
	f.FirstSeen = firstSeen(pair)
	f.Severity = severity(d)
	f.Why = why.Sentences(why.Pair{A: pair[0], B: pair[1], Verdict: c.ledger.Judge(d), Kind: d.Kind})
	return f, nil
}

// firstSeen is when the later of the two claims that tell a finding was
// published: before that nobody could know.
func firstSeen(pair []news.Claim) time.Time {
	at := pair[0].Article.Published
	if b := pair[1].Article.Published; b.After(at) {
		at = b
	}
	return at
}

// idOf hangs on the first claims of the groups alone: what joins later does not
// change it.
func idOf(d ledger.Draft) string {
	anchors := []string{d.Anchor.ID}
	if d.Against != nil {
		anchors = append(anchors, d.Against.ID)
	}
	return news.FindingID(string(d.Class), anchors...)
}

// side fetches the claims of a side and says what was stated.
func (c *Checker) side(s ledger.Side) (news.Side, error) {
	var ids []string
	for _, r := range s.Records[:min(len(s.Records), maxQuoted)] {
		ids = append(ids, r.ID)
	}
	claims, err := c.store.Claims(ids)
	if err != nil {
		return news.Side{}, fmt.Errorf("crosscheck: %w", err)
	}
	side := news.Side{Claims: claims}
	side.Low, side.High = stated(claims)
	if f := claims[0].Figure; f != nil {
		side.Unit, side.Stated = f.Unit, f.Text
	}
	for _, r := range s.Origins {
		side.Sources = append(side.Sources, r.Origin.Value())
	}
	side.Sources = sourceNames(claims, s)
	return side, nil
}

// sourceNames are the names of a side's independent sources, as its claims
// give them.
func sourceNames(claims []news.Claim, s ledger.Side) []string {
	byID := map[string]news.Claim{}
	for _, c := range claims {
		byID[c.ID] = c
	}
	var names []string
	for _, r := range s.Origins {
		name := r.Origin.Value()
		if c, ok := byID[r.ID]; ok {
			if name = c.Origin().Name; name == "" {
				name = c.Article.Outlet
			}
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// stated is the narrowest interval that holds all that the claims say; an end
// is open where one of them leaves it so.
func stated(claims []news.Claim) (low, high *float64) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, c := range claims {
		if c.Figure != nil {
			lo, hi = min(lo, c.Figure.Low), max(hi, c.Figure.High)
		}
	}
	return closed(lo), closed(hi)
}

func closed(v float64) *float64 {
	if math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// questionOf is what two claims ask in common.
func questionOf(a, b news.Claim) news.Question {
	q := news.Question{Measure: a.Measure, Event: a.Event.Name}
	if len(b.Measure.OfClass) > len(a.Measure.OfClass) {
		q.Measure = b.Measure
	}
	q.By, q.Of, q.To = common(a.By, b.By), common(a.Of, b.Of), common(a.To, b.To)
	q.Subject = common(a.Subject, b.Subject)
	q.Place = news.PlaceNames(a.Place)
	if len(q.Place) == 0 || len(a.Place) > 0 && a.Place[0].Kind == news.WholeCountry && len(b.Place) > 0 {
		q.Place = news.PlaceNames(b.Place)
	}
	if a.Modality == b.Modality {
		q.Modality = a.Modality
	}
	if a.When == b.When {
		q.Window = a.When
	}
	if a.Figure != nil && b.Figure != nil {
		q.Unit = a.Figure.Unit
		if a.Figure.Scope == b.Figure.Scope {
			q.Scope = a.Figure.Scope
		}
	}
	return q
}

// common are the names that both sides have, or those of the one that has any.
func common(a, b []news.Party) []string {
	x, y := news.Names(a), news.Names(b)
	switch {
	case len(x) == 0:
		return y
	case len(y) == 0:
		return x
	}
	var out []string
	for _, name := range x {
		if slices.Contains(y, name) {
			out = append(out, name)
		}
	}
	return out
}

// weight is how much a kind matters to an analyst.
var weight = map[news.FindingKind]float64{
	news.Contradiction: 1, news.Transcription: .7, news.Correction: .7, news.Dispute: .6,
	news.Outcome: .5, news.Update: .2, news.HedgeDrift: .1, news.Unsure: .1,
}

// staleDays is after how many days between its sides a finding is half as
// urgent.
const staleDays = 60

// severity is contradiction times the independent sources of the weaker side
// times how fresh the sides are to each other. A wide gap alone puts nothing on
// top.
func severity(d ledger.Draft) float64 {
	least := math.MaxInt
	var first, last int64 = math.MaxInt64, 0
	for _, s := range d.Sides {
		least = min(least, len(s.Origins))
		newest := s.Records[0].Published
		first, last = min(first, newest), max(last, newest)
	}
	support := 1 - .4/float64(max(1, least))
	days := float64(last-first) / 86400
	return round(weight[d.Kind] * d.Probability * support * staleDays / (staleDays + max(0, days)))
}

func round(v float64) float64 { return math.Round(v*1000) / 1000 }

// composeArticle makes the findings inside an article: what its revisions
// replaced, and what adds up or fails to.
func (c *Checker) composeArticle(p *ledger.Revised) (out []draft) {
	for _, r := range p.Replaced {
		out = append(out, c.draft(ledger.Draft{
			Class: "revision", Kind: news.Correction, Anchor: r.Was, A: r.Was, B: r.Is, Probability: r.Same,
			Sides: []ledger.Side{{Records: []*ledger.Record{r.Was}, Origins: []*ledger.Record{r.Was}}, {Records: []*ledger.Record{r.Is}, Origins: []*ledger.Record{r.Is}}},
		}))
	}
	for _, s := range sums.Within(slotsOf(p.Standing)) {
		out = append(out, c.sum(s, p.Standing))
	}
	return out
}

// sum is a finding of parts and their whole, which stand among the records.
func (c *Checker) sum(s sums.Sum, among []*ledger.Record) draft {
	var ids []string
	var says []*ledger.Record
	for _, part := range append(slices.Clone(s.Parts), s.Whole) {
		ids = append(ids, part.ID)
		if i := slices.IndexFunc(among, func(r *ledger.Record) bool { return r.Slots == part }); i >= 0 {
			says = append(says, among[i])
		}
	}
	h := ledger.Says(says...)
	if s.Holds {
		h = ^h
	}
	return draft{news.FindingID(string(news.Arithmetic), ids...), h, func() (news.Finding, error) { return c.addition(ids, s.Holds) }}
}

// addition writes out a sum: one side for each part, the whole last.
func (c *Checker) addition(ids []string, holds bool) (news.Finding, error) {
	claims, err := c.store.Claims(ids)
	if err != nil {
		return news.Finding{}, fmt.Errorf("crosscheck: %w", err)
	}
	f := news.Finding{ID: news.FindingID(string(news.Arithmetic), ids...), Kind: news.Arithmetic, Holds: &holds, Probability: 1}
	whole := claims[len(claims)-1]
	f.Question = questionOf(whole, whole)
	f.FirstSeen = whole.Article.Published
	for _, cl := range claims {
		low, high := stated([]news.Claim{cl})
		f.Sides = append(f.Sides, news.Side{Low: low, High: high, Unit: cl.Figure.Unit, Stated: cl.Figure.Text, Claims: []news.Claim{cl}, Sources: []string{sourceOf(cl)}})
	}
	if !holds {
		f.Severity = .5
	}
	f.Why = why.Sum(claims[:len(claims)-1], whole, holds)
	return f, nil
}

func sourceOf(c news.Claim) string {
	if name := c.Origin().Name; name != "" {
		return name
	}
	return c.Article.Outlet
}
