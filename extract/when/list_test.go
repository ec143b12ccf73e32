package when

import (
	"strings"
	"testing"
	"time"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/lexicon/listtest"
)

// TestRows runs the example of each holiday and event, with the row and without
// it: a name must end what is read as a date, or the day is another.
func TestRows(t *testing.T) {
	named := []string{"en/holiday.list", "en/event.list"}
	words := listtest.Read(t, english, "en/word.list", "en/tense.list")
	published := time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)
	listtest.Rows(t, listtest.Read(t, english, named...), func(lists listtest.Lists) listtest.Reader {
		r, err := build(func(name string) ([]rule.Entry, error) {
			if entries, ok := lists[name]; ok {
				return entries, nil
			}
			return words[name], nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return func(text string) string {
			var ends []string
			for _, d := range r.Read(token.Read(text), Reference{Published: published}) {
				words := strings.Fields(strings.ToLower(text[d.Span.Start:d.Span.End]))
				ends = append(ends, string(d.Meant().From))
				for i := range words {
					ends = append(ends, strings.Join(words[i:], "-"))
				}
			}
			return strings.Join(ends, " ")
		}
	})
}
