package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"text/tabwriter"

	"muster/cmd/daemon"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func deadCommand(flags *daemon.Flags) *cobra.Command {
	c := &cobra.Command{Use: "dead", Short: "Messages that were given up: list, show, retry, forget"}
	with := func(do func(*cobra.Command, *pipeline.Bus, uint64) error) func(*cobra.Command, []string) error {
		return func(c *cobra.Command, args []string) error {
			seq, err := number(args)
			if err != nil {
				return err
			}
			b, err := flags.Borrow(c.Context(), "dead")
			if err != nil {
				return err
			}
			defer b.Close()
			return do(c, b, seq)
		}
	}
	c.AddCommand(
		&cobra.Command{Use: "list", Short: "List the dead letters", Args: cobra.NoArgs, RunE: with(listDead)},
		&cobra.Command{Use: "show N", Short: "Show a dead letter and its message", Args: cobra.ExactArgs(1), RunE: with(showDead)},
		&cobra.Command{Use: "retry N", Short: "Put its message back where it was", Args: cobra.ExactArgs(1), RunE: with(
			func(c *cobra.Command, b *pipeline.Bus, seq uint64) error { return b.RetryDead(c.Context(), seq) })},
		&cobra.Command{Use: "forget N", Short: "Delete it for good", Args: cobra.ExactArgs(1), RunE: with(
			func(c *cobra.Command, b *pipeline.Bus, seq uint64) error { return b.ForgetDead(c.Context(), seq) })},
	)
	return c
}

func number(args []string) (uint64, error) {
	if len(args) == 0 {
		return 0, nil
	}
	n, err := strconv.ParseUint(args[0], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no number of a dead letter (see: muster dead list)", args[0])
	}
	return n, nil
}

func listDead(c *cobra.Command, b *pipeline.Bus, _ uint64) error {
	letters, err := b.DeadLetters(c.Context())
	if err != nil {
		return err
	}
	if len(letters) == 0 {
		return daemon.ErrNothing
	}
	t := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "N\tDIED\tSTREAM\tTRIES\tREASON")
	for _, l := range letters {
		fmt.Fprintf(t, "%d\t%s\t%s\t%d\t%.100s\n", l.Seq, l.Died.Format("2006-01-02 15:04:05"), l.Stream, l.Tries, l.Reason)
	}
	return t.Flush()
}

func showDead(c *cobra.Command, b *pipeline.Bus, seq uint64) error {
	l, err := b.DeadLetter(c.Context(), seq)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(c.OutOrStdout())
	enc.SetIndent("", "  ")
	if err := enc.Encode(l); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s\n", l.Body)
	return err
}
