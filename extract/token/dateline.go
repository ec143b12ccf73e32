package token

import (
	"strings"
	"unicode"
)

// datelineTokens is how far into a paragraph a dateline may reach: "WASHINGTON
// and KYIV, Ukraine, Nov. 17 (Reuters) -" has thirteen tokens.
const datelineTokens = 14

// datelineEnd is the token of the dash that ends a dateline at the start of a
// paragraph ("KYIV, Nov 17 (Reuters) -", "JERUSALEM, Israel –"); -1 where there is
// none. A dateline is a sentence of its own: it is no part of the first
// sentence's grammar.
func datelineEnd(text string, all []Token, from int) int {
	if !capitals(text[all[from].Start:all[from].End]) {
		return -1
	}
	agency := false
	for i := from + 1; i < len(all) && i < from+datelineTokens; i++ {
		w := text[all[i].Start:all[i].End]
		switch {
		case paragraphBreak(text[all[i-1].End:all[i].Start]):
			return -1
		case dash(w) && spaced(text, all, i):
			if next := text[all[i+1].Start:all[i+1].End]; agency || upper(next) || closes(next) || next == "“" {
				return i
			}
			return -1 // "NATO – the alliance – ..."
		case w == "(":
			agency = true
		case w == ")" || w == "," || w == "." || w == "/":
		case all[i].Kind == Number || upper(w):
		case agency || w == "and":
		default:
			return -1
		}
	}
	return -1
}

// capitals reports a word of three capitals or more.
func capitals(w string) bool {
	n := 0
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n > 2
}

func dash(w string) bool {
	switch w {
	case "-", "–", "—", "--", "_":
		return true
	}
	return false
}

// spaced reports whether white space stands on both sides of token i, or
// nothing but a closing bracket before it.
func spaced(text string, all []Token, i int) bool {
	if i+1 >= len(all) || all[i].End == all[i+1].Start {
		return false
	}
	return all[i-1].End < all[i].Start || strings.HasSuffix(text[:all[i].Start], ")")
}
