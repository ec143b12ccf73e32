package crosscheck

import (
	"fmt"
	"sort"
	"strings"
	"time"

	"muster/news"
)

// Answer is all that is known of one question.
type Answer struct {
	Question news.Question `json:"question"`
	// Positions are the clusters of figures whose words share a value, best
	// supported first.
	Positions []Position `json:"positions"`
	// Timeline holds every claim that was looked at, oldest first.
	Timeline []Point `json:"timeline"`
	// Summary is the sentence an analyst would write.
	Summary string `json:"summary"`
	// Left is the number of older claims beyond those looked at.
	Left int `json:"left,omitempty"`
}

// Position is one answer to a question.
type Position struct {
	// Low and High bound what all its figures allow; nil is open.
	Low     *float64     `json:"low"`
	High    *float64     `json:"high"`
	Sources []string     `json:"sources"` // independent ones
	Claims  []news.Claim `json:"claims"`  // newest first
	First   time.Time    `json:"first,omitzero"`
	Last    time.Time    `json:"last,omitzero"`
}

// Point is one claim on the timeline.
type Point struct {
	Time   time.Time `json:"time,omitzero"` // publication
	Low    *float64  `json:"low"`
	High   *float64  `json:"high"`
	Source string    `json:"source"`
	Outlet string    `json:"outlet"`
	Claim  string    `json:"claim"`
}

// maxAnswer bounds the claims of one answer.
const maxAnswer = 500

// Answer gives the positions on a question. A slot the question leaves empty
// fits any claim; what it states must unify.
func (c *Checker) Answer(q news.Question) (Answer, error) {
	ans := Answer{Question: q}
	rs := c.asking(q)
	if len(rs) > maxAnswer {
		ans.Left = len(rs) - maxAnswer
		rs = rs[:maxAnswer]
	}
	in := map[*record]bool{}
	for _, r := range rs {
		in[r] = true
	}
	groups := sidesOf(rs, in)
	sort.SliceStable(groups, func(i, j int) bool {
		a, b := groups[i], groups[j]
		if a.sources != b.sources {
			return a.sources > b.sources
		}
		return newer(a.records[0], b.records[0])
	})
	for _, g := range groups {
		p, err := c.position(g)
		if err != nil {
			return Answer{}, err
		}
		ans.Positions = append(ans.Positions, p)
	}
	for i := len(rs) - 1; i >= 0; i-- {
		ans.Timeline = append(ans.Timeline, rs[i].point())
	}
	ans.Summary = summary(q, ans)
	return ans, nil
}

// asking collects the records that a question means, newest first.
func (c *Checker) asking(q news.Question) []*record {
	want := slotsOf(&news.Claim{
		MeasureID: q.Measure, Subject: named(q.Subject), Place: placed(q.Place), Modality: q.Modality,
		Figure: &news.Figure{Unit: q.Unit, Scope: q.Scope},
	})
	var out []*record
	for _, ce := range c.cells {
		if asks(q, want, ce.q) {
			for _, r := range ce.records {
				if inWindow(q.Window, r) {
					out = append(out, r)
				}
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return newer(out[i], out[j]) })
	return out
}

// asks reports whether claims of the slots s answer the question.
func asks(q news.Question, want, s *slots) bool {
	switch {
	case q.Measure != "" && (want.state != s.state || want.state == "" && want.noun != s.noun),
		q.Unit != "" && want.unit != s.unit && !wider(s.unit, want.unit),
		q.Scope != "" && scopeOf(want) != scopeOf(s),
		q.Modality != "" && want.class != s.class,
		s.denied:
		return false
	}
	return names(want.subject, s.subject) && (names(want.place, s.place) || names(want.place, s.within))
}

// names reports whether the claim names at least one of what is asked for.
func names(asked, stated []string) bool {
	for _, a := range asked {
		for _, s := range stated {
			if strings.EqualFold(a, s) {
				return true
			}
		}
	}
	return len(asked) == 0
}

func inWindow(w news.When, r *record) bool {
	d := r.asOf()
	return !w.Known() || d != 0 && w.Overlaps(news.On(dayOf(d)))
}

func (c *Checker) position(g group) (Position, error) {
	claims, err := c.store.Claims(g.quoted())
	if err != nil {
		return Position{}, fmt.Errorf("crosscheck: %w", err)
	}
	s := g.side(claims)
	return Position{
		Low: s.Low, High: s.High, Sources: s.Sources, Claims: s.Claims,
		First: published(oldest(g)), Last: published(g.records[0]),
	}, nil
}

func published(r *record) time.Time {
	if r.pub == 0 {
		return time.Time{}
	}
	return time.Unix(r.pub, 0).UTC()
}

func (r *record) point() Point {
	return Point{
		Time: published(r), Low: closed(r.quantity.low), High: closed(r.quantity.high),
		Source: r.origin, Outlet: r.outlet, Claim: r.id,
	}
}

// summary is one sentence: how many say what, and who says otherwise.
func summary(q news.Question, a Answer) string {
	if len(a.Positions) == 0 {
		return "No claim answers this question."
	}
	best := a.Positions[0]
	s := fmt.Sprintf("%s put %s at %s", sourceCount(len(best.Sources)), subjectWord(q), spanOf(best))
	if !best.Last.IsZero() {
		s += ", last on " + best.Last.Format("2 January 2006")
	}
	if len(a.Positions) == 1 {
		return s + "; nobody disagrees."
	}
	var others []string
	for _, p := range a.Positions[1:min(len(a.Positions), 4)] {
		others = append(others, spanOf(p)+" ("+list(p.Sources)+")")
	}
	s += "; others say " + list(others)
	if n := len(a.Positions) - 4; n > 0 {
		s += ", and " + plural(n, "more position", "more positions")
	}
	return s + "."
}

func sourceCount(n int) string {
	if n == 1 {
		return "One source"
	}
	return plural(n, "", "independent sources")
}

func spanOf(p Position) string {
	return span(open(p.Low, -1), open(p.High, 1))
}

func subjectWord(q news.Question) string {
	s := string(q.Measure)
	if len(q.Subject) > 0 {
		s += " of " + list(q.Subject)
	}
	if len(q.Place) > 0 {
		s += " in " + list(q.Place)
	}
	return s
}

// named are parties of which only the names are known.
func named(names []string) []news.Party {
	var parties []news.Party
	for _, n := range names {
		parties = append(parties, news.Party{Name: n})
	}
	return parties
}

// placed are places of which only the names are known.
func placed(names []string) []news.Where {
	var places []news.Where
	for _, n := range names {
		places = append(places, news.Where{Name: n})
	}
	return places
}
