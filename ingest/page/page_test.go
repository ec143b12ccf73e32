package page

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const body = `<p>The ministry said on Monday that 1,200 soldiers would move to the border before the end of May.</p>
<p>A spokesman put the cost at 40 million euros, most of it for transport, and said that the money had been set aside.</p>
<p>Neighbouring states were told in advance, according to two officials who asked not to be named in this report.</p>`

const wantText = "The ministry said on Monday that 1,200 soldiers would move to the border before the end of May.\n\n" +
	"A spokesman put the cost at 40 million euros, most of it for transport, and said that the money had been set aside.\n\n" +
	"Neighbouring states were told in advance, according to two officials who asked not to be named in this report."

func TestMetadata(t *testing.T) {
	for name, c := range map[string]struct {
		head string
		want Page
	}{
		"JSON-LD graph": {`<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"Organization","@id":"#pub","name":"The Gazette"},{"@type":"Person","@id":"#a","name":"Ann Writer"},
{"@type":"NewsArticle","headline":"Troops &amp; trains","datePublished":"2026-03-02T10:00:00+02:00","dateModified":"2026-03-02T11:00:00Z",
"author":[{"@id":"#a"},{"@type":"Person","name":"Bo Co"}],"publisher":{"@id":"#pub"},"inLanguage":"en-GB","mainEntityOfPage":{"@id":"https://gazette.example/a"}}]}</script>`,
			Page{CanonicalURL: "https://gazette.example/a", Title: "Troops & trains", Authors: []string{"Ann Writer", "Bo Co"},
				Published: at("2026-03-02T08:00:00Z"), Updated: at("2026-03-02T11:00:00Z"), Language: "en-GB", Outlet: "The Gazette"}},
		"JSON-LD with a line break in a string": {"<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Troops\nmove\",\"datePublished\":\"2026-03-02\"};</script>",
			Page{CanonicalURL: "https://gazette.example/page", Title: "Troops move", Published: at("2026-03-02T00:00:00Z")}},
		"OpenGraph": {`<meta property="og:title" content="Troops"><meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2026-03-02T10:00:00Z"><meta name="author" content="By Ann Writer and Bo Co">
<link rel="canonical" href="/a?utm_source=x&id=7#top"><meta property="og:locale" content="en_US">`,
			Page{CanonicalURL: "https://gazette.example/a?id=7", Title: "Troops", Authors: []string{"Ann Writer", "Bo Co"},
				Published: at("2026-03-02T10:00:00Z"), Language: "en-US", Outlet: "The Gazette"}},
		"canonical of another site": {`<title>Troops</title><link rel="canonical" href="https://agency.example/a"><meta name="date" content="2026-03-02">`,
			Page{CanonicalURL: "https://gazette.example/page", Title: "Troops", Published: at("2026-03-02T00:00:00Z")}},
		"canonical of the front page": {`<title>Troops</title><link rel="canonical" href="https://gazette.example/"><meta name="date" content="2 March 2026">`,
			Page{CanonicalURL: "https://gazette.example/page", Title: "Troops", Published: at("2026-03-02T00:00:00Z")}},
	} {
		raw := "<html><head>" + c.head + "</head><body><nav>Home</nav><article>" + body + "</article><footer>About</footer></body></html>"
		got, err := Read(t.Context(), []byte(raw), "text/html; charset=utf-8", "https://gazette.example/page")
		c.want.URL, c.want.Text, c.want.Kind = "https://gazette.example/page", wantText, Article
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestHardPages(t *testing.T) {
	long := strings.Repeat("<p>The column of vehicles reached the river in the early hours, the regional staff said in a note.</p>\n", 20_000)
	for name, raw := range map[string]string{
		"20,000 paragraphs": "<html><body><article>" + long + "</article></body></html>",
		"nested too deep":   "<html><body>" + strings.Repeat("<div>", 100_000) + "<p>" + strings.Repeat("The staff said so. ", 9) + "</p>",
		"no article text":   "<html><body><p>Hi</p></body></html>",
		"empty":             "",
		"no HTML":           "\x00\x01\x02",
	} {
		start := time.Now()
		p, err := Read(t.Context(), []byte(raw), "", "https://gazette.example/x")
		wantText := name == "20,000 paragraphs" || name == "nested too deep"
		if wantText != (err == nil && strings.Contains(p.Text, "staff said")) || !wantText && !errors.Is(err, ErrNoText) {
			t.Errorf("%s: %d bytes of text, %v", name, len(p.Text), err)
		}
		t.Logf("%s: %v", name, time.Since(start).Round(time.Millisecond))
	}
}

func TestCharacterSets(t *testing.T) {
	latin := strings.ReplaceAll("<html><head><title>Été</title></head><body><article>"+body+"</article></body></html>", "É", "\xc9")
	latin = strings.ReplaceAll(latin, "é", "\xe9")
	p, err := Read(t.Context(), []byte(latin), "text/html; charset=iso-8859-1", "https://gazette.example/x")
	if err != nil || p.Title != "Été" {
		t.Errorf("%q, %v", p.Title, err)
	}
}

func TestPlainOf(t *testing.T) {
	for in, want := range map[string]string{
		"one\ntwo":                             "one\n\ntwo",
		"<p>A &amp; B</p><p>C<br>D</p>":        "A & B\n\nC D",
		"<p>A<br/><br/>B <script>x()</script>": "A\n\nB",
		"A<br> <br>B":                          "A\n\nB",
		"<ul><li>1<li>2</ul>":                  "1\n\n2",
		"<table><tr><td>a<td>b</table>":        "a: b",
		"5 &lt; 6 <b>tanks</b>":                "5 < 6 tanks",
		"":                                     "",
	} {
		if got := PlainOf(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"HTTPS://Gazette.example:443":                        "https://gazette.example/",
		"http://gazette.example/a?b=1&utm_medium=x&fbclid=2": "http://gazette.example/a?b=1",
		"https://gazette.example/a#part":                     "https://gazette.example/a",
		"not a url":                                          "not a url",
	} {
		if got := Canonical(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFeedsOfAPage(t *testing.T) {
	for raw, want := range map[string][]string{
		`<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/c">`: {"https://gazette.example/feed"},
		`<a href="/rss.xml">RSS</a> <a href="/about">About</a>`:                    {"https://gazette.example/rss.xml"},
		`<link rel="alternate" hreflang="de" href="/de"><a href="/">no feed</a>`:   nil,
		`<link rel="alternate" type="application/feed+json" href="//x.example/j">`: {"https://x.example/j"},
	} {
		if diff := cmp.Diff(want, Feeds([]byte(raw), "", "https://gazette.example/page")); diff != "" {
			t.Errorf("%s: %s", raw, diff)
		}
	}
}

// expected is an answer beside the repository: the paragraphs a person marked.
type expected struct {
	Authors []string
	Body    struct {
		Summary  []string
		Sections []struct{ Headline, Paragraphs []string }
	}
	Date  string `json:"publishing_date"`
	Title string
}

// TestRealPages measures words of the expected text that are found, and words
// found that are expected.
func TestRealPages(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/pages/*.html.gz")
	if len(files) == 0 {
		t.Skip("../shared/pages is absent: the real pages are not measured")
	}
	for _, file := range files {
		p, err := Read(t.Context(), unzipped(t, file), "text/html", "https://site.example/news/x")
		name := filepath.Base(file)
		t.Logf("%s: %q by %v on %s, %d bytes, %d paragraphs", name, p.Title, p.Authors, p.Published, len(p.Text), strings.Count(p.Text, "\n\n")+1)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		stem, _, _ := strings.Cut(strings.TrimPrefix(name, "fundus_"), "_")
		raw, err := os.ReadFile(filepath.Join(filepath.Dir(file), "fundus_"+stem+".expected.json"))
		if err != nil {
			continue
		}
		var answers map[string]expected
		if err := json.Unmarshal(raw, &answers); err != nil {
			t.Fatal(err)
		}
		for _, want := range answers { // one file answers for several pages
			if want.Title == p.Title {
				compare(t, name, p, want)
			}
		}
	}
}

func compare(t *testing.T, name string, p Page, want expected) {
	parts := want.Body.Summary
	for _, s := range want.Body.Sections {
		parts = append(append(parts, s.Headline...), s.Paragraphs...)
	}
	recall, precision := overlap(strings.Fields(strings.Join(parts, " ")), strings.Fields(p.Text)), overlap(strings.Fields(p.Text), strings.Fields(strings.Join(parts, " ")))
	t.Logf("%s: recall %.3f precision %.3f; title %v; authors %v %v; date %v %v", name, recall, precision,
		p.Title == want.Title, p.Authors, want.Authors, p.Published, want.Date)
	if recall < 0.9 || precision < 0.8 {
		t.Errorf("%s: recall %.3f, precision %.3f", name, recall, precision)
	}
	if p.Published.Format("2006-01-02") != want.Date[:10] {
		t.Errorf("%s: published %s, want %s", name, p.Published, want.Date)
	}
}

// overlap is the share of the words of a that are in b, with their counts.
func overlap(a, b []string) float64 {
	have := map[string]int{}
	for _, w := range b {
		have[w]++
	}
	hit := 0
	for _, w := range a {
		if have[w] > 0 {
			have[w]--
			hit++
		}
	}
	return float64(hit) / float64(max(len(a), 1))
}

func unzipped(t testing.TB, file string) []byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("<html><body><article>" + body + "</article></body></html>"))
	f.Add([]byte(`<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"author":{"name":["a"]}}]}</script>`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := Read(t.Context(), raw, "", "https://gazette.example/x")
		if err == nil && len(p.Text) < minText {
			t.Error("no text and no error")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	raw := []byte("<html><body><nav>Home</nav><article>" + strings.Repeat(body, 8) + "</article></body></html>")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(b.Context(), raw, "", "https://gazette.example/x"); err != nil {
			b.Fatal(err)
		}
	}
}

// TestDatesInTheText: where neither metadata nor a byline tells the day, a line
// of the page may, in any language that ingest/stamp reads.
func TestDatesInTheText(t *testing.T) {
	for line, want := range map[string]string{
		"Wtorek, 3 marca 2026 r.":   "2026-03-03",
		"2026 m. kovo 3 d.":         "2026-03-03",
		"Tuesday, 3rd of June 2025": "2025-06-03",
		"03/04/2026":                "0001-01-01", // either day
	} {
		p, err := Read(t.Context(), []byte(`<html><body><article><span class="info-date">`+line+`</span>`+body+`</article></body></html>`), "", "https://gazette.example/x")
		if err != nil || p.Published.Format(time.DateOnly) != want || p.Guessed != !p.Published.IsZero() {
			t.Errorf("%s: %s, guessed %v, %v", line, p.Published, p.Guessed, err)
		}
	}
}
