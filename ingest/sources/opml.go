package sources

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"muster/news"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html/charset"
)

// outline is an OPML outline: a folder, or a feed. Kind, country and what is set
// of a feed are ours; other readers skip attributes they do not know.
type outline struct {
	Text     string `xml:"text,attr"`
	Title    string `xml:"title,attr,omitempty"`
	Type     string `xml:"type,attr,omitempty"`
	XMLURL   string `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string `xml:"htmlUrl,attr,omitempty"`
	Language string `xml:"language,attr,omitempty"`
	Kind     string `xml:"kind,attr,omitempty"`
	Country  string `xml:"country,attr,omitempty"`
	// Interval between fetches, as "30m"; TextFrom and Selector as in Source.
	Interval string `xml:"interval,attr,omitempty"`
	TextFrom string `xml:"textFrom,attr,omitempty"`
	Selector string `xml:"selector,attr,omitempty"`
	// Category is OPML's own: categories with commas between them, "/" before
	// what lies within one. Folders say the same to readers that know no more.
	Category string `xml:"category,attr,omitempty"`
	// Domains, KeepWords and BlockWords have commas between them.
	Domains    string    `xml:"domains,attr,omitempty"`
	KeepWords  string    `xml:"keepWords,attr,omitempty"`
	BlockWords string    `xml:"blockWords,attr,omitempty"`
	Outlines   []outline `xml:"outline"`
}

type opml struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title"`
	Body    []outline `xml:"body>outline"`
}

// maxFolders is how deep folders of an OPML file are followed.
const maxFolders = 50

// ReadOPML reads the feeds of an OPML file. The folders a feed lies in are its
// category. odd names the outlines that are neither a feed nor a folder, and
// why, and those whose address stood before.
func ReadOPML(r io.Reader) (list []Source, odd []string, err error) {
	raw, err := io.ReadAll(io.LimitReader(r, 16<<20))
	if err != nil {
		return nil, nil, fmt.Errorf("sources: OPML: %w", err)
	}
	if depth(raw) > maxFolders {
		return nil, nil, fmt.Errorf("sources: OPML: more than %d levels deep", maxFolders)
	}
	dec := xml.NewDecoder(bytes.NewReader(raw))
	dec.Strict = false
	dec.CharsetReader = charset.NewReaderLabel
	var doc opml
	if err := dec.Decode(&doc); err != nil {
		return nil, nil, fmt.Errorf("sources: OPML: %w", err)
	}
	c := collector{seen: map[string]bool{}}
	c.take(doc.Body, "")
	if len(c.list) == 0 {
		return nil, c.odd, fmt.Errorf("sources: OPML: no feed (outline with xmlUrl) found")
	}
	return c.list, c.odd, nil
}

// depth bounds how deep elements nest: encoding/xml recurses.
func depth(raw []byte) int {
	deep, most := 0, 0
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] != '<' {
			continue
		}
		switch end := bytes.IndexByte(raw[i:], '>'); {
		case raw[i+1] == '/':
			deep--
		case raw[i+1] != '?' && raw[i+1] != '!' && (end < 1 || raw[i+end-1] != '/'):
			deep++
		}
		most = max(most, deep)
	}
	return most
}

// collector gathers the feeds of outlines.
type collector struct {
	seen map[string]bool // keys of addresses
	list []Source
	odd  []string
}

// take takes the outlines of a folder, "" for none.
func (c *collector) take(outlines []outline, folder string) {
	for _, o := range outlines {
		name := strings.TrimSpace(cmp.Or(o.Text, o.Title))
		u, err := url.Parse(strings.TrimSpace(o.XMLURL))
		switch {
		case o.XMLURL == "" && len(o.Outlines) > 0:
			c.take(o.Outlines, strings.TrimPrefix(folder+"/"+unmarked.Replace(name), "/"))
			continue
		case o.XMLURL == "":
			c.odd = append(c.odd, cmp.Or(name, "an outline without a name")+": it has no address of a feed (xmlUrl)")
		case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
			c.odd = append(c.odd, fmt.Sprintf("%s: %q is no http address", cmp.Or(name, "an outline without a name"), o.XMLURL))
		case c.seen[AddressKey(u.String())]:
			c.odd = append(c.odd, fmt.Sprintf("%s: %s stands twice", cmp.Or(name, "an outline without a name"), u))
		default:
			c.seen[AddressKey(u.String())] = true
			c.list = append(c.list, o.settings(New(o.outlet(u), u.String(), o.Language), folder))
		}
		c.take(o.Outlines, folder)
	}
}

// unmarked takes out of a folder's name what parts categories.
var unmarked = strings.NewReplacer("/", " ", ",", " ")

// AddressKey is the same for two addresses that differ only in ways in which
// servers do not: http or https, "www.", the last slash, the fragment.
func AddressKey(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
	key := host + strings.TrimSuffix(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		key += "?" + u.RawQuery
	}
	return key
}

// settings are what was set of the feed where the file was written. What makes
// no sense here is another reader's.
func (o outline) settings(s Source, folder string) Source {
	if site, err := url.Parse(o.HTMLURL); err == nil && (site.Scheme == "http" || site.Scheme == "https") && site.Host != "" && o.HTMLURL != siteOf(s) {
		s.Site = o.HTMLURL
	}
	for _, c := range append([]string{folder}, parts(o.Category)...) {
		if c = strings.Trim(c, "/"); c != "" && !slices.Contains(s.Categories, c) {
			s.Categories = append(s.Categories, c)
		}
	}
	if domains := parts(o.Domains); len(domains) > 0 {
		s.Outlet.Domains = domains
	}
	s.Keep, s.Block = parts(o.KeepWords), parts(o.BlockWords)
	if every, err := time.ParseDuration(o.Interval); err == nil && every >= time.Second {
		s.Interval = int(every / time.Second)
	}
	if o.TextFrom == "feed" || o.TextFrom == "page" {
		s.Text = o.TextFrom
	}
	if _, err := cascadia.Compile(o.Selector); err == nil {
		s.Selector = o.Selector
	}
	return s
}

// parts are what stands between commas.
func parts(list string) (all []string) {
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

func (o outline) outlet(feed *url.URL) news.Source {
	s := news.Source{Name: o.Text, Kind: news.SourceKind(o.Kind), Country: o.Country}
	if s.Name == "" {
		s.Name = o.Title
	}
	if s.Name == "" {
		s.Name = feed.Hostname()
	}
	if !kinds[s.Kind] {
		s.Kind = news.Online
	}
	if site, err := url.Parse(o.HTMLURL); err == nil && site.Host != "" {
		feed = site
	}
	s.Domains = []string{strings.TrimPrefix(feed.Hostname(), "www.")}
	return s
}

// WriteOPML writes the feeds as OPML 2.0, each in the folder of its first
// category.
func WriteOPML(w io.Writer, list []Source) error {
	doc := opml{Version: "2.0", Title: "Muster feeds"}
	for _, s := range list {
		folder := &doc.Body
		if len(s.Categories) > 0 {
			for name := range strings.SplitSeq(s.Categories[0], "/") {
				folder = within(folder, name)
			}
		}
		*folder = append(*folder, outlineOf(s))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("sources: OPML: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// within is the folder of a name, made where there is none.
func within(folder *[]outline, name string) *[]outline {
	for i, o := range *folder {
		if o.XMLURL == "" && o.Text == name {
			return &(*folder)[i].Outlines
		}
	}
	*folder = append(*folder, outline{Text: name})
	return &(*folder)[len(*folder)-1].Outlines
}

func outlineOf(s Source) outline {
	o := outline{
		Text: s.Outlet.Name, Title: s.Outlet.Name, Type: "rss", XMLURL: s.URL, HTMLURL: s.Site,
		Language: s.Language, Kind: string(s.Outlet.Kind), Country: s.Outlet.Country,
		TextFrom: s.Text, Selector: s.Selector,
		KeepWords: strings.Join(s.Keep, ","), BlockWords: strings.Join(s.Block, ","),
	}
	if s.Interval > 0 {
		o.Interval = (time.Duration(s.Interval) * time.Second).String()
	}
	o.HTMLURL = cmp.Or(o.HTMLURL, siteOf(s))
	if len(s.Outlet.Domains) > 0 && s.Outlet.Domains[0] != domainOf(o.HTMLURL) || len(s.Outlet.Domains) > 1 {
		o.Domains = strings.Join(s.Outlet.Domains, ",")
	}
	for i, c := range s.Categories {
		if i > 0 {
			o.Category += ","
		}
		o.Category += "/" + c
	}
	return o
}

// siteOf is where the outlet's pages are as far as its domains tell.
func siteOf(s Source) string {
	if len(s.Outlet.Domains) == 0 {
		return ""
	}
	return "https://" + s.Outlet.Domains[0] + "/"
}

// domainOf is the host of an address, "" where it has none.
func domainOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
