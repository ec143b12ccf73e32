package crosscheck

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"muster/crosscheck/judge"
	"muster/crosscheck/ledger"
	"muster/crosscheck/question"
	"muster/crosscheck/why"
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
	// Missing names what no claim of the answer says.
	Missing []string `json:"missing,omitempty"`
	// Left is the number of claims beyond those looked at.
	Left int `json:"left,omitempty"`
}

// Position is one answer to a question.
type Position struct {
	// Low and High bound what its figures state; nil is open.
	Low     *float64     `json:"low"`
	High    *float64     `json:"high"`
	Stated  string       `json:"stated,omitempty"`
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

// AnswerTo weighs claims: the question that most of the asked ones answer,
// with all claims that answer it, asked or not. The other questions come with
// how many claims answer each, those with most first.
func AnswerTo(claims []news.Claim, asked map[string]bool) (Answer, []news.Question, []int) {
	l := ledger.New(judge.Learned())
	byID := map[string]news.Claim{}
	for _, set := range setsOf(claims) {
		l.Put(set)
		for _, c := range set.Claims {
			byID[c.ID] = c
		}
	}
	groups := questions(l.Settle(), l)
	slices.SortStableFunc(groups, func(a, b *ledger.Group) int {
		return cmp.Or(count(b, asked)-count(a, asked), len(b.Members)-len(a.Members), strings.Compare(a.Members[0].ID, b.Members[0].ID))
	})
	if len(groups) == 0 {
		return Answer{Summary: "No claim answers this question."}, nil, nil
	}
	var others []news.Question
	var sizes []int
	for _, g := range groups[1:] {
		if count(g, asked) > 0 {
			first := byID[g.Members[0].ID]
			others, sizes = append(others, questionOf(first, byID[g.Members[len(g.Members)-1].ID])), append(sizes, len(g.Members))
		}
	}
	return answer(groups[0], byID), others, sizes
}

// questions are all groups, and the claims that stand in none, each as a group of its
// own.
func questions(made ledger.Change, l *ledger.Ledger) (out []*ledger.Group) {
	for _, g := range made.Groups {
		out = append(out, g.Group)
	}
	for _, r := range l.Records() {
		if r.Alone() {
			out = append(out, &ledger.Group{Members: []*ledger.Record{r}})
		}
	}
	return out
}

// count is how many of a group's claims were asked for.
func count(g *ledger.Group, asked map[string]bool) (n int) {
	for _, r := range g.Members {
		if asked[r.ID] {
			n++
		}
	}
	return n
}

func answer(g *ledger.Group, byID map[string]news.Claim) Answer {
	first, last := byID[g.Members[0].ID], byID[g.Members[len(g.Members)-1].ID]
	a := Answer{Question: questionOf(first, last)}
	for _, s := range g.Positions() {
		a.Positions = append(a.Positions, position(s, byID))
	}
	slices.SortStableFunc(a.Positions, func(p, q Position) int {
		return cmp.Or(len(q.Sources)-len(p.Sources), q.Last.Compare(p.Last))
	})
	for _, r := range g.Members {
		c := byID[r.ID]
		low, high := stated([]news.Claim{c})
		a.Timeline = append(a.Timeline, Point{c.Article.Published, low, high, sourceOf(c), c.Article.Outlet, c.ID})
	}
	a.Missing = missing(g, a.Question)
	a.Summary = summary(a)
	return a
}

// missing are the slots that every claim of a group leaves open. An event that
// the question names says where.
func missing(g *ledger.Group, q news.Question) (names []string) {
	open := question.Missing(g.Members[0].Slots, g.Members[0].Slots)
	for _, r := range g.Members[1:] {
		of := question.Missing(r.Slots, r.Slots)
		open = slices.DeleteFunc(open, func(s news.Slot) bool { return !slices.Contains(of, s) })
	}
	for _, slot := range open {
		if slot != news.SlotPlace || q.Event == "" {
			names = append(names, string(slot))
		}
	}
	return names
}

func position(s ledger.Side, byID map[string]news.Claim) Position {
	var p Position
	for _, r := range s.Records {
		p.Claims = append(p.Claims, byID[r.ID])
	}
	p.Low, p.High = stated(p.Claims)
	if f := p.Claims[0].Figure; f != nil {
		p.Stated = f.Text
	}
	p.Sources = sourceNames(p.Claims, s)
	p.First, p.Last = p.Claims[len(p.Claims)-1].Article.Published, p.Claims[0].Article.Published
	return p
}

// summary is one sentence: how many say what, and who says otherwise.
func summary(a Answer) string {
	best := a.Positions[0]
	s := fmt.Sprintf("%s: %s by %s", why.Measure(a.Question.Measure, a.Question.Unit), best.Stated, sourceCount(len(best.Sources)))
	if !best.Last.IsZero() {
		s += ", last on " + best.Last.Format("2 January 2006")
	}
	if len(a.Positions) == 1 {
		return s + "; nobody says otherwise."
	}
	var others []string
	for _, p := range a.Positions[1:min(len(a.Positions), 4)] {
		others = append(others, p.Stated+" ("+strings.Join(p.Sources, ", ")+")")
	}
	s += "; others say " + strings.Join(others, ", ")
	if n := len(a.Positions) - 4; n > 0 {
		s += fmt.Sprintf(", and %d more", n)
	}
	return s + "."
}

func sourceCount(n int) string {
	if n == 1 {
		return "one source"
	}
	return fmt.Sprintf("%d independent sources", n)
}
