// Package command is the command line of extract: a Unix filter ("extract
// text") and a daemon between the ARTICLES and CLAIMS streams ("extract serve").
package command

import (
	"muster/cmd/daemon"
	"muster/extract"

	"github.com/spf13/cobra"
)

// Root is the command with all below it.
func Root() *cobra.Command {
	flags := &daemon.Flags{}
	c := &cobra.Command{Use: "extract", Short: "Read articles into claims"}
	flags.Bind(c)
	daemon.Versions(c, "extractor "+extract.Version+"\n")
	c.AddCommand(daemon.Filter(textCommand()), serveCommand(flags))
	return c
}
