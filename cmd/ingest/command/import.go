package command

import (
	"fmt"
	"io"
	"os"
	"time"

	ingestd "muster/cmd/ingest/daemon"

	"muster/cmd/daemon"
	"muster/ingest"
	"muster/ingest/archive"
	"muster/ingest/sources"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func importCommand(flags *daemon.Flags) *cobra.Command {
	var set settings
	c := &cobra.Command{
		Use: "import FILE...", Short: "Add the feeds of an OPML file, or the articles of an archive", Args: cobra.MinimumNArgs(1),
		Long: "import reads by the name of the file: .warc, .jsonl and .ndjson (also .gz), .html, or a folder of these, are\n" +
			"articles; everything else is a list of feeds in OPML (- is standard input). An import that was broken off\n" +
			"may be begun again: what is there already is passed over.",
		Example: "  ingest import feeds.opml\n  ingest import crawl-2026-03.warc.gz --name Gazette --country LT",
		RunE: func(c *cobra.Command, files []string) error {
			return with(c.Context(), flags, func(b *pipeline.Bus) error {
				for _, name := range files {
					read := importFeeds
					if archive.Fits(name) {
						read = importArticles
					}
					if err := read(c, b, name, set); err != nil {
						return fmt.Errorf("%s: %w", name, err)
					}
				}
				return nil
			})
		},
	}
	set.bind(c.Flags())
	return c
}

func importFeeds(c *cobra.Command, b *pipeline.Bus, name string, _ settings) error {
	var r io.Reader = c.InOrStdin()
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		r = f
	}
	list, err := sources.ReadOPML(r)
	if err != nil {
		return err
	}
	n := 0
	for _, s := range list {
		added, err := ingestd.Add(c.Context(), b, s)
		if err != nil {
			return err
		}
		if added {
			n++
		}
	}
	fmt.Fprintf(c.OutOrStdout(), "%d feeds read, %d of them new\n", len(list), n)
	return nil
}

// tally counts what comes of the documents of an archive.
type tally struct {
	read, articles, known, none int
	out                         io.Writer
	told                        time.Time
}

// tell writes a line of progress, once a second at most.
func (t *tally) tell(now time.Time) {
	if now.Sub(t.told) >= time.Second {
		t.told = now
		fmt.Fprintf(t.out, "%s\n", t)
	}
}

func (t *tally) String() string {
	return fmt.Sprintf("%d documents read: %d articles, %d known already, %d without an article", t.read, t.articles, t.known, t.none)
}

func importArticles(c *cobra.Command, b *pipeline.Bus, name string, set settings) error {
	w := ingestd.Importer(b)
	s := sources.Source{ID: "import", Outlet: news.Source{Name: set.name}}
	if err := set.apply(c.Flags(), &s); err != nil {
		return err
	}
	t := &tally{out: c.ErrOrStderr(), told: time.Now()}
	err := archive.Read(name, func(d archive.Document, bad error) error {
		if err := c.Context().Err(); err != nil {
			return err
		}
		t.read++
		defer t.tell(time.Now())
		return t.take(c, w, s, d, bad)
	})
	fmt.Fprintf(c.OutOrStdout(), "%s\n", t)
	return err
}

// take imports one document. What is broken is told and passed over.
func (t *tally) take(c *cobra.Command, w *ingest.Worker, s sources.Source, d archive.Document, bad error) error {
	if bad != nil {
		t.none++
		fmt.Fprintf(c.ErrOrStderr(), "%s: %v\n", d.Name, bad)
		return nil
	}
	came, reason, err := w.Import(c.Context(), s, d)
	switch {
	case err != nil:
		return err
	case reason != "":
		t.none++
		fmt.Fprintf(c.ErrOrStderr(), "%s: %s\n", d.Name, reason)
	case came:
		t.articles++
	default:
		t.known++
	}
	return nil
}
