package page

import (
	"context"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/go-shiori/dom"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// mainText finds the article's text. Trafilatura is the best of those
// measured (F1 .962 on 181 pages); readability finds the text on pages where
// it finds next to nothing, and is taken where it has more than twice as much.
func mainText(ctx context.Context, doc *html.Node, base *url.URL) string {
	if elements(doc, maxElements) >= maxElements {
		return paragraphsOfTree(doc)
	}
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	text, inTime := within(ctx, func() string {
		a := trafilaturaText(dom.Clone(doc, true), base)
		b := readabilityText(dom.Clone(doc, true), base)
		if c := paragraphsOfTree(doc); !strings.Contains(a, "\n\n") && len(c) >= len(a)*6/10 && len(c) > len(b)/2 {
			return c // one paragraph: headline and caption may run into it
		}
		if len(b) > 2*len(a) || runTogether(a, b) {
			return b
		}
		return a
	})
	if !inTime || text == "" {
		return paragraphsOfTree(doc)
	}
	return text
}

// runTogether reports whether a holds about the text of b with its paragraphs
// lost, as trafilatura's last resort gives it: a caption would then read on
// into the first sentence.
func runTogether(a, b string) bool {
	const enough = 5 // fewer paragraphs tell nothing
	inA, inB := strings.Count(a, "\n\n")+1, strings.Count(b, "\n\n")+1
	return inB >= enough && inA <= inB/3 && len(b) >= len(a)*6/10
}

// within runs f until ctx ends. What runs on after that is bounded by
// maxElements and ends by itself; a panic of a library gives nothing.
func within[T any](ctx context.Context, f func() T) (result T, inTime bool) {
	out := make(chan T, 1)
	go func() {
		var v T
		defer func() {
			_ = recover()
			out <- v
		}()
		v = f()
	}()
	select {
	case v := <-out:
		return v, true
	case <-ctx.Done():
		return result, false
	}
}

func trafilaturaText(doc *html.Node, base *url.URL) string {
	res, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		OriginalURL: base, EnableFallback: false, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled,
	})
	if err != nil || res.ContentNode == nil {
		return ""
	}
	return Plain(res.ContentNode)
}

func readabilityText(doc *html.Node, base *url.URL) string {
	if base == nil {
		base = &url.URL{}
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	art, err := parser.ParseAndMutate(doc, base)
	if err != nil || art.Node == nil {
		return ""
	}
	return Plain(art.Node)
}

// elements counts elements up to the limit.
func elements(n *html.Node, limit int) int {
	count := 0
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			if count++; count >= limit {
				break
			}
		}
	}
	return count
}

// minParagraph is the length below which a paragraph outside an article
// element is more likely a caption or a link, in bytes.
const minParagraph = 60

// paragraphsOfTree takes the paragraphs of the page, those of its article
// element where it has one, and leaves out what frames an article.
func paragraphsOfTree(doc *html.Node) string {
	root := doc
	for d := range doc.Descendants() {
		if d.Type == html.ElementNode && d.Data == "article" {
			root = d
			break
		}
	}
	var out []string
	for d := range root.Descendants() {
		if d.Type != html.ElementNode || d.Data != "p" || framed(d, root) {
			continue
		}
		if s := oneLine(d); len(s) >= minParagraph || root != doc && s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n\n")
}

// framed reports whether the node stands in something that is no article.
func framed(n, root *html.Node) bool {
	for p := n.Parent; p != nil && p != root; p = p.Parent {
		switch p.Data {
		case "nav", "footer", "aside", "form", "header", "figure", "p":
			return true
		}
	}
	return false
}

// paragraphsOfTokens does the same without building a tree, for pages too
// large or nested too deep for one.
func paragraphsOfTokens(page string) string {
	z := html.NewTokenizer(strings.NewReader(page))
	z.SetMaxBuf(1 << 20)
	t := tokenText{}
	for {
		switch z.Next() {
		case html.ErrorToken:
			t.flush()
			return strings.Join(t.out, "\n\n")
		case html.StartTagToken:
			tag, _ := z.TagName()
			t.tag(string(tag), 1)
		case html.EndTagToken:
			tag, _ := z.TagName()
			t.tag(string(tag), -1)
		case html.TextToken:
			if t.inside && t.frames == 0 {
				t.line.Write(z.Text())
			}
		}
	}
}

// tokenText gathers paragraphs from tags and texts in their order.
type tokenText struct {
	out    []string
	line   strings.Builder
	inside bool // in a paragraph
	frames int  // how many elements around it are no article
}

func (t *tokenText) tag(name string, step int) {
	switch {
	case name == "nav" || name == "footer" || name == "aside" || name == "form" || silent[name] && name != "head":
		t.frames = max(t.frames+step, 0)
		t.flush()
	case blocks[name]:
		t.flush()
		if name == "article" || name == "main" {
			t.frames = 0 // whatever was left open before
		}
		t.inside = name == "p" && step > 0
	}
}

func (t *tokenText) flush() {
	if s := squeeze(html.UnescapeString(t.line.String())); len(s) >= minParagraph {
		t.out = append(t.out, s)
	}
	t.line.Reset()
}
