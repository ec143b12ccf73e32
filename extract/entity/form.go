package entity

import (
	"unicode"
	"unicode/utf8"

	"muster/extract/token"
	"muster/news"
)

// form is one spelling of an entry: the tokens behind its first, and how each
// must be written.
type form struct {
	rest  []uint64
	shape []shape // of every token, the first too
	entry *entry
}

// shape says how a token of the text must be written to be a form's token.
type shape struct {
	kind shapeKind
	word string // for asWritten
}

type shapeKind uint8

const (
	anyCase   shapeKind = iota // "of", "eastern"
	titleCase                  // "Ukraine": a capital first, or all capitals
	acronym                    // "NATO": also "Nato"
	asWritten                  // "US", "AP", "MoD": only so
)

// shortAcronym is up to how many letters an acronym must stand as written:
// "US" is not "us", "Nato" is NATO.
const shortAcronym = 3

func makeForm(s string, e *entry) (uint64, form) {
	f := form{entry: e}
	var first uint64
	t := token.Read(s)
	n := 0
	for _, sent := range t.Sentences {
		for _, tok := range sent.Tokens {
			if n == 0 {
				first = tok.Hash
			} else {
				f.rest = append(f.rest, tok.Hash)
			}
			f.shape = append(f.shape, shapeOf(t.Of(tok), e))
			n++
		}
	}
	return first, f
}

func shapeOf(w string, e *entry) shape {
	letters, uppers, first := 0, 0, false
	for i, r := range w {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				uppers++
				first = first || i == 0
			}
		}
	}
	switch {
	case letters == 0 || uppers == 0 || e.kind == titleKind && uppers < 2 || e.kind == branchKind && uppers < 2:
		return shape{kind: anyCase}
	case uppers == letters && letters < len(w) && unicode.IsDigit(rune(w[len(w)-1])):
		return shape{asWritten, w} // "G20"
	case uppers == letters && letters > 1:
		if letters <= shortAcronym || letters == 4 && e.kind != news.Alliance || e.kind == titleKind || e.kind == branchKind {
			return shape{asWritten, w}
		}
		return shape{acronym, w}
	case uppers > 1 && letters <= 4 || !first:
		return shape{asWritten, w}
	}
	return shape{titleCase, w}
}

// fits reports whether w is written as the shape asks.
func (s shape) fits(w string) bool {
	switch s.kind {
	case titleCase:
		r, n := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r) && (len(w) == n || len(w) <= 2 || !allUpper(w) || len(w) > shortAcronym)
	case acronym:
		return w == s.word || capital(w)
	case asWritten:
		return w == s.word
	}
	return true
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// allUpper reports that no letter of w is small.
func allUpper(w string) bool {
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// match returns how many tokens of toks, from token i, the form takes; 0 for
// none.
func (f *form) match(text string, toks []token.Token, i int) int {
	if i+len(f.rest) >= len(toks) {
		return 0
	}
	for k, h := range f.rest {
		if toks[i+1+k].Hash != h {
			return 0
		}
	}
	for k := range f.shape {
		t := toks[i+k]
		if !f.shape[k].fits(text[t.Start:t.End]) {
			return 0
		}
	}
	return len(f.shape)
}
