package entity

import (
	"strings"
	"testing"

	"muster/news"
)

// TestRefer runs testdata/refer.txt.
func TestRefer(t *testing.T) {
	for _, line := range exampleLines(t, "testdata/refer.txt") {
		marked, want, ok := strings.Cut(line, " -> ")
		from, to := strings.IndexByte(marked, '['), strings.IndexByte(marked, ']')
		if !ok || from < 0 || to < from {
			t.Fatalf("refer.txt: %q", line)
		}
		text := strings.NewReplacer("[", "", "]", "").Replace(marked)
		e, found := readText(text).Refer(news.Cut(text, from, to-1))
		got := "-"
		if found {
			got = e.Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", marked, got, want)
		}
	}
}
