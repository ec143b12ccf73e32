package daemon

import (
	"fmt"
	"slices"
	"strings"

	"muster/index/query"

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
				return unknownCommand(about, append(rest, args...)[0])
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
	if !c.Runnable() {
		c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	}
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return unknownCommand(c, args[0])
	}
}

// unknownCommand says which command may be meant.
func unknownCommand(c *cobra.Command, word string) error {
	err := fmt.Errorf("unknown command %q for %q", word, c.CommandPath())
	var names []string
	for _, sub := range c.Commands() {
		if slices.ContainsFunc(sub.SuggestFor, func(s string) bool { return strings.EqualFold(s, word) }) {
			return fmt.Errorf("%w: do you mean %s?", err, sub.Name())
		}
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	if like := alike(word, names); like != "" {
		return fmt.Errorf("%w: do you mean %s?", err, like)
	}
	return fmt.Errorf("%w (see %s --help)", err, c.CommandPath())
}

// alike are the names that a word is a beginning of, or else those spelt most
// like it, joined by "or"; "" where none is.
func alike(word string, names []string) string {
	word = strings.ToLower(word)
	best, found := min(2, len(word)/2)+1, []string{}
	for _, name := range names {
		d := query.Distance(word, name)
		if strings.HasPrefix(name, word) {
			d = 0
		}
		switch {
		case d < best:
			best, found = d, []string{name}
		case d == best && len(found) > 0:
			found = append(found, name)
		}
	}
	return strings.Join(found, " or ")
}
