// Package command is the command line of ingest: the list of feeds, the daemon
// that fetches them, and the Unix filters "ingest parse" and "ingest page".
package command

import (
	"muster/cmd/daemon"

	"github.com/spf13/cobra"
)

// Root is the command with all below it.
func Root() *cobra.Command {
	flags := &daemon.Flags{}
	root := &cobra.Command{
		Use: "ingest", Short: "Read news feeds into articles",
		Long: "ingest fetches feeds and the pages they lead to, and publishes each revision of each article once.\n" +
			"Without --server it works with the muster that runs on --data.",
	}
	flags.Bind(root)
	root.AddCommand(serveCommand(flags), addCommand(flags), daemon.Filter(testCommand()), listCommand(flags), setCommand(flags), pauseCommand(flags), refreshCommand(flags),
		resumeCommand(flags), removeCommand(flags), importCommand(flags), exportCommand(flags), editsCommand(flags), daemon.Filter(parseCommand()), daemon.Filter(pageCommand()))
	completing(root, flags)
	for name, meant := range map[string][]string{"edit": {"update", "change"}, "test": {"try", "preview"}, "remove": {"delete", "rm"}, "list": {"ls", "feeds"}} {
		if c, _, err := root.Find([]string{name}); err == nil {
			c.SuggestFor = meant
		}
	}
	return root
}
