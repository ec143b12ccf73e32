// Package site reads what a figure measures: what it counts and what happens
// to it or how it is. In: a figure in its sentence and tree, and the sites read
// before it. Out: a news.Measure with classes and role, and how sure each half
// is, 0..1.
//
// Candidates come from the sentence: each word that may say an act, each noun
// that may be counted, what the figure before measured, and what the unit alone
// says. A log-linear model chooses (en/site.weights, made by
// `go run ./extract/site/train` from labelled claims); its features are listed
// in feature.go and name the way through the tree from the figure to the word,
// never a name of a person or place. Where the
// noun over a figure leaves no choice, a row of en/certain.list decides.
package site

import (
	"bytes"
	_ "embed"
	"io"

	"muster/extract/syntax"
	"muster/extract/token"
	"muster/extract/weight"
	"muster/lexicon"
	"muster/news"
)

// Sentence is one sentence with its tree.
type Sentence struct {
	Text   *token.Text
	Tokens []token.Token
	Tree   *syntax.Tree
	// Number counts the article's sentences.
	Number int
}

// Site is what is read of one figure.
type Site struct {
	Measure news.Measure
	// SureAct and SureOf say how probable the halves of the measure are, 0..1.
	SureAct, SureOf float64
	// Sentence is the number of its sentence.
	Sentence int
	// Unit is the figure's, head its token that the others hang on.
	Unit news.Unit
	head int
}

//go:embed en/site.weights
var shipped []byte

// weights is the text of the embedded weights. It panics on broken ones: they
// are part of the program and tested with it.
func weights() io.Reader {
	plain, err := weight.Unpack(shipped)
	if err != nil {
		panic(err)
	}
	return bytes.NewReader(plain)
}

// Reader reads sites. It is safe for concurrent use.
type Reader struct {
	weights *weight.Table[float64]
	rows    []certainty
}

// New reads the embedded weights. It panics on broken ones: they are part of
// the program and tested with it.
func New() *Reader {
	m, err := ReadModel(weights())
	if err != nil {
		panic(err)
	}
	return With(m)
}

// With is a reader that chooses by other weights than the embedded ones; for
// training. It panics on a broken list.
func With(m Model) *Reader {
	rows, err := readCertain(lists)
	if err != nil {
		panic(err)
	}
	return &Reader{m.table(), rows}
}

// Read reads one figure. Before is the site read before it in the article, nil
// for the first.
func (r *Reader) Read(s Sentence, f news.Figure, before *Site) *Site {
	return r.look(r.newView(s, f, before, false)).Site
}

// Look is a reading with the candidates it was chosen from.
type Look struct {
	Site          *Site
	Counted, Acts []Candidate
}

// Look reads one figure and keeps its candidates; for training.
func (r *Reader) Look(s Sentence, f news.Figure, before *Site) Look {
	return r.look(r.newView(s, f, before, true))
}

func (r *Reader) look(v *view) Look {
	l := Look{Site: &Site{Sentence: v.Number, Unit: v.figure.Unit, head: v.head}, Counted: v.counted()}
	row, certain := v.certain(r.rows)
	of, sure := best(l.Counted)
	if row.counts != "" {
		of, sure = v.nounAlone(row.counts, "certain"), sureRow
	}
	l.Site.Measure.Of, l.Site.SureOf = of.Words, sure
	l.Site.Measure.OfClass = classes(of.Words)
	v.of, v.ofTop = of, top(of.Words)
	l.Acts = v.acts()
	act, sure := best(l.Acts)
	act = v.both(act)
	if certain {
		act, sure = row.candidate(), sureRow
	}
	l.Site.Measure.Act, l.Site.Measure.ActClass, l.Site.SureAct = act.Words, news.Class(act.Act), sure
	l.Site.Measure.Role = v.role(act)
	return l
}

func classes(noun string) []news.Class {
	var path []news.Class
	for _, c := range lexicon.Noun(noun) {
		path = append(path, news.Class(c))
	}
	return path
}
