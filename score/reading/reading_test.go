package reading

import (
	"math"
	"testing"

	"muster/news"
	"muster/score/goldfile"
)

func pointer(v float64) *float64 { return &v }

func TestSameFigure(t *testing.T) {
	for _, c := range []struct {
		approx    string
		lo, hi    *float64
		low, high float64
		want      bool
	}{
		{"exact", pointer(12), pointer(12), 12, 12, true},
		{"exact", pointer(12), pointer(12), 13, 13, false},
		{"over", pointer(100), nil, 100, math.Inf(1), true},
		{"over", pointer(100), nil, 100, 100, false},
		{"up_to", pointer(0), pointer(40), math.Inf(-1), 40, true},
		{"vague", pointer(24), pointer(99), 20, 99, true},
		{"vague", pointer(24), pointer(99), 200, 999, false},
	} {
		got := sameFigure(&goldfile.Row{Approx: c.approx, Lo: c.lo, Hi: c.hi}, &news.Figure{Low: c.low, High: c.high})
		if got != c.want {
			t.Errorf("%s %v..%v is %v", c.approx, c.low, c.high, got)
		}
	}
}

func TestMinor(t *testing.T) {
	one := pointer(1)
	for _, c := range []struct {
		row  goldfile.Row
		want bool
	}{
		{goldfile.Row{Unit: "day", Lo: pointer(4), Hi: pointer(4)}, true},
		{goldfile.Row{Unit: "person", Scope: "rank"}, true},
		{goldfile.Row{Unit: "person", Lo: one, Hi: one, Predicate: "visit"}, true},
		{goldfile.Row{Unit: "person", Lo: one, Hi: one, Predicate: "kill"}, false},
		{goldfile.Row{Unit: "tank", Lo: pointer(3), Hi: pointer(3)}, false},
	} {
		if got := minor(&c.row); got != c.want {
			t.Errorf("%+v is minor: %v", c.row, got)
		}
	}
}

func TestLenientTwins(t *testing.T) {
	if !alike("odessa", "odesa") || !alike("donetsk", "donetsk region") || alike("kyiv", "lviv") {
		t.Error("spellings of places")
	}
	if !sameAct("shoot down", "intercept") || !sameAct("kill", "die") || sameAct("kill", "wound") {
		t.Error("acts")
	}
	if !sameCounted("ballistic missile", "missile") || sameCounted("soldier", "tank") {
		t.Error("counted")
	}
	if !sameChain([]string{"US officials", "Reuters"}, []string{"officials", "Reuters"}) || sameChain([]string{"Reuters"}, nil) {
		t.Error("chains")
	}
	day, since := "2024-03-01", "2024-02-01/2024-03-01"
	if !sameTime(&day, news.On("2024-03-01")) || sameTime(nil, news.On("2024-03-01")) || !timesMeet(&day, news.On("2024-03-02")) || timesMeet(&since, news.On("2023-03-02")) {
		t.Error("times")
	}
}

// A claim is whole only where all that makes it so is right; a wrong name counts
// against precision, a missing one against recall.
func TestClaimCounts(t *testing.T) {
	row := goldfile.Row{Approx: "exact", Scope: "total", Modality: "actual", Attribution: []string{"Ledger"}, Subject: []string{"UA"}, Place: []string{"Kyiv"}}
	c := news.Claim{
		Figure: &news.Figure{Hedge: news.Exact, Scope: news.Total}, Modality: news.Actual,
		Attribution: []news.Attribution{{Source: news.Source{Name: "Ledger"}}},
		Subject:     []news.Party{news.Nation("UA")}, Place: []news.Where{{Name: "Kyiv", Kind: news.Spot}},
	}
	s := sheet{}
	s.claim(&row, &c)
	if s["whole claim"].TP != 1 || s["subject"].TP != 1 {
		t.Errorf("a right claim: %+v", s)
	}
	c.Subject = []news.Party{news.Nation("RU")}
	s.claim(&row, &c)
	c.Subject = nil
	s.claim(&row, &c)
	if got := s["subject"]; got.TP != 1 || got.FP != 1 || got.FN != 2 {
		t.Errorf("subject %+v", got)
	}
	row.Unsure = []string{"subject"}
	s.claim(&row, &c)
	if s["whole claim"].TP != 2 {
		t.Error("a slot that the gold leaves open counts against the claim")
	}
}
