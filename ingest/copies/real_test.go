package copies

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
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
// articles beside the repository that may be read. MUSTER_COPIES_TEXTS is how
// many made texts of the same month are known besides, in a file.
func TestRealArticles(t *testing.T) {
	real := readArticles(t)
	if len(real) == 0 {
		t.Skip("../shared/articles is absent: copies of real articles are not measured")
	}
	m, start := New(), time.Now()
	if n, err := strconv.Atoi(os.Getenv("MUSTER_COPIES_TEXTS")); err == nil {
		m = crowd(t, n)
	}
	for i := range real {
		real[i].Published = noon.Add(time.Duration(i) * time.Minute)
		m.Place(real[i], noon)
	}
	t.Logf("all known after %v", time.Since(start))
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
	t.Logf("%v in all", time.Since(start))
	t.Logf("precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", precision, recall, right, wrong, missed)
	if precision < 0.95 || recall < 0.9 {
		t.Errorf("precision %.3f, recall %.3f", precision, recall)
	}
}

// crowd is a memory of n made texts in a file. One in twenty is a copy of one
// shortly before, cut and with another paragraph; each ends with what its paper
// puts under every text.
func crowd(t *testing.T, n int) *Memory {
	folder := t.TempDir()
	m, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	m.Trouble = func(err error) { t.Error(err) }
	r, z := rand.New(rand.NewPCG(1, 2)), rand.NewZipf(rand.New(rand.NewPCG(3, 4)), 1.1, 4, 30_000)
	prose := func(words int) []string {
		w := make([]string, words)
		for i := range w {
			if w[i] = strconv.FormatUint(z.Uint64()+46656, 36); r.IntN(40) == 0 {
				w[i] = strconv.Itoa(r.IntN(2000))
			}
		}
		return w
	}
	foot := make([]string, 200)
	for i := range foot {
		foot[i] = strings.Join(prose(60), " ")
	}
	var recent [1000][]string
	var found, missed, falsely int
	took, start := time.Duration(0), time.Now()
	for i := range n {
		w, of := prose(250+r.IntN(500)), -1
		if i > len(recent) && r.IntN(20) == 0 {
			of = i - 1 - r.IntN(len(recent)-1)
			from := recent[of%len(recent)]
			w = append(prose(40), from[:len(from)*(60+r.IntN(40))/100]...)
		}
		if of < 0 { // a copy of a copy would be one of less
			recent[i%len(recent)] = w
		} else {
			recent[i%len(recent)] = recent[of%len(recent)]
		}
		text := strings.Join(w, " ") + " " + foot[r.IntN(len(foot))]
		a := news.Article{ID: news.ArticleID(strconv.Itoa(i)), Published: noon.Add(time.Duration(i-n) * 2 * time.Second), Text: text, Hash: strconv.Itoa(i)}
		began := time.Now()
		got := m.Place(a, noon)
		took += time.Since(began)
		switch {
		case of >= 0 && got != "":
			found++
		case of >= 0:
			missed++
		case got != "":
			falsely++
		}
		if i%100_000 == 99_999 {
			t.Logf("%d texts: %v each, %v with their making; %d copies found, %d missed, %d falsely; %s", i+1, took/time.Duration(i+1), time.Since(start).Round(time.Second), found, missed, falsely, memory(t))
		}
	}
	began := time.Now()
	m.Close(noon)
	closed := time.Since(began)
	info, err := os.Stat(filepath.Join(folder, fileName))
	if err != nil {
		t.Fatal(err)
	}
	began = time.Now()
	if m, err = Open(folder); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d texts: closed in %v, opened in %v, %d bytes a text on disk", n, closed, time.Since(began), info.Size()/int64(n))
	t.Cleanup(func() { m.Close(noon) })
	return m
}

// memory is what the process holds, without the pages of the file that the
// system keeps for it.
func memory(t *testing.T) string {
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Log(err)
		return "memory unknown"
	}
	var lines []string
	for line := range strings.SplitSeq(string(raw), "\n") {
		if strings.HasPrefix(line, "RssAnon") || strings.HasPrefix(line, "VmHWM") {
			lines = append(lines, strings.Join(strings.Fields(line), " "))
		}
	}
	return strings.Join(lines, ", ")
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
