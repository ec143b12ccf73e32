package crosscheck

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"muster/news"
)

var update = flag.Bool("update", false, "write testdata/why.golden anew; read the diff")

// TestWhy keeps the reasons as a reader sees them.
func TestWhy(t *testing.T) {
	quoted := func(c told, text, figure string) told {
		c.text, c.figure, c.at = text, figure, strings.Index(text, figure)
		return c
	}
	ministry, staff := "Russian defence ministry/ministry/RU", "Ukrainian general staff/ministry/UA"
	troops := told{low: 4000, measure: "troops", unit: "person", subject: "DE", place: "LT", pub: "2024-03-01", class: news.Planned}
	later := troops
	later.low, later.pub, later.outlet = 4800, "2024-11-20", "The Gazette"
	over := killed(100, "The Gazette", "")
	over.hedge, over.high = news.Over, inf
	children := killed(3, "The Gazette", "")
	children.people = "children"
	launched := told{low: 90, measure: "drone-launched", unit: "drone", nature: news.OfEvent, subject: "RU", when: "2024-11-17", pub: "2024-11-17"}
	downed := launched
	downed.low, downed.measure, downed.outlet = 104, "drone-intercepted", "The Gazette"
	about := killed(400, "The Courier", "Ann Lee/person/GB")
	about.hedge = news.About
	var b strings.Builder
	for _, c := range []struct {
		name string
		a, b told
	}{
		{"contradiction", quoted(killed(12, "The Courier", "Ann Lee/person/GB"), "Ann Lee said 12 people died in Velmora.", "12 people"),
			quoted(over, "More than 100 were killed in the attack on Velmora.", "More than 100")},
		{"dispute", quoted(killed(12, "The Courier", ministry), "The ministry in Moscow counted 12 dead.", "12 dead"),
			quoted(killed(40, "The Gazette", staff), "The general staff in Kyiv spoke of 40 killed.", "40 killed")},
		{"transcription", quoted(killed(250, "The Courier", ministry), "The ministry listed 250 dead.", "250 dead"),
			quoted(killed(280, "The Gazette", ministry), "280 died, the ministry said.", "280")},
		{"update", quoted(troops, "Germany plans to send 4,000 soldiers to Lithuania.", "4,000 soldiers"),
			quoted(later, "Germany will station 4,800 soldiers in Lithuania.", "4,800 soldiers")},
		{"part", quoted(killed(23, "The Courier", ""), "The strike killed 23 people.", "23 people"),
			quoted(children, "Among the dead were three children.", "three children")},
		{"part exceeds whole", quoted(launched, "Russia launched 90 drones.", "90 drones"),
			quoted(downed, "Air defences shot down 104 drones.", "104 drones")},
		{"hedge drift", quoted(about, "Around 400 died, Ann Lee said.", "Around 400"),
			quoted(killed(400, "The Gazette", "Ann Lee/person/GB"), "Ann Lee put the dead at 400.", "400")},
	} {
		if c.b.outlet == "" {
			c.b.outlet = "The Gazette"
		}
		v := Compare(c.a.claim(t), c.b.claim(t))
		b.WriteString("== " + c.name + " -> " + orElse(string(v.Kind), "nothing") + "\n" + strings.Join(v.Why, "\n") + "\n\n")
	}
	fs := Check([]news.Claim{killed(12, "The Courier", "").claim(t), killed(40, "The Herald", "").claim(t), killed(41, "The Gazette", "").claim(t), killed(40, "Agency", "Ann Lee/person/GB").claim(t)})
	for _, f := range fs {
		b.WriteString("== finding " + string(f.Kind) + "\n" + strings.Join(f.Why, "\n") + "\n\n")
	}
	golden(t, "testdata/why.golden", b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s: -want +got\n%s", name, d)
	}
}

func TestAnswer(t *testing.T) {
	c := New(Config{})
	later := killed(40, "Agency", "Ann Lee/person/GB")
	later.pub = "2024-03-10"
	add(t, c, killed(12, "The Courier", "").claim(t), killed(40, "The Herald", "").claim(t), later.claim(t))
	other := killed(7, "The Herald", "")
	other.place = "Dornau"
	add(t, c, other.claim(t))
	a, err := c.Answer(news.Question{Measure: "killed", Place: []string{"Velmora"}})
	if err != nil {
		t.Fatal(err)
	}
	want := "2 independent sources put killed in Velmora at 40, last on 10 March 2024; others say 12 (The Courier)."
	if a.Summary != want {
		t.Errorf("summary %q, want %q", a.Summary, want)
	}
	if len(a.Positions) != 2 || len(a.Positions[0].Sources) != 2 || len(a.Timeline) != 3 {
		t.Errorf("positions %+v, timeline %d", a.Positions, len(a.Timeline))
	}
	if a, _ := c.Answer(news.Question{Measure: "wounded"}); a.Summary != "No claim answers this question." {
		t.Errorf("nothing known gives %q", a.Summary)
	}
}

// failing is a Store that is broken for a while.
type failing struct {
	memory
	broken bool
}

func (f *failing) Claims(ids []string) ([]news.Claim, error) {
	if f.broken {
		return nil, os.ErrDeadlineExceeded
	}
	return f.memory.Claims(ids)
}

// TestStoreErrorLosesNothing: what could not be written comes with the retry.
func TestStoreErrorLosesNothing(t *testing.T) {
	store := &failing{memory: memory{}}
	c := New(Config{Store: store})
	a, b := killed(12, "The Courier", "").claim(t), killed(40, "The Herald", "").claim(t)
	store.memory[a.ID], store.memory[b.ID] = a, b
	add(t, c, a)
	store.broken = true
	if _, err := c.Add(news.ClaimSet{Article: b.Article, Claims: []news.Claim{b}}); err == nil {
		t.Fatal("no error")
	}
	store.broken = false
	if fs := add(t, c, b); len(fs) != 1 || fs[0].Kind != news.Contradiction {
		t.Errorf("the retry gives %v", kinds(fs))
	}
}
