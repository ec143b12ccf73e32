// Command muster is all of Muster in one process: "muster up" with the real
// feeds, "muster demo" with newspapers of its own.
package main

import (
	"muster/cmd/daemon"

	"github.com/spf13/cobra"
)

func main() { daemon.Main(command()) }

func command() *cobra.Command {
	flags := &daemon.Flags{}
	root := &cobra.Command{
		Use:   "muster",
		Short: "Read defence news, extract its claims, find where they contradict each other",
	}
	flags.Bind(root)
	root.AddCommand(upCommand(flags), demoCommand(flags), statusCommand(flags), deadCommand(flags),
		checkCommand(flags), backupCommand(flags), restoreCommand(flags), traceCommand(flags))
	return root
}
