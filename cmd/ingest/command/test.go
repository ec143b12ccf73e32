package command

import (
	"cmp"
	"context"
	"strings"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/extract"
	"muster/ingest"
	"muster/ingest/discover"
	"muster/ingest/feed"
	"muster/ingest/fetch"
	html "muster/ingest/page"
	"muster/news"

	"github.com/spf13/cobra"
)

func testCommand() *cobra.Command {
	var cfg fetch.Config
	var set settings
	var o form.Form
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
			t := tester{client: fetch.New(cfg), selector: s.Selector, text: s.Text, outlet: s.Outlet, extractor: extract.New()}
			r := trialOf(found, s.Outlet.Name)
			for _, it := range found.Items[:min(len(found.Items), items)] {
				a := t.item(c.Context(), it)
				a.LeftOut = !ingest.Wanted(s, it)
				r.Articles = append(r.Articles, a)
			}
			return o.Write(c.OutOrStdout(), form.Answer{Whole: r, Items: r.Articles, Text: r.write})
		},
	}
	fetchFlags(c.Flags(), &cfg)
	set.bind(c.Flags())
	set.bindFeed(c.Flags())
	o.Bind(c.Flags())
	c.Flags().IntVar(&items, "items", 3, "how many items to read the pages of")
	return c
}

// trial is what would come of a feed.
type trial struct {
	Feed     string         `json:"feed"`
	How      string         `json:"how"`
	Format   string         `json:"format"`
	Items    int            `json:"items"`
	Language string         `json:"language,omitempty"`
	Outlet   string         `json:"outlet"`
	Repaired []string       `json:"repaired,omitempty"`
	Hub      string         `json:"hub,omitempty"`
	Articles []trialArticle `json:"articles"`
}

// trialArticle is what would come of one of its items.
type trialArticle struct {
	Title     string    `json:"title"`
	URL       string    `json:"url"`
	Published time.Time `json:"published,omitzero"`
	// Guessed: nobody states when it was published.
	Guessed bool `json:"published_guessed,omitempty"`
	// From is where the text is from; Error why it is not from the page.
	From   string       `json:"from"`
	Error  string       `json:"error,omitempty"`
	Text   string       `json:"text"`
	Claims []news.Claim `json:"claims"`
	// LeftOut: the words to keep or to block leave it out.
	LeftOut bool `json:"left_out,omitempty"`
}

func trialOf(f discover.Found, outlet string) trial {
	return trial{Feed: f.URL, How: f.How, Format: f.Format, Items: len(f.Items), Language: f.Language, Outlet: outlet, Repaired: f.Repaired, Hub: f.Hub, Articles: []trialArticle{}}
}

// tester reads the items of a feed as ingest and extract would.
type tester struct {
	client         *fetch.Client
	selector, text string
	outlet         news.Source
	extractor      *extract.Extractor
}

// item reads one item, from its page where the feed has no more than a start.
func (t tester) item(ctx context.Context, it feed.Item) trialArticle {
	a := trialArticle{Title: it.Title, URL: it.URL, Published: it.Published, From: "the feed", Text: html.PlainOf(cmp.Or(it.Content, it.Summary))}
	if t.text != "feed" && it.URL != "" {
		p, err := t.page(ctx, it.URL)
		if err != nil {
			a.Error = daemon.Plain(err)
		} else {
			a.Text, a.From = p.Text, "the page, "+string(p.Kind)
			if a.Published.IsZero() {
				a.Published, a.Guessed = p.Published, p.Guessed
			}
		}
	}
	a.Claims = t.extractor.Extract(news.Article{ID: it.ID, URL: it.URL, Title: it.Title, Outlet: t.outlet, Published: a.Published, Text: a.Text}).Claims
	return a
}

func (t tester) page(ctx context.Context, url string) (html.Page, error) {
	got, err := t.client.Get(ctx, fetch.Request{URL: url, Accept: fetch.AcceptPage, Page: true})
	if err != nil {
		return html.Page{}, err
	}
	return html.ReadPart(ctx, got.Body, got.ContentType, got.URL, t.selector)
}

func (t trial) write(p page.Page) error {
	return p.Print(func(b *page.Printer) {
		for _, line := range [][2]string{
			{"feed", t.Feed + " (" + t.How + ")"},
			{"format", t.Format + ", " + page.Plural(uint64(t.Items), "item", "items") + ", language " + cmp.Or(t.Language, "not said")},
			{"outlet", t.Outlet}, {"repaired", strings.Join(t.Repaired, ", ")}, {"WebSub", t.Hub},
		} {
			if line[1] != "" {
				b.Line("%-9s %s", line[0], page.Clean(line[1]))
			}
		}
		for _, a := range t.Articles {
			a.write(b)
		}
	})
}

func (a trialArticle) write(b *page.Printer) {
	b.Line("")
	b.Line("%s", b.In(page.Bold, page.Clean(cmp.Or(a.Title, "(no title)"))))
	if a.LeftOut {
		b.Line("  left out, by the words to keep or to block")
	}
	b.Whole("  " + a.URL)
	b.Line("  %s", when(a.Published, a.Guessed))
	if a.Error != "" {
		b.Line("  page: %s", page.Clean(a.Error))
	}
	b.Line("  text from %s, %d paragraphs, %d bytes: %s", a.From, strings.Count(a.Text, "\n\n")+1, len(a.Text), page.Clean(start(a.Text)))
	b.Line("  %s", page.Plural(uint64(len(a.Claims)), "claim", "claims"))
	for _, c := range a.Claims {
		if c.Figure != nil {
			b.Line("    %s | %s", b.In(page.Yellow, page.Clean(c.Figure.Text)), page.Clean(start(c.Sentence.Text)))
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
