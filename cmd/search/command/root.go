// Package command is the command line of search: what people ask of the index,
// and the daemon that keeps it.
package command

import (
	"context"
	"errors"
	"fmt"
	"os"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/search/serve"
	"muster/desk"
	"muster/extract"
	"muster/index"
	"muster/index/query"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// tool is what all commands share: flags, and how to write.
type tool struct {
	flags       daemon.Flags
	form        form.Form
	browsing    browsing
	long        bool
	limit, skip int
}

// Root is the command with all below it.
func Root() *cobra.Command {
	t := &tool{}
	c := &cobra.Command{
		Use:   "search",
		Short: "Find claims of the defence news, and where sources contradict each other",
		Long: `Find claims of the defence news, and where sources contradict each other.

Queries:
  troops Lithuania                 claims with both words
  measure:killed country:UK        values of fields
  figure:10k..40k  published:7d    ranges, and how long ago
` + "`search help query` tells the whole language." + ``,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	t.flags.Bind(c)
	daemon.Versions(c, "extractor "+extract.Version+"\n")
	c.AddCommand(t.find(), t.conflicts(), t.question(), t.event(), t.who(), t.show(), t.article(), t.articles(), t.sources(), t.mark(), t.watch(), daemon.Filter(t.checkTexts()), daemon.Filter(t.compare()), t.export(), t.alerts(), t.serve())
	t.answering(c)
	t.browsing.bind(c, "find", "conflicts", "question", "show", "article", "articles", "sources", "who", "event")
	c.AddCommand(queryHelp())
	t.checked(c)
	t.completing(c)
	return c
}

// answering lets all commands that answer write JSON, and those whose answer
// is on the page open it.
func (t *tool) answering(c *cobra.Command) {
	for _, sub := range c.Commands() {
		switch {
		case sub.HasSubCommands():
			t.answering(sub)
		case sub.Name() != "serve" && sub.Name() != "export":
			t.form.Bind(sub.Flags())
		}
	}
}

// write writes an answer, or opens the page at path that shows it.
func (t *tool) write(c *cobra.Command, path string, a form.Answer) error {
	if t.browsing.open {
		return t.browsing.browse(c.OutOrStdout(), path)
	}
	return t.form.Write(c.OutOrStdout(), a)
}

// checked lets all commands look at their flags before they run.
func (t *tool) checked(c *cobra.Command) {
	for _, sub := range c.Commands() {
		sub.PreRunE = func(c *cobra.Command, _ []string) error { return t.check(c) }
		t.checked(sub)
	}
}

// listing adds the flags of commands that give a list.
func (t *tool) listing(c *cobra.Command) {
	c.Flags().IntVarP(&t.limit, "limit", "n", desk.DefaultLimit, fmt.Sprintf("how many to give, up to %d", desk.MaxLimit))
	c.Flags().IntVar(&t.skip, "skip", 0, "how many to pass over")
}

func (t *tool) tabular(c *cobra.Command) {
	c.Flags().BoolVar(&t.form.CSV, "csv", false, "write CSV")
}

func (t *tool) check(c *cobra.Command) error {
	switch {
	case c.Flags().Changed("limit") && (t.limit < 1 || t.limit > desk.MaxLimit):
		return fmt.Errorf("--limit %d: want 1 to %d", t.limit, desk.MaxLimit)
	case t.skip < 0:
		return fmt.Errorf("--skip %d: want 0 or more", t.skip)
	}
	return t.form.Check()
}

// ask runs do with a desk: the daemon's, else one on the folder.
func (t *tool) ask(ctx context.Context, do func(desk.Desk) error) error {
	err := t.askDaemon(ctx, do)
	away := errors.Is(err, daemon.ErrNoServer) || errors.Is(err, pipeline.ErrNoAnswer)
	switch {
	case !away:
		return nothing(err)
	case t.flags.Server != "":
		return fmt.Errorf("no search daemon answers at this server (start one with `search serve --server ...`): %w", err)
	}
	return nothing(t.askFolder(do))
}

func (t *tool) askDaemon(ctx context.Context, do func(desk.Desk) error) error {
	b, err := t.flags.Ask(ctx, "search")
	if err != nil {
		return err
	}
	defer b.Close()
	return do(desk.Away{Bus: b})
}

func (t *tool) askFolder(do func(desk.Desk) error) error {
	x, err := index.Open(index.Config{Path: serve.IndexFolder(t.flags.Data), ReadOnly: true})
	if err != nil {
		return explain(err, t.flags.Data)
	}
	defer x.Close()
	return do(desk.Here{Index: x, Marks: t.storedMarks})
}

// explain adds what a person can do.
func explain(err error, data string) error {
	switch {
	case errors.Is(err, index.ErrAbsent):
		return fmt.Errorf("nothing to search in %s: no Muster runs on this folder and it holds no index (start `muster up`, or give --data or --server)", data)
	case errors.Is(err, index.ErrInUse):
		return fmt.Errorf("%w, and it does not answer: give the --server it uses", err)
	case errors.Is(err, index.ErrDamaged):
		return fmt.Errorf("%w\n`search serve` or `muster up` builds a new one from the stored claims", err)
	}
	return err
}

// nothing turns the answer that there is no such record into the exit code
// for it, with its words.
func nothing(err error) error {
	if errors.Is(err, index.ErrNotFound) {
		fmt.Fprintln(os.Stderr, daemon.Plain(err))
		return daemon.ErrNothing
	}
	return err
}

// found is ErrNothing where n is 0.
func found(n int) error {
	if n == 0 {
		return daemon.ErrNothing
	}
	return nil
}

// checkQuery finds a wrong query before anybody is asked.
func checkQuery(text string) error {
	_, err := query.Parse(text)
	if err != nil {
		return fmt.Errorf("wrong query\n%w", err)
	}
	return nil
}
