package daemon

import (
	"fmt"
	"strings"

	"muster/cmd/page"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// apart marks a command that reaches nothing: no server, no store, no log.
const apart = "apart"

// Filter tells of a command that reaches nothing: the flags for that are not
// shown in its help.
func Filter(c *cobra.Command) *cobra.Command {
	c.Annotations = map[string]string{apart: ""}
	return c
}

// Reaches reports whether the flags for servers, stores and logs mean something
// to a command: not to one that only reads and writes, nor to those that cobra
// adds.
func Reaches(c *cobra.Command) bool {
	if _, is := c.Annotations[apart]; is || c.Name() == "help" || c.Name() == "completion" {
		return false
	}
	return !c.HasParent() || Reaches(c.Parent())
}

// tell is the help of a command: what it does, and how it is used.
func tell(c *cobra.Command, _ []string) {
	about := c.Long
	if about == "" {
		about = c.Short
	}
	width := page.On(c.OutOrStdout()).Width
	fmt.Fprintln(c.OutOrStdout(), wrapped(strings.TrimSpace(about), width)+"\n\n"+usage(c, width))
}

// usage is how a command is used, wrapped at a width in cells; 0 does not wrap.
func usage(c *cobra.Command, width int) string {
	var parts []string
	add := func(name, text string) {
		if text != "" {
			parts = append(parts, name+":\n"+strings.TrimRight(text, " \n"))
		}
	}
	add("Usage", wrapped(useLines(c), width))
	add("Examples", c.Example)
	add("Available Commands", wrapped(subcommands(c), width))
	add("Flags", flagUsages(c.LocalFlags(), width))
	if Reaches(c) {
		add("Global Flags", flagUsages(c.InheritedFlags(), width))
	}
	if c.HasAvailableSubCommands() {
		parts = append(parts, wrapped(fmt.Sprintf("Use %q for more information about a command.", c.CommandPath()+" [command] --help"), width))
	}
	return strings.Join(parts, "\n\n")
}

func useLines(c *cobra.Command) string {
	var lines []string
	if c.Runnable() {
		lines = append(lines, "  "+c.UseLine())
	}
	if c.HasAvailableSubCommands() {
		lines = append(lines, "  "+c.CommandPath()+" [command]")
	}
	return strings.Join(lines, "\n")
}

func subcommands(c *cobra.Command) string {
	var lines []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			lines = append(lines, fmt.Sprintf("  %-*s  %s", sub.NamePadding(), sub.Name(), sub.Short))
		}
	}
	return strings.Join(lines, "\n")
}

func flagUsages(flags *pflag.FlagSet, width int) string {
	return wrapped(flags.FlagUsages(), width)
}

// wrapped breaks the lines that are longer than a width in cells at words; what
// goes on stands below the last column of its line.
func wrapped(text string, width int) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if width <= 0 || ansi.StringWidth(line) <= width {
			continue
		}
		at := lastColumn(line, width)
		lines[i] = line[:at] + strings.Join(broken(line[at:], width-at), "\n"+strings.Repeat(" ", at))
	}
	return strings.Join(lines, "\n")
}

// broken breaks a line at spaces only: a flag or an address stays whole.
func broken(line string, width int) (out []string) {
	at := ""
	for _, word := range strings.Fields(line) {
		switch {
		case at == "":
			at = word
		case ansi.StringWidth(at)+1+ansi.StringWidth(word) <= width:
			at += " " + word
		default:
			out = append(out, at)
			at = word
		}
	}
	return append(out, at)
}

// narrowest is the least room of a column that is worth wrapping into, in
// cells.
const narrowest = 24

// lastColumn is where the last column of a line begins: behind two spaces or
// more, where enough room is left.
func lastColumn(line string, width int) int {
	indent := len(line) - len(strings.TrimLeft(line, " "))
	gap := strings.LastIndex(strings.TrimRight(line, " "), "  ")
	if at := gap + len("  "); gap >= indent && width-at >= narrowest {
		return at
	}
	return min(indent, max(width-narrowest, 0))
}
