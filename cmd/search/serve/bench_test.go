package serve

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"muster/bench/made"
	"muster/index"
	"muster/news"
	"muster/pipeline"
)

// BenchmarkTake measures, at several sizes of the index: how long a start
// takes that rebuilds the checker, how long one claim set of ten claims is
// held against all before (median and 99th percentile), and how many claims
// are taken a second, all in: checked, on the disk, findings published.
func BenchmarkTake(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		if n > 10_000 && os.Getenv("MUSTER_BENCH_DIR") == "" {
			continue // minutes to build: only where it is kept
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) { benchTake(b, n) })
	}
}

func benchTake(b *testing.B, n int) {
	bus, err := pipeline.Open(b.Context(), pipeline.Options{Data: b.TempDir(), QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer bus.Close()
	dir := os.Getenv("MUSTER_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	folder := filepath.Join(dir, "take"+strconv.Itoa(n))
	t := benchTaker(b, folder, bus)
	stats, err := t.index.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	if stats.Claims < uint64(n)*9/10 {
		start := time.Now()
		takeAll(b, t, made.New(n, 0), n/made.ClaimsPerArticle)
		b.Logf("%d claims taken in %v", n, time.Since(start))
	}
	if err := t.index.Close(); err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	t = benchTaker(b, folder, bus)
	defer t.index.Close()
	b.ReportMetric(time.Since(start).Seconds(), "s/start")
	measure(b, t, n)
}

func benchTaker(b *testing.B, folder string, bus *pipeline.Bus) *taker {
	b.Helper()
	x, err := index.Open(index.Config{Path: folder})
	if err != nil {
		b.Fatal(err)
	}
	t, err := newTaker(context.Background(), x, folder, bus)
	if err != nil {
		b.Fatal(err)
	}
	return t
}

// takeAll takes sets in the batches of a replay.
func takeAll(b *testing.B, t *taker, m *made.Maker, sets int) {
	b.Helper()
	for sets > 0 {
		var batch []news.ClaimSet
		for ; len(batch) < 100 && sets > 0; sets-- {
			batch = append(batch, m.Set())
		}
		if err := t.take(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
}

func measure(b *testing.B, t *taker, n int) {
	// The new articles differ from those of the runs before.
	m := made.New(n, 1_000_000_000+int(time.Now().UnixNano()%1e9))
	const sets = 300
	var each []time.Duration
	var batch []news.ClaimSet
	start := time.Now()
	for range sets {
		set := m.Set()
		at := time.Now()
		if err := t.check([]news.ClaimSet{set}); err != nil {
			b.Fatal(err)
		}
		each = append(each, time.Since(at))
		if batch = append(batch, set); len(batch) == 100 {
			if err := t.write(batch); err != nil {
				b.Fatal(err)
			}
			if err := t.publish(context.Background()); err != nil {
				b.Fatal(err)
			}
			batch = nil
		}
	}
	took := time.Since(start)
	slices.Sort(each)
	b.ReportMetric(float64(each[sets/2].Microseconds())/made.ClaimsPerArticle, "µs/claim-median")
	b.ReportMetric(float64(each[sets*99/100].Microseconds())/made.ClaimsPerArticle, "µs/claim-p99")
	b.ReportMetric(sets*made.ClaimsPerArticle/took.Seconds(), "claims/s")
}
