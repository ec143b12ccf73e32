// Package dateparser stands in for github.com/markusmobius/go-dateparser, which
// htmldate asks what day a line of a page names. That package builds the tables
// of 200 languages when a program starts, 95 MB in 0.3 s, whether a page is read
// or not. Here ingest/stamp answers, as it does for every other date of a page.
//
// It has the names that htmldate uses and no others; go.mod puts it in the
// place of the other (replace).
package dateparser

import (
	"errors"
	"time"

	"github.com/markusmobius/go-dateparser/date"

	"muster/ingest/stamp"
)

// ParserType and its values are named by htmldate and change nothing here.
type ParserType uint8

// The types that htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource is named by htmldate; only whole dates are read here.
type PreferredDateSource uint8

// Past prefers days gone by where a date is not whole.
const Past PreferredDateSource = 1

// Configuration is what htmldate sets. CurrentTime stands for today in its own
// work; nothing of it matters here.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
	CurrentTime         time.Time
}

// Parser reads one line.
type Parser struct{ ParserTypes []ParserType }

var errNoDate = errors.New("dateparser: no date")

// Parse reads a line that is a date with day, month and year, in any of the
// languages of ingest/stamp. Day and month in numbers whose order nothing tells
// are no date.
func (*Parser) Parse(_ *Configuration, line string, _ ...string) (date.Date, error) {
	t := stamp.Parse(line, stamp.Unknown)
	if t.IsZero() {
		return date.Date{}, errNoDate
	}
	return date.Date{Time: t}, nil
}
