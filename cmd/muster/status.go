package main

import (
	"fmt"

	"muster/cmd/daemon"
	extractd "muster/cmd/extract/daemon"
	ingestd "muster/cmd/ingest/daemon"

	"github.com/spf13/cobra"
)

func statusCommand(flags *daemon.Flags) *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "Show what is stored and what waits", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx, out := c.Context(), c.OutOrStdout()
			b, err := flags.Join(ctx, "status")
			if err != nil {
				return err
			}
			defer b.Close()
			n, err := b.Counts(ctx)
			if err != nil {
				return err
			}
			waiting, err := b.ArticlesBacklog(ctx, extractd.Durable)
			if err != nil {
				return err
			}
			feeds, err := ingestd.Feeds(ctx, b)
			if err != nil {
				return err
			}
			failing, retired := 0, 0
			for _, f := range feeds {
				switch {
				case f.Retired:
					retired++
				case f.Failures > 0:
					failing++
				}
			}
			fmt.Fprintf(out, "server    %s\n", b.ServerName())
			fmt.Fprintf(out, "feeds     %d, %d failing, %d retired (see: ingest list)\n", len(feeds), failing, retired)
			fmt.Fprintf(out, "articles  %d revisions, %d waiting to be read, %d in hand\n", n.Articles, waiting.Waiting, waiting.InHand)
			fmt.Fprintf(out, "claims    %d sets\n", n.Claims)
			fmt.Fprintf(out, "findings  %d messages\n", n.Findings)
			fmt.Fprintf(out, "dead      %d letters (see: muster dead list)\n", n.Dead)
			return nil
		},
	}
}
