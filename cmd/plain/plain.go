// Package plain makes text of strangers fit to be shown and logged.
package plain

import (
	"strings"
	"unicode"
)

// Text keeps text of strangers on one line and takes out what a terminal would
// act on: control characters and those that turn the direction of writing.
func Text(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case Hidden(r):
			return -1
		}
		return r
	}, s)
}

// Hidden reports whether a terminal acts on a character, or does not show it.
// The joiner of emoji and of some scripts is no such.
func Hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200d'
}
