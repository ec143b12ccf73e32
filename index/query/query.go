// Package query is the language in which people ask for claims and findings.
// It reads text into a tree, and every tree prints itself back as text that
// reads into the same tree. It knows no index.
//
//	query  = any { "OR" any }
//	any    = one { [ "AND" ] one }
//	one    = ( "NOT" | "-" ) one | "(" query ")" | word | "phrase" | field:value | field:( query )
//	word   = letters and digits; a star at the end stands for any ending
//
//	field                                  value
//	source outlet country place            a name, or words of it: source:reuters,
//	subject by of to event                 outlet:"New York Times", place:bakh*
//	measure unit article                   the exact word, or its beginning and a star
//	kind modality hedge scope polarity     one of the words the vocabulary lists
//	figure                                 40000  10k..40k  >=1.5m  <2bn
//	date published                         2023  2023-07  2023-07-11  2023-04..2023-07  >=2023-04
//	                                       today  yesterday  7d  2w  3m  1y: so long ago until today
//
// Words in the brackets of field:( ) are values of that field.
// A figure is an interval and matches a range when the two overlap; so does
// the time a claim holds for. Operators are written in capitals. An empty
// query asks for everything. A wrong query gives an *Error that points at
// the place.
package query

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"muster/news"
)

// MaxLength is how long a query may be, in bytes; MaxTerms how many words,
// phrases and values it may have; MaxDepth how deep its brackets and NOTs may
// nest. People stay far below: they bound the work a stranger's query can ask
// for.
const (
	MaxLength = 4096
	MaxTerms  = 250
	MaxDepth  = 50
)

// Error says what is wrong with a query and where.
type Error struct {
	Query string
	At    int // byte of Query
	Text  string
}

// Error shows the query with the place marked below it.
func (e *Error) Error() string {
	shown := strings.Map(oneLine, e.Query)
	before := utf8.RuneCountInString(e.Query[:e.At])
	return fmt.Sprintf("%s\n%s^ %s", shown, strings.Repeat(" ", before), e.Text)
}

// oneLine keeps the marked query on one line.
func oneLine(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// Parse reads a query; what "7d" is counted from is today, UTC. The error is
// always an *Error.
func Parse(text string) (Tree, error) { return ParseOn(text, news.DayOf(time.Now().UTC())) }

// ParseOn is Parse on another day.
func ParseOn(text string, today news.Day) (Tree, error) {
	if len(text) > MaxLength {
		return nil, &Error{text[:0], 0, fmt.Sprintf("the query has %d bytes, more than the %d allowed", len(text), MaxLength)}
	}
	p := &parser{text: text, tokens: lex(text), today: today}
	if p.peek().kind == end {
		return All{}, p.failed()
	}
	if at, many := p.beyond(MaxTerms); many {
		p.fail(at, "here begins more than the %d words and values allowed", MaxTerms)
		return nil, p.err
	}
	t := p.either(0)
	if rest := p.peek(); p.err == nil && rest.kind != end {
		p.fail(rest.at, "this bracket closes nothing")
	}
	if p.err != nil {
		return nil, p.err
	}
	return t, nil
}

// beyond is where the query has more terms than n.
func (p *parser) beyond(n int) (at int, many bool) {
	for _, t := range p.tokens {
		if t.kind == word || t.kind == quoted {
			if n--; n < 0 {
				return t.at, true
			}
		}
	}
	return 0, false
}

type parser struct {
	text   string
	tokens []token
	next   int
	err    *Error
	today  news.Day
	// within is the field whose brackets are open, "" for none.
	within Field
}

func (p *parser) failed() error {
	if p.err != nil {
		return p.err
	}
	return nil
}

func (p *parser) peek() token { return p.tokens[p.next] }

func (p *parser) take() token {
	t := p.tokens[p.next]
	if t.kind != end {
		p.next++
	}
	return t
}

// fail keeps the first error: later ones only follow from it.
func (p *parser) fail(at int, format string, args ...any) Tree {
	if p.err == nil {
		p.err = &Error{p.text, at, fmt.Sprintf(format, args...)}
	}
	return All{}
}

func (p *parser) either(depth int) Tree {
	of := []Tree{p.every(depth)}
	for p.err == nil && p.peek().kind == or {
		p.take()
		of = append(of, p.every(depth))
	}
	return AnyOf(of...)
}

func (p *parser) every(depth int) Tree {
	of := []Tree{p.one(depth)}
	for p.err == nil {
		switch p.peek().kind {
		case and:
			p.take()
		case end, or, closing:
			return AllOf(of...)
		}
		of = append(of, p.one(depth))
	}
	return All{}
}

func (p *parser) one(depth int) Tree {
	t := p.take()
	if depth > MaxDepth {
		return p.fail(t.at, "brackets and NOTs nest deeper than %d", MaxDepth)
	}
	switch t.kind {
	case not:
		return Not{p.one(depth + 1)}
	case opening:
		inner := p.either(depth + 1)
		if p.err == nil && p.take().kind != closing {
			return p.fail(t.at, "this bracket is never closed")
		}
		return inner
	case quoted:
		return p.phrase(t)
	case word:
		if p.opensGroup(t) {
			return p.group(t, depth)
		}
		return p.term(t)
	case and, or:
		return p.fail(t.at, "%s needs something on both sides", t.text)
	case closing:
		return p.fail(t.at, "nothing stands before this bracket")
	}
	return p.fail(t.at, "something to search for is missing here")
}
