// Package page writes claims, findings and answers for people: as text for a
// terminal, with colours where they are wanted, and as CSV. Everything that
// comes from an article is cleaned of control characters first, so that no
// article can drive a terminal.
package page

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"muster/cmd/plain"
	"muster/crosscheck/why"
	"muster/news"

	"github.com/charmbracelet/x/ansi"
)

// Page is where to write and how. The zero Color is plain text.
type Page struct {
	W     io.Writer
	Color bool
	// Terminal: a person reads, so lists have headings and fit the width.
	Terminal bool
	// Width of the terminal in cells; 0 does not wrap.
	Width int
	// Marks is what people said of findings, by their IDs.
	Marks map[string]Mark
}

// Mark is what somebody said of a finding: in a word, and in a line.
type Mark struct{ Word, Line string }

// The looks, as ANSI codes.
const (
	Bold   = "1"
	Faint  = "2"
	Red    = "1;31"
	Green  = "32"
	Yellow = "1;33"
)

func (p Page) In(look, s string) string {
	if !p.Color || s == "" {
		return s
	}
	return "\x1b[" + look + "m" + s + "\x1b[0m"
}

// Printer keeps the first error, so that a page is written without checking
// each line.
type Printer struct {
	*bufio.Writer
	Page
}

func (p Page) Print(write func(*Printer)) error {
	b := &Printer{bufio.NewWriter(p.W), p}
	write(b)
	return b.Flush()
}

// Line writes one line, wrapped at words where the page has a width; what
// goes on is indented as the line itself and a little more.
func (b *Printer) Line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	indent := len(text) - len(strings.TrimLeft(text, " "))
	if room := b.Width - indent - 2; b.Width > 0 && room > 10 && ansi.StringWidth(text) > b.Width {
		first, rest, _ := strings.Cut(ansi.Wrap(text[indent:], room, " "), "\n")
		b.put(text[:indent] + first)
		for part := range strings.SplitSeq(rest, "\n") {
			b.put("\n" + strings.Repeat(" ", indent+2) + strings.TrimLeft(part, " "))
		}
		text = ""
	}
	b.put(text + "\n")
}

// put writes; what fails is told by the flush at the end.
func (b *Printer) put(text string) { _, _ = b.WriteString(text) }

// Whole writes an address on a line of its own, faint and never broken, so that
// a terminal can open it; one of nothing but spaces is left out.
func (b *Printer) Whole(address string) {
	if strings.TrimSpace(address) == "" {
		return
	}
	indent := address[:len(address)-len(strings.TrimLeft(address, " "))]
	b.put(indent + b.In(Faint, Clean(address[len(indent):])) + "\n")
}

// Clean keeps text on one line and free of control characters.
func Clean(s string) string { return plain.Text(s) }

// EscapeJSON writes the characters of JSON that a terminal may act on, and
// that JSON leaves as they are, as escapes. What it says stays the same.
func EscapeJSON(raw []byte) []byte {
	if !bytes.ContainsFunc(raw, func(r rune) bool { return r >= 0x7f && plain.Hidden(r) }) {
		return raw
	}
	var out bytes.Buffer
	for _, r := range string(raw) {
		if r < 0x7f || !plain.Hidden(r) {
			out.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&out, "\\u%04x", unit)
		}
	}
	return out.Bytes()
}

// Sentence is the claim's sentence with its figure marked: by colour, else by
// guillemets.
func (p Page) Sentence(c news.Claim) string { return p.Marked(c.Sentence, []news.Claim{c}) }

// Marked is a piece of an article with the figures of the claims marked that
// stand in it. Of figures within each other the first is marked.
func (p Page) Marked(piece news.Span, claims []news.Claim) string {
	var spots []news.Span
	for _, c := range claims {
		if c.Figure == nil {
			continue
		}
		if s := c.Figure.Span; s.Start >= piece.Start && s.Start < s.End && s.End <= piece.Start+len(piece.Text) {
			spots = append(spots, s)
		}
	}
	slices.SortStableFunc(spots, func(a, b news.Span) int { return a.Start - b.Start })
	text, at := "", piece.Start
	for _, s := range spots {
		if s.Start < at {
			continue
		}
		text += Clean(piece.Text[at-piece.Start:s.Start-piece.Start]) + p.marked(Clean(piece.Text[s.Start-piece.Start:s.End-piece.Start]))
		at = s.End
	}
	return text + Clean(piece.Text[at-piece.Start:])
}

func (p Page) marked(words string) string {
	if p.Color {
		return p.In(Yellow, words)
	}
	return "«" + words + "»"
}

// Chain is who says it, nearest to the fact first: "five diplomats → Reuters
// → BNN".
func Chain(c news.Claim) string {
	var names []string
	for _, link := range c.Attribution {
		name := Clean(link.Source.Name)
		if name != "" && (len(names) == 0 || names[len(names)-1] != name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return Clean(c.Article.Outlet)
	}
	return strings.Join(names, " → ")
}

// Join puts the parts that say something behind each other.
func Join(parts ...string) string {
	var out []string
	for _, part := range parts {
		if part = Clean(part); part != "" {
			out = append(out, part)
		}
	}
	return strings.Join(out, " · ")
}

// Interval writes bounds, nil open: "40,000", "10,000 or more".
func Interval(low, high *float64) string {
	switch {
	case low == nil && high == nil:
		return "any number"
	case high == nil:
		return why.Number(*low) + " or more"
	case low == nil:
		return "up to " + why.Number(*high)
	case *low == *high:
		return why.Number(*low)
	}
	return why.Number(*low) + " to " + why.Number(*high)
}

// Day is when the claim was published.
func Day(c news.Claim) string { return string(news.DayOf(c.Article.Published)) }

// LocalDay is a day where the reader is, "" for none.
func LocalDay(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format(time.DateOnly)
}

// ShortID is enough of an ID to name it.
func ShortID(id string) string { return Clean(id[:min(len(id), 10)]) }

func Plural(n uint64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return why.Number(float64(n)) + " " + many
}
