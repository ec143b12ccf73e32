package feed

import (
	"html"
	"net/url"
	"strings"
)

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
