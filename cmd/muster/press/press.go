// Package press is the demo's newspapers: invented outlets with their feeds in
// all formats and their pages, served over HTTP by host name.
//
// The articles are data: articles/*.txt, each with "key: value" lines, an
// empty line, and its paragraphs. They are written for this project around
// facts that were in the news; the outlets are not real, the figures and those
// who gave them are. An article with the keys was, is and updated is corrected
// after it was read once: its page and its feed have then another figure.
package press

import (
	"bytes"
	"embed"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"muster/ingest/sources"
	"muster/news"
)

//go:embed outlets.tsv articles/*.txt
var files embed.FS

// Outlet is a newspaper of the demo.
type Outlet struct {
	Host string
	// Format of the feed: rss, rdf, atom or json.
	Format string
	// Full: the feed carries the whole text, so nobody needs its pages.
	Full bool
	news.Source
	Articles []Article
}

// Article is one of its articles.
type Article struct {
	Path, Title, Language string
	Published             time.Time
	Paragraphs            []string
	// Was are the words that stood in place of Is until Updated; empty where
	// the article was never corrected.
	Was, Is string
	Updated time.Time
}

// Press is all outlets. It may serve many at once.
type Press struct {
	Outlets []Outlet
	mu      sync.Mutex
	read    map[string]bool // articles to correct that were read, by link; guarded by mu
	mended  map[string]bool // those corrected since; guarded by mu
}

// New reads the embedded outlets and articles.
func New() (*Press, error) {
	raw, err := files.ReadFile("outlets.tsv")
	if err != nil {
		return nil, err
	}
	p := &Press{read: map[string]bool{}, mended: map[string]bool{}}
	for line := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 6 {
			return nil, fmt.Errorf("press: outlets.tsv: %q has %d columns, want 6", line, len(cols))
		}
		p.Outlets = append(p.Outlets, Outlet{Host: cols[0], Format: cols[1], Full: cols[2] == "full", Source: news.Source{
			Name: cols[3], Kind: news.SourceKind(cols[4]), Country: cols[5], Domains: []string{cols[0]},
		}})
	}
	return p, p.readArticles()
}

func (p *Press) readArticles() error {
	names, err := fs.Glob(files, "articles/*.txt")
	if err != nil {
		return err
	}
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err == nil {
			err = p.readArticle(strings.TrimSuffix(path.Base(name), ".txt"), string(raw))
		}
		if err != nil {
			return fmt.Errorf("press: %s: %w", name, err)
		}
	}
	return nil
}

func (p *Press) readArticle(name, text string) (err error) {
	head, body, _ := strings.Cut(strings.TrimSpace(text), "\n\n")
	a, host := Article{Path: "/" + name[3:], Language: "en"}, ""
	for line := range strings.SplitSeq(head, "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "host":
			host = value
		case "title":
			a.Title = value
		case "language":
			a.Language = value
		case "published":
			if a.Published, err = time.Parse(time.RFC3339, value); err != nil {
				return err
			}
		case "updated":
			if a.Updated, err = time.Parse(time.RFC3339, value); err != nil {
				return err
			}
		case "was":
			a.Was = value
		case "is":
			a.Is = value
		default:
			return fmt.Errorf("unknown key %q", key)
		}
	}
	a.Paragraphs = strings.Split(body, "\n\n")
	for i := range p.Outlets {
		if p.Outlets[i].Host == host {
			p.Outlets[i].Articles = append(p.Outlets[i].Articles, a)
			return nil
		}
	}
	return fmt.Errorf("no outlet has host %q", host)
}

// Sources are the outlets' feeds.
func (p *Press) Sources() []sources.Source {
	list := make([]sources.Source, len(p.Outlets))
	for i, o := range p.Outlets {
		list[i] = sources.New(o.Source, "http://"+o.Host+"/feed", "en")
	}
	return list
}

// ServeHTTP answers for the host the request names; /feeds.opml of any host
// lists all feeds.
func (p *Press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/feeds.opml" {
		var b bytes.Buffer
		if err := sources.WriteOPML(&b, p.Sources()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		serve(w, r, "text/x-opml", b.Bytes())
		return
	}
	for _, o := range p.Outlets {
		if o.Host != r.Host {
			continue
		}
		if r.URL.Path == "/feed" {
			body, kind := p.edition(o, true).feed()
			serve(w, r, kind, body)
			return
		}
		now := p.edition(o, false)
		for i, a := range now.Articles {
			if a.Path == r.URL.Path {
				serve(w, r, "text/html; charset=utf-8", now.page(a))
				p.wasRead(o.Articles[i], o.link(a))
				return
			}
		}
	}
	http.NotFound(w, r)
}

// serve answers with an ETag, as real servers do.
func serve(w http.ResponseWriter, r *http.Request, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("ETag", `"`+news.TextHash("", string(body))+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// edition is the outlet as it stands now. A feed asked for after an article
// was read brings the correction; the page has it from then on.
func (p *Press) edition(o Outlet, feed bool) Outlet {
	p.mu.Lock()
	defer p.mu.Unlock()
	o.Articles = slices.Clone(o.Articles)
	for i, a := range o.Articles {
		link := o.link(a)
		if feed && p.read[link] {
			p.mended[link] = true
		}
		if a.Was != "" && !p.mended[link] {
			o.Articles[i] = a.first()
		}
	}
	return o
}

// wasRead notes that somebody has the article as it first was.
func (p *Press) wasRead(a Article, link string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a.Was != "" {
		p.read[link] = true
	}
}

// first is the article before its correction.
func (a Article) first() Article {
	a.Paragraphs = slices.Clone(a.Paragraphs)
	for i, par := range a.Paragraphs {
		a.Paragraphs[i] = strings.Replace(par, a.Is, a.Was, 1)
	}
	a.Updated = time.Time{}
	return a
}

// updated is when the article last changed.
func (a Article) updated() time.Time {
	if a.Updated.IsZero() {
		return a.Published
	}
	return a.Updated
}

// Revisions is how many the outlet's articles have in all.
func (o Outlet) Revisions() int {
	n := len(o.Articles)
	for _, a := range o.Articles {
		if a.Was != "" {
			n++
		}
	}
	return n
}

func (o Outlet) feed() (body []byte, kind string) {
	switch o.Format {
	case "json":
		return o.jsonFeed(), "application/feed+json"
	case "atom":
		return o.atom(), "application/atom+xml"
	}
	return o.rss(), "application/rss+xml"
}

// words of an item in its feed: all, or the beginning.
func (o Outlet) words(a Article) string {
	if o.Full {
		return paragraphs(a)
	}
	return "<p>" + html.EscapeString(a.Paragraphs[0]) + "</p>"
}

func paragraphs(a Article) string {
	var sb strings.Builder
	for _, p := range a.Paragraphs {
		sb.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
	}
	return sb.String()
}

func (o Outlet) link(a Article) string { return "http://" + o.Host + a.Path }

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes all
	return b.String()
}

// rss is RSS 2.0, or RSS 1.0 for the format rdf.
func (o Outlet) rss() []byte {
	var b, items bytes.Buffer
	for _, a := range o.Articles {
		fmt.Fprintf(&items, "<item><title>%s</title><link>%s</link>", escaped(a.Title), o.link(a))
		if o.Format == "rdf" {
			fmt.Fprintf(&items, "<dc:date>%s</dc:date>", a.Published.Format(time.RFC3339))
		} else {
			fmt.Fprintf(&items, "<guid>%s</guid><pubDate>%s</pubDate>", o.link(a), a.Published.Format(time.RFC1123Z))
		}
		fmt.Fprintf(&items, "<description>%s</description></item>\n", escaped(o.words(a)))
	}
	b.WriteString(xml.Header)
	if o.Format == "rdf" {
		fmt.Fprintf(&b, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>%s</title><link>http://%s/</link></channel>
%s</rdf:RDF>`, escaped(o.Name), o.Host, items.Bytes())
		return b.Bytes()
	}
	fmt.Fprintf(&b, `<rss version="2.0"><channel><title>%s</title><link>http://%s/</link><language>en</language>
%s</channel></rss>`, escaped(o.Name), o.Host, items.Bytes())
	return b.Bytes()
}

func (o Outlet) atom() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `%s<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>%s</title><id>http://%s/</id><link href="http://%[3]s/"/>
`, xml.Header, escaped(o.Name), o.Host)
	for _, a := range o.Articles {
		element := "summary"
		if o.Full {
			element = "content"
		}
		fmt.Fprintf(&b, `<entry><id>%s</id><title>%s</title><link href="%[1]s"/><published>%[3]s</published><updated>%[6]s</updated><%[4]s type="html">%[5]s</%[4]s></entry>
`, o.link(a), escaped(a.Title), a.Published.Format(time.RFC3339), element, escaped(o.words(a)), a.updated().Format(time.RFC3339))
	}
	b.WriteString("</feed>\n")
	return b.Bytes()
}

func (o Outlet) jsonFeed() []byte {
	type item struct {
		ID        string    `json:"id"`
		URL       string    `json:"url"`
		Title     string    `json:"title"`
		Content   string    `json:"content_html"`
		Published time.Time `json:"date_published"`
	}
	items := make([]item, len(o.Articles))
	for i, a := range o.Articles {
		items[i] = item{o.link(a), o.link(a), a.Title, o.words(a), a.Published}
	}
	raw, err := json.Marshal(map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": o.Name, "home_page_url": "http://" + o.Host + "/", "language": "en", "items": items,
	})
	if err != nil {
		panic(err) // strings and times always marshal
	}
	return raw
}

// page is a web page as news sites make them: the article among much else.
func (o Outlet) page(a Article) []byte {
	var b bytes.Buffer
	ld, err := json.Marshal(map[string]any{
		"@context": "https://schema.org", "@type": "NewsArticle", "headline": a.Title, "datePublished": a.Published.Format(time.RFC3339), "dateModified": a.updated().Format(time.RFC3339),
		"publisher": map[string]string{"@type": "Organization", "name": o.Name}, "inLanguage": a.Language,
	})
	if err != nil {
		panic(err)
	}
	title := html.EscapeString(a.Title)
	fmt.Fprintf(&b, `<!DOCTYPE html>
<html lang="%s"><head><meta charset="utf-8"><title>%s | %s</title>
<link rel="canonical" href="%s"><link rel="alternate" type="application/rss+xml" href="/feed">
<script type="application/ld+json">%s</script></head>
<body><header><a href="/">%[3]s</a><nav><ul><li><a href="/world">World</a></li><li><a href="/defence">Defence</a></li></ul></nav></header>
<main><article><h1>%[2]s</h1>
%[6]s</article></main>
<aside><h2>Most read</h2><ul><li><a href="/a">Ten walks for the weekend</a></li><li><a href="/b">What to cook in winter</a></li></ul></aside>
<footer><p>All rights reserved. Subscribe to our newsletter.</p></footer></body></html>
`, a.Language, title, html.EscapeString(o.Name), o.link(a), ld, paragraphs(a))
	return b.Bytes()
}
