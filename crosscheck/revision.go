package crosscheck

import (
	"sort"

	"muster/news"
)

// article is what is kept of one news item: the records of every revision,
// the newest of which stands.
type article struct {
	ref       news.ArticleRef
	revisions []revision // by number
	live      []string   // IDs of its own live findings
}

type revision struct {
	number int

	records []*record
}

// revise takes in one revision and marks the trees it touches.
func (c *Checker) revise(set news.ClaimSet, touched roots) {
	a := c.articles[set.Article.ID]
	if a == nil {
		a = &article{ref: set.Article}
		c.articles[set.Article.ID] = a
	}
	var left []*record
	if n := len(a.revisions); n > 0 {
		left = a.revisions[n-1].records
	}
	for _, r := range left {
		c.leave(r, touched)
	}
	a.put(revision{number: set.Article.Revision, records: recordsOf(set.Claims)})
	for _, r := range a.revisions[len(a.revisions)-1].records {
		c.enter(r, touched)
	}
	for _, r := range left {
		c.drop(r.cell, touched)
	}
}

// put replaces the revision of the same number, or adds one in order.
func (a *article) put(r revision) {
	i := sort.Search(len(a.revisions), func(i int) bool { return a.revisions[i].number >= r.number })
	if i < len(a.revisions) && a.revisions[i].number == r.number {
		a.revisions[i] = r
		return
	}
	a.revisions = append(a.revisions, revision{})
	copy(a.revisions[i+1:], a.revisions[i:])
	a.revisions[i] = r
}

// recordsOf reads the claims with figures, one record for each ID, sorted.
func recordsOf(claims []news.Claim) []*record {
	var out []*record
	seen := map[string]bool{}
	for i := range claims {
		if seen[claims[i].ID] {
			continue
		}
		seen[claims[i].ID] = true
		if r, ok := recordOf(&claims[i]); ok {
			out = append(out, &r)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].id < out[j].id })
	return out
}
