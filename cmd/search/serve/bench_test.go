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

// BenchmarkTake measures, at several sizes of the index: how long a start takes
// that finds what the checker knew, and one that rebuilds it, how long one claim
// set is held against all before (median and 99th percentile, a claim), and how
// many claims are taken a second, all in: checked, on the disk, findings
// published. Claims are those that all meet, and those of a wire.
func BenchmarkTake(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		if n > 10_000 && os.Getenv("MUSTER_BENCH_DIR") == "" {
			continue // minutes to build: only where it is kept
		}
		// The articles that come later differ from those of the runs before.
		later := int(time.Now().UnixNano() % 1e9)
		b.Run("dense/"+strconv.Itoa(n), func(b *testing.B) {
			benchTake(b, "take", n, made.New(n, 0).Set, made.New(n, 1_000_000_000+later).Set)
		})
		b.Run("wire/"+strconv.Itoa(n), func(b *testing.B) {
			benchTake(b, "wire", n, made.NewWire(1).Set, made.NewWire(uint64(2+later)).Set)
		})
	}
}

func benchTake(b *testing.B, kind string, n int, before, later func() news.ClaimSet) {
	bus, err := pipeline.Open(b.Context(), pipeline.Options{Data: b.TempDir(), QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer bus.Close()
	dir := os.Getenv("MUSTER_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	folder := filepath.Join(dir, kind+strconv.Itoa(n))
	t := benchTaker(b, folder, bus)
	stats, err := t.index.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	if stats.Claims < uint64(n)*9/10 {
		start := time.Now()
		takeAll(b, t, before, n)
		b.Logf("%d claims taken in %v", n, time.Since(start))
	}
	for _, path := range []string{"s/start", "s/rebuild"} {
		t.close()
		if err := t.index.Close(); err != nil {
			b.Fatal(err)
		}
		if path == "s/rebuild" {
			if err := os.Remove(filepath.Join(folder, memoryFile)); err != nil {
				b.Fatal(err)
			}
		}
		start := time.Now()
		t = benchTaker(b, folder, bus)
		b.ReportMetric(time.Since(start).Seconds(), path)
	}
	defer t.index.Close()
	measure(b, t, later)
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

// takeAll takes n claims in the batches of a replay.
func takeAll(b *testing.B, t *taker, next func() news.ClaimSet, n int) {
	b.Helper()
	for n > 0 {
		var batch []news.ClaimSet
		for len(batch) < 100 && n > 0 {
			set := next()
			n -= len(set.Claims)
			batch = append(batch, set)
		}
		if err := t.take(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
}

func measure(b *testing.B, t *taker, next func() news.ClaimSet) {
	const sets = 300
	var each []time.Duration
	var batch []news.ClaimSet
	claims := 0
	start := time.Now()
	for range sets {
		set := next()
		at := time.Now()
		if err := t.check([]news.ClaimSet{set}); err != nil {
			b.Fatal(err)
		}
		each = append(each, time.Since(at)/time.Duration(len(set.Claims)))
		claims += len(set.Claims)
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
	b.ReportMetric(float64(each[sets/2].Microseconds()), "µs/claim-median")
	b.ReportMetric(float64(each[sets*99/100].Microseconds()), "µs/claim-p99")
	b.ReportMetric(float64(claims)/took.Seconds(), "claims/s")
}
