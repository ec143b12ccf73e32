package copies

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"muster/news"

	"pgregory.net/rapid"
)

// words makes n words that only this seed makes.
func words(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", r.IntN(5000))
	}
	return out
}

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func article(id string, hours int, w []string) news.Article {
	text := strings.Join(w, " ")
	return news.Article{ID: id, Published: noon.Add(time.Duration(hours) * time.Hour), Text: text, Hash: news.TextHash("", text)}
}

func TestWhatIsACopy(t *testing.T) {
	wire := words(1, 600)
	edited := append([]string(nil), wire[:400]...)
	for i := 0; i < len(edited); i += 25 {
		edited[i] = "edited"
	}
	for _, c := range []struct {
		name string
		text []string
		copy bool
	}{
		{"the same", wire, true},
		{"cut to a third", wire[:200], true},
		{"cut and edited", edited, true},
		{"with a frame", append(append(words(2, 60), wire...), words(3, 200)...), true},
		{"quotes a fifth", append(append([]string(nil), wire[:120]...), words(4, 480)...), false},
		{"another", words(5, 600), false},
		{"too short to tell", wire[:30], false},
		{"empty", nil, false},
	} {
		m := New()
		m.Place(article("wire", 0, wire))
		if got, _ := m.Place(article("b", 5, c.text)); (got == "wire") != c.copy {
			t.Errorf("%s: copy of %q", c.name, got)
		}
	}
}

func TestFarApartInTimeIsNoCopy(t *testing.T) {
	m, w := New(), words(1, 300)
	m.Place(article("a", 0, w))
	if got, _ := m.Place(article("b", 24*30, w)); got != "" {
		t.Errorf("copy of %q", got)
	}
}

func TestTheEarliestIsTheOriginWheneverItComes(t *testing.T) {
	m, w := New(), words(1, 300)
	m.Place(article("b", 2, w))
	if got, changes := m.Place(article("c", 3, w)); got != "b" || len(changes) != 0 {
		t.Errorf("c is a copy of %q, changes %v", got, changes)
	}
	got, changes := m.Place(article("a", 1, w))
	if got != "" || len(changes) != 2 || changes[0] != (Change{"b", "a"}) || changes[1] != (Change{"c", "a"}) {
		t.Errorf("a is a copy of %q, changes %v", got, changes)
	}
}

func TestReviewMendsWhatTwoProcessesMissed(t *testing.T) {
	m, w := New(), words(1, 300)
	m.Learn(article("a", 1, w)) // one process published this,
	m.Learn(article("b", 2, w)) // another that, neither knew of the other
	if got := m.Review("a"); len(got) != 1 || got[0] != (Change{"b", "a"}) || m.CopyOf("b") != "a" {
		t.Errorf("changes %v", got)
	}
	if got := m.Review("b"); len(got) != 0 {
		t.Errorf("changes again: %v", got)
	}
}

func TestARevisionCanPart(t *testing.T) {
	m, w := New(), words(1, 300)
	m.Place(article("a", 1, w))
	m.Place(article("b", 2, w))
	if got, _ := m.Place(article("b", 2, words(9, 300))); got != "" {
		t.Errorf("the revision is a copy of %q", got)
	}
}

// TestOrderDoesNotMatter places the same articles in any order and replays
// the changes as a reader of the stream would.
func TestOrderDoesNotMatter(t *testing.T) {
	var all []news.Article
	for i := range 4 {
		w := words(uint64(i), 300)
		for j := range 3 {
			all = append(all, article(fmt.Sprintf("%d-%d", i, j), (j*7)%5, w[:300-60*j]))
		}
	}
	outcome := func(order []int) map[string]string {
		m, of := New(), map[string]string{}
		for _, i := range order {
			copyOf, changes := m.Place(all[i])
			of[all[i].ID] = copyOf
			for _, c := range changes {
				of[c.ID] = c.CopyOf
			}
		}
		return of
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	want := fmt.Sprint(outcome(order))
	rapid.Check(t, func(t *rapid.T) {
		if got := fmt.Sprint(outcome(rapid.Permutation(order).Draw(t, "order"))); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	})
}

func BenchmarkPlace(b *testing.B) {
	texts := make([]news.Article, 2000)
	for i := range texts {
		texts[i] = article(fmt.Sprint(i), i/100, words(uint64(i), 600))
	}
	m := New()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		m.Place(texts[i%len(texts)])
		if i++; i%len(texts) == 0 {
			m = New()
		}
	}
}
