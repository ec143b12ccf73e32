package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"muster/index/query"
	"muster/news"
)

// The benchmarks index made-up claims with the lengths and repetitions of
// real ones: ten an article, sentences of 15 to 30 words of a skewed
// vocabulary, rounded figures, 200 outlets, 2,000 speakers, three years.

var benchOutlets, benchPeople, benchWords = numbered("Outlet", 200), numbered("Speaker", 2000), numbered("word", 20000)

func numbered(name string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%s %s%d", name, strconv.FormatInt(int64(i)*7919%46656, 36), i%7)
	}
	return out
}

func skewed(r *rand.Rand, all []string) string {
	f := r.Float64()
	return all[int(f*f*f*float64(len(all)))]
}

var countries = []string{"UA", "RU", "US", "DE", "LT", "LV", "PL", "FR", "GB", "TR", "IL", "IR", "CN", "TW"}

var measures = []news.Measure{"troops", "killed", "wounded", "tanks-lost", "aid", "defence-spending", "launched", "intercepted"}

func benchSet(r *rand.Rand, n int) news.ClaimSet {
	published := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(3*365*24)) * time.Hour)
	ref := news.ArticleRef{
		ID: news.ArticleID(strconv.Itoa(n)), URL: fmt.Sprintf("https://outlet.example/news/%d/a-headline-as-a-slug", n),
		Title: sentence(r, 9), Outlet: skewed(r, benchOutlets), Published: published, Revision: 1,
	}
	set := news.ClaimSet{Article: ref, Hash: ref.ID, Extractor: "bench"}
	for range 10 {
		set.Claims = append(set.Claims, benchClaim(r, ref))
	}
	return set
}

func sentence(r *rand.Rand, n int) (s string) {
	for range n {
		s += " " + skewed(r, benchWords)[5:]
	}
	return s[1:] + "."
}

func benchClaim(r *rand.Rand, ref news.ArticleRef) news.Claim {
	text := sentence(r, 15+r.IntN(15))
	low := float64(1+r.IntN(99)) * []float64{1, 1, 10, 100, 1000, 1e4, 1e6}[r.IntN(7)]
	f := &news.Figure{
		Span: news.Span{End: 12, Text: text[:12]}, Low: low, High: low, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total,
		Text: text[:12], Number: news.Span{End: 5, Text: text[:5]}, Noun: "soldiers", Rules: []string{"number", "unit"},
	}
	switch r.IntN(8) {
	case 0:
		f.High, f.Hedge = inf, news.Over
	case 1:
		f.High, f.Hedge = low*1.25, news.Between
	}
	day := news.DayOf(ref.Published).Add(-r.IntN(30))
	span := news.Span{End: len(text), Text: text}
	return news.Claim{
		ID: news.ClaimID(ref.ID, news.FigureClaim, span, f.Span), Article: ref, Kind: news.FigureClaim, Sentence: span,
		Figure: f, Measure: measures[r.IntN(len(measures))], Nature: news.Stock, Counted: "soldiers",
		Subject: []string{countries[r.IntN(len(countries))]}, Place: []string{countries[r.IntN(len(countries))]},
		When: news.On(day), Modality: news.Actual, Polarity: news.Asserted,
		Attribution: []news.Attribution{
			{Source: news.Source{Name: skewed(r, benchPeople), Kind: news.Person, Country: "UA"}, CueKind: news.Says, Certainty: .9,
				Mention: news.Span{End: 9, Text: text[:9]}, Cue: news.Span{End: 4, Text: "said"}},
			{Source: news.Source{Name: ref.Outlet, Kind: news.Newspaper, Country: "US"}, CueKind: news.Publishes, Certainty: 1},
		},
		Rules: []string{"figure", "subject", "place"}, Confidence: .8,
	}
}

// benchIndex is an index of n claims; MUSTER_BENCH_DIR keeps it for the next
// run.
func benchIndex(b *testing.B, n int) *Index {
	b.Helper()
	dir := os.Getenv("MUSTER_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	x := open(b, filepath.Join(dir, strconv.Itoa(n)))
	s, err := x.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	if s.Claims == 0 {
		fill(b, x, n)
	}
	return x
}

func fill(b *testing.B, x *Index, n int) {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for made := 0; made < n; {
		var c Change
		for ; len(c.Sets) < 100 && made < n; made += 10 {
			c.Sets = append(c.Sets, benchSet(r, made))
		}
		if err := x.Apply(c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApply(b *testing.B) {
	x := open(b, filepath.Join(b.TempDir(), "index"))
	const n = 20_000
	b.ResetTimer()
	fill(b, x, n)
	s, err := x.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "claims/s")
	b.ReportMetric(float64(s.Bytes)/n, "bytes/claim")
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		if n > 100_000 && os.Getenv("MUSTER_BENCH_DIR") == "" {
			continue // minutes to build: only where it is kept
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) { benchFind(b, n) })
	}
}

func benchFind(b *testing.B, n int) {
	x := benchIndex(b, n)
	for name, text := range map[string]string{
		"word": "5hr0", "rare": "c3k4", "phrase": `"0 67z1"`, "source": "source:7vb5", "figure": "figure:10k..40k",
		"narrow": "figure:39k..41k measure:troops", "figure-word": "figure:>=1000 5hr0", "month": "date:2023-07",
		"published": "published:2023", "all": "", "slots": "measure:killed country:UA modality:actual", "not": "measure:killed NOT country:UA",
	} {
		tree, err := query.Parse(text)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			var total uint64
			for b.Loop() {
				got, err := x.FindClaims(context.Background(), Request{Query: tree, Limit: 20})
				if err != nil {
					b.Fatal(err)
				}
				total = got.Total
			}
			b.ReportMetric(float64(total), "hits")
		})
	}
	b.Run("facets", func(b *testing.B) {
		for b.Loop() {
			if _, err := x.FindClaims(context.Background(), Request{Facets: []Facet{BySource}, FacetSize: 50}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
