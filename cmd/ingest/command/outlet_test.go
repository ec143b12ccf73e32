package command

import (
	"testing"

	"muster/ingest/sources"
	"muster/news"
)

func TestIntroduce(t *testing.T) {
	for url, want := range map[string]news.Source{
		"https://feeds.reuters.com/x":  {Kind: news.Agency, Country: "GB"},
		"https://gazette.example/rss":  {Kind: news.Online},
		"https://rss.gazeta.lt/x":      {Kind: news.Online, Country: "LT"},
		"https://www.news.co.uk/x":     {Kind: news.Online, Country: "GB"},
		"https://defence.tv/x":         {Kind: news.Online},
		"https://www.army.mil/rss":     {Kind: news.Government, Country: "US"},
		"https://www.defence.gov.au/x": {Kind: news.Government, Country: "AU"},
		"https://gov.example/x":        {Kind: news.Online},
	} {
		s := sources.New(news.Source{Name: "x", Kind: news.Online}, url, "en")
		introduce(&s)
		if s.Outlet.Kind != want.Kind || s.Outlet.Country != want.Country {
			t.Errorf("%s: %s %s", url, s.Outlet.Kind, s.Outlet.Country)
		}
	}
	s := sources.New(news.Source{Name: "x", Kind: news.Newspaper, Country: "PL"}, "https://x.lt/", "en")
	if introduce(&s); s.Outlet.Kind != news.Newspaper || s.Outlet.Country != "PL" {
		t.Errorf("what is set stays: %+v", s.Outlet)
	}
	for text, want := range map[string]string{"lt": "LT", "Lithuania": "LT", "xx": "", "Narnia": "", "British": ""} {
		if got := countryCode(text); got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}
