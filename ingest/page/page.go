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

	"github.com/PuerkitoBio/goquery"
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
	// Text is the main text, paragraphs parted by an empty line.
	Text string `json:"text"`
}

// ErrNoText means that no main text was found.
var ErrNoText = errors.New("page: no article text found")

// Limits of what is read: bytes; elements for the main-text libraries, whose
// time grows faster than the page (20,000 paragraphs took 6.7 s); and the time
// for both together. Real articles have 500 to 5,000 elements.
const (
	maxBytes    = 20 << 20
	maxElements = 12_000
	deadline    = 8 * time.Second
)

// Read reads a page. pageURL may be empty; contentType is the header it came
// with. A page without article text gives ErrNoText with the rest filled in.
func Read(ctx context.Context, raw []byte, contentType, pageURL string) (Page, error) {
	if len(raw) > maxBytes {
		return Page{}, fmt.Errorf("page: %d bytes, at most %d are read", len(raw), maxBytes)
	}
	p := Page{URL: pageURL}
	text, err := decode(raw, contentType)
	if err != nil {
		return p, err
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil { // nested beyond what the parser follows
		p.Text = paragraphsOfTokens(text)
		return p, checkText(p)
	}
	base, _ := url.Parse(pageURL)
	q := goquery.NewDocumentFromNode(doc)
	ld := readLD(q)
	fillMetadata(&p, q, ld, base)
	p.Text = mainText(ctx, doc, base)
	if body := ld.body(); len(body) > 3*len(p.Text) {
		p.Text = body // the page is filled in by script, or hides its text
	}
	p.Text = withoutTitle(p.Text, p.Title)
	if p.Published.IsZero() {
		p.Published = guessDate(ctx, doc, pageURL)
	}
	return p, checkText(p)
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
