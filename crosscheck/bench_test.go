package crosscheck

import (
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"muster/bench/made"
	"muster/news"
)

// BenchmarkAdd measures, at several lengths of history, how long an arriving
// article of ten claims takes (median and 99th percentile, a claim), how long
// all that was before takes to load at once, and the memory a claim. A million
// takes minutes: it runs where MUSTER_BENCH_LARGE is set.
func BenchmarkAdd(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		if n > 100_000 && os.Getenv("MUSTER_BENCH_LARGE") == "" {
			continue
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) { benchAdd(b, n) })
	}
}

// given is a Store that makes claims up: findings are composed, none is kept.
type given map[string]news.Claim

func (g given) Claims(ids []string) ([]news.Claim, error) {
	out := make([]news.Claim, len(ids))
	for i, id := range ids {
		out[i] = g[id]
		out[i].ID = id
	}
	return out, nil
}

func benchAdd(b *testing.B, n int) {
	c := New(Config{Store: given{}})
	before := heap()
	m := made.New(n, 0)
	start := time.Now()
	for range n / made.ClaimsPerArticle {
		c.Load(m.Set())
	}
	if err := c.Settle(func(news.Finding) error { return nil }); err != nil {
		b.Fatal(err)
	}
	load, grown := time.Since(start), heap()-before
	later := made.New(n, n)
	var took []time.Duration
	for b.Loop() {
		set := later.Set()
		start := time.Now()
		if _, err := c.Add(set); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start)/made.ClaimsPerArticle)
	}
	slices.Sort(took)
	b.ReportMetric(load.Seconds(), "s/load")
	b.ReportMetric(float64(grown)/float64(n), "B/claim")
	b.ReportMetric(took[len(took)/2].Seconds()*1e3, "ms/claim-median")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1e3, "ms/claim-p99")
	runtime.KeepAlive(c)
}

func heap() int64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}
