package daemon

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"muster/ingest"
	"muster/ingest/fetch"
	"muster/ingest/sources"
	"muster/news"
	"muster/pipeline"
)

// press is a web site whose feed and pages a test can change.
type press struct {
	*httptest.Server
	mu   sync.Mutex
	body map[string]string
	hits map[string]int
}

func newPress(t *testing.T) *press {
	p := &press{body: map[string]string{}, hits: map[string]int{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.hits[r.URL.Path]++
		text, ok := p.body[r.URL.Path]
		switch {
		case !ok:
			http.NotFound(w, r)
		case text == "gone":
			http.Error(w, "", http.StatusGone)
		default:
			_, _ = fmt.Fprint(w, text)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *press) set(path, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.body[path] = text
}

// print publishes a page and a feed with an item for each of the paths.
func (p *press) print(feed string, pages map[string]string) {
	items := ""
	for path, text := range pages {
		p.set(path, "<html lang=en><body><article><h1>Report "+path+"</h1><p>"+text+"</p></article></body></html>")
		items += fmt.Sprintf("<item><title>Report %s</title><link>%s%s</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>", path, p.URL, path)
	}
	p.set(feed, "<rss><channel><title>Press</title>"+items+"</channel></rss>")
}

func (p *press) source(outlet, feed string) sources.Source {
	return sources.New(news.Source{Name: outlet, Kind: news.Newspaper}, p.URL+feed, "en")
}

func open(t *testing.T) *pipeline.Bus {
	t.Helper()
	b, err := pipeline.Open(t.Context(), pipeline.Options{Data: t.TempDir(), QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func config(feeds ...sources.Source) Config {
	return Config{Fetch: fetch.Config{AllowPrivate: true, Delay: -1}, Feeds: feeds, Workers: 3, MinInterval: time.Second, MaxInterval: time.Second, Quiet: time.Second}
}

// gather runs the daemon until the articles satisfy enough.
func gather(t *testing.T, b *pipeline.Bus, cfg Config, enough func([]news.Article) bool) []news.Article {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var all []news.Article
	watch := pipeline.Part{Name: "watch", Work: func(ctx context.Context, b *pipeline.Bus) error {
		return b.FollowArticles(ctx, time.Time{}, func() {}, func(a news.Article, _ time.Time) error {
			for _, known := range all {
				if known.ID == a.ID && known.Hash == a.Hash && known.CopyOf == a.CopyOf {
					return nil
				}
			}
			if all = append(all, a); enough(all) {
				cancel()
			}
			return nil
		})
	}}
	if err := b.RunParts(ctx, Part(cfg), watch); err != nil {
		t.Fatal(err)
	}
	if !enough(all) {
		t.Fatalf("only %d articles: %+v", len(all), all)
	}
	return all
}

const story = "The ministry said on Monday that 1,200 soldiers would move to the border before the end of May, and put the cost at 40 million euros."

func TestArticlesComeFromPages(t *testing.T) {
	p, b := newPress(t), open(t)
	p.print("/rss", map[string]string{"/a": story, "/b": story + " More was not said."})
	all := gather(t, b, config(p.source("Gazette", "/rss")), func(all []news.Article) bool { return len(all) == 2 })
	a := all[0]
	if a.URL == p.URL+"/b" {
		a = all[1]
	}
	if a.Text != story || a.Title != "Report /a" || a.Outlet.Name != "Gazette" || a.Revision != 1 || a.ID != news.ArticleID(p.URL+"/a") ||
		a.Language != "en" || !a.Published.Equal(time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", a)
	}
	feeds, err := Feeds(t.Context(), b)
	if err != nil || len(feeds) != 1 {
		t.Fatalf("%+v, %v", feeds, err)
	}
}

func TestAChangedTextIsARevision(t *testing.T) {
	p, b := newPress(t), open(t)
	p.print("/rss", map[string]string{"/a": story})
	cfg := config(p.source("Gazette", "/rss"))
	gather(t, b, cfg, func(all []news.Article) bool { return len(all) == 1 })
	p.print("/rss", map[string]string{"/a": strings.ReplaceAll(story, "1,200", "1,400")})
	p.set("/rss", strings.ReplaceAll(p.body["/rss"], "Report /a", "Report on /a"))
	all := gather(t, b, cfg, func(all []news.Article) bool { return len(all) == 2 })
	if all[0].Revision != 1 || all[1].Revision != 2 || all[0].ID != all[1].ID || !strings.Contains(all[1].Text, "1,400") {
		t.Errorf("%+v", all)
	}
}

func TestWireCopyIsSeenInAnyOrder(t *testing.T) {
	p, b := newPress(t), open(t)
	long := ""
	for i := range 30 {
		long += fmt.Sprintf("Sentence %d of the agency tells what happened at place %d on that day. ", i, i*7)
	}
	p.print("/late", map[string]string{"/copy": long + "(agency)"})
	p.set("/late", strings.ReplaceAll(p.body["/late"], "10:00:00", "12:00:00"))
	gather(t, b, config(p.source("Late", "/late")), func(all []news.Article) bool { return len(all) == 1 })
	p.print("/wire", map[string]string{"/wire1": long})
	all := gather(t, b, config(p.source("Wire", "/wire")), func(all []news.Article) bool { return len(all) == 3 })
	last := all[2]
	if last.URL != p.URL+"/copy" || last.CopyOf != news.ArticleID(p.URL+"/wire1") || all[1].CopyOf != "" {
		t.Errorf("%+v", all)
	}
}

func TestBadFeedsAreSaid(t *testing.T) {
	p, b := newPress(t), open(t)
	p.print("/good", map[string]string{"/a": story})
	p.set("/empty", "")
	p.set("/html", "<!DOCTYPE html><html><body>Welcome</body></html>")
	p.set("/gone", "gone")
	p.set("/big", strings.Repeat("x", 3<<20))
	want := map[string]string{
		"/empty": "feed: this is no feed: it is empty", "/html": "feed: this is no feed: it is an HTML page (muster looks for the feed of a page with: ingest add URL)",
		"/gone": "fetch: the server answered 410 Gone", "/absent": "fetch: the server answered 404 Not Found",
		"/big": "fetch: body too large: more than 1048576 bytes sent", "/good": "",
	}
	cfg := config()
	cfg.Fetch.MaxWire = 1 << 20
	for path := range want {
		cfg.Feeds = append(cfg.Feeds, p.source("Press "+path, path))
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var feeds map[string]ingest.Feed
	look := pipeline.Part{Name: "look", Work: func(ctx context.Context, b *pipeline.Bus) error {
		for ctx.Err() == nil {
			all, err := Feeds(ctx, b)
			if err != nil {
				return err
			}
			done := 0
			for _, f := range all {
				if !f.Fetched.IsZero() {
					done++
				}
			}
			if feeds = all; done == len(want) {
				cancel()
			}
			time.Sleep(50 * time.Millisecond)
		}
		return nil
	}}
	if err := b.RunParts(ctx, Part(cfg), look); err != nil {
		t.Fatal(err)
	}
	for _, f := range feeds {
		path := strings.TrimPrefix(f.Source.URL, p.URL)
		if got := strings.ReplaceAll(f.Error, "3145728 bytes announced, 1048576 allowed", "more than 1048576 bytes sent"); got != want[path] {
			t.Errorf("%s: %q, want %q", path, got, want[path])
		}
		if f.Retired != (path == "/gone") {
			t.Errorf("%s: retired %v", path, f.Retired)
		}
	}
}

func TestRemovedFeedsStayAway(t *testing.T) {
	b := open(t)
	s := sources.New(news.Source{Name: "Gazette"}, "https://gazette.example/rss", "en")
	roster, err := NewRoster(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []bool{true, false} {
		if id, added, err := roster.Add(t.Context(), s); err != nil || added != want || id != s.ID {
			t.Errorf("added %v as %s, %v", added, id, err)
		}
	}
	// The same address under another name, read anew.
	if roster, err = NewRoster(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	twin := sources.New(news.Source{Name: "Other"}, "http://www.gazette.example/rss/", "en")
	if id, added, err := roster.Add(t.Context(), twin); err != nil || added || id != s.ID {
		t.Errorf("added %v as %s, %v", added, id, err)
	}
	if err := Remove(t.Context(), b, s.ID); err != nil {
		t.Fatal(err)
	}
	if err := Remove(t.Context(), b, s.ID); err == nil || !strings.Contains(err.Error(), "there is no feed") {
		t.Errorf("error %v", err)
	}
}

// TestTwoWorkersShare: two processes' workers on one bus fetch each feed once
// a round and publish each article once.
func TestTwoWorkersShare(t *testing.T) {
	p, b := newPress(t), open(t)
	const n = 12
	var feeds []sources.Source
	for i := range n {
		path := fmt.Sprintf("/page-%d", i)
		p.print(fmt.Sprintf("/rss-%d", i), map[string]string{path: fmt.Sprintf("%s This is report %d.", story, i)})
		feeds = append(feeds, p.source(fmt.Sprintf("Press %d", i), fmt.Sprintf("/rss-%d", i)))
	}
	cfg := config(feeds...)
	cfg.MinInterval, cfg.MaxInterval = time.Hour, time.Hour
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen := 0
	watch := pipeline.Part{Name: "watch", Work: func(ctx context.Context, b *pipeline.Bus) error {
		return b.FollowArticles(ctx, time.Time{}, func() {}, func(news.Article, time.Time) error {
			if seen++; seen == n {
				time.AfterFunc(500*time.Millisecond, cancel) // a second fetch would come at once
			}
			return nil
		})
	}}
	one, other := Part(cfg), Part(cfg)
	other.Name = "ingest too"
	if err := b.RunParts(ctx, one, other, watch); err != nil {
		t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range n {
		if f, a := p.hits[fmt.Sprintf("/rss-%d", i)], p.hits[fmt.Sprintf("/page-%d", i)]; f != 1 || a != 1 {
			t.Errorf("feed %d was fetched %d times, its page %d times", i, f, a)
		}
	}
	if seen != n {
		t.Errorf("%d articles", seen)
	}
}

// TestAddedAgainIsScheduled: a feed whose schedule was lost after it was
// entered gets one by being added again, and by a daemon that looks.
func TestAddedAgainIsScheduled(t *testing.T) {
	b := open(t)
	s := newPress(t).source("Gazette", "/rss")
	again := func(name string, schedule func() error) {
		t.Helper()
		if err := b.Unschedule(t.Context(), s.ID); err != nil {
			t.Fatal(err)
		}
		if err := schedule(); err != nil {
			t.Fatal(err)
		}
		if ok, err := b.Scheduled(t.Context(), s.ID); !ok || err != nil {
			t.Errorf("%s: scheduled %v, %v", name, ok, err)
		}
	}
	roster, err := NewRoster(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	if _, added, err := roster.Add(t.Context(), s); !added || err != nil {
		t.Fatal(added, err)
	}
	again("added again", func() error {
		_, added, err := roster.Add(t.Context(), s)
		if added {
			t.Error("added twice")
		}
		return err
	})
	d := &daemon{bus: b, feeds: pipeline.Feeds[ingest.Feed](b)}
	again("looked for", func() error { return d.scheduleAll(t.Context()) })
}

// TestWordsLeaveOut: what a feed's words leave out is neither read nor
// published, and is counted.
func TestWordsLeaveOut(t *testing.T) {
	p, b := newPress(t), open(t)
	p.print("/rss", map[string]string{"/match": story, "/tanks": story + " More was not said.", "/drones": story + " Nobody was hurt."})
	s := p.source("Gazette", "/rss")
	s.Keep, s.Block = []string{"report"}, []string{"match"}
	all := gather(t, b, config(s), func(all []news.Article) bool { return len(all) == 2 })
	for _, a := range all {
		if strings.HasSuffix(a.URL, "/match") {
			t.Errorf("published: %s", a.URL)
		}
	}
	feeds, err := Feeds(t.Context(), b)
	if f := feeds[s.ID]; err != nil || f.Items != 3 || f.LeftOut != 1 || f.Health() != "good, 1 of 3 left out by its words" {
		t.Errorf("%+v, %v", f, err)
	}
}

// TestTwinsRetire: a feed that moved to the address of another is not fetched
// twice.
func TestTwinsRetire(t *testing.T) {
	b := open(t)
	roster, err := NewRoster(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	s := sources.New(news.Source{Name: "Gazette"}, "https://gazette.example/rss", "en")
	if _, _, err := roster.Add(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	d := &daemon{bus: b, feeds: pipeline.Feeds[ingest.Feed](b)}
	for address, want := range map[string]string{
		"https://www.gazette.example/rss/": "retired: it moved to the address of " + s.ID, "https://gazette.example/other": "not fetched yet",
	} {
		f := ingest.Feed{Source: sources.New(news.Source{Name: "Old"}, address, "en")}
		if err := d.retireTwin(t.Context(), &f); err != nil || f.Health() != want {
			t.Errorf("%s: %s, %v", address, f.Health(), err)
		}
	}
}

// TestAClockThatWasWrong: a feed that was fetched while the clock was a year
// ahead is fetched now, not in a year.
func TestAClockThatWasWrong(t *testing.T) {
	p, b := newPress(t), open(t)
	p.print("/rss", map[string]string{"/a": story})
	s := p.source("Gazette", "/rss")
	year := time.Now().AddDate(1, 0, 0)
	f := ingest.Feed{Source: s, Fetched: year, Next: year.Add(time.Hour)}
	if _, err := pipeline.Feeds[ingest.Feed](b).Put(t.Context(), s.ID, f, 0); err != nil {
		t.Fatal(err)
	}
	if err := b.Schedule(t.Context(), s.ID, f.Next, nil); err != nil {
		t.Fatal(err)
	}
	gather(t, b, config(), func(all []news.Article) bool { return len(all) == 1 })
}
