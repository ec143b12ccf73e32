package command

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"muster/cmd/daemon"
	"muster/cmd/page"
	"muster/crosscheck/why"
	"muster/desk"
	"muster/index"
	"muster/index/query"
	"muster/news"

	"github.com/spf13/cobra"
)

// view is all figures on one event, or of one party or source, over time.
type view struct {
	Name      string        `json:"name"`
	Query     string        `json:"query"`
	Total     uint64        `json:"total"`
	Strands   []page.Strand `json:"strands"`
	Conflicts uint64        `json:"conflicts"`
}

func (t *tool) event() *cobra.Command {
	return t.viewing(&cobra.Command{
		Use: "event NAME...", Short: "Show all figures on one event, over time",
		Example: "  search event 'Zapad 2017'",
	}, func(name string) []string {
		return []string{query.Match{Field: query.Event, Value: name}.String(), phrase(name)}
	})
}

func (t *tool) who() *cobra.Command {
	return t.viewing(&cobra.Command{
		Use: "who NAME...", Short: "Show all figures of one country, party, or source, over time",
		Long: `Show all figures of one country or party, over time; of a name that is no party,
those that it gives as a source.`,
		Example: "  search who Ukraine\n  search who 'Islamic State' --long",
	}, func(name string) []string {
		var sides []string
		for _, f := range []query.Field{query.Subject, query.By, query.Of, query.To} {
			sides = append(sides, query.Match{Field: f, Value: name}.String())
		}
		return []string{strings.Join(sides, " OR "), query.Match{Field: query.Source, Value: name}.String()}
	})
}

func phrase(name string) string { return `"` + strings.ReplaceAll(name, `"`, "") + `"` }

// viewing makes the command: of the queries the first that finds claims is
// what the name means.
func (t *tool) viewing(c *cobra.Command, meant func(name string) []string) *cobra.Command {
	c.Args = cobra.MinimumNArgs(1)
	c.RunE = func(c *cobra.Command, args []string) error {
		name := strings.Join(args, " ")
		return t.ask(c.Context(), func(d desk.Desk) error {
			v, err := see(c, d, name, meant(name))
			if err != nil {
				return err
			}
			if v.Total == 0 && !t.form.asJSON() {
				fmt.Fprintf(c.ErrOrStderr(), "no figure is known of %s\n", page.Clean(name))
				return daemon.ErrNothing
			}
			err = t.form.write(c.OutOrStdout(), answer{whole: v, items: v.Strands, ids: claimIDs(strandClaims(v)),
				text: func(p page.Page) error { return t.viewText(p, v) },
				csv:  func(w io.Writer) error { return page.ClaimsCSV(w, strandClaims(v)) }})
			return errors.Join(err, found(int(v.Total)))
		})
	}
	t.tabular(c)
	t.whole(c)
	return c
}

func see(c *cobra.Command, d desk.Desk, name string, meant []string) (v view, err error) {
	for _, q := range meant {
		v = view{Name: name, Query: "kind:figure (" + q + ")"}
		a, err := d.Find(c.Context(), desk.FindRequest{Query: v.Query, Limit: desk.MaxLimit, Sort: index.Newest})
		if err != nil {
			return v, err
		}
		if v.Total = a.Total; a.Total == 0 {
			continue
		}
		v.Strands = page.Strands(a.Claims)
		found, err := d.Conflicts(c.Context(), desk.ConflictsRequest{Query: q, Limit: 1, Kinds: []news.FindingKind{news.Contradiction}})
		v.Conflicts = found.Total
		return v, err
	}
	return v, nil
}

func strandClaims(v view) (all []news.Claim) {
	for _, s := range v.Strands {
		all = append(all, s.Claims...)
	}
	return all
}

func (t *tool) viewText(p page.Page, v view) error {
	if err := p.Over(v.Strands, t.form.long); err != nil {
		return err
	}
	return p.Print(func(b *page.Printer) {
		b.Line("")
		line := page.Plural(v.Total, "figure", "figures") + " of " + page.Clean(v.Name) + ", " + page.Plural(v.Conflicts, "contradiction", "contradictions")
		if shown := uint64(len(strandClaims(v))); shown < v.Total {
			line += "; the newest " + why.Number(float64(shown)) + " are shown"
		}
		b.Line("%s", b.In(page.Faint, line))
	})
}
