package desk

import (
	"context"
	"strings"

	"muster/crosscheck"
	"muster/index"
	"muster/index/query"
	"muster/news"
)

// ManyWeighed is how many of the newest claims that a query finds are weighed
// at most: each is held against those near it in time, at some tenth of a
// millisecond.
const ManyWeighed = 600

func (r QuestionRequest) newest() int {
	if r.Newest <= 0 {
		return ManyWeighed
	}
	return min(r.Newest, ManyWeighed)
}

// manyOthers is how many other questions are named.
const manyOthers = 8

// Question implements Desk. The claims that the query finds say which question
// is meant; all claims that answer it are weighed, also those that its words do
// not find.
func (h Here) Question(ctx context.Context, r QuestionRequest) (a QuestionAnswer, err error) {
	tree, err := Parse(r.Query)
	if err != nil {
		return a, err
	}
	figures := query.AllOf(tree, query.Match{Field: query.Kind, Value: string(news.FigureClaim)})
	found, err := h.Index.FindClaims(ctx, index.Request{Query: figures, Limit: r.newest()})
	if err != nil {
		return a, err
	}
	if len(found.Found) == 0 {
		a.Near, err = h.near(ctx, index.Claims, r.Query)
		return a, err
	}
	asked := map[string]bool{}
	for _, c := range found.Found {
		asked[c.ID] = true
	}
	wider, err := h.wider(ctx, found.Found, r.newest())
	if err != nil {
		return a, err
	}
	answer, others, sizes := crosscheck.AnswerTo(append(found.Found, wider...), asked)
	a.Answer = answer
	a.Left += int(found.Total) - len(found.Found)
	for i, q := range others[:min(len(others), manyOthers)] {
		a.Others = append(a.Others, Other{Question: q, Claims: sizes[i], Query: AsQuery(q)})
	}
	return a, nil
}

// wider finds the newest claims on the sides and places that most of the found
// claims are about, counted in what most of them count: among them are those
// that answer the same question in other words.
func (h Here) wider(ctx context.Context, found []news.Claim, newest int) ([]news.Claim, error) {
	subject, place := most(found, func(c news.Claim) []string { return news.Names(c.Subject) }), most(found, func(c news.Claim) []string { return news.PlaceNames(c.Place) })
	var any []query.Tree
	for f, v := range map[query.Field]string{query.Subject: subject, query.Place: place} {
		if v != "" {
			any = append(any, query.Match{Field: f, Value: v})
		}
	}
	if len(any) == 0 {
		return nil, nil
	}
	parts := []query.Tree{query.AnyOf(any...), query.Match{Field: query.Kind, Value: string(news.FigureClaim)}}
	if unit := most(found, unitOf); unit != "" {
		parts = append(parts, query.Match{Field: query.Unit, Value: unit})
	}
	tree := query.AllOf(parts...)
	more, err := h.Index.FindClaims(ctx, index.Request{Query: tree, Limit: newest})
	return more.Found, err
}

func unitOf(c news.Claim) []string {
	if c.Figure == nil || c.Figure.Unit == "" {
		return nil
	}
	return []string{string(c.Figure.Unit)}
}

// most is the name that most claims have.
func most(claims []news.Claim, names func(news.Claim) []string) (best string) {
	n := map[string]int{}
	for _, c := range claims {
		for _, name := range names(c) {
			n[name]++
			if n[name] > n[best] || n[name] == n[best] && name < best {
				best = name
			}
		}
	}
	return best
}

// Condition asks, in the query language, for a value of a facet.
func Condition(f index.Facet, value string) string {
	return query.Match{Field: query.Field(f), Value: value}.String()
}

// AsQuery writes a question in the query language.
func AsQuery(q news.Question) string {
	var parts []string
	add := func(f query.Field, values ...string) {
		for _, v := range values {
			if v != "" {
				parts = append(parts, query.Match{Field: f, Value: v}.String())
			}
		}
	}
	add(query.Measure, q.Measure.Words()...)
	add(query.Unit, string(q.Unit))
	add(query.Subject, q.Subject...)
	add(query.Place, q.Place...)
	add(query.Scope, string(q.Scope))
	add(query.Modality, string(q.Modality))
	return strings.Join(parts, " ")
}
