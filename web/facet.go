package web

import (
	"muster/index"
)

// narrowing is one facet as a page shows it.
type narrowing struct {
	Name   string
	Counts []narrower
}

// narrower is one value of a facet, and the address of the page narrowed to
// it.
type narrower struct {
	Value, Address string
	// Query is that of the page narrowed to it.
	Query string
	Count int
}

// suggested are the queries that narrow a list: those that can be shown as they
// are.
func suggested(all []narrowing) (queries []string) {
	for _, n := range all {
		for _, c := range n.Counts {
			if clean(c.Query) == c.Query {
				queries = append(queries, c.Query)
			}
		}
	}
	return queries
}

// Suggestions are offered while a query is written.
func (b board) Suggestions() []string { return suggested(b.Shown) }

// Suggestions are offered while a query is written.
func (s search) Suggestions() []string { return suggested(s.Shown) }

// shownValues is how many values of a facet are shown, and longestValue how
// many bytes one may have: a longer one is no name.
const (
	shownValues  = 8
	longestValue = 200
)

// narrowings are the facets of a list, in the given order, as links.
func (s *site) narrowings(l list, order []index.Facet, all map[index.Facet][]index.Count) (out []narrowing) {
	for _, f := range order {
		n := narrowing{Name: string(f)}
		for _, c := range all[f] {
			if len(n.Counts) == shownValues {
				break
			}
			if len(c.Value) > longestValue {
				continue
			}
			value := clean(c.Value)
			if f == index.ByCountry {
				value = clean(s.Words.Called(c.Value))
			}
			n.Counts = append(n.Counts, narrower{value, l.Narrowed(f, c.Value), l.narrower(f, c.Value), c.Count})
		}
		out = append(out, n)
	}
	return out
}
