package story

import (
	"slices"
	"strings"
	"testing"

	"muster/news"
)

// told is a claim of twelve Ukrainian soldiers killed in Dnipro on one day, in
// the given sentence, with changes.
func told(sentence, paragraph int, change ...func(*news.Claim)) Told {
	c := &news.Claim{
		Kind: news.FigureClaim, Modality: news.Actual,
		Figure:  &news.Figure{Low: 12, High: 12, Unit: news.Persons, Scope: news.Total},
		Measure: news.Measure{Act: "kill", ActClass: "kill", Role: news.DoneTo, Of: "soldier"},
		By:      []news.Party{news.Nation("RU")}, Of: []news.Party{news.Nation("UA")},
		Place: []news.Where{{Name: "Dnipro", Kind: news.Spot, Country: "UA", In: []string{"Dnipropetrovsk region"}}},
		When:  news.On("2024-05-01"),
	}
	for _, f := range change {
		f(c)
	}
	return Told{Claim: c, Sentence: sentence, Paragraph: paragraph}
}

func act(lemma, class string) func(*news.Claim) {
	return func(c *news.Claim) { c.Measure.Act, c.Measure.ActClass = lemma, news.Class(class) }
}

func of(noun string) func(*news.Claim) { return func(c *news.Claim) { c.Measure.Of = noun } }

func in(places ...news.Where) func(*news.Claim) { return func(c *news.Claim) { c.Place = places } }

func likely(name string) func(*news.Claim) {
	return func(c *news.Claim) { c.Place, c.Unsure = nil, map[news.Slot][]string{news.SlotPlace: {name}} }
}

// later is a second claim in which nothing is known but what change says.
func later(sentence, paragraph int, change ...func(*news.Claim)) Told {
	return told(sentence, paragraph, append([]func(*news.Claim){func(c *news.Claim) {
		*c = news.Claim{Kind: news.FigureClaim, Modality: news.Actual, Figure: &news.Figure{Low: 40, High: 40, Unit: "tank"}}
	}}, change...)...)
}

// TestCompare has an example for every feature.
func TestCompare(t *testing.T) {
	seen := Vector{}
	for _, c := range []struct {
		a, b Told
		want []Feature
	}{
		{told(9, 3), later(9, 3), []Feature{SameSentence, SameParagraph}},
		{told(9, 3), later(10, 4), []Feature{NextSentence}},
		{told(9, 3), later(12, 4), []Feature{FewSentences}},
		{told(9, 3), later(16, 4), nil},
		{told(9, 3), later(30, 9), []Feature{FarSentences}},
		{told(1, 1), later(7, 4), []Feature{FromLead}},
		{told(9, 3), later(16, 4, act("die", "kill")), []Feature{ActSame}},
		{told(9, 3), later(16, 4, act("wound", "wound")), nil},
		{told(9, 3), later(16, 4, act("suffer", "suffer")), []Feature{ActKin}},
		{told(9, 3), later(16, 4, act("spend", "spend")), []Feature{ActOther}},
		{told(9, 3), later(16, 4, act("grumble", "")), nil},
		{told(9, 3), later(16, 4, of("soldier")), []Feature{CountedSame}},
		{told(9, 3), later(16, 4, of("civilian")), []Feature{CountedKin}},
		{told(9, 3), later(16, 4, of("tank")), nil},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.Figure.Unit = news.Persons }), []Feature{UnitSame}},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.Figure.Low, c.Figure.High = 12, 12 }), []Feature{ValueSame}},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.Figure.Scope = news.Additional }), []Feature{GoesOn}},
		{told(9, 3), later(16, 4, in(news.Where{Name: "Dnipro", Country: "UA"})), []Feature{PlaceSame}},
		{told(9, 3), later(16, 4, in(news.Land("UA"))), []Feature{PlaceInside}},
		{told(9, 3), later(16, 4, in(news.Where{Name: "Lviv", Country: "UA"})), []Feature{PlaceOther}},
		{told(9, 3), later(16, 4, likely("Dnipro")), []Feature{PlaceLikely}},
		{told(9, 3), later(16, 4, likely("Lviv")), nil},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.When = news.On("2024-05-01") }), []Feature{TimeSame}},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.When = news.On("2024-05-04") }), []Feature{TimeApart}},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.When = news.When{From: "2024-03-01", To: "2024-05-01"} }), []Feature{SpanOther}},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.By = []news.Party{news.Nation("RU")} }), []Feature{BySame}},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.By = []news.Party{news.Nation("BY")} }), []Feature{ByOther}},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.Of = []news.Party{news.Nation("PL")} }), []Feature{OfOther}},
		{told(9, 3), later(16, 4, func(c *news.Claim) { c.Modality = news.Planned }), []Feature{ModalityOther}},
	} {
		var got []Feature
		for f, x := range Compare(&c.a, &c.b) {
			if x != 0 {
				got = append(got, Feature(f))
				seen[f] = 1
			}
		}
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("sentence %d, %+v: features %v, want %v", c.b.Sentence, c.b.Claim, names(got), names(c.want))
		}
	}
	for f, is := range seen {
		if is == 0 {
			t.Errorf("no example of %q", Table[f].Name)
		}
	}
}

func names(fs []Feature) (out []string) {
	for _, f := range fs {
		out = append(out, Table[f].Name)
	}
	return out
}

func TestWeightsReadBack(t *testing.T) {
	if got := Shipped().Text(); got != shipped {
		t.Error("story.weights is not what Text writes")
	}
	for name, bad := range map[string]string{
		"a name nobody knows": shipped + "no such\t1\twhy\n",
		"a weight left out":   strings.Replace(shipped, "act same", "# act same", 1),
		"a word for a weight": strings.Replace(shipped, "act same\t", "act same\tx", 1),
		"a name alone":        shipped + "bias\n",
	} {
		if _, err := Read(bad); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

// TestEvents groups by the shipped weights.
func TestEvents(t *testing.T) {
	wounded := []func(*news.Claim){act("wound", "wound"), func(c *news.Claim) { c.Figure.Low, c.Figure.High = 30, 30 }}
	lviv := []func(*news.Claim){in(news.Where{Name: "Lviv", Country: "UA"}), func(c *news.Claim) {
		c.Figure.Low, c.Figure.High, c.When = 3, 3, news.On("2024-03-12")
	}}
	budget := func(c *news.Claim) {
		*c = news.Claim{
			Kind: news.FigureClaim, Modality: news.Planned, Figure: &news.Figure{Low: 2e9, High: 2e9, Unit: "USD", Scope: news.Total},
			Measure: news.Measure{Act: "spend", ActClass: "spend"}, By: []news.Party{news.Nation("PL")}, When: news.When{From: "2025-01-01", To: "2025-12-31"},
		}
	}
	all := []Told{told(0, 0), told(0, 0, wounded...), told(6, 3, lviv...), told(9, 4, budget), told(14, 6, wounded...)}
	if got, want := Shipped().Events(all), []int{0, 0, 1, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("events %v, want %v", got, want)
	}
	if got := Shipped().Events(nil); len(got) != 0 {
		t.Errorf("events of nothing: %v", got)
	}
}

// TestEventsOfLongTables: what stands far back costs nothing.
func TestEventsOfLongTables(t *testing.T) {
	all := make([]Told, 3*reach)
	for i := range all {
		all[i] = told(i, i, func(c *news.Claim) { c.Figure.Low = float64(i) })
	}
	got := Shipped().Events(all)
	for i, e := range got {
		if e < 0 || e > i {
			t.Fatalf("claim %d is of event %d", i, e)
		}
	}
}
