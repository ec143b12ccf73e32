package desk

import (
	"cmp"
	"context"
	"slices"

	"muster/index"
	"muster/index/query"
	"muster/news"
)

// Copies says whose articles an outlet republishes, and who republishes its
// own: outlets with how many articles, most first.
type Copies struct {
	From []index.Count `json:"from,omitempty"`
	By   []index.Count `json:"by,omitempty"`
}

// manyCopied is how many articles are looked at each way, the newest: more than
// a picture shows.
const manyCopied = 200

// copiesOf are the copies between an outlet and others.
func (h Here) copiesOf(ctx context.Context, outlet string) (c Copies, err error) {
	mine := query.Match{Field: query.Outlet, Value: outlet}
	taken, err := h.Index.FindClaims(ctx, index.Request{Query: query.AllOf(mine, query.Match{Field: query.CopyOf, Prefix: true}), Limit: manyCopied})
	if err != nil {
		return c, err
	}
	from, seen := map[string]int{}, map[string]bool{}
	for _, claim := range taken.Found {
		if seen[claim.Article.ID] {
			continue
		}
		seen[claim.Article.ID] = true
		if name := h.outletOf(claim.Article.CopyOf); name != "" && name != outlet {
			from[name]++
		}
	}
	c.From = ordered(from)
	c.By, err = h.copiedBy(ctx, mine, outlet)
	return c, err
}

// copiedBy are who republishes the newest articles of an outlet.
func (h Here) copiedBy(ctx context.Context, mine query.Tree, outlet string) ([]index.Count, error) {
	own, err := h.Index.FindClaims(ctx, index.Request{Query: mine, Limit: manyCopied})
	if err != nil {
		return nil, err
	}
	var copies []query.Tree
	for _, id := range articlesOf(own.Found) {
		copies = append(copies, query.Match{Field: query.CopyOf, Value: id})
	}
	if len(copies) == 0 {
		return nil, nil
	}
	found, err := h.Index.FindClaims(ctx, index.Request{Query: query.AnyOf(copies...), Limit: MaxLimit})
	by, seen := map[string]int{}, map[string]bool{}
	for _, claim := range found.Found {
		if a := claim.Article; !seen[a.ID] && a.Outlet != outlet {
			seen[a.ID] = true
			by[a.Outlet]++
		}
	}
	return ordered(by), err
}

func articlesOf(claims []news.Claim) (ids []string) {
	for _, c := range claims {
		if !slices.Contains(ids, c.Article.ID) {
			ids = append(ids, c.Article.ID)
		}
	}
	return ids
}

// outletOf is the outlet of an article, "" where no claim was read in it.
func (h Here) outletOf(article string) string {
	sets, err := h.Index.Article(article)
	if err != nil || len(sets) == 0 {
		return ""
	}
	return sets[len(sets)-1].Article.Outlet
}

func ordered(n map[string]int) []index.Count {
	out := make([]index.Count, 0, len(n))
	for name, count := range n {
		out = append(out, index.Count{Value: name, Count: count})
	}
	slices.SortFunc(out, func(a, b index.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out
}
