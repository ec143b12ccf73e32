package crosscheck

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"muster/bench/made"
	"muster/crosscheck/frame"
	"muster/news"

	"github.com/google/go-cmp/cmp"
)

// told is a claim of made-up news, drawn from few values so that many meet.
func told(r *rand.Rand, n int) news.Claim {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	day := time.Date(2024, 5, 1+r.IntN(6), 0, 0, 0, 0, time.UTC)
	outlet := pick("Alpha", "Beta", "Gamma", "Delta")
	act := pick("kill", "wound", "launch", "deploy")
	of, class := "soldier", []news.Class{"soldier", "combatant", "person"}
	value := float64([]int{12, 19, 40, 150, 155, 4127}[r.IntN(6)])
	text := fmt.Sprintf("%v soldiers in sentence %d.", value, n)
	c := news.Claim{
		ID: fmt.Sprintf("c%03d", n), Kind: news.FigureClaim, Sentence: news.Span{End: len(text), Text: text},
		Article: news.ArticleRef{ID: fmt.Sprintf("a%d", n/2), Outlet: outlet, Published: day, Revision: 1},
		Figure:  &news.Figure{Low: value, High: value, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total, Text: fmt.Sprint(value), Span: news.Span{End: 3}},
		Measure: news.Measure{Act: act, ActClass: news.Class(act), Role: news.DoneTo, Of: of, OfClass: class},
		Of:      []news.Party{news.Nation(pick("UA", "RU"))}, Place: []news.Where{{Name: pick("Dnipro", "Lviv"), Kind: news.Spot, Country: "UA"}},
		When: news.On(news.DayOf(day)), Modality: news.Actual, Polarity: news.Asserted, Confidence: 1,
		Attribution: []news.Attribution{{Source: news.Source{Name: pick("ministry", "governor", outlet), Kind: news.Person}}},
	}
	c.Subject = c.Of
	return c
}

func pairs(n int, visit func(a, b news.Claim)) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		visit(told(r, 2*i), told(r, 2*i+1))
	}
}

func TestSymmetric(t *testing.T) {
	pairs(400, func(a, b news.Claim) {
		if d := cmp.Diff(Compare(a, b), Compare(b, a)); d != "" {
			t.Fatalf("%+v\n%+v\n%s", a, b, d)
		}
	})
}

// A claim told by another outlet word for word agrees with itself.
func TestReflexive(t *testing.T) {
	pairs(200, func(a, _ news.Claim) {
		b := a
		b.ID, b.Article.ID, b.Article.Outlet = "other", "other", "Omega"
		if v := Compare(a, b); v.Kind != news.Agreement || v.Same < .5 || v.Contradiction() != 0 {
			t.Fatalf("%+v\n%+v", a, v)
		}
	})
}

// The unit in which a length is told changes nothing.
func TestUnitInvariance(t *testing.T) {
	length := func(v float64, u news.Unit) *news.Figure {
		return &news.Figure{Low: v, High: v, Hedge: news.About, Unit: u, Scope: news.Total}
	}
	pairs(50, func(a, b news.Claim) {
		a.Figure, b.Figure = length(900, "km"), length(1400, "km")
		want := Compare(a, b)
		b.Figure = length(1400000, "m")
		got := Compare(a, b)
		got.Clash, want.Clash = 0, 0 // digits may round otherwise
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	})
}

// Moving both claims by the same number of days changes nothing.
func TestDatesShift(t *testing.T) {
	shift := func(c news.Claim, days int) news.Claim {
		c.Article.Published = c.Article.Published.AddDate(0, 0, days)
		c.When.From, c.When.To = c.When.From.Add(days), c.When.To.Add(days)
		return c
	}
	pairs(200, func(a, b news.Claim) {
		if d := cmp.Diff(Compare(a, b), Compare(shift(a, 400), shift(b, 400))); d != "" {
			t.Fatal(d)
		}
	})
}

// A slot that is not known never turns an agreement into a contradiction.
func TestUnknownNeverContradicts(t *testing.T) {
	forget := []func(c *news.Claim){
		func(c *news.Claim) { c.By = nil }, func(c *news.Claim) { c.Of, c.Subject = nil, nil }, func(c *news.Claim) { c.Place = nil },
		func(c *news.Claim) { c.When = news.When{} }, func(c *news.Claim) { c.Measure = news.Measure{} },
		func(c *news.Claim) { c.Unsure = map[news.Slot][]string{news.SlotPlace: nil, news.SlotWhen: nil} },
	}
	agreed := 0
	pairs(400, func(a, b news.Claim) {
		if Compare(a, b).Kind != news.Agreement {
			return
		}
		agreed++
		for _, f := range forget {
			c := b
			f(&c)
			if v := Compare(a, c); v.Contradiction() > 0 {
				t.Fatalf("%+v\n%+v: %+v", a, c, v)
			}
		}
	})
	if agreed < 20 {
		t.Fatalf("only %d pairs agree: the test tests little", agreed)
	}
}

// toldSets are n claims as their articles tell them.
func toldSets(r *rand.Rand, n int) []news.ClaimSet {
	var claims []news.Claim
	for i := range n {
		claims = append(claims, told(r, i))
	}
	return setsOf(claims)
}

// revised is the second revision of an article, with these claims.
func revised(set news.ClaimSet, claims ...news.Claim) news.ClaimSet {
	set.Article.Revision = 2
	set.Claims = slices.Clone(claims)
	for i := range set.Claims {
		set.Claims[i].Article = set.Article
	}
	return set
}

// The running state is that of a rebuilt one, in whatever order the articles
// and their revisions come, and however often.
func TestAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	sets := toldSets(r, 160)
	for i := 0; i < len(sets); i += 5 {
		sets = append(sets, revised(sets[i], sets[i].Claims[:len(sets[i].Claims)/2+1]...))
	}
	want := findings(t, sets)
	if len(want) < 10 {
		t.Fatalf("only %d findings: the test tests little", len(want))
	}
	for range 4 {
		r.Shuffle(len(sets), func(i, j int) { sets[i], sets[j] = sets[j], sets[i] })
		if d := cmp.Diff(want, findings(t, append(sets, sets[:10]...))); d != "" {
			t.Fatalf("-one order +another\n%s", d)
		}
	}
}

// What was told and not withdrawn is what stands, in many small streams with
// revisions and articles that are forgotten. More seeds are tried where
// MUSTER_BENCH_LARGE is set.
func TestToldIsWhatStands(t *testing.T) {
	seeds := uint64(12)
	if os.Getenv("MUSTER_BENCH_LARGE") != "" {
		seeds = 300
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 77))
		sets := toldSets(r, 60)
		for i := range len(sets) / 6 {
			sets = append(sets, revised(sets[6*i], told(r, 100+i)))
		}
		sets = append(sets, news.Forget(sets[1].Article), news.Forget(sets[6].Article))
		want := findings(t, sets)
		r.Shuffle(len(sets), func(i, j int) { sets[i], sets[j] = sets[j], sets[i] })
		if d := cmp.Diff(want, findings(t, sets)); d != "" {
			t.Fatalf("seed %d: -one order +another\n%s", seed, d)
		}
	}
}

// A checker that is written down and read again at any point, in whatever order
// the articles come, tells and knows what one knows that never was.
func TestRestartAnywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	sets := toldSets(r, 90)
	for i := range len(sets) / 4 {
		sets = append(sets, revised(sets[4*i], sets[4*i].Claims[1:]...))
	}
	sets = append(sets, news.Forget(sets[0].Article), news.Forget(sets[3].Article))
	want := findings(t, sets)
	for range 2 {
		r.Shuffle(len(sets), func(i, j int) { sets[i], sets[j] = sets[j], sets[i] })
		store := memory{}
		running, stopped := New(Config{}), New(Config{Store: store})
		for i, s := range sets {
			store.keep(s)
			says, saysToo := add(t, running, s), add(t, stopped, s)
			if d := cmp.Diff(says, saysToo); d != "" {
				t.Fatalf("after %d sets -running +stopped and started\n%s", i, d)
			}
			if r.IntN(8) == 0 {
				stopped = restarted(t, stopped)
			}
		}
		if d := cmp.Diff(want, all(t, restarted(t, stopped))); d != "" {
			t.Fatalf("-in order +stopped and started\n%s", d)
		}
	}
}

// TestRunningIsRebuilt: a stream of news that comes as it likes, with revisions
// and articles that are forgotten, into a daemon that stops now and then, leaves
// what a checker knows that loads all of it at once. It takes 5,000 articles where
// MUSTER_BENCH_LARGE is set.
func TestRunningIsRebuilt(t *testing.T) {
	articles := 80
	if os.Getenv("MUSTER_BENCH_LARGE") != "" {
		articles = 5000
	}
	r := rand.New(rand.NewPCG(11, 12))
	w := made.NewWire(5)
	var sets []news.ClaimSet
	for i := range articles {
		set := w.Set()
		sets = append(sets, set)
		if i%7 == 0 {
			again := set
			again.Article.Revision = 2
			again.Claims = slices.Clone(set.Claims[1:])
			for j := range again.Claims {
				again.Claims[j].Article = again.Article
			}
			sets = append(sets, again)
		}
		if i%50 == 0 {
			sets = append(sets, news.Forget(set.Article))
		}
	}
	whole, store := New(Config{}), memory{}
	for _, s := range sets {
		store.keep(s)
		whole.Load(s)
	}
	if err := whole.Settle(func(news.Finding) error { return nil }); err != nil {
		t.Fatal(err)
	}
	r.Shuffle(len(sets), func(i, j int) { sets[i], sets[j] = sets[j], sets[i] })
	running := New(Config{Store: store})
	for i, s := range sets {
		add(t, running, s)
		if r.IntN(len(sets)/4) == 0 {
			t.Logf("stopped and started after %d sets", i)
			running = restarted(t, running)
		}
	}
	want := all(t, whole)
	if d := cmp.Diff(want, all(t, running)); d != "" {
		t.Fatalf("-at once +running\n%s", d)
	}
	if len(want) < articles/2 {
		t.Fatalf("only %d findings: the test tests little", len(want))
	}
	t.Logf("%d findings are the same", len(want))
}

// restarted is the checker written down and read again.
func restarted(t testing.TB, c *Checker) *Checker {
	t.Helper()
	var b, twice bytes.Buffer
	w := frame.NewWriter(&b)
	if err := errors.Join(c.Write(w), w.Close()); err != nil {
		t.Fatal(err)
	}
	in := b.Bytes()
	r := frame.NewReader(bytes.NewReader(in))
	again := Read(Config{Store: c.store}, r)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	w = frame.NewWriter(&twice)
	if err := errors.Join(again.Write(w), w.Close()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(in, twice.Bytes()) {
		t.Fatal("what was read is written otherwise")
	}
	return again
}

func add(t *testing.T, c *Checker, s news.ClaimSet) []news.Finding {
	t.Helper()
	fs, err := c.Add(s)
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

func all(t *testing.T, c *Checker) []news.Finding {
	t.Helper()
	fs, err := c.Findings()
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

// A checker that has something left to tell is not written down.
func TestUnsettledIsNotWritten(t *testing.T) {
	c := New(Config{})
	r := rand.New(rand.NewPCG(9, 9))
	c.Load(setsOf([]news.Claim{told(r, 0)})[0])
	if err := c.Write(frame.NewWriter(io.Discard)); err == nil {
		t.Error("claims that were not checked are written down")
	}
}

// FuzzRead: whatever stands in frames that are whole is read or refused.
func FuzzRead(f *testing.F) {
	c := New(Config{})
	r := rand.New(rand.NewPCG(1, 9))
	for i := range 12 {
		c.Load(setsOf([]news.Claim{told(r, i)})[0])
	}
	if err := c.Settle(func(news.Finding) error { return nil }); err != nil {
		f.Fatal(err)
	}
	var b bytes.Buffer
	w := frame.NewWriter(&b)
	if err := errors.Join(c.Write(w), w.Close()); err != nil {
		f.Fatal(err)
	}
	const head, end = 8, 8
	f.Add(b.Bytes()[head : b.Len()-end])
	f.Fuzz(func(t *testing.T, values []byte) {
		var b bytes.Buffer
		w := frame.NewWriter(&b)
		w.Bytes(values...)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		in := frame.NewReader(&b)
		again := Read(Config{Store: given{}}, in)
		if in.Close() == nil {
			restarted(t, again)
		}
	})
}

// A reading that says the same of the slots and other words of the sentence is
// told with its new words, and of an article that is forgotten nothing is told.
func TestReadAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	sets := toldSets(r, 80)
	again, forgotten := sets[0], news.Forget(sets[1].Article)
	again.Claims = slices.Clone(again.Claims)
	for i := range again.Claims {
		again.Claims[i].Sentence.Text += " Or so."
	}
	running := findings(t, append(slices.Clone(sets), again, forgotten, sets[1]))
	sets[0], sets[1] = again, forgotten
	if d := cmp.Diff(findings(t, sets), running); d != "" {
		t.Fatalf("-rebuilt +running\n%s", d)
	}
}

// findings are those that stand after all sets, told one by one; what was told
// and not withdrawn must be what stands.
func findings(t *testing.T, sets []news.ClaimSet) []news.Finding {
	t.Helper()
	c := New(Config{})
	standing := map[string]news.Finding{}
	for _, s := range sets {
		changed, err := c.Add(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range changed {
			if f.Withdrawn {
				delete(standing, f.ID)
			} else {
				standing[f.ID] = f
			}
		}
	}
	all, err := c.Findings()
	if err != nil {
		t.Fatal(err)
	}
	var said []news.Finding
	for _, f := range standing {
		said = append(said, f)
	}
	slices.SortFunc(said, byID)
	if d := cmp.Diff(all, said); d != "" {
		t.Fatalf("-stands +told\n%s", d)
	}
	return all
}

func TestKnownPairs(t *testing.T) {
	base := told(rand.New(rand.NewPCG(5, 6)), 0)
	base.Measure.Act, base.Measure.ActClass = "kill", "kill"
	make := func(value float64, hedge news.Hedge, day int, origin string) news.Claim {
		c := base
		c.ID, c.Article.ID, c.Article.Outlet = origin+fmt.Sprint(value, day), origin+fmt.Sprint(day), "Outlet of "+origin
		f := *base.Figure
		f.Low, f.High, f.Hedge = value, value, hedge
		c.Figure = &f
		c.Article.Published = time.Date(2024, 5, day, 12, 0, 0, 0, time.UTC)
		c.When = news.On("2024-05-01")
		c.Attribution = []news.Attribution{{Source: news.Source{Name: origin, Kind: news.Person}}}
		return c
	}
	for _, c := range []struct {
		name string
		a, b news.Claim
		want news.FindingKind
	}{
		{"the same", make(27, news.Exact, 2, "A"), make(27, news.Exact, 3, "B"), news.Agreement},
		{"rounded", make(4127, news.Exact, 2, "A"), make(4100, news.About, 3, "B"), news.Agreement},
		{"hedge lost", make(27, news.AtLeast, 2, "A"), make(27, news.Exact, 3, "B"), news.HedgeDrift},
		{"a toll rises", make(27, news.AtLeast, 2, "A"), make(55, news.Exact, 6, "A"), news.Update},
	} {
		if got := Compare(c.a, c.b).Kind; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
