package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// The libraries that find the main text read some elements in ways that change
// what a page says. So the tree is set right before they see it:
//
//	10<sup>6</sup>, 400<sup>4</sup>     -> "10^6", "400" (a note, no figure)
//	<span>12 tanks</span><span>340 men  -> a space between
//	lines parted by single <br>         -> lines
//	lists in the cells of a table       -> lines
//	a table with a head                 -> a line a row, each cell with its head
//
// A line ends with lineMark, which is no space to any library and becomes the
// end of a paragraph in Plain.

// lineMark is a character of private use.
const lineMark = '\ue000'

const lineMarkText = string(lineMark)

// prepare sets the tree right, in place.
func prepare(root *html.Node) {
	var raised, inlines, breaks, tables []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.TextNode && strings.ContainsRune(n.Data, lineMark) {
			n.Data = strings.ReplaceAll(n.Data, lineMarkText, "")
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case n.Data == "sup" || n.Data == "sub":
			raised = append(raised, n)
		case n.Data == "br":
			breaks = append(breaks, n)
		case n.Data == "table":
			tables = append(tables, n)
		case inline[n.Data]:
			inlines = append(inlines, n)
		}
	}
	for _, n := range raised {
		lower(n)
	}
	for _, n := range inlines {
		if n.Data == "time" && n.Parent != nil && n.Parent.Data == "p" && textOf(n) != textOf(n.Parent) {
			n.Data = "span" // trafilatura takes a time out of its sentence
		}
	}
	for _, n := range inlines {
		partFromNext(n)
	}
	for _, n := range breaks {
		breakLine(n)
	}
	slices.Reverse(tables) // inner ones first
	for _, n := range tables {
		layOut(n)
	}
}

// inline are the elements that stand in a line.
var inline = map[string]bool{
	"span": true, "a": true, "b": true, "strong": true, "i": true, "em": true, "time": true, "label": true, "small": true, "mark": true, "font": true,
}

// squareUnit are units that are squared and cubed.
var squareUnit = regexp.MustCompile(`(?i)\b(?:k|c|m|d|n)?m$|\b(?:ft|mi|in|yd|sq)$`)

var (
	tenBefore = regexp.MustCompile(`(?:^|[^\d.,])10$`)
	exponent  = regexp.MustCompile(`^[-−+]?\d{1,3}$`)
	noteMark  = regexp.MustCompile(`^[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|\*+|†|‡|§)(?:[,–-]\s?\d{1,3})*[\])]?$`)
)

// lower writes a raised or lowered text into the line.
func lower(n *html.Node) {
	if n.Parent == nil {
		return
	}
	text := squeeze(textOf(n))
	before, after := textBefore(n), textAfter(n)
	replaceWithText(n, lowered(n.Data, text, before, after))
}

// lowered is what a raised or lowered text is in a line: an exponent, the part
// of a fraction, an ending, or nothing where it is the mark of a note.
func lowered(kind, text, before, after string) string {
	digitBefore := endsIn(before, unicode.IsDigit)
	switch {
	case kind == "sub" && digitBefore && !strings.HasSuffix(before, "/") && exponent.MatchString(text):
		return "_" + text
	case kind == "sub":
		return text
	case strings.HasPrefix(after, "/") || strings.HasPrefix(after, "⁄"):
		return " " + text
	case tenBefore.MatchString(before) && exponent.MatchString(text):
		return "^" + text
	case squareUnit.MatchString(before) && (text == "2" || text == "3"):
		return text
	case before != "" && noteMark.MatchString(text) && !strings.HasSuffix(before, " "):
		return ""
	}
	return text
}

func replaceWithText(n *html.Node, text string) {
	n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: text}, n)
	n.Parent.RemoveChild(n)
}

// textBefore is the text of the same line before the node, as far as it
// stands directly beside it.
func textBefore(n *html.Node) string {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if s := textOf(p); s != "" {
			return s
		}
		if p.Type == html.ElementNode && !inline[p.Data] {
			return ""
		}
	}
	if n.Parent != nil && inline[n.Parent.Data] {
		return textBefore(n.Parent)
	}
	return ""
}

func textAfter(n *html.Node) string {
	if n.NextSibling == nil {
		return ""
	}
	return textOf(n.NextSibling)
}

// textOf is the text below the node as it stands.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var sb strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			sb.WriteString(d.Data)
		}
	}
	return sb.String()
}

// partFromNext puts a space between two inline elements without one, where a
// reader sees two things: their style parts them, the text does not.
func partFromNext(n *html.Node) {
	next := n.NextSibling
	if next == nil || n.Parent == nil || next.Type != html.ElementNode || !inline[next.Data] {
		return
	}
	if a, b := textOf(n), textOf(next); apart(a, b) {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, next)
	}
}

// apart reports whether two texts set side by side are two things and not
// parts of one word: "12 tanks" and "340 men", "Reuters" and "3 March"; but
// not "T" and "he", or "Ger" and "many".
func apart(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if utf8.RuneCountInString(a) < 2 || !wordRune(last) || !wordRune(first) {
		return strings.ContainsRune(".!?;:", last) && unicode.IsUpper(first)
	}
	switch {
	case unicode.IsDigit(last) != unicode.IsDigit(first), unicode.IsLower(last) && unicode.IsUpper(first):
		return true
	}
	return strings.Contains(strings.TrimSpace(a), " ") && strings.Contains(strings.TrimSpace(b), " ")
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func endsIn(s string, kind func(rune) bool) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && kind(r)
}

// enoughLines is how many lines parted by single breaks make a list; fewer
// are a line that was too long for its column.
const enoughLines = 3

// breakLine marks the end of a line where a break is one: two together, one of
// several in its block, or before the sign of a list.
func breakLine(n *html.Node) {
	if n.Parent == nil {
		return
	}
	mark := " "
	if followedByBreak(n) || breaksAround(n)+1 >= enoughLines || startsLine(textAfter(n)) {
		mark = lineMarkText
	}
	n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: mark}, n)
}

func followedByBreak(n *html.Node) bool {
	for _, step := range []func(*html.Node) *html.Node{
		func(n *html.Node) *html.Node { return n.NextSibling }, func(n *html.Node) *html.Node { return n.PrevSibling },
	} {
		next := step(n)
		for next != nil && next.Type == html.TextNode && strings.Trim(next.Data, " \t\r\n"+lineMarkText) == "" {
			next = step(next)
		}
		if next != nil && next.Type == html.ElementNode && next.Data == "br" {
			return true
		}
	}
	return false
}

// maxSiblings bounds how far along a line breaks are counted.
const maxSiblings = 200

// breaksAround counts the breaks that share the node's parent, up to enough.
func breaksAround(n *html.Node) int {
	count, seen := 0, 0
	for c := n.Parent.FirstChild; c != nil && count < enoughLines && seen < maxSiblings; c = c.NextSibling {
		if seen++; c.Type == html.ElementNode && c.Data == "br" {
			count++
		}
	}
	if seen >= maxSiblings {
		return enoughLines
	}
	return count
}

var listSign = regexp.MustCompile(`^\s*(?:[-–—•*▪●·►]\s|\d{1,2}[.)]\s)`)

func startsLine(s string) bool { return listSign.MatchString(s) }
