package daemon

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// helpCommand tells of the commands beside it, also where its program is part
// of another: cobra's own looks for them from the outermost program only.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "Tell of a command",
		ValidArgsFunction: func(c *cobra.Command, args []string, begun string) (names []string, d cobra.ShellCompDirective) {
			about, _, err := c.Parent().Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			for _, sub := range about.Commands() {
				if sub.IsAvailableCommand() && strings.HasPrefix(sub.Name(), begun) {
					names = append(names, cobra.CompletionWithDesc(sub.Name(), sub.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		PersistentPreRunE: func(*cobra.Command, []string) error { return nil },
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Parent().Find(args)
			if err != nil || len(rest) > 0 {
				return fmt.Errorf("help: there is no command %q", strings.Join(args, " "))
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}
