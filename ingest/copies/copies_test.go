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

// both runs a test on a memory without a file, and on one that has little else:
// every third text goes to the file.
func both(t *testing.T, test func(t *testing.T, fresh func() *Memory)) {
	t.Run("in memory", func(t *testing.T) { test(t, New) })
	t.Run("on disk", func(t *testing.T) {
		test(t, func() *Memory {
			m, err := Open(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { m.Close(noon) })
			m.head, m.full = 2, 2
			m.Trouble = func(err error) { t.Error(err) }
			m.disk.db.NoSync = true
			return m
		})
	})
}

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func article(id string, hours int, w []string) news.Article {
	text := strings.Join(w, " ")
	return news.Article{ID: id, Published: noon.Add(time.Duration(hours) * time.Hour), Text: text, Hash: news.TextHash("", text)}
}

func TestWhatIsACopy(t *testing.T) { both(t, whatIsACopy) }

func whatIsACopy(t *testing.T, fresh func() *Memory) {
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
		m := fresh()
		m.Place(article("wire", 0, wire), noon)
		if got := m.Place(article("b", 5, c.text), noon); (got == "wire") != c.copy {
			t.Errorf("%s: copy of %q", c.name, got)
		}
	}
}

func TestFarApartInTimeIsNoCopy(t *testing.T) { both(t, farApartInTimeIsNoCopy) }

func farApartInTimeIsNoCopy(t *testing.T, fresh func() *Memory) {
	m, w := fresh(), words(1, 300)
	m.Place(article("a", 0, w), noon)
	if got := m.Place(article("b", 24*31, w), noon); got != "" {
		t.Errorf("copy of %q", got)
	}
}

func TestTheEarliestIsTheOriginWheneverItComes(t *testing.T) {
	both(t, theEarliestIsTheOriginWheneverItComes)
}

func theEarliestIsTheOriginWheneverItComes(t *testing.T, fresh func() *Memory) {
	m, w := fresh(), words(1, 300)
	m.Place(article("b", 2, w), noon)
	if got := m.Place(article("c", 3, w), noon); got != "b" || len(m.Settle(noon)) != 0 {
		t.Errorf("c is a copy of %q", got)
	}
	got := m.Place(article("a", 1, w), noon)
	if changes := m.Settle(noon); got != "" || len(changes) != 2 || changes[0] != (Change{"b", "a"}) || changes[1] != (Change{"c", "a"}) {
		t.Errorf("a is a copy of %q, changes %v", got, changes)
	}
}

func TestSettleMendsWhatTwoProcessesMissed(t *testing.T) { both(t, settleMendsWhatTwoProcessesMissed) }

func settleMendsWhatTwoProcessesMissed(t *testing.T, fresh func() *Memory) {
	m, w := fresh(), words(1, 300)
	m.Learn(article("a", 1, w), noon) // one process published this,
	m.Learn(article("b", 2, w), noon) // another that, neither knew of the other
	if got := m.Settle(noon); len(got) != 1 || got[0] != (Change{"b", "a"}) || m.CopyOf("b") != "a" {
		t.Errorf("changes %v", got)
	}
	if got := m.Settle(noon); len(got) != 0 {
		t.Errorf("changes again: %v", got)
	}
}

// TestLinksSettleOnce: twenty papers whose articles come latest first would
// each make a new origin; each is stated anew once.
func TestLinksSettleOnce(t *testing.T) { both(t, linksSettleOnce) }

func linksSettleOnce(t *testing.T, fresh func() *Memory) {
	m, w := fresh(), words(1, 300)
	m.Quiet = 5 * time.Minute
	told := map[string]int{}
	for i := range 20 {
		now := noon.Add(time.Duration(i) * time.Minute)
		m.Place(article(fmt.Sprintf("p%02d", 20-i), 20-i, w), now)
		for _, c := range m.Settle(now) {
			told[c.ID]++
		}
	}
	for _, c := range m.Settle(noon.Add(time.Hour)) {
		told[c.ID]++
	}
	if len(told) != 19 {
		t.Errorf("%d of 19 are told", len(told))
	}
	for id, n := range told {
		if n != 1 || m.CopyOf(id) != "p01" {
			t.Errorf("%s told %d times, copy of %q", id, n, m.CopyOf(id))
		}
	}
}

func TestARevisionCanPart(t *testing.T) { both(t, aRevisionCanPart) }

func aRevisionCanPart(t *testing.T, fresh func() *Memory) {
	m, w := fresh(), words(1, 300)
	m.Place(article("a", 1, w), noon)
	m.Place(article("b", 2, w), noon)
	if got := m.Place(article("b", 2, words(9, 300)), noon); got != "" {
		t.Errorf("the revision is a copy of %q", got)
	}
}

// bulletin is a day's bulletin: always the same words, other numbers.
func bulletin(day int) []string {
	r := rand.New(rand.NewPCG(uint64(day), 7))
	var w []string
	for i := range 40 {
		w = append(w, fmt.Sprintf("the enemy lost about %d %s of kind %s at the front", 100+r.IntN(90_000), words(2, 40)[i], words(3, 40)[i]))
	}
	return strings.Fields(strings.Join(w, " "))
}

func TestBulletinsAreNoCopies(t *testing.T) { both(t, bulletinsAreNoCopies) }

func bulletinsAreNoCopies(t *testing.T, fresh func() *Memory) {
	m := fresh()
	for day := range 5 {
		m.Place(article(fmt.Sprintf("day-%d", day), 24*day, bulletin(day)), noon)
	}
	if got := m.Place(article("again", 50, bulletin(2)), noon); got != "day-2" {
		t.Errorf("the same bulletin in another paper is a copy of %q", got)
	}
	for day := range 5 {
		if of := m.CopyOf(fmt.Sprintf("day-%d", day)); of != "" {
			t.Errorf("the bulletin of day %d is a copy of %s", day, of)
		}
	}
	one := bulletin(1)
	for i, w := range one {
		if w[0] >= '0' && w[0] <= '9' {
			one[i] = "999" // an editor brings one figure up to date
			break
		}
	}
	if got := m.Place(article("edited", 30, one), noon); got != "day-1" {
		t.Errorf("with one figure changed a copy of %q", got)
	}
}

func TestTheCreditedAgencyIsTheOrigin(t *testing.T) { both(t, theCreditedAgencyIsTheOrigin) }

func theCreditedAgencyIsTheOrigin(t *testing.T, fresh func() *Memory) {
	m, w := fresh(), words(1, 300)
	paper, other, wire := article("paper", 1, w), article("other", 2, w), article("wire", 3, w)
	paper.Text = "KYIV, March 2 (Reuters) - " + paper.Text
	wire.Outlet.Name = "Reuters"
	for _, a := range []news.Article{paper, other, wire} {
		a.Hash = news.TextHash("", a.Text)
		m.Place(a, noon)
	}
	m.Settle(noon)
	if m.CopyOf("wire") != "" || m.CopyOf("paper") != "wire" || m.CopyOf("other") != "wire" {
		t.Errorf("wire %q, paper %q, other %q", m.CopyOf("wire"), m.CopyOf("paper"), m.CopyOf("other"))
	}
}

// TestOrderDoesNotMatter places the same articles in any order and replays
// the changes as a reader of the stream would.
func TestOrderDoesNotMatter(t *testing.T) { both(t, orderDoesNotMatter) }

func orderDoesNotMatter(t *testing.T, fresh func() *Memory) {
	var all []news.Article
	for i := range 4 {
		w := words(uint64(i), 300)
		for j := range 3 {
			all = append(all, article(fmt.Sprintf("%d-%d", i, j), (j*7)%5, w[:300-60*j]))
		}
	}
	outcome := func(order []int) map[string]string {
		m, of := fresh(), map[string]string{}
		for _, i := range order {
			of[all[i].ID] = m.Place(all[i], noon)
			for _, c := range m.Settle(noon) {
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
		m.Place(texts[i%len(texts)], noon)
		if i++; i%len(texts) == 0 {
			m = New()
		}
	}
}
