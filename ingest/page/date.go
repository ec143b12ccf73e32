package page

import (
	"context"
	"net/url"
	"regexp"
	"time"

	"muster/ingest/stamp"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-shiori/dom"
	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
)

// hint is one word of the page on when it was published.
type hint struct {
	time  time.Time
	clock bool
}

// publishedMetas are the meta tags that tell when a page was published, the
// most trusted first; updatedMetas when it was changed.
var (
	publishedMetas = []string{
		"article:published_time", "og:article:published_time", "datepublished", "article:published", "published_time", "publishdate", "publish-date",
		"publish_date", "publication_date", "pubdate", "article_date_original", "originalpublicationdate", "date", "dc.date.issued",
		"dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date",
		"parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "rnews:datepublished", "og:pubdate", "og:published_time",
	}
	updatedMetas = []string{
		"article:modified_time", "og:updated_time", "datemodified", "article:modified", "og:modified_time", "last-modified", "lastmod",
		"dcterms.modified", "dc.date.modified", "rnews:datemodified",
	}
)

// times are the elements that say when the page was published, the surest
// first. What stands in an embedded post of somebody else says when that was.
var times = []string{
	`[itemprop="datePublished"]`, `time[pubdate]`, `time.published, time.entry-date, .published time, .dateline time`,
	`header time[datetime]`, `article time[datetime]`, `main time[datetime]`,
}

const embedded = `blockquote, aside, footer, nav, figure, .twitter-tweet, .embed, [class*="related"], [class*="comment"], [class*="recommend"]`

// fillTimes weighs what the page says on when it was published and changed.
func fillTimes(p *Page, q *goquery.Document, m map[string]string, ld linked, pageURL string) {
	published := append([]string{ld.published}, written(m, publishedMetas)...)
	for _, selector := range times {
		published = append(published, stampsAt(q, selector)...)
	}
	updated := append(append([]string{ld.modified}, written(m, updatedMetas)...), stampsAt(q, `[itemprop="dateModified"]`)...)
	order := stamp.OrderOf(append(append([]string{}, published...), updated...)...)
	if order == stamp.Unknown {
		order = stamp.OrderIn(first(m["og:locale"], p.Language))
	}
	p.Published = weigh(hints(published, order), dayInURL(pageURL))
	p.Updated = weigh(hints(updated, order), time.Time{})
	if !p.Updated.After(p.Published) {
		p.Updated = time.Time{}
	}
}

func written(m map[string]string, names []string) (all []string) {
	for _, name := range names {
		if m[name] != "" {
			all = append(all, m[name])
		}
	}
	return all
}

func stampsAt(q *goquery.Document, selector string) (all []string) {
	q.Find(selector).EachWithBreak(func(i int, s *goquery.Selection) bool {
		if s.Closest(embedded).Length() == 0 {
			all = append(all, first(s.AttrOr("datetime", ""), s.AttrOr("content", ""), s.Text()))
		}
		return i < 5
	})
	return all
}

func hints(all []string, order stamp.Order) (list []hint) {
	for _, s := range all {
		if t, clock := stamp.Read(s, order); !t.IsZero() {
			list = append(list, hint{t, clock})
		}
	}
	return list
}

// twoDays is how far the day in an address and that of publication may lie
// apart: an article is put in its folder the day before, in another zone.
const twoDays = 48 * time.Hour

// weigh takes the first hint, unless the address of the page contradicts it
// and agrees with another; and of one day the hint with a time of day.
func weigh(list []hint, inURL time.Time) time.Time {
	if len(list) == 0 {
		return time.Time{}
	}
	best := list[0]
	if !inURL.IsZero() && best.time.Sub(inURL).Abs() > twoDays {
		for _, h := range list[1:] {
			if h.time.Sub(inURL).Abs() <= twoDays {
				best = h
				break
			}
		}
	}
	for _, h := range list {
		if !best.clock && h.clock && h.time.Sub(best.time).Abs() < 24*time.Hour {
			best = h
		}
	}
	return best.time
}

var inPath = regexp.MustCompile(`/(20\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)`)

// dayInURL is the day an address names, zero for none.
func dayInURL(pageURL string) time.Time {
	u, err := url.Parse(pageURL)
	if err != nil {
		return time.Time{}
	}
	m := inPath.FindStringSubmatch(u.Path)
	if m == nil {
		return time.Time{}
	}
	return stamp.Parse(m[1]+"-"+m[2]+"-"+m[3], stamp.Unknown)
}

// bylines are where pages write their date for people.
const bylines = `[class*="byline"], [class*="dateline"], [class*="publish"], [class*="posted"], [class*="timestamp"], [class*="article-date"], [class*="entry-meta"], [class*="post-meta"], [class*="article-meta"], .date, #date`

// maxByline is the length of a line that holds a date and little else.
const maxByline = 120

// guessDate searches the page for a day where no metadata gives one: the day
// in its address, a line beside the headline, and at last anything that looks
// like a date. What it finds is a guess and marked as such.
func guessDate(ctx context.Context, q *goquery.Document, pageURL string, order stamp.Order) time.Time {
	inURL := dayInURL(pageURL)
	if t := weigh(hints(linesOfDates(q), order), inURL); !t.IsZero() {
		return t
	}
	if !inURL.IsZero() {
		return inURL
	}
	return searchedDate(ctx, q.Nodes[0], pageURL, order)
}

func linesOfDates(q *goquery.Document) (lines []string) {
	q.Find(bylines).EachWithBreak(func(i int, s *goquery.Selection) bool {
		if text := squeeze(s.Text()); len(text) <= maxByline && s.Closest(embedded).Length() == 0 && !copyright.MatchString(text) {
			lines = append(lines, text)
		}
		return i < 20
	})
	return lines
}

var copyright = regexp.MustCompile(`(?i)©|\(c\)\s*\d{4}|copyright|all rights reserved`)

// searchedDate lets htmldate search what is left of the page without embedded
// posts and copyright lines.
func searchedDate(ctx context.Context, doc *html.Node, pageURL string, order stamp.Order) time.Time {
	if elements(doc, maxElements) >= maxElements {
		return time.Time{}
	}
	bare := dom.Clone(doc, true)
	goquery.NewDocumentFromNode(bare).Find(embedded + ", script, style").Remove()
	for n := range bare.Descendants() {
		if n.Type == html.TextNode && copyright.MatchString(n.Data) {
			n.Data = ""
		}
	}
	ctx, cancel := context.WithTimeout(ctx, deadline/2)
	defer cancel()
	t, _ := within(ctx, func() time.Time {
		res, err := htmldate.FromDocument(bare, htmldate.Options{UseOriginalDate: true, URL: pageURL})
		if err != nil || res.DateTime.IsZero() || twoNumbers.MatchString(res.SrcString) {
			return stamp.Parse(res.SrcString, order)
		}
		y, m, d := res.DateTime.Date()
		if d == 1 { // a month or a year without a day gives its first
			return stamp.Parse(res.SrcString, order)
		}
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	})
	return t
}

// twoNumbers are a day and a month whose order htmldate only assumes.
var twoNumbers = regexp.MustCompile(`\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b`)
