package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"muster/desk"
	"muster/index"
	"muster/news"
	"muster/pipeline"
)

// told is one claim about the soldiers of a country in another, as an outlet
// tells it.
func told(outlet string, revision int, who string, n float64, day string) news.ClaimSet {
	published, err := time.Parse("2006-01-02", day)
	if err != nil {
		panic(err)
	}
	text := fmt.Sprintf("%s had %.0f soldiers in Latvia on %s, the ministry said.", who, n, day)
	figure := fmt.Sprintf("%.0f soldiers", n)
	at := strings.Index(text, figure)
	ref := news.ArticleRef{
		ID: news.ArticleID(outlet), URL: "https://" + outlet + ".example/1", Title: "Soldiers in Latvia", Outlet: outlet, Published: published, Revision: revision,
	}
	span := news.Span{End: len(text), Text: text}
	return news.ClaimSet{Article: ref, Hash: fmt.Sprint(n, day, revision), Extractor: "test", Claims: []news.Claim{{
		ID: news.ClaimID(ref.ID, news.FigureClaim, span, news.Cut(text, at, at+len(figure))), Article: ref, Kind: news.FigureClaim, Sentence: span,
		Figure: &news.Figure{
			Span: news.Cut(text, at, at+len(figure)), Low: n, High: n, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total, Text: figure, Noun: "soldiers",
		},
		Measure: news.Measure{Act: "deploy", ActClass: "deploy", Role: news.DoneTo, Of: "soldier", OfClass: []news.Class{"soldier", "person"}}, Nature: news.Stock, Counted: "soldiers", By: []news.Party{news.Nation(who)}, Of: []news.Party{news.Nation(who)}, Subject: []news.Party{news.Nation(who)}, Place: []news.Where{news.Land("LV")},
		When: news.On(news.Day(day)), Modality: news.Actual, Polarity: news.Asserted, Confidence: 1,
		Attribution: []news.Attribution{{Source: news.Source{Name: outlet, Kind: news.Newspaper}, CueKind: news.Publishes}},
	}}}
}

// house is a bus and the daemon on it.
type house struct {
	t      *testing.T
	bus    *pipeline.Bus
	folder string
	end    context.CancelFunc
	ended  chan error
	reader string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	bus, err := pipeline.Open(t.Context(), pipeline.Options{Data: t.TempDir(), QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(bus.Close)
	return &house{t: t, bus: bus, folder: filepath.Join(t.TempDir(), "index")}
}

func (h *house) start() {
	h.t.Helper()
	ctx, end := context.WithCancel(context.Background())
	h.end, h.ended = end, make(chan error, 1)
	ready := make(chan string, 1)
	go func() {
		h.ended <- Serve(ctx, h.bus, Config{Folder: h.folder, Ready: func(name string) { ready <- name }})
	}()
	select {
	case h.reader = <-ready:
	case err := <-h.ended:
		h.t.Fatal(err)
	}
	h.t.Cleanup(end)
}

func (h *house) stop() {
	h.t.Helper()
	h.end()
	if err := <-h.ended; err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) publish(sets ...news.ClaimSet) {
	h.t.Helper()
	for _, s := range sets {
		if err := h.bus.PublishClaims(h.t.Context(), s); err != nil {
			h.t.Fatal(err)
		}
	}
}

// settle waits until all that was published is taken.
func (h *house) settle() {
	h.t.Helper()
	for {
		left, err := h.bus.ClaimsBacklog(h.t.Context(), h.reader)
		if err != nil {
			h.t.Fatal(err)
		}
		if left.Empty() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func (h *house) conflicts(r desk.ConflictsRequest) []news.Finding {
	h.t.Helper()
	a, err := desk.Away{Bus: h.bus}.Conflicts(h.t.Context(), r)
	if err != nil {
		h.t.Fatal(err)
	}
	return a.Findings
}

func (h *house) published() (all []news.Finding) {
	h.t.Helper()
	if err := h.bus.ReplayFindings(h.t.Context(), func(f news.Finding) error { all = append(all, f); return nil }); err != nil {
		h.t.Fatal(err)
	}
	return all
}

func TestClaimsBecomeFindings(t *testing.T) {
	h := newHouse(t)
	h.start()
	h.publish(told("Alpha", 1, "CA", 1500, "2023-07-10"), told("Beta", 1, "CA", 2600, "2023-07-10"), told("Gamma", 1, "DE", 800, "2023-07-10"))
	h.settle()
	got := h.conflicts(desk.ConflictsRequest{})
	if len(got) != 1 || got[0].Kind != news.Contradiction || got[0].FirstSeen.IsZero() {
		t.Fatalf("findings: %+v", got)
	}
	if said := h.published(); len(said) != 1 || said[0].ID != got[0].ID {
		t.Errorf("published: %+v", said)
	}
	away := desk.Away{Bus: h.bus}
	if a, err := away.Find(t.Context(), desk.FindRequest{Query: "soldiers figure:>2k"}); err != nil || a.Total != 1 {
		t.Errorf("find: %+v, %v", a, err)
	}
	q, err := away.Question(t.Context(), desk.QuestionRequest{Query: "subject:CA"})
	if err != nil || len(q.Positions) != 2 || q.Summary == "" {
		t.Errorf("question: %+v, %v", q, err)
	}
	if s, err := away.Show(t.Context(), desk.ShowRequest{ID: got[0].ID[:8]}); err != nil || s.Finding == nil {
		t.Errorf("show: %+v, %v", s, err)
	} else if s, err := away.Show(t.Context(), desk.ShowRequest{ID: s.Finding.Sides[0].Claims[0].ID}); err != nil || s.Claim == nil || s.Extractor != "test" {
		t.Errorf("show: %+v, %v", s, err)
	}
	if a, err := away.Article(t.Context(), desk.ArticleRequest{ID: news.ArticleID("Alpha")}); err != nil || len(a.Findings) != 1 {
		t.Errorf("article: %+v, %v", a, err)
	}
	if s, err := away.Sources(t.Context(), desk.SourcesRequest{}); err != nil || len(s.Sources) != 3 || s.Sources[0].Contradicted != 1 || s.Sources[0].By[0].Value != "Beta" {
		t.Errorf("sources: %+v, %v", s, err)
	}
	if _, err := away.Find(t.Context(), desk.FindRequest{Query: "figure:x"}); err == nil || !strings.Contains(err.Error(), "\n       ^ not a number") {
		t.Errorf("a wrong query: %v", err)
	}
	if _, err := away.Show(t.Context(), desk.ShowRequest{ID: "0000000000"}); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("no such record: %v", err)
	}
	h.stop()
	// The service may take a moment to be gone; until then it says why it
	// does not answer.
	if _, err := away.Find(t.Context(), desk.FindRequest{}); !errors.Is(err, pipeline.ErrNoAnswer) && (err == nil || err.Error() != errClosing.Error()) {
		t.Errorf("after the end: %v", err)
	}
}

// TestRevision: a revised figure withdraws the contradiction and corrects.
func TestRevision(t *testing.T) {
	h := newHouse(t)
	h.start()
	h.publish(told("Alpha", 1, "CA", 1500, "2023-07-10"), told("Beta", 1, "CA", 2600, "2023-07-10"))
	h.settle()
	h.publish(told("Beta", 2, "CA", 1500, "2023-07-10"))
	h.settle()
	if got := h.conflicts(desk.ConflictsRequest{Kinds: []news.FindingKind{news.Contradiction}}); len(got) != 0 {
		t.Errorf("the contradiction stands: %+v", got)
	}
	gone := h.conflicts(desk.ConflictsRequest{Kinds: []news.FindingKind{news.Contradiction}, Withdrawn: true})
	if len(gone) != 1 || !gone[0].Withdrawn || len(gone[0].Sides) != 2 || !strings.HasPrefix(gone[0].Why[0], "Withdrawn") {
		t.Errorf("withdrawn: %+v", gone)
	}
	if got := h.conflicts(desk.ConflictsRequest{Kinds: []news.FindingKind{news.Correction}}); len(got) != 1 {
		t.Errorf("corrections: %+v", got)
	}
}

// TestRestart: the checker is rebuilt, nothing is said twice in other words,
// and what comes after a restart is held against what came before.
func TestRestart(t *testing.T) {
	h := newHouse(t)
	h.start()
	first := h.reader
	h.publish(told("Alpha", 1, "CA", 1500, "2023-07-10"), told("Beta", 1, "CA", 2600, "2023-07-10"))
	h.settle()
	h.stop()
	before := h.published()
	h.start()
	h.settle()
	if now := h.published(); len(now) != len(before) {
		t.Errorf("%d findings were published, after a restart %d: %+v", len(before), len(now), now)
	}
	if h.reader != first {
		t.Errorf("the index reads as %s, then as %s", first, h.reader)
	}
	h.publish(told("Gamma", 1, "CA", 2600, "2023-07-10"))
	h.settle()
	got := h.conflicts(desk.ConflictsRequest{Kinds: []news.FindingKind{news.Contradiction}})
	if len(got) != 1 || len(got[0].Sides[0].Claims)+len(got[0].Sides[1].Claims) != 3 {
		t.Errorf("after a restart: %+v", got)
	}
}

// TestLostIndex: a folder that is gone or broken is built anew, with the same
// findings.
func TestLostIndex(t *testing.T) {
	for name, harm := range map[string]func(folder string) error{
		"gone":   os.RemoveAll,
		"broken": func(f string) error { return os.WriteFile(filepath.Join(f, "store", "root.bolt"), []byte("x"), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.start()
			h.publish(told("Alpha", 1, "CA", 1500, "2023-07-10"), told("Beta", 1, "CA", 2600, "2023-07-10"))
			h.settle()
			before := ids(h.conflicts(desk.ConflictsRequest{}))
			h.stop()
			if err := harm(h.folder); err != nil {
				t.Fatal(err)
			}
			h.start()
			h.settle()
			if after := ids(h.conflicts(desk.ConflictsRequest{})); len(before) != 1 || !slices.Equal(before, after) {
				t.Errorf("findings before %v, after %v", before, after)
			}
		})
	}
}

func ids(fs []news.Finding) (out []string) {
	for _, f := range fs {
		out = append(out, f.ID)
	}
	slices.Sort(out)
	return out
}

// TestUnsaid: findings written by a process that died before it published
// them are published by the next.
func TestUnsaid(t *testing.T) {
	h := newHouse(t)
	x, err := index.Open(index.Config{Path: h.folder})
	if err != nil {
		t.Fatal(err)
	}
	tk, err := newTaker(t.Context(), x, h.folder, h.bus)
	if err != nil {
		t.Fatal(err)
	}
	sets := []news.ClaimSet{told("Alpha", 1, "CA", 1500, "2023-07-10"), told("Beta", 1, "CA", 2600, "2023-07-10")}
	if err := errors.Join(tk.check(sets), tk.write(sets), x.Close()); err != nil {
		t.Fatal(err)
	}
	if said := h.published(); len(said) != 0 {
		t.Fatalf("%d findings are published", len(said))
	}
	h.start()
	if said := h.published(); len(said) != 1 {
		t.Errorf("%d findings are published after the restart", len(said))
	}
}

// TestAnotherVersion: findings of the index that the checker no longer makes
// are withdrawn at the start, those it makes now are added.
func TestAnotherVersion(t *testing.T) {
	h := newHouse(t)
	x, err := index.Open(index.Config{Path: h.folder})
	if err != nil {
		t.Fatal(err)
	}
	stale := news.Finding{ID: "f0f0f0f0f0f0", Kind: news.Contradiction, Why: []string{"an older rule"}}
	sets := []news.ClaimSet{told("Alpha", 1, "CA", 1500, "2023-07-10"), told("Beta", 1, "CA", 2600, "2023-07-10")}
	if err := errors.Join(x.Apply(index.Change{Sets: sets, Findings: []news.Finding{stale}}), x.Close()); err != nil {
		t.Fatal(err)
	}
	h.start()
	got := h.conflicts(desk.ConflictsRequest{})
	if len(got) != 1 || got[0].ID == stale.ID {
		t.Errorf("held: %+v", got)
	}
	if said := h.published(); len(said) != 2 {
		t.Errorf("%d findings are published, want the new one and the withdrawal", len(said))
	}
}

// TestAnyOrder: the same sets in another order and twice give the same
// findings.
func TestAnyOrder(t *testing.T) {
	sets := []news.ClaimSet{
		told("Alpha", 1, "CA", 1500, "2023-07-10"), told("Beta", 1, "CA", 2600, "2023-07-10"),
		told("Gamma", 1, "CA", 2600, "2023-07-10"), told("Beta", 2, "CA", 1510, "2023-07-10"), told("Delta", 1, "DE", 700, "2023-07-01"),
	}
	var want []string
	for turn := range 3 {
		h := newHouse(t)
		h.start()
		for i := range sets {
			h.publish(sets[(i*2+turn*3)%len(sets)])
		}
		h.publish(sets[turn])
		h.settle()
		got := ids(h.conflicts(desk.ConflictsRequest{}))
		if turn == 0 {
			want = got
		}
		if len(got) == 0 || !slices.Equal(got, want) {
			t.Errorf("turn %d: %v, want %v", turn, got, want)
		}
	}
}

// TestAnswersWhileStarting: before the cross-check is at work the index answers,
// and the answer says so.
func TestAnswersWhileStarting(t *testing.T) {
	x, err := index.Open(index.Config{Path: filepath.Join(t.TempDir(), "index")})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	d := &guarded{inner: desk.Here{Index: x}}
	for _, behind := range []bool{true, false} {
		d.behind.Store(behind)
		a, err := d.Conflicts(t.Context(), desk.ConflictsRequest{})
		if err != nil || (a.Behind != "") != behind {
			t.Errorf("behind %v: %q, %v", behind, a.Behind, err)
		}
	}
}

// TestAnswersWhileStopping: questions under way when the daemon ends are
// answered or refused, never crash it.
func TestAnswersWhileStopping(t *testing.T) {
	h := newHouse(t)
	h.start()
	h.publish(told("Alpha", 1, "CA", 1500, "2023-07-10"))
	h.settle()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				_, err := desk.Away{Bus: h.bus}.Find(context.Background(), desk.FindRequest{Query: "soldiers"})
				if err != nil && !errors.Is(err, pipeline.ErrNoAnswer) && err.Error() != errClosing.Error() {
					t.Error(err)
				}
			}
		})
	}
	h.stop()
	wg.Wait()
}
