package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"muster/cmd/daemon"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man [DIR]", Short: "Write the manual pages into a folder, or that of muster itself to standard output", Args: cobra.MaximumNArgs(1),
		Example: "  muster man ~/.local/share/man/man1\n  muster man | man -l -",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := fmt.Fprint(c.OutOrStdout(), manual(c.Root()))
				return err
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			return manuals(c.Root(), args[0])
		},
	}
}

// manuals writes the page of a command, and those of all below it.
func manuals(c *cobra.Command, folder string) error {
	name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
	if err := os.WriteFile(filepath.Join(folder, name), []byte(manual(c)), 0o644); err != nil {
		return err
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			if err := manuals(sub, folder); err != nil {
				return err
			}
		}
	}
	return nil
}

// manual is the page of a command in the macros of man. It has no date, so that
// the pages of one program are the same whenever they are written.
func manual(c *cobra.Command) string {
	name := strings.ReplaceAll(c.CommandPath(), " ", "-")
	var p roff
	p.macro("TH", strings.ToUpper(name), "1", "", "muster", "Muster")
	p.macro("SH", "NAME")
	p.text(name + " - " + c.Short)
	p.macro("SH", "SYNOPSIS")
	p.macro("B", c.UseLine())
	p.macro("SH", "DESCRIPTION")
	p.prose(strings.TrimSpace(describing(c)))
	c.InitDefaultHelpFlag()
	p.options("OPTIONS", c.LocalFlags())
	if daemon.Reaches(c) {
		p.options("GLOBAL OPTIONS", c.InheritedFlags())
	}
	if c.Example != "" {
		p.macro("SH", "EXAMPLES")
		p.prose(c.Example)
	}
	p.beside(c)
	return p.String()
}

func describing(c *cobra.Command) string {
	if c.Long != "" {
		return c.Long
	}
	return c.Short
}

// roff is a manual page under way.
type roff struct{ strings.Builder }

// escaped is text that roff takes as it is.
func escaped(text string) string {
	text = strings.NewReplacer("\\", "\\e", "-", "\\-").Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return "\\&" + text
	}
	return text
}

// macro writes a request with its arguments.
func (p *roff) macro(name string, args ...string) {
	p.WriteString("." + name)
	for _, a := range args {
		p.WriteString(" \"" + strings.ReplaceAll(escaped(a), "\"", "\\(dq") + "\"")
	}
	p.WriteByte('\n')
}

func (p *roff) text(line string) { p.WriteString(escaped(line) + "\n") }

// prose writes paragraphs. Lines that are indented, and tables, keep their
// breaks.
func (p *roff) prose(text string) {
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			p.macro("PP")
		}
		kept := strings.Contains("\n"+paragraph, "\n  ")
		if kept {
			p.macro("nf")
		}
		for line := range strings.SplitSeq(paragraph, "\n") {
			p.text(line)
		}
		if kept {
			p.macro("fi")
		}
	}
}

// options writes a section of flags.
func (p *roff) options(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	p.macro("SH", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Deprecated != "" {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		p.macro("TP")
		p.macro("B", strings.TrimSpace(name+" "+value))
		p.text(usage + byDefault(f))
	})
}

// byDefault tells what a flag is where nobody sets it, "" for nothing.
func byDefault(f *pflag.Flag) string {
	switch f.DefValue {
	case "", "0", "0s", "false", "[]":
		return ""
	}
	return " (default " + f.DefValue + ")"
}

// beside names the commands above and below.
func (p *roff) beside(c *cobra.Command) {
	var names []string
	if c.HasParent() {
		names = append(names, strings.ReplaceAll(c.Parent().CommandPath(), " ", "-")+"(1)")
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, strings.ReplaceAll(sub.CommandPath(), " ", "-")+"(1)")
		}
	}
	if len(names) > 0 {
		p.macro("SH", "SEE ALSO")
		p.text(strings.Join(names, ", "))
	}
}
