// Package ingest turns feeds into articles: it fetches a feed, sees which of
// its items are new or changed, gets their pages, and publishes each revision
// of each article once.
//
// In goes the state of a feed, out come articles through the functions its
// user gives, and the feed's state as it is afterwards. The rooms below do the
// parts: sources (the lists), fetch (HTTP), feed and page (what the bytes
// say), copies (what republishes what). Instants are UTC.
package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"time"

	"muster/ingest/copies"
	"muster/ingest/feed"
	"muster/ingest/fetch"
	"muster/ingest/page"
	"muster/ingest/sources"
	"muster/news"
)

// Feed is the state of a feed: what is known of it from the last time.
type Feed struct {
	Source       sources.Source `json:"source"`
	ETag         string         `json:"etag,omitempty"`
	LastModified string         `json:"last_modified,omitempty"`
	// Fetched is the last try, Worked the last that gave a feed.
	Fetched time.Time `json:"fetched,omitzero"`
	Worked  time.Time `json:"worked,omitzero"`
	Next    time.Time `json:"next,omitzero"`
	// Interval between fetches as it has adapted, in seconds.
	Interval int `json:"interval_seconds,omitempty"`
	// Fresh is how long the server said its last answer keeps, in seconds.
	Fresh int `json:"fresh_seconds,omitempty"`
	// Usual and Long are the feed's rhythm: the middle gap between its items
	// and the one that nine in ten stay under, in seconds; 0 unknown.
	Usual int `json:"usual_gap_seconds,omitempty"`
	Long  int `json:"long_gap_seconds,omitempty"`
	// LastNew is when its newest article came; Silent that it has been so for
	// three times its long gap.
	LastNew time.Time `json:"last_new,omitzero"`
	Silent  bool      `json:"silent,omitempty"`
	// Failures in a row and since when, and the reason of the last.
	Failures     int       `json:"failures,omitempty"`
	FailingSince time.Time `json:"failing_since,omitzero"`
	Error        string    `json:"error,omitempty"`
	// Moved is the address it had before it moved for good.
	Moved string `json:"moved_from,omitempty"`
	// Paused feeds are kept and not fetched, as the user wants.
	Paused bool `json:"paused,omitempty"`
	// Retired feeds are not fetched any more.
	Retired bool `json:"retired,omitempty"`
	// Items in the feed at the last fetch, and articles it ever gave.
	Items    int `json:"items"`
	Articles int `json:"articles"`
	// LeftOut of these items is how many the source's words leave out.
	LeftOut int `json:"left_out,omitempty"`
	// Repaired names what was broken in the feed and mended.
	Repaired []string `json:"repaired,omitempty"`
	// Hub and Topic are where the feed offers WebSub; Lease until when it is
	// subscribed there.
	Hub   string    `json:"hub,omitempty"`
	Topic string    `json:"topic,omitempty"`
	Lease time.Time `json:"lease_until,omitzero"`
}

// Resting reports whether the feed is not fetched: retired by its server or
// paused by the user.
func (f Feed) Resting() bool { return f.Retired || f.Paused }

// Item is what is remembered of an item of a feed.
type Item struct {
	// Print changes when the item does.
	Print   string `json:"print"`
	Article string `json:"article,omitempty"`
	// Canonical is the address the article's identity was made of. It stays,
	// whatever the items around it do.
	Canonical string    `json:"canonical,omitempty"`
	First     time.Time `json:"first"`
	At        time.Time `json:"at"`
	// ETag and LastModified of the page.
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	// Failures is how often in a row its page could not be had.
	Failures int `json:"failures,omitempty"`
}

// Revision is what is remembered of an article.
type Revision struct {
	Hash   string `json:"hash"`
	Number int    `json:"revision"`
	// Feed is the one the article was first seen in: only that one revises
	// it, so that two feeds that word its title differently do not fight.
	Feed string `json:"feed"`
	// URL is where it was first read.
	URL string `json:"url,omitempty"`
	// Pending: the number is taken, but whether the article was published is
	// not known. Whoever finds it so publishes again, which is harmless.
	Pending bool `json:"pending,omitempty"`
	// Seq is where the stream has the article.
	Seq uint64 `json:"seq,omitempty"`
	// Forgotten: a person wants nothing kept of it. It is not stored again.
	Forgotten bool `json:"forgotten,omitempty"`
}

// Alert tells somebody that a feed needs a look.
type Alert struct {
	Feed   string    `json:"feed"`
	Outlet string    `json:"outlet"`
	Kind   string    `json:"kind"` // silent, back, retired, moved
	Text   string    `json:"text"`
	At     time.Time `json:"at"`
}

// ErrChanged is what Records give where a record changed since it was read.
var ErrChanged = errors.New("ingest: record changed since it was read")

// Records keep one kind of record by key. Put writes only over the version
// that was read (0: absent), else it fails with ErrChanged.
type Records[T any] interface {
	Get(ctx context.Context, key string) (record T, version uint64, err error)
	Put(ctx context.Context, key string, record T, version uint64) (uint64, error)
}

// Stream keeps articles. Store returns after the article is safe, with its
// place; the same revision stored twice is stored once.
type Stream interface {
	Store(ctx context.Context, a news.Article) (seq uint64, err error)
	Load(ctx context.Context, seq uint64) (news.Article, error)
}

// Worker polls feeds. Its fields are set before use; Poll may be called from
// many goroutines, for different feeds.
type Worker struct {
	Fetch    *fetch.Client
	Items    Records[Item]
	Articles Records[Revision]
	Pages    Records[Watch]
	Edits    Records[Edits]
	Stream   Stream
	Copies   *copies.Memory
	// Await asks for Look to be called with the key at the given time.
	Await func(ctx context.Context, key string, at time.Time) error
	// InFinding reports whether claims of the article stand in a finding; nil
	// is never.
	InFinding func(articleID string) bool
	// Tell passes alerts on; nil is nobody.
	Tell func(context.Context, Alert)
	Now  func() time.Time
	Log  *slog.Logger
	// MinInterval and MaxInterval bound how often a feed is fetched; 0 is
	// 2 minutes and 24 hours.
	MinInterval, MaxInterval time.Duration
	// Looks say when pages are read again; without Ages the usual ones do.
	Looks Looks

	once    sync.Once
	reading chan struct{}
}

// read waits for its turn to read a document: as many at once as there are
// processors. Workers wait for servers by the hundred; that many documents in
// memory would cost more than all the rest.
func (w *Worker) read(ctx context.Context) (done func(), err error) {
	w.once.Do(func() { w.reading = make(chan struct{}, runtime.GOMAXPROCS(0)) })
	select {
	case w.reading <- struct{}{}:
		return func() { <-w.reading }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// readPage reads a page in its turn.
func (w *Worker) readPage(ctx context.Context, ans fetch.Answer, selector string) (page.Page, error) {
	done, err := w.read(ctx)
	if err != nil {
		return page.Page{}, err
	}
	defer done()
	return page.ReadPart(ctx, ans.Body, ans.ContentType, ans.URL, selector)
}

// readFeed reads a feed in its turn.
func (w *Worker) readFeed(ctx context.Context, a fetch.Answer) (feed.Feed, error) {
	done, err := w.read(ctx)
	if err != nil {
		return feed.Feed{}, err
	}
	defer done()
	return feed.Parse(a.Body, a.ContentType, a.URL)
}

// maxItems is how many items of one feed are looked at; feeds list 10 to 50,
// archives thousands.
const maxItems = 500

// Poll fetches the feed and publishes what is new. It returns the feed's
// state with its next time set. An error is returned only where the work must
// be done again: what a feed does wrong is part of its state.
func (w *Worker) Poll(ctx context.Context, f Feed) (Feed, error) {
	before := f
	f.Fetched = w.Now().UTC()
	a, err := w.Fetch.Get(ctx, fetch.Request{
		URL: f.Source.URL, ETag: f.ETag, LastModified: f.LastModified, Accept: fetch.AcceptFeed,
	})
	if ctx.Err() != nil {
		return f, ctx.Err()
	}
	if err != nil {
		f = w.failed(f, err)
	} else if f, err = w.answered(ctx, f, a); err != nil {
		return f, err
	}
	w.tell(ctx, before, f)
	return f, nil
}

// answered reads an answer.
func (w *Worker) answered(ctx context.Context, f Feed, a fetch.Answer) (Feed, error) {
	if a.Moved != "" {
		f.Moved, f.Source.URL = f.Source.URL, a.Moved
	}
	if a.NotModified {
		return w.worked(f, 0, a), nil
	}
	parsed, err := w.readFeed(ctx, a)
	if ctx.Err() != nil {
		return f, ctx.Err()
	}
	if err != nil {
		return w.failed(f, err), nil
	}
	usual, long := rhythm(parsed.Items, w.Now())
	all := len(parsed.Items)
	parsed.Items = slices.DeleteFunc(parsed.Items, func(it feed.Item) bool { return !Wanted(f.Source, it) })
	published, unread, err := w.items(ctx, f, parsed)
	if err != nil {
		return f, err
	}
	f.Usual, f.Long = int(usual/time.Second), int(long/time.Second)
	f.Items, f.Articles, f.Repaired, f.LeftOut = all, f.Articles+published, parsed.Repaired, all-len(parsed.Items)
	f.ETag, f.LastModified = a.ETag, a.LastModified
	f.Hub, f.Topic = cmp.Or(a.Links["hub"], parsed.Hub), cmp.Or(a.Links["self"], parsed.Self, f.Source.URL)
	if unread > 0 { // ask again for the whole feed: the items are not done
		f.ETag, f.LastModified = "", ""
	}
	return w.worked(f, published, a), nil
}

// Wanted reports whether the source's words take an item, by what the feed says
// of it.
func Wanted(s sources.Source, it feed.Item) bool {
	return len(s.Keep)+len(s.Block) == 0 || s.Wants(it.Title+"\n"+page.PlainOf(it.Summary)+"\n"+page.PlainOf(it.Content))
}

// tell passes on what an operator wants to know at once.
func (w *Worker) tell(ctx context.Context, before, f Feed) {
	a := Alert{Feed: f.Source.ID, Outlet: f.Source.Outlet.Name, At: w.Now().UTC()}
	switch {
	case f.Retired && !before.Retired:
		a.Kind, a.Text = "retired", "the server says the feed is gone for good; it is not fetched any more"
	case f.Source.URL != before.Source.URL:
		a.Kind, a.Text = "moved", "the feed moved for good to "+f.Source.URL
	case f.Silent && !before.Silent:
		a.Kind, a.Text = "silent", fmt.Sprintf("nothing new since %s; its pauses are %s at most", f.LastNew.Format(time.RFC3339), time.Duration(f.Long)*time.Second)
	case before.Silent && !f.Silent:
		a.Kind, a.Text = "back", "there is news again"
	default:
		return
	}
	w.Log.Warn("feed alert", "feed", a.Feed, "kind", a.Kind, "text", a.Text)
	if w.Tell != nil {
		w.Tell(ctx, a)
	}
}

// items takes the feed's items oldest first, as feeds list the newest first.
// unread counts those whose page is to be tried again.
func (w *Worker) items(ctx context.Context, f Feed, parsed feed.Feed) (published, unread int, err error) {
	list := parsed.Items[:min(len(parsed.Items), maxItems)]
	addresses := map[string]int{}
	for _, it := range list {
		addresses[page.Canonical(it.URL)]++
	}
	for i := len(list) - 1; i >= 0; i-- {
		came, err := w.item(ctx, found{list[i], f, parsed, addresses[page.Canonical(list[i].URL)] > 1})
		switch {
		case ctx.Err() != nil:
			return published, unread, ctx.Err()
		case errors.Is(err, errLater):
			unread++
			w.Log.Warn("page could not be read, trying again later", "feed", f.Source.ID, "url", list[i].URL, "error", err)
		case err != nil:
			return published, unread, fmt.Errorf("ingest: %s: %s: %w", f.Source.ID, list[i].URL, err)
		case came:
			published++
		}
	}
	return published, unread, nil
}
