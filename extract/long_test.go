package extract

import (
	"strings"
	"testing"
	"time"

	"muster/news"
)

// table is one line of n words as broken pages and tables give it: numbers, names
// and places without an end of a sentence.
func table(n int) string {
	row := strings.Fields("Kharkiv 12 tanks destroyed Ukraine said Monday near Lviv 300 soldiers killed by Russia , ministry reported , Odesa 40 drones shot down in Poland 5 March 2024 and")
	words := make([]string, n)
	for i := range words {
		words[i] = row[i%len(row)]
	}
	return strings.Join(words, " ")
}

func BenchmarkLongLine(b *testing.B) {
	x := extractor()
	for _, n := range []int{1000, 2000, 4000, 8000} {
		a := news.Article{ID: "long", Text: table(n), Published: time.Date(2024, 3, 6, 0, 0, 0, 0, time.UTC)}
		b.Run(strings.Repeat("x", n/1000), func(b *testing.B) {
			for b.Loop() {
				x.Extract(a)
			}
		})
	}
}

// TestLongLine: a line of 2,000 words costs what twenty sentences of a hundred do,
// not its length times itself.
func TestLongLine(t *testing.T) {
	got := extractor().Extract(news.Article{ID: "long", Text: table(2000), Published: time.Date(2024, 3, 6, 0, 0, 0, 0, time.UTC)})
	if len(got.Claims) == 0 {
		t.Error("nothing is read of a table")
	}
	for _, c := range got.Claims {
		if n := len(strings.Fields(c.Sentence.Text)); n > 250 {
			t.Fatalf("a sentence of %d words", n)
		}
	}
}
