package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"muster/index"
	"muster/index/query"
	"muster/news"
)

// Subject is what a view is of.
type Subject string

// The subjects.
const (
	// OfEvent asks for all figures on an event.
	OfEvent Subject = "event"
	// OfParty asks for all figures of a country, party or source.
	OfParty Subject = "party"
)

// ViewRequest asks for all figures on one event, or of one party, over time.
type ViewRequest struct {
	Name string  `json:"name"`
	Of   Subject `json:"of"`
	// Limit is how many of the newest claims are looked at, 0 for MaxLimit.
	Limit int `json:"limit,omitempty"`
}

// View is those figures.
type View struct {
	Name string `json:"name"`
	// Query finds them.
	Query string `json:"query"`
	Total uint64 `json:"total"`
	// Strands are the newest of them, by what they tell.
	Strands []Strand `json:"strands"`
	// Conflicts counts the contradictions they stand in.
	Conflicts uint64 `json:"conflicts"`
	// Near says, where nobody tells of it, what came near.
	Near []string `json:"near,omitempty"`
}

// Strand is claims that tell the same sort of figure of the same sides, oldest
// first. Its question has neither time nor place.
type Strand struct {
	Question news.Question `json:"question"`
	Claims   []news.Claim  `json:"claims"`
}

// Claims are all claims of the view.
func (v View) Claims() (all []news.Claim) {
	for _, s := range v.Strands {
		all = append(all, s.Claims...)
	}
	return all
}

// Viewer is what a view is made from: each Desk is one.
type Viewer interface {
	Find(context.Context, FindRequest) (FindAnswer, error)
	Conflicts(context.Context, ConflictsRequest) (ConflictsAnswer, error)
}

// ViewOf looks at one event or party. Of what its name may mean it takes the
// first that any claim tells of; the view of a name that nobody tells of has no
// strands.
func ViewOf(ctx context.Context, d Viewer, r ViewRequest) (v View, err error) {
	var near []string
	for _, q := range r.meanings() {
		v = View{Name: r.Name, Query: "kind:figure (" + q + ")"}
		a, err := d.Find(ctx, FindRequest{Query: v.Query, Limit: cmp.Or(r.Limit, MaxLimit), Sort: index.Newest})
		if err != nil {
			return v, err
		}
		if v.Total = a.Total; a.Total == 0 {
			near = append(near, a.Near...)
			continue
		}
		v.Strands = strands(a.Claims)
		found, err := d.Conflicts(ctx, ConflictsRequest{Query: q, Limit: 1, Kinds: []news.FindingKind{news.Contradiction}, Brief: true})
		v.Conflicts = found.Total
		return v, err
	}
	v.Near = meant(near)
	return v, nil
}

// fielded is what a line on what came near asks, and its field.
var fielded = regexp.MustCompile(`: (do you mean )(?:\w+:)?(.*\?)$`)

// meant are what the lines on what came near ask, each once, about names.
func meant(near []string) (lines []string) {
	for _, line := range near {
		if m := fielded.FindStringSubmatch(line); m != nil && !slices.Contains(lines, m[1]+m[2]) {
			lines = append(lines, m[1]+m[2])
		}
	}
	return lines
}

// meanings are the queries that a name may stand for, the likeliest first.
func (r ViewRequest) meanings() []string {
	if r.Of == OfEvent {
		return []string{query.Match{Field: query.Event, Value: r.Name}.String(), `"` + strings.ReplaceAll(r.Name, `"`, "") + `"`}
	}
	var sides []string
	for _, f := range []query.Field{query.Subject, query.By, query.Of, query.To} {
		sides = append(sides, query.Match{Field: f, Value: r.Name}.String())
	}
	return []string{strings.Join(sides, " OR "), query.Match{Field: query.Source, Value: r.Name}.String()}
}

// strands puts claims of figures together that tell the same sort of figure of
// the same sides: those with most claims first.
func strands(claims []news.Claim) []Strand {
	by := map[string]*Strand{}
	var order []string
	for _, c := range claims {
		if c.Figure == nil {
			continue
		}
		q := sort(c)
		raw, err := json.Marshal(q)
		if err != nil {
			continue // a question of words and names is always JSON
		}
		what := string(raw)
		if by[what] == nil {
			by[what] = &Strand{Question: q}
			order = append(order, what)
		}
		by[what].Claims = append(by[what].Claims, c)
	}
	slices.Sort(order)
	out := make([]Strand, 0, len(by))
	for _, what := range order {
		s := by[what]
		slices.SortFunc(s.Claims, func(a, b news.Claim) int {
			return cmp.Or(a.Article.Published.Compare(b.Article.Published), cmp.Compare(a.ID, b.ID))
		})
		out = append(out, *s)
	}
	slices.SortStableFunc(out, func(a, b Strand) int { return len(b.Claims) - len(a.Claims) })
	return out
}

// sort is what a claim tells, without its time and places.
func sort(c news.Claim) news.Question {
	q := news.Question{Measure: c.Measure, Unit: c.Figure.Unit, Scope: c.Figure.Scope, Modality: c.Modality}
	q.By, q.Of, q.To = news.Names(c.By), news.Names(c.Of), news.Names(c.To)
	if len(q.By)+len(q.Of)+len(q.To) == 0 {
		q.Subject = news.Names(c.Subject)
	}
	return q
}
