// Package model is the statistical model of English syntax: its tables of
// weights, the features they weigh, and how a sentence gets its tags, heads
// and labels from them. The train command beside it learns the tables; package
// syntax embeds them and turns the results into trees.
package model

import (
	"slices"

	"muster/extract/token"
)

// Tag is a universal part of speech and the finer Penn Treebank tag under it.
type Tag struct{ UPOS, XPOS string }

// Model is everything that is learned.
type Model struct {
	Header Header
	Tags   []Tag
	Rels   []string
	Lemmas Lemmas
	// First and Second are the tagger's passes, Move gives heads, Label
	// relations.
	First, Second, Move, Label *Table
	cats                       []uint8 // coarse tag of each tag
}

// UPOS are the universal parts of speech, in the order of their coarse
// numbers.
var UPOS = []string{"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

const (
	catAdp, catCconj, catPart, catPunct, catSconj, catVerb = 1, 4, 9, 12, 13, 15
)

var comma = func() uint32 { h := token.Hash(","); return uint32(h ^ h>>32) }()

// Cats is the coarse number of every tag.
func Cats(tags []Tag) []uint8 {
	cats := make([]uint8, len(tags))
	for i, t := range tags {
		cats[i] = uint8(max(slices.Index(UPOS, t.UPOS), 0))
	}
	return cats
}

// SetCats fills in the coarse tags after the tags.
func (s *Sentence) SetCats(cats []uint8) {
	s.Cat[0] = 31
	for i := 1; i <= s.n; i++ {
		s.Cat[i] = cats[s.Tag[i]]
	}
}

// Width is the beam that the moves are trained for.
const Width = 1

// Analyse gives every token its tag, head and label.
func (m *Model) Analyse(s *Sentence, b *Beam) {
	m.TagOnly(s)
	b.Parse(s, m.Move)
	s.Label(m.Label, len(m.Rels))
}

// TagOnly gives every token its tag.
func (m *Model) TagOnly(s *Sentence) {
	s.TagPass(m.First, len(m.Tags), false)
	s.KeepHints()
	s.TagPass(m.Second, len(m.Tags), true)
	s.SetCats(m.cats)
}
