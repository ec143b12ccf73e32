package main

import (
	"muster/cmd/daemon"
	extractd "muster/cmd/extract/daemon"
	"muster/extract"

	"github.com/spf13/cobra"
)

// nextVersion is what the extractor calls itself after the upgrade.
const nextVersion = "next"

// next is the extract daemon of another version, which reads again what the
// one before read. This program is it when it is called so.
func next() *cobra.Command {
	flags := &daemon.Flags{}
	root := &cobra.Command{Use: "kill"}
	flags.Bind(root)
	serve := &cobra.Command{Use: "next", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		cfg := extractd.Config{Extract: extract.New().Extract, Version: nextVersion, Workers: 1, Replay: true}
		return flags.Run(c.Context(), "extract", extractd.Part(cfg))
	}}
	flags.BindDaemon(serve)
	root.AddCommand(serve)
	return root
}
