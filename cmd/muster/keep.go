package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/form"
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
	var o form.Form
	c := &cobra.Command{
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
			if err != nil {
				return err
			}
			return o.Write(c.OutOrStdout(), form.Answer{Whole: n, Text: func(p page.Page) error { return say(p, "backed up", n) }})
		},
	}
	o.Bind(c.Flags())
	return c
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
	var o form.Form
	c := &cobra.Command{
		Use: "restore DIR", Short: "Fill a new data folder, or a new server, from a backup", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			f, err := os.Open(filepath.Join(args[0], backupName))
			if err != nil {
				return err
			}
			defer f.Close()
			b, err := flags.Found(c.Context(), "restore")
			if err != nil {
				return err
			}
			defer b.Close()
			n, err := b.Restore(c.Context(), f)
			if err != nil {
				return err
			}
			return o.Write(c.OutOrStdout(), form.Answer{Whole: n, Text: func(p page.Page) error {
				if err := say(p, "restored", n); err != nil {
					return err
				}
				return form.Said("the index is built from the claims at the next start")(p)
			}})
		},
	}
	o.Bind(c.Flags())
	return c
}

// say writes how much was done of what.
func say(p page.Page, done string, n map[string]int) error {
	return p.Print(func(b *page.Printer) {
		for _, name := range slices.Sorted(maps.Keys(n)) {
			b.Line("%s %8d of %s", done, n[name], name)
		}
	})
}

func checkCommand(flags *daemon.Flags) *cobra.Command {
	var repair bool
	var o form.Form
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
			e := examination{bus: b, repair: repair, data: flags.Data}
			err = e.run(c.Context())
			if err = errors.Join(err, o.Write(c.OutOrStdout(), form.Answer{Whole: e.diagnosis, Text: e.diagnosis.write})); err != nil {
				return err
			}
			if len(e.Wrong) > 0 {
				return daemon.ErrNothing
			}
			return nil
		},
	}
	c.Flags().BoolVar(&repair, "repair", false, "mend what can be mended")
	o.Bind(c.Flags())
	return c
}

// examination is one run of check.
type examination struct {
	bus    *pipeline.Bus
	repair bool
	data   string
	diagnosis
}

// diagnosis is what an examination found.
type diagnosis struct {
	// Articles are counted in their stream, Claims by the articles they are of.
	Articles int `json:"articles"`
	Claims   int `json:"claims_of_articles"`
	// Wrong is what was not mended, Mended what was, Notes what is no fault.
	Wrong  []string `json:"wrong"`
	Mended []string `json:"mended"`
	Notes  []string `json:"notes"`
	// Index is what the index holds, nil where it was not looked at.
	Index *index.Stats `json:"index,omitempty"`
}

func (r diagnosis) write(p page.Page) error {
	return p.Print(func(b *page.Printer) {
		b.Line("%d articles, claims of %d", r.Articles, r.Claims)
		for _, list := range []struct {
			word string
			of   []string
		}{{b.In(page.Red, "wrong:"), r.Wrong}, {"mended:", r.Mended}, {"note:", r.Notes}} {
			for _, what := range list.of {
				b.Line("%s %s", list.word, page.Clean(what))
			}
		}
		if r.Index != nil {
			b.Line("index: %d claims and %d findings, each readable", r.Index.Claims, r.Index.Findings)
		}
		if len(r.Wrong) == 0 {
			b.Line("all fits")
		}
	})
}

// found says what is wrong, and mends it where that is asked for.
func (e *examination) found(what string, mend func() error) error {
	if !e.repair || mend == nil {
		e.Wrong = append(e.Wrong, what)
		return nil
	}
	if err := mend(); err != nil {
		return err
	}
	e.Mended = append(e.Mended, what)
	return nil
}

func (e *examination) run(ctx context.Context) error {
	for _, step := range []func(context.Context) error{e.records, e.forgotten, e.streams, e.shelf} {
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
	e.Articles, e.Claims = len(articles), len(claims)
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
		e.Notes = append(e.Notes, fmt.Sprintf("claims of %d articles whose text is no longer kept", orphans))
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

// shelf opens the index of the data folder, where no daemon has it open.
func (e *examination) shelf(context.Context) error {
	folder := serve.IndexFolder(e.data)
	x, err := index.Open(index.Config{Path: folder, ReadOnly: true, Patience: time.Second})
	switch {
	case errors.Is(err, index.ErrAbsent):
		return nil
	case errors.Is(err, index.ErrInUse):
		e.Notes = append(e.Notes, "the index is in use and was not looked at (stop its daemon first)")
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
	e.Index = &n
	return nil
}

func traceCommand(flags *daemon.Flags) *cobra.Command {
	var o form.Form
	c := &cobra.Command{
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
				return daemon.Nothing(c, "no stream knows an article "+page.Clean(args[0]))
			}
			return o.Write(c.OutOrStdout(), form.Answer{Whole: steps, Items: steps, Text: func(p page.Page) error {
				return p.Print(func(b *page.Printer) {
					for _, s := range steps {
						b.Line("%s  %-8s %8d  %s", s.At.Format("2006-01-02 15:04:05.000"), s.Stream, s.Seq, page.Clean(s.What))
					}
				})
			}})
		},
	}
	o.Bind(c.Flags())
	return c
}
