// Package discover finds the feed of a site as a person would: in what its
// page declares and links to, at the places where feeds usually are, and in
// its sitemaps where it has no feed.
//
// In goes an address, out comes the best source found, with all that was
// tried. Every request is made by the client given, with its limits.
package discover

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"muster/ingest/feed"
	"muster/ingest/fetch"
	"muster/ingest/page"
)

// Found is a feed, or a sitemap that serves as one.
type Found struct {
	URL string
	feed.Feed
	// How tells where it was found.
	How string
}

// ErrNothing means that the site has neither a feed nor a sitemap of news.
var ErrNothing = errors.New("discover: no feed and no news sitemap found")

// Finder looks for feeds.
type Finder struct {
	Client *fetch.Client
	// Trying is told each address before it is asked; nil tells nobody.
	Trying func(url string)
}

// usual are the places where the content systems of newspapers have feeds.
var usual = []string{
	"/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed", "/rss/", "/feeds/all.rss", "/arc/outboundfeeds/rss/",
	"/news/rss", "/news/feed", "/rss/news.xml", "/en/rss", "/feed.json", "/feeds/posts/default",
}

// sitemaps are where sites without a feed list their news.
var sitemaps = []string{"/sitemap-news.xml", "/news-sitemap.xml", "/sitemap_news.xml", "/news_sitemap.xml", "/sitemap.xml", "/sitemap_index.xml"}

// maxChildren is how many sitemaps of an index are opened.
const maxChildren = 3

// Find returns the best source of the address: the address itself where it is
// a feed.
func (f *Finder) Find(ctx context.Context, address string) (Found, error) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	a, err := f.get(ctx, address)
	if err != nil {
		return Found{}, fmt.Errorf("%s: %w", address, err)
	}
	if got, err := feed.Parse(a.Body, a.ContentType, a.URL); err == nil {
		if a.Moved != "" {
			address = a.Moved
		}
		return Found{address, got, "the address itself"}, nil
	}
	base, err := url.Parse(a.URL)
	if err != nil {
		return Found{}, err
	}
	for _, step := range []struct {
		how        string
		candidates []string
	}{{"named by the page", page.Feeds(a.Body, a.ContentType, a.URL)}, {"at a usual place", at(base, usual)}} {
		if found, ok := f.first(ctx, step.candidates, step.how); ok {
			return found, nil
		}
	}
	if found, ok := f.sitemap(ctx, base); ok {
		return found, nil
	}
	if ctx.Err() != nil {
		return Found{}, ctx.Err()
	}
	return Found{}, fmt.Errorf("%w at %s", ErrNothing, address)
}

func at(base *url.URL, paths []string) (list []string) {
	for _, p := range paths {
		list = append(list, (&url.URL{Scheme: base.Scheme, Host: base.Host, Path: p}).String())
	}
	return list
}

// first is the first of the candidates that is a feed with items, else the
// first that is an empty one.
func (f *Finder) first(ctx context.Context, candidates []string, how string) (empty Found, ok bool) {
	for _, c := range candidates {
		a, err := f.get(ctx, c)
		if err != nil {
			continue
		}
		got, err := feed.Parse(a.Body, a.ContentType, a.URL)
		switch {
		case err != nil:
		case len(got.Items) > 0:
			return Found{c, got, how}, true
		case !ok:
			empty, ok = Found{c, got, how + ", empty"}, true
		}
	}
	return empty, ok
}

// sitemap looks for a sitemap of news: in robots.txt, at the usual places, and
// one step into an index.
func (f *Finder) sitemap(ctx context.Context, base *url.URL) (Found, bool) {
	for _, c := range append(f.fromRobots(ctx, base), at(base, sitemaps)...) {
		a, err := f.get(ctx, c)
		if err != nil {
			continue
		}
		if children := feed.Sitemaps(a.Body, a.ContentType); children != nil {
			if found, ok := f.first(ctx, children[:min(len(children), maxChildren)], "in the index of sitemaps"); ok && len(found.Items) > 0 {
				return found, true
			}
			continue
		}
		if got, err := feed.Parse(a.Body, a.ContentType, a.URL); err == nil && len(got.Items) > 0 {
			return Found{c, got, "the sitemap of a site without a feed"}, true
		}
	}
	return Found{}, false
}

func (f *Finder) fromRobots(ctx context.Context, base *url.URL) (list []string) {
	a, err := f.get(ctx, at(base, []string{"/robots.txt"})[0])
	if err != nil {
		return nil
	}
	for line := range strings.SplitSeq(string(a.Body[:min(len(a.Body), 64<<10)]), "\n") {
		name, value, ok := strings.Cut(line, ":")
		if ok && strings.EqualFold(strings.TrimSpace(name), "sitemap") && len(list) < 5 {
			list = append(list, strings.TrimSpace(value))
		}
	}
	return list
}

func (f *Finder) get(ctx context.Context, address string) (fetch.Answer, error) {
	if f.Trying != nil {
		f.Trying(address)
	}
	return f.Client.Get(ctx, fetch.Request{URL: address, Accept: fetch.AcceptFeed})
}
