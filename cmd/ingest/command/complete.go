package command

import (
	"strings"

	"muster/cmd/daemon"
	ingestd "muster/cmd/ingest/daemon"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// feedIDs completes the ID of a feed, with its outlet. A shell shows no error
// of a completion.
func feedIDs(flags *daemon.Flags) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, begun string) (out []string, d cobra.ShellCompDirective) {
		d = cobra.ShellCompDirectiveNoFileComp
		if len(args) > 0 || flags.Settle(c) != nil {
			return nil, d
		}
		_ = with(c.Context(), flags, func(b *pipeline.Bus) error {
			all, err := ingestd.Feeds(c.Context(), b)
			for id, f := range all {
				if strings.HasPrefix(id, begun) {
					out = append(out, cobra.CompletionWithDesc(id, f.Source.Outlet.Name))
				}
			}
			return err
		})
		return out, d
	}
}

// completing lets a shell complete IDs of feeds where a command takes one.
func completing(c *cobra.Command, flags *daemon.Flags) {
	for _, sub := range c.Commands() {
		if strings.HasSuffix(sub.Use, " ID") || strings.HasSuffix(sub.Use, "[ID...]") {
			sub.ValidArgsFunction = feedIDs(flags)
		}
	}
}
