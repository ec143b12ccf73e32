package command

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"muster/cmd/daemon"
	answers "muster/cmd/search/answer"
	"muster/cmd/search/serve"
	"muster/desk"
	"muster/extract/entity"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func (t *tool) watch() *cobra.Command {
	var since string
	var severity float64
	var kinds []string
	c := &cobra.Command{
		Use: "watch", Short: "Write findings as they come, until interrupted", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			from := time.Now()
			day, err := sinceDay(since, from)
			if err != nil {
				return err
			}
			if day != "" {
				from = day.Time()
			}
			wanted := map[news.FindingKind]bool{}
			for _, k := range kinds {
				if err := checkQuery("kind:" + k); err != nil {
					return fmt.Errorf("--kind: %w", err)
				}
				wanted[news.FindingKind(k)] = true
			}
			ctx, stop := daemon.Signalled(c.Context())
			defer stop()
			b, err := t.flags.Join(ctx, "search watch")
			if err != nil {
				return err
			}
			defer b.Close()
			return b.WatchFindings(ctx, from, func(f news.Finding) error {
				if f.Severity < severity || len(wanted) > 0 && !wanted[f.Kind] {
					return nil
				}
				mark := markOf(ctx, b, f.ID)
				if mark != nil && mark.Done() {
					return nil
				}
				if t.form.asJSON() {
					return json.NewEncoder(c.OutOrStdout()).Encode(f)
				}
				p := t.form.page(c.OutOrStdout())
				if mark != nil {
					p.Marks = answers.Marks(map[string]desk.Mark{f.ID: *mark})
				}
				return p.Finding(f)
			})
		},
	}
	c.Flags().StringVar(&since, "since", "", "also those stored since: 2023-07-01, 7d, 12h (default: only new ones)")
	c.Flags().Float64Var(&severity, "min-severity", 0, "only from this severity on, 0 to 1")
	c.Flags().StringSliceVar(&kinds, "kind", nil, "only these kinds")
	return c
}

// markOf is what somebody said of the finding; nil where nobody did, or no
// daemon says.
func markOf(ctx context.Context, b *pipeline.Bus, id string) *desk.Mark {
	a, err := desk.Away{Bus: b}.Show(ctx, desk.ShowRequest{ID: id})
	if err != nil {
		return nil
	}
	return a.Mark
}

func (t *tool) serve() *cobra.Command {
	var folder string
	var page serve.Web
	c := &cobra.Command{
		Use: "serve", Short: "Keep the index: take claims, check them against all others, answer", Args: cobra.NoArgs,
		Long: `Keep the index: take claims from the bus, check each against all others, publish
findings and answer questions. One daemon owns an index folder; replicas with
folders of their own share the questions.`,
		RunE: func(c *cobra.Command, _ []string) error {
			if folder == "" {
				folder = serve.IndexFolder(t.flags.Data)
			}
			return t.flags.Run(c.Context(), "search serve", serve.Part(serve.Config{Folder: folder, CountryName: entity.CountryName, Web: page}))
		},
	}
	c.Flags().StringVar(&folder, "index", "", "index `folder` (default: index in --data)")
	page.Flags(c.Flags())
	return c
}
