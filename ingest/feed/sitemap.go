package feed

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"muster/ingest/stamp"
)

// A sitemap is the feed of a site without one: news sitemaps list the articles
// of the last two days with title and time, others all pages with the day of
// their last change.

// sitemapItems is how many pages of a sitemap that lists all of a site are
// taken, the latest changed first.
const sitemapItems = 200

// fromSitemap reads a sitemap that the mender has made sound.
func fromSitemap(sound, base string) (Feed, error) {
	f := Feed{Format: "sitemap", Link: base}
	var it Item
	inNews := false
	err := eachText(sound, func(path []string, text string) {
		switch name := path[len(path)-1]; {
		case name == "loc" && len(path) == 3:
			it.URL = absolute(text, base)
		case name == "lastmod":
			it.Updated = stamp.Parse(text, stamp.Unknown)
		case name == "news:title":
			it.Title, inNews = plain(text), true
		case name == "news:publication_date":
			it.Published, inNews = stamp.Parse(text, stamp.Unknown), true
		case name == "news:name":
			f.Title = firstOf(f.Title, plain(text))
		case name == "news:language":
			f.Language = firstOf(f.Language, normalLanguage(text))
		case name == "url" && it.URL != "":
			if item, ok := finish(it); ok {
				f.Items = append(f.Items, item)
			}
			it = Item{}
		}
	})
	if err != nil {
		return f, fmt.Errorf("feed: sitemap: %w", err)
	}
	slices.SortStableFunc(f.Items, func(a, b Item) int { return latest(b).Compare(latest(a)) })
	if !inNews {
		f.Items = slices.DeleteFunc(f.Items, func(it Item) bool { return it.Updated.IsZero() })
		f.Items = f.Items[:min(len(f.Items), sitemapItems)]
	}
	return f, nil
}

// latest is when the page was published or changed.
func latest(it Item) time.Time {
	if it.Published.IsZero() {
		return it.Updated
	}
	return it.Published
}

// Sitemaps are the addresses that an index of sitemaps lists, those of news
// first.
func Sitemaps(raw []byte, contentType string) (list []string) {
	text, _ := decode(raw[:min(len(raw), MaxBytes)], contentType)
	start := strings.Index(text, "<sitemapindex")
	if start < 0 {
		return nil
	}
	sound, _ := repair(text[start:])
	_ = eachText(sound, func(path []string, text string) {
		if path[len(path)-1] == "loc" && len(list) < maxItems {
			list = append(list, text)
		}
	})
	isNews := func(s string) bool { return strings.Contains(strings.ToLower(s), "news") }
	slices.SortStableFunc(list, func(a, b string) int {
		switch {
		case isNews(a) && !isNews(b):
			return -1
		case isNews(b) && !isNews(a):
			return 1
		}
		return 0
	})
	return list
}

// eachText visits the end of each element with its path and the text directly
// in it. It holds one path and one text, however deep or long the document is.
func eachText(sound string, visit func(path []string, text string)) error {
	dec := xml.NewDecoder(strings.NewReader(sound))
	dec.Strict = false
	var path []string
	var text strings.Builder
	for {
		t, err := dec.RawToken()
		if t == nil {
			if len(path) == 0 || err == nil {
				return nil
			}
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			path = append(path, strings.ToLower(qualified(t.Name)))
			text.Reset()
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			if len(path) == 0 {
				return nil
			}
			visit(path, strings.TrimSpace(text.String()))
			path = path[:len(path)-1]
			text.Reset()
		}
	}
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
