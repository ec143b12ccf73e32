package command

import (
	"slices"
	"strings"

	"muster/cmd/form"
	"muster/desk"
	"muster/index"
	"muster/index/query"
	"muster/news"

	"github.com/spf13/cobra"
)

// completing lets a shell complete the values of flags and arguments.
func (t *tool) completing(c *cobra.Command) {
	for _, sub := range c.Commands() {
		t.completing(sub)
	}
	kinds := query.Values(query.Kind)
	kinds = kinds[slices.Index(kinds, string(news.Contradiction)):]
	sorts := []string{string(index.Newest), string(index.Oldest), string(index.Relevance)}
	switch c.Name() {
	case "sources":
		sorts = desk.SourceSorts()
	case "conflicts":
		sorts = []string{string(index.Severest), string(index.Newest), string(index.Oldest), string(index.Seen)}
	}
	for flag, values := range map[string][]string{
		"kind": kinds, "sort": sorts, "format": formats(), "since": {"1d", "7d", "2w"},
		"facets": {string(index.BySource), string(index.ByOutlet), string(index.ByMeasure), string(index.ByKind)},
	} {
		if c.Flags().Lookup(flag) != nil {
			_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	switch {
	case c.ValidArgsFunction != nil || c.HasSubCommands():
	case strings.Contains(c.Use, "[QUERY...]") || strings.Contains(c.Use, "QUERY..."):
		c.ValidArgsFunction = t.queryWords
	case slices.Contains([]string{"show", "article", "mark"}, c.Name()):
		c.ValidArgsFunction = listed
	case len(c.ValidArgs) == 0 && !strings.Contains(c.Use, "FILE"):
		c.ValidArgsFunction = cobra.NoFileCompletions
	}
}

// counted are the facets that give the values of a field.
var counted = map[query.Field]index.Facet{query.Source: index.BySource, query.Outlet: index.ByOutlet, query.Measure: index.ByMeasure, query.Country: index.ByCountry}

// queryWords completes a field, or the value of one from what the index has.
func (t *tool) queryWords(c *cobra.Command, _ []string, begun string) (out []string, d cobra.ShellCompDirective) {
	name, value, inside := strings.Cut(begun, ":")
	d = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	if !inside {
		for _, f := range query.Fields() {
			if strings.HasPrefix(string(f), begun) {
				out = append(out, string(f)+":")
			}
		}
		return out, d
	}
	field := query.Field(strings.TrimPrefix(name, "-"))
	for _, v := range t.values(c, field) {
		if strings.HasPrefix(strings.ToLower(v), strings.ToLower(strings.Trim(value, `"`))) {
			out = append(out, name+":"+strings.TrimPrefix(query.Match{Field: field, Value: v}.String(), string(field)+":"))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

func (t *tool) values(c *cobra.Command, f query.Field) []string {
	if closed := query.Values(f); closed != nil {
		return closed
	}
	facet, known := counted[f]
	if !known && f != query.Unit || t.flags.Settle(c) != nil {
		return nil
	}
	r := desk.FindRequest{Limit: 1, Facets: []index.Facet{facet}, FacetSize: manyCompleted}
	if f == query.Unit {
		r = desk.FindRequest{Query: "kind:figure", Limit: manyCompleted}
	}
	var out []string
	// A shell shows no error of a completion.
	_ = t.ask(c.Context(), func(d desk.Desk) error {
		a, err := d.Find(c.Context(), r)
		for _, n := range a.Facets[facet] {
			out = append(out, named(f, n.Value)...)
		}
		for _, claim := range a.Claims {
			if f == query.Unit && claim.Figure != nil && claim.Figure.Unit != "" {
				out = append(out, string(claim.Figure.Unit))
			}
		}
		return err
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// manyCompleted is how many values a shell is offered, and among how many of the
// newest claims units are looked for.
const manyCompleted = 500

// named are the words of a counted value: of a measure each that tells something,
// since each finds it.
func named(f query.Field, value string) []string {
	if f != query.Measure {
		return []string{value}
	}
	words := strings.FieldsFunc(strings.TrimPrefix(value, "date:"), func(r rune) bool { return r == ',' || r == ' ' })
	return slices.DeleteFunc(words, desk.Joins)
}

// listed completes the IDs of the list shown last.
func listed(_ *cobra.Command, args []string, begun string) (out []string, d cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, id := range form.Listed() {
		if strings.HasPrefix(id, begun) {
			out = append(out, id)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
