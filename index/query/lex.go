package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	end kind = iota
	word
	quoted
	opening
	closing
	and
	or
	not
)

// token is a piece of the query: at is the byte where it starts, text the
// piece as written.
type token struct {
	kind kind
	at   int
	text string
}

// lex cuts the query into tokens; the last is always of kind end.
func lex(text string) []token {
	var out []token
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) || r < ' ' {
			i += n
			continue
		}
		t := lexOne(text, i)
		out = append(out, t)
		i += len(t.text)
	}
	return append(out, token{kind: end, at: len(text)})
}

func lexOne(text string, i int) token {
	switch text[i] {
	case '(':
		return token{opening, i, text[i : i+1]}
	case ')':
		return token{closing, i, text[i : i+1]}
	case '"':
		return token{quoted, i, text[i:quoteEnd(text, i)]}
	case '-':
		if i+1 < len(text) && !strings.ContainsRune(" \t\n)", rune(text[i+1])) {
			return token{not, i, text[i : i+1]}
		}
	}
	t := token{word, i, text[i:wordEnd(text, i)]}
	switch t.text {
	case "AND":
		t.kind = and
	case "OR":
		t.kind = or
	case "NOT":
		t.kind = not
	}
	return t
}

// quoteEnd is the end of the quoted piece that starts at i, the closing quote
// included where there is one. A backslash before a quote or a backslash
// keeps it.
func quoteEnd(text string, i int) int {
	for j := i + 1; j < len(text); j++ {
		switch text[j] {
		case '\\':
			j++
		case '"':
			return j + 1
		}
	}
	return len(text)
}

// wordEnd is the end of the word or field:value that starts at i; a quoted
// value belongs to it.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r), r < ' ', r == '(', r == ')':
			return i
		case r == '"':
			return quoteEnd(text, i)
		}
		i += n
	}
	return i
}

// quote writes s so that lex reads it as one quoted piece.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// unquote is what stands between the quotes; closed is false where the second
// quote is missing.
func unquote(s string) (inner string, closed bool) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), true
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), false
}

// hasWord reports whether s holds a letter or a digit to search for.
func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
