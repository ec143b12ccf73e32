package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"muster/index"
	"muster/index/query"
	"muster/news"
)

// Here answers from an index in this process.
type Here struct {
	Index *index.Index
	// Marks gives what people said of findings, by their IDs; nil where nobody
	// could.
	Marks func(context.Context) (map[string]Mark, error)
}

func (h Here) marks(ctx context.Context) (map[string]Mark, error) {
	if h.Marks == nil {
		return nil, nil
	}
	return h.Marks(ctx)
}

// Find implements Desk.
func (h Here) Find(ctx context.Context, r FindRequest) (a FindAnswer, err error) {
	tree, err := Parse(r.Query)
	if err != nil {
		return a, err
	}
	found, err := h.Index.FindClaims(ctx, index.Request{
		Query: tree, Limit: limitOf(r.Limit), Skip: r.Skip, Sort: r.Sort, Facets: r.Facets, FacetSize: r.FacetSize, FacetSample: r.Sample,
	})
	if err != nil {
		return a, err
	}
	a = FindAnswer{Total: found.Total, Claims: found.Found, Facets: found.Facets, Sampled: found.Sampled}
	if a.Total == 0 {
		a.Near, err = h.near(ctx, index.Claims, r.Query)
	}
	return a, err
}

// conflicting are the kinds that put one claim against another.
var conflicting = []news.FindingKind{
	news.Contradiction, news.Correction, news.Transcription, news.Dispute, news.Update, news.HedgeDrift, news.Arithmetic, news.Outcome,
}

// Conflicts implements Desk.
func (h Here) Conflicts(ctx context.Context, r ConflictsRequest) (a ConflictsAnswer, err error) {
	tree, err := Parse(r.Query)
	if err != nil {
		return a, err
	}
	kinds := r.Kinds
	if len(kinds) == 0 && !asksKind(tree) {
		kinds = conflicting
	}
	if tree, err = narrow(tree, kinds, r.Since); err != nil {
		return a, err
	}
	if r.Sort == "" {
		r.Sort = index.Severest
	}
	marks, err := h.marks(ctx)
	if err != nil {
		return a, err
	}
	only, except := chosen(marks, r.Marks)
	if r.Only != nil {
		only = among(r.Only, only)
	}
	found, err := h.Index.FindFindings(ctx, index.Request{
		Query: tree, Limit: limitOf(r.Limit), Skip: r.Skip, Sort: r.Sort, Severity: r.Severity, Withdrawn: r.Withdrawn,
		Only: only, Except: except, Brief: r.Brief, Facets: r.Facets, FacetSample: r.Sample,
	})
	if err != nil {
		return a, err
	}
	a = ConflictsAnswer{Total: found.Total, Findings: found.Found, Marks: marksOf(marks, found.Found), Facets: found.Facets, Sampled: found.Sampled}
	if a.Total > 0 || r.Only != nil {
		return a, nil
	}
	if len(except) > 0 {
		all, err := h.Index.FindFindings(ctx, index.Request{Query: tree, Severity: r.Severity, Withdrawn: r.Withdrawn})
		if err != nil || all.Total > 0 {
			a.Near = []string{fmt.Sprintf("%d found are marked as dealt with: ask for them by mark, or for any", all.Total)}
			return a, err
		}
	}
	a.Near, err = h.nearConflicts(ctx, r)
	return a, err
}

// among are the IDs that are in both lists; of no list at all, the first.
func among(ids, of []string) []string {
	if of == nil {
		return ids
	}
	out := []string{}
	for _, id := range ids {
		if slices.Contains(of, id) {
			out = append(out, id)
		}
	}
	return out
}

// narrow adds kinds and the first day to a query.
func narrow(tree query.Tree, kinds []news.FindingKind, since news.Day) (query.Tree, error) {
	parts := []query.Tree{tree}
	var any []query.Tree
	for _, k := range kinds {
		// Parse knows which words are kinds.
		t, err := query.Parse("kind:" + string(k))
		if err != nil {
			return nil, err
		}
		any = append(any, t)
	}
	if len(any) > 0 {
		parts = append(parts, query.AnyOf(any...))
	}
	if since != "" {
		parts = append(parts, query.Days{Field: query.Published, From: since})
	}
	return query.AllOf(parts...), nil
}

// asksKind reports whether the query itself names kinds.
func asksKind(t query.Tree) bool {
	switch t := t.(type) {
	case query.Match:
		return t.Field == query.Kind
	case query.Not:
		return asksKind(t.Of)
	case query.Every:
		return anyAsksKind(t.Of)
	case query.Any:
		return anyAsksKind(t.Of)
	}
	return false
}

func anyAsksKind(of []query.Tree) bool {
	for _, t := range of {
		if asksKind(t) {
			return true
		}
	}
	return false
}

// Show implements Desk.
func (h Here) Show(ctx context.Context, r ShowRequest) (a ShowAnswer, err error) {
	f, err := h.Index.Finding(r.ID)
	if err == nil {
		marks, err := h.marks(ctx)
		if m, marked := marks[f.ID]; marked {
			a.Mark = &m
		}
		a.Finding = &f
		return a, err
	}
	if !errors.Is(err, index.ErrNotFound) {
		return a, err
	}
	c, err := h.Index.Claim(r.ID)
	if errors.Is(err, index.ErrNotFound) {
		c, err = h.Index.Known(r.ID)
		a.Former = err == nil
	}
	if err == nil {
		a.Claim = &c
		if a.Findings, err = h.quoting(ctx, c); err != nil {
			return a, err
		}
		a.Extractor, err = h.readBy(c)
		return a, err
	}
	if !errors.Is(err, index.ErrNotFound) {
		return a, err
	}
	article, err := h.Article(ctx, ArticleRequest(r))
	return ShowAnswer{Article: &article}, err
}

// manyQuoting is how many findings of an article are looked at for those that
// quote one of its claims.
const manyQuoting = 100

// quoting are the findings that quote a claim.
func (h Here) quoting(ctx context.Context, c news.Claim) (out []news.Finding, err error) {
	found, err := h.Index.FindFindings(ctx, index.Request{
		Query: query.Match{Field: query.Article, Value: c.Article.ID}, Limit: manyQuoting, Sort: index.Severest,
	})
	for _, f := range found.Found {
		if quotes(f, c.ID) {
			out = append(out, index.Brief(f))
		}
	}
	return out, err
}

func quotes(f news.Finding, claim string) bool {
	for _, s := range f.Sides {
		if slices.ContainsFunc(s.Claims, func(c news.Claim) bool { return c.ID == claim }) {
			return true
		}
	}
	return false
}

// readBy is the version of the extractor that read the claim.
func (h Here) readBy(c news.Claim) (string, error) {
	revisions, err := h.Index.Article(c.Article.ID)
	for _, set := range slices.Backward(revisions) {
		if slices.ContainsFunc(set.Claims, func(one news.Claim) bool { return one.ID == c.ID }) {
			return set.Extractor, err
		}
	}
	return "", err
}

// Article implements Desk.
func (h Here) Article(ctx context.Context, r ArticleRequest) (a ArticleAnswer, err error) {
	revisions, err := h.revisions(r.ID)
	if err != nil {
		return a, err
	}
	a.Set, a.Revisions = revisions[len(revisions)-1], len(revisions)
	found, err := h.Index.FindFindings(ctx, index.Request{
		Query: query.Match{Field: query.Article, Value: a.Set.Article.ID}, Limit: MaxLimit, Sort: index.Severest, Brief: true,
	})
	if a.Findings = found.Found; err != nil {
		return a, err
	}
	a.Copies, err = h.copies(ctx, a.Set.Article.ID)
	return a, err
}

// copies are the articles that republish one, as far as claims were read in
// them.
func (h Here) copies(ctx context.Context, id string) (all []news.ArticleRef, err error) {
	found, err := h.Index.FindClaims(ctx, index.Request{Query: query.Match{Field: query.CopyOf, Value: id}, Limit: MaxLimit})
	seen := map[string]bool{}
	for _, c := range found.Found {
		if !seen[c.Article.ID] {
			seen[c.Article.ID] = true
			all = append(all, c.Article)
		}
	}
	return all, err
}

// revisions finds an article by its ID, its URL or a claim that was read in it.
func (h Here) revisions(name string) ([]news.ClaimSet, error) {
	if !strings.Contains(name, "://") {
		sets, err := h.Index.Article(name)
		if !errors.Is(err, index.ErrNotFound) {
			return sets, err
		}
		c, e := h.Index.Claim(name)
		if e != nil {
			return nil, err
		}
		return h.Index.Article(c.Article.ID)
	}
	var first error
	for _, url := range spellings(name) {
		sets, err := h.Index.Article(news.ArticleID(url))
		if !errors.Is(err, index.ErrNotFound) {
			return sets, err
		}
		first = err
	}
	return nil, fmt.Errorf("no article with the address %s: %w", name, first)
}

// spellings are a URL as given, without its fragment, without its query, and
// each with and without the last slash: the ID of an article is made from the
// address that its page calls canonical.
func spellings(url string) []string {
	bare, _, _ := strings.Cut(url, "#")
	path, _, _ := strings.Cut(bare, "?")
	var all []string
	for _, u := range []string{url, bare, path} {
		cut := strings.TrimSuffix(u, "/")
		all = append(all, u, cut, cut+"/")
	}
	return all
}

// Stats implements Desk.
func (h Here) Stats(ctx context.Context, _ StatsRequest) (index.Stats, error) {
	return h.Index.Stats(ctx)
}
