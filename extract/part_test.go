package extract

import "testing"

func TestParts(t *testing.T) {
	for _, c := range []struct{ text, part, whole string }{
		{"The air force shot down 31 out of 40 missiles over Kharkiv.", "31", "40"},
		{"The raid killed 40 people, including 12 children.", "12", "40"},
		{"The raid killed at least six villagers, including a baby boy.", "a baby boy", "six"},
		{"Of the 239 people wounded, 128 stayed in hospital.", "128", "239"},
		{"The raid killed 40 people and wounded 12.", "12", ""},
		{"About 40 percent of the 900 tanks were lost.", "40", ""},
	} {
		claims := figureClaims(t, c.text, "2024-03-01", "Ledger")
		part, ok := claimOf(claims, c.part)
		if !ok {
			t.Errorf("no claim of %q in %q", c.part, c.text)
			continue
		}
		whole, _ := claimOf(claims, c.whole)
		if want := whole.ID; c.whole == "" && part.PartOf != "" || c.whole != "" && part.PartOf != want {
			t.Errorf("%q: %s is a part of %q, want that of %q (%q)", c.text, c.part, part.PartOf, c.whole, want)
		}
	}
}
