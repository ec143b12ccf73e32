package feed

import (
	"html"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode turns the bytes into UTF-8 without NUL and other characters no feed
// may hold, and says what was wrong.
func decode(raw []byte, contentType string) (text string, fixed []string) {
	switch {
	case len(raw) >= 2 && (raw[0] == 0xfe && raw[1] == 0xff || raw[0] == 0xff && raw[1] == 0xfe):
		if out, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw); err == nil {
			return string(out), nil
		}
	case utf8.Valid(raw):
		return string(raw), nil
	}
	if label := declared(raw, contentType); label != "" && label != "utf-8" && label != "utf8" {
		if enc, _ := charset.Lookup(label); enc != nil {
			if out, err := enc.NewDecoder().Bytes(raw); err == nil {
				return string(out), nil
			}
		}
	}
	return mendUTF8(raw), []string{"bytes that are no UTF-8"}
}

// declared is the character set the Content-Type or else the XML declaration
// names, in lower case.
func declared(raw []byte, contentType string) string {
	if _, after, ok := strings.Cut(strings.ToLower(contentType), "charset="); ok {
		label, _, _ := strings.Cut(after, ";")
		return strings.Trim(strings.TrimSpace(label), `"'`)
	}
	head := strings.ToLower(string(raw[:min(len(raw), 400)]))
	_, after, ok := strings.Cut(head, "encoding=")
	if !ok || len(after) < 2 {
		return ""
	}
	label, _, _ := strings.Cut(after[1:], after[:1])
	return strings.TrimSpace(label)
}

// mendUTF8 keeps what is UTF-8 and reads each other byte as Windows-1252,
// which is what a stray byte in western text most often was.
func mendUTF8(raw []byte) string {
	var sb strings.Builder
	sb.Grow(len(raw) + 16)
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(raw[0])
		}
		sb.WriteRune(r)
		raw = raw[n:]
	}
	return sb.String()
}

// plain is the text of a title: tags out, entities read, spaces single.
func plain(s string) string {
	if strings.ContainsRune(s, '<') {
		s = withoutTags(s)
	}
	for range 2 { // titles are often escaped twice
		if strings.ContainsRune(s, '&') {
			s = html.UnescapeString(s)
		}
	}
	return strings.Join(strings.Fields(s), " ")
}

func withoutTags(s string) string {
	var sb strings.Builder
	for {
		before, after, ok := strings.Cut(s, "<")
		sb.WriteString(before)
		if !ok {
			return sb.String()
		}
		if after == "" || !isNameStart(rune(after[0])) && after[0] != '/' && after[0] != '!' {
			sb.WriteByte('<')
			s = after
			continue
		}
		end := strings.IndexByte(after, '>')
		if end < 0 { // no tag ends any more
			sb.WriteByte('<')
			sb.WriteString(after)
			return sb.String()
		}
		s = after[end+1:]
	}
}

// absolute completes a link with the URL of its feed; what is no http link
// gives nothing.
func absolute(link, base string) string {
	link = strings.TrimSpace(link)
	u, err := url.Parse(link)
	if err != nil || link == "" {
		return ""
	}
	if !u.IsAbs() {
		b, err := url.Parse(base)
		if err != nil || base == "" {
			return link
		}
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// normalLanguage writes a language tag as BCP 47 does: "en-us" is "en-US".
func normalLanguage(s string) string {
	parts := strings.Split(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"), "-")
	parts[0] = strings.ToLower(parts[0])
	for i, p := range parts[1:] {
		if len(p) == 2 {
			parts[i+1] = strings.ToUpper(p)
		}
	}
	return strings.Join(parts, "-")
}
