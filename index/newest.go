package index

import (
	"context"
	"slices"

	"muster/index/query"

	"github.com/blevesearch/bleve/v2"
	bq "github.com/blevesearch/bleve/v2/search/query"
)

// Sorting costs a look-up for each record that matches, counting them next to
// nothing. So where many match and few are wanted, the newest are looked for
// in the last days first, and in four times as many while they do not suffice.

// manyHits is from how many on this pays; below it one plain search is quicker
// than two.
const manyHits = 5000

// quick reports whether a query is made of look-ups of single words, which
// cost little to do twice; ranges and phrases cost more than sorting does.
func quick(t query.Tree) bool {
	switch t := t.(type) {
	case query.Every:
		return allQuick(t.Of)
	case query.Any:
		return allQuick(t.Of)
	case query.Words:
		return !t.Prefix && len(nameWords(t.Text)) == 1
	case query.Match:
		return !t.Prefix
	case query.All, nil:
		return true
	}
	return false
}

func allQuick(of []query.Tree) bool {
	for _, t := range of {
		if !quick(t) {
			return false
		}
	}
	return true
}

// newest is search for the order Newest.
func (x *Index) newest(ctx context.Context, of Of, q bq.Query, req *bleve.SearchRequest) (*bleve.SearchResult, error) {
	all, err := x.run(ctx, &bleve.SearchRequest{Query: q, Score: bleve.ScoreNone})
	if err != nil || all.Total < x.manyHits {
		return x.fewest(ctx, req, all, err)
	}
	days, err := x.publishedDays(of)
	if err != nil {
		return nil, err
	}
	wanted := uint64(req.From + req.Size)
	// Twice what an even spread over the days would need, to begin with.
	for n := 1 + 2*uint64(len(days))*wanted/all.Total; n < uint64(len(days)); n *= 4 {
		since := spans(fieldOf(of, publishedField), dayLadder.cover(days[uint64(len(days))-n], lastDay))
		req.Query = bq.NewConjunctionQuery([]bq.Query{q, since})
		found, err := x.run(ctx, req)
		if err != nil {
			return nil, err
		}
		if found.Total >= wanted {
			found.Total = all.Total
			return found, nil
		}
	}
	req.Query = q
	return x.run(ctx, req)
}

func (x *Index) fewest(ctx context.Context, req *bleve.SearchRequest, all *bleve.SearchResult, err error) (*bleve.SearchResult, error) {
	if err != nil || all.Total == 0 {
		return all, err
	}
	return x.run(ctx, req)
}

// publishedDays are the days on which something was published, as day bits,
// oldest first.
func (x *Index) publishedDays(of Of) (days []uint64, err error) {
	seen, err := x.bleve.FieldDictPrefix(fieldOf(of, publishedField), []byte(dayLadder.rung(0)))
	if err != nil {
		return nil, err
	}
	defer seen.Close()
	for e, err := seen.Next(); e != nil; e, err = seen.Next() {
		if err != nil {
			return nil, err
		}
		days = append(days, dayLadder.value(0, e.Term))
	}
	slices.Sort(days)
	return slices.Compact(days), nil
}
