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
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"muster/ingest/copies"
	"muster/ingest/feed"
	"muster/ingest/fetch"
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
	// Failures in a row, and the reason of the last.
	Failures int    `json:"failures,omitempty"`
	Error    string `json:"error,omitempty"`
	// Retired feeds are not fetched any more.
	Retired bool `json:"retired,omitempty"`
	// Items in the feed at the last fetch, and articles it ever gave.
	Items    int `json:"items"`
	Articles int `json:"articles"`
	// Repaired names what was broken in the feed and mended.
	Repaired []string `json:"repaired,omitempty"`
}

// Item is what is remembered of an item of a feed.
type Item struct {
	// Print changes when the item does.
	Print   string `json:"print"`
	Article string `json:"article,omitempty"`
	// Looks is how often its page was read, At when last, First when first.
	Looks int       `json:"looks"`
	First time.Time `json:"first"`
	At    time.Time `json:"at"`
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
	// Pending: the number is taken, but whether the article was published is
	// not known. Whoever finds it so publishes again, which is harmless.
	Pending bool `json:"pending,omitempty"`
	// Seq is where the stream has the article.
	Seq uint64 `json:"seq,omitempty"`
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
	Stream   Stream
	Copies   *copies.Memory
	Now      func() time.Time
	Log      *slog.Logger
	// MinInterval and MaxInterval bound how often a feed is fetched; 0 is
	// 5 minutes and 1 hour.
	MinInterval, MaxInterval time.Duration
}

// maxItems is how many items of one feed are looked at; feeds list 10 to 50,
// archives thousands.
const maxItems = 500

// Poll fetches the feed and publishes what is new. It returns the feed's
// state with its next time set. An error is returned only where the work must
// be done again: what a feed does wrong is part of its state.
func (w *Worker) Poll(ctx context.Context, f Feed) (Feed, error) {
	f.Fetched = w.Now().UTC()
	a, err := w.Fetch.Get(ctx, fetch.Request{
		URL: f.Source.URL, ETag: f.ETag, LastModified: f.LastModified, Accept: fetch.AcceptFeed,
	})
	if ctx.Err() != nil {
		return f, ctx.Err()
	}
	if err != nil {
		return w.failed(f, err), nil
	}
	if a.Moved != "" {
		w.Log.Info("feed moved for good", "feed", f.Source.ID, "to", a.Moved)
		f.Source.URL = a.Moved
	}
	if a.NotModified {
		return w.worked(f, 0, a.Fresh), nil
	}
	parsed, err := feed.Parse(a.Body, a.ContentType, a.URL)
	if err != nil {
		return w.failed(f, err), nil
	}
	published, unread, err := w.items(ctx, f, parsed)
	if err != nil {
		return f, err
	}
	f.Items, f.Articles, f.Repaired = len(parsed.Items), f.Articles+published, parsed.Repaired
	f.ETag, f.LastModified = a.ETag, a.LastModified
	if unread > 0 { // ask again for the whole feed: the items are not done
		f.ETag, f.LastModified = "", ""
	}
	return w.worked(f, published, a.Fresh), nil
}

// items takes the feed's items oldest first, as feeds list the newest first.
// unread counts those whose page is to be tried again.
func (w *Worker) items(ctx context.Context, f Feed, parsed feed.Feed) (published, unread int, err error) {
	list := parsed.Items[:min(len(parsed.Items), maxItems)]
	for i := len(list) - 1; i >= 0; i-- {
		came, err := w.item(ctx, f, parsed, list[i])
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

// failed notes the reason and waits longer each time.
func (w *Worker) failed(f Feed, err error) Feed {
	f.Failures++
	f.Error = err.Error()
	wait := min(w.minInterval()<<min(f.Failures-1, 10), 12*time.Hour)
	var status *fetch.StatusError
	if errors.As(err, &status) {
		wait = max(wait, status.RetryAfter)
		f.Retired = f.Retired || status.Gone()
	}
	f.Next = w.Now().UTC().Add(wait)
	w.Log.Warn("feed failed", "feed", f.Source.ID, "url", f.Source.URL, "error", err, "failures", f.Failures, "retired", f.Retired, "again_in", wait)
	return f
}

// worked adapts the interval: half as long after news, half as long again
// after none, and never sooner than the server said its answer keeps.
func (w *Worker) worked(f Feed, published int, fresh time.Duration) Feed {
	now := w.Now().UTC()
	interval := time.Duration(f.Interval) * time.Second
	switch {
	case interval == 0:
		interval = 2 * w.minInterval()
	case published > 0:
		interval /= 2
	default:
		interval += interval / 2
	}
	interval = max(min(interval, w.maxInterval()), w.minInterval())
	f.Interval = int(max(interval, time.Second) / time.Second)
	f.Worked, f.Failures, f.Error = now, 0, ""
	f.Next = now.Add(max(interval, min(fresh, w.maxInterval())))
	w.Log.Info("feed read", "feed", f.Source.ID, "items", f.Items, "new", published, "repaired", f.Repaired, "again_in", f.Next.Sub(now))
	return f
}

func (w *Worker) minInterval() time.Duration {
	if w.MinInterval > 0 {
		return w.MinInterval
	}
	return 5 * time.Minute
}

func (w *Worker) maxInterval() time.Duration {
	if w.MaxInterval > 0 {
		return max(w.MaxInterval, w.minInterval())
	}
	return max(time.Hour, w.minInterval())
}
