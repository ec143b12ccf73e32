package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func paragraphBreak(gap string) bool { return strings.ContainsAny(gap, "\n\u2028\u2029") }

// endsSentence reports whether token i, of the sentence that began at from,
// ends it.
func endsSentence(text string, all []Token, from, i int) bool {
	next := all[i+1]
	if closes(text[next.Start:next.End]) && next.Start == all[i].End {
		return false
	}
	j := i
	for j > from && closes(text[all[j].Start:all[j].End]) {
		j--
	}
	switch text[all[j].Start:all[j].End] {
	case ".", "!", "?", "...", "…":
	default:
		return false
	}
	if next.Start == all[i].End {
		// "Latvia.NATO": a lost space, only before a capital word.
		return all[i].Kind == Punct && upper(text[next.Start:next.End])
	}
	r, _ := utf8.DecodeRuneInString(text[next.Start:])
	return !unicode.IsLower(r)
}

func closes(s string) bool {
	switch s {
	case "\"", "”", "’", "'", "»", ")", "]", "″":
		return true
	}
	return false
}

func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
