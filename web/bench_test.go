package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"muster/bench/made"
	"muster/cmd/page"
	"muster/crosscheck"
	"muster/desk"
	"muster/extract/entity"
	"muster/index"
	"muster/news"
	"muster/web"
)

// manyClaims is the size the page is measured at, unless MUSTER_BENCH_CLAIMS
// names another; of more, only so many are checked against each other, since
// that takes longer than all else.
const manyClaims = 100_000

func claimsMeasured() int {
	if n, err := strconv.Atoi(os.Getenv("MUSTER_BENCH_CLAIMS")); err == nil && n > 0 {
		return n
	}
	return manyClaims
}

// BenchmarkPages measures each page over many claims and what the cross-check
// finds in them: the time to answer, its 99th percentile, and the
// size of the page. MUSTER_BENCH_DIR keeps the index for the next run.
func BenchmarkPages(b *testing.B) {
	dir := os.Getenv("MUSTER_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	x, err := index.Open(index.Config{Path: filepath.Join(dir, "pages"), CountryName: entity.CountryName, Measured: page.Measured})
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	if s, err := x.Stats(context.Background()); err != nil {
		b.Fatal(err)
	} else if s.Claims == 0 {
		fill(b, x)
	}
	here := desk.Here{Index: x}
	site, err := web.New(web.Config{Desk: here, Words: web.Words{Asked: page.Asked, Told: page.Told, Called: page.Called, Reasons: page.Reasons}})
	if err != nil {
		b.Fatal(err)
	}
	for name, path := range measured(b, here) {
		b.Run(name, func(b *testing.B) { measure(b, site, path) })
	}
}

// fill makes claims up, checks them against each other and writes both.
func fill(b *testing.B, x *index.Index) {
	b.Helper()
	many := claimsMeasured()
	m, checker := made.New(many, 0), crosscheck.New(crosscheck.Config{})
	for left := many; left > 0; {
		var c index.Change
		for ; len(c.Sets) < 100 && left > 0; left -= made.ClaimsPerArticle {
			set := m.Set()
			if many-left < manyClaims {
				checker.Load(set)
			}
			c.Sets = append(c.Sets, set)
		}
		if err := x.Apply(c); err != nil {
			b.Fatal(err)
		}
	}
	var findings []news.Finding
	if err := checker.Settle(func(f news.Finding) error { findings = append(findings, f); return nil }); err != nil {
		b.Fatal(err)
	}
	for part := range slices.Chunk(findings, 500) {
		if err := x.Apply(index.Change{Findings: part}); err != nil {
			b.Fatal(err)
		}
	}
	b.Logf("%d findings", len(findings))
}

// measured are the addresses: those a reader comes to first, and the heaviest.
func measured(b *testing.B, d desk.Desk) map[string]string {
	b.Helper()
	a, err := d.Conflicts(b.Context(), desk.ConflictsRequest{Limit: 1})
	if err != nil || len(a.Findings) == 0 {
		b.Fatal("no findings: ", err)
	}
	f := a.Findings[0]
	c := f.Sides[0].Claims[0]
	return map[string]string{
		"board": "/", "board-query": "/?q=country%3AUA&sort=newest", "search-all": "/search", "search-word": "/search?q=" + made.Word(300), "search-common": "/search?q=" + made.Word(0),
		"search-slots": "/search?q=measure%3Akill+country%3AUA", "finding": "/finding/" + f.ID, "article": "/article/" + c.Article.ID, "claim": "/claim/" + c.ID,
		"question": "/question?q=measure%3Akill+subject%3AUA", "sources": "/sources",
	}
}

// drawn are the plots of a page.
var drawn = regexp.MustCompile(`(?s)<figure.*?</figure>|<svg.*?</svg>`)

func measure(b *testing.B, site http.Handler, path string) {
	var each []time.Duration
	size, plain, before := 0, 0, cpuSeconds()
	for b.Loop() {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = "localhost"
		w := httptest.NewRecorder()
		start := time.Now()
		site.ServeHTTP(w, r)
		each = append(each, time.Since(start))
		plain = len(drawn.ReplaceAll(w.Body.Bytes(), nil))
		if size = w.Body.Len(); w.Code != http.StatusOK {
			b.Fatalf("%s: %d: %s", path, w.Code, w.Body)
		}
	}
	slices.Sort(each)
	b.ReportMetric((cpuSeconds()-before)*1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(each[len(each)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(each[len(each)*99/100].Microseconds())/1000, "ms-p99")
	b.ReportMetric(float64(size), "bytes")
	b.ReportMetric(float64(plain), "bytes-without-plots")
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
