package index

import (
	"context"
	"math"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"muster/bench/made"
	"muster/index/query"
	"muster/news"

	"github.com/google/go-cmp/cmp"
)

func find(t testing.TB, x *Index, text string, r Request) Result[news.Claim] {
	t.Helper()
	tree, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	r.Query = tree
	if r.Limit == 0 {
		r.Limit = 100
	}
	got, err := x.FindClaims(context.Background(), r)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return got
}

// TestFind: query -> the first words of the sentences found.
func TestFind(t *testing.T) {
	x := filled(t)
	for _, c := range []struct{ query, want string }{
		{"", "Almost Germany MiG NATO The"},
		{"soldiers", "NATO"},
		{"soldier flank", "NATO"},
		{`"eastern flank"`, "NATO"},
		{`"flank eastern"`, ""},
		{"MiG-29s", "MiG"},
		{"nato OR germany", "Germany NATO"},
		{"lithuania", "Almost Germany"},
		{"NOT outlet:reuters", "Almost Germany"},
		{"outlet:reuters -mig", "NATO The"},
		{"bund*", "Germany"},
		{"art3", "Almost"},
		{`"Rukla Title"`, ""},
		{"source:stoltenberg", "The"},
		{`source:"jens stoltenberg"`, "The"},
		{`outlet:"york times"`, "Almost"},
		{"country:LT", "Almost Germany"},
		{"country:lithuania", "Almost Germany"},
		{"country:de", "Germany"},
		{"subject:nato", "NATO"},
		{"subject:germany", "Germany"},
		{"place:ruk*", "Almost"},
		{"modality:planned", "Germany The"},
		{"hedge:almost", "Almost"},
		{"unit:aircraft", "MiG"},
		{"measure:noun:aircraft", "MiG"},
		{"measure:troop*", "Almost Germany NATO The"},
		{"kind:figure article:art1", "NATO The"},
		{"kind:statement", ""},
		{"figure:>=10k", "Almost NATO The"},
		{"figure:10k..40k", "Almost NATO The"},
		{"figure:36k", "The"},
		{"figure:40000", "Almost The"},
		{"figure:>40k", ""},
		{"figure:<15", "MiG"},
		{"figure:<14", ""},
		{"figure:15k", "NATO"},
		{"figure:1m..", ""},
		{"date:2023-07", "Almost Germany NATO"},
		{"date:2023-07-11", "Almost Germany"},
		{"date:2022", ""},
		{"date:>=2025", "Germany"},
		{"published:2023", "Germany NATO The"},
		{"published:2023-04..2023-06", "Germany"},
		{"published:>=2024-02-25", "Almost MiG"},
		{"figure:>=1 NOT nato", "Almost Germany MiG The"},
		{"figure:1m..2m NOT nato", ""},
		{"(figure:>1m OR mig) -nato", "MiG"},
	} {
		r := find(t, x, c.query, Request{})
		if got := firstWords(r.Found); got != c.want {
			t.Errorf("%s: %q, want %q", c.query, got, c.want)
		}
		if int(r.Total) != len(r.Found) {
			t.Errorf("%s: total %d of %d found", c.query, r.Total, len(r.Found))
		}
		ranked := find(t, x, c.query, Request{Sort: Relevance})
		if got := firstWords(ranked.Found); got != c.want {
			t.Errorf("%s by relevance: %q, want %q", c.query, got, c.want)
		}
	}
}

func firstWords(claims []news.Claim) string {
	var words []string
	for _, c := range claims {
		words = append(words, nameWordAsWritten(c.Sentence.Text))
	}
	sort.Strings(words)
	return strings.Join(words, " ")
}

func nameWordAsWritten(s string) string { return s[:strings.IndexAny(s, " -")] }

func TestOrderAndFacets(t *testing.T) {
	x := filled(t)
	r := find(t, x, "", Request{Limit: 2, Facets: []Facet{BySource, ByMeasure}})
	if r.Total != 5 || len(r.Found) != 2 || !r.Found[0].Article.Published.After(r.Found[1].Article.Published) {
		t.Errorf("newest first: %d of %d", len(r.Found), r.Total)
	}
	want := map[Facet][]Count{
		BySource:  {{"Reuters", 3}, {"BNN", 1}, {"Jens Stoltenberg", 1}, {"The New York Times", 1}},
		ByMeasure: {{"troops", 4}, {"aircraft", 1}},
	}
	if d := cmp.Diff(want, r.Facets); d != "" {
		t.Error(d)
	}
	if next := find(t, x, "", Request{Limit: 2, Skip: 4}); len(next.Found) != 1 || next.Total != 5 {
		t.Errorf("skip: %d of %d", len(next.Found), next.Total)
	}
	if _, err := x.FindClaims(context.Background(), Request{Sort: Severest}); err == nil {
		t.Error("claims are sorted by severity")
	}
}

func finding(severity float64, kind news.FindingKind, a, b sample) news.Finding {
	x, y := a.claim(), b.claim()
	q := news.Question{Measure: news.Measure{Of: "troops"}, Unit: news.Persons}
	return news.Finding{
		ID: news.FindingID(string(kind), x.ID, y.ID), Question: q, Kind: kind, Severity: severity,
		Sides: []news.Side{
			{Claims: []news.Claim{x}, Sources: []string{a.outlet}},
			{Claims: []news.Claim{y}, Sources: []string{b.outlet}},
		},
		Why: []string{"Their intervals do not touch."}, FirstSeen: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
	}
}

func TestFindings(t *testing.T) {
	x := filled(t)
	gone := finding(.9, news.Contradiction, samples[3], samples[4])
	gone.Withdrawn = true
	hard, soft := finding(.8, news.Contradiction, samples[0], samples[2]), finding(.2, news.Update, samples[2], samples[3])
	if err := x.Apply(Change{Findings: []news.Finding{hard, soft, gone}, Outbox: []string{hard.ID}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query string
		r     Request
		want  int
	}{
		{"", Request{}, 2},
		{"", Request{Withdrawn: true}, 3},
		{"", Request{Severity: .5}, 1},
		{"", Request{Only: []string{hard.ID, "nosuch"}}, 1},
		{"kind:update", Request{Only: []string{hard.ID}}, 0},
		{"kind:update", Request{}, 1},
		{"kind:contradiction", Request{Withdrawn: true}, 2},
		{"bundeswehr", Request{}, 2},
		{"source:bnn country:lithuania", Request{}, 2},
		{"figure:30k", Request{}, 1},
		{"published:2024", Request{}, 1},
		{`"intervals do not touch"`, Request{}, 2},
	} {
		c.r.Query, _ = query.Parse(c.query)
		c.r.Limit, c.r.Sort = 10, Severest
		got, err := x.FindFindings(context.Background(), c.r)
		if err != nil || len(got.Found) != c.want {
			t.Errorf("%q: %d findings, want %d: %v", c.query, len(got.Found), c.want, err)
		}
		if c.query == "" && !c.r.Withdrawn && got.Found[0].Severity != .8 {
			t.Errorf("severest first: %v", got.Found[0].Severity)
		}
	}
	got, err := x.FindFindings(context.Background(), Request{Facets: []Facet{ByRivals}})
	want := []Count{{"BNN\x00Reuters", 1}, {"Reuters\x00BNN", 1}}
	if d := cmp.Diff(want, got.Facets[ByRivals]); err != nil || d != "" {
		t.Error(err, d)
	}
	if ids, err := x.Outbox(); err != nil || len(ids) != 1 || ids[0] != hard.ID {
		t.Errorf("outbox %v, %v", ids, err)
	}
}

func TestOpenFiguresDoNotFlood(t *testing.T) {
	x := open(t, t.TempDir()+"/index")
	if err := x.Apply(Change{Sets: sets(sample{"a", "AP", "2024-01-01", "At least seven were hurt.", 7, math.Inf(1), nil})}); err != nil {
		t.Fatal(err)
	}
	if n := find(t, x, "figure:>=1m", Request{}).Total; n != 0 {
		t.Error("\"at least seven\" is found among the millions")
	}
	if n := find(t, x, "figure:8..10", Request{}).Total; n != 1 {
		t.Error("\"at least seven\" is not found between 8 and 10")
	}
}

// TestNewestAmongMany holds the search in the last days against the plain one.
func TestNewestAmongMany(t *testing.T) {
	x := open(t, t.TempDir()+"/index")
	x.manyHits = 100
	m := made.New(1000, 0)
	for range 4 {
		var c Change
		for range 25 {
			c.Sets = append(c.Sets, m.Set())
		}
		if err := x.Apply(c); err != nil {
			t.Fatal(err)
		}
	}
	undated := sample{"none", "AP", "2024-01-01", "No date.", 7, 7, func(c *news.Claim) { c.Article.Published = time.Time{} }}
	if err := x.Apply(Change{Sets: sets(undated)}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "measure:troops OR measure:killed OR measure:aid OR measure:launched", "hedge:exact", "figure:>=1", "kind:figure OR measure:aid"} {
		for _, r := range []Request{{Limit: 20}, {Limit: 7, Skip: 50}, {Limit: 50, Skip: 600}, {Limit: 10, Skip: 2000}} {
			got := find(t, x, text, r)
			r.Facets = []Facet{ByKind} // facets need the plain search
			want := find(t, x, text, r)
			if d := cmp.Diff(idsOf(want.Found), idsOf(got.Found)); d != "" || want.Total != got.Total {
				t.Errorf("%q %+v: total %d, want %d\n%s", text, r, got.Total, want.Total, d)
			}
		}
	}
}

func idsOf(claims []news.Claim) (ids []string) {
	for _, c := range claims {
		ids = append(ids, c.ID)
	}
	return ids
}

// TestSlots: each side is found in the slot it has, by its classes, and a
// union of states among the countries.
func TestSlots(t *testing.T) {
	s := sample{article: "slots", outlet: "Wire", published: "2024-01-01", sentence: "Russia fired three ballistic missiles at Ukraine.", low: 3, high: 3}
	s.change = func(c *news.Claim) {
		c.By, c.To = []news.Party{news.Nation("RU")}, []news.Party{news.Nation("UA"), {Name: "European Union", Kind: news.Bloc}}
		c.Measure = news.Measure{Act: "fire", ActClass: "launch", Of: "ballistic missile", OfClass: []news.Class{"ballistic-missile", "missile", "munition"}}
	}
	x := open(t, filepath.Join(t.TempDir(), "index"))
	if err := x.Apply(Change{Sets: sets(s)}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"by:RU": 1, "by:UA": 0, "to:UA": 1, "of:RU": 0, "subject:RU": 0, "country:RU": 1, "country:european": 1,
		"measure:fire": 1, "measure:launch": 1, "measure:missile": 1, "measure:ballistic": 1, "measure:munition": 1, "measure:tank": 0,
	} {
		if got := find(t, x, text, Request{}); int(got.Total) != want {
			t.Errorf("%s finds %d, want %d", text, got.Total, want)
		}
	}
}
