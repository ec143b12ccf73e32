package when

import (
	"strings"
	"testing"
	"time"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/lexicon/listtest"
)

// TestRows runs the example of each row of the lists, with the row and without
// it: a word ends what is read as a date, or the day is another.
func TestRows(t *testing.T) {
	lists := listtest.Read(t, english, "en/holiday.list", "en/event.list", "en/word.list", "en/tense.list", "en/custom.list")
	listtest.Rows(t, lists, listsReader(t))
}

// listsReader reads the dates of a text published on a Wednesday: the first day of
// each, and what words end it. A country in front is that of the outlet.
func listsReader(t *testing.T) func(listtest.Lists) listtest.Reader {
	published := time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)
	return func(lists listtest.Lists) listtest.Reader {
		r, err := build(func(name string) ([]rule.Entry, error) { return lists[name], nil })
		if err != nil {
			t.Fatal(err)
		}
		return func(text string) string {
			ref := Reference{Published: published}
			if country, rest, ok := strings.Cut(text, ": "); ok && len(country) == 2 {
				ref.Country, text = country, rest
			}
			var ends []string
			for _, d := range r.Read(token.Read(text), ref) {
				words := strings.Fields(strings.ToLower(text[d.Span.Start:d.Span.End]))
				ends = append(ends, string(d.Meant().From))
				for i := range words {
					ends = append(ends, strings.Join(words[i:], "-"))
				}
			}
			return strings.Join(ends, " ")
		}
	}
}
