package command

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	ingestd "muster/cmd/ingest/daemon"

	"muster/cmd/daemon"
	"muster/ingest"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func editsCommand(flags *daemon.Flags) *cobra.Command {
	var asJSON bool
	var since time.Duration
	c := &cobra.Command{
		Use: "edits [URL]", Short: "Show what was changed in articles after they were published", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var list []ingest.Edits
			err := with(c.Context(), flags, func(b *pipeline.Bus) error {
				all, err := ingestd.EditsOf(c.Context(), b)
				for _, e := range all {
					if (len(args) == 0 || strings.Contains(e.URL, args[0])) && time.Since(e.List[len(e.List)-1].Seen) <= since {
						list = append(list, e)
					}
				}
				return err
			})
			if err != nil {
				return err
			}
			if len(list) == 0 {
				return daemon.ErrNothing
			}
			slices.SortFunc(list, func(a, b ingest.Edits) int {
				return cmp.Or(b.List[len(b.List)-1].Seen.Compare(a.List[len(a.List)-1].Seen), strings.Compare(a.URL, b.URL))
			})
			if asJSON {
				enc := json.NewEncoder(c.OutOrStdout())
				enc.SetIndent("", "  ")
				return enc.Encode(list)
			}
			printEdits(c.OutOrStdout(), list)
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	c.Flags().DurationVar(&since, "since", 30*24*time.Hour, "how far back")
	return c
}

func printEdits(w io.Writer, list []ingest.Edits) {
	for _, e := range list {
		fmt.Fprintf(w, "%s\n  %s\n", e.Title, e.URL)
		for _, rev := range e.List {
			fmt.Fprintf(w, "  revision %d, seen %s\n", rev.Revision, rev.Seen.Format(time.RFC3339))
			for _, ch := range rev.Changes {
				if ch.Was != "" {
					fmt.Fprintf(w, "    - %s\n", ch.Was)
				}
				if ch.Is != "" {
					fmt.Fprintf(w, "    + %s\n", ch.Is)
				}
			}
		}
	}
}
