package index

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"
	"time"

	"muster/news"
)

// sample makes a claim: who said in which article, published when, a sentence
// with a figure.
type sample struct {
	article, outlet, published, sentence string
	low, high                            float64
	change                               func(*news.Claim)
}

func (s sample) claim() news.Claim {
	published, err := time.Parse("2006-01-02", s.published)
	if err != nil {
		panic(err)
	}
	sentence := news.Span{End: len(s.sentence), Text: s.sentence}
	c := news.Claim{
		ID: news.ClaimID(s.article, news.FigureClaim, sentence, news.Span{Text: fmt.Sprint(s.low, s.high)}),
		Article: news.ArticleRef{
			ID: s.article, Title: "Title of " + s.article, Outlet: s.outlet, Published: published, Revision: 1,
		},
		Kind: news.FigureClaim, Sentence: sentence, MeasureID: "troops", Modality: news.Actual, Polarity: news.Asserted,
		Figure:      &news.Figure{Low: s.low, High: s.high, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total},
		Attribution: []news.Attribution{{Source: news.Source{Name: s.outlet}, CueKind: news.Publishes}},
		Confidence:  1,
	}
	if s.change != nil {
		s.change(&c)
	}
	return c
}

// sets groups samples by article.
func sets(samples ...sample) (out []news.ClaimSet) {
	at := map[string]int{}
	for _, s := range samples {
		c := s.claim()
		i, ok := at[s.article]
		if !ok {
			i = len(out)
			at[s.article] = i
			out = append(out, news.ClaimSet{Article: c.Article, Hash: "h", Extractor: "test"})
		}
		out[i].Claims = append(out[i].Claims, c)
	}
	return out
}

var inf = math.Inf(1)

var samples = []sample{
	{"art1", "Reuters", "2023-07-10", "NATO has just over 10 thousand soldiers on its eastern flank.", 10000, inf, func(c *news.Claim) {
		c.Subject, c.Figure.Hedge = []news.Party{{Name: "NATO", Kind: news.Bloc}}, news.Over
		c.When = news.On("2023-07-10")
	}},
	{"art1", "Reuters", "2023-07-10", "The plan asks for 32-40 thousand people in total.", 32000, 40000, func(c *news.Claim) {
		c.Modality, c.Figure.Hedge = news.Planned, news.Between
		c.Attribution = append([]news.Attribution{{Source: news.Source{Name: "Jens Stoltenberg"}}}, c.Attribution...)
	}},
	{"art2", "BNN", "2023-04-28", "Germany will send 4,000 Bundeswehr troops to Lithuania.", 4000, 4000, func(c *news.Claim) {
		c.Subject, c.Place, c.Modality = []news.Party{news.Nation("DE")}, []news.Where{news.Land("LT")}, news.Planned
		c.When = news.When{To: "2025-12-31"}
	}},
	{"art3", "The New York Times", "2024-02-25", "Almost 40 thousand people stand ready near Rukla.", 40000, 40000, func(c *news.Claim) {
		c.Figure.Hedge = news.Almost
		c.Place = []news.Where{{Name: "Rukla", Kind: news.Spot, Country: "LT"}}
		c.When = news.When{From: "2023-06-01", To: "2023-09-30"}
	}},
	{"art4", "Reuters", "2024-03-01", "MiG-29s: 14 were counted, the ministry said.", 14, 14, func(c *news.Claim) {
		c.Figure.Unit, c.MeasureID = "aircraft", "noun:aircraft"
	}},
}

func open(t testing.TB, path string) *Index {
	t.Helper()
	x, err := Open(Config{
		Path:        path,
		CountryName: func(code string) string { return map[string]string{"LT": "Lithuania", "DE": "Germany"}[code] },
		Fatal:       func(err error) { t.Errorf("background: %v", err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

func filled(t testing.TB) *Index {
	t.Helper()
	x := open(t, filepath.Join(t.TempDir(), "index"))
	if err := x.Apply(Change{Sets: sets(samples...)}); err != nil {
		t.Fatal(err)
	}
	return x
}
