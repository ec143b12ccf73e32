package ledger

import (
	"slices"
	"strconv"
	"strings"

	"muster/crosscheck/question"
	"muster/news"
)

// bucketKey is a hash of two slots that claims of one question share. It is
// made with a fixed function: a ledger that was written down is read by
// another process.
type bucketKey uint64

// The kinds of slot that make keys.
const (
	ofMeasure = iota
	ofParty
	ofPlace
	ofEvent
	ofValue
)

// part is one slot's value, to be joined with one of another slot.
type part struct {
	kind int
	hash uint64
}

// perSlot bounds how many parties and places of a claim make keys.
const perSlot = 3

// keysOf are the keys under which a claim is found: one for any two of measure
// class, party, place, event and rare value that it states, within its
// dimension. A loosely read claim still meets its rivals.
func keysOf(s *question.Slots) []bucketKey {
	var parts []part
	add := func(kind int, text string) {
		if text != "" {
			parts = append(parts, part{kind, hash(text)})
		}
	}
	add(ofMeasure, measureOf(s))
	for _, name := range partiesOf(s) {
		add(ofParty, name)
	}
	for _, name := range placesOf(s) {
		add(ofPlace, name)
	}
	add(ofEvent, strings.ToLower(s.EventName.Value()))
	add(ofEvent, s.Event.Value())
	if s.Amount.Digits() >= 3 {
		add(ofValue, strconv.FormatFloat(s.Amount.Value, 'g', -1, 64))
	}
	dim := uint64(s.Amount.Dim) * 0x9e3779b97f4a7c15
	var keys []bucketKey
	for i, a := range parts {
		for _, b := range parts[i+1:] {
			if a.kind != b.kind {
				keys = append(keys, bucketKey(mix(mix(a.hash+uint64(a.kind))^b.hash+uint64(b.kind))^dim))
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// measureOf is the class of what happens, or the word where it has none; of a
// level, what is counted.
func measureOf(s *question.Slots) string {
	if c := s.ActClass.Value(); c != "" && !question.IsLevel(news.Class(c)) {
		return "act " + c
	}
	if c := s.OfClass.Value()[0]; c != "" {
		return "of " + string(c)
	}
	if s.ActClass != question.None {
		return "act " + s.ActClass.Value()
	}
	return s.Act.Value()
}

func partiesOf(s *question.Slots) []string {
	var names []string
	for _, set := range []question.Parties{s.Subject, s.Whose, s.By} {
		for _, p := range set.Value() {
			if p.Name != "" && !slices.Contains(names, p.Name) && len(names) < perSlot {
				names = append(names, p.Name)
			}
		}
	}
	return names
}

func placesOf(s *question.Slots) []string {
	var names []string
	for _, p := range s.Place.Value() {
		for _, name := range []string{p.Name, p.Country} {
			if name != "" && !slices.Contains(names, name) && len(names) < perSlot {
				names = append(names, name)
			}
		}
	}
	return names
}

// hash is FNV-1a with a final mix: the same in every process.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

func mix(h uint64) uint64 {
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return h ^ h>>32
}
