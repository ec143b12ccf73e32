package sources

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
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
	Interval string    `xml:"interval,attr,omitempty"`
	TextFrom string    `xml:"textFrom,attr,omitempty"`
	Selector string    `xml:"selector,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

type opml struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title"`
	Body    []outline `xml:"body>outline"`
}

// maxFolders is how deep folders of an OPML file are followed.
const maxFolders = 50

// ReadOPML reads the feeds of an OPML file, folders opened.
func ReadOPML(r io.Reader) ([]Source, error) {
	raw, err := io.ReadAll(io.LimitReader(r, 16<<20))
	if err != nil {
		return nil, fmt.Errorf("sources: OPML: %w", err)
	}
	if depth(raw) > maxFolders {
		return nil, fmt.Errorf("sources: OPML: more than %d levels deep", maxFolders)
	}
	dec := xml.NewDecoder(bytes.NewReader(raw))
	dec.Strict = false
	dec.CharsetReader = charset.NewReaderLabel
	var doc opml
	if err := dec.Decode(&doc); err != nil {
		return nil, fmt.Errorf("sources: OPML: %w", err)
	}
	var list []Source
	seen := map[string]bool{}
	collect(doc.Body, seen, &list)
	if len(list) == 0 {
		return nil, fmt.Errorf("sources: OPML: no feed (outline with xmlUrl) found")
	}
	return list, nil
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

func collect(outlines []outline, seen map[string]bool, list *[]Source) {
	for _, o := range outlines {
		if u, err := url.Parse(strings.TrimSpace(o.XMLURL)); err == nil && u.Host != "" && !seen[u.String()] {
			seen[u.String()] = true
			*list = append(*list, o.settings(New(o.outlet(u), u.String(), o.Language)))
		}
		collect(o.Outlines, seen, list)
	}
}

// settings are what was set of the feed where the file was written. What makes
// no sense here is another reader's.
func (o outline) settings(s Source) Source {
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

// WriteOPML writes the feeds as OPML 2.0.
func WriteOPML(w io.Writer, list []Source) error {
	doc := opml{Version: "2.0", Title: "Muster feeds"}
	for _, s := range list {
		o := outline{
			Text: s.Outlet.Name, Title: s.Outlet.Name, Type: "rss", XMLURL: s.URL,
			Language: s.Language, Kind: string(s.Outlet.Kind), Country: s.Outlet.Country,
			TextFrom: s.Text, Selector: s.Selector,
		}
		if s.Interval > 0 {
			o.Interval = (time.Duration(s.Interval) * time.Second).String()
		}
		if len(s.Outlet.Domains) > 0 {
			o.HTMLURL = "https://" + s.Outlet.Domains[0] + "/"
		}
		doc.Body = append(doc.Body, o)
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
