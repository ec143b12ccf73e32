package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func paragraphBreak(gap string) bool {
	if len(gap) < 2 {
		return gap == "\n"
	}
	return strings.ContainsAny(gap, "\n\u2028\u2029")
}

// A sentence has at most longest tokens. What is longer is no sentence but a table
// or a broken page, and the trees of what it holds would cost its length times
// itself. From roomy tokens on a comma or semicolon is a place to cut.
const (
	longest = 200
	roomy   = 160
)

// overlong reports whether a sentence of these tokens is cut behind the last.
func overlong(text string, toks []Token) bool {
	if len(toks) < roomy {
		return false
	}
	last := toks[len(toks)-1]
	mark := text[last.Start:last.End]
	return len(toks) >= longest || mark == "," || mark == ";"
}

// endsSentence reports whether token i, of the sentence that began at from,
// ends it.
func endsSentence(text string, all []Token, from, i int) bool {
	if k := all[i].Kind; (k == Word || k == Number) && text[all[i].End-1] != '.' {
		return false
	}
	next := all[i+1]
	if closes(text[next.Start:next.End]) && next.Start == all[i].End {
		return false
	}
	j := i
	for j > from && closes(text[all[j].Start:all[j].End]) {
		j--
	}
	if !ends(text[all[j].Start:all[j].End]) {
		return j == i && endsInPoint(text, all[i], next)
	}
	if next.Start == all[i].End {
		// "Latvia.NATO": a lost space, only before a capital word.
		return all[i].Kind == Punct && upper(text[next.Start:next.End])
	}
	r, _ := utf8.DecodeRuneInString(text[next.Start:])
	return !unicode.IsLower(r)
}

// ends reports the marks that end a sentence.
func ends(s string) bool {
	switch s[0] {
	case '.', '!', '?':
		return s[len(s)-1] == s[0] || s[0] != '.' && (s[len(s)-1] == '!' || s[len(s)-1] == '?')
	}
	return s == "…"
}

// endsInPoint reports an abbreviation whose point ends the sentence as well:
// "in the U.S. The minister", by how the next one begins. Titles before names
// never do.
func endsInPoint(text string, tok, next Token) bool {
	word := text[tok.Start:tok.End]
	if tok.Kind != Word || word[len(word)-1] != '.' || next.Start == tok.End || !upper(text[next.Start:next.End]) {
		return false
	}
	inside := word[:len(word)-1]
	if !strings.Contains(inside, ".") && !closing[Hash(inside)] {
		return false
	}
	return opens(text[next.Start:next.End])
}

// closing are the words that may end a sentence with their point.
var closing = map[uint64]bool{Hash("inc"): true, Hash("ltd"): true, Hash("corp"): true, Hash("etc"): true, Hash("jr"): true, Hash("sr"): true}

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
