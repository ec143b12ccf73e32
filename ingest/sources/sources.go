// Package sources holds the built-in list of public defence and security
// feeds, and reads and writes lists of feeds as OPML.
//
// The list is data: feeds.tsv, one feed a line. It gives each outlet's name,
// kind and country as the outlets state them themselves.
package sources

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"muster/news"
)

//go:embed feeds.tsv
var builtin string

// Source is a feed and the outlet behind it.
type Source struct {
	// ID names the feed in streams and buckets: made of outlet and URL.
	ID       string      `json:"id"`
	URL      string      `json:"url"`
	Outlet   news.Source `json:"outlet"`
	Language string      `json:"language,omitempty"`
	// Interval between fetches in seconds, 0 as the feed's rhythm has it.
	Interval int `json:"interval_seconds,omitempty"`
	// Text says where the text of articles is from: "feed", "page", or empty
	// for whichever has it whole.
	Text string `json:"text,omitempty"`
	// Selector is the CSS selector of the main text on the outlet's pages,
	// empty where it is found.
	Selector string `json:"selector,omitempty"`
	// Site is the address of the outlet's own pages, empty where only the feed
	// is known.
	Site string `json:"site,omitempty"`
	// Categories are where a user puts the feed: "Baltics", or "War/Losses" for
	// one within another.
	Categories []string `json:"categories,omitempty"`
	// Keep and Block say which items are taken (see Wants).
	Keep  []string `json:"keep_words,omitempty"`
	Block []string `json:"block_words,omitempty"`
}

// New returns the source of a feed URL. Its ID changes with the URL only as
// far as the hash in it goes.
func New(outlet news.Source, feedURL, language string) Source {
	sum := sha256.Sum256([]byte(feedURL))
	return Source{ID: slug(outlet.Name) + "-" + hex.EncodeToString(sum[:4]), URL: feedURL, Outlet: outlet, Language: language}
}

// Builtin returns the built-in list.
func Builtin() []Source {
	list, err := parse(builtin)
	if err != nil {
		panic(err) // embedded data, read by a test
	}
	return list
}

// Select returns the built-in feeds of the languages: "all" for every one,
// "none" for no feed.
func Select(languages []string) ([]Source, error) {
	all := Builtin()
	known := map[string]bool{"all": true, "none": true}
	for _, s := range all {
		known[s.Language] = true
	}
	for _, l := range languages {
		if !known[l] {
			return nil, fmt.Errorf("sources: no built-in feed is in %q", l)
		}
	}
	every, none := slices.Contains(languages, "all"), slices.Contains(languages, "none")
	return slices.DeleteFunc(all, func(s Source) bool { return none || !every && !slices.Contains(languages, s.Language) }), nil
}

// IsOutlet reports whether a kind is one of an outlet.
func IsOutlet(k news.SourceKind) bool { return kinds[k] }

var kinds = map[news.SourceKind]bool{
	news.Agency: true, news.Newspaper: true, news.Broadcaster: true, news.Online: true, news.StateMedia: true,
	news.Government: true, news.Ministry: true, news.Organisation: true,
}

func parse(text string) ([]Source, error) {
	var list []Source
	seen := map[string]bool{}
	for i, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		s, err := parseLine(line)
		if err == nil && seen[s.URL] {
			err = fmt.Errorf("feed %s stands twice", s.URL)
		}
		if err != nil {
			return nil, fmt.Errorf("sources: feeds.tsv:%d: %w", i+1, err)
		}
		seen[s.URL] = true
		list = append(list, s)
	}
	return list, nil
}

func parseLine(line string) (Source, error) {
	cols := strings.Split(line, "\t")
	if len(cols) != 6 {
		return Source{}, fmt.Errorf("%d columns, want 6", len(cols))
	}
	for i, c := range cols {
		if c == "-" {
			cols[i] = ""
		}
	}
	outlet := news.Source{Name: cols[0], Kind: news.SourceKind(cols[1]), Country: cols[2], Domains: strings.Split(cols[4], ",")}
	switch u, err := url.Parse(cols[5]); {
	case !kinds[outlet.Kind]:
		return Source{}, fmt.Errorf("kind %q is none of an outlet", cols[1])
	case outlet.Name == "" || cols[3] == "" || cols[4] == "":
		return Source{}, fmt.Errorf("outlet, language and domains must be given")
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return Source{}, fmt.Errorf("feed URL %q is no http URL", cols[5])
	}
	return New(outlet, cols[5], cols[3]), nil
}

// slug keeps ASCII letters and digits, so that it can stand in a subject and
// in a key.
func slug(name string) string {
	var sb strings.Builder
	for _, r := range strings.ToLower(name) {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			sb.WriteRune(r)
		} else if s := sb.String(); s != "" && !strings.HasSuffix(s, "-") {
			sb.WriteByte('-')
		}
	}
	if s := strings.Trim(sb.String(), "-"); s != "" {
		return s
	}
	return "feed"
}
