package serve

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"muster/ingest"
	"muster/news"
	"muster/pipeline"
	"muster/web"
)

// newsroom gives the page what the index has not: the texts of articles and
// how the feeds fare.
type newsroom struct{ bus *pipeline.Bus }

// Story implements web.Newsroom.
func (n newsroom) Story(ctx context.Context, article string) (s web.Story, err error) {
	var edits []ingest.Edit
	if s.Article, edits, err = Kept(ctx, n.bus, article); err != nil {
		return web.Story{}, err
	}
	for _, e := range edits {
		for _, c := range e.Changes {
			s.Edits = append(s.Edits, web.Edit{Revision: e.Revision, Seen: e.Seen, Was: c.Was, Is: c.Is})
		}
	}
	return s, err
}

// Kept is an article as the streams keep it, with its text and what was changed
// in it, the oldest change first. The zero Article says that it is not kept.
func Kept(ctx context.Context, b *pipeline.Bus, article string) (a news.Article, edits []ingest.Edit, err error) {
	rec, version, err := pipeline.Seen[ingest.Revision](b).Get(ctx, "article."+article)
	if err != nil || version == 0 || rec.Seq == 0 {
		return a, nil, err
	}
	if a, err = b.LoadArticle(ctx, rec.Seq); err != nil {
		// A stream that keeps articles for a time no longer has it.
		b.Log().Debug("no text is kept", "article", article, "error", err)
		return news.Article{}, nil, nil
	}
	all, _, err := pipeline.Seen[ingest.Edits](b).Get(ctx, "edits."+article)
	return a, all.List, err
}

// Feeds implements web.Newsroom: those in trouble first.
func (n newsroom) Feeds(ctx context.Context) ([]web.Feed, error) {
	all, err := pipeline.Feeds[ingest.Feed](n.bus).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("feeds: %w", err)
	}
	list := make([]web.Feed, 0, len(all))
	for _, f := range all {
		list = append(list, feed(f))
	}
	slices.SortFunc(list, func(a, b web.Feed) int {
		return cmp.Or(cmp.Compare(b.Trouble, a.Trouble), strings.Compare(strings.ToLower(a.Outlet), strings.ToLower(b.Outlet)), strings.Compare(a.ID, b.ID))
	})
	return list, nil
}

func feed(f ingest.Feed) web.Feed {
	out := web.Feed{
		ID: f.Source.ID, URL: f.Source.URL, Outlet: f.Source.Outlet.Name, Country: f.Source.Outlet.Country, Language: f.Source.Language,
		Health: f.Health(), Worked: f.Worked, Every: time.Duration(f.Interval) * time.Second, Items: f.Items, Articles: f.Articles, Categories: f.Source.Categories,
	}
	if !f.Resting() {
		out.Next = f.Next
	}
	switch {
	case f.Failures > 0 || f.Retired:
		out.Trouble = web.Failing
	case f.Silent || f.Error != "":
		out.Trouble = web.Ailing
	}
	return out
}

// Watch implements web.Newsroom.
func (n newsroom) Watch(ctx context.Context, since time.Time, use func(news.Finding) error) error {
	return n.bus.WatchFindings(ctx, since, use)
}

var _ web.Newsroom = newsroom{}
