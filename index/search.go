package index

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"muster/index/query"
	"muster/news"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	bq "github.com/blevesearch/bleve/v2/search/query"
)

// Of says what sort of record is meant. It leads each document's ID.
type Of string

// The records.
const (
	Claims   Of = "c"
	Findings Of = "f"
	articles Of = "a"
	former   Of = "o" // claims of revisions that no longer stand
)

func (o Of) noun() string {
	return map[Of]string{Claims: "claim", Findings: "finding", articles: "article", former: "former claim"}[o]
}

// Sort is the order of what is found.
type Sort string

// The orders. Records equal in one come as the index has them: the same index
// gives the same list. To sort them by their IDs would read the ID of every
// record that matches.
const (
	Newest    Sort = "newest"    // published last first
	Oldest    Sort = "oldest"    // published first first
	Relevance Sort = "relevance" // by the words of the query
	Severest  Sort = "severity"  // findings only: severest first
	Seen      Sort = "seen"      // findings only: first seen last first
)

var sortFields = map[Sort][]string{
	"":        {"-" + newestField},
	Newest:    {"-" + newestField},
	Oldest:    {newestField},
	Relevance: {"-_score"},
	Severest:  {"-" + severityField, "-" + newestField},
	Seen:      {"-" + seenField},
}

// Facet is what can be counted over all that is found.
type Facet string

// The facets.
const (
	BySource  Facet = "source"  // canonical names, everybody in the chain
	ByOutlet  Facet = "outlet"  // canonical name of the outlet
	ByKind    Facet = "kind"    // kind of claim or finding
	ByMeasure Facet = "measure" // what is measured
	ByCountry Facet = "country" // codes of the countries it is about
	ByRivals  Facet = "rivals"  // findings only: "a\x00b", a contradicted by b
)

var facetFields = map[Facet]string{
	BySource: saidField, ByOutlet: outletField, ByCountry: landField, ByRivals: rivalField,
	ByKind: termFields[query.Kind], ByMeasure: measuredField,
}

// Request asks for records.
type Request struct {
	Query query.Tree // nil is everything
	// Limit is how many records to return, 0 none; Skip how many to pass over.
	Limit, Skip int
	Sort        Sort
	// Facets to count, and how many values of each (0: 20).
	Facets    []Facet
	FacetSize int
	// FacetSample, where not 0 and many more are found, has facets counted
	// among about so many of the newest.
	FacetSample uint64
	// Findings only: Severity is the least to return, Withdrawn asks for
	// those that no longer hold too.
	Severity  float64
	Withdrawn bool
	// Brief gives of each side few claims, and how many more it has.
	Brief bool
	// Only, where it is not nil, are the IDs to return, Except those not to.
	Only, Except []string
}

// Count is one value of a facet.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Result is what was found: Total counts all, whatever the limit.
type Result[T any] struct {
	Total  uint64            `json:"total"`
	Found  []T               `json:"found"`
	Facets map[Facet][]Count `json:"facets,omitempty"`
	// Sampled is among how many of the newest the facets are counted, 0 where
	// among all.
	Sampled uint64 `json:"sampled,omitempty"`
}

// FindClaims returns claims.
func (x *Index) FindClaims(ctx context.Context, r Request) (out Result[news.Claim], err error) {
	defer damaged(x.config.Path, &err)
	found, sampled, err := x.search(ctx, Claims, r, homeField)
	if err != nil {
		return out, err
	}
	hits := make([]hit, len(found.Hits))
	for i, h := range found.Hits {
		article, _ := h.Fields[homeField].(string)
		hits[i] = hit{strings.TrimPrefix(h.ID, string(Claims)), article}
	}
	claims, err := x.claims(hits)
	return Result[news.Claim]{found.Total, claims, facets(r, found), sampled}, err
}

// FindFindings returns findings.
func (x *Index) FindFindings(ctx context.Context, r Request) (out Result[news.Finding], err error) {
	defer damaged(x.config.Path, &err)
	field := blobField
	if r.Brief {
		field = briefField
	}
	found, sampled, err := x.search(ctx, Findings, r, field)
	if err != nil {
		return out, err
	}
	out = Result[news.Finding]{found.Total, make([]news.Finding, len(found.Hits)), facets(r, found), sampled}
	for i, h := range found.Hits {
		raw, told := h.Fields[field].(string)
		if !told { // too short to be told in brief
			whole, err := x.blob(h.ID)
			if err != nil {
				return out, err
			}
			raw = string(whole)
		}
		if err := json.Unmarshal([]byte(raw), &out.Found[i]); err != nil {
			return out, fmt.Errorf("%w: %s: %w", ErrDamaged, h.ID, err)
		}
	}
	return out, nil
}

// search runs a request, and says among how many of the newest its facets are
// counted, 0 for all.
func (x *Index) search(ctx context.Context, of Of, r Request, field string) (*bleve.SearchResult, uint64, error) {
	fields, known := sortFields[r.Sort]
	if !known || of == Claims && (r.Sort == Severest || r.Sort == Seen) {
		return nil, 0, fmt.Errorf("index: %ss cannot be sorted by %q", of.noun(), r.Sort)
	}
	if r.Limit < 0 || r.Skip < 0 {
		return nil, 0, fmt.Errorf("index: negative limit or skip")
	}
	q := x.question(of, r)
	req := bleve.NewSearchRequestOptions(q, r.Limit, r.Skip, false)
	req.Fields = []string{field}
	req.SortBy(fields)
	if r.Sort != Relevance {
		// With a sort by fields, totals stay exact.
		req.Score = bleve.ScoreNone
	}
	apart := r.FacetSample > 0 && len(r.Facets) > 0
	if !apart {
		if err := addFacets(of, req, r); err != nil {
			return nil, 0, err
		}
	}
	look := x.run
	if (r.Sort == "" || r.Sort == Newest) && r.Limit > 0 && (apart || len(r.Facets) == 0) && len(r.Only) == 0 && quick(r.Query) {
		look = func(ctx context.Context, req *bleve.SearchRequest) (*bleve.SearchResult, error) {
			return x.newest(ctx, of, q, req)
		}
	}
	found, err := look(ctx, req)
	if err != nil || !apart {
		return found, 0, err
	}
	return x.sampled(ctx, of, q, r, found)
}

// sampled counts the facets of what was found: among all of it, or among the
// newest where it is many.
func (x *Index) sampled(ctx context.Context, of Of, q bq.Query, r Request, found *bleve.SearchResult) (*bleve.SearchResult, uint64, error) {
	req := bleve.NewSearchRequestOptions(q, 0, 0, false)
	req.Score = bleve.ScoreNone
	many := found.Total > 2*r.FacetSample
	if many {
		days, err := x.publishedDays(of)
		if err != nil {
			return nil, 0, err
		}
		if n := 1 + uint64(len(days))*r.FacetSample/found.Total; n < uint64(len(days)) {
			since := spans(fieldOf(of, publishedField), dayLadder.cover(days[uint64(len(days))-n], lastDay))
			req.Query = bq.NewConjunctionQuery([]bq.Query{q, since})
		}
	}
	if err := addFacets(of, req, r); err != nil {
		return nil, 0, err
	}
	counted, err := x.run(ctx, req)
	if err != nil {
		return nil, 0, err
	}
	found.Facets = counted.Facets
	if counted.Total < found.Total {
		return found, counted.Total, nil
	}
	return found, 0, nil
}

func (x *Index) run(ctx context.Context, req *bleve.SearchRequest) (*bleve.SearchResult, error) {
	found, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("index: search: %w", err)
	}
	return found, nil
}

// question is the whole of a request as one bleve query.
func (x *Index) question(of Of, r Request) bq.Query {
	var parts []bq.Query
	if !anchored(r.Query) {
		parts = append(parts, ofKind(of))
	}
	if _, all := r.Query.(query.All); !all && r.Query != nil {
		parts = append(parts, translate(of, r.Query))
	}
	if of == Findings && !r.Withdrawn {
		parts = append(parts, term(standingField, held))
	}
	if of == Findings && r.Severity > 0 {
		low := figureLadder.term(0, sortable(r.Severity))
		parts = append(parts, spanQuery(severityField, span{low, "1"}))
	}
	if r.Only != nil {
		parts = append(parts, named(of, r.Only))
	}
	whole := parts[0]
	if len(parts) > 1 {
		whole = bq.NewConjunctionQuery(parts)
	}
	if len(r.Except) > 0 {
		whole = bq.NewBooleanQuery([]bq.Query{whole}, nil, []bq.Query{named(of, r.Except)})
	}
	return whole
}

// named looks for the records of the IDs.
func named(of Of, ids []string) bq.Query {
	full := make([]string, len(ids))
	for i, id := range ids {
		full[i] = string(of) + id
	}
	return bq.NewDocIDQuery(full)
}

func addFacets(of Of, req *bleve.SearchRequest, r Request) error {
	size := r.FacetSize
	if size == 0 {
		size = 20
	}
	for _, f := range r.Facets {
		field, known := facetFields[f]
		if !known {
			return fmt.Errorf("index: no facet %q", f)
		}
		req.AddFacet(string(f), bleve.NewFacetRequest(fieldOf(of, field), size))
	}
	return nil
}

func facets(r Request, found *bleve.SearchResult) map[Facet][]Count {
	if len(r.Facets) == 0 {
		return nil
	}
	out := map[Facet][]Count{}
	for _, f := range r.Facets {
		out[f] = counts(found.Facets[string(f)])
	}
	return out
}

func counts(f *search.FacetResult) []Count {
	out := []Count{}
	if f == nil || f.Terms == nil {
		return out
	}
	for _, t := range f.Terms.Terms() {
		out = append(out, Count{t.Term, t.Count})
	}
	return out
}
