package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man [DIR]", Short: "Write the manual pages into a folder, or that of muster itself to standard output", Args: cobra.MaximumNArgs(1),
		Example: "  muster man ~/.local/share/man/man1\n  muster man | man -l -",
		RunE: func(c *cobra.Command, args []string) error {
			// Without a date of the build the pages of one program are the same
			// whenever they are written.
			built := time.Unix(0, 0)
			header := &doc.GenManHeader{Title: "MUSTER", Section: "1", Source: "muster", Manual: "Muster", Date: &built}
			c.Root().DisableAutoGenTag = true
			if len(args) == 0 {
				return doc.GenMan(c.Root(), header, c.OutOrStdout())
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			header.Title = ""
			if err := doc.GenManTree(c.Root(), header, args[0]); err != nil {
				return fmt.Errorf("manual: %w", err)
			}
			return nil
		},
	}
}
