package entity

import (
	"cmp"
	"fmt"
	"slices"

	"muster/extract/rule"
	"muster/extract/token"
)

// section says what a row of area.list, fighter.list or firm.list does; the lists'
// headings explain each.
type section string

const (
	areaNoun   section = "area"
	facility   section = "facility"
	ofNoun     section = "of"
	frontNoun  section = "front"
	direction  section = "direction"
	holder     section = "holder"
	stretch    section = "stretch"
	armed      section = "armed"
	others     section = "others"
	identity   section = "adjective"
	trait      section = "trait"
	maker      section = "maker"
	made       section = "made"
	keepsNoun          = "yes"
	keepsTowns         = "town"
	dropsNoun          = "no"
	longestRow         = 3 // tokens of the longest row that is looked for backwards
	ownWording         = "yes"
)

var sections = []section{areaNoun, facility, ofNoun, frontNoun, direction, holder, stretch, armed, others, identity, trait, maker, made}

// term is a row of area.list, fighter.list or firm.list.
type term struct {
	section section
	rank    int // row in its list
	name    string
	keep    string
	kind    string   // of an armed group: "rebel"
	means   []string // kinds of groups that the noun may stand for
	vague   bool     // "the area" refers to no place named before
	bare    bool     // of a facility: the name before it also stands alone ("Rukban camp")
	// example is a sentence and, behind "->", the candidate that it must give.
	example string
}

// termForm is one spelling of a term: the tokens behind its first.
type termForm struct {
	rest []uint64
	t    *term
}

func (b *builder) addTerm(l rule.Entry) error {
	t := &term{section: section(l.Section), rank: l.Line, name: l.Name, keep: l.Attrs["keep"], kind: l.Attrs["kind"], means: split(l.Attrs["means"]), bare: l.Attrs["bare"] != "", vague: l.Attrs["vague"] != "", example: l.Attrs[ownWording]}
	switch {
	case !slices.Contains(sections, t.section):
		return fmt.Errorf("unknown section %q", l.Section)
	case t.example == "":
		return fmt.Errorf("%q has no example", l.Name)
	}
	for _, f := range l.Forms() {
		first, fm := makeForm(f, &entry{})
		b.class[first] |= term1
		b.terms[first] = append(b.terms[first], termForm{fm.rest, t})
		slices.SortStableFunc(b.terms[first], func(x, y termForm) int { return cmp.Compare(len(y.rest), len(x.rest)) })
	}
	return nil
}

// term returns the longest row of a section that begins at token i and where
// it ends; nil for none.
func (p *page) term(l *line, i int, s section) (*term, int) {
	if !l.has(i, term1) {
		return nil, 0
	}
	for _, f := range p.lex.terms[l.toks[i].Hash] {
		if f.t.section == s && follows(l.toks, i+1, f.rest) {
			return f.t, i + 1 + len(f.rest)
		}
	}
	return nil, 0
}

// termEnding returns the longest row of a section that ends before token end,
// and where it begins.
func (p *page) termEnding(l *line, end int, s section) (*term, int) {
	for i := max(0, end-longestRow); i < end; i++ {
		if t, e := p.term(l, i, s); t != nil && e == end {
			return t, i
		}
	}
	return nil, 0
}

func follows(toks []token.Token, i int, rest []uint64) bool {
	if i+len(rest) > len(toks) {
		return false
	}
	for k, h := range rest {
		if toks[i+k].Hash != h {
			return false
		}
	}
	return true
}
