package sources

import (
	"bytes"
	"strings"
	"testing"

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
	if err := WriteOPML(&buf, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadOPML(&buf)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		want[i].Outlet.Domains = want[i].Outlet.Domains[:1]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOPMLOfOthers(t *testing.T) {
	list, err := ReadOPML(strings.NewReader(`<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.0"><head/><body><outline text="Folder">
<outline title="Gazette" xmlUrl="https://gazette.example/rss" htmlUrl="https://www.gazette.example/" interval="daily" textFrom="x" selector="p["/>
<outline text="Again" xmlUrl="https://gazette.example/rss"/></outline></body></opml>`))
	if err != nil || len(list) != 1 || list[0].Outlet.Name != "Gazette" || list[0].Outlet.Domains[0] != "gazette.example" ||
		list[0].Interval != 0 || list[0].Text != "" || list[0].Selector != "" {
		t.Errorf("%+v, %v", list, err)
	}
	for text, want := range map[string]string{
		"":                     "sources: OPML: EOF",
		"<opml><body/></opml>": "sources: OPML: no feed (outline with xmlUrl) found",
		"<opml><body>" + strings.Repeat("<outline>", 1000): "sources: OPML: more than 50 levels deep",
	} {
		if _, err := ReadOPML(strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}
