package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func deadCommand(flags *daemon.Flags) *cobra.Command {
	d := &deadLetters{flags: flags}
	c := &cobra.Command{Use: "dead", Short: "Messages that were given up: list, show, retry, forget"}
	list := &cobra.Command{Use: "list", Short: "List the dead letters", Args: cobra.NoArgs, RunE: d.list}
	show := &cobra.Command{Use: "show N", Short: "Show a dead letter and its message", Args: cobra.ExactArgs(1), RunE: d.show}
	retry := d.each("retry", "Put messages back where they were", "put back", (*pipeline.Bus).RetryDead)
	forget := d.each("forget", "Delete dead letters for good", "forgotten", (*pipeline.Bus).ForgetDead)
	for _, sub := range []*cobra.Command{list, retry, forget} {
		sub.Flags().StringVar(&d.reason, "reason", "", "those whose reason has these `words`")
	}
	for _, sub := range []*cobra.Command{list, show, retry, forget} {
		d.form.Bind(sub.Flags())
	}
	c.AddCommand(list, show, retry, forget)
	return c
}

// deadLetters are the flags of the commands on dead letters.
type deadLetters struct {
	flags  *daemon.Flags
	form   form.Form
	reason string
	all    bool
}

// each makes a command that does something with letters: those named, those
// of a reason, or all.
func (d *deadLetters) each(use, short, done string, do func(*pipeline.Bus, context.Context, uint64) error) *cobra.Command {
	c := &cobra.Command{Use: use + " [N...]", Short: short, RunE: func(c *cobra.Command, args []string) error {
		return d.with(c, func(b *pipeline.Bus) error {
			seqs, err := d.chosen(c, b, args)
			if err != nil {
				return err
			}
			if len(seqs) == 0 {
				return daemon.Nothing(c, "no such dead letter")
			}
			for i, seq := range seqs {
				err := do(b, c.Context(), seq)
				if err != nil && len(seqs) > 1 {
					return fmt.Errorf("%w (%d of %d %s before it)", err, i, len(seqs), done)
				}
				if err != nil {
					return err
				}
			}
			return d.form.Write(c.OutOrStdout(), form.Answer{Whole: seqs, Text: form.Said("%s %s", page.Plural(uint64(len(seqs)), "letter", "letters"), done)})
		})
	}}
	c.Flags().BoolVar(&d.all, "all", false, "all there are")
	return c
}

func (d *deadLetters) with(c *cobra.Command, do func(*pipeline.Bus) error) error {
	b, err := d.flags.Borrow(c.Context(), "dead")
	if err != nil {
		return err
	}
	defer b.Close()
	return do(b)
}

// chosen are the letters meant: exactly one way of naming them is used.
func (d *deadLetters) chosen(c *cobra.Command, b *pipeline.Bus, args []string) (seqs []uint64, err error) {
	if len(args) == 0 && !d.all && d.reason == "" {
		return nil, errors.New("which ones? give their numbers, --reason WORDS, or --all (see: muster dead list)")
	}
	if len(args) > 0 && (d.all || d.reason != "") {
		return nil, errors.New("give numbers, or --reason or --all, not both")
	}
	for _, arg := range args {
		n, err := number(arg)
		if err != nil {
			return nil, err
		}
		seqs = append(seqs, n)
	}
	if len(args) > 0 {
		return seqs, nil
	}
	letters, err := d.letters(c, b)
	for _, l := range letters {
		seqs = append(seqs, l.Seq)
	}
	return seqs, err
}

// letters are those whose reason has the words asked for.
func (d *deadLetters) letters(c *cobra.Command, b *pipeline.Bus) (some []pipeline.DeadLetter, err error) {
	all, err := b.DeadLetters(c.Context())
	for _, l := range all {
		if strings.Contains(strings.ToLower(l.Reason), strings.ToLower(d.reason)) {
			some = append(some, l)
		}
	}
	return some, err
}

func number(arg string) (uint64, error) {
	n, err := strconv.ParseUint(arg, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no number of a dead letter (see: muster dead list)", arg)
	}
	return n, nil
}

func (d *deadLetters) list(c *cobra.Command, _ []string) error {
	return d.with(c, func(b *pipeline.Bus) error {
		letters, err := d.letters(c, b)
		if err != nil {
			return err
		}
		if len(letters) == 0 && !d.form.IsJSON() {
			return daemon.Nothing(c, "no dead letters")
		}
		return d.form.Write(c.OutOrStdout(), form.Answer{Whole: letters, Items: letters, Text: func(p page.Page) error {
			rows := make([][]string, len(letters))
			for i, l := range letters {
				rows[i] = []string{strconv.FormatUint(l.Seq, 10), l.Died.Format("2006-01-02 15:04:05"), l.Stream, strconv.Itoa(l.Tries), l.Reason}
			}
			return p.Table([]page.Column{{Name: "N", Whole: true}, {Name: "DIED", Whole: true}, {Name: "STREAM", Whole: true}, {Name: "TRIES", Whole: true, Spare: 1}, {Name: "REASON"}}, rows)
		}})
	})
}

func (d *deadLetters) show(c *cobra.Command, args []string) error {
	seq, err := number(args[0])
	if err != nil {
		return err
	}
	return d.with(c, func(b *pipeline.Bus) error {
		l, err := b.DeadLetter(c.Context(), seq)
		if err != nil {
			return err
		}
		return d.form.Write(c.OutOrStdout(), form.Answer{Whole: l, Text: func(p page.Page) error {
			whole := form.Form{JSON: "*"}
			if err := whole.Write(p.W, form.Answer{Whole: l}); err != nil {
				return err
			}
			_, err := fmt.Fprintf(p.W, "%s\n", page.Clean(string(l.Body)))
			return err
		}})
	})
}
