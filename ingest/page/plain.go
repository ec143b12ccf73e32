package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks are the elements that begin and end a paragraph.
var blocks = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "dd": true, "div": true, "dl": true, "dt": true,
	"figcaption": true, "figure": true, "footer": true, "form": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true,
	"h6": true, "header": true, "hr": true, "html": true, "li": true, "main": true, "nav": true, "ol": true, "p": true, "pre": true,
	"section": true, "table": true, "tbody": true, "thead": true, "tr": true, "ul": true,
}

// silent are the elements whose text nobody reads.
var silent = map[string]bool{
	"script": true, "style": true, "noscript": true, "template": true, "svg": true, "button": true, "iframe": true,
	"select": true, "textarea": true, "head": true, "object": true, "audio": true, "video": true, "canvas": true,
}

// Plain is the text below the node, paragraphs parted by an empty line. Marks
// of lines that prepare has set end a paragraph.
func Plain(n *html.Node) string {
	w := &writer{}
	w.node(n, 0)
	w.end()
	return strings.Join(w.paragraphs, "\n\n")
}

// PlainOf is the text of an HTML fragment, as feeds carry it.
func PlainOf(fragment string) string {
	if !strings.Contains(fragment, "<") {
		fragment = html.UnescapeString(fragment)
		return paragraphsOf(fragment)
	}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return paragraphsOfTokens(fragment)
	}
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	prepare(root)
	return Plain(root)
}

// paragraphsOf keeps the lines of a plain text.
func paragraphsOf(text string) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = squeeze(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n\n")
}

// oneLine is the text of one paragraph.
func oneLine(n *html.Node) string { return strings.Join(strings.Split(Plain(n), "\n\n"), " ") }

// maxTree is how deep a tree is followed. The parser itself stops at 512.
const maxTree = 1000

// writer gathers paragraphs.
type writer struct {
	paragraphs []string
	line       strings.Builder
}

func (w *writer) node(n *html.Node, depth int) {
	switch {
	case n.Type == html.TextNode:
		for i, part := range strings.Split(n.Data, lineMarkText) {
			if i > 0 {
				w.end()
			}
			w.line.WriteString(part)
		}
		return
	case depth > maxTree || n.Type == html.ElementNode && silent[n.Data] || n.Type == html.CommentNode:
		return
	case n.Type == html.ElementNode && n.Data == "br":
		w.line.WriteByte(' ')
		return
	}
	block := n.Type == html.ElementNode && blocks[n.Data]
	if block {
		w.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, depth+1)
	}
	if block {
		w.end()
	} else if n.Data == "td" || n.Data == "th" {
		w.line.WriteByte(' ')
	}
}

func (w *writer) end() {
	if s := squeeze(w.line.String()); s != "" {
		w.paragraphs = append(w.paragraphs, s)
	}
	w.line.Reset()
}
