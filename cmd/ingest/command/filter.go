package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"muster/ingest/feed"
	"muster/ingest/page"

	"github.com/spf13/cobra"
)

// filterMemory is where a filter begins to collect its garbage in earnest, in
// bytes: hostile input must not cost what the whole machine has.
const filterMemory = 160 << 20

// feedLine is what "ingest parse" says of one file. All keys are always there;
// what is not known is empty.
type feedLine struct {
	File    string     `json:"file"`
	Format  string     `json:"format"`
	Title   string     `json:"title"`
	Repairs []string   `json:"repairs"`
	Error   string     `json:"error"`
	Items   []itemLine `json:"items"`
}

type itemLine struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	URL       string   `json:"url"`
	Published string   `json:"published"`
	Updated   string   `json:"updated"`
	Summary   string   `json:"summary"`
	Content   string   `json:"content"`
	Authors   []string `json:"authors,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
}

func parseCommand() *cobra.Command {
	var url, contentType string
	c := &cobra.Command{
		Use: "parse [FILE...]", Short: "Read feeds: bytes in, one JSON line a feed out",
		Long: "parse reads each file (standard input where none is named) as a feed, sound or broken, and writes one\n" +
			"JSON line a file: what was repaired, what was wrong, and the items.",
		Example: "  curl -s https://gazette.example/feed | ingest parse",
		RunE: func(c *cobra.Command, files []string) error {
			return each(c, files, feed.MaxBytes+1, func(_ context.Context, name string, raw []byte) any {
				f, err := feed.Parse(raw, contentType, url)
				return lineOf(name, f, err)
			})
		},
	}
	c.Flags().StringVar(&url, "url", "", "the `URL` the feed came from, to complete its links with")
	c.Flags().StringVar(&contentType, "content-type", "", "the Content-Type `header` it came with")
	return c
}

func lineOf(name string, f feed.Feed, err error) feedLine {
	line := feedLine{File: name, Format: f.Format, Title: f.Title, Repairs: append([]string{}, f.Repaired...), Error: said(err), Items: []itemLine{}}
	for _, it := range f.Items {
		line.Items = append(line.Items, itemLine{
			it.ID, it.Title, it.URL, written(it.Published), written(it.Updated), it.Summary, it.Content, it.Authors, it.Outlet,
		})
	}
	return line
}

// written is an instant in RFC 3339, empty for none.
func written(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// pageLine is what "ingest page" says of one file.
type pageLine struct {
	File      string      `json:"file"`
	Title     string      `json:"title"`
	Text      string      `json:"text"`
	Published string      `json:"published"`
	Updated   string      `json:"updated"`
	Authors   []string    `json:"authors"`
	Canonical string      `json:"canonical"`
	Lang      string      `json:"lang"`
	Kind      string      `json:"kind"`
	Guessed   bool        `json:"published_guessed,omitempty"`
	Outlet    string      `json:"outlet,omitempty"`
	Entries   []entryLine `json:"entries,omitempty"`
	Error     string      `json:"error,omitempty"`
}

type entryLine struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Text      string `json:"text"`
}

func pageCommand() *cobra.Command {
	var url string
	c := &cobra.Command{
		Use: "page [FILE...]", Short: "Read pages: HTML in, one JSON line a page out",
		Long: "page reads each file (standard input where none is named) as a web page and writes one JSON line a\n" +
			"file. The kind is article, live (a live blog, with its entries), paywall, consent, list or empty; only\n" +
			"articles and live blogs have a text.",
		RunE: func(c *cobra.Command, files []string) error {
			return each(c, files, page.MaxBytes, func(ctx context.Context, name string, raw []byte) any {
				p, err := page.Read(ctx, raw, "", url)
				return pageLineOf(name, p, err)
			})
		},
	}
	c.Flags().StringVar(&url, "url", "", "the `URL` the page came from")
	return c
}

func pageLineOf(name string, p page.Page, err error) pageLine {
	line := pageLine{
		File: name, Title: p.Title, Text: p.Text, Published: written(p.Published), Updated: written(p.Updated),
		Authors: append([]string{}, p.Authors...), Canonical: p.CanonicalURL, Lang: p.Language, Kind: string(p.Kind),
		Guessed: p.Guessed, Outlet: p.Outlet, Error: said(err),
	}
	for _, e := range p.Entries {
		line.Entries = append(line.Entries, entryLine{e.ID, e.Title, written(e.Published), e.Text})
	}
	return line
}

// each runs read over the first limit bytes of each file, or of standard input
// where none is named, and writes a line for each, also for one that cannot be
// read. It fails only
// where a file could not be opened.
func each(c *cobra.Command, files []string, limit int64, read func(ctx context.Context, name string, raw []byte) any) error {
	debug.SetMemoryLimit(filterMemory)
	if len(files) == 0 {
		files = []string{"-"}
	}
	out := json.NewEncoder(c.OutOrStdout())
	out.SetEscapeHTML(false)
	var failed []error
	for _, name := range files {
		raw, err := input(c, name, limit)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", name, err))
			continue
		}
		if err := out.Encode(read(c.Context(), name, raw)); err != nil {
			return err
		}
	}
	return errors.Join(failed...)
}

func input(c *cobra.Command, name string, limit int64) ([]byte, error) {
	var r io.Reader = c.InOrStdin()
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, errors.Unwrap(err)
		}
		defer func() { _ = f.Close() }()
		r = f
	}
	return io.ReadAll(io.LimitReader(r, limit))
}
