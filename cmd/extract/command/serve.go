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
			"Any number of such daemons share the work. With --replay it also reads what is stored again; those of one\n" +
			"version share that too, and after a stop go on with it where they were. Begin when all run the new version.",
		RunE: func(c *cobra.Command, _ []string) error {
			cfg.Extract = extract.New().Extract
			return flags.Run(c.Context(), "extract", extractd.Part(cfg))
		},
	}
	flags.BindDaemon(c)
	c.Flags().IntVar(&cfg.Workers, "workers", 0, "articles read at once (default: one a processor)")
	c.Flags().BoolVar(&cfg.Replay, "replay", false, "read all stored articles again beside those that come, as after a new version of the extractor")
	c.Flags().Float64Var(&cfg.ReplayRate, "replay-rate", 25, "articles read again a second, at most; 0: one processor's full speed")
	return c
}
