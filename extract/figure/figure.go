// Package figure reads the quantities of an English news text: what number,
// softened or bounded how, of what, and whether it is a level, a change, a
// share or one of many.
//
// In go the tokens of a text and the dates read in it (a date is no figure);
// out come the figures in the order of the text, not overlapping. Offsets are
// bytes of the text. A figure that no other source could confirm or contradict
// (an age, a clock time, "five diplomats told", "the two countries") is given
// too, with Aside set.
//
// What the words mean is data: en/*.list and en/*.rule, each rule with
// examples that must and must not match. Bare numbers are read by
// extract/number.
//
//	text                             Low    High   Unit    Hedge
//	"about 30 tanks"                  30      30   tank    about
//	"4-5 thousand in each"          4000    5000           between, scope each
//	"up to 1,200 drones"            -Inf    1200   drone   at-most
//	"an additional 4,000 soldiers"  4000    4000   person  exact, scope additional
//	"900 miles"                  1448410 1448410   m       exact, Stated 900 mile
package figure

import (
	"sort"
	"strings"

	"muster/extract/number"
	"muster/extract/token"
	"muster/news"
)

// Reader reads figures. It is safe for concurrent use.
type Reader struct {
	numbers *number.Reader
	lex     *lexicon
}

// New returns a reader of English figures.
func New() *Reader { return &Reader{numbers: number.New(), lex: english()} }

// Read returns the figures of the text, sorted by span. Numbers inside the
// spans of dates are left alone.
func (r *Reader) Read(t *token.Text, dates []news.Date) []news.Figure {
	var out []news.Figure
	p := passage{r: r, lex: r.lex, t: t}
	d := 0
	for i := range t.Sentences {
		s := &t.Sentences[i]
		for d < len(dates) && dates[d].Span.End <= s.Start {
			d++
		}
		if !r.holds(t, s.Tokens) {
			continue
		}
		p.toks, p.dates = s.Tokens, dates[d:]
		out = p.read(out)
	}
	return out
}

// holds reports whether a sentence may hold a figure at all; most of the time
// of a sentence without one is spent here.
func (r *Reader) holds(t *token.Text, toks []token.Token) bool {
	for _, tok := range toks {
		if tok.Kind == token.Number || r.lex.opens(tok.Hash) {
			return true
		}
		if tok.Kind == token.Word && hasDigit(t.Source[tok.Start:tok.End]) {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] <= '9' && s[i] >= '0' {
			return true
		}
	}
	return false
}

// passage is one sentence at work.
type passage struct {
	r     *Reader
	lex   *lexicon
	t     *token.Text
	toks  []token.Token
	dates []news.Date
	atoms []atom
	found []quantity
	last  *sense // what was counted last in the sentences before
	gdp   bool   // the text has spoken of a share of GDP
}

// separate cuts spans that overlap: a later number ends the noun phrase of an
// earlier one, and a hedge belongs to one number only. A number inside another
// one is dropped (end 0).
func (p *passage) separate() {
	last := -1
	for i := range p.found {
		q := &p.found[i]
		if last >= 0 {
			o := &p.found[last]
			if q.numStart < o.numEnd {
				q.end = 0
				continue
			}
			if q.start < o.end {
				q.start = max(q.start, min(o.end, q.numStart))
				if q.start < o.end {
					o.end = max(o.numEnd, q.start)
				}
				for q.start < q.numStart && p.t.Source[q.start] == ' ' {
					q.start++
				}
				o.end = o.numEnd + len(strings.TrimRight(p.t.Source[o.numEnd:o.end], " "))
			}
		}
		last = i
	}
}

// read appends the figures of the sentence.
func (p *passage) read(out []news.Figure) []news.Figure {
	p.atoms, p.found = p.atoms[:0], p.found[:0]
	p.collect()
	p.combine()
	sort.Slice(p.found, func(a, b int) bool { return p.found[a].start < p.found[b].start })
	for i := range p.found {
		p.judge(i)
	}
	p.losses()
	sort.SliceStable(p.found, func(a, b int) bool { return p.found[a].start < p.found[b].start })
	p.relate()
	p.separate()
	for i := range p.found {
		q := &p.found[i]
		if q.end == 0 {
			continue
		}
		if q.unit != nil && (q.unit.kind == person || q.unit.kind == kit) && q.aside == "" {
			p.last = q.unit
		}
		out = append(out, p.figure(q))
	}
	return out
}

// UnitNamed is the unit that a word of the lists stands for or is counted in,
// case aside: USD of "dollar", person of "soldiers", percent of "%".
func UnitNamed(word string) (news.Unit, bool) {
	u, ok := english().units[token.Fold(strings.TrimSpace(word))]
	return news.Unit(u), ok && u != ""
}
