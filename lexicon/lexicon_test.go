package lexicon

import (
	"slices"
	"testing"
)

func TestNoun(t *testing.T) {
	for _, c := range []struct {
		phrase string
		want   []Class
	}{
		{"ballistic missile", []Class{"ballistic-missile", "missile", "munition", "weapon", "equipment", "artifact"}},
		{"kurdish fighter", []Class{"insurgent", "combatant", "person"}},
		{"drone", []Class{"drone", "aircraft", "vehicle", "equipment", "artifact"}},
		{"prisoner_of_war", []Class{"prisoner", "person"}},
		{"destroyer", []Class{"warship", "ship", "vehicle", "equipment", "artifact"}},
		{"bridge", []Class{"bridge", "building", "place"}},
		{"mile", []Class{"measure-unit", "measure"}},
		{"week", []Class{"time-unit", "measure"}},
		{"zorple", nil},
		{"", nil},
	} {
		if got := Noun(c.phrase); !slices.Equal(got, c.want) {
			t.Errorf("Noun(%q) = %v, want %v", c.phrase, got, c.want)
		}
	}
}

func TestSimilar(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Likeness
	}{
		{"service member", "soldier", SameThing},
		{"people", "person", SameThing},
		{"fighter jet", "warplane", SameThing},
		{"missile", "cruise missile", Narrower},
		{"person", "child", Narrower},
		{"soldier", "marine", Narrower},
		{"cruise missile", "ballistic missile", Sibling},
		{"civilian", "soldier", Sibling},
		{"tank", "drone", Sibling},
		{"tank", "civilian", Unlike},
		{"missile", "tank", Unlike},
		{"zorple", "tank", UnknownLikeness},
		{"", "", UnknownLikeness},
		{"blue zorple", "zorple", Narrower},
	} {
		if got := Similar(c.a, c.b); got != c.want {
			t.Errorf("Similar(%q, %q) = %s, want %s", c.a, c.b, got, c.want)
		}
		if ab, ba := Similar(c.a, c.b), Similar(c.b, c.a); ab != ba {
			t.Errorf("Similar(%q, %q) = %s, the other way %s", c.a, c.b, ab, ba)
		}
	}
}

func TestActs(t *testing.T) {
	for _, c := range []struct {
		words string
		want  Act
	}{
		{"die", "kill"}, {"death", "kill"}, {"shoot down", "intercept"}, {"fire", "launch"},
		{"drone strike", "strike"}, {"call up", "mobilise"}, {"turn up", ""}, {"downing", "intercept"}, {"stationing", "station"}, {"hitting", "strike"}, {"king", ""}, {"frobnicate", ""},
	} {
		if got, ok := ActOf(c.words); got != c.want || ok != (c.want != "") {
			t.Errorf("ActOf(%q) = %q, want %q", c.words, got, c.want)
		}
	}
}

func TestRelated(t *testing.T) {
	for _, c := range []struct {
		a, b Act
		want Relation
	}{
		{"kill", "kill", SameAct},
		{"kill", "suffer", PartOf},
		{"suffer", "execute", HasPart},
		{"deliver", "pledge", StageOf},
		{"pledge", "spend", Unrelated},
		{"launch", "strike", HasStage},
		{"deploy", "withdraw", Opposite},
		{"withdraw", "deploy", Opposite},
		{"kill", "frobnicate", UnknownRelation},
		{"", "", UnknownRelation},
	} {
		if got := Related(c.a, c.b); got != c.want {
			t.Errorf("Related(%s, %s) = %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

func TestTogether(t *testing.T) {
	for _, c := range []struct{ a, b, want Act }{
		{"kill", "wound", "suffer"}, {"wound", "capture", "suffer"}, {"kill", "kill", ""}, {"kill", "pledge", ""}, {"", "kill", ""},
	} {
		if got, ok := Together(c.a, c.b); got != c.want || ok != (c.want != "") {
			t.Errorf("Together(%s, %s) = %s, %v, want %s", c.a, c.b, got, ok, c.want)
		}
	}
}

// TestEveryNounIsSaid asks each row of the hand list for an example with one of
// its forms, and for its class.
func TestEveryNounIsSaid(t *testing.T) {
	entries, err := ReadList(data, "en/noun.list")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Attrs["example"] == "" {
			t.Errorf("%s:%d: %q has no example", e.File, e.Line, e.Name)
		}
		for _, f := range e.Forms() {
			if c := Noun(f); len(c) == 0 || c[0] != Class(e.Section) {
				t.Errorf("%s:%d: %q is %v", e.File, e.Line, f, c)
			}
		}
	}
}

func TestEveryActHasItsRow(t *testing.T) {
	entries, err := ReadList(data, "en/act.list")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) < 150 {
		t.Errorf("%d classes of acts", len(entries))
	}
	for _, e := range entries {
		if e.Attrs["example"] == "" {
			t.Errorf("%s:%d: %q has no example", e.File, e.Line, e.Name)
		}
	}
}

// TestEveryClassIsNeeded: the example of each class is a noun of it. Without the row
// the tables cannot be read, since its nouns or the classes within it would have none.
func TestEveryClassIsNeeded(t *testing.T) {
	entries, err := ReadList(data, "en/class.list")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if got := Noun(e.Attrs["example"]); len(got) == 0 || got[0] != Class(e.Name) {
			t.Errorf("%s:%d: %q is %v, want %s", e.File, e.Line, e.Attrs["example"], got, e.Name)
		}
	}
}
