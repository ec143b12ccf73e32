package index

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"muster/bench/made"
	"muster/news"

	"github.com/google/go-cmp/cmp"
)

// TestBrief: a long finding told in brief has few claims a side and says how
// many more; whole, and by its ID, it has all. A short one is the same.
func TestBrief(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	var many []news.Claim
	for i := range 7 {
		s := samples[0]
		s.article = "art" + strconv.Itoa(i)
		many = append(many, s.claim())
	}
	long := news.Finding{ID: "aaaa", Kind: news.Contradiction, Sides: []news.Side{{Claims: many}, {Claims: many[:2]}}}
	short := news.Finding{ID: "bbbb", Kind: news.Contradiction, Sides: []news.Side{{Claims: many[:1]}}}
	if err := x.Apply(Change{Findings: []news.Finding{long, short}}); err != nil {
		t.Fatal(err)
	}
	for _, brief := range []bool{false, true} {
		got, err := x.FindFindings(context.Background(), Request{Limit: 9, Brief: brief})
		if err != nil || len(got.Found) != 2 {
			t.Fatal(got, err)
		}
		for _, f := range got.Found {
			n, want := len(f.Sides[0].Claims), len(many)
			switch {
			case f.ID == "bbbb":
				want = 1
			case brief:
				want = briefClaims
			}
			if n != want || f.ID == "aaaa" && n+f.Sides[0].More != len(many) {
				t.Errorf("%s, brief %v: %d claims and %d more", f.ID, brief, n, f.Sides[0].More)
			}
		}
	}
	if f, err := x.Finding("aaaa"); err != nil || len(f.Sides[0].Claims) != len(many) {
		t.Errorf("by its ID: %d claims, %v", len(f.Sides[0].Claims), err)
	}
}

// TestOnlyAndExcept: findings by their IDs, and all but some.
func TestOnlyAndExcept(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	var all []news.Finding
	for _, id := range []string{"aaaa", "bbbb", "cccc"} {
		all = append(all, news.Finding{ID: id, Kind: news.Contradiction})
	}
	if err := x.Apply(Change{Findings: all}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ only, except, want []string }{
		{nil, nil, []string{"aaaa", "bbbb", "cccc"}},
		{[]string{"bbbb", "none"}, nil, []string{"bbbb"}},
		{[]string{}, nil, nil},
		{nil, []string{"aaaa", "none"}, []string{"bbbb", "cccc"}},
		{[]string{"aaaa", "bbbb"}, []string{"bbbb"}, []string{"aaaa"}},
	} {
		got, err := x.FindFindings(context.Background(), Request{Limit: 9, Only: c.only, Except: c.except})
		var ids []string
		for _, f := range got.Found {
			ids = append(ids, f.ID)
		}
		if slices.Sort(ids); err != nil || !slices.Equal(ids, c.want) || int(got.Total) != len(c.want) {
			t.Errorf("only %v, except %v: %v of %d, %v, want %v", c.only, c.except, ids, got.Total, err, c.want)
		}
	}
}

func TestCountriesAndCopies(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	copied := samples[2]
	copied.article, copied.outlet = "art9", "Copycat"
	copied.change = func(c *news.Claim) {
		c.Article.CopyOf, c.Place = "art2", []news.Where{news.Land("LT"), news.Land("XX")}
	}
	if err := x.Apply(Change{Sets: sets(append(slices.Clone(samples), copied)...)}); err != nil {
		t.Fatal(err)
	}
	got := find(t, x, "", Request{Facets: []Facet{ByCountry}})
	if d := cmp.Diff([]Count{{"LT", 3}, {"DE", 1}}, got.Facets[ByCountry]); d != "" {
		t.Error(d)
	}
	if got := find(t, x, "copyof:art2", Request{}); got.Total != 1 || got.Found[0].Article.Outlet != "Copycat" {
		t.Errorf("%+v", got)
	}
}

// TestSampledFacets: of many, facets are counted among some of the newest, and
// how many is said; of few among all.
func TestSampledFacets(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	fill(t, x, 3000)
	r := Request{Limit: 5, Facets: []Facet{ByKind}}
	all := find(t, x, "", r)
	r.FacetSample = 400
	some := find(t, x, "", r)
	if some.Total != all.Total || some.Sampled < 100 || some.Sampled > 1200 || uint64(some.Facets[ByKind][0].Count) != some.Sampled {
		t.Errorf("%d of %d are counted: %v", some.Sampled, some.Total, some.Facets)
	}
	if d := cmp.Diff(all.Found, some.Found); d != "" {
		t.Errorf("-counted among all +among some\n%s", d)
	}
	few := find(t, x, "outlet:"+strconv.Quote(made.Outlet(20)), r)
	if few.Sampled != 0 || len(few.Facets[ByKind]) != 1 || uint64(few.Facets[ByKind][0].Count) != few.Total {
		t.Errorf("of %d, %d are counted: %v", few.Total, few.Sampled, few.Facets)
	}
}
