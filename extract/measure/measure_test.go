package measure

import (
	"strings"
	"testing"

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

// TestEveryEntryIsReached asks the table for each of its own verbs and nouns.
func TestEveryEntryIsReached(t *testing.T) {
	table := New()
	unit := map[string]news.Unit{"person": news.Persons, "kit": "tank"}
	for section, u := range unit {
		for v, n := range table.classes[section].byVerb {
			if got := table.Of(Context{Unit: u, Verb: v}); !strings.HasSuffix(string(got.ID), n.id) {
				t.Errorf("[%s] verb %q gives %s, want %s", section, v, got.ID, n.id)
			}
		}
		for v, n := range table.classes[section].byActive {
			if got := table.Of(Context{Unit: u, Verb: v, Active: true}); !strings.HasSuffix(string(got.ID), n.id) {
				t.Errorf("[%s] active verb %q gives %s, want %s", section, v, got.ID, n.id)
			}
		}
	}
}
