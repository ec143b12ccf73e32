package command

import (
	"muster/cmd/daemon"
	extractd "muster/cmd/extract/daemon"
	"muster/extract"

	"github.com/spf13/cobra"
)

func serveCommand(flags *daemon.Flags) *cobra.Command {
	cfg := extractd.Config{}
	c := &cobra.Command{
		Use: "serve", Short: "Read articles as they come and publish their claims until stopped", Args: cobra.NoArgs,
		Long: "serve reads the articles of the stream, those stored before included, and publishes the claims of each.\n" +
			"Any number of such daemons share the work.",
		RunE: func(c *cobra.Command, _ []string) error {
			cfg.Extract = extract.New().Extract
			return flags.Run(c.Context(), "extract", extractd.Part(cfg))
		},
	}
	flags.BindDaemon(c)
	c.Flags().IntVar(&cfg.Workers, "workers", 0, "articles read at once (default: one a processor)")
	c.Flags().BoolVar(&cfg.Replay, "replay", false, "read all stored articles again, as after a new version of the extractor")
	return c
}
