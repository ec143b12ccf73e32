// Package byline reads the names of authors out of what feeds and pages write
// where an author belongs: "By A and B", "jane@x.example (Jane Roe)".
//
// In goes the text of one element or attribute, out come names in their order.
// Addresses, accounts of machines and slogans are no names.
package byline

import (
	"regexp"
	"slices"
	"strings"
)

var (
	bracketed = regexp.MustCompile(`^\S+@\S+\s+\(([^@()]+)\)$`)
	address   = regexp.MustCompile(`\(?<?(?:mailto:)?[^\s<>()]+@[^\s<>()]+>?\)?`)
	opening   = regexp.MustCompile(`(?i)^\s*(?:(?:written|reported|story|text|posted|published)\s+)?by[\s:]+`)
	dated     = regexp.MustCompile(`(?i)\s+(?:on|published|updated|posted)\s+\S*\d.*$`)
)

// accounts are what content systems write where nobody signed.
var accounts = map[string]bool{
	"admin": true, "administrator": true, "webmaster": true, "noreply": true, "no-reply": true, "root": true, "guest": true,
	"user": true, "unknown": true, "anonymous": true, "none": true, "null": true, "n/a": true, "author": true, "undefined": true,
}

// maxWords is how many words a name has at most; more is a sentence.
const maxWords = 6

// Names are the authors that the text names.
//
//	"By Ann Writer and Bo Co, AFP"   Ann Writer | Bo Co | AFP
//	"desk@gazette.example (A. Desk)" A. Desk
//	"desk@gazette.example"           none
func Names(text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	if strings.Contains(text, "://") {
		return nil
	}
	if m := bracketed.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	text = address.ReplaceAllString(text, "")
	text = dated.ReplaceAllString(opening.ReplaceAllString(text, ""), "")
	var names []string
	for _, n := range split(text) {
		n = strings.Trim(n, " .-–—|/•·\"'")
		if strings.HasSuffix(n, " Jr") || strings.HasSuffix(n, " Sr") {
			n += "."
		}
		if words := len(strings.Fields(n)); words == 0 || words > maxWords || accounts[strings.ToLower(n)] {
			continue
		}
		names = Join(names, n)
	}
	return names
}

// Join adds the names that are not there yet.
func Join(names []string, more ...string) []string {
	for _, n := range more {
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// split parts a list of persons. An "and" inside the name of an office, which
// has an "of" or "for", parts nothing.
func split(text string) (list []string) {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == '\n' }) {
		part = strings.TrimPrefix(strings.TrimSpace(part), "and ")
		if strings.Contains(part, " of ") || strings.Contains(part, " for ") {
			list = append(list, part)
			continue
		}
		list = append(list, strings.Split(strings.ReplaceAll(part, " & ", " and "), " and ")...)
	}
	return list
}
