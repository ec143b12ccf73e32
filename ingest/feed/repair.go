package feed

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The XML parser under gofeed gives up at the first error, and a deep enough
// document overflows its stack, which no recover catches. So what it gets is
// rewritten here, in one pass over the text, into XML it cannot stumble over:
//
//	raw & or <              -> &amp; &lt;
//	HTML entities           -> the characters they stand for
//	control characters      -> gone
//	attributes without quotes or value, twice the same -> set right
//	end tags of nothing     -> gone
//	elements left open      -> closed where their parent ends
//	more than maxDepth deep -> tags gone, text kept
//	more than maxItems items -> gone
//	DOCTYPE, comments, PIs  -> gone
//	text after the root     -> gone
//	cut off in the middle   -> the field it broke off in is emptied, the rest closed
//	a channel without rss   -> put into one
//	a feed in no namespace of Atom -> put into that of Atom 1.0

// maxDepth is how deep elements may nest. Feeds need 6; XHTML in Atom 30.
const maxDepth = 100

// maxItems is how many items are read; feeds list 10 to 50, archives hundreds.
const maxItems = 5000

// rootStart finds where the root element of a feed begins, -1 if nowhere. It
// looks only near the start: an HTML page that quotes a feed is none.
func rootStart(text string) int {
	for i := 0; ; {
		j := strings.IndexByte(text[i:], '<')
		if j < 0 {
			return -1
		}
		i += j + 1
		name := tagName(text[i:])
		switch local := strings.ToLower(name[strings.IndexByte(name, ':')+1:]); local {
		case "rss", "rdf", "feed", "channel", "urlset":
			return i - 1
		case "html", "body", "head":
			return -1
		}
		if strings.HasPrefix(text[i:], "!--") {
			end := strings.Index(text[i:], "-->")
			if end < 0 { // all the rest is comment
				return -1
			}
			i += end
		}
	}
}

func tagName(s string) string {
	for i, r := range s {
		if !isNameStart(r) && (i == 0 || !isNameRest(r)) {
			return s[:i]
		}
	}
	return s
}

func isNameStart(r rune) bool { return unicode.IsLetter(r) || r == '_' }
func isNameRest(r rune) bool {
	return unicode.IsDigit(r) || r == ':' || r == '-' || r == '.'
}

// open is an element not yet closed. from is where in the output its content
// begins; deep elements are open without having been written.
type open struct {
	name   string
	from   int
	unsaid bool
}

// mender rewrites one document.
type mender struct {
	in    string
	out   strings.Builder
	stack []open
	names map[string]int // how often each name, in lower case, is in stack
	items int            // items and entries begun
	fixed map[string]bool
	ended bool
}

func repair(text string) (string, []string) {
	m := &mender{in: text, names: map[string]int{}, fixed: map[string]bool{}}
	m.out.Grow(len(text) + len(text)/16)
	if strings.EqualFold(tagName(text[min(1, len(text)):]), "channel") {
		m.fix("no rss around the channel")
		m.out.WriteString(`<rss version="2.0">`)
		m.push(open{name: "rss", from: m.out.Len()})
	}
	for m.in != "" && !m.ended {
		if m.in[0] == '<' {
			m.markup()
		} else {
			m.text()
		}
	}
	return m.finish()
}

// finish closes what is open. A field that the end cut off is emptied first.
func (m *mender) finish() (string, []string) {
	out := m.out.String()
	if len(m.stack) > 0 {
		m.fix("cut off before its end")
		if i := m.brokenField(); i >= 0 {
			out = out[:m.stack[i].from]
			m.stack = m.stack[:i+1]
		}
	}
	var sb strings.Builder
	sb.WriteString(out)
	for i := len(m.stack) - 1; i >= 0; i-- {
		if !m.stack[i].unsaid {
			sb.WriteString("</" + m.stack[i].name + ">")
		}
	}
	var fixed []string
	for _, what := range fixes {
		if m.fixed[what] {
			fixed = append(fixed, what)
		}
	}
	return sb.String(), fixed
}

// fixes lists what can be repaired, in the order it is reported.
var fixes = []string{
	"raw & or <", "HTML entities", "control characters", "attributes", "end tags of nothing",
	"elements left open", "too many levels", "too many items", "cut off before its end",
	"no rss around the channel", "wrong namespace",
}

func (m *mender) fix(what string) { m.fixed[what] = true }

// brokenField is the element of an item (or of the channel) whose content
// the end cut off; -1 where it broke off between fields.
func (m *mender) brokenField() int {
	for i, o := range m.stack {
		switch strings.ToLower(o.name) {
		case "rss", "rdf:rdf", "rdf", "channel", "feed", "item", "entry", "items", "urlset", "url", "sitemapindex":
			continue
		}
		return i
	}
	return -1
}

// text copies characters up to the next tag.
func (m *mender) text() {
	end := strings.IndexByte(m.in, '<')
	if end < 0 {
		end = len(m.in)
	}
	m.characters(m.in[:end])
	m.in = m.in[end:]
}

// characters copies text with its entities set right.
func (m *mender) characters(s string) {
	for s != "" {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			m.clean(s)
			return
		}
		m.clean(s[:i])
		s = s[i:]
		n, meaning := entity(s)
		switch {
		case n == 0:
			m.fix("raw & or <")
			m.out.WriteString("&amp;")
			n = 1
		case meaning == "":
			m.out.WriteString(s[:n])
		default:
			m.fix("HTML entities")
			m.out.WriteString(escape(meaning))
		}
		s = s[n:]
	}
}

// clean copies characters XML allows.
func (m *mender) clean(s string) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !allowedInXML(r) {
			m.fix("control characters")
			m.out.WriteString(s[:i])
			if r == '\v' || r == '\f' { // a line or page of a word processor
				m.out.WriteByte(' ')
			}
			s, i = s[i+n:], 0
			continue
		}
		i += n
	}
	m.out.WriteString(s)
}

func allowedInXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xfffe && r != 0xffff
}

// entity reads an entity at the start of s: its length, 0 where it is none,
// and what it means where XML does not know it.
func entity(s string) (n int, meaning string) {
	end := strings.IndexByte(s[:min(len(s), 34)], ';')
	if end < 2 {
		return 0, ""
	}
	name := s[1:end]
	switch name {
	case "amp", "lt", "gt", "quot", "apos":
		return end + 1, ""
	}
	text := html.UnescapeString(s[:end+1])
	if text == s[:end+1] || strings.HasPrefix(text, "&") {
		return 0, ""
	}
	switch r, _ := utf8.DecodeRuneInString(text); {
	case !allowedInXML(r) || r == utf8.RuneError:
		return end + 1, " "
	case name[0] == '#' && (r < 0x80 || r >= 0xa0) && !strings.ContainsRune(windows1252, r):
		return end + 1, "" // XML reads it the same
	}
	return end + 1, text
}

// windows1252 are the characters HTML reads for the numbers 128 to 159, which
// to XML are controls.
const windows1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func escape(s string) string { return escaper.Replace(s) }
