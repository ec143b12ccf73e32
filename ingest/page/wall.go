package page

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Kind is what a page is.
type Kind string

// The kinds of pages. Only articles and live blogs have a text.
const (
	Article Kind = "article"
	Live    Kind = "live"    // a live blog, split into entries
	Paywall Kind = "paywall" // the article is for those who pay
	Consent Kind = "consent" // asks for consent before it shows anything
	List    Kind = "list"    // leads to articles
	Empty   Kind = "empty"
)

//go:embed wall.list
var wallRows string

// walls are the phrases that show a page to be a wall, by kind.
var walls = mustWalls(wallRows)

func readWalls(list string) (map[Kind][]string, error) {
	found := map[Kind][]string{}
	for i, line := range strings.Split(list, "\n") {
		if line == "" || line[0] == '#' || line[0] == ' ' {
			continue
		}
		kind, phrase, ok := strings.Cut(line, ": ")
		if k := Kind(kind); !ok || k != Paywall && k != Consent {
			return nil, fmt.Errorf("page: wall.list:%d: %q is no kind of wall", i+1, line)
		}
		found[Kind(kind)] = append(found[Kind(kind)], phrase)
	}
	return found, nil
}

func mustWalls(list string) map[Kind][]string {
	found, err := readWalls(list)
	if err != nil {
		panic(err) // embedded data, read by a test
	}
	return found
}

// says reports whether the text has a phrase of the kind of wall.
func says(text string, kind Kind) bool {
	text = strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	for _, phrase := range walls[kind] {
		if strings.Contains(text, phrase) {
			return true
		}
	}
	return false
}

// What a wall leaves to read, in bytes: a page with this much text is an
// article that everybody may read, whatever stands beside it. noText is what a
// page may have beside its question for consent.
const (
	wallText    = 1500
	consentText = 2500
	noText      = 500
)

// kindOf tells what the page is by its main text, all its words, and what it
// says of itself.
func kindOf(p Page, q *goquery.Document, ld linked) Kind {
	all := squeeze(visible(q))
	switch {
	case asksConsent(p, all) && !describes(ld):
		return Consent
	case len(p.Text) < wallText && (says(all, Paywall) || ld.walled):
		return Paywall
	case linkShare(q, len(all)) > 0.7 && !describes(ld):
		return List
	case len(p.Text) >= minText:
		return Article
	}
	return Empty
}

// asksConsent reports whether a page does little else than ask.
func asksConsent(p Page, all string) bool {
	if len(p.Text) >= consentText {
		return false
	}
	return consentAddress(p.URL) || says(p.Title+" "+p.Text, Consent) || len(p.Text) < noText && says(all, Consent)
}

// manyLinks: a page with fewer is no list of articles.
const manyLinks = 30

// linkShare is how much of the text of the page stands in links.
func linkShare(q *goquery.Document, all int) float64 {
	links := q.Find("body a[href]")
	if links.Length() < manyLinks || all == 0 {
		return 0
	}
	return float64(len(squeeze(links.Text()))) / float64(all)
}

// describes reports whether JSON-LD describes an article: a consent page has
// none.
func describes(ld linked) bool { return ld.headline != "" && ld.published != "" }

func consentAddress(pageURL string) bool {
	u, err := url.Parse(pageURL)
	return err == nil && strings.HasPrefix(u.Hostname(), "consent.")
}

// visible is the text of the page as people see it, as far as a wall needs it.
func visible(q *goquery.Document) string {
	body := q.Find("body")
	if body.Length() == 0 {
		return ""
	}
	return Plain(body.Nodes[0])
}
