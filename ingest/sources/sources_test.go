package sources

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"muster/news"

	"github.com/google/go-cmp/cmp"
)

func TestBuiltinListIsSound(t *testing.T) {
	list := Builtin()
	english, ids := 0, map[string]bool{}
	for _, s := range list {
		if s.Language == "en" {
			english++
		}
		if ids[s.ID] {
			t.Errorf("ID %s stands twice", s.ID)
		}
		ids[s.ID] = true
	}
	if len(list) < 60 || english < 50 {
		t.Errorf("%d feeds, %d English", len(list), english)
	}
}

func TestWrongLinesAreShown(t *testing.T) {
	for line, want := range map[string]string{
		"a\tb": "2 columns, want 6",
		"Gazette\tmagazine\t-\ten\tx.example\thttps://x.example/": `kind "magazine" is none of an outlet`,
		"Gazette\tonline\t-\ten\tx.example\tftp://x.example/":     `feed URL "ftp://x.example/" is no http URL`,
		"-\tonline\t-\ten\tx.example\thttps://x.example/":         "outlet, language and domains must be given",
	} {
		if _, err := parse("# head\n" + line); err == nil || err.Error() != "sources: feeds.tsv:2: "+want {
			t.Errorf("%q: %v", line, err)
		}
	}
}

func TestOPMLRoundTrip(t *testing.T) {
	var buf bytes.Buffer
	want := Builtin()
	want[0].Interval, want[0].Text, want[0].Selector = 1800, "page", "div.body > p"
	want[1].Text = "feed"
	want[2].Categories, want[2].Site, want[2].Keep, want[2].Block = []string{"War/Losses", "Kyiv"}, "http://pages.example/news", []string{"air defence", "drone*"}, []string{"football"}
	want[3].Categories = []string{"War"}
	if err := WriteOPML(&buf, want); err != nil {
		t.Fatal(err)
	}
	text := buf.String()
	got, odd, err := ReadOPML(&buf)
	if err != nil || len(odd) > 0 || strings.Count(text, `<outline text="War">`) != 1 {
		t.Fatal(odd, err)
	}
	byURL := func(a, b Source) int { return strings.Compare(a.URL, b.URL) }
	slices.SortFunc(got, byURL)
	slices.SortFunc(want, byURL)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOPMLOfOthers(t *testing.T) {
	list, odd, err := ReadOPML(strings.NewReader(`<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.0"><head/><body><outline text="Folder, new/old"><outline text="Inner">
<outline title="Gazette" xmlUrl="https://gazette.example/rss" htmlUrl="https://www.gazette.example/" interval="daily" textFrom="x" selector="p[" category="/Ops,/Folder  new old/Inner"/></outline>
<outline text="Again" xmlUrl="http://www.gazette.example/rss/"/><outline text="Note"/><outline xmlUrl="mailto:x"/></outline></body></opml>`))
	want := Source{URL: "https://gazette.example/rss", Site: "https://www.gazette.example/", Categories: []string{"Folder  new old/Inner", "Ops"},
		Outlet: news.Source{Name: "Gazette", Kind: news.Online, Domains: []string{"gazette.example"}}}
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	want.ID = list[0].ID
	if diff := cmp.Diff(want, list[0]); diff != "" {
		t.Error(diff)
	}
	if got := strings.Join(odd, "\n"); got != "Again: http://www.gazette.example/rss/ stands twice\nNote: it has no address of a feed (xmlUrl)\nan outline without a name: \"mailto:x\" is no http address" {
		t.Error(got)
	}
	for text, want := range map[string]string{
		"":                     "sources: OPML: EOF",
		"<opml><body/></opml>": "sources: OPML: no feed (outline with xmlUrl) found",
		"<opml><body>" + strings.Repeat("<outline>", 1000): "sources: OPML: more than 50 levels deep",
	} {
		if _, _, err := ReadOPML(strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}
