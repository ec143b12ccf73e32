package crosscheck

import (
	"fmt"
	"runtime"
	"sort"
	"strconv"
	"testing"
	"time"

	"muster/news"
)

// synthetic is a Store of made-up claims: claim n is made anew when asked for,
// so that a million of them need no memory beside the Checker's own.
type synthetic struct{ keys int }

func (s synthetic) Claims(ids []string) ([]news.Claim, error) {
	out := make([]news.Claim, len(ids))
	for i, id := range ids {
		n, err := strconv.Atoi(id)
		if err != nil {
			return nil, err
		}
		out[i] = s.claim(n)
	}
	return out, nil
}

// claim makes claim n: one of the keys, a value of that key with some scatter,
// one of 200 outlets and 1,000 sources, over two years.
func (s synthetic) claim(n int) news.Claim {
	h := hashWord(strconv.Itoa(n))
	key := int(h % uint64(s.keys))
	measures := []struct {
		m    news.MeasureID
		u    news.Unit
		kind news.Nature
	}{
		{"troops", "person", news.Stock}, {"killed", "person", news.OfEvent}, {"drone-launched", "drone", news.OfEvent},
		{"tank-pledged", "tank", news.Stock}, {"aid", "USD", news.Cumulative},
	}
	m := measures[key%len(measures)]
	place := "Place " + strconv.Itoa(key/len(measures))
	v := float64(100 + key%900)
	if h>>32%5 == 0 {
		v *= 1.5
	}
	at := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(h>>8%730) * 24 * time.Hour)
	day := news.DayOf(time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)).Add(key % 700)
	outlet := "Outlet " + strconv.Itoa(int(h>>16%200))
	text := fmt.Sprintf("%s reported %v of %s at %s in item %d of its service that day.", outlet, v, m.m, place, n)
	c := news.Claim{
		ID: strconv.Itoa(n), Kind: news.FigureClaim, MeasureID: m.m, Nature: m.kind, Subject: []news.Party{news.Nation("UA")}, Place: []news.Where{{Name: place, Kind: news.Spot, Country: "UA"}},
		Modality: news.Actual, Confidence: 1,
		Article:  news.ArticleRef{ID: "article " + strconv.Itoa(n), Outlet: outlet, Published: at, Revision: 1},
		Sentence: news.Span{End: len(text), Text: text},
		Figure:   &news.Figure{Low: v, High: v, Hedge: news.Exact, Unit: m.u, Scope: news.Total, Text: number(v)},
		Attribution: []news.Attribution{
			{Source: news.Source{Name: "Source " + strconv.Itoa(int(h>>24%1000)), Kind: news.Person}, CueKind: news.Says},
			{Source: news.Source{Name: outlet, Kind: news.Newspaper}, CueKind: news.Publishes},
		},
	}
	if m.kind == news.OfEvent {
		c.When = news.On(day)
	}
	return c
}

// BenchmarkAdd measures one claim's check against a Checker that holds so many
// claims already, on a tenth as many questions; median and p99 over the runs.
func BenchmarkAdd(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		f := filling{store: synthetic{n / 10}, n: n}
		b.Run(strconv.Itoa(n), f.bench)
	}
}

// BenchmarkAddHot is the worst case: every claim answers one of five questions.
func BenchmarkAddHot(b *testing.B) {
	f := filling{store: synthetic{5}, n: 100_000}
	b.Run("100000", f.bench)
}

// filling is a Checker filled once, for all runs of a benchmark.
type filling struct {
	store   synthetic
	n, next int
	checker *Checker
	rate    float64 // claims a second
	bytes   float64 // a claim
}

func (f *filling) fill(b *testing.B) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	f.checker, f.next = New(Config{Store: f.store}), f.n
	start := time.Now()
	for i := range f.n {
		addOne(b, f.checker, f.store.claim(i))
	}
	f.rate = float64(f.n) / time.Since(start).Seconds()
	runtime.GC()
	runtime.ReadMemStats(&after)
	f.bytes = float64(after.HeapAlloc-before.HeapAlloc) / float64(f.n)
}

func (f *filling) bench(b *testing.B) {
	if f.checker == nil {
		f.fill(b)
	}
	took := make([]time.Duration, 0, b.N)
	b.ResetTimer()
	for range b.N {
		cl := f.store.claim(f.next)
		f.next++
		t := time.Now()
		addOne(b, f.checker, cl)
		took = append(took, time.Since(t))
	}
	b.StopTimer()
	sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-median")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
	b.ReportMetric(f.rate, "claims/s-filling")
	b.ReportMetric(f.bytes, "B/claim")
}

func addOne(b *testing.B, c *Checker, cl news.Claim) {
	if _, err := c.Add(news.ClaimSet{Article: cl.Article, Claims: []news.Claim{cl}}); err != nil {
		b.Fatal(err)
	}
}
