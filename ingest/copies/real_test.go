package copies

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"muster/news"
)

// changes are what papers do to an agency's story before they print it, and
// what only looks alike. Numbers of a bulletin are drawn anew.
var constructed = []struct {
	name string
	copy bool
	make func(paragraphs []string, r *rand.Rand) []string
}{
	{"a dateline added", true, func(p []string, _ *rand.Rand) []string {
		return append([]string{"KYIV, March 2 (Reuters) - " + p[0]}, p[1:]...)
	}},
	{"cut to its first half", true, func(p []string, _ *rand.Rand) []string { return p[:(len(p)+1)/2] }},
	{"every third paragraph cut", true, func(p []string, _ *rand.Rand) []string {
		var kept []string
		for i, s := range p {
			if i%3 != 2 {
				kept = append(kept, s)
			}
		}
		return kept
	}},
	{"one word in fifteen changed", true, func(p []string, r *rand.Rand) []string {
		var out []string
		for _, s := range p {
			w := strings.Fields(s)
			for i := range w {
				if r.IntN(15) == 0 && !strings.ContainsAny(w[i], "0123456789") {
					w[i] = "other"
				}
			}
			out = append(out, strings.Join(w, " "))
		}
		return out
	}},
	{"another headline and a paragraph of its own", true, func(p []string, _ *rand.Rand) []string {
		return append([]string{"Our own headline for this", "Our correspondent adds that nothing of this could be verified on the spot by anybody so far."}, p...)
	}},
	{"all numbers others, as the next day's bulletin", false, func(p []string, r *rand.Rand) []string {
		var out []string
		for _, s := range p {
			var sb strings.Builder
			for _, c := range s {
				if c >= '0' && c <= '9' {
					c = rune('0' + r.IntN(10))
				}
				sb.WriteRune(c)
			}
			out = append(out, sb.String())
		}
		return out
	}},
	{"one paragraph quoted in a story of its own", false, func(p []string, r *rand.Rand) []string {
		return append(strings.Fields(strings.Join(words(r.Uint64(), 4*len(strings.Fields(p[len(p)/2]))), " ")), p[len(p)/2])
	}},
}

// TestRealArticles measures precision and recall on copies made of the real
// articles beside the repository that may be read.
func TestRealArticles(t *testing.T) {
	real := readArticles(t)
	if len(real) == 0 {
		t.Skip("../shared/articles is absent: copies of real articles are not measured")
	}
	m := New()
	for _, a := range real {
		m.Place(a, noon)
	}
	falsely := 0
	for _, a := range real {
		if m.CopyOf(a.ID) != "" {
			falsely++
			t.Logf("%s is taken for a copy of %s", a.ID, m.CopyOf(a.ID))
		}
	}
	right, wrong, missed := 0, falsely, 0
	for _, c := range constructed {
		found, n := 0, 0
		for i, a := range real {
			p := strings.Split(a.Text, "\n\n")
			if len(numbers(a.Text)) < 2*enoughNumbers && !c.copy || len(p) < 4 {
				continue
			}
			text := strings.Join(c.make(p, rand.New(rand.NewPCG(uint64(i), 3))), "\n\n")
			n++
			of := m.Place(news.Article{ID: "made", Published: a.Published.Add(time.Hour), Text: text, Hash: news.TextHash("", text)}, noon)
			m.Place(news.Article{ID: "made"}, noon) // gone again
			switch {
			case of == a.ID || of != "" && of == m.CopyOf(a.ID):
				found++
			case of != "":
				wrong++
			}
		}
		t.Logf("%-50s %3d of %3d taken for copies", c.name, found, n)
		if c.copy {
			right, missed = right+found, missed+n-found
		} else {
			wrong += found
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
	t.Logf("precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", precision, recall, right, wrong, missed)
	if precision < 0.95 || recall < 0.9 {
		t.Errorf("precision %.3f, recall %.3f", precision, recall)
	}
}

// readArticles reads the articles of the part that may be read.
func readArticles(t *testing.T) (all []news.Article) {
	t.Helper()
	split, err := os.ReadFile("../../../shared/gold/split.tsv")
	if err != nil {
		return nil
	}
	for line := range strings.SplitSeq(string(split), "\n") {
		id, part, _ := strings.Cut(line, "\t")
		if part != "fit" {
			continue
		}
		for _, dir := range []string{"articles", filepath.Join("gold", "articles2")} {
			raw, err := os.ReadFile(filepath.Join("../../../shared", dir, id+".json"))
			if err != nil {
				continue
			}
			var a struct {
				Title, Text, Outlet string
				Published           string
			}
			if err := json.Unmarshal(raw, &a); err != nil {
				t.Fatalf("%s: %v", id, err)
			}
			at, _ := time.Parse(time.DateOnly, a.Published[:min(len(a.Published), 10)])
			text := strings.Join(strings.FieldsFunc(a.Text, func(r rune) bool { return r == '\n' }), "\n\n")
			all = append(all, news.Article{ID: id, Title: a.Title, Outlet: news.Source{Name: a.Outlet}, Published: at, Text: text, Hash: news.TextHash(a.Title, text)})
		}
	}
	return all
}

// BenchmarkManyTexts tells what remembering costs, in bytes a text.
func BenchmarkManyTexts(b *testing.B) {
	b.ReportAllocs()
	m, i := New(), 0
	for b.Loop() {
		m.Place(article(fmt.Sprint(i), i/1000, words(uint64(i), 500)), noon)
		i++
	}
}
