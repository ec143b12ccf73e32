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

// suggesting lets every command that has others below it say which one may be
// meant by a word that is none. A command that does nothing itself tells what
// there is.
func suggesting(c *cobra.Command) {
	for _, sub := range c.Commands() {
		suggesting(sub)
	}
	if !c.HasSubCommands() {
		return
	}
	c.SuggestionsMinimumDistance = 2
	if !c.Runnable() {
		c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	}
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		err := fmt.Errorf("unknown command %q for %q", args[0], c.CommandPath())
		if like := c.SuggestionsFor(args[0]); len(like) > 0 {
			err = fmt.Errorf("%w: do you mean %s?", err, strings.Join(like, " or "))
		}
		return err
	}
}
