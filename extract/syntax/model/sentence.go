package model

import (
	"unicode"
	"unicode/utf8"

	"muster/extract/token"
)

// Sentence is one sentence on its way through the model, with room that is
// used again for the next one. Tokens count from 1; token 0 is the root, and
// there is an empty token at either end of what the features look at.
type Sentence struct {
	n     int
	words []word
	// Tag is an index into Model.Tags, Hint the tag that the tagger alone
	// gave, Head a token (0 the root), Rel an index into Model.Rels.
	Tag, Hint []uint8
	Head      []int16
	Rel       []uint8
	capitals  bool // no lower-case letter in it
}

// MaxTokens is how many tokens one sentence may have; the caller cuts longer
// ones.
const MaxTokens = 400

// word is what the features know of a token's form: hashes of it whole and in
// part.
type word struct {
	form   uint32
	suffix [5]uint32 // the last 1 to 5 letters
	prefix [4]uint32 // the first 1 to 4 letters
	shape  uint32    // "Xx-d": classes of characters, runs drawn together
	small  uint32    // the shape that the form has in small letters
	length uint32
	flags  uint32
}

const (
	hasDigit = 1 << iota
	hasUpper
	hasLower
	startsUpper
	startsSentence
)

// outside stands for the tokens before the first and behind the last.
const outside = 255

// Reset empties the sentence.
func (s *Sentence) Reset() {
	s.n = 0
	s.words = append(s.words[:0], word{form: 1})
	s.capitals = true
}

// Len is the number of tokens.
func (s *Sentence) Len() int { return s.n }

// Add appends a token with its form and token.Hash of the form.
func (s *Sentence) Add(form string, hash uint64) {
	w := word{form: uint32(hash ^ hash>>32), length: uint32(min(utf8.RuneCountInString(form), 12))}
	w.read(form)
	if s.n == 0 {
		w.flags |= startsSentence
	}
	if w.flags&hasLower != 0 {
		s.capitals = false
	}
	s.words = append(s.words, w)
	s.n++
}

// AddForm appends a token with its form only.
func (s *Sentence) AddForm(form string) { s.Add(form, token.Hash(form)) }

// read fills in the affixes, the shape and the flags.
func (w *word) read(form string) {
	var last [5]rune
	n, shape, class := 0, uint32(17), uint32(0)
	small, smallClass := uint32(17), uint32(0)
	prefix := uint32(7)
	for i, r := range form {
		c := w.class(r)
		if i == 0 && c == 1 {
			w.flags |= startsUpper
		}
		if c != class {
			shape = shape*31 + c
			class = c
		}
		if k := max(c, lowerClass); k != smallClass {
			small = small*31 + k
			smallClass = k
		}
		r = unicode.ToLower(r)
		if c == 3 {
			r = '0'
		}
		if n < 4 {
			prefix = prefix*16777619 ^ uint32(r)
			w.prefix[n] = prefix
		}
		last[n%5] = r
		n++
	}
	for i := n; i < 4; i++ {
		w.prefix[i] = prefix
	}
	h := uint32(9)
	for i := range 5 {
		if i < n {
			h = h*16777619 ^ uint32(last[(n-1-i)%5])
		}
		w.suffix[i] = h
	}
	w.shape, w.small = shape, small
}

const lowerClass = 2

// class is 1 for capitals, 2 for other letters, 3 for digits and the
// character itself for the rest.
func (w *word) class(r rune) uint32 {
	switch {
	case 'a' <= r && r <= 'z':
		w.flags |= hasLower
		return 2
	case 'A' <= r && r <= 'Z':
		w.flags |= hasUpper
		return 1
	case '0' <= r && r <= '9':
		w.flags |= hasDigit
		return 3
	case r < utf8.RuneSelf:
		return uint32(r)
	case unicode.IsUpper(r):
		w.flags |= hasUpper
		return 1
	case unicode.IsLetter(r):
		w.flags |= hasLower
		return 2
	case unicode.IsDigit(r):
		return 3
	}
	return uint32(r)
}

// fewest is how many words must stand in capitals before a sentence counts as
// a headline in capitals.
const fewest = 4

// calm reads a headline in capitals as if it stood in small letters, of which
// the model has seen more.
func (s *Sentence) calm() {
	if !s.capitals {
		return
	}
	words := 0
	for i := range s.words {
		if s.words[i].flags&hasUpper != 0 {
			words++
		}
	}
	if words < fewest {
		return
	}
	for i := range s.words {
		if w := &s.words[i]; w.flags&hasUpper != 0 {
			w.shape = w.small
			w.flags = w.flags&^(hasUpper|startsUpper) | hasLower
		}
	}
	s.capitals = false
}

// Size makes the result slices fit n tokens and the root.
func (s *Sentence) Size() {
	n := s.n + 1
	if cap(s.Tag) < n {
		m := max(2*n, 64)
		s.Tag, s.Hint, s.Rel = make([]uint8, m), make([]uint8, m), make([]uint8, m)
		s.Head = make([]int16, m)
	}
	s.Tag, s.Hint, s.Rel, s.Head = s.Tag[:n], s.Hint[:n], s.Rel[:n], s.Head[:n]
	s.Tag[0], s.Hint[0] = outside, outside
}

var nowhere = word{form: 2}

func (s *Sentence) word(i int) *word {
	if i < 1 || i > s.n {
		return &nowhere
	}
	return &s.words[i]
}

func at(tags []uint8, i int) uint32 {
	if i < 1 || i >= len(tags) {
		return outside
	}
	return uint32(tags[i])
}

// key mixes a template's number and up to three atoms into a feature key.
func key(template, a, b, c uint32) uint32 {
	x := uint64(template)*0x9e3779b97f4a7c15 + uint64(a)*0xc2b2ae3d27d4eb4f
	x ^= x >> 31
	x = (x + uint64(b)*0x165667b19e3779f9) * 0xff51afd7ed558ccd
	x ^= x >> 30
	x = (x + uint64(c)*0xd6e8feb86659fd93) * 0xc4ceb9fe1a85ec53
	return uint32(x >> 32)
}

// Copy is a sentence of the same forms with room of its own.
func (s *Sentence) Copy() *Sentence {
	c := &Sentence{n: s.n, words: s.words, capitals: s.capitals}
	c.Size()
	return c
}
