package news

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
)

func sampleClaim() Claim {
	text := "Canada will send 1,200 troops to Latvia."
	fig := Figure{
		Span: Cut(text, 17, 29), Low: 1200, High: math.Inf(1), Hedge: AtLeast, Unit: Persons, Scope: Additional,
		Per: "country", Change: &Change{ByDelta, Up}, Text: "1,200 troops", Number: Cut(text, 17, 22), Noun: "troops", Rules: []string{"r"},
	}
	sentence := Cut(text, 0, len(text))
	return Claim{
		ID: ClaimID("a", FigureClaim, sentence, fig.Span), Article: ArticleRef{ID: "a", Outlet: "BNN", Published: time.Date(2023, 7, 10, 0, 0, 0, 0, time.UTC)},
		Kind: FigureClaim, Sentence: sentence, Figure: &fig, MeasureID: "troops", Nature: Stock, Counted: "troops",
		Measure: Measure{Act: "send", ActClass: "deploy", Role: DoneTo, Of: "soldier", OfClass: []Class{"soldier", "person"}},
		By:      []Party{Nation("CA")}, Of: []Party{Nation("CA"), {Name: "Wagner", Kind: Group, Country: "RU"}}, To: []Party{{Name: "NATO", Kind: Bloc}},
		Subject: []Party{Nation("CA")}, Place: []Where{Land("LV"), {Name: "Rukla", Kind: Spot, Country: "LT", In: []string{"Jonava"}}, {Name: "Kyiv", Spelt: "Kiev", Kind: Spot, Country: "UA"}},
		Event: Event{ID: "e", Name: "Zapad-2017"}, Restrict: []string{"verified"}, PartOf: "c", Standing: Superseded,
		Sure: map[Slot]float64{SlotBy: .9}, Unsure: map[Slot][]string{SlotWhen: {"2023"}},
		When: When{"2023-01-01", "2023-12-31", ByYear}, Modality: Planned, Polarity: Asserted,
		Attribution: []Attribution{{Source: Source{Name: "Reuters", Kind: Agency}, Cue: Span{1, 2, "x"}, CueKind: Says, Certainty: 0.5}},
		Rules:       []string{"measure/troops"}, Confidence: 0.9,
	}
}

func TestRoundTrip(t *testing.T) {
	c := sampleClaim()
	holds := true
	low := 3.0
	for _, v := range []any{
		c,
		Article{ID: "x", URL: "u", Outlet: Source{Name: "o", Domains: []string{"d"}}, Text: "t", Published: time.Unix(0, 0).UTC(), Revision: 2, CopyOf: "y"},
		Finding{ID: "f", Question: Question{Measure: Measure{Of: "soldier"}, Subject: []string{"CA"}, Window: On("2023-01-01")}, Kind: Arithmetic,
			Sides: []Side{{Low: &low, Claims: []Claim{c}, Sources: []string{"s"}}}, Gap: 0.1, Severity: 0.2, Why: []string{"w"}, Holds: &holds},
		ClaimSet{Article: c.Article, Hash: "h", Extractor: "1", Claims: []Claim{c}},
		Extraction{ID: "x", Figures: []Figure{*c.Figure}, Dates: []Date{{Span: Span{0, 1, "a"}, When: On("2020-02-29"), Named: On("2020-02-29")}}, Entities: []Entity{{Name: "n", Kind: Capital, AsGovernment: true}}, Attributions: c.Attribution, Claims: []Claim{c}},
	} {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		back := reflect.New(reflect.TypeOf(v))
		if err := json.Unmarshal(b, back.Interface()); err != nil {
			t.Fatalf("%T: %v", v, err)
		}
		if got := back.Elem().Interface(); !reflect.DeepEqual(got, v) {
			t.Errorf("%T came back as\n%+v\nwant\n%+v", v, got, v)
		}
	}
}

func TestFigureJSON(t *testing.T) {
	b, err := json.Marshal(Figure{Low: 7, High: math.Inf(1)})
	if err != nil || !strings.Contains(string(b), `"low":7,"high":null`) {
		t.Errorf("got %s, %v", b, err)
	}
	if _, err := json.Marshal(Figure{Low: math.NaN()}); err == nil {
		t.Error("a NaN bound was written")
	}
	var f Figure
	if err := json.Unmarshal([]byte(`{"low":null,"high":3}`), &f); err != nil || !math.IsInf(f.Low, -1) || f.High != 3 {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestIDs(t *testing.T) {
	c := sampleClaim()
	moved := c.Sentence
	moved.Start, moved.End = 100, 100+len(moved.Text)
	span := c.Figure.Span
	span.Start, span.End = span.Start+100, span.End+100
	if ClaimID("a", FigureClaim, moved, span) != c.ID {
		t.Error("a paragraph added above changes the claim's ID")
	}
	if ClaimID("b", FigureClaim, c.Sentence, c.Figure.Span) == c.ID {
		t.Error("two articles share a claim ID")
	}
	if hashOf("ab", "c") == hashOf("a", "bc") {
		t.Error("parts run together")
	}
	q := Question{Measure: Measure{Of: "soldier"}, Subject: []string{"US", "CA"}}
	r := Question{Measure: Measure{Of: "soldier"}, Subject: []string{"CA", "US"}}
	if q.Key() != r.Key() {
		t.Error("the order of subjects changes the key")
	}
	if FindingID("update", "a", "b") != FindingID("update", "b", "a") || FindingID("update", "a") == FindingID("outcome", "a") {
		t.Error("a finding's ID hangs on the order of its claims, or not on its class")
	}
}

func TestDay(t *testing.T) {
	if d := Day("2024-02-28").Add(2); d != "2024-03-01" {
		t.Errorf("got %s", d)
	}
	if n := Day("2024-03-01").Sub("2023-03-01"); n != 366 {
		t.Errorf("got %d", n)
	}
	if Day("").Add(1) != "" || !Day("nonsense").Time().IsZero() {
		t.Error("an unknown day became known")
	}
	for _, s := range []string{"2024-02-29", "2023-02-29", "2024-01-31", "0001-01-01", "0000-00-00", "2024-13-01", "2024-1-01", "2024-01-1x", "+024-01-01", "2024/01/01"} {
		want, err := time.Parse(time.DateOnly, s)
		if got := Day(s).Time(); err == nil && got != want || err != nil && !got.IsZero() {
			t.Errorf("%s is %v, want %v", s, got, want)
		}
	}
	if _, err := ParseDay("2024-13-01"); err == nil {
		t.Error("month 13 was read")
	}
}

func TestWhenOverlaps(t *testing.T) {
	for _, c := range []struct {
		a, b When
		want bool
	}{
		{On("2024-01-01"), On("2024-01-01"), true},
		{On("2024-01-01"), On("2024-01-02"), false},
		{When{From: "2022-02-24"}, On("2024-01-02"), true},
		{When{To: "2022-02-24"}, On("2024-01-02"), false},
		{When{}, On("2024-01-02"), true},
	} {
		if got := c.a.Overlaps(c.b); got != c.want || c.b.Overlaps(c.a) != c.want {
			t.Errorf("%v and %v: %v", c.a, c.b, got)
		}
	}
}

// The JSON of a claim shows sides and places as plain codes and names.
func TestClaimJSONNamesSides(t *testing.T) {
	b, err := json.Marshal(sampleClaim())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"by":["CA"]`, `"of":["CA","Wagner"]`, `"to":["NATO"]`, `"place":["LV","Rukla","Kiev"]`, `"act":"send"`, `"sure":{"by":0.9}`, `"unsure":{"when":["2023"]}`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is missing in %s", want, b)
		}
	}
}

func TestMeasureInWords(t *testing.T) {
	for _, c := range []struct {
		m    Measure
		want string
	}{
		{Measure{Act: "kill", Of: "soldier"}, "soldier, kill"},
		{Measure{Act: "be", Of: "soldier"}, "soldier"},
		{Measure{Of: "tank"}, "tank"},
		{Measure{Act: "last"}, "last"},
	} {
		if got := c.m.String(); got != c.want || !c.m.Known() {
			t.Errorf("%+v reads %q, want %q", c.m, got, c.want)
		}
	}
}

func TestWhenWords(t *testing.T) {
	for want, w := range map[string]When{
		"": {}, "2024-05-01": On("2024-05-01"), "2024-05-01 to 2024-05-03": {From: "2024-05-01", To: "2024-05-03"},
		"since 2024-05-01": {From: "2024-05-01"}, "until 2024-05-03": {To: "2024-05-03"},
	} {
		if got := w.ISO(); got != want {
			t.Errorf("%+v is written %q, want %q", w, got, want)
		}
	}
}
