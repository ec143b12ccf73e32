package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"muster/index/query"
	"muster/news"
)

// TestOverlap holds what ranges of figures and times find against a plain
// comparison, with intervals narrow and wide, below zero and across it.
func TestOverlap(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 7))
	x := open(t, t.TempDir()+"/index")
	type interval struct{ low, high float64 }
	var all []interval
	var some []sample
	var whens []news.When
	for i := range 500 {
		low := math.Round((r.Float64() - .2) * math.Pow(10, float64(r.IntN(7))))
		in := interval{low, low}
		switch r.IntN(3) {
		case 0:
			in.high = low + math.Abs(low)*r.Float64()*.1
		case 1:
			in.high = low + math.Pow(10, float64(r.IntN(7)))
		}
		from := news.Day("2020-01-01").Add(r.IntN(2000))
		w := news.When{From: from, To: from.Add([]int{0, 9, 40, 800, 9000}[r.IntN(5)])}
		all, whens = append(all, in), append(whens, w)
		some = append(some, sample{fmt.Sprint("a", i), "AP", "2024-01-01", fmt.Sprintf("n%d ships sailed.", i), in.low, in.high,
			func(c *news.Claim) { c.When = w }})
	}
	if err := x.Apply(Change{Sets: sets(some...)}); err != nil {
		t.Fatal(err)
	}
	check := func(tree query.Tree, meant func(i int) bool) {
		t.Helper()
		got := map[string]bool{}
		for _, c := range find(t, x, tree.String(), Request{Limit: 1000}).Found {
			got[strings.Fields(c.Sentence.Text)[0]] = true
		}
		for i := range all {
			if name := fmt.Sprint("n", i); got[name] != meant(i) {
				t.Fatalf("%s: %v (%v, %v) is found: %v", tree, name, all[i], whens[i], got[name])
			}
		}
	}
	for range 300 {
		low := all[r.IntN(len(all))].low
		if r.IntN(2) == 0 {
			low = math.Round(low * (1 + r.Float64()))
		}
		q := query.Figures{Low: low, High: []float64{low, low + math.Abs(low)*.05, low + 100, math.Inf(1)}[r.IntN(4)]}
		check(q, func(i int) bool { return all[i].low <= q.High && all[i].high >= q.Low })
		from := news.Day("2019-06-01").Add(r.IntN(4000))
		d := query.Days{Field: query.Date, From: from, To: []news.Day{from, from.Add(30), from.Add(700), ""}[r.IntN(4)]}
		check(d, func(i int) bool { return (d.To == "" || whens[i].From <= d.To) && whens[i].To >= d.From })
	}
}

// TestKindsAreApart: a claim's look-ups find no findings, and the
// other way round, in every form of query.
func TestKindsAreApart(t *testing.T) {
	x := filled(t)
	if err := x.Apply(Change{Findings: []news.Finding{finding(.8, news.Contradiction, samples[0], samples[2])}}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "soldiers", "NOT nothing", "soldiers OR NOT germany", "-germany -mig", "figure:>=1", "published:2023", "sol*", `"eastern flank"`, "measure:troops"} {
		tree, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		r := Request{Query: tree, Limit: 100}
		claims, err := x.FindClaims(t.Context(), r)
		if err != nil || int(claims.Total) != len(claims.Found) || claims.Total == 0 {
			t.Errorf("%q: %d claims of %d, %v", text, len(claims.Found), claims.Total, err)
		}
		found, err := x.FindFindings(t.Context(), r)
		if err != nil || found.Total > 1 || int(found.Total) != len(found.Found) {
			t.Errorf("%q: %d findings of %d, %v", text, len(found.Found), found.Total, err)
		}
	}
}
