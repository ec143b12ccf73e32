package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// words appends the tokens of text to out.
func words(text string, out []Token) []Token {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r) || invisible(r) || r < ' ':
			i += n
		case isDigit(r):
			end := numberEnd(text, i)
			out = appendToken(out, text, i, end, Number)
			i = end
		case unicode.IsLetter(r) || unicode.IsMark(r):
			end := wordEnd(text, i)
			out = appendWord(out, text, i, end)
			i = end
		case unicode.IsSymbol(r):
			out = appendToken(out, text, i, i+n, Symbol)
			i += n
		default:
			end := i + n
			for end < len(text) && strings.HasPrefix(text[end:], text[i:i+n]) && (r == '.' || r == '-') {
				end += n
			}
			out = appendToken(out, text, i, end, Punct)
			i = end
		}
	}
	return out
}

func appendToken(out []Token, text string, start, end int, kind Kind) []Token {
	return append(out, Token{Start: start, End: end, Kind: kind, Hash: Hash(text[start:end])})
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// numberEnd is the end of the digits, groups, decimals and letters that start
// at i: "1,200.5", "27th", "5k".
func numberEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case isDigit(r) || unicode.IsLetter(r):
			i += n
		case (r == ',' || r == '.') && i+1 < len(text) && isDigit(rune(text[i+1])):
			i += 2
		default:
			return i
		}
	}
	return i
}

// wordEnd is the end of the word that starts at i, with apostrophes and, in
// abbreviations, points inside.
func wordEnd(text string, i int) int {
	start := i
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r) || isDigit(r) || invisible(r):
			i += n
		case (r == '\'' || r == '’') && letterAt(text, i+n):
			i += n
		case r == '.' && pointInside(text, start, i):
			i += n
		default:
			return i
		}
	}
	return i
}

func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

// pointInside reports whether the point at i belongs to the word from start:
// "U.S.", "a.m.", "Gen.".
func pointInside(text string, start, i int) bool {
	word := text[start:i]
	if abbreviations[Fold(word)] {
		return true
	}
	parts := strings.Split(word, ".")
	for _, p := range parts {
		if utf8.RuneCountInString(p) != 1 {
			return false
		}
	}
	return len(parts) > 1 || letterAt(text, i+1) || initial(text, start, i)
}

// initial reports a person's initial between two words with capitals: "George
// W. Bush". A sentence that ends in a letter ("Plan B. It failed.") is told
// apart by how the next one begins.
func initial(text string, start, i int) bool {
	if !upper(text[start:i]) || text[start:i] == "I" || i+2 >= len(text) || text[i+1] != ' ' || !upper(text[i+2:]) {
		return false
	}
	before := strings.TrimRight(text[max(0, start-60):start], " ")
	if len(before) == start || strings.HasSuffix(before, ".") && len(before) < 3 {
		return false
	}
	word := before[strings.LastIndexAny(before, " \n(\"“/")+1:]
	next, _, _ := strings.Cut(text[i+2:], " ")
	return upper(word) && !openers[Fold(next)]
}

// openers are words that begin a sentence rather than a surname.
var openers = map[string]bool{
	"the": true, "it": true, "he": true, "she": true, "they": true, "we": true, "in": true, "but": true, "a": true,
	"an": true, "this": true, "that": true, "on": true, "at": true, "and": true, "his": true, "her": true, "its": true,
	"there": true, "when": true, "as": true, "for": true, "if": true, "after": true, "however": true, "both": true,
	"these": true, "those": true, "i": true, "you": true, "no": true, "not": true, "so": true, "while": true, "with": true,
}

// clitics split off the end of a word.
var clitics = []string{"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m"}

func appendWord(out []Token, text string, start, end int) []Token {
	word := text[start:end]
	for _, c := range clitics {
		if k := len(word) - len(c); k > 0 && strings.EqualFold(word[k:], c) {
			out = appendToken(out, text, start, start+k, Word)
			return appendToken(out, text, start+k, end, Word)
		}
	}
	return appendToken(out, text, start, end, Word)
}

var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "gen": true, "lt": true, "col": true, "sgt": true,
	"maj": true, "capt": true, "adm": true, "brig": true, "sen": true, "rep": true, "gov": true, "st": true,
	"jan": true, "feb": true, "aug": true, "sept": true, "oct": true, "nov": true, "dec": true,
	"prof": true, "jr": true, "sr": true, "vs": true, "inc": true, "ltd": true, "corp": true, "etc": true,
}
