// Package page reads the article out of a web page: its text with the
// paragraphs kept, and who published it, when, under which canonical address.
//
// In go the bytes of a page and its URL, out comes one Page. Metadata is taken
// from JSON-LD, then OpenGraph and meta tags, then the page itself; the main
// text from go-trafilatura, with readability where it finds far more. Pages
// too large or too deep for these are read paragraph by paragraph instead, and
// nothing runs past its deadline. Instants are UTC.
package page

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"muster/ingest/stamp"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// Page is what a page says.
type Page struct {
	URL          string    `json:"url,omitempty"`
	CanonicalURL string    `json:"canonical_url,omitempty"`
	Title        string    `json:"title,omitempty"`
	Authors      []string  `json:"authors,omitempty"`
	Published    time.Time `json:"published,omitzero"`
	Updated      time.Time `json:"updated,omitzero"`
	// Language is a BCP 47 tag as the page declares it; empty where it does
	// not.
	Language string `json:"language,omitempty"`
	// Outlet is the name of the site or publisher.
	Outlet string `json:"outlet,omitempty"`
	// Text is the main text, paragraphs parted by an empty line. Corrections
	// that the page keeps apart stand at its end.
	Text string `json:"text"`
	Kind Kind   `json:"kind,omitempty"`
	// Guessed: Published is a day found somewhere on the page, which does not
	// say that this is when it was published.
	Guessed bool `json:"guessed,omitempty"`
	// Entries are the posts of a live blog.
	Entries []Entry `json:"entries,omitempty"`
}

// ErrNoText means that no main text was found.
var ErrNoText = errors.New("page: no article text found")

// ErrWalled means that the page asks for money or consent instead of showing
// its article.
var ErrWalled = errors.New("page: the article is behind a wall")

// Limits of what is read: bytes, of which the rest is left away; elements for
// a tree, and for the main-text libraries, whose time grows faster than the
// page (20,000 paragraphs took 6.7 s); and the time for these together. Real
// articles have 500 to 5,000 elements.
const (
	MaxBytes    = 8 << 20
	maxTags     = 60_000
	maxElements = 7_000
	deadline    = 1200 * time.Millisecond
)

// Read reads a page. pageURL may be empty; contentType is the header it came
// with. A page without article text gives ErrNoText, one behind a wall
// ErrWalled, with the rest filled in.
func Read(ctx context.Context, raw []byte, contentType, pageURL string) (Page, error) {
	return ReadPart(ctx, raw, contentType, pageURL, "")
}

// ReadPart is Read where a CSS selector says which part of the page is its
// main text. A selector that fits nothing, or is none, changes nothing.
func ReadPart(ctx context.Context, raw []byte, contentType, pageURL, selector string) (Page, error) {
	p := Page{URL: pageURL}
	text, err := decode(raw[:min(len(raw), MaxBytes)], contentType)
	if err != nil {
		return p, err
	}
	text = slim(text)
	if strings.Count(text, "<") > maxTags {
		return readTokens(p, text)
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil { // nested beyond what the parser follows
		return readTokens(p, text)
	}
	return readTree(ctx, p, doc, selector)
}

// readTree reads a page whose tree can be built.
func readTree(ctx context.Context, p Page, doc *html.Node, selector string) (Page, error) {
	base, _ := url.Parse(p.URL)
	q := goquery.NewDocumentFromNode(doc)
	ld := readLD(q)
	fillMetadata(&p, q, ld, base)
	prepare(doc)
	if p.Entries = liveEntries(q, p, ld.entries); p.Entries != nil {
		p.Kind = Live
	}
	if p.Text = selected(q, selector); p.Text == "" {
		p.Text = mainText(ctx, doc, base)
	}
	if body := ld.body(); len(body) > 3*len(p.Text) {
		p.Text = body // the page is filled in by script, or hides its text
	}
	p.Text = withoutTitle(p.Text, p.Title)
	if p.Kind != Live {
		p.Kind = kindOf(p, q, ld)
	}
	switch p.Kind {
	case Paywall, Consent:
		p.Text = ""
		return p, fmt.Errorf("%w: %s", ErrWalled, p.Kind)
	case List:
		p.Text = ""
	}
	if notes := corrections(q, p.Text); notes != nil {
		p.Text = strings.TrimSpace(p.Text + "\n\n" + strings.Join(notes, "\n\n"))
	}
	if p.Published.IsZero() {
		p.Published = guessDate(ctx, q, p.URL, stamp.OrderIn(p.Language))
		p.Guessed = !p.Published.IsZero()
	}
	return p, checkText(p)
}

// selected is the text of the elements that the selector fits.
func selected(q *goquery.Document, selector string) string {
	m, err := cascadia.Compile(selector)
	if selector == "" || err != nil {
		return ""
	}
	var parts []string
	for _, n := range q.FindMatcher(m).Nodes {
		parts = append(parts, Plain(n))
	}
	return strings.Join(parts, "\n\n")
}

// maxHead is how much of a page that is too large for a tree is read for its
// metadata, in bytes.
const maxHead = 256 << 10

// readTokens reads a page tag by tag: metadata from its head, paragraphs from
// all of it.
func readTokens(p Page, text string) (Page, error) {
	head := text[:min(len(text), maxHead)]
	if i := strings.Index(strings.ToLower(head), "<body"); i >= 0 {
		head = head[:i]
	}
	if doc, err := html.Parse(strings.NewReader(head)); err == nil && strings.Count(head, "<") <= maxElements {
		base, _ := url.Parse(p.URL)
		q := goquery.NewDocumentFromNode(doc)
		fillMetadata(&p, q, readLD(q), base)
	}
	p.Text = paragraphsOfTokens(text)
	p.Kind = Article
	if len(p.Text) < minText {
		p.Kind = Empty
	}
	return p, checkText(p)
}

// slim leaves out what no reader sees and what makes pages long: scripts apart
// from JSON-LD, styles, drawings, comments.
func slim(text string) string {
	var sb strings.Builder
	open := map[string]bool{} // ends that were looked for and are nowhere
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			sb.WriteString(text)
			return sb.String()
		}
		sb.WriteString(text[:i])
		text = text[i:]
		n := unseen(text, open)
		if n == 0 {
			n = 1
			sb.WriteByte('<')
		}
		text = text[n:]
	}
}

// unseen is the length of the unseen thing that the text begins with.
func unseen(text string, open map[string]bool) int {
	if len(text) < 2 || !strings.ContainsRune("sS!", rune(text[1])) {
		return 0
	}
	head := strings.ToLower(text[:min(len(text), 80)])
	for _, u := range []struct{ begin, end string }{{"<script", "</script>"}, {"<style", "</style>"}, {"<svg", "</svg>"}, {"<!--", "-->"}} {
		if !strings.HasPrefix(head, u.begin) || strings.Contains(head, "ld+json") && u.begin == "<script" {
			continue
		}
		if open[u.end] {
			continue
		}
		if end := indexFold(text, u.end); end >= 0 {
			return end + len(u.end)
		}
		open[u.end] = true
	}
	return 0
}

// indexFold finds an end tag in any case.
func indexFold(text, end string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], end[:2])
		if i < 0 {
			return -1
		}
		from += i
		if len(text) >= from+len(end) && strings.EqualFold(text[from:from+len(end)], end) {
			return from
		}
		from++
	}
}

// minText is the length below which a text is a caption or a notice, in
// bytes. The shortest news flashes have about twice as much.
const minText = 80

func checkText(p Page) error {
	if len(p.Text) < minText {
		return fmt.Errorf("%w: %s", ErrNoText, p.URL)
	}
	return nil
}

// decode reads the page as UTF-8, by its header, its meta tag or its bytes.
func decode(raw []byte, contentType string) (string, error) {
	if utf8.Valid(raw) { // text in another encoding is not, by chance, this too
		return strings.ReplaceAll(string(raw), "\x00", ""), nil
	}
	enc, _, _ := charset.DetermineEncoding(raw, contentType)
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", fmt.Errorf("page: %w", err)
	}
	return string(bytes.ReplaceAll(bytes.ToValidUTF8(out, []byte("\ufffd")), []byte{0}, nil)), nil
}

// withoutTitle drops a first paragraph that only repeats the title.
func withoutTitle(text, title string) string {
	first, rest, ok := strings.Cut(text, "\n\n")
	if ok && title != "" && strings.EqualFold(strings.TrimSpace(first), strings.TrimSpace(title)) {
		return rest
	}
	return text
}
