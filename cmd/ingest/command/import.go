package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	ingestd "muster/cmd/ingest/daemon"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/ingest"
	"muster/ingest/archive"
	"muster/ingest/sources"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func importCommand(flags *daemon.Flags) *cobra.Command {
	var set settings
	var o form.Form
	c := &cobra.Command{
		Use: "import FILE...", Short: "Add the feeds of an OPML file, or the articles of an archive", Args: cobra.MinimumNArgs(1),
		Long: "import reads by the name of the file: .warc, .jsonl and .ndjson (also .gz), .html, or a folder of these, are\n" +
			"articles; everything else is a list of feeds in OPML (- is standard input). An import that was broken off\n" +
			"may be begun again: what is there already is passed over.",
		Example: "  ingest import feeds.opml\n  ingest import crawl-2026-03.warc.gz --name Gazette --country LT",
		RunE: func(c *cobra.Command, files []string) error {
			if err := set.check(); err != nil {
				return err
			}
			return begin(c, flags, func(b *pipeline.Bus) error {
				all, err := importAll(c, b, files, set)
				return errors.Join(o.Write(c.OutOrStdout(), form.Answer{Whole: all, Items: all, Text: func(p page.Page) error {
					return p.Print(func(b *page.Printer) {
						for _, one := range all {
							b.Line("%s", one)
						}
					})
				}}), err)
			})
		},
	}
	set.bind(c.Flags())
	set.bindFeed(c.Flags())
	o.Bind(c.Flags())
	return c
}

// imported is what came of one file: of feeds, or of articles.
type imported struct {
	File     string     `json:"file"`
	Feeds    *feedTally `json:"feeds,omitempty"`
	Articles *tally     `json:"articles,omitempty"`
}

func (i imported) String() string {
	if i.Feeds != nil {
		text := fmt.Sprintf("%s read, %d of them new", page.Plural(uint64(i.Feeds.Read), "feed", "feeds"), i.Feeds.New)
		if i.Feeds.Odd > 0 {
			text += "; " + page.Plural(uint64(i.Feeds.Odd), "line is", "lines are") + " no feed, or one that stood before"
		}
		return text
	}
	return i.Articles.String()
}

// feedTally counts the feeds of a list.
type feedTally struct {
	Read int `json:"read"`
	New  int `json:"new"`
	// Odd counts the lines that are no feed, or one that stood before.
	Odd int `json:"odd"`
}

// importAll imports file by file, up to the first that fails.
func importAll(c *cobra.Command, b *pipeline.Bus, files []string, set settings) (all []imported, err error) {
	for _, name := range files {
		one := imported{File: name}
		if archive.Fits(name) {
			if err := ofFeeds(c); err != nil {
				return all, err
			}
			one.Articles, err = importArticles(c, b, name, set)
		} else {
			one.Feeds, err = importFeeds(c, b, name, set)
		}
		if one.Articles != nil || one.Feeds != nil {
			all = append(all, one)
		}
		if err != nil {
			return all, fmt.Errorf("%s: %w", name, withoutPath(err))
		}
	}
	return all, nil
}

// ofFeeds refuses flags that mean nothing for articles.
func ofFeeds(c *cobra.Command) error {
	for _, flag := range []string{"interval", "category", "keep-words", "block-words"} {
		if c.Flags().Changed(flag) {
			return fmt.Errorf("--%s is of feeds, not of articles", flag)
		}
	}
	return nil
}

// withoutPath is the reason a file cannot be opened: its name stands before.
func withoutPath(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func importFeeds(c *cobra.Command, b *pipeline.Bus, name string, set settings) (*feedTally, error) {
	var r io.Reader = c.InOrStdin()
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }()
		r = f
	}
	list, odd, err := sources.ReadOPML(r)
	for _, line := range odd {
		fmt.Fprintf(c.ErrOrStderr(), "%s: %s\n", name, page.Clean(line))
	}
	if err != nil {
		return nil, err
	}
	roster, err := ingestd.NewRoster(c.Context(), b)
	if err != nil {
		return nil, err
	}
	n := &feedTally{Odd: len(odd)}
	for _, s := range list {
		introduce(&s)
		if err := set.apply(c.Flags(), &s); err != nil {
			return n, err
		}
		_, added, err := roster.Add(c.Context(), s)
		if err != nil {
			return n, err
		}
		n.Read++
		if added {
			n.New++
		}
	}
	return n, nil
}

// tally counts what comes of the documents of an archive.
type tally struct {
	Read     int `json:"documents"`
	Articles int `json:"articles"`
	Known    int `json:"known"`
	None     int `json:"without_article"`
	out      io.Writer
	told     time.Time
}

// tell writes a line of progress, once a second at most.
func (t *tally) tell(now time.Time) {
	if now.Sub(t.told) >= time.Second {
		t.told = now
		fmt.Fprintf(t.out, "%s\n", t)
	}
}

func (t *tally) String() string {
	return fmt.Sprintf("%s read: %s, %d known already, %d without an article", page.Plural(uint64(t.Read), "document", "documents"),
		page.Plural(uint64(t.Articles), "article", "articles"), t.Known, t.None)
}

func importArticles(c *cobra.Command, b *pipeline.Bus, name string, set settings) (*tally, error) {
	w := ingestd.Importer(b)
	s := sources.Source{ID: "import", Outlet: news.Source{Name: set.name}}
	if err := set.apply(c.Flags(), &s); err != nil {
		return nil, err
	}
	t := &tally{out: c.ErrOrStderr(), told: time.Now()}
	err := archive.Read(name, func(d archive.Document, bad error) error {
		if err := c.Context().Err(); err != nil {
			return err
		}
		t.Read++
		defer t.tell(time.Now())
		return t.take(c, w, s, d, bad)
	})
	return t, err
}

// take imports one document. What is broken is told and passed over.
func (t *tally) take(c *cobra.Command, w *ingest.Worker, s sources.Source, d archive.Document, bad error) error {
	if bad != nil {
		t.None++
		fmt.Fprintf(c.ErrOrStderr(), "%s: %s\n", d.Name, daemon.Plain(bad))
		return nil
	}
	came, reason, err := w.Import(c.Context(), s, d)
	switch {
	case err != nil:
		return err
	case reason != "":
		t.None++
		fmt.Fprintf(c.ErrOrStderr(), "%s: %s\n", d.Name, daemon.Plain(errors.New(reason)))
	case came:
		t.Articles++
	default:
		t.Known++
	}
	return nil
}
