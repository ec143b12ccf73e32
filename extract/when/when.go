// Package when reads the days and periods a news text names and places them
// in the calendar: against the publication day ("three weeks ago", "Friday"),
// against what the text said before ("the next day") or by themselves
// ("the 27th of April 2023", "World War II").
//
// In: a text of extract/token and a Reference. Out: news.Date, each with its
// span in bytes of the text and a closed interval of days; an open end is an
// empty day ("since 2014" has no To). Durations ("for three years"), sets
// ("every Friday") and clock times are no dates. What cannot be placed with
// confidence is left out.
//
//	text                            published    From        To
//	"Thursday, the 27th of April"   2023-04-28   2023-04-27  2023-04-27
//	"11th - 12th of July"           2023-04-28   2023-07-11  2023-07-12
//	"late February"                 2026-04-24   2026-02-20  2026-02-28
//	"by 2035"                       any          -           2035-12-31
//	"2012-13"                       any          2012-01-01  2013-12-31
//
// The knowledge is in en/: words (word.list, tense.list), holidays and events
// (holiday.list, event.list), what is custom where (custom.list) and rules with their examples (*.rule).
package when

import (
	"fmt"
	"strconv"
	"sync"
	"time"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

// Reference is what a text's dates are counted from.
type Reference struct {
	// Published is the publication time; its own time zone gives the day. At
	// the zero time only dates that need no reference are read.
	Published time.Time
	// Country is the outlet's, ISO 3166 alpha-2; empty where unknown. It says
	// whether 3/4 is in March or in April, when a fiscal year begins and when
	// summer is.
	Country string
}

// Reader reads dates. It is immutable and safe for concurrent use.
type Reader struct {
	lex   lexicon
	rules grammar
	// article is the word "a", which counts one unit but is no digit.
	article *word
	// monthFirst are the countries that write 3/4 for 4 March, fiscal the month in
	// which a country's fiscal year begins where that is not January.
	monthFirst map[string]bool
	fiscal     map[string]int
}

var shared = sync.OnceValue(func() *Reader {
	r, err := build(embedded)
	if err != nil {
		panic(err) // the embedded data is wrong: a test would have said so
	}
	return r
})

// New returns the reader of English dates.
func New() *Reader { return shared() }

// embedded reads a list that is part of the program.
func embedded(name string) ([]rule.Entry, error) { return rule.ReadList(english, name) }

// build makes a reader of the lists and of the embedded rules.
func build(lists rule.Lists) (*Reader, error) {
	r := &Reader{}
	if err := r.lex.read(lists, "en/word.list", "en/tense.list"); err != nil {
		return nil, err
	}
	if err := r.lex.names(lists); err != nil {
		return nil, err
	}
	if err := r.customs(lists); err != nil {
		return nil, err
	}
	if err := r.readRules(); err != nil {
		return nil, err
	}
	r.begins()
	r.lex.of(token.Hash(".")).class |= cPoint
	r.article = r.lex.find(token.Hash("a"))
	return r, nil
}

// customs takes in what is custom in a country.
func (r *Reader) customs(lists rule.Lists) error {
	r.monthFirst, r.fiscal = map[string]bool{}, map[string]int{}
	entries, err := lists("en/custom.list")
	if err != nil {
		return err
	}
	for _, e := range entries {
		begins, err := strconv.Atoi(e.Attrs["begins"])
		for _, country := range e.Forms() {
			switch {
			case e.Section == "month first":
				r.monthFirst[country] = true
			case err != nil || begins < 1 || begins > 12:
				return fmt.Errorf("when: %s:%d: begins=%q is no month", e.File, e.Line, e.Attrs["begins"])
			default:
				r.fiscal[country] = begins
			}
		}
	}
	return nil
}

// Read returns the dates of the text, sorted by span, none overlapping.
func (r *Reader) Read(t *token.Text, ref Reference) []news.Date {
	var dates []news.Date
	for _, m := range r.mentions(t, ref) {
		dates = append(dates, m.Date)
	}
	return dates
}

// mention is a date with the match it was read from.
type mention struct {
	news.Date
	node *node
}

func (r *Reader) mentions(t *token.Text, ref Reference) []mention {
	var p *placing
	var out []mention
	var s *sentence
	for i := range t.Sentences {
		toks := t.Sentences[i].Tokens
		at := r.anchor(t, toks, 0)
		if at < 0 {
			continue
		}
		if s == nil {
			s = newSentence(r, t, ref.Country)
			p = newPlacing(r, ref)
		}
		s.begin(toks)
		s.alone = len(t.Sentences) == 1
		p.begin(s)
		out = s.read(p, at, out)
	}
	return out
}

func newSentence(r *Reader, t *token.Text, country string) *sentence {
	s := &sentence{r: r, text: t, country: country}
	s.slot = s.take
	return s
}

func (s *sentence) begin(toks []token.Token) {
	s.toks = toks
	if cap(s.seen) < len(toks) {
		s.seen = make([]memo, len(toks))
	}
	s.seen = s.seen[:len(toks)]
	clear(s.seen)
	s.pin = memo{}
}

// reach is how many tokens before its anchor word a date can begin: "on the
// evening of Monday the twenty-first of" ... "the second half of the last".
const reach = 10

// read appends the dates of the sentence; at is its first anchor.
func (s *sentence) read(p *placing, at int, out []mention) []mention {
	for i := max(0, at-reach); i < len(s.toks); {
		if at < i {
			if at = s.r.anchor(s.text, s.toks, i); at < 0 {
				break
			}
			i = max(i, at-reach)
		}
		n, end := s.dateAt(i)
		if n == nil || end <= i {
			i++
			continue
		}
		s.whole = s.alone && i == 0 && end == len(s.toks)
		m, ok := p.place(n)
		switch {
		case ok:
			out = append(out, m)
			i = end
		case n.op == opNothing || n.anaphoric():
			i = end // "the previous Friday" is not just any Friday
		default:
			i++ // a shorter date may stand inside
		}
	}
	return out
}

// anchor finds the next token from i on that a date can stand near.
func (r *Reader) anchor(t *token.Text, toks []token.Token, i int) int {
	for ; i < len(toks); i++ {
		if toks[i].Kind == token.Number {
			if numberAnchor(t.Source[toks[i].Start:toks[i].End]) {
				return i
			}
			continue
		}
		if r.lex.find(toks[i].Hash).class&cAnchor != 0 {
			return i
		}
	}
	return -1
}

// numberAnchor: years, ordinals, decades and days in digits.
func numberAnchor(w string) bool {
	c := w[len(w)-1]
	switch {
	case c < '0' || c > '9':
		return len(w) > 2
	case len(w) == 4:
		return w[0] == '1' || w[0] == '2'
	}
	return len(w) >= 8
}
