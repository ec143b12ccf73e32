package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"muster/bench/made"
	"muster/index/query"
)

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

func fill(b testing.TB, x *Index, n int) {
	b.Helper()
	m := made.New(n, 0)
	for left := n; left > 0; {
		var c Change
		for ; len(c.Sets) < 100 && left > 0; left -= made.ClaimsPerArticle {
			c.Sets = append(c.Sets, m.Set())
		}
		if err := x.Apply(c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApply(b *testing.B) {
	x := open(b, filepath.Join(b.TempDir(), "index"))
	const n = 20_000
	before := cpuSeconds()
	b.ResetTimer()
	fill(b, x, n)
	s, err := x.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "claims/s")
	b.ReportMetric(float64(n)/(cpuSeconds()-before), "claims/cpu-s")
	b.ReportMetric(float64(s.Bytes)/n, "bytes/claim")
}

// cpuSeconds is the processor time this process has used: on a busy machine
// the clock measures the others.
func cpuSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
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
	for _, c := range []struct{ name, text string }{
		{"word", made.Word(300)}, {"common-word", made.Word(0)}, {"two-words", made.Word(5) + " " + made.Word(50)},
		{"phrase", fmt.Sprintf("%q", made.Word(0)+" "+made.Word(1))}, {"source", fmt.Sprintf("source:%q", made.Speaker(20))},
		{"figure", "figure:10k..40k"}, {"narrow", "figure:39k..41k measure:troops"}, {"figure-word", "figure:>=1000 " + made.Word(300)},
		{"month", "date:2023-07"}, {"published", "published:2023"}, {"all", ""},
		{"slots", "measure:killed country:UA modality:actual"}, {"not", "measure:killed NOT country:UA"},
	} {
		tree, err := query.Parse(c.text)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			var total uint64
			before := cpuSeconds()
			for b.Loop() {
				got, err := x.FindClaims(context.Background(), Request{Query: tree, Limit: 20})
				if err != nil {
					b.Fatal(err)
				}
				total = got.Total
			}
			b.ReportMetric(float64(total), "hits")
			b.ReportMetric((cpuSeconds()-before)*1000/float64(b.N), "cpu-ms/op")
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
