package feed

import (
	"slices"
	"strings"
	"testing"
)

func TestNewsSitemaps(t *testing.T) {
	f, err := Parse([]byte(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="x">
<url><loc>https://gazette.example/old</loc><news:news><news:publication><news:name>Gazette</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-03-02T10:00:00Z</news:publication_date><news:title>R&D old</news:title></news:news></url>
<url><loc>https://gazette.example/new</loc><image:image><image:loc>https://gazette.example/i.png</image:loc></image:image><news:news><news:publication_date>2026-03-03T10:00:00+02:00</news:publication_date><news:title>New</news:title></news:news></url></urlset>`), "", "")
	if err != nil || f.Format != "sitemap" || f.Title != "Gazette" || f.Language != "en" || len(f.Items) != 2 {
		t.Fatalf("%+v, %v", f, err)
	}
	if it := f.Items[0]; it.URL != "https://gazette.example/new" || it.ID != it.URL || it.Title != "New" || !it.Published.Equal(utc("2026-03-03T08:00:00Z")) {
		t.Errorf("%+v", it)
	}
	if f.Items[1].Title != "R&D old" || !slices.Contains(f.Repaired, "raw & or <") {
		t.Errorf("%+v, %v", f.Items[1], f.Repaired)
	}
}

func TestSitemapsOfAllPages(t *testing.T) {
	f, err := Parse([]byte(`<urlset>`+strings.Repeat(`<url><loc>https://gazette.example/x</loc></url>`, 10)+
		`<url><loc>https://gazette.example/a</loc><lastmod>2026-03-01</lastmod></url><url><loc>https://gazette.example/b</loc><lastmod>2026-03-02</lastmod></url>`), "", "")
	if err != nil || len(f.Items) != 2 || f.Items[0].URL != "https://gazette.example/b" {
		t.Errorf("%+v, %v", f.Items, err)
	}
	got := Sitemaps([]byte(`<sitemapindex><sitemap><loc>https://x.example/posts.xml</loc></sitemap><sitemap><loc>https://x.example/sitemap-news.xml</loc></sitemap>`), "")
	if !slices.Equal(got, []string{"https://x.example/sitemap-news.xml", "https://x.example/posts.xml"}) {
		t.Errorf("%v", got)
	}
	if got := Sitemaps([]byte("<urlset>"), ""); got != nil {
		t.Errorf("%v", got)
	}
}
