package feed

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// mark is how bytes show that they are no text of single bytes: by a byte
// order mark, or by where the zeros of "<" stand.
type mark struct {
	prefix string
	enc    encoding.Encoding
	name   string // what was missing, where the mark is not one for order
}

var marks = []mark{
	{"\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.UseBOM), ""},
	{"\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), ""},
	{"\x00\x00\x00<", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "no byte order mark"},
	{"<\x00\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "no byte order mark"},
	{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), ""},
	{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), ""},
	{"\x00<", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "no byte order mark"},
	{"<\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "no byte order mark"},
	{"\x00{", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "no byte order mark"},
	{"{\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "no byte order mark"},
}

// decode turns the bytes into UTF-8 and says what was wrong. The bytes are
// believed first, then the header, then the XML declaration: text that is
// UTF-8 is so by no chance.
func decode(raw []byte, contentType string) (text string, fixed []string) {
	for _, m := range marks {
		if !bytes.HasPrefix(raw, []byte(m.prefix)) {
			continue
		}
		if out, err := m.enc.NewDecoder().Bytes(raw); err == nil {
			return string(out), named(m.name)
		}
	}
	labels := declared(raw, contentType)
	if utf8.Valid(raw) && !escapes(raw, labels) {
		return string(raw), nil
	}
	if mostlyUTF8(raw) {
		return mendUTF8(raw), []string{"bytes that are no UTF-8"}
	}
	for _, label := range labels {
		enc, name := lookup(label)
		switch {
		case enc == nil:
			fixed = append(fixed, fmt.Sprintf("unknown character set %q", label))
			continue
		case name == "utf-8": // it is not, as was seen above
			continue
		}
		if out, err := enc.NewDecoder().Bytes(raw); err == nil {
			return string(out), fixed
		}
	}
	return mendUTF8(raw), append(fixed, "bytes that are no UTF-8")
}

func named(fix string) []string {
	if fix == "" {
		return nil
	}
	return []string{fix}
}

// escapes reports whether the bytes are of a set that writes all in ASCII.
func escapes(raw []byte, labels []string) bool {
	return len(labels) > 0 && labels[0] == "iso-2022-jp" && bytes.Contains(raw, []byte("\x1b$"))
}

// mostlyUTF8 reports whether what is no UTF-8 is a slip in text that is: ten
// characters of several bytes for each byte that fits nowhere.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		raw = raw[n:]
	}
	return good > 10*bad
}

var inDeclaration = regexp.MustCompile(`(?i)\bencoding\s*=\s*["']?\s*([\w.:-]+)`)

// declared are the character sets that the Content-Type and the XML
// declaration name, in lower case.
func declared(raw []byte, contentType string) (labels []string) {
	if _, after, ok := strings.Cut(strings.ToLower(contentType), "charset="); ok {
		label, _, _ := strings.Cut(after, ";")
		labels = append(labels, strings.Trim(strings.TrimSpace(label), `"'`))
	}
	if m := inDeclaration.FindSubmatch(raw[:min(len(raw), 400)]); m != nil {
		labels = append(labels, strings.ToLower(string(m[1])))
	}
	return labels
}

var (
	codePage = regexp.MustCompile(`^(?:x-?)?(?:cp|win|windows|ansi|ms|codepage)[-_ ]?(125\d|874|866)$`)
	isoLatin = regexp.MustCompile(`^(?:x-)?iso[-_ ]?8859[-_ ]?(\d{1,2})(?:[-_].*)?$`)
	koi      = regexp.MustCompile(`^koi[-_ ]?8[-_ ]?([ru])$`)
	latin    = regexp.MustCompile(`^(?:iso)?[-_ ]?latin[-_ ]?(\d)$`)
)

// lookup finds the character set of a label as people write it: "cp-1251",
// "win1251", "koi8r", "iso88591", "latin-1".
func lookup(label string) (enc encoding.Encoding, name string) {
	for _, alias := range []struct {
		pattern *regexp.Regexp
		name    string
	}{{codePage, "windows-$1"}, {isoLatin, "iso-8859-$1"}, {koi, "koi8-$1"}, {latin, "latin$1"}} {
		if alias.pattern.MatchString(label) {
			label = alias.pattern.ReplaceAllString(label, alias.name)
			break
		}
	}
	switch label {
	case "windows-866":
		label = "ibm866"
	case "utf", "utf_8", "utf8-bom", "unicode":
		label = "utf-8"
	}
	if enc, name = charset.Lookup(label); name == "replacement" {
		return nil, ""
	}
	return enc, name
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
