// Package slot decides what the words around a figure leave open: who does what
// is told (by), whose the counted are (of), who receives them (to), which side
// the question is about (subject) and where it is (place).
//
// In goes a Scene: the article's trees, every mention of a side or place in it,
// and the Sites of its figures. Out comes for each site and slot a ranking of
// candidates with probabilities: all sides (or places) that the article
// mentions, those joined by "and" together, and "nobody named".
//
// The ranking is a log-linear model over features of the pair of site and
// candidate (party.go, place.go and name.go list them), in two passes: the
// second also sees what the first made of the other sites, so that a figure
// three paragraphs on may belong to the side that the story is about. The weights are in en/slot.weights, learned by the
// command in train from articles with gold claims.
package slot

import (
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

// Scene is one article as the ranker sees it.
type Scene struct {
	Text   *token.Text
	Forest *syntax.Forest
	// Mentions are in the order of the text.
	Mentions []Mention
	Sites    []Site
	// Outlet is the country of the outlet, where known.
	Outlet string

	parties, places []candidate
	bySentence      [][]int    // mentions of each sentence
	sitesIn         [][]int    // figures of each sentence
	hasTree         []bool     // by sentence
	nouns           [][]string // of each sentence that was asked for, as definite gives them
}

// Mention is one naming of a side or place.
type Mention struct {
	Sent int
	// From, To are its tokens in the sentence, end exclusive; Head is the one
	// that the others hang on.
	From, To, Head int
	// Party is the side it may stand for; of no name where it stands for none.
	Party news.Party
	// Where is the place it may stand for; of no name where it stands for none.
	Where      news.Where
	Kind       news.EntityKind
	Government bool
	// Refers is set for a description or pronoun that means one named before.
	Refers bool
	// Part is set for a mention inside a longer one.
	Part bool

	stands *standing // once it was asked for
}

// Site is one figure in its sentence.
type Site struct {
	Sent int
	// From, To are the figure's tokens; Head is the one the others hang on.
	From, To, Head int
	// Verb governs the figure, -1 where none does; Active where the figure is
	// its active subject; Oblique where a preposition stands between.
	Verb            int
	Active, Oblique bool
	// Over are the nouns that the figure hangs on, nearest first.
	Over []int
	// Act and Counted are the classes of what happens and of what is counted.
	Act, Counted string
	// Class is the lexicon's class of the predicate or of the nearest noun over
	// the figure, or its lemma where the lexicon has none.
	Class string
	Unit  news.Unit
	Scope news.Scope
	// Digits is how many digits the figure has before the point.
	Digits   int
	Modality news.Modality
	// Speaker is who vouches for it, the nearest to the fact.
	Speaker news.Source
	// Rules are what rules over words and tree would answer.
	Rules []Rule
}

// Rule is the answer of the rules for one slot.
type Rule struct {
	Slot  news.Slot
	Names []string
	// Name is the rule that gave it.
	Name string
}

// candidate is one possible answer: a side or place, or several joined.
type candidate struct {
	names    []string
	parties  []news.Party
	wheres   []news.Where
	mentions []int // indexes into Scene.Mentions
	count    int
	rank     int // 0 for the one mentioned most
	first    int // sentence of the first mention
	located  int // rank of a place by how often something is said to be there
}

// Answer is one candidate of a ranking.
type Answer struct {
	// Names are codes and names; none for "nobody named".
	Names   []string
	Parties []news.Party
	Wheres  []news.Where
	// P is the probability that this is the answer, 0..1.
	P float64
}
