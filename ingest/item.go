package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"muster/ingest/feed"
	"muster/ingest/fetch"
	"muster/ingest/page"
	"muster/news"
)

// errLater means that an item's page may be there next time.
var errLater = errors.New("later")

// looks are the ages at which the page of an item still in its feed is read
// again, so that a figure changed in silence is seen.
var looks = []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour}

// maxFailures is how often a page is tried before the feed's own words on the
// item have to do.
const maxFailures = 4

// item publishes the item if it is new or changed.
func (w *Worker) item(ctx context.Context, f Feed, parsed feed.Feed, it feed.Item) (published bool, err error) {
	key := "item." + news.TextHash(f.Source.ID, it.ID)
	rec, version, err := w.Items.Get(ctx, key)
	if err != nil {
		return false, err
	}
	now := w.Now().UTC()
	print := news.TextHash("", it.Fingerprint())
	if version != 0 && rec.Print == print && rec.Failures == 0 && !due(rec, now) {
		return false, nil
	}
	if rec.First.IsZero() {
		rec.First = now
	}
	a, keep, err := w.article(ctx, f, parsed, it, &rec, rec.Print == print)
	if errors.Is(err, errLater) {
		_, putErr := w.Items.Put(ctx, key, rec, version)
		return false, errors.Join(err, putErr)
	}
	if err != nil {
		return false, err
	}
	if keep {
		if published, err = w.publish(ctx, f, a); err != nil {
			return false, err
		}
		rec.Article = a.ID
	}
	rec.Print, rec.At, rec.Looks = print, now, rec.Looks+1
	_, err = w.Items.Put(ctx, key, rec, version)
	if errors.Is(err, ErrChanged) { // another worker has it: the same word
		err = nil
	}
	return published, err
}

// due reports whether the item's page should be read again.
func due(rec Item, now time.Time) bool {
	return rec.Looks > 0 && rec.Looks <= len(looks) && now.Sub(rec.First) >= looks[rec.Looks-1]
}

// fullText is the length from which a feed's content is the article and not
// its beginning, in bytes.
const fullText = 1500

// article builds the article of an item from its page, or from the feed where
// that has the whole text or the page cannot be had. keep is false where there
// is nothing to publish.
func (w *Worker) article(ctx context.Context, f Feed, parsed feed.Feed, it feed.Item, rec *Item, again bool) (a news.Article, keep bool, err error) {
	a = w.fromFeed(f, parsed, it)
	if len(a.Text) >= fullText && !cutShort(a.Text) || it.URL == "" {
		return w.complete(a, parsed.Language, f.Source.Language), a.Text != "", nil
	}
	p, notModified, err := w.page(ctx, it.URL, rec, again)
	switch {
	case notModified:
		return a, false, nil
	case ctx.Err() != nil:
		return a, false, ctx.Err()
	case err != nil && temporary(err) && rec.Failures < maxFailures:
		rec.Failures++
		return a, false, fmt.Errorf("%w: %w", errLater, err)
	case err != nil:
		w.Log.Warn("page cannot be read, the feed's own text stands", "feed", f.Source.ID, "url", it.URL, "error", err, "bytes", len(a.Text))
		rec.Failures = 0
	default:
		rec.Failures = 0
		merge(&a, p)
	}
	return w.complete(a, p.Language, parsed.Language, f.Source.Language), a.Text != "", nil
}

// temporary reports whether the page may be there the next time.
func temporary(err error) bool {
	var status *fetch.StatusError
	if errors.As(err, &status) {
		return status.Code >= 500 || status.Code == 429 || status.Code == 408
	}
	return !errors.Is(err, page.ErrNoText) && !errors.Is(err, page.ErrWalled) && !errors.Is(err, fetch.ErrTooLarge) && !errors.Is(err, fetch.ErrForbidden)
}

func (w *Worker) page(ctx context.Context, url string, rec *Item, again bool) (p page.Page, notModified bool, err error) {
	req := fetch.Request{URL: url, Accept: fetch.AcceptPage, Page: true}
	if again && rec.Article != "" && rec.Failures == 0 {
		req.ETag, req.LastModified = rec.ETag, rec.LastModified
	}
	ans, err := w.Fetch.Get(ctx, req)
	if err != nil || ans.NotModified {
		return p, ans.NotModified, err
	}
	rec.ETag, rec.LastModified = ans.ETag, ans.LastModified
	p, err = page.Read(ctx, ans.Body, ans.ContentType, ans.URL)
	return p, false, err
}

// fromFeed is the article as far as its feed tells it.
func (w *Worker) fromFeed(f Feed, parsed feed.Feed, it feed.Item) news.Article {
	text := page.PlainOf(it.Content)
	if summary := page.PlainOf(it.Summary); len(summary) > len(text) {
		text = summary
	}
	a := news.Article{
		URL: it.URL, CanonicalURL: page.Canonical(it.URL), Feed: f.Source.ID, Outlet: f.Source.Outlet, Title: it.Title,
		Authors: it.Authors, Published: it.Published, Updated: it.Updated, Fetched: w.Now().UTC(), Text: text,
	}
	if it.URL == "" {
		a.CanonicalURL = parsed.Link + "#" + it.ID
	}
	return a
}

// merge takes from the page what it knows better: the text, the headline, the
// canonical address; and what the feed did not say.
func merge(a *news.Article, p page.Page) {
	a.Text = p.Text
	if p.CanonicalURL != "" {
		a.CanonicalURL = p.CanonicalURL
	}
	if p.Title != "" {
		a.Title = p.Title
	}
	if len(a.Authors) == 0 {
		a.Authors = p.Authors
	}
	if a.Published.IsZero() {
		a.Published = p.Published
	}
	if p.Updated.After(a.Updated) {
		a.Updated = p.Updated
	}
}

// complete fills in what follows from the rest. A date in the future is a
// mistake of the feed; better none than a wrong one.
func (w *Worker) complete(a news.Article, languages ...string) news.Article {
	if a.Published.After(a.Fetched.Add(48 * time.Hour)) {
		a.Published = time.Time{}
	}
	if a.Updated.Before(a.Published) || a.Updated.After(a.Fetched.Add(48*time.Hour)) {
		a.Updated = time.Time{}
	}
	a.ID = news.ArticleID(a.CanonicalURL)
	a.Hash = news.TextHash(a.Title, a.Text)
	a.Language = Language(a.Text, languages...)
	return a
}

// cutShort reports whether a feed's text breaks off to make the reader come.
func cutShort(text string) bool {
	tail := strings.ToLower(strings.TrimSpace(text[max(0, len(text)-120):]))
	for _, sign := range []string{"…", "...", "[...]", "[…]", "read more", "continue reading", "read the full", "»"} {
		if strings.HasSuffix(tail, sign) || strings.Contains(tail, "the post ") && strings.Contains(tail, "appeared first on") && len(text) < 2*fullText {
			return true
		}
	}
	return false
}
