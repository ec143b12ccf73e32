package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"muster/ingest/copies"
	"muster/ingest/feed"
	"muster/ingest/fetch"
	"muster/ingest/sources"
	"muster/news"
)

// shelf keeps records in memory, with versions as the real one has them.
type shelf[T any] struct {
	mu       sync.Mutex
	records  map[string]T
	versions map[string]uint64
}

func newShelf[T any]() *shelf[T] {
	return &shelf[T]{records: map[string]T{}, versions: map[string]uint64{}}
}

func (s *shelf[T]) Get(_ context.Context, key string) (T, uint64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.records[key], s.versions[key], nil
}

func (s *shelf[T]) Put(_ context.Context, key string, record T, version uint64) (uint64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.versions[key] != version {
		return 0, ErrChanged
	}
	s.records[key], s.versions[key] = record, version+1
	return version + 1, nil
}

// storeroom is the stream of articles.
type storeroom struct{ list []news.Article }

func (a *storeroom) Store(_ context.Context, art news.Article) (uint64, error) {
	a.list = append(a.list, art)
	return uint64(len(a.list)), nil
}

func (a *storeroom) Load(_ context.Context, seq uint64) (news.Article, error) {
	return a.list[seq-1], nil
}

// bench is a worker with a web site, a clock and a stream of its own.
type bench struct {
	*Worker
	*httptest.Server
	t       *testing.T
	now     time.Time
	archive *storeroom
	pages   map[string]string      // by path; "404" and the like are statuses
	headers map[string]http.Header // by path
	hits    map[string]int
	awaited map[string]time.Time
	alerts  []Alert
	watches *shelf[Watch]
	edits   *shelf[Edits]
}

func newBench(t *testing.T) *bench {
	b := &bench{
		t: t, now: time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC), archive: &storeroom{}, pages: map[string]string{}, headers: map[string]http.Header{},
		hits: map[string]int{}, awaited: map[string]time.Time{}, watches: newShelf[Watch](), edits: newShelf[Edits](),
	}
	b.Server = httptest.NewServer(http.HandlerFunc(b.serve))
	t.Cleanup(b.Close)
	b.Worker = &Worker{
		Fetch: fetch.New(fetch.Config{AllowPrivate: true, Delay: -1, IgnoreRobots: true}), Items: newShelf[Item](), Articles: newShelf[Revision](),
		Pages: b.watches, Edits: b.edits, Stream: b.archive, Copies: copies.New(), Now: func() time.Time { return b.now }, Log: slog.New(slog.DiscardHandler),
		Await: func(_ context.Context, key string, at time.Time) error { b.awaited[key] = at; return nil },
		Tell:  func(_ context.Context, a Alert) { b.alerts = append(b.alerts, a) },
	}
	return b
}

func (b *bench) serve(w http.ResponseWriter, r *http.Request) {
	b.hits[r.URL.Path]++
	for name, values := range b.headers[r.URL.Path] {
		w.Header()[name] = values
	}
	text := b.pages[r.URL.Path]
	etag := fmt.Sprintf("%q", news.TextHash("", text))
	w.Header().Set("ETag", etag)
	var status int
	switch _, err := fmt.Sscanf(text, "status %d", &status); {
	case err == nil:
		w.WriteHeader(status)
	case text == "":
		w.WriteHeader(http.StatusNotFound)
	case r.Header.Get("If-None-Match") == etag:
		w.WriteHeader(http.StatusNotModified)
	default:
		_, _ = fmt.Fprint(w, text)
	}
}

// feed puts a feed of items at the path and returns its state.
func (b *bench) feed(path string, items ...string) Feed {
	b.pages[path] = "<rss><channel><title>Gazette</title>" + strings.ReplaceAll(strings.Join(items, ""), "SITE", b.URL) + "</channel></rss>"
	return Feed{Source: sources.New(news.Source{Name: "Gazette"}, b.URL+path, "en")}
}

func (b *bench) page(path, text string) {
	b.pages[path] = "<html lang=en><body><article><h1>Report</h1><p>" + text + "</p></article></body></html>"
}

func (b *bench) poll(f Feed) Feed {
	b.t.Helper()
	f, err := b.Poll(b.t.Context(), f)
	if err != nil {
		b.t.Fatal(err)
	}
	return f
}

// lookAt moves the clock to the awaited look of a page and does it.
func (b *bench) lookAt(path string) {
	b.t.Helper()
	key := watchKey(b.URL + path)
	b.now = b.awaited[key]
	delete(b.awaited, key)
	if err := b.Look(b.t.Context(), key); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) texts() (all []string) {
	for _, a := range b.archive.list {
		all = append(all, fmt.Sprintf("%s %d %s", strings.TrimPrefix(a.CanonicalURL, b.URL), a.Revision, a.Text))
	}
	return all
}

const long = "The staff said on Monday that %d soldiers would move to the border before the end of May, and that the money was there."

func item(title, link, more string) string {
	return "<item><title>" + title + "</title><link>" + link + "</link>" + more + "</item>"
}

func TestItemsBehindAHashAreArticlesOfTheirOwn(t *testing.T) {
	b := newBench(t)
	var items []string
	for i := 1; i <= 4; i++ {
		items = append(items, item(fmt.Sprintf("Post %d", i), fmt.Sprintf("SITE/live#post-%d", i), fmt.Sprintf("<description>Post %d: "+long+"</description>", i, 100*i)))
	}
	b.page("/live", fmt.Sprintf(long, 999))
	f := b.poll(b.feed("/rss", items...))
	if len(b.archive.list) != 4 {
		t.Fatalf("%q", b.texts())
	}
	for _, a := range b.archive.list {
		if a.Revision != 1 || !strings.Contains(a.CanonicalURL, "#post-") || strings.Contains(a.Text, "999") {
			t.Errorf("%+v", a)
		}
	}
	// Only the newest is left, and one more comes alone: no identity moves.
	b.feed("/rss", items[3])
	f = b.poll(f)
	b.feed("/rss", item("Post 5", "SITE/live#post-5", "<description>Post 5: "+fmt.Sprintf(long, 500)+"</description>"))
	f = b.poll(f)
	b.feed("/rss", items[0])
	if b.poll(f); len(b.archive.list) != 5 || b.archive.list[4].Revision != 1 {
		t.Errorf("%q", b.texts())
	}
}

func TestFragmentsOfTrackersAreNoIdentity(t *testing.T) {
	for address, want := range map[string]string{
		"https://x.example/a#xtor=RSS-1":      "https://x.example/a",
		"https://x.example/a#comments":        "https://x.example/a",
		"https://x.example/a#:~:text=40%20x":  "https://x.example/a",
		"https://x.example/a#post-1":          "https://x.example/a#post-1",
		"https://x.example/a#block-5f3a2b":    "https://x.example/a#block-5f3a2b",
		"https://x.example/a?utm_source=rss":  "https://x.example/a",
		"https://x.example/a?id=7&fbclid=1#1": "https://x.example/a?id=7#1",
	} {
		if got := identity(found{Item: feed.Item{ID: "i", URL: address}}); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	shared := found{Item: feed.Item{ID: "g1", URL: "https://x.example/live"}, shared: true}
	if got := identity(shared); got != "https://x.example/live#g1" {
		t.Errorf("shared: %s", got)
	}
}

func TestRepeatedGUIDsReadNoPageTwice(t *testing.T) {
	b := newBench(t)
	for _, p := range []string{"/a", "/b", "/c"} {
		b.page(p, fmt.Sprintf(long, len(p))+p)
	}
	f := b.feed("/rss", item("A", "SITE/a", "<guid>g</guid>"), item("B", "SITE/b", "<guid>g</guid>"), item("C", "SITE/c", "<guid>g</guid>"))
	for range 3 {
		f.ETag, f.LastModified = "", "" // a server that never says "not modified"
		f = b.poll(f)
	}
	if b.hits["/a"] != 1 || b.hits["/b"] != 1 || b.hits["/c"] != 1 || len(b.archive.list) != 3 {
		t.Errorf("hits %v, %d articles", b.hits, len(b.archive.list))
	}
}

// TestStealthEditsAreSeen: the feed answers "not modified", and then has lost
// the item; its page is read on a schedule of its own.
func TestStealthEditsAreSeen(t *testing.T) {
	b := newBench(t)
	b.page("/a", fmt.Sprintf(long, 1200))
	f := b.poll(b.feed("/rss", item("A", "SITE/a", "")))
	b.page("/a", fmt.Sprintf(long, 1400))
	if f = b.poll(f); len(b.archive.list) != 1 {
		t.Fatalf("%q", b.texts())
	}
	b.lookAt("/a")
	if len(b.archive.list) != 2 || b.archive.list[1].Revision != 2 || b.archive.list[1].ID != b.archive.list[0].ID || !strings.Contains(b.archive.list[1].Text, "1400") {
		t.Fatalf("%q", b.texts())
	}
	e := b.edits.records["edits."+b.archive.list[0].ID]
	if len(e.List) != 1 || len(e.List[0].Changes) != 1 || !strings.Contains(e.List[0].Changes[0].Was, "1200") || !strings.Contains(e.List[0].Changes[0].Is, "1400") {
		t.Errorf("%+v", e)
	}
	b.feed("/rss", item("Other", "SITE/gone", "<description>x</description>"))
	b.poll(f)
	n := len(b.archive.list)
	b.page("/a", fmt.Sprintf(long, 1500))
	b.lookAt("/a")
	if len(b.archive.list) != n+1 || b.archive.list[n].Revision != 3 {
		t.Errorf("%q", b.texts())
	}
}

func TestLooksFollowTheirSchedule(t *testing.T) {
	b := newBench(t)
	start := b.now
	b.page("/a", fmt.Sprintf(long, 1200))
	b.poll(b.feed("/rss", item("A", "SITE/a", "")))
	key := watchKey(b.URL + "/a")
	for _, age := range usualLooks.Ages {
		at := b.awaited[key].Sub(start)
		if at < age || at > age+age/4 {
			t.Errorf("look at %v, want %v to %v", at, age, age+age/4)
		}
		b.lookAt("/a")
	}
	if at, ok := b.awaited[key]; ok {
		t.Errorf("one more look at %v", at)
	}
	// Its claims stand in a finding now: it is looked at again, often.
	b.InFinding = func(string) bool { return true }
	if err := b.Sooner(t.Context(), b.URL+"/a"); err != nil || b.awaited[key].Sub(b.now) > 2*time.Hour {
		t.Fatalf("%v, %v", b.awaited[key].Sub(b.now), err)
	}
	b.lookAt("/a")
	if wait := b.awaited[key].Sub(b.now); wait != usualLooks.InFinding {
		t.Errorf("%v after a look in a finding", wait)
	}
}

func TestPagesThatAreGoneAreLeftAlone(t *testing.T) {
	b := newBench(t)
	b.page("/a", fmt.Sprintf(long, 1200))
	b.poll(b.feed("/rss", item("A", "SITE/a", "")))
	key := watchKey(b.URL + "/a")
	b.pages["/a"] = "status 503"
	for i := range maxLookFailures - 1 {
		b.lookAt("/a")
		if wait := b.awaited[key].Sub(b.now); wait < 20*time.Minute || wait > 2*time.Hour {
			t.Errorf("failure %d: again in %v", i+1, wait)
		}
	}
	b.pages["/a"] = "status 404"
	b.lookAt("/a")
	if _, ok := b.awaited[key]; ok || len(b.archive.list) != 1 {
		t.Error("a page that is gone is awaited")
	}
}

// TestForgottenArticlesAreNotStoredAgain: neither by their feed nor by a look
// at their page, and nothing is kept of their text.
func TestForgottenArticlesAreNotStoredAgain(t *testing.T) {
	b := newBench(t)
	b.page("/a", fmt.Sprintf(long, 1200))
	f := b.poll(b.feed("/rss", item("A", "SITE/a", "")))
	b.page("/a", fmt.Sprintf(long, 1300))
	b.lookAt("/a")
	a, key := b.archive.list[0], watchKey(b.URL+"/a")
	if e, _, _ := b.edits.Get(t.Context(), "edits."+a.ID); len(e.List) != 1 || len(b.archive.list) != 2 {
		t.Fatalf("%d edits, %d stored", len(e.List), len(b.archive.list))
	}
	if pages, err := b.Forget(t.Context(), a.ID, a.URL); len(pages) != 1 || pages[0] != key || err != nil {
		t.Fatalf("pages %q, want %q; %v", pages, key, err)
	}
	b.page("/a", fmt.Sprintf(long, 1400))
	b.lookAt("/a")
	b.feed("/rss", item("A, and what came of it", "SITE/a", "<description>More of it.</description>"))
	b.now = b.now.Add(time.Hour)
	b.poll(f)
	if len(b.archive.list) != 2 || len(b.awaited) != 0 {
		t.Errorf("%d stored, %d looks to come", len(b.archive.list), len(b.awaited))
	}
	if e, _, _ := b.edits.Get(t.Context(), "edits."+a.ID); e.Title != "" || len(e.List) > 0 {
		t.Errorf("edits left: %+v", e)
	}
	if wt, _, _ := b.watches.Get(t.Context(), key); wt.Base.Title != "" {
		t.Errorf("left of the page: %+v", wt)
	}
}

// TestFullTextFeedsAreWatchedToo: the page reads otherwise than the feed, so
// only a page that differs from itself has changed.
func TestFullTextFeedsAreWatchedToo(t *testing.T) {
	b := newBench(t)
	text := strings.Repeat(fmt.Sprintf(long, 1200)+" ", 20)
	b.page("/a", text+"And a sentence that the feed has not.")
	b.poll(b.feed("/rss", item("A", "SITE/a", "<description>"+text+"</description>")))
	b.lookAt("/a")
	if len(b.archive.list) != 1 {
		t.Fatalf("the first look at the page made a revision: %d", len(b.archive.list))
	}
	b.page("/a", strings.Replace(text, "1200", "1400", 1)+"And a sentence that the feed has not.")
	b.lookAt("/a")
	if len(b.archive.list) != 2 || b.archive.list[1].Revision != 2 {
		t.Errorf("%d articles", len(b.archive.list))
	}
}

func TestLiveBlogsAreSplit(t *testing.T) {
	b := newBench(t)
	post := func(i, n int) string {
		return fmt.Sprintf(`<article class="live-post" id="post-%d"><time datetime="2026-03-04T1%d:00:00Z">x</time><h2>Post %d</h2><p>`+long+`</p></article>`, i, i, i, n)
	}
	b.pages["/live"] = "<html><body><main>" + post(0, 100) + post(1, 200) + post(2, 300) + "</main></body></html>"
	b.poll(b.feed("/rss", item("Live: the day", "SITE/live", "")))
	if len(b.archive.list) != 3 {
		t.Fatalf("%q", b.texts())
	}
	for i, a := range b.archive.list {
		if a.Revision != 1 || a.Title != fmt.Sprintf("Post %d", i) || a.Published.Hour() != 10+i || !strings.HasSuffix(a.CanonicalURL, fmt.Sprintf("/live#post-%d", i)) {
			t.Errorf("%+v", a)
		}
	}
	key := watchKey(b.URL + "/live")
	if wait := b.awaited[key].Sub(b.now); wait != liveLook {
		t.Errorf("read again in %v", wait)
	}
	b.pages["/live"] = "<html><body><main>" + post(3, 400) + post(0, 100) + post(1, 250) + post(2, 300) + "</main></body></html>"
	b.lookAt("/live")
	last := b.archive.list[3:]
	if len(last) != 2 || last[0].Title != "Post 3" || last[0].Revision != 1 || last[1].Title != "Post 1" || last[1].Revision != 2 {
		t.Errorf("%q", b.texts())
	}
}

func TestUndatedItems(t *testing.T) {
	b := newBench(t)
	b.page("/a", fmt.Sprintf(long, 1))
	b.page("/b", fmt.Sprintf(long, 2))
	b.pages["/c"] = strings.Replace(b.pages["/b"], "<body>", "<head><meta property='article:published_time' content='2026-03-01'></head><body>", 1)
	f := b.poll(b.feed("/rss", item("A", "SITE/a", "")))
	b.now = b.now.Add(time.Hour)
	b.feed("/rss", item("C", "SITE/c", ""), item("B", "SITE/b", ""), item("A", "SITE/a", ""))
	b.poll(f)
	a, second, third := b.archive.list[0], b.archive.list[1], b.archive.list[2]
	if !a.Published.IsZero() {
		t.Errorf("nobody knows how old the first items of a feed are: %v", a.Published)
	}
	if !second.Published.Equal(b.now) || !second.PublishedGuessed {
		t.Errorf("first seen: %v %v", second.Published, second.PublishedGuessed)
	}
	if third.Published.Format(time.DateOnly) != "2026-03-01" || third.PublishedGuessed {
		t.Errorf("the page's own: %v %v", third.Published, third.PublishedGuessed)
	}
}

func TestTheSourceOfAnAggregatorIsTheOutlet(t *testing.T) {
	b := newBench(t)
	b.page("/a", fmt.Sprintf(long, 1))
	b.poll(b.feed("/rss", item("Strike - The Harbour Journal", "SITE/a", `<source url="https://www.harbour.example">The Harbour Journal</source>`)))
	a := b.archive.list[0]
	if a.Outlet.Name != "The Harbour Journal" || !slices.Equal(a.Outlet.Domains, []string{"harbour.example"}) || !strings.HasPrefix(a.Feed, "gazette-") {
		t.Errorf("%+v", a)
	}
}

// TestOneCanonicalAddressForAll: a site that names its front page or a section
// as the canonical address of each article gives no false revisions.
func TestOneCanonicalAddressForAll(t *testing.T) {
	b := newBench(t)
	for i, p := range []string{"/a", "/b"} {
		b.page(p, fmt.Sprintf(long, i+1))
		b.pages[p] = strings.Replace(b.pages[p], "<body>", "<head><link rel=canonical href='/news'></head><body>", 1)
	}
	b.poll(b.feed("/rss", item("A", "SITE/a", ""), item("B", "SITE/b", "")))
	if len(b.archive.list) != 2 || b.archive.list[0].Revision != 1 || b.archive.list[1].Revision != 1 || b.archive.list[0].ID == b.archive.list[1].ID {
		t.Errorf("%q", b.texts())
	}
}

func TestBackoff(t *testing.T) {
	b := newBench(t)
	f := b.feed("/rss")
	b.pages["/rss"] = "status 500"
	last := time.Duration(0)
	for n := 1; n <= 40; n++ {
		f = b.poll(f)
		wait := f.Next.Sub(b.now)
		least := min(minInterval<<min(n-1, 12), maxBackoff)
		if wait < least || wait > least+least/4 || f.Retired || f.Failures != n || f.Error != "fetch: the server answered 500 Internal Server Error" {
			t.Fatalf("failure %d: again in %v, want %v to %v: %+v", n, wait, least, least+least/4, f)
		}
		last, b.now = wait, f.Next
	}
	if last < maxBackoff {
		t.Errorf("the longest wait is %v", last)
	}
	b.feed("/rss", item("A", "SITE/a", "<description>x</description>"))
	if f = b.poll(f); f.Failures != 0 || f.Error != "" || !f.FailingSince.IsZero() {
		t.Errorf("it works again: %+v", f)
	}
}

func TestJitterSpreads(t *testing.T) {
	buckets := map[int]int{}
	for i := range 1000 {
		buckets[int(jitter(fmt.Sprintf("feed-%d", i), 1, 10*time.Second)/time.Second)]++
	}
	for i := range 10 {
		if buckets[i] < 50 || buckets[i] > 150 {
			t.Errorf("second %d: %d of 1000", i, buckets[i])
		}
	}
}

func TestHostsThatAskForAPauseGetIt(t *testing.T) {
	b := newBench(t)
	b.now = time.Now() // the host's pause is one of the real clock
	f := b.feed("/rss")
	b.pages["/rss"], b.headers["/rss"] = "status 503", http.Header{"Retry-After": {"3600"}}
	f = b.poll(f)
	if wait := f.Next.Sub(b.now); wait < time.Hour || wait > 67*time.Minute || f.Failures != 1 {
		t.Errorf("again in %v, %d failures", wait, f.Failures)
	}
	other := b.poll(b.feed("/other"))
	if wait := other.Next.Sub(b.now); wait < 59*time.Minute || other.Failures != 0 || !strings.Contains(other.Error, "asked to be left alone until") || b.hits["/other"] != 0 {
		t.Errorf("another feed of the host: in %v, %+v", wait, other)
	}
}

func TestGoneAndMovedFeedsAreTold(t *testing.T) {
	b := newBench(t)
	f := b.feed("/old")
	b.pages["/old"], b.headers["/old"] = "status 301", http.Header{"Location": {"/new"}}
	b.feed("/new", item("A", "SITE/a", "<description>x</description>"))
	old := f.Source.URL
	f = b.poll(f)
	if f.Source.URL != b.URL+"/new" || f.Moved != old {
		t.Errorf("%+v", f)
	}
	b.pages["/new"] = "status 410"
	if f = b.poll(f); !f.Retired {
		t.Errorf("%+v", f)
	}
	if len(b.alerts) != 2 || b.alerts[0].Kind != "moved" || b.alerts[1].Kind != "retired" {
		t.Errorf("%+v", b.alerts)
	}
}

// dated are items with the given gap between them, the newest at the time.
func dated(newest time.Time, gap time.Duration, n int) (items []string) {
	for i := range n {
		items = append(items, item(fmt.Sprintf("Item %d at %d", i, newest.Unix()), fmt.Sprintf("SITE/%d-%d", newest.Unix(), i),
			"<description>x</description><pubDate>"+newest.Add(-gap*time.Duration(i)).Format(time.RFC1123Z)+"</pubDate>"))
	}
	return items
}

func TestIntervalFollowsTheRhythm(t *testing.T) {
	for gap, want := range map[time.Duration]time.Duration{
		time.Minute:      minInterval,
		20 * time.Minute: 10 * time.Minute,
		4 * time.Hour:    2 * time.Hour,
		72 * time.Hour:   maxInterval,
	} {
		b := newBench(t)
		f := b.poll(b.feed("/rss", dated(b.now, gap, 12)...))
		if got := time.Duration(f.Interval) * time.Second; got != want {
			t.Errorf("an item every %v: fetched every %v, want %v", gap, got, want)
		}
	}
	b := newBench(t)
	f := b.feed("/rss", dated(b.now, time.Hour, 12)...)
	f.Source.Interval = 90
	if f = b.poll(f); f.Interval != 90 {
		t.Errorf("the user wants every 90 s: %d", f.Interval)
	}
}

func TestASilentFeedIsAskedLessAndTold(t *testing.T) {
	b := newBench(t)
	f := b.poll(b.feed("/rss", dated(b.now, 2*time.Hour, 12)...))
	began, quick := b.now, f.Interval
	for b.now.Sub(began) < 40*time.Hour {
		b.now = f.Next
		f = b.poll(f)
	}
	if !f.Silent || f.Interval <= quick || len(b.alerts) != 1 || b.alerts[0].Kind != "silent" || b.hits["/rss"] > 40 {
		t.Errorf("%+v, %+v, %d requests", f, b.alerts, b.hits["/rss"])
	}
	if at := b.alerts[0].At.Sub(began); at < 6*time.Hour || at > 9*time.Hour {
		t.Errorf("told after %v, want three times two hours", at)
	}
	b.feed("/rss", dated(b.now, 2*time.Hour, 12)...)
	if f = b.poll(f); f.Silent || b.alerts[1].Kind != "back" {
		t.Errorf("%+v, %+v", f, b.alerts)
	}
}

func TestCacheControlHoldsOnA304(t *testing.T) {
	for name, c := range map[string]struct {
		first, then http.Header
		want        time.Duration
	}{
		"said again":      {http.Header{"Cache-Control": {"max-age=600"}}, http.Header{"Cache-Control": {"max-age=7200"}}, 2 * time.Hour},
		"not said again":  {http.Header{"Cache-Control": {"max-age=7200"}}, http.Header{}, 2 * time.Hour},
		"taken back":      {http.Header{"Cache-Control": {"max-age=7200"}}, http.Header{"Cache-Control": {"no-cache"}}, 10 * time.Minute},
		"by its end":      {http.Header{}, http.Header{"Expires": {time.Now().Add(3 * time.Hour).UTC().Format(http.TimeFormat)}}, 3 * time.Hour},
		"beyond all days": {http.Header{}, http.Header{"Cache-Control": {"max-age=99999999"}}, maxInterval},
	} {
		b := newBench(t)
		f := b.feed("/rss", dated(b.now, 20*time.Minute, 12)...)
		b.headers["/rss"] = c.first
		f = b.poll(f)
		b.headers["/rss"] = c.then
		f = b.poll(f)
		if wait := f.Next.Sub(b.now); wait < c.want-time.Second || wait > c.want+c.want/10 {
			t.Errorf("%s: again in %v, want %v", name, wait, c.want)
		}
	}
}

func TestNothingIsLostWhenTheStreamFails(t *testing.T) {
	b := newBench(t)
	b.page("/a", fmt.Sprintf(long, 1))
	f := b.feed("/rss", item("A", "SITE/a", ""))
	broken := &failing{Stream: b.archive, left: 1}
	b.Stream = broken
	if _, err := b.Poll(t.Context(), f); err == nil {
		t.Fatal("no error where the stream failed")
	}
	b.Worker.Stream = b.archive
	if b.poll(f); len(b.archive.list) != 1 || b.archive.list[0].Revision != 1 {
		t.Errorf("%q", b.texts())
	}
}

// failing is a stream that fails the first times.
type failing struct {
	Stream
	left int
}

func (s *failing) Store(ctx context.Context, a news.Article) (uint64, error) {
	if s.left--; s.left >= 0 {
		return 0, errors.New("the disk is full")
	}
	return s.Stream.Store(ctx, a)
}
