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
	Count          int
}

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
			n.Counts = append(n.Counts, narrower{value, l.Narrowed(f, c.Value), c.Count})
		}
		out = append(out, n)
	}
	return out
}
