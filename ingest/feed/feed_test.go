package feed

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// gazette is a sound RSS feed with n items.
func gazette(n int) string {
	var sb strings.Builder
	sb.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Gazette &amp; Courier</title><link>https://gazette.example/</link><language>en-gb</language>
`)
	for i := range n {
		fmt.Fprintf(&sb, `<item><title>Report %d: tanks &lt;b&gt;seen&lt;/b&gt;</title><link>https://gazette.example/%d</link>
<guid isPermaLink="false">id-%d</guid><pubDate>Mon, 02 Mar 2026 10:%02d:00 GMT</pubDate><dc:creator>A. Writer</dc:creator>
<description>Short &lt;p&gt;text&lt;/p&gt; %d</description><content:encoded><![CDATA[<p>Long text %d with R&D and 5 < 6.</p>]]></content:encoded></item>
`, i, i, i, i%60, i, i)
	}
	sb.WriteString("</channel></rss>\n")
	return sb.String()
}

func TestFormats(t *testing.T) {
	want := []Item{{
		ID: "id-0", URL: "https://gazette.example/0", Title: "Report 0: tanks seen",
		Published: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), Summary: "Short <p>text</p> 0",
		Content: "<p>Long text 0 with R&D and 5 < 6.</p>", Authors: []string{"A. Writer"},
	}}
	atom := `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Gazette</title><link href="https://gazette.example/"/>
<entry><id>id-0</id><title type="html">Report 0: tanks &lt;b&gt;seen&lt;/b&gt;</title><link rel="alternate" href="/0"/>
<published>2026-03-02T12:00:00+02:00</published><author><name>A. Writer</name></author>
<summary type="html">Short &lt;p&gt;text&lt;/p&gt; 0</summary>
<content type="html">&lt;p&gt;Long text 0 with R&amp;D and 5 &lt; 6.&lt;/p&gt;</content></entry></feed>`
	json := `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","language":"en-GB","home_page_url":"https://gazette.example/",
"items":[{"id":"id-0","url":"https://gazette.example/0","title":"Report 0: tanks <b>seen</b>","date_published":"2026-03-02T10:00:00Z",
"authors":[{"name":"A. Writer"}],"summary":"Short <p>text</p> 0","content_html":"<p>Long text 0 with R&D and 5 < 6.</p>"}]}`
	for format, text := range map[string]string{"rss": gazette(1), "atom": atom, "json": json} {
		f, err := Parse([]byte(text), "", "https://gazette.example/feed")
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		if f.Format != format || f.Link != "https://gazette.example/" || len(f.Repaired) > 0 || format != "atom" && f.Language != "en-GB" {
			t.Errorf("%s: %+v", format, f)
		}
		if diff := cmp.Diff(want, f.Items); diff != "" {
			t.Errorf("%s: %s", format, diff)
		}
	}
}

// TestBrokenFeedsKeepTheirItems breaks a sound feed as real ones are broken.
func TestBrokenFeedsKeepTheirItems(t *testing.T) {
	sound := gazette(50)
	cut := strings.LastIndex(sound[:len(sound)*9/10], "<title>") + 3
	for _, c := range []struct {
		name, text string
		items      int
		fixed      string
	}{
		{"sound", sound, 50, ""},
		{"cut in the middle of a tag", sound[:cut], 44, "cut off before its end"},
		{"cut in the middle of a text", sound[:strings.Index(sound, "Long text 20")+10], 21, "cut off before its end"},
		{"one byte that is no UTF-8", strings.Replace(sound, "Short", "Sh\xe9rt", 1), 50, "bytes that are no UTF-8"},
		{"raw ampersand", strings.Replace(sound, "Report 3", "R&D 3", 1), 50, "raw & or <"},
		{"raw less-than", strings.Replace(sound, "Report 3", "5 < 6 3", 1), 50, "raw & or <"},
		{"entity of HTML", strings.Replace(sound, "Report 3", "Report&nbsp;3&hellip;", 1), 50, "HTML entities"},
		{"text before", "Warning: in <b>feed.php</b> on line 3\n" + sound, 50, "text before the feed"},
		{"text after", sound + "<!-- cached --> junk & <br>", 50, ""},
		{"control character", strings.Replace(sound, "Report 3", "Rep\x0bort 3", 1), 50, "control characters"},
		{"end tag missing", strings.Replace(sound, "</description>", "", 1), 50, "elements left open"},
		{"item not closed", strings.Replace(sound, "</item>", "", 1), 50, "elements left open"},
		{"end tag of nothing", strings.Replace(sound, "</item>", "</b></item>", 1), 50, "end tags of nothing"},
		{"HTML not escaped", strings.Replace(sound, "Report 3", "Report<br>3<img src=x.png alt>", 1), 50, "attributes, elements left open"},
		{"byte order mark", "\ufeff\n" + sound, 50, ""},
		{"wrong charset declared", strings.Replace(sound, "UTF-8", "latin-1", 1) + "é", 50, ""},
		{"no declaration", sound[strings.Index(sound, "<rss"):], 50, ""},
		{"undeclared prefix", strings.ReplaceAll(sound, `xmlns:dc="http://purl.org/dc/elements/1.1/"`, ""), 50, ""},
		{"deep nesting", strings.Replace(sound, "Short", strings.Repeat("<i>", 5000)+"x", 1), 50, "elements left open, too many levels"},
	} {
		f, err := Parse([]byte(c.text), "", "")
		if err != nil || len(f.Items) != c.items {
			t.Errorf("%s: %d items, want %d, %v", c.name, len(f.Items), c.items, err)
		}
		if got := strings.Join(f.Repaired, ", "); got != c.fixed {
			t.Errorf("%s: repaired %q, want %q", c.name, got, c.fixed)
		}
	}
}

func TestTextCutOffIsNotPassedOn(t *testing.T) {
	sound := gazette(2)
	f, err := Parse([]byte(sound[:strings.Index(sound, "Long text 1")+11]), "", "")
	if err != nil || len(f.Items) != 2 || f.Items[1].Content != "" || f.Items[1].URL == "" {
		t.Errorf("%+v, %v", f.Items, err)
	}
	f, err = Parse([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":7,"title":"One","content_text":"A.\nB & C."},{"id":"2","title":"Tw`), "", "")
	if err != nil || len(f.Items) != 1 || f.Items[0].ID != "7" || f.Items[0].Content != "<p>A.</p>\n<p>B &amp; C.</p>\n" {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestWhatIsNoFeedIsSaid(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "feed: this is no feed: it is empty",
		" \n":                              "feed: this is no feed: it is empty",
		"{}":                               "feed: this is no feed: it is JSON without version and items of a JSON Feed",
		"hello":                            `feed: this is no feed: it begins with "hello"`,
		"<svg></svg>":                      "feed: this is no feed: it is XML without rss, rdf or feed as its root",
		"<!DOCTYPE html><html><body><rss>": "feed: this is no feed: it is an HTML page (muster looks for the feed of a page with: ingest add URL)",
	} {
		if _, err := Parse([]byte(text), "", ""); !errors.Is(err, ErrNoFeed) || err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	f, err := Parse([]byte(gazette(0)), "", "")
	if err != nil || len(f.Items) != 0 || f.Title != "Gazette & Courier" {
		t.Errorf("empty feed: %+v, %v", f, err)
	}
}

func TestManyLevelsDoNotOverflow(t *testing.T) {
	for _, unit := range []string{"<a>", "<item>", "<rss>", "</a>", "<![CDATA[", "&", "<a b="} {
		doc := "<rss><channel>" + strings.Repeat(unit, 1<<19/len(unit))
		if f, err := Parse([]byte(doc), "", ""); err == nil && len(f.Items) > 0 {
			t.Errorf("%s: %d items", unit, len(f.Items))
		}
	}
	deep := `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 1<<20)
	if f, _ := Parse([]byte(deep), "", ""); len(f.Items) > 0 {
		t.Error("items out of brackets")
	}
}

// TestRealFeeds breaks the real feeds beside the repository.
func TestRealFeeds(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/pages/feed_*.xml")
	if len(files) == 0 {
		t.Skip("../shared/pages is absent: the real feeds are not measured")
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		whole, err := Parse(raw, "", "")
		if err != nil || len(whole.Items) == 0 {
			t.Fatalf("%s: %d items, %v", file, len(whole.Items), err)
		}
		n := len(whole.Items)
		middle := strings.Index(text[len(text)/2:], "<title>") + len(text)/2 + len("<title>")
		for name, c := range map[string]struct {
			text  string
			least int
		}{
			"cut at 90 %": {text[:len(text)*9/10], n * 85 / 100},
			"bad byte":    {text[:middle] + "\xff" + text[middle:], n},
			"raw &":       {text[:middle] + " & " + text[middle:], n},
			"junk before": {"<br/>PHP Notice\n" + text, n},
		} {
			f, err := Parse([]byte(c.text), "", "")
			if err != nil || len(f.Items) < c.least {
				t.Errorf("%s, %s: %d of %d items, %v", filepath.Base(file), name, len(f.Items), n, err)
			}
			t.Logf("%s, %s: %d of %d", filepath.Base(file), name, len(f.Items), n)
		}
	}
}

// TestOpenCommentsAreReadOnce: comments that never end cost one look at the
// rest each, which a feed of megabytes must not pay a million times.
func TestOpenCommentsAreReadOnce(t *testing.T) {
	if _, err := Parse([]byte("<?xml?>"+strings.Repeat("<!--", 4<<20)), "", ""); !errors.Is(err, ErrNoFeed) {
		t.Errorf("error %v", err)
	}
}

// TestCostGrowsWithTheLength: what once cost the square of its length, which
// at this one is hours.
func TestCostGrowsWithTheLength(t *testing.T) {
	for _, part := range []string{"<", "<a ", "<1", "&lt;"} {
		if got := plain(strings.Repeat(part, 1<<20) + ">"); part == "<1" && len(got) != 2<<20+1 {
			t.Errorf("%q: %d bytes are left", part, len(got))
		}
	}
	deep := "<rss>" + strings.Repeat("<q>", 2*maxDepth)
	for _, part := range []string{"</x>", "<item></x>", "<i></x></i>"} {
		if _, fixed := repair(deep + strings.Repeat(part, 1<<18)); len(fixed) == 0 {
			t.Errorf("%q: nothing to mend", part)
		}
	}
}

func TestItemsBeyondTheBoundAreLeftOut(t *testing.T) {
	f, err := Parse([]byte(gazette(maxItems+10)), "", "")
	if err != nil || len(f.Items) != maxItems || !slices.Contains(f.Repaired, "too many items") {
		t.Errorf("%d items, repaired %v, %v", len(f.Items), f.Repaired, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(gazette(2)))
	f.Add([]byte(`<feed><entry><title>a</title></entry>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		feed, err := Parse(raw, "", "https://gazette.example/")
		if err != nil {
			return
		}
		for _, it := range feed.Items {
			if it.ID == "" {
				t.Error("an item without ID")
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	text := []byte(gazette(50))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(text, "", ""); err != nil {
			b.Fatal(err)
		}
	}
}
