package crosscheck

import (
	"bytes"
	"errors"
	"os"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"muster/bench/made"
	"muster/crosscheck/frame"
	"muster/news"
)

// BenchmarkAdd measures, at several lengths of history, what an arriving
// article takes (median and 99th percentile, a claim, and the processor's time),
// how long all that was before takes to load at once, how long it takes to be
// written down and read again, and the memory a claim: of claims that all meet,
// and of claims as loose as those of real news. A million takes minutes: it
// runs where MUSTER_BENCH_LARGE is set.
func BenchmarkAdd(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		if n > 100_000 && os.Getenv("MUSTER_BENCH_LARGE") == "" {
			continue
		}
		b.Run("dense/"+strconv.Itoa(n), func(b *testing.B) {
			before, later := made.New(n, 0), made.New(n, n)
			benchAdd(b, n, before.Set, later.Set)
		})
		b.Run("wire/"+strconv.Itoa(n), func(b *testing.B) {
			w := made.NewWire(1)
			benchAdd(b, n, w.Set, w.Set)
		})
	}
}

// given is a Store that makes claims up: findings are composed, none is kept.
type given map[string]news.Claim

func (g given) Claims(ids []string) ([]news.Claim, error) {
	out := make([]news.Claim, len(ids))
	for i, id := range ids {
		out[i] = g[id]
		out[i].ID = id
		out[i].Figure = &news.Figure{}
	}
	return out, nil
}

func benchAdd(b *testing.B, n int, before, later func() news.ClaimSet) {
	c := New(Config{Store: given{}})
	empty := heap()
	start := processor()
	for all := 0; all < n; {
		set := before()
		all += len(set.Claims)
		c.Load(set)
	}
	if err := c.Settle(func(news.Finding) error { return nil }); err != nil {
		b.Fatal(err)
	}
	load, grown := processor()-start, heap()-empty
	var took []time.Duration
	var spent time.Duration
	claims := 0
	for b.Loop() {
		set := later()
		start, busy := time.Now(), processor()
		if _, err := c.Add(set); err != nil {
			b.Fatal(err)
		}
		spent += processor() - busy
		claims += len(set.Claims)
		took = append(took, time.Since(start)/time.Duration(len(set.Claims)))
	}
	slices.Sort(took)
	b.ReportMetric(load.Seconds(), "cpu-s/load")
	b.ReportMetric(float64(grown)/float64(n), "B/claim")
	b.ReportMetric(took[len(took)/2].Seconds()*1e3, "ms/claim-median")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1e3, "ms/claim-p99")
	b.ReportMetric(spent.Seconds()*1e3/float64(claims), "cpu-ms/claim")
	benchRestart(b, c)
}

// benchRestart measures writing down what a checker knows, and reading it.
func benchRestart(b *testing.B, c *Checker) {
	var kept bytes.Buffer
	start := processor()
	w := frame.NewWriter(&kept)
	if err := errors.Join(c.Write(w), w.Close()); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric((processor() - start).Seconds(), "cpu-s/write")
	b.ReportMetric(float64(kept.Len())/1e6, "MB/written")
	start = processor()
	r := frame.NewReader(&kept)
	again := Read(Config{Store: given{}}, r)
	if err := r.Close(); err != nil || again.Claims() != c.Claims() {
		b.Fatal(again.Claims(), err)
	}
	b.ReportMetric((processor() - start).Seconds(), "cpu-s/read")
	runtime.KeepAlive(c)
}

// processor is the time that this process spent on processors: on a machine
// with other work the clock says little.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func heap() int64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}
