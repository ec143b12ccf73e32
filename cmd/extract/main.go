// Command extract reads articles into claims: as a Unix filter ("extract
// text") or as a daemon between the ARTICLES and CLAIMS streams ("extract
// serve").
package main

import (
	"muster/cmd/daemon"

	"github.com/spf13/cobra"
)

func main() { daemon.Main(command()) }

func command() *cobra.Command {
	flags := &daemon.Flags{}
	c := &cobra.Command{Use: "extract", Short: "Read articles into claims"}
	flags.Bind(c)
	c.AddCommand(textCommand(), serveCommand(flags))
	return c
}
