package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"muster/extract/token"
)

// singleQuotations finds what stands in single quotation marks outside of the
// quotations known already, as British papers write them. The closing mark is
// an apostrophe too, so both must stand in one paragraph.
func singleQuotations(t *token.Text, known []quotation) []quotation {
	if !strings.ContainsAny(t.Source, "'‘") {
		return nil
	}
	var found []quotation
	for i := 0; i < len(t.Sentences); {
		j := i
		for j < len(t.Sentences) && t.Sentences[j].Paragraph == t.Sentences[i].Paragraph {
			j++
		}
		found = append(found, singlesIn(t.Source, t.Sentences[i].Start, t.Sentences[j-1].End, known)...)
		i = j
	}
	return found
}

// singlesIn are the single quotations of bytes from to to, a paragraph.
func singlesIn(text string, from, to int, known []quotation) []quotation {
	var found []quotation
	opened := -1
	for i, r := range text[from:to] {
		if r != '\'' && r != '‘' && r != '’' {
			continue
		}
		start, end := from+i, from+i+utf8.RuneLen(r)
		switch {
		case quoted(known, start):
		case opened < 0 && r != '’' && opensSingle(text, start, end):
			opened = start
		case opened >= 0 && r != '‘' && closesSingle(text, start, end, to):
			found = append(found, quotation{start: opened, end: end})
			opened = -1
		}
	}
	return found
}

// opensSingle reports a mark with a blank or bracket before it and a letter
// behind.
func opensSingle(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	behind, _ := utf8.DecodeRuneInString(text[end:])
	return (start == 0 || unicode.IsSpace(before) || strings.ContainsRune("([—–-", before)) && unicode.IsLetter(behind)
}

// closesSingle reports a mark behind a word or stop with no letter behind it,
// that makes no possessive of a plural ("the soldiers' tents").
func closesSingle(text string, start, end, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	behind, _ := utf8.DecodeRuneInString(text[end:])
	switch {
	case unicode.IsSpace(before), end < to && (unicode.IsLetter(behind) || unicode.IsDigit(behind)):
		return false
	case before != 's' || end == to || unicode.IsPunct(behind):
		return true
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[end:to], " "))
	return !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// merged are two rows of quotations in order of the text.
func merged(a, b []quotation) []quotation {
	if len(b) == 0 {
		return a
	}
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, func(x, y quotation) int { return x.start - y.start })
	return all
}
