package feed

import (
	"net/url"
	"strings"
	"time"

	"muster/ingest/byline"
	"muster/ingest/stamp"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// translate reads what gofeed found. Dates, links and texts are taken from the
// feed as it was written: gofeed's own form of all formats has no source, no
// Dublin Core terms, and reads "p.m." and many zones wrong.
func translate(p *gofeed.Feed, base string) Feed {
	switch original := p.OriginalFeed().(type) {
	case *rss.Feed:
		return fromRSS(original, base)
	case *atom.Feed:
		return fromAtom(original, base)
	}
	return Feed{Title: plain(p.Title)}
}

func fromRSS(p *rss.Feed, base string) Feed {
	dc := dublin(p.DublinCoreExt)
	f := Feed{
		Title: plain(firstOf(p.Title, first(dc.Title))), Language: normalLanguage(firstOf(p.Language, first(dc.Language))), Format: "rss",
		Link: absolute(firstOf(p.Link, linkIn(p.Extensions, "alternate")), base),
		Hub:  absolute(linkIn(p.Extensions, "hub"), base), Self: absolute(linkIn(p.Extensions, "self"), base),
	}
	order := f.order(rssDates(p))
	f.Updated = firstStamp(order, p.LastBuildDate, p.PubDate, first(dc.Date))
	for _, it := range p.Items {
		if item, ok := fromRSSItem(it, base, order); ok {
			f.Items = append(f.Items, item)
		}
	}
	return f
}

// order of day and month in the feed: as its dates tell, else its language.
func (f Feed) order(dates []string) stamp.Order {
	if o := stamp.OrderOf(dates...); o != stamp.Unknown {
		return o
	}
	return stamp.OrderIn(f.Language)
}

func rssDates(p *rss.Feed) []string {
	dates := []string{p.LastBuildDate, p.PubDate}
	for _, it := range p.Items {
		dates = append(dates, it.PubDate)
	}
	return dates
}

func fromRSSItem(it *rss.Item, base string, order stamp.Order) (Item, bool) {
	dc, x := dublin(it.DublinCoreExt), it.Extensions
	item := Item{
		URL: absolute(rssLink(it), base), Title: plain(firstOf(it.Title, first(dc.Title), value(x, "atom", "title"), value(x, "media", "title"))),
		Published: firstStamp(order, it.PubDate, first(dc.Date), value(x, "dcterms", "issued"), value(x, "dcterms", "created"),
			value(x, "atom", "published"), value(x, "prism", "publicationDate"), it.Custom["date"], it.Custom["pubdate"], it.Custom["published"]),
		Updated: firstStamp(order, value(x, "dcterms", "modified"), value(x, "atom", "updated"), it.Custom["updated"]),
		Content: firstOf(it.Content, value(x, "atom", "content"), value(x, "xhtml", "body"), it.Custom["encoded"]),
		Summary: firstOf(it.Description, first(dc.Description), value(x, "itunes", "summary"), value(x, "atom", "summary"), media(x, "description")),
	}
	if it.GUID != nil {
		item.ID = strings.TrimSpace(it.GUID.Value)
	}
	item.ID = firstOf(item.ID, value(x, "atom", "id"))
	if it.Source != nil {
		item.Outlet, item.Site = outlet(plain(it.Source.Title), it.Source.URL)
	}
	for _, name := range append([]string{it.Author}, append(dc.Creator, dc.Author...)...) {
		item.Authors = byline.Join(item.Authors, byline.Names(plain(name))...)
	}
	return finish(item)
}

// rssLink is the item's link: its own, an Atom one, or a GUID that is one.
func rssLink(it *rss.Item) string {
	link := firstOf(it.Link, linkIn(it.Extensions, "alternate"))
	if it.GUID == nil || link != "" {
		return link
	}
	if g := strings.TrimSpace(it.GUID.Value); strings.HasPrefix(g, "http://") || strings.HasPrefix(g, "https://") {
		return g
	}
	return ""
}

// outlet keeps a source that names somebody: a source that is a feed's file
// has a URL of a path, one of a paper its front page.
func outlet(title, site string) (string, string) {
	if title == "" || strings.Contains(title, "://") {
		return "", ""
	}
	if u, err := url.Parse(site); err != nil || u.Host == "" {
		site = ""
	}
	return title, site
}

func fromAtom(p *atom.Feed, base string) Feed {
	f := Feed{
		Title: plain(p.Title), Language: normalLanguage(p.Language), Format: "atom",
		Link: absolute(linkOf(p.Links, "alternate"), base), Hub: absolute(linkOf(p.Links, "hub"), base), Self: absolute(linkOf(p.Links, "self"), base),
	}
	var dates []string
	for _, e := range p.Entries {
		dates = append(dates, e.Published, e.Updated)
	}
	order := f.order(dates)
	f.Updated = firstStamp(order, p.Updated)
	for _, e := range p.Entries {
		if item, ok := fromEntry(e, base, order); ok {
			f.Items = append(f.Items, item)
		}
	}
	return f
}

func fromEntry(e *atom.Entry, base string, order stamp.Order) (Item, bool) {
	x := e.Extensions
	item := Item{
		ID: strings.TrimSpace(e.ID), Title: plain(firstOf(e.Title, value(x, "dc", "title"))), Summary: firstOf(e.Summary, media(x, "description")),
		Published: firstStamp(order, e.Published, value(x, "dcterms", "issued"), value(x, "dcterms", "created"), value(x, "dc", "date")),
		Updated:   firstStamp(order, e.Updated, value(x, "dcterms", "modified")),
	}
	link := linkOf(e.Links, "alternate")
	if e.Content != nil {
		item.Content = strings.TrimSpace(e.Content.Value)
		link = firstOf(link, e.Content.Src)
	}
	if link == "" && (strings.HasPrefix(item.ID, "http://") || strings.HasPrefix(item.ID, "https://")) {
		link = item.ID
	}
	item.URL = absolute(link, base)
	if e.Source != nil {
		item.Outlet, item.Site = outlet(plain(e.Source.Title), linkOf(e.Source.Links, "alternate"))
	}
	for _, a := range e.Authors {
		item.Authors = byline.Join(item.Authors, byline.Names(plain(a.Name))...)
	}
	for _, name := range values(x, "dc", "creator") {
		item.Authors = byline.Join(item.Authors, byline.Names(plain(name))...)
	}
	return finish(item)
}

// linkOf is the first link of the relation; one without relation is an
// alternate, and HTML goes before other types.
func linkOf(links []*atom.Link, rel string) string {
	found := ""
	for _, l := range links {
		if l.Rel != rel && (l.Rel != "" || rel != "alternate") {
			continue
		}
		if found == "" || rel == "alternate" && strings.HasPrefix(l.Type, "text/html") {
			found = l.Href
		}
		if l.Type == "" || strings.HasPrefix(l.Type, "text/html") {
			break
		}
	}
	return found
}

// linkIn is the first Atom link of the relation inside RSS.
func linkIn(x ext.Extensions, rel string) string {
	for _, prefix := range []string{"atom", "atom03", "atom10"} {
		for _, l := range x[prefix]["link"] {
			if l.Attrs["rel"] == rel || l.Attrs["rel"] == "" && rel == "alternate" {
				return l.Attrs["href"]
			}
		}
	}
	return ""
}

// values are the texts of the elements of a name.
func values(x ext.Extensions, prefix, name string) (all []string) {
	for _, e := range x[prefix][name] {
		all = append(all, e.Value)
	}
	return all
}

func value(x ext.Extensions, prefix, name string) string { return first(values(x, prefix, name)) }

// media is an element of Media RSS, which may stand in a group.
func media(x ext.Extensions, name string) string {
	if v := value(x, "media", name); v != "" {
		return v
	}
	for _, parent := range []string{"group", "content"} {
		for _, e := range x["media"][parent] {
			for _, c := range e.Children[name] {
				return c.Value
			}
		}
	}
	return ""
}

func dublin(dc *ext.DublinCoreExtension) ext.DublinCoreExtension {
	if dc == nil {
		return ext.DublinCoreExtension{}
	}
	return *dc
}

func first(values []string) string { return firstOf(values...) }

func firstOf(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

func firstStamp(order stamp.Order, written ...string) time.Time {
	for _, s := range written {
		if t := stamp.Parse(s, order); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}
