package crosscheck

import (
	"slices"
	"testing"
	"time"

	"muster/news"
)

// in is a claim that so many Canadian soldiers are in a place, "" for one it
// does not tell.
func in(outlet, place string, n float64) news.Claim {
	text := "Canada has so many soldiers there."
	ref := news.ArticleRef{ID: news.ArticleID(outlet), Outlet: outlet, Published: time.Date(2023, 7, 10, 0, 0, 0, 0, time.UTC), Revision: 1}
	span := news.Span{End: len(text), Text: text}
	c := news.Claim{
		ID: news.ClaimID(ref.ID, news.FigureClaim, span, span), Article: ref, Kind: news.FigureClaim, Sentence: span,
		Figure:  &news.Figure{Span: span, Low: n, High: n, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total, Text: "so many"},
		Measure: news.Measure{Act: "deploy", ActClass: "deploy", Role: news.DoneTo, Of: "soldier", OfClass: []news.Class{"soldier", "person"}}, Nature: news.Stock,
		By: []news.Party{news.Nation("CA")}, Of: []news.Party{news.Nation("CA")}, Subject: []news.Party{news.Nation("CA")},
		When: news.On("2023-07-10"), Modality: news.Actual, Polarity: news.Asserted,
		Attribution: []news.Attribution{{Source: news.Source{Name: outlet, Kind: news.Newspaper}, CueKind: news.Publishes}},
	}
	if place != "" {
		c.Place = []news.Where{news.Land(place)}
	}
	return c
}

// TestMissing: what one claim of an answer says is said by somebody.
func TestMissing(t *testing.T) {
	for _, c := range []struct {
		claims []news.Claim
		where  bool
	}{
		{[]news.Claim{in("Alpha", "LV", 1500), in("Beta", "", 1500)}, false},
		{[]news.Claim{in("Alpha", "", 1500), in("Beta", "LV", 1500)}, false},
		{[]news.Claim{in("Alpha", "", 1500), in("Beta", "", 1500)}, true},
	} {
		a, _, _ := AnswerTo(c.claims, nil)
		if len(a.Timeline) != 2 {
			t.Fatalf("%d claims are in the answer", len(a.Timeline))
		}
		if slices.Contains(a.Missing, string(news.SlotPlace)) != c.where {
			t.Errorf("%v are missing of %v and %v", a.Missing, c.claims[0].Place, c.claims[1].Place)
		}
	}
}
