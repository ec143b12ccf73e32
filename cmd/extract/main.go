// Command extract reads articles into claims: as a Unix filter ("extract
// text") or as a daemon between the ARTICLES and CLAIMS streams ("extract
// serve").
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	if err := command().Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "extract:", err)
		os.Exit(2)
	}
}

func command() *cobra.Command {
	c := &cobra.Command{
		Use:           "extract",
		Short:         "Read articles into claims",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	c.AddCommand(textCommand())
	return c
}
