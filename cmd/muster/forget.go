package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/form"
	ingestd "muster/cmd/ingest/daemon"
	"muster/cmd/page"
	"muster/extract/entity"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// forgetting is one run of forget.
type forgetting struct {
	flags        *daemon.Flags
	outlet, feed string
	yes          bool
	form         form.Form
}

// forgotten is what was taken out.
type forgotten struct {
	Articles []news.ArticleRef `json:"articles"`
	Feeds    []string          `json:"feeds"`
}

func forgetCommand(flags *daemon.Flags) *cobra.Command {
	f := forgetting{flags: flags}
	c := &cobra.Command{
		Use: "forget [ARTICLE...]", Short: "Take articles, an outlet or a feed out, with claims and findings",
		Long: `Take articles out, named by ID or address, or all of an outlet or of a feed,
with their texts, their claims and the findings that quote them. What is forgotten
stays out: later revisions, replays and an index built anew do not bring it back.
The feeds of a forgotten outlet are removed. The search daemons take claims and
findings out when they come by, at once where they run. Backups made before keep
the texts, and so do exports.`,
		Example: "  muster forget 3f9ac01be2\n  muster forget --outlet 'The Gazette' --yes",
		RunE:    func(c *cobra.Command, args []string) error { return f.run(c, args) },
	}
	c.Flags().StringVar(&f.outlet, "outlet", "", "all articles of this outlet, and its feeds")
	c.Flags().StringVar(&f.feed, "feed", "", "all articles of the feed of this ID, and the feed")
	f.form.Bind(c.Flags())
	c.Flags().BoolVarP(&f.yes, "yes", "y", false, "do not ask")
	return c
}

func (f forgetting) run(c *cobra.Command, args []string) error {
	if len(args) == 0 && f.outlet == "" && f.feed == "" {
		return errors.New("what is to be forgotten? give articles by ID or URL, --outlet or --feed")
	}
	b, err := f.flags.Borrow(c.Context(), "forget")
	if err != nil {
		return err
	}
	defer b.Close()
	articles, err := f.articles(c.Context(), b, args)
	if err != nil {
		return errors.Join(err, f.meant(c.Context(), b, args))
	}
	feeds, err := f.feeds(c.Context(), b)
	if err != nil {
		return err
	}
	if len(articles)+len(feeds) == 0 {
		return daemon.Nothing(c, "nothing of that is known")
	}
	what := page.Plural(uint64(len(articles)), "article", "articles") + " and " + page.Plural(uint64(len(feeds)), "feed", "feeds")
	if !f.yes {
		if err := agreed(c, "Forget "+what+", with all claims and findings?"); err != nil {
			return err
		}
	}
	for _, id := range feeds {
		if err := ingestd.Remove(c.Context(), b, id); err != nil {
			return err
		}
	}
	if err := forget(c.Context(), b, articles); err != nil {
		return err
	}
	return f.form.Write(c.OutOrStdout(), form.Answer{Whole: forgotten{articles, feeds}, Text: form.Said("forgotten: %s", what)})
}

// meant says of a name that is no article's which flag it belongs to; nil where
// it is neither a feed's nor an outlet's.
func (f forgetting) meant(ctx context.Context, b *pipeline.Bus, names []string) error {
	all, err := ingestd.Feeds(ctx, b)
	if err != nil {
		return err
	}
	for _, name := range names {
		for id, feed := range all {
			switch {
			case id == name:
				return fmt.Errorf("%s is a feed: give --feed %s", name, name)
			case sameOutlet(feed.Source.Outlet.Name, name):
				return fmt.Errorf("%s is an outlet: give --outlet %q", name, name)
			}
		}
	}
	return nil
}

// forget first keeps the articles from being stored again, then has their
// claims taken out, and last erases what holds their text: cut off in between,
// it finds them again.
func forget(ctx context.Context, b *pipeline.Bus, articles []news.ArticleRef) error {
	meant := map[string]bool{}
	for _, a := range articles {
		meant[a.ID] = true
		if err := ingestd.Forget(ctx, b, a); err != nil {
			return err
		}
	}
	for _, a := range articles {
		if err := b.PublishClaims(ctx, news.Forget(a)); err != nil {
			return err
		}
	}
	_, err := b.Erase(ctx, func(id string) bool { return meant[id] })
	return err
}

// agreed asks a person at a terminal. Elsewhere nobody agrees.
func agreed(c *cobra.Command, question string) error {
	in, terminal := c.InOrStdin().(*os.File)
	if !terminal || !term.IsTerminal(int(in.Fd())) {
		return errors.New("nobody is there to be asked: give --yes")
	}
	fmt.Fprint(c.ErrOrStderr(), question+" [y/N] ")
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if answer := strings.ToLower(strings.TrimSpace(line)); answer != "y" && answer != "yes" {
		return daemon.ErrNothing
	}
	return nil
}

// articles are those meant, by whatever stream still knows of them.
func (f forgetting) articles(ctx context.Context, b *pipeline.Bus, named []string) ([]news.ArticleRef, error) {
	found := map[string]news.ArticleRef{}
	hit := map[string]map[string]bool{} // by name, the articles it means
	take := func(ref news.ArticleRef, feed string, urls ...string) {
		if f.outlet != "" && sameOutlet(ref.Outlet, f.outlet) || f.feed != "" && feed == f.feed {
			found[ref.ID] = ref
		}
		for _, name := range named {
			if strings.HasPrefix(ref.ID, name) && len(name) >= shortestID || slices.Contains(urls, name) {
				if hit[name] == nil {
					hit[name] = map[string]bool{}
				}
				hit[name][ref.ID] = true
				found[ref.ID] = ref
			}
		}
	}
	err := errors.Join(
		b.ReplayArticles(ctx, time.Time{}, func(a news.Article) error {
			take(a.Ref(), a.Feed, a.URL, a.CanonicalURL)
			return nil
		}),
		b.ReplayClaims(ctx, func(s news.ClaimSet) error {
			if !s.Forgotten {
				take(s.Article, "", s.Article.URL)
			}
			return nil
		}))
	for _, name := range named {
		switch n := len(hit[name]); {
		case n == 0:
			err = errors.Join(err, fmt.Errorf("no article is known as %s", name))
		case n > 1:
			err = errors.Join(err, fmt.Errorf("%s names %d articles: give more of the ID", name, n))
		}
	}
	out := make([]news.ArticleRef, 0, len(found))
	for _, ref := range found {
		out = append(out, ref)
	}
	slices.SortFunc(out, func(a, b news.ArticleRef) int { return strings.Compare(a.ID, b.ID) })
	return out, err
}

// shortestID is the fewest digits that name an article.
const shortestID = 4

func sameOutlet(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	x, known := entity.OutletByName(a)
	y, too := entity.OutletByName(b)
	return known && too && x.Name == y.Name
}

// feeds are those to be removed.
func (f forgetting) feeds(ctx context.Context, b *pipeline.Bus) (ids []string, err error) {
	if f.outlet == "" && f.feed == "" {
		return nil, nil
	}
	all, err := ingestd.Feeds(ctx, b)
	for id, feed := range all {
		if id == f.feed || f.outlet != "" && sameOutlet(feed.Source.Outlet.Name, f.outlet) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, err
}
