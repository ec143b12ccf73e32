// Command muster is all of Muster in one program. "muster up" runs everything
// in one process with the real feeds, "muster demo" with newspapers of its own;
// "muster ingest", "muster extract" and "muster search" are the programs of
// those names, and a link named as one of them to this program is that program.
package main

import (
	"os"
	"path/filepath"
	"strings"

	"muster/cmd/daemon"
	extract "muster/cmd/extract/command"
	ingest "muster/cmd/ingest/command"
	search "muster/cmd/search/command"
	reader "muster/extract"

	"github.com/spf13/cobra"
)

func main() { daemon.Main(called(os.Args[0])) }

// called is the program of a name: muster, or the part of it that a link is
// named for.
func called(path string) *cobra.Command {
	switch strings.TrimSuffix(filepath.Base(path), ".exe") {
	case "ingest":
		return ingest.Root()
	case "extract":
		return extract.Root()
	case "search":
		return search.Root()
	}
	return command()
}

func command() *cobra.Command {
	flags := &daemon.Flags{}
	root := &cobra.Command{
		Use:   "muster",
		Short: "Read defence news, extract its claims, find where they contradict each other",
		Long: `Read defence news, extract its claims, find where they contradict each other.

muster up runs it all. muster ingest, muster extract and muster search are its
parts; linked under one of their names the program is that part.`,
	}
	flags.Bind(root)
	daemon.Versions(root, "extractor "+reader.Version+"\n")
	root.AddCommand(upCommand(flags), demoCommand(flags), statusCommand(flags), deadCommand(flags),
		checkCommand(flags), backupCommand(flags), restoreCommand(flags), traceCommand(flags), forgetCommand(flags), contextCommand(flags), daemon.Filter(manCommand()),
		ingest.Root(), extract.Root(), search.Root())
	return root
}
