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
	return len(parts) > 1 || letterAt(text, i+1)
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
