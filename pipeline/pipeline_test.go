package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"muster/news"
)

// withBus starts a real server in the process on a folder of its own.
func withBus(t *testing.T, folder string) *Bus {
	t.Helper()
	b, err := Open(t.Context(), Options{Name: t.Name(), Data: folder, QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func article(n int) news.Article {
	url := fmt.Sprintf("https://gazette.example/%d", n)
	a := news.Article{ID: news.ArticleID(url), URL: url, Title: fmt.Sprint("Report ", n), Text: "Two tanks were seen.", Revision: 1}
	a.Outlet.Name = "The Gazette"
	a.Hash = news.TextHash(a.Title, a.Text)
	return a
}

func publish(t *testing.T, b *Bus, n int) {
	t.Helper()
	for i := range n {
		if err := b.PublishArticle(t.Context(), article(i)); err != nil {
			t.Fatal(err)
		}
	}
}

// until consumes with the handler until it says that all is there.
func until(t *testing.T, b *Bus, handler func(news.Article) (bool, error)) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var full atomic.Bool
	err := b.ConsumeArticles(ctx, "test", func(_ context.Context, a news.Article) error {
		ok, err := handler(a)
		if ok {
			full.Store(true)
			cancel()
		}
		return err
	})
	if err != nil || !full.Load() {
		t.Fatalf("consume: %v, all there: %v", err, full.Load())
	}
}

func TestArticlesArriveOnce(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 5)
	publish(t, b, 5) // the same revisions again
	seen := map[string]int{}
	until(t, b, func(a news.Article) (bool, error) { seen[a.ID]++; return len(seen) == 5, nil })
	for id, n := range seen {
		if n != 1 {
			t.Errorf("%s came %d times", id, n)
		}
	}
	// The server takes an acknowledgement in a moment after it was sent.
	for left := (Backlog{InHand: 1}); !left.Empty(); {
		var err error
		if left, err = b.ArticlesBacklog(t.Context(), "test"); err != nil {
			t.Fatal(err)
		}
	}
	c, err := b.Counts(t.Context())
	if err != nil || c.Articles != 5 {
		t.Errorf("counts %+v, %v", c, err)
	}
}

func TestRetryComesAgainAndDropGoesToTheDead(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 3)
	var mu sync.Mutex
	tried := map[string]int{}
	until(t, b, func(a news.Article) (bool, error) {
		mu.Lock()
		defer mu.Unlock()
		tried[a.Title]++
		switch {
		case a.Title == "Report 0":
			return false, Drop(errors.New("no text"))
		case a.Title == "Report 1":
			panic("a defect")
		case tried[a.Title] == 1:
			return false, errors.New("not now")
		}
		return true, nil
	})
	if tried["Report 0"] != 1 || tried["Report 1"] != 1 || tried["Report 2"] != 2 {
		t.Errorf("tries %v", tried)
	}
	letters, err := b.DeadLetters(t.Context())
	if err != nil || len(letters) != 2 {
		t.Fatalf("letters %+v, %v", letters, err)
	}
	if l := letters[0]; l.Reason != "no text" || l.Stream != "ARTICLES" || l.Reader != "test" || l.Subject != "muster.articles.the-gazette" || l.Tries != 1 {
		t.Errorf("letter %+v", l)
	}
	if !strings.Contains(letters[1].Reason, "panicked: a defect") {
		t.Errorf("letter %+v", letters[1])
	}
}

func TestDeadLetterCanBeTriedAgain(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 1)
	until(t, b, func(news.Article) (bool, error) { return true, Drop(errors.New("too early")) })
	letters, err := b.DeadLetters(t.Context())
	if err != nil || len(letters) != 1 {
		t.Fatalf("letters %+v, %v", letters, err)
	}
	if err := b.RetryDead(t.Context(), letters[0].Seq); err != nil {
		t.Fatal(err)
	}
	until(t, b, func(a news.Article) (bool, error) { return a.Title == "Report 0", nil })
	if letters, _ = b.DeadLetters(t.Context()); len(letters) != 0 {
		t.Errorf("still there: %+v", letters)
	}
	if err := b.RetryDead(t.Context(), 99); err == nil || err.Error() != "pipeline: there is no dead letter 99" {
		t.Errorf("error %v", err)
	}
}

func TestOneBadSetStopsNoOther(t *testing.T) {
	b := withBus(t, t.TempDir())
	for i := range 4 {
		set := news.ClaimSet{Article: article(i).Ref(), Hash: "h", Extractor: "1"}
		if err := b.PublishClaims(t.Context(), set); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	good := map[string]bool{}
	err := b.ConsumeClaims(ctx, "index", func(_ context.Context, sets []news.ClaimSet) error {
		for _, s := range sets {
			if s.Article.Title == "Report 1" {
				return Drop(errors.New("bad set"))
			}
		}
		for _, s := range sets {
			good[s.Article.Title] = true
		}
		if len(good) == 3 {
			cancel()
		}
		return nil
	})
	if err != nil || len(good) != 3 {
		t.Errorf("good %v, %v", good, err)
	}
}

func TestNothingIsLostOverARestart(t *testing.T) {
	folder := t.TempDir()
	b := withBus(t, folder)
	publish(t, b, 6)
	seen := map[string]bool{}
	until(t, b, func(a news.Article) (bool, error) { seen[a.ID] = true; return len(seen) == 3, nil })
	b.Close()
	b = withBus(t, folder)
	until(t, b, func(a news.Article) (bool, error) { seen[a.ID] = true; return len(seen) == 6, nil })
}

func TestOneFolderHasOneServer(t *testing.T) {
	folder := t.TempDir()
	withBus(t, folder)
	_, err := Open(t.Context(), Options{Data: folder, Log: slog.New(slog.DiscardHandler)})
	if !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), "stop it, or give another --data") {
		t.Errorf("error %v", err)
	}
}

func TestOthersJoinByTheFolder(t *testing.T) {
	folder := t.TempDir()
	if url, ok := Discover(folder); ok {
		t.Fatalf("found %q on an empty folder", url)
	}
	log := slog.New(slog.DiscardHandler)
	host, err := Open(t.Context(), Options{Data: folder, Listen: "127.0.0.1:0", QuickStore: true, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	url, ok := Discover(folder)
	if !ok || url != host.URL() {
		t.Fatalf("found %q, want %q", url, host.URL())
	}
	guest, err := Open(t.Context(), Options{Server: url, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	publish(t, guest, 1)
	until(t, host, func(news.Article) (bool, error) { return true, nil })
	guest.Close()
	host.Close()
	if url, ok := Discover(folder); ok {
		t.Errorf("found %q after the end", url)
	}
}

func TestNoServerIsSaid(t *testing.T) {
	_, err := Open(t.Context(), Options{Server: "nats://me:secret@127.0.0.1:1", Log: slog.New(slog.DiscardHandler)})
	if err == nil || !strings.HasPrefix(err.Error(), "pipeline: no NATS server at nats://127.0.0.1:1: ") || strings.Contains(err.Error(), "secret") {
		t.Errorf("error %v", err)
	}
}

func TestTooLargeIsDropped(t *testing.T) {
	b := withBus(t, t.TempDir())
	a := article(1)
	a.Text = strings.Repeat("x", maxPayload)
	err := b.PublishArticle(t.Context(), a)
	if !errors.Is(err, ErrTooLarge) || outcomeOf(err) != never {
		t.Errorf("error %v", err)
	}
	a.Text = strings.Repeat("x", 3<<20)
	if err := b.PublishArticle(t.Context(), a); err != nil {
		t.Error(err)
	}
}

func TestScheduleComesWhenDue(t *testing.T) {
	b := withBus(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	later := time.Now().Add(time.Hour)
	for _, feed := range []string{"far", "near", "near"} {
		at := later
		if feed == "near" {
			at = time.Time{} // long ago
		}
		if err := b.Schedule(ctx, feed, at, []byte("job of "+feed)); err != nil {
			t.Fatal(err)
		}
	}
	for feed, want := range map[string]bool{"far": true, "near": true, "none": false} {
		if got, err := b.Scheduled(ctx, feed); err != nil || got != want {
			t.Errorf("%s scheduled: %v, %v", feed, got, err)
		}
	}
	jobs := 0
	err := b.ConsumeFetches(ctx, 1, func(_ context.Context, feed string, job []byte) error {
		if feed != "near" || string(job) != "job of near" {
			t.Errorf("feed %q, job %q", feed, job)
		}
		if jobs++; jobs == 2 {
			cancel()
			return nil
		}
		return b.Schedule(ctx, "near", time.Now(), job) // set again, as ingest does
	})
	if err != nil || jobs != 2 {
		t.Errorf("%d jobs, %v", jobs, err)
	}
	if err := b.Unschedule(t.Context(), "far"); err != nil {
		t.Fatal(err)
	}
	if left, _ := b.Scheduled(t.Context(), "far"); left {
		t.Error("far is still scheduled")
	}
}

func TestLeaseIsForOne(t *testing.T) {
	b := withBus(t, t.TempDir())
	_, lease, err := b.Lease(t.Context(), "feed")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.Lease(t.Context(), "feed"); !errors.Is(err, ErrTaken) {
		t.Errorf("second lease: %v", err)
	}
	lease.Release()
	_, lease, err = b.Lease(t.Context(), "feed")
	if err != nil {
		t.Fatal(err)
	}
	lease.Release()
}

func TestTableKeepsWhatOthersWrote(t *testing.T) {
	b := withBus(t, t.TempDir())
	seen := Seen[string](b)
	if got, v, err := seen.Get(t.Context(), "a"); got != "" || v != 0 || err != nil {
		t.Fatalf("%q %d %v", got, v, err)
	}
	v, err := seen.Put(t.Context(), "a", "one", 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seen.Put(t.Context(), "a", "two", 0); !errors.Is(err, ErrChanged) {
		t.Errorf("create over: %v", err)
	}
	if _, err := seen.Put(t.Context(), "a", "two", v); err != nil {
		t.Error(err)
	}
	if _, err := seen.Put(t.Context(), "a", "three", v); !errors.Is(err, ErrChanged) {
		t.Errorf("old version: %v", err)
	}
	if all, err := seen.All(t.Context()); err != nil || len(all) != 1 || all["a"] != "two" {
		t.Errorf("%v %v", all, err)
	}
}

func TestServiceAnswers(t *testing.T) {
	b := withBus(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if _, err := b.Request(ctx, "search.find", nil); !errors.Is(err, ErrNoAnswer) {
		t.Fatalf("nobody serves: %v", err)
	}
	err := b.Serve(ctx, "search", map[string]Answer{
		"find": func(_ context.Context, q []byte) ([]byte, error) { return append([]byte("found "), q...), nil },
		"show": func(context.Context, []byte) ([]byte, error) { return nil, errors.New("no such claim") },
		"bad":  func(context.Context, []byte) ([]byte, error) { panic("a defect") },
		"big":  func(context.Context, []byte) ([]byte, error) { return make([]byte, maxPayload), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if out, err := b.Request(ctx, "search.find", []byte("tanks")); string(out) != "found tanks" || err != nil {
		t.Errorf("%q, %v", out, err)
	}
	for endpoint, want := range map[string]string{"show": "no such claim", "bad": "internal error: a defect", "big": "ask for fewer"} {
		if _, err := b.Request(ctx, "search."+endpoint, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", endpoint, err)
		}
	}
}

func TestFindingsAreWatched(t *testing.T) {
	b := withBus(t, t.TempDir())
	for _, f := range []news.Finding{{ID: "a", Kind: news.Contradiction}, {ID: "a", Kind: news.Contradiction, Withdrawn: true}} {
		if err := b.PublishFinding(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got []bool
	err := b.WatchFindings(ctx, time.Time{}, func(f news.Finding) error {
		if got = append(got, f.Withdrawn); len(got) == 2 {
			cancel()
		}
		return nil
	})
	if err != nil || fmt.Sprint(got) != "[false true]" {
		t.Errorf("%v, %v", got, err)
	}
	n := 0
	if err := b.ReplayFindings(t.Context(), func(news.Finding) error { n++; return nil }); err != nil || n != 2 {
		t.Errorf("replayed %d, %v", n, err)
	}
}

func TestSubjectToken(t *testing.T) {
	for name, want := range map[string]string{
		"The New York Times": "the-new-york-times", "": "unknown", "15min.lt": "15min-lt", " * > ": "unknown", "Źródło": "źródło",
	} {
		if got := subjectToken(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// FuzzSubjectToken: no name of a stranger makes two tokens of a subject, a
// wildcard, or one too long for a server.
func FuzzSubjectToken(f *testing.F) {
	for _, s := range []string{"The Gazette", "a.b", "*", ">", "a b", "\x00\r\nPUB x", "$JS.API", "\u202e", strings.Repeat("w", 1<<20), strings.Repeat("ź", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := subjectToken(s)
		bad := strings.ContainsFunc(got, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if got == "" || bad || len(got) > tokenLimit+utf8.UTFMax || !utf8.ValidString(got) || got != subjectToken(got) {
			t.Errorf("%q gives %q", s, got)
		}
	})
}
