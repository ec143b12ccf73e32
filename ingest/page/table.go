package page

import (
	"strings"

	"golang.org/x/net/html"
)

// maxRows bounds the rows of a table that are laid out.
const maxRows = 500

// layOut turns a table of data into lines, a row each. Tables that only place
// things on the page are left as they are.
func layOut(table *html.Node) {
	rows := rowsOf(table)
	if table.Parent == nil || !ofData(rows) {
		return
	}
	heads := headsOf(rows)
	var lines []string
	for i, row := range rows[:min(len(rows), maxRows)] {
		if i == 0 && heads != nil {
			continue
		}
		if line := rowLine(row, heads); line != "" {
			lines = append(lines, line)
		}
	}
	p := &html.Node{Type: html.ElementNode, Data: "p"}
	if caption := captionOf(table); caption != "" {
		lines = append([]string{caption}, lines...)
	}
	p.AppendChild(&html.Node{Type: html.TextNode, Data: lineMarkText + strings.Join(lines, lineMarkText) + lineMarkText})
	table.Parent.InsertBefore(p, table)
	table.Parent.RemoveChild(table)
}

// rowsOf are the cells of each row of the table, inner tables left out.
func rowsOf(table *html.Node) (rows [][]*html.Node) {
	for n := range table.Descendants() {
		if n.Type != html.ElementNode || n.Data != "tr" {
			continue
		}
		var cells []*html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") {
				cells = append(cells, c)
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

// maxCell is the length of a cell past which a table holds text, not data.
const maxCell = 300

// ofData reports whether the rows hold data: two columns and more, cells that
// are short and have no blocks but lists.
func ofData(rows [][]*html.Node) bool {
	wide := 0
	for _, row := range rows {
		if len(row) >= 2 {
			wide++
		}
		for _, cell := range row {
			if len(squeeze(textOf(cell))) > maxCell || hasBlocks(cell) {
				return false
			}
		}
	}
	return wide > 0 && wide >= len(rows)/2
}

func hasBlocks(cell *html.Node) bool {
	paragraphs := 0
	for n := range cell.Descendants() {
		switch n.Data {
		case "table", "form", "article", "section", "h1", "h2", "iframe", "figure":
			return true
		case "p", "div":
			paragraphs++
		}
	}
	return paragraphs > 3
}

// headsOf are the texts of a first row that only heads columns, else nil.
func headsOf(rows [][]*html.Node) (heads []string) {
	if len(rows) < 2 {
		return nil
	}
	for i, cell := range rows[0] {
		text := squeeze(textOf(cell))
		inHead := cell.Data == "th" || cell.Parent.Parent != nil && cell.Parent.Parent.Data == "thead"
		if !inHead && !(i == 0 && text == "") {
			return nil
		}
		heads = append(heads, text)
	}
	return heads
}

// rowLine writes a row as "Tanks: destroyed 12, captured 3". Lists in cells
// become lines of their own.
func rowLine(row []*html.Node, heads []string) string {
	var sb strings.Builder
	for i, cell := range row {
		text := cellText(cell)
		if text == "" {
			continue
		}
		switch {
		case sb.Len() == 0 && len(row) > 1 && !strings.Contains(text, lineMarkText):
			sb.WriteString(strings.TrimSuffix(text, ":") + ": ")
			continue
		case sb.Len() > 0 && !strings.HasSuffix(sb.String(), ": "):
			sb.WriteString(", ")
		}
		if i < len(heads) && heads[i] != "" {
			sb.WriteString(lowerFirst(heads[i]) + " ")
		}
		sb.WriteString(text)
	}
	return strings.TrimSuffix(sb.String(), ": ")
}

// lowerFirst writes a head inside a line, unless it is a name or a year.
func lowerFirst(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1:] == strings.ToLower(s[1:]) {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// cellText is the text of a cell, with the items of lists parted.
func cellText(cell *html.Node) string {
	var lines []string
	for n := range cell.Descendants() {
		if n.Type == html.ElementNode && n.Data == "li" {
			lines = append(lines, squeeze(textOf(n)))
		}
	}
	if lines == nil {
		return squeeze(strings.ReplaceAll(textOf(cell), lineMarkText, " "))
	}
	return lineMarkText + strings.Join(lines, lineMarkText)
}

func captionOf(table *html.Node) string {
	for n := range table.Descendants() {
		if n.Type == html.ElementNode && n.Data == "caption" {
			return squeeze(textOf(n))
		}
	}
	return ""
}
