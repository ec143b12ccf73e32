package figure

import (
	"testing"

	"muster/extract/token"
	"muster/news"
)

// TestFleeing reads numbers without a noun that count people since only people flee
// or are driven from where they live.
func TestFleeing(t *testing.T) {
	r := New()
	for text, want := range map[string]news.Unit{
		"The shelling has driven 2 million from their homes.": news.Persons,
		"Two million were made to flee by the advance.":       news.Persons,
		"The war forced 2 million to flee.":                   news.Persons,
		"Prices rose 2 million from the year before.":         "",
	} {
		all := r.Read(token.Read(text), nil)
		if len(all) > 0 && all[0].Unit != want {
			t.Errorf("%q counts %q, want %q", text, all[0].Unit, want)
		}
	}
}
