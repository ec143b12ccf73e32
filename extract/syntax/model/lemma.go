package model

import (
	"strings"
	"unicode/utf8"

	"muster/extract/token"
)

// Script turns a form into its lemma: cut the last Cut runes, then write Add.
type Script struct {
	Cut int
	Add string
}

// Lemmas is a list of decisions: the longest ending of the lowered form that
// is known under the tag says which script holds. The longest ending is the
// whole form, so exceptions need no table of their own.
type Lemmas struct {
	Scripts []Script
	Endings map[uint32]uint8 // EndingKey -> index into Scripts
}

const maxEnding = 12

// EndingKey names an ending under a tag.
func EndingKey(tag uint8, ending string, whole bool) uint32 {
	h := token.Hash(ending)
	return key(uint32(tag)+1000, uint32(h), uint32(h>>32), b2u(whole))
}

// Endings calls visit with the keys of the form's endings, longest first,
// until it returns false.
func Endings(tag uint8, form string, visit func(key uint32) bool) {
	if !visit(EndingKey(tag, form, true)) {
		return
	}
	start := len(form)
	var cuts [maxEnding]int
	n := 0
	for start > 0 && n < maxEnding {
		_, size := utf8.DecodeLastRuneInString(form[:start])
		start -= size
		cuts[n] = start
		n++
	}
	for i := n - 1; i >= 0; i-- {
		if !visit(EndingKey(tag, form[cuts[i]:], false)) {
			return
		}
	}
	visit(EndingKey(tag, "", false))
}

// Lemma is the lemma of a form; proper nouns keep their case.
func (l *Lemmas) Lemma(form string, tag uint8, proper bool) string {
	if !proper {
		form = token.Fold(form)
	}
	script := Script{}
	Endings(tag, form, func(k uint32) bool {
		i, ok := l.Endings[k]
		if ok {
			script = l.Scripts[i]
		}
		return !ok
	})
	return script.Apply(form)
}

// Apply runs the script; one that cuts more than there is leaves the form.
func (s Script) Apply(form string) string {
	end := len(form)
	for range s.Cut {
		if end == 0 {
			return form
		}
		_, size := utf8.DecodeLastRuneInString(form[:end])
		end -= size
	}
	if s.Add == "" {
		return form[:end]
	}
	var b strings.Builder
	b.WriteString(form[:end])
	b.WriteString(s.Add)
	return b.String()
}

// ScriptFor is the script that turns the form into the lemma.
func ScriptFor(form, lemma string) Script {
	common := 0
	for common < len(form) && common < len(lemma) && form[common] == lemma[common] {
		common++
	}
	for common > 0 && (common < len(form) && !utf8.RuneStart(form[common]) || common < len(lemma) && !utf8.RuneStart(lemma[common])) {
		common--
	}
	return Script{utf8.RuneCountInString(form[common:]), lemma[common:]}
}
