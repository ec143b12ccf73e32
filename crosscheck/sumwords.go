package crosscheck

import (
	"fmt"
	"math"
	"strings"

	"muster/news"
)

// worked shows the sum: "8 × (4,000 to 5,000) = 32,000 to 40,000".
func (s sum) worked() string {
	stated := func(r *record) string {
		q := r.quantity
		switch {
		case q.hedge == news.Between:
			return "(" + span(r.low, r.high) + ")"
		case q.hedge == news.Exact || q.hedge == "":
			return number(r.low)
		}
		return hedgeWord(q.hedge) + " " + number(r.low)
	}
	var parts []string
	for _, p := range s.parts {
		parts = append(parts, stated(p))
	}
	switch s.form {
	case eachTimesCount, multiple:
		return strings.Join(parts, " × ") + " = " + s.comes()
	case bothSides:
		return "2 × " + parts[0] + " = " + s.comes()
	case ratio:
		return parts[0] + " of " + parts[1] + " = " + number(round(s.result.value, 1)) + " %"
	case exchange:
		return parts[2] + " at the rate of " + parts[1] + " for " + parts[0] + " = " + number(s.result.value)
	case changed:
		if s.parts[1].q.up == news.Down {
			return strings.Join(parts, " − ") + " = " + s.comes()
		}
	}
	return strings.Join(parts, " + ") + " = " + s.comes()
}

// comes is the result as the stated numbers give it, without rounding.
func (s sum) comes() string {
	low, high := 1.0, 1.0
	if s.form == addition || s.form == changed {
		low, high = 0, 0
	}
	for i, p := range s.parts {
		l, h := p.low, p.high
		switch {
		case s.form == addition, s.form == changed && i == 0:
			low, high = low+l, high+h
		case s.form == changed && p.q.up == news.Down:
			low, high = low-h, high-l
		case s.form == changed:
			low, high = low+l, high+h
		default:
			low, high = low*l, high*h
		}
	}
	if s.form == bothSides {
		low, high = low*2, high*2
	}
	if math.IsInf(high, 1) && !math.IsInf(s.result.high, 1) {
		return "a little over " + number(low)
	}
	return span(low, high)
}

func hedgeWord(h news.Hedge) string {
	switch h {
	case news.AtLeast:
		return "at least"
	case news.AtMost:
		return "at most"
	}
	return string(h)
}

func round(v float64, places int) float64 {
	for range places {
		v *= 10
	}
	v = float64(int64(v + 0.5))
	for range places {
		v /= 10
	}
	return v
}

// writeSum makes a finding of a sum: one side for the parts, one for the
// figure they are held against.
func (c *Checker) writeSum(s sum) (news.Finding, error) {
	ids := []string{}
	for _, p := range append(append([]*record{}, s.parts...), s.target) {
		ids = append(ids, p.id)
	}
	claims, err := c.store.Claims(ids)
	if err != nil {
		return news.Finding{}, fmt.Errorf("crosscheck: %w", err)
	}
	return s.finding(claims), nil
}

// finding words the sum over its whole claims, the target last.
func (s sum) finding(claims []news.Claim) news.Finding {
	q := (&cell{q: s.target.q}).question()
	target := claims[len(claims)-1]
	parts := claims[: len(claims)-1 : len(claims)-1]
	anchors := []string{string(s.form)}
	var sources []string
	for _, cl := range claims {
		anchors = append(anchors, cl.ID)
	}
	for i := range parts {
		sources = append(sources, originWord(&parts[i]))
	}
	holds := s.holds
	f := news.Finding{
		ID: news.FindingID(q, news.Arithmetic, anchors), Question: q, Kind: news.Arithmetic, Holds: &holds,
		FirstSeen: target.Article.Published,
		Sides: []news.Side{
			{Low: closed(s.result.low), High: closed(s.result.high), Claims: parts, Sources: distinct(sources)},
			{Low: closed(s.target.quantity.low), High: closed(s.target.quantity.high), Claims: claims[len(claims)-1:], Sources: []string{originWord(&target)}},
		},
	}
	if !holds {
		f.Gap = s.result.gap(s.target.quantity)
		f.Severity = severity(news.Contradiction, outcome{gap: f.Gap, rel: &relation{confidence: 0.7}}, 1, 1)
	}
	f.Why = s.why(parts, &target)
	return f
}

func (s sum) why(parts []news.Claim, target *news.Claim) []string {
	var why []string
	seen := map[string]bool{}
	for _, cl := range append(append([]news.Claim{}, parts...), *target) {
		if q := said(&cl); !seen[q] {
			seen[q] = true
			why = append(why, q)
		}
	}
	verdict := " agrees with the stated "
	if !s.holds {
		verdict = " does not agree with the stated "
	}
	why = append(why, s.worked()+verdict+quote(target.Figure.Text)+".")
	if !s.holds {
		why = append(why, s.target.quantity.words(target.Figure.Text, string(target.Figure.Unit))+"; the sum comes to "+span(s.result.low, s.result.high)+".")
	}
	return why
}

func distinct(names []string) []string {
	var out []string
	for _, n := range names {
		if !contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
