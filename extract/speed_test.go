//go:build unix

package extract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"muster/news"
)

// BenchmarkArticles reads the real articles of ../shared. The time that counts is
// the processor's, garbage collection included, so that a busy machine changes
// little: articles of 500 words a second and core.
func BenchmarkArticles(b *testing.B) {
	files, _ := filepath.Glob("../../shared/articles/*.json")
	if len(files) == 0 {
		b.Skip("no ../shared/articles beside the project: nothing to read")
	}
	var texts []string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		var a struct{ Text string }
		if err := json.Unmarshal(raw, &a); err != nil {
			b.Fatal(err)
		}
		texts = append(texts, a.Text)
	}
	x := extractor()
	x.Extract(news.Article{ID: "a", Text: texts[0]}) // reads the models
	words, start := 0, used(b)
	for i := 0; b.Loop(); i++ {
		text := texts[i%len(texts)]
		words += len(strings.Fields(text))
		x.Extract(news.Article{ID: "a", Text: text, Published: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)})
	}
	b.ReportMetric(float64(words)/500/(used(b)-start).Seconds(), "articles/core-s")
}

// used is the processor time that this process has taken in its own code.
func used(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}
