package page

import (
	"regexp"
	"strings"
	"time"

	"muster/ingest/stamp"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Entry is one post of a live blog.
type Entry struct {
	// ID is what stands behind "#" in the address of the post; empty where
	// the page gives it none.
	ID        string
	Title     string
	Published time.Time
	Text      string
}

// maxEntries is how many posts of a live blog are read; long ones have some
// hundreds.
const maxEntries = 1000

// entriesOf are the posts that JSON-LD lists.
func entriesOf(v any) (list []Entry) {
	all, _ := v.([]any)
	if all == nil && v != nil {
		all = []any{v}
	}
	for _, e := range all[:min(len(all), maxEntries)] {
		o, ok := e.(map[string]any)
		if !ok {
			continue
		}
		text := linked{text: firstNonempty(str(o["articleBody"]), str(o["text"]), str(o["description"]))}.body()
		if strings.Contains(text, "<") {
			text = PlainOf(text)
		}
		entry := Entry{ID: fragment(firstNonempty(str(o["url"]), id(o["mainEntityOfPage"]), str(o["@id"]))), Title: squeeze(str(o["headline"])),
			Published: stamp.Parse(str(o["datePublished"]), stamp.Unknown), Text: text}
		if text != "" || entry.Title != "" {
			list = append(list, entry)
		}
	}
	return list
}

func firstNonempty(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}

func fragment(address string) string {
	_, after, _ := strings.Cut(address, "#")
	return after
}

// post names the elements that hold one post of a live blog.
var post = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:live|liveblog|lb|block|post|entry|update|timeline|key-event)(?:[\s_-]|$)|liveblog|live-?post|live-?entry`)

// minEntries: fewer timed posts are comments or related articles.
const minEntries = 3

// goesLive are the words by which a page shows that its posts are those of a
// live blog. Lists of articles and of related stories look alike else.
var goesLive = regexp.MustCompile(`(?i)\blive\b|live-?blog|live-?(?:post|entry|update)|minute[- ]by[- ]minute|as it happened`)

// liveEntries reads the posts of a live blog: those of JSON-LD, with the texts
// of the page where that has longer ones; else, on a page that calls itself
// live, the elements that have an ID, a time and a name as of posts.
func liveEntries(q *goquery.Document, p Page, stated []Entry) []Entry {
	found := postsOf(q)
	if len(stated) == 0 {
		named := goesLive.MatchString(p.URL + " " + p.Title)
		q.Find("article[class], div[class], section[class]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
			named = named || goesLive.MatchString(s.AttrOr("class", ""))
			return !named
		})
		if len(found) < minEntries || !named {
			return nil
		}
		return found
	}
	texts := map[string]string{}
	for _, e := range found {
		texts[e.ID] = e.Text
	}
	for i, e := range stated {
		if t := texts[e.ID]; e.ID != "" && len(t) > len(e.Text) {
			stated[i].Text = t
		}
	}
	return stated
}

func postsOf(q *goquery.Document) (list []Entry) {
	var last *html.Node
	q.Find(`article[id], section[id], div[id], li[id]`).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		names := s.AttrOr("class", "") + " " + s.AttrOr("id", "") + " " + s.AttrOr("itemprop", "")
		if last != nil && contains(last, s.Nodes[0]) || !post.MatchString(names) || s.Closest("nav, aside, footer").Length() > 0 {
			return true
		}
		stamps := s.Find("time")
		if stamps.Length() == 0 || s.Find("time[datetime]").Length() > 3 {
			return true
		}
		e := Entry{ID: s.AttrOr("id", ""), Title: squeeze(s.Find("h1, h2, h3, h4").First().Text()),
			Published: stamp.Parse(first(stamps.First().AttrOr("datetime", ""), stamps.First().Text()), stamp.Unknown)}
		if e.Text = withoutTitle(postText(s), e.Title); e.Text != "" && !e.Published.IsZero() {
			last = s.Nodes[0]
			list = append(list, e)
		}
		return len(list) < maxEntries
	})
	return list
}

// postText is the text of a post without its time and its buttons.
func postText(s *goquery.Selection) string {
	c := s.Clone()
	c.Find("time, nav, footer, form, .share, [class*='share']").Remove()
	return Plain(c.Nodes[0])
}

func contains(outer, n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p == outer {
			return true
		}
	}
	return false
}
