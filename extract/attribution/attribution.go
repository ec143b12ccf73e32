// Package attribution reads who says what: for every cue ("said", "according
// to", "citing", "wants") its source and the words it brings, and for any
// place in the text the chain of speakers who vouch for it, nearest to the
// fact first.
//
// In go a text's tokens, its trees and its entities; out come Reports. The
// words around a cue decide wherever they leave one reading only; the tree is
// asked for the rest, and never for a sentence without a cue.
//
//	text                                                        chain
//	"... , five diplomats told Reuters."                        5 diplomats, Reuters
//	"According to the newspaper, ..."                           The New York Times
//	"Ankara had to compromise, one of Reuters' sources said."   1 source, Reuters
//	"Reuters reported, citing officials, that ..."              officials, Reuters
//
// No source is invented: a place that no cue covers has an empty chain,
// unless it goes on in the same report or quotation, when the source is
// inherited with a lower certainty. Offsets are bytes, certainties 0..1.
//
// What it knows of English lies in en: lists of verbs by kind of cue, of
// phrases, of word classes and of hedges. Cues inside quotation marks belong
// to what is quoted and are left alone.
package attribution

import (
	"muster/extract/entity"
	"muster/extract/syntax"
	"muster/extract/token"
)

// Reader finds attributions. It is safe for several goroutines.
type Reader struct {
	lex     *lexicon
	weights weights
}

// New returns a Reader with the embedded data.
func New() *Reader {
	l, err := readLexicon(embedded)
	if err != nil {
		panic(err)
	}
	w, err := readWeights(weightFile)
	if err != nil {
		panic(err)
	}
	return &Reader{l, w}
}

// Certainties of a link. They order links and are no probabilities.
const (
	certain   = 0.95 // the words leave no other reading
	likely    = 0.85 // the source was found across other words
	continued = 0.7  // a quotation that goes on without a cue
	inherited = 0.55 // a report that goes on without a cue
)

// Read finds the attributions of a text.
func (r *Reader) Read(t *token.Text, f *syntax.Forest, m *entity.Mentions) *Reports {
	p := &reading{
		lexicon: r.lex, text: t, forest: f, marks: quotations(t),
		reports:  &Reports{text: t, forest: f, lex: r.lex, weights: r.weights},
		resolver: resolver{names: m, outlet: entity.OutletByName, country: entity.CountryName},
	}
	p.reports.marks = p.marks
	p.resolver.fresh = p.fresh
	p.wire()
	p.cityLine()
	for i := range t.Sentences {
		p.sentence(i)
	}
	p.looseQuotations()
	return p.reports
}
