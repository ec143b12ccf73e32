package token

import (
	"unicode"
	"unicode/utf8"
)

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// Hash is the 64-bit FNV-1a hash of s as Fold would write it, without
// writing it.
func Hash(s string) uint64 {
	h := uint64(fnvOffset)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return hashRunes(h, s[i:])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * fnvPrime
	}
	return h
}

func hashRunes(h uint64, s string) uint64 {
	var buf [utf8.UTFMax]byte
	for _, r := range s {
		r = foldRune(r)
		if r < 0 {
			continue
		}
		n := utf8.EncodeRune(buf[:], r)
		for _, c := range buf[:n] {
			h = (h ^ uint64(c)) * fnvPrime
		}
	}
	return h
}

// Fold lowers the case, drops invisible characters inside words and writes
// curly apostrophes straight.
func Fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || 'A' <= s[i] && s[i] <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r = foldRune(r); r >= 0 {
			out = append(out, r)
		}
	}
	return string(out)
}

// foldRune returns -1 for a rune that folding drops.
func foldRune(r rune) rune {
	switch r {
	case '’', 'ʼ', '‘', '′':
		return '\''
	}
	if invisible(r) {
		return -1
	}
	return unicode.ToLower(r)
}

// invisible reports soft hyphens, zero-width characters and marks of
// direction.
func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return false
}
