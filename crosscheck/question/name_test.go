package question

import (
	"testing"

	"muster/news"
)

func in(name string) *Slots {
	return claim(func(c *news.Claim) { c.Place = []news.Where{{Name: name, Kind: news.Spot, Country: "UA"}} })
}

func TestSpelling(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Feature
	}{
		{"Mazar-e-Sharif", "Mazar-i-Sharif", PlaceSame},
		{"Ain al-Asad", "Ain Al Asad", PlaceSame},
		{"Mount Hermon", "Hermon mountains", PlaceInside},
		{"North Kivu", "South Kivu", PlaceApart},
		{"Dnipro", "Lviv", PlaceApart},
	} {
		if v := Compare(in(c.a), in(c.b)); v[c.want] == 0 {
			t.Errorf("%s and %s: not %s", c.a, c.b, Table[c.want].Name)
		}
	}
}

// Every word of name.list changes something.
func TestNameListIsNeeded(t *testing.T) {
	for w := range kindsOfPlace {
		if v := Compare(in("Kobani"), in("Kobani "+w)); v[PlaceInside] == 0 {
			t.Errorf("%q hides the name before it", w)
		}
		if v := Compare(in("Kobani "+w), in("Idlib "+w)); v[PlaceApart] == 0 {
			t.Errorf("two names with %q are one", w)
		}
	}
	for m := range months {
		if !numbersDiffer("raid of "+m, "raid of "+other(m)) {
			t.Errorf("%s is no month", m)
		}
	}
	if len(months) != 12 {
		t.Errorf("%d months", len(months))
	}
}

// other is another month.
func other(m string) string {
	if m == "may" {
		return "june"
	}
	return "may"
}

func TestNumbersDiffer(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"battle of hill 19 march 1987", "battle of hill 22 march 1987", true},
		{"raid of april 2016", "raid of 25 may", true},
		{"attack of 3 may 2021", "attack of may 2021", false},
		{"attack of 3 may 2021", "attack of 3 may 2021", false},
		{"winter offensive", "offensive of 2022", false},
		{"war of 2008", "war of 2012", true},
	} {
		if got := numbersDiffer(c.a, c.b); got != c.want || got != numbersDiffer(c.b, c.a) {
			t.Errorf("%s, %s: %v", c.a, c.b, got)
		}
	}
}

func TestRanksDiffer(t *testing.T) {
	test := func(n float64) *Slots {
		return claim(func(c *news.Claim) { c.Figure = &news.Figure{Low: n, High: n, Unit: "test", Scope: news.Rank} })
	}
	if v := Compare(test(4), test(5)); v[RankOther] != 1 {
		t.Error("the fourth test is the fifth")
	}
	if v := Compare(test(4), test(4)); v[RankOther] != 0 {
		t.Error("the fourth test is not the fourth")
	}
}

func TestYearsInARow(t *testing.T) {
	year := func(y string) *Slots {
		return claim(func(c *news.Claim) { c.When = news.When{From: news.Day(y + "-01-01"), To: news.Day(y + "-12-31")} })
	}
	if v := Compare(year("2022"), year("2023")); v[TimeApart] == 0 {
		t.Error("two years in a row are near each other")
	}
}

func TestTwoVoices(t *testing.T) {
	voice := func(source string, change ...func(*news.Claim)) *Slots {
		return claim(func(c *news.Claim) {
			c.ID, c.Attribution = source, []news.Attribution{{Source: news.Source{Name: source, Kind: news.Person}}}
			for _, f := range change {
				f(c)
			}
		})
	}
	if v := Compare(voice("governor"), voice("ministry")); v[VoicesWhat] != 1 {
		t.Error("two voices of an article tell of two things")
	}
	if v := Compare(voice("governor"), voice("governor")); v[VoicesWhat] != 0 {
		t.Error("one voice is two")
	}
	wounded := func(c *news.Claim) { c.Measure.Act, c.Measure.ActClass = "wound", "wound" }
	if v := Compare(voice("governor"), voice("ministry", wounded)); v[VoicesWhat] != 0 {
		t.Error("killed and wounded are one thing")
	}
}
