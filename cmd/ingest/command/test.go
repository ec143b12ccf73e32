package command

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"muster/extract"
	"muster/ingest/discover"
	"muster/ingest/feed"
	"muster/ingest/fetch"
	"muster/ingest/page"
	"muster/news"

	"github.com/spf13/cobra"
)

func testCommand() *cobra.Command {
	var cfg fetch.Config
	var set settings
	var items int
	c := &cobra.Command{
		Use: "test SITE-OR-FEED", Short: "Fetch once and show what would come out: items, text, claims", Args: cobra.ExactArgs(1),
		Long: "test stores nothing and needs no server. It finds the feed, fetches it and the pages of its first items,\n" +
			"and shows the articles and claims that ingest and extract would make of them.",
		RunE: func(c *cobra.Command, args []string) error {
			found, err := find(c, cfg, args[0])
			if err != nil {
				return err
			}
			s, err := source(c.Flags(), set, found)
			if err != nil {
				return err
			}
			t := trial{out: c.OutOrStdout(), client: fetch.New(cfg), selector: s.Selector, text: s.Text, outlet: s.Outlet}
			t.head(found)
			for _, it := range found.Items[:min(len(found.Items), items)] {
				t.item(c, it)
			}
			return nil
		},
	}
	fetchFlags(c.Flags(), &cfg)
	set.bind(c.Flags())
	c.Flags().IntVar(&items, "items", 3, "how many items to read the pages of")
	return c
}

// trial shows what would come of a feed.
type trial struct {
	out            io.Writer
	client         *fetch.Client
	selector, text string
	outlet         news.Source
	extractor      *extract.Extractor
}

func (t *trial) head(f discover.Found) {
	fmt.Fprintf(t.out, "feed      %s (%s)\n", f.URL, f.How)
	fmt.Fprintf(t.out, "format    %s, %d items, language %s\n", f.Format, len(f.Items), cmp.Or(f.Language, "not said"))
	fmt.Fprintf(t.out, "outlet    %s\n", t.outlet.Name)
	if len(f.Repaired) > 0 {
		fmt.Fprintf(t.out, "repaired  %s\n", strings.Join(f.Repaired, ", "))
	}
	if f.Hub != "" {
		fmt.Fprintf(t.out, "WebSub    %s\n", f.Hub)
	}
}

// item shows one item with its text and claims.
func (t *trial) item(c *cobra.Command, it feed.Item) {
	fmt.Fprintf(t.out, "\n%s\n  %s\n  %s\n", cmp.Or(it.Title, "(no title)"), it.URL, when(it.Published, false))
	text, from, published := page.PlainOf(cmp.Or(it.Content, it.Summary)), "the feed", it.Published
	if t.text != "feed" && it.URL != "" {
		a, err := t.client.Get(c.Context(), fetch.Request{URL: it.URL, Accept: fetch.AcceptPage, Page: true})
		var p page.Page
		if err == nil {
			p, err = page.ReadPart(c.Context(), a.Body, a.ContentType, a.URL, t.selector)
		}
		if err != nil {
			fmt.Fprintf(t.out, "  page: %v\n", err)
		} else {
			text, from = p.Text, "the page, "+string(p.Kind)
			if published.IsZero() {
				published = p.Published
				fmt.Fprintf(t.out, "  %s\n", when(p.Published, p.Guessed))
			}
		}
	}
	fmt.Fprintf(t.out, "  text from %s, %d paragraphs, %d bytes: %s\n", from, strings.Count(text, "\n\n")+1, len(text), start(text))
	t.claims(news.Article{ID: it.ID, URL: it.URL, Title: it.Title, Outlet: t.outlet, Published: published, Text: text})
}

func (t *trial) claims(a news.Article) {
	if t.extractor == nil {
		t.extractor = extract.New()
	}
	claims := t.extractor.Extract(a).Claims
	fmt.Fprintf(t.out, "  %d claims\n", len(claims))
	for _, c := range claims {
		if c.Figure != nil {
			fmt.Fprintf(t.out, "    %s | %s\n", c.Figure.Text, start(c.Sentence.Text))
		}
	}
}

func when(t time.Time, guessed bool) string {
	switch {
	case t.IsZero():
		return "published: not said"
	case guessed:
		return "published: " + t.Format(time.DateOnly) + ", a guess"
	}
	return "published: " + t.Format(time.RFC3339)
}

// start is the beginning of a text, in one line.
func start(text string) string {
	const most = 160
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}
