package ingest

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strings"

	"muster/ingest/archive"
	"muster/ingest/page"
	"muster/ingest/sources"
	"muster/news"
)

// Import publishes a document of an archive as an article of the source. It
// may be run again over the same archive: what is there already is no news.
// came is false where it was, and reason says why a document gave nothing.
func (w *Worker) Import(ctx context.Context, s sources.Source, d archive.Document) (came bool, reason string, err error) {
	a, reason := w.imported(ctx, s, d)
	if reason != "" {
		return false, reason, nil
	}
	if a.Outlet.Name == "" {
		a.Outlet = outletOf(s, a.URL)
	}
	a.Feed = s.ID
	a = w.complete(a, s.Language)
	came, err = w.publish(ctx, s.ID, a)
	if err != nil {
		return false, "", fmt.Errorf("ingest: %s: %w", d.Name, err)
	}
	return came, "", nil
}

// imported is the article of a document, or why there is none.
func (w *Worker) imported(ctx context.Context, s sources.Source, d archive.Document) (a news.Article, reason string) {
	if d.Article != nil {
		a = *d.Article
		a.Fetched = w.Now().UTC()
		if a.CanonicalURL == "" {
			a.CanonicalURL = "archive:" + news.TextHash(a.Title, a.Text)
		}
		return a, ""
	}
	p, err := page.ReadPart(ctx, d.Body, d.ContentType, d.URL, s.Selector)
	if err != nil {
		return a, err.Error()
	}
	a = news.Article{
		URL: cmp.Or(d.URL, p.CanonicalURL), CanonicalURL: cmp.Or(p.CanonicalURL, "archive:"+news.TextHash(p.Title, p.Text)), Title: p.Title, Authors: p.Authors,
		Published: p.Published, PublishedGuessed: p.Guessed, Updated: p.Updated, Fetched: w.Now().UTC(), Language: p.Language, Text: p.Text,
	}
	if a.Published.IsZero() && !d.Fetched.IsZero() { // no later than the crawler came
		a.Published, a.PublishedGuessed = d.Fetched, true
	}
	if s.Outlet.Name == "" && p.Outlet != "" {
		a.Outlet = outletOf(s, a.URL)
		a.Outlet.Name = cmp.Or(builtinOutlet(a.URL).Name, p.Outlet)
	}
	return a, ""
}

// outletOf is whose article it is: the source's outlet, the one known by the
// address, or the host.
func outletOf(s sources.Source, address string) news.Source {
	if s.Outlet.Name != "" {
		return s.Outlet
	}
	if o := builtinOutlet(address); o.Name != "" {
		return o
	}
	host := hostOf(address)
	return news.Source{Name: cmp.Or(host, "unknown"), Kind: news.Online, Domains: []string{host}}
}

// builtinOutlet is the outlet of the built-in list whose site the address is on.
func builtinOutlet(address string) news.Source {
	host := hostOf(address)
	for _, s := range sources.Builtin() {
		for _, d := range s.Outlet.Domains {
			if host != "" && (host == d || strings.HasSuffix(host, "."+d)) {
				return s.Outlet
			}
		}
	}
	return news.Source{}
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
