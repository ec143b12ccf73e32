package question

import (
	"slices"
	"strings"
	"testing"
	"time"

	"muster/news"
)

func claim(change func(*news.Claim)) *Slots {
	c := news.Claim{
		ID: "c", Article: news.ArticleRef{ID: "a", Outlet: "Alpha"},
		Figure:  &news.Figure{Low: 12, High: 12, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total},
		Measure: news.Measure{Act: "kill", ActClass: "kill", Role: news.DoneTo, Of: "soldier", OfClass: []news.Class{"soldier", "person"}},
		Of:      []news.Party{news.Nation("UA")}, Place: []news.Where{{Name: "Dnipro", Kind: news.Spot, Country: "UA"}},
		When: news.On("2024-05-01"),
	}
	change(&c)
	return SlotsOf(&c)
}

func TestCompare(t *testing.T) {
	same := func(*news.Claim) {}
	for name, c := range map[string]struct {
		change func(*news.Claim)
		want   Feature
		not    Feature
	}{
		"one act":                       {same, ActSame, ActOther},
		"another act":                   {func(c *news.Claim) { c.Measure.Act, c.Measure.ActClass = "wound", "wound" }, ActOther, ActSame},
		"the act is not known":          {func(c *news.Claim) { c.Measure.Act, c.Measure.ActClass = "", "" }, OfSame, ActOther},
		"another state":                 {func(c *news.Claim) { c.Of = []news.Party{news.Nation("RU")} }, WhoseOtherState, WhoseSame},
		"the country of the place":      {func(c *news.Claim) { c.Place = []news.Where{news.Land("UA")} }, PlaceInside, PlaceSame},
		"a place abroad":                {func(c *news.Claim) { c.Place = []news.Where{news.Land("PL")} }, PlaceAbroad, PlaceSame},
		"the place is not known":        {func(c *news.Claim) { c.Place = nil }, OfSame, PlaceAbroad},
		"the place is likely one":       {guessPlaceOf("Dnipro", "Lviv"), PlaceFirst, PlaceSame},
		"the place is among others":     {guessPlaceOf("Lviv", "Dnipro"), PlaceShared, PlaceFirst},
		"the place is likely another":   {guessPlaceOf("Lviv"), PlaceUnshared, PlaceApart},
		"another day":                   {func(c *news.Claim) { c.When = news.On("2024-05-09") }, TimeApart, TimeSame},
		"a share of it":                 {func(c *news.Claim) { f := *c.Figure; f.Scope = news.Share; c.Figure = &f }, ScopePart, ScopeSame},
		"deaths are of people":          {func(c *news.Claim) { c.Measure.Of, c.Measure.OfClass = "death", []news.Class{"death", "event"} }, OfGeneric, OfOther},
		"people by where they are from": {func(c *news.Claim) { c.Measure.Of, c.Measure.OfClass = "palestinian", nil }, OfGeneric, OfOther},
		"told before it happened": {func(c *news.Claim) {
			c.Modality, c.Article.Published = news.Actual, time.Date(2023, 1, 9, 0, 0, 0, 0, time.UTC)
		}, OfSame, TimeSame},
		"only planned": {func(c *news.Claim) { c.Modality = news.Planned }, ActSame, ModalitySame},
	} {
		b := claim(c.change)
		v := Compare(claim(same), b)
		if v[c.want] == 0 || v[c.not] != 0 {
			t.Errorf("%s: %s is %.2f, %s is %.2f", name, Table[c.want].Name, v[c.want], Table[c.not].Name, v[c.not])
		}
		if v != Compare(b, claim(same)) {
			t.Errorf("%s: the order matters", name)
		}
	}
}

// One side's fighters go by the names that those who tell of them choose.
func TestBands(t *testing.T) {
	fighters := func(name string, class news.Class) *Slots {
		return claim(func(c *news.Claim) {
			c.Measure.Of, c.Measure.OfClass = name, []news.Class{class, "combatant", "person"}
		})
	}
	for _, name := range []string{"terrorist", "militant", "armed fighter"} {
		if v := Compare(fighters("fighter", "insurgent"), fighters(name, "insurgent")); v[OfSame]+v[OfWithin] == 0 || v[OfKin] > 0 {
			t.Errorf("fighters and %ss: %v", name, v)
		}
	}
	if v := Compare(fighters("fighter", "insurgent"), fighters("sailor", "sailor")); v[OfSame] > 0 {
		t.Error("fighters are sailors")
	}
}

func guessPlaceOf(names ...string) func(*news.Claim) {
	return func(c *news.Claim) { c.Place, c.Unsure = nil, map[news.Slot][]string{news.SlotPlace: names} }
}

// Every feature has a name of its own and a reason.
func TestTableIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for i, row := range Table {
		if row.Name == "" || row.Why == "" || seen[row.Name] {
			t.Errorf("feature %d: %+v", i, row)
		}
		seen[row.Name] = true
	}
}

func TestCampListIsRefused(t *testing.T) {
	if _, _, err := readCamps("AF versus Taliban"); err == nil {
		t.Error("a line without its two sides was read")
	}
}

// TestEveryCampIsNeeded: no other line of camp.list sets two parties of a line
// against each other, and claims of the two are opposed.
func TestEveryCampIsNeeded(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(campList), "\n")
	for i, line := range lines {
		full, _, err := readCamps(line)
		if err != nil {
			t.Fatal(err)
		}
		rest, _, err := readCamps(strings.Join(slices.Delete(slices.Clone(lines), i, i+1), "\n"))
		if err != nil {
			t.Fatal(err)
		}
		for pair := range full {
			if rest[pair] {
				t.Errorf("%v are opposed without %q too", pair, line)
			}
			if !opposed[pair] {
				t.Errorf("%v are not opposed", pair)
			}
		}
	}
}
