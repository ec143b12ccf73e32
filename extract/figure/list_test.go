package figure

import (
	"strings"
	"testing"

	"muster/extract/number"
	"muster/extract/rule"
	"muster/extract/token"
	"muster/lexicon/listtest"
	"muster/news"
)

// lists are all lists of the room.
var lists = []string{
	"befall", "change", "context", "currency", "demonym", "designator", "factor", "gdp", "grammar", "kit", "loss", "people", "per", "stop", "unit",
}

// TestRows runs the example of each row of the lists, with the row and without it.
func TestRows(t *testing.T) {
	numbers := number.New()
	var names []string
	for _, l := range lists {
		names = append(names, "en/"+l+".list")
	}
	listtest.Rows(t, listtest.Read(t, data, names...), func(lists listtest.Lists) listtest.Reader {
		lex, err := load(func(name string) ([]rule.Entry, error) { return lists["en/"+name+".list"], nil })
		if err != nil {
			t.Fatal(err)
		}
		r := &Reader{numbers: numbers, lex: lex}
		return func(text string) string {
			var all []string
			for _, f := range r.Read(token.Read(text), nil) {
				all = append(all, reading(f))
			}
			return strings.Join(all, " ; ")
		}
	})
}

// reading writes a figure as the examples of lists do: with the words it counts
// and the unit as stated. An attribute of a list has no "=".
func reading(f news.Figure) string {
	s := strings.ReplaceAll(say(f), "aside=", "aside:") + " noun:" + strings.ReplaceAll(f.Noun, " ", "-")
	if f.Stated != nil {
		s += " stated:" + strings.ReplaceAll(string(f.Stated.Unit), " ", "-")
	}
	return s
}
