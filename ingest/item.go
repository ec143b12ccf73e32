package ingest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"muster/ingest/feed"
	"muster/ingest/fetch"
	"muster/ingest/page"
	"muster/news"
)

// errLater means that an item's page may be there next time.
var errLater = errors.New("later")

// maxFailures is how often a page is tried before the feed's own words on the
// item have to do.
const maxFailures = 4

// found is an item with what its feed says around it.
type found struct {
	feed.Item
	feed   Feed
	parsed feed.Feed
	// shared: other items of the feed have the same address.
	shared bool
}

// item publishes the item if it is new or changed.
func (w *Worker) item(ctx context.Context, it found) (published bool, err error) {
	key := "item." + news.TextHash(it.feed.Source.ID, it.ID)
	rec, version, err := w.Items.Get(ctx, key)
	if err != nil {
		return false, err
	}
	now := w.Now().UTC()
	print := news.TextHash("", it.Fingerprint())
	if version != 0 && rec.Print == print && rec.Failures == 0 {
		return false, nil
	}
	if rec.First.IsZero() {
		rec.First = now
	}
	list, err := w.articles(ctx, it, &rec, rec.Print == print)
	if errors.Is(err, errLater) {
		_, putErr := w.Items.Put(ctx, key, rec, version)
		return false, errors.Join(err, putErr)
	}
	if err != nil {
		return false, err
	}
	for _, a := range list {
		came, err := w.publish(ctx, it.feed.Source.ID, a)
		if err != nil {
			return false, err
		}
		published = published || came
		rec.Article, rec.Canonical = a.ID, a.CanonicalURL
	}
	rec.Print, rec.At = print, now
	_, err = w.Items.Put(ctx, key, rec, version)
	if errors.Is(err, ErrChanged) { // another worker has it: the same word
		err = nil
	}
	return published, err
}

// fullText is the length from which a feed's content is the article and not
// its beginning, in bytes.
const fullText = 1500

// wantsPage reports whether the item's page is to be read: as its source's
// settings say, else where the feed has only a beginning. An address that
// other items share without a fragment leads to none of them.
func wantsPage(it found, text string) bool {
	switch {
	case it.URL == "" || it.feed.Source.Text == "feed" || it.shared && fragmentOf(it.URL) == "":
		return false
	case it.feed.Source.Text == "page":
		return true
	}
	return len(text) < fullText || cutShort(text)
}

// articles are the articles of an item: from its page, or from the feed where
// that has the whole text or the page cannot be had. A live blog has one a
// post; none is what has nothing to publish.
func (w *Worker) articles(ctx context.Context, it found, rec *Item, again bool) (list []news.Article, err error) {
	a := w.fromFeed(it, *rec)
	languages := []string{it.parsed.Language, it.feed.Source.Language}
	if !wantsPage(it, a.Text) {
		if it.URL != "" && !it.shared && fragmentOf(a.CanonicalURL) == "" && it.feed.Source.Text != "feed" { // its page may be changed all the same
			err = w.watch(ctx, Watch{URL: it.URL, Source: it.feed.Source, Base: w.complete(a, languages...), Language: it.parsed.Language, Hash: "unread"})
		}
		return w.worth(a, languages...), err
	}
	p, notModified, err := w.page(ctx, it, rec, again)
	var rest *fetch.RestError
	switch {
	case notModified:
		return nil, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &rest):
		rec.Failures = max(rec.Failures, 1) // no fault of the page: it is tried again
		return nil, fmt.Errorf("%w: %w", errLater, err)
	case err != nil && temporary(err) && rec.Failures < maxFailures:
		rec.Failures++
		return nil, fmt.Errorf("%w: %w", errLater, err)
	case err != nil:
		w.Log.Warn("page cannot be read, the feed's own text stands", "feed", it.feed.Source.ID, "url", it.URL, "error", err, "bytes", len(a.Text))
		rec.Failures = 0
		return w.worth(a, languages...), nil
	}
	rec.Failures = 0
	if list = w.fromPage(a, p, languages...); len(list) == 0 {
		return nil, nil
	}
	return list, w.watchPage(ctx, it, rec, list[0], p.Kind == page.Live)
}

// watchPage has the page read again that the item's articles are from. All
// posts of a live blog share one watch; a page of which the item is only a
// part is not watched for it.
func (w *Worker) watchPage(ctx context.Context, it found, rec *Item, a news.Article, live bool) error {
	address, _, _ := strings.Cut(it.URL, "#")
	canonical, fragment, _ := strings.Cut(a.CanonicalURL, "#")
	if fragment != "" && !live {
		return nil
	}
	a.CanonicalURL, a.URL = canonical, address
	a.ID = news.ArticleID(canonical)
	return w.watch(ctx, Watch{
		URL: address, Source: it.feed.Source, Base: a, Language: it.parsed.Language, ETag: rec.ETag, LastModified: rec.LastModified, Live: live,
	})
}

// worth is the article, completed, if it says anything.
func (w *Worker) worth(a news.Article, languages ...string) []news.Article {
	if a.Text == "" {
		return nil
	}
	return []news.Article{w.complete(a, languages...)}
}

// temporary reports whether the page may be there the next time.
func temporary(err error) bool {
	var status *fetch.StatusError
	if errors.As(err, &status) {
		return status.Code >= 500 || status.Code == 429 || status.Code == 408
	}
	for _, final := range []error{page.ErrNoText, page.ErrWalled, fetch.ErrTooLarge, fetch.ErrForbidden} {
		if errors.Is(err, final) {
			return false
		}
	}
	return true
}

func (w *Worker) page(ctx context.Context, it found, rec *Item, again bool) (p page.Page, notModified bool, err error) {
	req := fetch.Request{URL: it.URL, Accept: fetch.AcceptPage, Page: true}
	if again && rec.Article != "" && rec.Failures == 0 {
		req.ETag, req.LastModified = rec.ETag, rec.LastModified
	}
	ans, err := w.Fetch.Get(ctx, req)
	if err != nil || ans.NotModified {
		return p, ans.NotModified, err
	}
	rec.ETag, rec.LastModified = ans.ETag, ans.LastModified
	p, err = w.readPage(ctx, ans, it.feed.Source.Selector)
	return p, false, err
}

// fromFeed is the article as far as its feed tells it.
func (w *Worker) fromFeed(it found, rec Item) news.Article {
	text := page.PlainOf(it.Content)
	if summary := page.PlainOf(it.Summary); len(summary) > len(text) {
		text = summary
	}
	a := news.Article{
		URL: it.URL, CanonicalURL: rec.Canonical, Feed: it.feed.Source.ID, Outlet: it.feed.Source.Outlet, Title: it.Title,
		Authors: it.Authors, Published: it.Published, Updated: it.Updated, Fetched: w.Now().UTC(), Text: text,
	}
	if a.CanonicalURL == "" {
		a.CanonicalURL = identity(it)
	}
	if it.Outlet != "" && !strings.EqualFold(it.Outlet, a.Outlet.Name) {
		a.Outlet = news.Source{Name: it.Outlet, Kind: news.Online}
		if u, err := url.Parse(it.Site); err == nil && u.Host != "" {
			a.Outlet.Domains = []string{strings.TrimPrefix(u.Hostname(), "www.")}
		}
	}
	if a.Published.IsZero() {
		a.Published = it.Updated
	}
	if a.Published.IsZero() && !it.feed.Worked.IsZero() {
		// New since the last fetch of the feed: no older than that, though
		// nobody says when.
		a.Published, a.PublishedGuessed = rec.First, true
	}
	return a
}

// identity is the address that makes an article out of an item: without the
// fragment, unless that names a post of its own or other items share the rest.
func identity(it found) string {
	if it.URL == "" {
		return it.parsed.Link + "#" + it.ID
	}
	base, fragment := page.Canonical(it.URL), fragmentOf(it.URL)
	switch {
	case fragment != "" && (it.shared || namesPost(fragment)):
		return base + "#" + fragment
	case it.shared:
		return base + "#" + it.ID
	}
	return base
}

func fragmentOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Fragment
}

// namesPost reports whether a fragment names a post of a live blog. Those of
// trackers have a value, and those of sections of a page are words.
func namesPost(fragment string) bool {
	if strings.ContainsAny(fragment, "=:") || len(fragment) > 100 {
		return false
	}
	return strings.ContainsAny(fragment, "0123456789")
}

// fromPage completes the article with what its page knows better: the text,
// the headline, the canonical address; and what the feed did not say. A live
// blog gives an article a post, and only the post that the item names where it
// names one.
func (w *Worker) fromPage(a news.Article, p page.Page, languages ...string) (list []news.Article) {
	languages = append([]string{p.Language}, languages...)
	own := fragmentOf(a.CanonicalURL)
	if p.CanonicalURL != "" && own == "" {
		a.CanonicalURL = p.CanonicalURL
	}
	if len(a.Authors) == 0 {
		a.Authors = p.Authors
	}
	if (a.Published.IsZero() || a.PublishedGuessed) && !p.Published.IsZero() {
		a.Published, a.PublishedGuessed = p.Published, p.Guessed
	}
	if p.Updated.After(a.Updated) {
		a.Updated = p.Updated
	}
	if own != "" && (p.Kind == page.Live || a.Text != "") { // the page is of more than this item
		for _, e := range p.Entries {
			if e.ID == own {
				return w.worth(post(a, e), languages...)
			}
		}
		return w.worth(a, languages...)
	}
	if p.Kind == page.Live {
		for _, e := range p.Entries {
			list = append(list, w.worth(post(a, e), languages...)...)
		}
		return list
	}
	a.Text = p.Text
	if p.Title != "" {
		a.Title = p.Title
	}
	return w.worth(a, languages...)
}

// post is the article of one post of a live blog.
func post(a news.Article, e page.Entry) news.Article {
	base, _, _ := strings.Cut(a.CanonicalURL, "#")
	id := e.ID
	if id == "" {
		id = "post-" + news.TextHash(e.Title, e.Published.Format(time.RFC3339))
	}
	a.CanonicalURL = base + "#" + id
	if u, _, _ := strings.Cut(a.URL, "#"); e.ID != "" {
		a.URL = u + "#" + e.ID
	}
	if e.Title != "" {
		a.Title = e.Title
	}
	if !e.Published.IsZero() {
		a.Published, a.PublishedGuessed = e.Published, false
	}
	a.Updated, a.Text = time.Time{}, e.Text
	return a
}

// complete fills in what follows from the rest. A date in the future is a
// mistake of the feed; better none than a wrong one.
func (w *Worker) complete(a news.Article, languages ...string) news.Article {
	if a.Published.After(a.Fetched.Add(48 * time.Hour)) {
		a.Published, a.PublishedGuessed = time.Time{}, false
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
