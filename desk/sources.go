package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"muster/index"
	"muster/index/query"
	"muster/news"
)

// manySources is how many sources and pairs of rivals are counted: more than
// anybody reads, and an answer of a bounded size.
const manySources = 5000

// sourceOrders are the orders of sources, each with most claims first among
// equals.
var sourceOrders = map[string]func(a, b Source) int{
	"claims":       func(Source, Source) int { return 0 },
	"contradicted": func(a, b Source) int { return cmp.Compare(b.Contradicted, a.Contradicted) },
	"share":        func(a, b Source) int { return cmp.Compare(b.Share(), a.Share()) },
	"copied":       func(a, b Source) int { return cmp.Compare(b.Copied, a.Copied) },
	"kind":         func(a, b Source) int { return lastEmpty(string(a.Kind), string(b.Kind)) },
	"country":      func(a, b Source) int { return lastEmpty(a.Country, b.Country) },
	"right":        func(a, b Source) int { return cmp.Compare(b.Right, a.Right) },
	"name":         func(a, b Source) int { return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) },
}

// lastEmpty compares two words; what is not known comes last.
func lastEmpty(a, b string) int {
	if (a == "") != (b == "") {
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}

// SourceSorts are the words for the orders of sources.
func SourceSorts() []string { return slices.Sorted(maps.Keys(sourceOrders)) }

// Sources implements Desk.
func (h Here) Sources(ctx context.Context, r SourcesRequest) (a SourcesAnswer, err error) {
	order, known := sourceOrders[cmp.Or(r.Sort, "claims")]
	if !known {
		return a, fmt.Errorf("sources cannot be sorted by %q: want %s", r.Sort, strings.Join(SourceSorts(), ", "))
	}
	tree, err := Parse(r.Query)
	if err != nil {
		return a, err
	}
	said, err := h.bySource(ctx, tree)
	if err != nil {
		return a, err
	}
	copied, err := h.bySource(ctx, query.AllOf(tree, query.Match{Field: query.CopyOf, Prefix: true}))
	if err != nil {
		return a, err
	}
	against, err := h.Index.FindFindings(ctx, index.Request{
		Query:  query.AllOf(tree, query.Match{Field: query.Kind, Value: string(news.Contradiction)}),
		Facets: []index.Facet{index.BySource, index.ByRivals}, FacetSize: manySources,
	})
	if err != nil {
		return a, err
	}
	all := sources(said, copied, against.Facets)
	if err := h.judged(ctx, all); err != nil {
		return a, err
	}
	if len(all) == 0 {
		a.Sources = []Source{}
		a.Near, err = h.near(ctx, index.Claims, r.Query)
		return a, err
	}
	if r.Name != "" {
		return h.oneSource(ctx, all, r.Name)
	}
	if describing[r.Sort] {
		if err := h.describe(ctx, all); err != nil {
			return a, err
		}
	}
	slices.SortStableFunc(all, func(a, b Source) int {
		return cmp.Or(order(a, b), cmp.Compare(b.Claims, a.Claims), cmp.Compare(b.Contradicted, a.Contradicted))
	})
	a.Total = uint64(len(all))
	a.Sources = all[min(max(r.Skip, 0), len(all)):]
	a.Sources = a.Sources[:min(limitOf(r.Limit), len(a.Sources))]
	if describing[r.Sort] {
		return a, nil
	}
	return a, h.describe(ctx, a.Sources)
}

func (h Here) bySource(ctx context.Context, t query.Tree) ([]index.Count, error) {
	found, err := h.Index.FindClaims(ctx, index.Request{Query: t, Facets: []index.Facet{index.BySource}, FacetSize: manySources})
	return found.Facets[index.BySource], err
}

func sources(said, copied []index.Count, against map[index.Facet][]index.Count) []Source {
	by, sum, copies := map[string][]index.Count{}, map[string]int{}, map[string]int{}
	for _, c := range copied {
		copies[c.Value] = c.Count
	}
	for _, c := range against[index.ByRivals] {
		one, other, _ := strings.Cut(c.Value, "\x00")
		by[one] = append(by[one], index.Count{Value: other, Count: c.Count})
	}
	for _, c := range against[index.BySource] {
		if by[c.Value] != nil {
			sum[c.Value] = c.Count
		}
	}
	out := make([]Source, 0, len(said))
	for _, c := range said {
		out = append(out, Source{Name: c.Value, Claims: c.Count, Contradicted: sum[c.Value], By: by[c.Value], Copied: copies[c.Value]})
	}
	return out
}

// judged counts in how many findings each source turned out right, and in how
// many another did, as people marked them.
func (h Here) judged(ctx context.Context, all []Source) error {
	marks, err := h.marks(ctx)
	if err != nil {
		return err
	}
	at := map[string]*Source{}
	for i := range all {
		at[all[i].Name] = &all[i]
	}
	for id, m := range marks {
		if len(m.Right) == 0 {
			continue
		}
		f, err := h.Index.Finding(id)
		if errors.Is(err, index.ErrNotFound) {
			continue // forgotten since
		}
		if err != nil {
			return err
		}
		for _, side := range f.Sides {
			for _, name := range side.Sources {
				switch s := at[name]; {
				case s == nil:
				case slices.Contains(m.Right, name):
					s.Right++
				default:
					s.Mistaken++
				}
			}
		}
	}
	return nil
}

// oneSource is the one of a name, whatever its case, with its copies.
func (h Here) oneSource(ctx context.Context, all []Source, name string) (a SourcesAnswer, err error) {
	i := slices.IndexFunc(all, func(s Source) bool { return strings.EqualFold(s.Name, name) })
	if i < 0 {
		return a, nil
	}
	one := all[i]
	if err := h.describeOne(ctx, &one); err != nil {
		return a, err
	}
	copies, err := h.copiesOf(ctx, one.Name)
	one.Copies = &copies
	a.Sources, a.Total = []Source{one}, 1
	return a, err
}

// describing are the orders that need to know what every source is.
var describing = map[string]bool{"kind": true, "country": true}

// describe says what each source is, as its newest claim has it.
func (h Here) describe(ctx context.Context, all []Source) error {
	for i := range all {
		if err := h.describeOne(ctx, &all[i]); err != nil {
			return err
		}
	}
	return nil
}

func (h Here) describeOne(ctx context.Context, s *Source) error {
	found, err := h.Index.FindClaims(ctx, index.Request{Query: query.Match{Field: query.Source, Value: s.Name}, Limit: 1})
	if err != nil {
		return err
	}
	for _, c := range found.Found {
		for _, link := range c.Attribution {
			if link.Source.Name == s.Name {
				s.Kind, s.Country = link.Source.Kind, link.Source.Country
				return nil
			}
		}
	}
	return nil
}
