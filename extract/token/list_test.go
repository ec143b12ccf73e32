package token

import (
	"strings"
	"testing"

	"muster/lexicon/listtest"
)

// TestRows runs the example of each row of the list, with the row and without it:
// "one" is a text of one sentence, and each of its words stands as it is cut.
func TestRows(t *testing.T) {
	own := points
	t.Cleanup(func() { points = own })
	listtest.Rows(t, listtest.Read(t, data, "en/points.list"), func(lists listtest.Lists) listtest.Reader {
		read := readPoints(lists["en/points.list"])
		return func(text string) string {
			points = read
			cut := Read(text)
			var words []string
			if len(cut.Sentences) == 1 {
				words = append(words, "one")
			}
			for _, s := range cut.Sentences {
				for _, tok := range s.Tokens {
					words = append(words, cut.Of(tok))
				}
			}
			return strings.Join(words, " ")
		}
	})
}
