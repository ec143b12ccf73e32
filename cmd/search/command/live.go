package command

import (
	"context"
	"strings"

	"muster/cmd/search/alert"
	"muster/cmd/search/serve"
	"muster/desk"
	"muster/extract/entity"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func (t *tool) watch() *cobra.Command {
	w := watcher{tool: t}
	var kinds []string
	var least severity
	c := &cobra.Command{
		Use: "watch [QUERY...]", Short: "Write findings as they come or change, until interrupted",
		Long: `Write findings as they come or change, until interrupted: whether each is new,
changed or withdrawn, and what changed. With --resume it begins after the last
finding that a watch for the same things wrote on this machine. With --json each
line is {"state","changes","finding","at"}.`,
		Example: "  search watch country:UA --kind contradiction,dispute --min-severity 0.3\n  search watch --resume --json >> findings.jsonl",
		RunE: func(c *cobra.Command, args []string) (err error) {
			w.wanted = alert.Alert{Query: strings.Join(args, " "), Severity: float64(least)}
			if w.wanted.Kinds, err = kindsOf(kinds); err != nil {
				return err
			}
			if err := checkQuery(w.wanted.Query); err != nil {
				return err
			}
			return w.run(c)
		},
	}
	c.Flags().StringVar(&w.since, "since", "", "also those stored since: 2023-07-01, 7d, 12h (default: only new ones)")
	c.Flags().BoolVar(&w.resume, "resume", false, "begin where the last watch for the same things ended")
	c.Flags().Var(&least, "min-severity", "only from this severity on")
	c.Flags().StringSliceVar(&kinds, "kind", nil, "only these kinds (default: all)")
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
	var commands bool
	c := &cobra.Command{
		Use: "serve", Short: "Keep the index: take claims, check them against all others, answer", Args: cobra.NoArgs,
		Long: `Keep the index: take claims from the bus, check each against all others, publish
findings and answer questions. One daemon owns an index folder; replicas with
folders of their own share the questions.`,
		RunE: func(c *cobra.Command, _ []string) error {
			if folder == "" {
				folder = serve.IndexFolder(t.flags.Data)
			}
			return t.flags.Run(c.Context(), "search serve", serve.Part(serve.Config{
				Folder: folder, CountryName: entity.CountryName, Web: page,
				Alerts: alert.Teller{Folder: serve.AlertsFolder(t.flags.Data), Commands: commands},
			}))
		},
	}
	t.flags.BindDaemon(c)
	c.Flags().StringVar(&folder, "index", "", "index `folder` (default: index in --data)")
	c.Flags().BoolVar(&commands, "alert-commands", false, "run the commands of alerts: whoever may write to the bus may then run any as this user")
	page.Flags(c.Flags())
	return c
}
