package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/page"
	"muster/cmd/search/serve"
	"muster/index"
	"muster/ingest"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// backupName is the one file in the folder of a backup.
const backupName = "muster.tar.gz"

func backupCommand(flags *daemon.Flags) *cobra.Command {
	return &cobra.Command{
		Use: "backup DIR", Short: "Write all that cannot be made again into a folder, while it runs", Args: cobra.ExactArgs(1),
		Long: "backup writes articles, claims, findings, feeds and what was seen of them into DIR/" + backupName + ".\n" +
			"The index is not in it: it is built from the claims. The file is complete when it has its name.",
		RunE: func(c *cobra.Command, args []string) error {
			b, err := flags.Borrow(c.Context(), "backup")
			if err != nil {
				return err
			}
			defer b.Close()
			n, err := writeBackup(c.Context(), b, args[0])
			if err == nil {
				say(c.OutOrStdout(), "backed up", n)
			}
			return err
		},
	}
}

// writeBackup writes beside the final name first: a backup cut short must not
// look like one.
func writeBackup(ctx context.Context, b *pipeline.Bus, dir string) (n map[string]int, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, backupName+".part"), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	n, err = b.Backup(ctx, f)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, errors.Join(err, os.Remove(f.Name()))
	}
	return n, os.Rename(f.Name(), filepath.Join(dir, backupName))
}

func restoreCommand(flags *daemon.Flags) *cobra.Command {
	return &cobra.Command{
		Use: "restore DIR", Short: "Fill a new data folder, or a new server, from a backup", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			f, err := os.Open(filepath.Join(args[0], backupName))
			if err != nil {
				return err
			}
			defer f.Close()
			b, err := flags.Borrow(c.Context(), "restore")
			if err != nil {
				return err
			}
			defer b.Close()
			n, err := b.Restore(c.Context(), f)
			if err != nil {
				return err
			}
			say(c.OutOrStdout(), "restored", n)
			fmt.Fprintln(c.OutOrStdout(), "the index is built from the claims at the next start")
			return nil
		},
	}
}

func say(w io.Writer, done string, n map[string]int) {
	var names []string
	for name := range n {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(w, "%s %8d of %s\n", done, n[name], name)
	}
}

func checkCommand(flags *daemon.Flags) *cobra.Command {
	var repair bool
	c := &cobra.Command{
		Use: "check", Short: "Hold streams, records and index against each other", Args: cobra.NoArgs,
		Long: "check reads everything and says what does not fit: streams that lost messages, records of articles\n" +
			"that no stream has, articles without claims, text of what was forgotten, an index that cannot be read.\n" +
			"With --repair records of lost articles are dropped, so that their feeds bring them again, what was\n" +
			"forgotten is erased, losses are accepted, and a damaged index is put aside; the claims fill a new one.\n" +
			"It ends with 1 where something is wrong.",
		RunE: func(c *cobra.Command, _ []string) error {
			b, err := flags.Borrow(c.Context(), "check")
			if err != nil {
				return err
			}
			defer b.Close()
			e := examination{bus: b, out: c.OutOrStdout(), repair: repair, data: flags.Data}
			if err := e.run(c.Context()); err != nil {
				return err
			}
			if e.wrong > 0 {
				return daemon.ErrNothing
			}
			fmt.Fprintln(c.OutOrStdout(), "all fits")
			return nil
		},
	}
	c.Flags().BoolVar(&repair, "repair", false, "mend what can be mended")
	return c
}

// examination is one run of check.
type examination struct {
	bus    *pipeline.Bus
	out    io.Writer
	repair bool
	data   string
	wrong  int // what was found and not mended
}

// found says what is wrong, and mends it where that is asked for.
func (e *examination) found(what string, mend func() error) error {
	if !e.repair || mend == nil {
		e.wrong++
		fmt.Fprintln(e.out, "wrong:", what)
		return nil
	}
	if err := mend(); err != nil {
		return err
	}
	fmt.Fprintln(e.out, "mended:", what)
	return nil
}

func (e *examination) run(ctx context.Context) error {
	for _, step := range []func(context.Context) error{e.records, e.forgotten, e.streams, e.index} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// streams accepts losses last: until the records are mended they say what is
// to be done.
func (e *examination) streams(ctx context.Context) error {
	lost, err := e.bus.Losses(ctx)
	if err != nil || len(lost) == 0 {
		return err
	}
	for stream, what := range lost {
		if err := e.found(stream+" "+what, func() error { return nil }); err != nil {
			return err
		}
	}
	if e.repair {
		return e.bus.AcceptLoss(ctx)
	}
	return nil
}

// records holds what was seen against the articles there are.
func (e *examination) records(ctx context.Context) error {
	articles, claims := map[string]bool{}, map[string]bool{}
	err := errors.Join(
		e.bus.ArticleIDs(ctx, func(id string) { articles[id] = true }),
		e.bus.ClaimIDs(ctx, func(id string) { claims[id] = true }))
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "%d articles, claims of %d\n", len(articles), len(claims))
	if err := e.seen(ctx, articles); err != nil {
		return err
	}
	orphans := 0
	for id := range claims {
		if !articles[id] {
			orphans++
		}
	}
	if orphans > 0 {
		fmt.Fprintf(e.out, "note: claims of %d articles whose text is no longer kept\n", orphans)
	}
	return nil
}

// seen drops the records of articles that no stream has.
func (e *examination) seen(ctx context.Context, articles map[string]bool) error {
	table := pipeline.Seen[ingest.Revision](e.bus)
	records, err := table.Those(ctx, "article.*")
	var missing []string
	for key, record := range records {
		if id, _ := cutPrefix(key, "article."); !articles[id] && !record.Forgotten {
			missing = append(missing, key)
		}
	}
	if err != nil || len(missing) == 0 {
		return err
	}
	gone := map[string]bool{}
	for _, key := range missing {
		id, _ := cutPrefix(key, "article.")
		gone[id] = true
	}
	return e.found(fmt.Sprintf("%d articles are recorded as seen, and no stream has them", len(missing)), func() error {
		for _, key := range missing {
			if err := table.Delete(ctx, key); err != nil {
				return err
			}
		}
		return e.forgetItems(ctx, gone)
	})
}

// forgotten looks for text of forgotten articles: a daemon that was at work on
// one while it was forgotten stores its claims after that.
func (e *examination) forgotten(ctx context.Context) error {
	gone := map[string]bool{}
	if err := e.bus.ReplayClaims(ctx, func(s news.ClaimSet) error {
		if s.Forgotten {
			gone[s.Article.ID] = true
		}
		return nil
	}); err != nil || len(gone) == 0 {
		return err
	}
	meant := func(id string) bool { return gone[id] }
	n, err := e.bus.Holding(ctx, meant)
	if err != nil || n == 0 {
		return err
	}
	return e.found(fmt.Sprintf("%d messages hold text of forgotten articles", n), func() error {
		_, err := e.bus.Erase(ctx, meant)
		return err
	})
}

// forgetItems drops the records of the feed items that led to the articles:
// the feeds bring them again, those that still list them.
func (e *examination) forgetItems(ctx context.Context, gone map[string]bool) error {
	table := pipeline.Seen[ingest.Item](e.bus)
	keys, err := table.Keys(ctx, func(key string) bool { _, isItem := cutPrefix(key, "item."); return isItem })
	if err != nil {
		return err
	}
	for _, key := range keys {
		item, _, err := table.Get(ctx, key)
		if err != nil {
			return err
		}
		if gone[item.Article] {
			if err := table.Delete(ctx, key); err != nil {
				return err
			}
		}
	}
	return nil
}

func cutPrefix(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || s[:len(prefix)] != prefix {
		return s, false
	}
	return s[len(prefix):], true
}

// index opens the index of the data folder, where no daemon has it open.
func (e *examination) index(context.Context) error {
	folder := serve.IndexFolder(e.data)
	x, err := index.Open(index.Config{Path: folder, ReadOnly: true, Patience: time.Second})
	switch {
	case errors.Is(err, index.ErrAbsent):
		return nil
	case errors.Is(err, index.ErrInUse):
		fmt.Fprintln(e.out, "note: the index is in use and was not looked at (stop its daemon first)")
		return nil
	case errors.Is(err, index.ErrDamaged):
		return e.found(err.Error(), func() error { return os.RemoveAll(folder) })
	case err != nil:
		return err
	}
	defer x.Close()
	n, err := x.Check()
	if err != nil {
		return e.found(err.Error(), func() error { return errors.Join(x.Close(), os.RemoveAll(folder)) })
	}
	fmt.Fprintf(e.out, "index: %d claims and %d findings, each readable\n", n.Claims, n.Findings)
	return nil
}

func traceCommand(flags *daemon.Flags) *cobra.Command {
	return &cobra.Command{
		Use: "trace ID", Short: "Follow one article through all daemons, by its ID or the beginning of it", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			b, err := flags.Borrow(c.Context(), "trace")
			if err != nil {
				return err
			}
			defer b.Close()
			steps, err := b.Trace(c.Context(), args[0])
			if err != nil {
				return err
			}
			if len(steps) == 0 {
				return daemon.ErrNothing
			}
			for _, s := range steps {
				fmt.Fprintf(c.OutOrStdout(), "%s  %-8s %8d  %s\n", s.At.Format("2006-01-02 15:04:05.000"), s.Stream, s.Seq, page.Clean(s.What))
			}
			return nil
		},
	}
}
