package page

import (
	"net/url"
	"strings"

	"muster/ingest/byline"

	"github.com/PuerkitoBio/goquery"
)

// feedTypes are the media types of feeds a page may link to.
var feedTypes = map[string]bool{
	"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true, "application/json": true,
	"application/rdf+xml": true, "text/xml": true, "application/xml": true,
}

// Feeds returns the addresses of the feeds a page declares, in its order;
// then those its links look like, where it declares none.
func Feeds(raw []byte, contentType, pageURL string) []string {
	text, err := decode(raw[:min(len(raw), MaxBytes)], contentType)
	if err != nil {
		return nil
	}
	q, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		return nil
	}
	base, err := url.Parse(pageURL)
	if err != nil {
		return nil
	}
	var found []string
	add := func(_ int, s *goquery.Selection) {
		u, err := base.Parse(strings.TrimSpace(s.AttrOr("href", "")))
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") {
			found = byline.Join(found, u.String())
		}
	}
	q.Find(`link[rel~="alternate"][href]`).Each(func(i int, s *goquery.Selection) {
		kind, _, _ := strings.Cut(strings.ToLower(s.AttrOr("type", "")), ";")
		if feedTypes[strings.TrimSpace(kind)] && !strings.Contains(strings.ToLower(s.AttrOr("title", "")), "comments") {
			add(i, s)
		}
	})
	if len(found) == 0 {
		q.Find(`a[href$="/feed"], a[href$="/feed/"], a[href$="/rss"], a[href$="/rss/"], a[href$=".rss"], a[href$="rss.xml"], a[href$="atom.xml"], a[href$="feed.xml"], a[href$="feed.json"]`).Each(add)
	}
	return found
}
