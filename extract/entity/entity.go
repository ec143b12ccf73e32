// Package entity reads who and where: countries by name, adjective, people,
// capital and seat of power; alliances and regions; forces, ministries, units
// and other organisations; outlets and agencies; persons with their roles;
// places and named events.
//
// In goes a text read into tokens, its trees, and where it was published; out
// come Mentions: entities with byte spans, canonical names and ISO 3166 alpha-2
// codes. Mentions never cross each other, but they may nest: "Russian" stands
// inside "Russian defence ministry". Descriptions and pronouns ("the
// newspaper", "he") are no mentions; Mentions.Refer resolves them.
//
// Mentions.Candidates adds what has no name of its own but may be the side or
// place of a claim: "pro-Russian separatists", "northern Syria", "the city".
//
// The knowledge lies in en/: lists of names (facts on countries from the CIA
// World Factbook, public domain; the rest by hand), lists of word classes, and
// rules with examples for names that have several meanings.
package entity

import (
	"time"

	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

// Context is what is known of the text from outside it. The zero Context is
// good.
type Context struct {
	Published time.Time
	// Outlet published the text.
	Outlet news.Source
	URL    string
}

// Reader reads entities. It holds no state between texts and may be used by
// many goroutines at once.
type Reader struct{ lex *lexicon }

// New returns a reader of English.
func New() *Reader { return &Reader{lex: english()} }

// Read finds the entities of t. The trees in f must be those of t; no rule has
// needed one so far, so none is parsed here.
func (r *Reader) Read(t *token.Text, f *syntax.Forest, a Context) *Mentions {
	p := newPage(r.lex, t, a)
	for i := range p.lines {
		p.scan(&p.lines[i])
	}
	p.settleOutlets()
	p.settleTowns()
	p.settleHomonyms()
	for i := range p.lines {
		p.calledPlaces(&p.lines[i])
	}
	for i := range p.lines {
		p.names(&p.lines[i])
	}
	p.mergePeople()
	for i := range p.lines {
		p.organisations(&p.lines[i])
		p.branches(&p.lines[i])
	}
	p.firms()
	p.localities()
	p.roles()
	p.governments()
	for i := range p.lines {
		p.areas(&p.lines[i])
		p.fighters(&p.lines[i])
	}
	p.settleBorders()
	p.antecedents()
	p.settleBands()
	p.settleCoalitions()
	return p.mentions()
}
