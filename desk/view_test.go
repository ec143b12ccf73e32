package desk

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"muster/index"
	"muster/news"
)

// shelf finds its claims where a query has the words, and nothing else.
type shelf struct {
	has    string
	claims []news.Claim
}

func (s shelf) Find(_ context.Context, r FindRequest) (a FindAnswer, err error) {
	if strings.Contains(r.Query, s.has) {
		a.Claims, a.Total = s.claims, uint64(len(s.claims))
	}
	return a, nil
}

func (s shelf) Conflicts(context.Context, ConflictsRequest) (ConflictsAnswer, error) {
	return ConflictsAnswer{Total: 3}, nil
}

func lossAt(day int, act string, n float64) news.Claim {
	return news.Claim{ID: act + string(rune('0'+day)), Kind: news.FigureClaim, Measure: news.Measure{Of: "tank", Act: act}, Figure: &news.Figure{Low: n, High: n, Unit: "tank"},
		Article: news.ArticleRef{Published: time.Date(2023, 7, day, 0, 0, 0, 0, time.UTC)}, Place: []news.Where{news.Land("UA")}}
}

// TestViewOf: figures that tell the same lie on one strand, oldest first,
// whatever their day and place; a name that is no party may be a source.
func TestViewOf(t *testing.T) {
	claims := []news.Claim{lossAt(5, "lose", 7), lossAt(3, "repair", 9), lossAt(1, "lose", 3), {ID: "no figure"}}
	for has, of := range map[string]Subject{"subject:Alpha": OfParty, "source:Alpha": OfParty, "event:Alpha": OfEvent} {
		v, err := ViewOf(t.Context(), shelf{has, claims}, ViewRequest{Name: "Alpha", Of: of})
		if err != nil || v.Total != 4 || v.Conflicts != 3 || len(v.Strands) != 2 {
			t.Fatalf("%s: %+v, %v", has, v, err)
		}
		if first := v.Strands[0].Claims; len(first) != 2 || first[0].ID != "lose1" || v.Strands[0].Question.Measure.Act != "lose" {
			t.Errorf("%s: %+v", has, v.Strands[0])
		}
	}
	if v, err := ViewOf(t.Context(), shelf{"nobody", claims}, ViewRequest{Name: "Alpha", Of: OfParty}); err != nil || v.Total != 0 || v.Strands != nil {
		t.Errorf("%+v, %v", v, err)
	}
}

// TestCopies: an outlet republishes another's article, and a third its own.
func TestCopies(t *testing.T) {
	x, err := index.Open(index.Config{Path: t.TempDir() + "/index"})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	var sets []news.ClaimSet
	for id, a := range map[string]struct{ outlet, of string }{"1": {"Wire", ""}, "2": {"Post", "1"}, "3": {"Daily", "1"}, "4": {"Post", ""}} {
		ref := news.ArticleRef{ID: strings.Repeat(id, 24), Outlet: a.outlet, URL: "https://news.example/" + id, Revision: 1, Published: time.Date(2023, 7, 1, 0, 0, 0, 0, time.UTC)}
		if a.of != "" {
			ref.CopyOf = strings.Repeat(a.of, 24)
		}
		c := lossAt(1, "lose", 3)
		c.ID, c.Article = strings.Repeat("a"+id, 12), ref
		c.Attribution = []news.Attribution{{Source: news.Source{Name: a.outlet, Kind: news.Newspaper}, CueKind: news.Publishes}}
		sets = append(sets, news.ClaimSet{Article: ref, Hash: id, Claims: []news.Claim{c}})
	}
	if err := x.Apply(index.Change{Sets: sets}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]Copies{
		"Wire": {From: []index.Count{}, By: []index.Count{{Value: "Daily", Count: 1}, {Value: "Post", Count: 1}}},
		"post": {From: []index.Count{{Value: "Wire", Count: 1}}, By: []index.Count{}},
	} {
		a, err := Here{Index: x}.Sources(t.Context(), SourcesRequest{Name: name})
		if err != nil || len(a.Sources) != 1 {
			t.Fatalf("%s: %+v, %v", name, a, err)
		}
		if got := a.Sources[0].Copies; !slices.Equal(got.From, want.From) || !slices.Equal(got.By, want.By) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}
