package measure

import (
	"slices"
	"strings"
	"testing"

	"muster/extract/rule"
	"muster/news"
)

func TestOf(t *testing.T) {
	table := New()
	for _, c := range []struct {
		text                    string
		unit                    news.Unit
		nouns, verb, over, word string
		active                  bool
		want                    news.MeasureID
	}{
		{"12 people were killed", "person", "people", "kill", "", "", false, "killed"},
		{"12 people died", "person", "people", "die", "", "", true, "killed"},
		{"12 people killed the bear", "person", "people", "kill", "", "", true, "noun:people"},
		{"a toll of 12", "person", "", "", "death", "", false, "killed"},
		{"300 casualties were reported", "person", "casualty", "report", "", "", false, "casualties"},
		{"4,000 soldiers will be sent", "person", "soldier", "send", "", "", false, "troops"},
		{"120 missiles were fired", "missile", "missile", "fire", "", "", false, "missile-launched"},
		{"lost 9 tanks", "tank", "tank", "lose", "", "", false, "tank-lost"},
		{"31 tanks for Kyiv", "tank", "tank", "", "", "", false, "noun:tank"},
		{"$2 billion in aid", "USD", "aid", "", "", "", false, "aid"},
		{"defence spending of $60bn", "USD", "", "", "spending", "defence", false, "defence-spending"},
		{"spending of $60bn on schools", "USD", "", "", "spending", "schools", false, "noun:spending"},
		{"2 % of GDP", "percent-of-gdp", "", "", "", "", false, "defence-spending"},
		{"deficit of 3 % of GDP", "percent-of-gdp", "deficit", "", "", "deficit", false, "noun:deficit"},
	} {
		got := table.Of(Context{Unit: c.unit, Nouns: strings.Fields(c.nouns), Verb: c.verb, Active: c.active,
			Over: strings.Fields(c.over), Words: map[string]bool{c.word: true}})
		if got.ID != c.want {
			t.Errorf("%q measures %s, want %s", c.text, got.ID, c.want)
		}
	}
}

// TestEveryMeasureIsNeeded: without a measure its words cannot be read.
func TestEveryMeasureIsNeeded(t *testing.T) {
	measures, err := embedded("measure")
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range measures {
		_, err := Read(func(name string) ([]rule.Entry, error) {
			if name == "measure" {
				return slices.Delete(slices.Clone(measures), i, i+1), nil
			}
			return embedded(name)
		})
		if err == nil {
			t.Errorf("%s:%d: nothing needs [%s] %s", m.File, m.Line, m.Section, m.Name)
		}
	}
}
