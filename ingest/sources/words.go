package sources

import (
	"fmt"
	"strings"
	"unicode"
)

// Wants reports whether an item is to be taken that says this in its title and
// in the feed's own text: it has one of the words to keep, where there are any,
// and none of those to block. A word is one or more words that stand together,
// whole and case aside; "*" at its end is any ending.
//
//	Keep drone*, air defence      "Drones over the port"        yes
//	                              "New airport opened"          no
//	Block football                "Football team visits drones" no
func (s Source) Wants(text string) bool {
	if len(s.Keep)+len(s.Block) == 0 {
		return true
	}
	said := spaced(text)
	return (len(s.Keep) == 0 || saysAny(said, s.Keep)) && !saysAny(said, s.Block)
}

// CheckWords finds words that Wants could never find, or that an OPML file
// could not keep.
func CheckWords(words []string) error {
	for _, w := range words {
		if strings.TrimSpace(spaced(strings.TrimSuffix(w, "*"))) == "" || strings.Contains(w, ",") {
			return fmt.Errorf("%q: want words, with * at the end for any ending", w)
		}
	}
	return nil
}

func saysAny(said string, words []string) bool {
	for _, w := range words {
		want := spaced(strings.TrimSuffix(w, "*"))
		if strings.HasSuffix(w, "*") {
			want = strings.TrimSuffix(want, " ")
		}
		if strings.TrimSpace(want) != "" && strings.Contains(said, want) {
			return true
		}
	}
	return false
}

// spaced is a text in lower case with one space before, between and after its
// words, and nothing else but them.
func spaced(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	apart := true
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
			apart = false
		case !apart:
			b.WriteByte(' ')
			apart = true
		}
	}
	if !apart {
		b.WriteByte(' ')
	}
	return b.String()
}
