// Package feed reads RSS, RDF, Atom and JSON feeds, sound or broken.
//
// In go the bytes of a feed and the Content-Type they came with, out comes
// one Feed with its items in the feed's order. What is broken is repaired as
// far as that cannot change what an item says: text that stops in the middle
// is dropped, never passed on as if it were whole. Instants are UTC.
package feed

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"muster/news"

	"github.com/mmcdole/gofeed"
)

// Feed is what a feed says of itself, and its items.
type Feed struct {
	Title    string `json:"title,omitempty"`
	Link     string `json:"link,omitempty"`
	Language string `json:"language,omitempty"`
	// Format is "rss", "atom", "json" or "sitemap".
	Format string `json:"format,omitempty"`
	// Hub is where a WebSub subscriber asks for news, Self the topic it asks
	// about; empty where the feed names none.
	Hub  string `json:"hub,omitempty"`
	Self string `json:"self,omitempty"`
	// Repaired names what was broken, empty where nothing was.
	Repaired []string  `json:"repaired,omitempty"`
	Updated  time.Time `json:"updated,omitzero"`
	Items    []Item    `json:"-"`
}

// Item is one news item as its feed has it. Summary and Content are HTML.
type Item struct {
	// ID is the feed's own, else the URL, else made of title, day and text. No
	// two items of a feed share one.
	ID        string    `json:"id"`
	URL       string    `json:"url,omitempty"`
	Title     string    `json:"title,omitempty"`
	Published time.Time `json:"published,omitzero"`
	Updated   time.Time `json:"updated,omitzero"`
	Summary   string    `json:"summary,omitempty"`
	Content   string    `json:"content,omitempty"`
	Authors   []string  `json:"authors,omitempty"`
	// Outlet is who published the item where that is not the feed, as in the
	// feeds of aggregators; Site is that outlet's address.
	Outlet string `json:"outlet,omitempty"`
	Site   string `json:"site,omitempty"`
}

// ErrNoFeed means that the bytes hold no feed of any kind.
var ErrNoFeed = errors.New("feed: this is no feed")

// MaxBytes is the size past which a feed is refused, in bytes.
const MaxBytes = 32 << 20

// Parse reads a feed. base is the URL it came from, to complete links with;
// it may be empty.
func Parse(raw []byte, contentType, base string) (Feed, error) {
	if len(raw) > MaxBytes {
		return Feed{}, fmt.Errorf("feed: %d bytes, at most %d are read", len(raw), MaxBytes)
	}
	text, fixed := decode(raw, contentType)
	text = strings.TrimLeft(text, "\ufeff \t\r\n\x00")
	switch {
	case text == "":
		return Feed{}, fmt.Errorf("%w: it is empty", ErrNoFeed)
	case text[0] == '{':
		return parseJSON(text, base, fixed)
	}
	return parseXML(text, base, fixed)
}

func parseXML(text, base string, fixed []string) (Feed, error) {
	start := rootStart(text)
	if start < 0 {
		return Feed{}, fmt.Errorf("%w: %s", ErrNoFeed, whatElse(text))
	}
	xml, more := repair(text[start:])
	if junk := strings.TrimSpace(text[:start]); junk != "" && !isProlog(junk) {
		fixed = append(fixed, "text before the feed")
	}
	f, err := readSound(xml, base)
	if err != nil {
		return Feed{}, err
	}
	f.Repaired = append(fixed, more...)
	f.Items = distinct(f.Items)
	return f, nil
}

// readSound reads XML that the mender has made sound.
func readSound(xml, base string) (Feed, error) {
	if root := tagName(xml[1:]); strings.EqualFold(root[strings.IndexByte(root, ':')+1:], "urlset") {
		return fromSitemap(xml, base)
	}
	parsed, err := guardedParse(xml)
	if err != nil {
		return Feed{}, fmt.Errorf("feed: %w", err)
	}
	return translate(parsed, base), nil
}

// guardedParse keeps a defect of the parser from ending the process.
func guardedParse(xml string) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("parser: %v", r)
		}
	}()
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	return p.Parse(strings.NewReader(xml))
}

// whatElse says what the bytes are instead of a feed.
func whatElse(text string) string {
	head := strings.ToLower(text[:min(len(text), 2000)])
	switch {
	case strings.Contains(head, "<html") || strings.HasPrefix(head, "<!doctype html"):
		return "it is an HTML page (muster looks for the feed of a page with: ingest add URL)"
	case strings.HasPrefix(head, "<"):
		return "it is XML without rss, rdf or feed as its root"
	}
	return fmt.Sprintf("it begins with %q", firstRunes(text, 40))
}

func firstRunes(s string, n int) string {
	r := []rune(s[:min(len(s), 4*n)])
	return string(r[:min(len(r), n)])
}

// isProlog reports whether what stands before the root is only what may:
// declaration, comments, processing instructions, DOCTYPE.
func isProlog(s string) bool {
	for s != "" {
		end := "?>"
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<!"):
			end = ">"
		case !strings.HasPrefix(s, "<?"):
			return false
		}
		_, rest, ok := strings.Cut(s, end)
		if !ok {
			return false
		}
		s = strings.TrimSpace(rest)
	}
	return true
}

// finish gives the item an ID; an item that says nothing is none.
func finish(item Item) (Item, bool) {
	if item.URL == "" && item.Title == "" && item.Summary == "" && item.Content == "" {
		return item, false
	}
	if tail := " - " + item.Outlet; item.Outlet != "" && len(item.Title) > len(tail) {
		item.Title = strings.TrimSuffix(item.Title, tail)
	}
	if item.ID == "" {
		item.ID = item.URL
	}
	if item.ID == "" {
		item.ID = "item:" + news.TextHash(item.Title, item.Published.Format(time.DateOnly)+item.Summary+item.Content)
	}
	return item, true
}

// distinct gives items that share an ID one of their own, and drops what
// stands twice word for word. The new ID is made of what the item says alone,
// so that it stays when the items around it go.
func distinct(items []Item) []Item {
	count, prints := map[string]int{}, map[string]bool{}
	for _, it := range items {
		count[it.ID]++
	}
	kept := items[:0]
	for _, it := range items {
		if count[it.ID] > 1 {
			if prints[it.ID+it.Fingerprint()] {
				continue
			}
			prints[it.ID+it.Fingerprint()] = true
			it.ID += "#" + news.TextHash(it.URL, it.Title)
		}
		kept = append(kept, it)
	}
	return kept
}

// Fingerprint is a text that changes when the item does.
func (it Item) Fingerprint() string {
	var b bytes.Buffer
	for _, s := range []string{it.URL, it.Title, it.Summary, it.Content, it.Updated.UTC().Format(time.RFC3339)} {
		fmt.Fprintf(&b, "%d:%s", len(s), s)
	}
	return b.String()
}
