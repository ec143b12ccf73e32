package feed

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// The corpus of odd feeds: five XML formats, each with every oddity of text
// that real servers send, and single oddities of fields beside them. What must
// come out is known by construction: three items with title, address, ID and
// time.

// dialect writes one item, and a feed around items.
type dialect struct {
	name       string
	item       string // %[1]d: number, %[2]s: title
	head, tail string
}

var dialects = []dialect{
	{"rss20", `<item><title>%[2]s</title><link>https://gazette.example/%[1]d</link><guid isPermaLink="false">id-%[1]d</guid><pubDate>Mon, 02 Mar 2026 10:0%[1]d:00 GMT</pubDate><description>Text %[1]d</description></item>
`, `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title><link>https://gazette.example/</link><description>News</description>
`, "</channel></rss>\n"},
	{"rss091", `<item><title>%[2]s</title><link>https://gazette.example/%[1]d</link><guid>id-%[1]d</guid><pubDate>Mon, 2 Mar 2026 10:0%[1]d:00 +0000</pubDate><description>Text %[1]d</description></item>
`, `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.example/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Gazette</title><link>https://gazette.example/</link>
`, "</channel></rss>\n"},
	{"rdf", `<item rdf:about="id-%[1]d"><title>%[2]s</title><link>https://gazette.example/%[1]d</link><dc:date>2026-03-02T10:0%[1]d:00Z</dc:date><description>Text %[1]d</description></item>
`, `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://gazette.example/"><title>Gazette</title><link>https://gazette.example/</link></channel>
`, "</rdf:RDF>\n"},
	{"atom10", `<entry><title>%[2]s</title><link href="https://gazette.example/%[1]d"/><id>id-%[1]d</id><published>2026-03-02T10:0%[1]d:00Z</published><updated>2026-03-02T11:00:00Z</updated><summary>Text %[1]d</summary></entry>
`, `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><link href="https://gazette.example/"/><id>feed</id>
`, "</feed>\n"},
	{"atom03", `<entry><title>%[2]s</title><link rel="alternate" type="text/html" href="https://gazette.example/%[1]d"/><id>id-%[1]d</id><issued>2026-03-02T10:0%[1]d:00Z</issued><modified>2026-03-02T11:00:00Z</modified><summary>Text %[1]d</summary></entry>
`, `<?xml version="1.0" encoding="UTF-8"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Gazette</title><link rel="alternate" type="text/html" href="https://gazette.example/"/>
`, "</feed>\n"},
}

func (d dialect) feed(title string) string {
	var sb strings.Builder
	sb.WriteString(d.head)
	for i := 1; i <= 3; i++ {
		fmt.Fprintf(&sb, d.item, i, fmt.Sprintf("%s %d", title, i))
	}
	return sb.String() + d.tail
}

// oddity is what happens to a feed on its way. title is the title of the items
// in the feed, want what must be read; empty is "Report".
type oddity struct {
	name        string
	title, want string
	do          func(text string) string
	header      string
	items       int // that survive; 0 is all three
}

func replace(old, with string, n int) func(string) string {
	return func(s string) string { return strings.Replace(s, old, with, n) }
}

func utf16(order unicode.Endianness, bom unicode.BOMPolicy) func(string) string {
	return func(s string) string {
		out, err := unicode.UTF16(order, bom).NewEncoder().String(strings.Replace(s, "UTF-8", "UTF-16", 1))
		if err != nil {
			panic(err)
		}
		return out
	}
}

func encoded(m *charmap.Charmap, label string) func(string) string {
	return func(s string) string {
		out, err := m.NewEncoder().String(strings.Replace(s, "UTF-8", label, 1))
		if err != nil {
			panic(err)
		}
		return out
	}
}

const cyrillic = "Доклад о танках"

var oddities = []oddity{
	{name: "sound"},
	{name: "byte order mark", do: func(s string) string { return "\ufeff" + s }},
	{name: "empty lines first", do: func(s string) string { return "\n\n  " + s }},
	{name: "a warning first", do: func(s string) string { return "<br />\n<b>Warning</b>: in feed.php on line 3<br />\n" + s }},
	{name: "no declaration", do: func(s string) string { return s[strings.Index(s, "?>")+2:] }},
	{name: "two declarations", do: func(s string) string { return s[:strings.Index(s, "?>")+2] + s }},
	{name: "version 1.1", do: replace(`version="1.0"`, `version="1.1"`, 1)},
	{name: "a stylesheet", do: replace("?>\n", "?>\n<?xml-stylesheet href=\"x.xsl\"?>\n", 1)},
	{name: "comments", do: replace("</title>", "</title><!-- a -- b <item> -->", 2)},
	{name: "a script behind", do: func(s string) string { return s + "<script>if (a<b && c) {}</script>" }},
	{name: "no end", do: func(s string) string { return s[:strings.LastIndex(s, "</")] }},
	{name: "cut in the last item", do: func(s string) string { return s[:strings.LastIndex(s, "Text")] }},
	{name: "cut in a tag", do: func(s string) string { return s[:strings.LastIndex(s, "<title>")+4] }, items: 2},
	{name: "cut in an attribute", do: func(s string) string { return s[:strings.LastIndex(s, "Report 3")] + "Report 3<a href=\"x" }, items: 2},
	{name: "bad byte", do: replace("Text", "T\xe9xt", 1)},
	{name: "bad byte in a name", title: "Report\xe9", want: "Reporté"},
	{name: "many bad bytes", do: replace("Text", "\xe9\xff\x80", 3)},
	{name: "raw &", title: "R&D & Report", want: "R&D & Report"},
	{name: "raw & in an address", do: replace("gazette.example/1", "gazette.example/1?a=1&b=2", 1)},
	{name: "raw <", title: "5 < 6 Report", want: "5 < 6 Report"},
	{name: "control characters", title: "The\x0bReport\x01", want: "The Report"},
	{name: "NUL", do: replace("Text", "Te\x00xt", 2)},
	{name: "HTML entities", title: "Caf&eacute;&nbsp;Report&hellip;", want: "Café Report…"},
	{name: "unknown entity", title: "A &foo; Report", want: "A &foo; Report"},
	{name: "numbers of Windows", title: "&#147;Report&#148;", want: "“Report”"},
	{name: "escaped twice", title: "R&amp;amp;D Report", want: "R&D Report"},
	{name: "CDATA", title: "<![CDATA[R&D <b>Report</b>]]>", want: "R&D Report"},
	{name: "CDATA between", title: "A <![CDATA[&]]> B", want: "A & B"},
	{name: "open CDATA", do: func(s string) string { return s[:strings.LastIndex(s, "Text")] + "<![CDATA[Text" }},
	{name: "item left open", do: func(s string) string {
		return strings.NewReplacer("</item>", "", "</entry>", "").Replace(s)
	}},
	{name: "a field left open", do: replace("</description>", "", 2)},
	{name: "ID and time left open", do: func(s string) string {
		return strings.NewReplacer("</guid>", "", "</pubDate>", "", "</published>", "").Replace(s)
	}},
	{name: "end of nothing", do: replace("</title>", "</title></b></font>", 2)},
	{name: "HTML in a text", do: replace("Text", "<p>Text<br>and <img src=x.png alt>more", 2)},
	{name: "attributes without quotes", do: func(s string) string {
		return strings.NewReplacer(`isPermaLink="false"`, "isPermaLink=false", `type="text/html"`, "type=text/html").Replace(s)
	}},
	{name: "an attribute twice", do: replace("<title>", `<title lang="en" lang="de">`, 2)},
	{name: "line ends of DOS", do: func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
	{name: "line ends of old Macs", do: func(s string) string { return strings.ReplaceAll(s, "\n", "\r") }},
	{name: "an undeclared prefix", do: replace("</title>", "</title><foo:bar>1</foo:bar><media:thumbnail url='x'/>", 3)},
	{name: "entities declared", do: func(s string) string {
		return strings.Replace(s, "?>\n", "?>\n<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n", 1)
	}},
	{name: "UTF-16 with mark", do: utf16(unicode.LittleEndian, unicode.UseBOM)},
	{name: "UTF-16 without mark", do: utf16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{name: "UTF-16BE without mark", do: utf16(unicode.BigEndian, unicode.IgnoreBOM)},
	{name: "windows-1251", title: cyrillic, want: cyrillic, do: encoded(charmap.Windows1251, "windows-1251")},
	{name: "cp-1251", title: cyrillic, want: cyrillic, do: encoded(charmap.Windows1251, "cp-1251")},
	{name: "koi8r", title: cyrillic, want: cyrillic, do: encoded(charmap.KOI8R, "koi8r")},
	{name: "win-1251 in the header", title: cyrillic, want: cyrillic, do: encoded(charmap.Windows1251, "UTF-8"), header: "text/xml; charset=win-1251"},
	{name: "iso88592", title: "Łódź", want: "Łódź", do: encoded(charmap.ISO8859_2, "iso88592")},
	{name: "latin-1 that is UTF-8", title: "Café", want: "Café", do: replace("UTF-8", "iso-8859-1", 1)},
	{name: "unknown label", title: "Caf\xe9", want: "Café", do: replace("UTF-8", "x-none", 1)},
	{name: "no rss", do: func(s string) string {
		return strings.NewReplacer(`<rss version="0.91">`, "", "</rss>", "").Replace(s)
	}},
	{name: "a namespace of its own", do: func(s string) string {
		return strings.NewReplacer("http://www.w3.org/2005/Atom", "https://www.w3.org/2005/atom/", "http://purl.org/atom/ns#", "http://purl.org/atom").Replace(s)
	}},
	{name: "200 levels", do: replace("Text", strings.Repeat("<i>", 200)+"Text", 1)},
}

// single are oddities of fields in feeds of their own: the item, and what must
// be read of it.
var single = []struct {
	name, item string
	want       Item
}{
	{"Dublin Core terms", `<title>T</title><dcterms:issued>2026-03-02T10:00:00Z</dcterms:issued><dcterms:modified>2026-03-02T12:00:00Z</dcterms:modified>`, Item{Title: "T", Published: utc("2026-03-02T10:00:00Z"), Updated: utc("2026-03-02T12:00:00Z")}},
	{"the day of NATO", `<title>T</title><pubDate>19 Sep. 2025</pubDate>`, Item{Title: "T", Published: utc("2025-09-19T00:00:00Z")}},
	{"p.m.", `<title>T</title><pubDate>Tue, 03 Mar 2026 4:40 PM EST</pubDate>`, Item{Title: "T", Published: utc("2026-03-03T21:40:00Z")}},
	{"GMT+3", `<title>T</title><pubDate>Tue, 03 Mar 2026 16:40:00 GMT+3</pubDate>`, Item{Title: "T", Published: utc("2026-03-03T13:40:00Z")}},
	{"a French month", `<title>T</title><pubDate>mar., 3 mars 2026 16:40:00 +0100</pubDate>`, Item{Title: "T", Published: utc("2026-03-03T15:40:00Z")}},
	{"a date in two orders", `<title>T</title><pubDate>03/04/2026 10:00</pubDate>`, Item{Title: "T"}},
	{"a date with its weekday", `<title>T</title><pubDate>Thu, 04/09/2026 - 08:15</pubDate>`, Item{Title: "T", Published: utc("2026-04-09T08:15:00Z")}},
	{"1970", `<title>T</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>`, Item{Title: "T"}},
	{"an aggregator", `<title>Strike kills 35 - The Harbour Journal</title><link>https://a.example/1</link><source url="https://www.harbour.example">The Harbour Journal</source>`, Item{Title: "Strike kills 35", URL: "https://a.example/1", Outlet: "The Harbour Journal", Site: "https://www.harbour.example"}},
	{"an address as author", `<title>T</title><author>desk@gazette.example</author>`, Item{Title: "T"}},
	{"an address and a name", `<title>T</title><author>desk@gazette.example (Ann Writer)</author>`, Item{Title: "T", Authors: []string{"Ann Writer"}}},
	{"two authors", `<title>T</title><dc:creator>By Ann Writer and Bo Co</dc:creator>`, Item{Title: "T", Authors: []string{"Ann Writer", "Bo Co"}}},
	{"a GUID that is the address", `<title>T</title><guid>https://gazette.example/a</guid>`, Item{Title: "T", ID: "https://gazette.example/a", URL: "https://gazette.example/a"}},
	{"a link in Atom", `<title>T</title><atom:link href="/a"/>`, Item{Title: "T", URL: "https://gazette.example/a"}},
	{"a relative link", `<title>T</title><link>../a?b=1</link>`, Item{Title: "T", URL: "https://gazette.example/a?b=1"}},
	{"a link to a script", `<title>T</title><link>javascript:alert(1)</link>`, Item{Title: "T"}},
	{"a link in CDATA", "<title>T</title><link><![CDATA[ https://gazette.example/a\n]]></link>", Item{Title: "T", URL: "https://gazette.example/a"}},
	{"media", `<media:group><media:title>T</media:title><media:description>Long</media:description></media:group><title>T</title>`, Item{Title: "T", Summary: "Long"}},
	{"encoded content", `<title>T</title><content:encoded><![CDATA[<p>A &amp; B</p>]]></content:encoded>`, Item{Title: "T", Content: "<p>A &amp; B</p>"}},
	{"no title", `<description>Only &lt;b&gt;this&lt;/b&gt;</description>`, Item{Summary: "Only <b>this</b>"}},
}

func utc(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// corpus gives each odd feed to visit with what must come out.
func corpus(visit func(name string, raw []byte, header string, want []Item)) {
	for _, d := range dialects {
		for _, o := range oddities {
			title, want, n := firstOf(o.title, "Report"), firstOf(o.want, o.title, "Report"), o.items
			if n == 0 {
				n = 3
			}
			text := d.feed(title)
			if o.do != nil {
				text = o.do(text)
			}
			items := make([]Item, n)
			for i := range items {
				items[i] = Item{Title: fmt.Sprintf("%s %d", want, i+1), URL: fmt.Sprintf("https://gazette.example/%d", i+1), ID: fmt.Sprintf("id-%d", i+1), Published: time.Date(2026, 3, 2, 10, i+1, 0, 0, time.UTC)}
			}
			if o.name == "raw & in an address" {
				items[0].URL += "?a=1&b=2"
			}
			visit(d.name+", "+o.name, []byte(text), o.header, items)
		}
	}
	for _, s := range single {
		raw := `<rss xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title><item>` + s.item + `</item></channel></rss>`
		visit("one, "+s.name, []byte(raw), "", []Item{s.want})
	}
}

func TestOddFeeds(t *testing.T) {
	n, right := 0, 0
	corpus(func(name string, raw []byte, header string, want []Item) {
		n++
		f, err := Parse(raw, header, "https://gazette.example/rss")
		if err != nil || len(f.Items) != len(want) {
			t.Errorf("%s: %d items, want %d, %v", name, len(f.Items), len(want), err)
			return
		}
		good := true
		for i, w := range want {
			if diff := unlike(f.Items[i], w, strings.HasPrefix(name, "one, ")); diff != "" {
				t.Errorf("%s: item %d: %s", name, i+1, diff)
				good = false
			}
		}
		if good {
			right++
		}
	})
	t.Logf("%d of %d odd feeds read right", right, n)
	if n < 200 {
		t.Errorf("the corpus has only %d feeds", n)
	}
}

// unlike names the first field that is not as wanted. all looks at fields that
// are to be empty too.
func unlike(got, want Item, all bool) string {
	for _, f := range []struct {
		name      string
		got, want any
		must      bool
	}{
		{"title", got.Title, want.Title, true}, {"URL", got.URL, want.URL, true}, {"ID", got.ID, want.ID, want.ID != ""},
		{"published", got.Published, want.Published, true}, {"updated", got.Updated, want.Updated, all},
		{"outlet", got.Outlet, want.Outlet, true}, {"site", got.Site, want.Site, true},
		{"authors", fmt.Sprint(got.Authors), fmt.Sprint(want.Authors), true},
		{"summary", got.Summary, want.Summary, all}, {"content", got.Content, want.Content, all},
	} {
		if f.must && f.got != f.want {
			return fmt.Sprintf("%s %q, want %q", f.name, f.got, f.want)
		}
	}
	return ""
}

// TestWriteOddFeeds writes the corpus for comparing with other readers.
func TestWriteOddFeeds(t *testing.T) {
	dir := os.Getenv("ODD_FEEDS")
	if dir == "" {
		t.Skip("ODD_FEEDS names no folder to write the corpus to")
	}
	corpus(func(name string, raw []byte, header string, _ []Item) {
		if header != "" {
			return
		}
		file := filepath.Join(dir, strings.NewReplacer(" ", "-", ",", "", "&", "and", "<", "lt", "/", "").Replace(name)+".xml")
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	})
}

// TestItemsAreToldApart: items of one feed that share an ID must not be one
// article, nor make each round read all of them again.
func TestItemsAreToldApart(t *testing.T) {
	item := func(title, link, guid string) string {
		return "<item><title>" + title + "</title><link>" + link + "</link>" + guid + "</item>"
	}
	for name, c := range map[string]struct {
		items string
		n     int
	}{
		"one GUID for all":             {item("A", "https://x.example/a", "<guid>g</guid>") + item("B", "https://x.example/b", "<guid>g</guid>"), 2},
		"one address and no GUID":      {item("A", "https://x.example/live", "") + item("B", "https://x.example/live", ""), 2},
		"addresses apart behind #":     {item("A", "https://x.example/live#1", "") + item("A", "https://x.example/live#2", ""), 2},
		"the same item twice":          {item("A", "https://x.example/a", "<guid>g</guid>") + item("A", "https://x.example/a", "<guid>g</guid>"), 1},
		"neither address nor GUID":     {"<item><title>A</title><description>one</description></item><item><title>A</title><description>two</description></item>", 2},
		"one title, days apart":        {"<item><title>A</title><pubDate>2026-03-02</pubDate></item><item><title>A</title><pubDate>2026-03-03</pubDate></item>", 2},
		"an address for all, by title": {item("A", "https://x.example/", "<guid>https://x.example/</guid>") + item("B", "https://x.example/", "<guid>https://x.example/</guid>"), 2},
	} {
		read := func(items string) []Item {
			f, err := Parse([]byte("<rss><channel>"+items+"</channel></rss>"), "", "")
			if err != nil {
				t.Fatal(err)
			}
			return f.Items
		}
		items, again := read(c.items), read(c.items+item("New", "https://x.example/new", "<guid>n</guid>"))
		ids := map[string]bool{}
		for i, it := range items {
			ids[it.ID] = true
			if again[i].ID != it.ID {
				t.Errorf("%s: %q became %q when another item came", name, it.ID, again[i].ID)
			}
		}
		if len(ids) != c.n || len(items) != c.n {
			t.Errorf("%s: %d items with %d IDs, want %d", name, len(items), len(ids), c.n)
		}
	}
}
