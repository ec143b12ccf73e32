package command

import (
	"cmp"
	"slices"
	"strings"
	"time"

	ingestd "muster/cmd/ingest/daemon"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/ingest"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func editsCommand(flags *daemon.Flags) *cobra.Command {
	var o form.Form
	since := daemon.Span(30 * 24 * time.Hour)
	c := &cobra.Command{
		Use: "edits [URL]", Short: "Show what was changed in articles after they were published", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var list []ingest.Edits
			err := with(c.Context(), flags, func(b *pipeline.Bus) error {
				all, err := ingestd.EditsOf(c.Context(), b)
				for _, e := range all {
					if (len(args) == 0 || strings.Contains(e.URL, args[0])) && time.Since(e.List[len(e.List)-1].Seen) <= time.Duration(since) {
						list = append(list, e)
					}
				}
				return err
			})
			if err != nil {
				return err
			}
			if len(list) == 0 && !o.IsJSON() {
				return daemon.Nothing(c, "nothing was changed after it was published, in the last "+since.String())
			}
			slices.SortFunc(list, func(a, b ingest.Edits) int {
				return cmp.Or(b.List[len(b.List)-1].Seen.Compare(a.List[len(a.List)-1].Seen), strings.Compare(a.URL, b.URL))
			})
			return o.Write(c.OutOrStdout(), form.Answer{Whole: list, Items: list, Text: func(p page.Page) error { return editsText(p, list) }})
		},
	}
	o.Bind(c.Flags())
	c.Flags().Var(&since, "since", "how far back, as 7d or 36h")
	return c
}

// editsText writes what was changed: what it said, and what it says.
func editsText(p page.Page, list []ingest.Edits) error {
	return p.Print(func(b *page.Printer) {
		for _, e := range list {
			b.Line("%s", b.In(page.Bold, page.Clean(e.Title)))
			b.Line("  %s", b.In(page.Faint, page.Clean(e.URL)))
			for _, one := range e.List {
				b.Edited(page.Edited(one))
			}
		}
	})
}
