package discover

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"muster/ingest/fetch"
)

const (
	rss   = "<rss><channel><title>Gazette</title><item><title>A</title><link>https://x.example/a</link></item></channel></rss>"
	empty = "<rss><channel><title>Comments</title></channel></rss>"
	news  = `<urlset xmlns:news="n"><url><loc>https://x.example/a</loc><news:news><news:title>A</news:title></news:news></url></urlset>`
)

func TestFind(t *testing.T) {
	for name, c := range map[string]struct {
		site      map[string]string
		ask       string
		want, how string
	}{
		"the feed itself":          {map[string]string{"/rss": rss}, "/rss", "/rss", "the address itself"},
		"a link tag":               {map[string]string{"/": `<html><link rel=alternate type=application/rss+xml href=/f><p>Hi`, "/f": rss}, "/", "/f", "named by the page"},
		"the second link tag":      {map[string]string{"/": `<html><link rel=alternate type=application/rss+xml href=/c><link rel=alternate type=application/rss+xml href=/f><p>Hi`, "/c": empty, "/f": rss}, "/", "/f", "named by the page"},
		"a link in the text":       {map[string]string{"/": `<html><a href=/f.rss>RSS</a>`, "/f.rss": rss}, "/", "/f.rss", "named by the page"},
		"a usual place":            {map[string]string{"/about": "<html>Hi", "/rss.xml": rss}, "/about", "/rss.xml", "at a usual place"},
		"a news sitemap in robots": {map[string]string{"/": "<html>Hi", "/robots.txt": "User-agent: *\nSitemap: SITE/n.xml\n", "/n.xml": news}, "/", "/n.xml", "the sitemap of a site without a feed"},
		"a usual sitemap":          {map[string]string{"/": "<html>Hi", "/news-sitemap.xml": news}, "/", "/news-sitemap.xml", "the sitemap of a site without a feed"},
		"an index of sitemaps": {map[string]string{"/": "<html>Hi", "/sitemap.xml": "<sitemapindex><sitemap><loc>SITE/p.xml</loc></sitemap><sitemap><loc>SITE/news-1.xml</loc></sitemap></sitemapindex>",
			"/p.xml": "<urlset></urlset>", "/news-1.xml": news}, "/", "/news-1.xml", "in the index of sitemaps"},
		"nothing": {map[string]string{"/": "<html>Hi"}, "/", "", ""},
	} {
		var s *httptest.Server
		s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			text, ok := c.site[r.URL.Path]
			if !ok {
				http.NotFound(w, r)
				return
			}
			_, _ = fmt.Fprint(w, strings.ReplaceAll(text, "SITE", s.URL))
		}))
		tried := 0
		f := Finder{Client: fetch.New(fetch.Config{AllowPrivate: true, Delay: -1}), Trying: func(string) { tried++ }}
		found, err := f.Find(t.Context(), s.URL+c.ask)
		if c.want == "" && !errors.Is(err, ErrNothing) || c.want != "" && (err != nil || found.URL != s.URL+c.want || found.How != c.how || len(found.Items) != 1) || tried == 0 {
			t.Errorf("%s: %s (%s), %v", name, found.URL, found.How, err)
		}
		s.Close()
	}
}
