package desk

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"muster/crosscheck"
	"muster/index"
	"muster/index/query"
	"muster/news"
)

// looked is how many of the newest claims a query finds are weighed.
const looked = 2000

// manyOthers is how many other questions are named.
const manyOthers = 8

// Question implements Desk. Only the claims that the query finds are weighed:
// its words say what is meant where a claim leaves slots of its question out
// ("troops zapad" means those of that exercise), and no claim that answers
// something else slips in.
func (h Here) Question(ctx context.Context, r QuestionRequest) (a QuestionAnswer, err error) {
	tree, err := query.Parse(r.Query)
	if err != nil {
		return a, err
	}
	figures := query.AllOf(tree, query.Match{Field: query.Kind, Value: string(news.FigureClaim)})
	found, err := h.Index.FindClaims(ctx, index.Request{Query: figures, Limit: looked})
	if err != nil || len(found.Found) == 0 {
		return a, err
	}
	asked := questions(found.Found)
	checker := crosscheck.New(crosscheck.Config{})
	for _, set := range setsOf(found.Found) {
		checker.Load(set)
	}
	if a.Answer, err = checker.Answer(asked[0].Question); err != nil {
		return a, fmt.Errorf("question: %w", err)
	}
	a.Left += int(found.Total) - len(found.Found)
	a.Others = asked[1:min(len(asked), manyOthers+1)]
	return a, nil
}

// questions groups claims by the question they answer, the one with most
// claims first.
func questions(claims []news.Claim) []Other {
	at := map[string]int{}
	var out []Other
	for _, c := range claims {
		q := questionOf(c)
		key := q.Key()
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, Other{Question: q, Query: asQuery(q)})
		}
		out[i].Claims++
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Claims > out[j].Claims })
	return out
}

func questionOf(c news.Claim) news.Question {
	return news.Question{
		Measure: c.MeasureID, Unit: c.Figure.Unit, Subject: sorted(news.Names(c.Subject)), Place: sorted(news.PlaceNames(c.Place)),
		Scope: c.Figure.Scope, Modality: c.Modality,
	}
}

func sorted(names []string) []string {
	s := slices.Clone(names)
	slices.Sort(s)
	return s
}

// asQuery writes a question in the query language.
func asQuery(q news.Question) string {
	var parts []string
	add := func(f query.Field, values ...string) {
		for _, v := range values {
			if v != "" {
				parts = append(parts, query.Match{Field: f, Value: v}.String())
			}
		}
	}
	add(query.Measure, string(q.Measure))
	add(query.Unit, string(q.Unit))
	add(query.Subject, q.Subject...)
	add(query.Place, q.Place...)
	add(query.Scope, string(q.Scope))
	add(query.Modality, string(q.Modality))
	return strings.Join(parts, " ")
}

// setsOf groups claims by article.
func setsOf(claims []news.Claim) (out []news.ClaimSet) {
	at := map[string]int{}
	for _, c := range claims {
		i, known := at[c.Article.ID]
		if !known {
			i = len(out)
			at[c.Article.ID] = i
			out = append(out, news.ClaimSet{Article: c.Article})
		}
		out[i].Claims = append(out[i].Claims, c)
	}
	return out
}
