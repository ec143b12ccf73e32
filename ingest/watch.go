package ingest

import (
	"context"
	"errors"
	"time"

	"muster/ingest/edit"
	"muster/ingest/fetch"
	"muster/ingest/page"
	"muster/ingest/sources"
	"muster/news"
)

// A page is read again on a schedule of its own, whatever its feed does: a
// figure is changed in silence where the feed answers "not modified", and when
// the item has left it. Each page has its own job, set again after each look,
// so that a worker that dies loses none.

// Watch is a page that is read again.
type Watch struct {
	URL    string         `json:"url"`
	Source sources.Source `json:"source"`
	// Base is the article as its feed told it, without text: what a look at
	// the page completes.
	Base     news.Article `json:"base"`
	Language string       `json:"language,omitempty"`
	First    time.Time    `json:"first"`
	Next     time.Time    `json:"next,omitzero"`
	Looks    int          `json:"looks"`
	Failures int          `json:"failures,omitempty"`
	Error    string       `json:"error,omitempty"`
	// Changed is when a look last found another text.
	Changed      time.Time `json:"changed,omitzero"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	// Hash is that of the page's own text where the article's is the feed's:
	// only a page that differs from itself has been changed.
	Hash string `json:"hash,omitempty"`
	Live bool   `json:"live,omitempty"`
}

// Edits are what was changed in an article after it was published.
type Edits struct {
	URL   string `json:"url"`
	Title string `json:"title"`
	List  []Edit `json:"list"`
}

// Edit is one revision's changes.
type Edit struct {
	Revision int           `json:"revision"`
	Seen     time.Time     `json:"seen"`
	Changes  []edit.Change `json:"changes"`
}

// Looks say when pages are read again.
type Looks struct {
	// Ages are the ages of a page at which it is read again.
	Ages []time.Duration
	// Soon is how soon after its claims came into a finding a page is read
	// again, up to twice that; InFinding how often from then on.
	Soon, InFinding time.Duration
}

// usualLooks: young pages change most, and what is corrected after a week is
// corrected in print.
var usualLooks = Looks{
	Ages: []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour, 3 * 24 * time.Hour, 7 * 24 * time.Hour},
	Soon: time.Hour, InFinding: 6 * time.Hour,
}

func (w *Worker) looks() Looks {
	if w.Looks.Ages == nil {
		return usualLooks
	}
	return w.Looks
}

const (
	// findingAge is for how long a page is read more often whose claims stand
	// in a finding.
	findingAge = 14 * 24 * time.Hour
	// liveLook is how often a live blog is read while it goes on, which it
	// does until it was silent for liveQuiet.
	liveLook  = 10 * time.Minute
	liveQuiet = 3 * time.Hour
)

// next is when to look again after a look at now; zero for never.
func (l Looks) next(wt Watch, now time.Time, inFinding bool) time.Time {
	if wt.Live && now.Sub(later(wt.Changed, wt.First)) < liveQuiet {
		return now.Add(liveLook)
	}
	due := time.Time{}
	for _, age := range l.Ages {
		at := wt.First.Add(age + jitter(wt.URL, int(age/time.Hour), age/4))
		if at.After(now) {
			due = at
			break
		}
	}
	if soon := now.Add(l.InFinding); inFinding && now.Sub(wt.First) < findingAge && (due.IsZero() || soon.Before(due)) {
		due = soon
	}
	return due
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// watchKey names the watch of a page.
func watchKey(url string) string { return "page-" + news.TextHash("", url) }

// watch puts a page on its schedule, if it is not on one.
func (w *Worker) watch(ctx context.Context, wt Watch) error {
	if w.Await == nil || w.Pages == nil {
		return nil
	}
	key := watchKey(wt.URL)
	_, version, err := w.Pages.Get(ctx, key)
	if err != nil || version != 0 {
		return err
	}
	now := w.Now().UTC()
	wt.Base.Text = ""
	wt.First, wt.Changed = now, now
	wt.Next = w.looks().next(wt, now, false)
	if _, err := w.Pages.Put(ctx, key, wt, 0); err != nil && !errors.Is(err, ErrChanged) {
		return err
	}
	return w.Await(ctx, key, wt.Next)
}

// Look reads a watched page again and publishes what changed. It sets the time
// of the next look, if there is one.
func (w *Worker) Look(ctx context.Context, key string) error {
	wt, version, err := w.Pages.Get(ctx, key)
	if err != nil || version == 0 || wt.Next.IsZero() {
		return err
	}
	now := w.Now().UTC()
	if wt.Next.After(now.Add(2 * time.Second)) { // a job that came twice
		return w.Await(ctx, key, wt.Next)
	}
	if wt, err = w.look(ctx, wt); err != nil {
		return err
	}
	if _, err = w.Pages.Put(ctx, key, wt, version); errors.Is(err, ErrChanged) {
		return nil
	}
	if err != nil || wt.Next.IsZero() {
		return err
	}
	return w.Await(ctx, key, wt.Next)
}

// Sooner brings the look at the page of an article forward, because its claims
// stand in a finding now.
func (w *Worker) Sooner(ctx context.Context, url string) error {
	key := watchKey(url)
	for range 5 { // a look at the page may end at the same moment
		at, err := w.sooner(ctx, key)
		switch {
		case errors.Is(err, ErrChanged):
			continue
		case err != nil || at.IsZero():
			return err
		}
		return w.Await(ctx, key, at)
	}
	return nil // whoever changed it five times meanwhile has just looked
}

// sooner returns when the page is to be looked at now; zero where that is
// soon enough, or the page is no longer watched.
func (w *Worker) sooner(ctx context.Context, key string) (at time.Time, err error) {
	wt, version, err := w.Pages.Get(ctx, key)
	now := w.Now().UTC()
	if err != nil || version == 0 || now.Sub(wt.First) > findingAge {
		return at, err
	}
	wait := w.looks().Soon
	at = now.Add(wait + jitter(wt.URL, wt.Looks, wait))
	if !wt.Next.IsZero() && wt.Next.Before(at) {
		return time.Time{}, nil
	}
	wt.Next = at
	_, err = w.Pages.Put(ctx, key, wt, version)
	return at, err
}

// maxLookFailures is how often in a row a page may fail before it is left to
// its next regular look.
const maxLookFailures = 4

// look reads the page once.
func (w *Worker) look(ctx context.Context, wt Watch) (Watch, error) {
	ans, err := w.Fetch.Get(ctx, fetch.Request{URL: wt.URL, ETag: wt.ETag, LastModified: wt.LastModified, Accept: fetch.AcceptPage, Page: true})
	if ctx.Err() != nil {
		return wt, ctx.Err()
	}
	now := w.Now().UTC()
	if err != nil {
		return w.unseen(wt, err, now), nil
	}
	wt.Looks, wt.Failures, wt.Error = wt.Looks+1, 0, ""
	if !ans.NotModified {
		wt.ETag, wt.LastModified = ans.ETag, ans.LastModified
		p, err := w.readPage(ctx, ans, wt.Source.Selector)
		if ctx.Err() != nil {
			return wt, ctx.Err()
		}
		if err != nil {
			wt.Error = err.Error() // a wall now, or an error page: no revision
		} else if wt, err = w.compare(ctx, wt, p); err != nil {
			return wt, err
		}
	}
	wt.Next = w.looks().next(wt, now, w.inFinding(wt.Base.ID))
	return wt, nil
}

// unseen sets the next look after one that failed. A page that is gone for
// good is not looked at again.
func (w *Worker) unseen(wt Watch, err error, now time.Time) Watch {
	wt.Error = err.Error()
	var rest *fetch.RestError
	var status *fetch.StatusError
	switch {
	case errors.As(err, &rest):
		wt.Next = rest.Until.UTC().Add(jitter(wt.URL, wt.Looks, 10*time.Minute))
	case errors.As(err, &status) && (status.Code == 404 || status.Gone()):
		w.Log.Warn("page is gone", "url", wt.URL, "feed", wt.Source.ID, "error", err)
		wt.Next = time.Time{}
	default:
		if wt.Failures++; wt.Failures < maxLookFailures {
			wt.Next = now.Add(time.Duration(wt.Failures)*20*time.Minute + jitter(wt.URL, wt.Failures, 10*time.Minute))
			break
		}
		wt.Failures, wt.Looks = 0, wt.Looks+1
		wt.Next = w.looks().next(wt, now, w.inFinding(wt.Base.ID))
	}
	return wt
}

// compare publishes the page as a revision where its text changed.
func (w *Worker) compare(ctx context.Context, wt Watch, p page.Page) (Watch, error) {
	if hash := news.TextHash(p.Title, p.Text); wt.Hash != "" { // the article's text is the feed's
		if wt.Hash == hash {
			return wt, nil
		}
		wt.Hash = hash
		if wt.Looks == 1 {
			return wt, nil // the first look only sees how the page reads
		}
	}
	changed := false
	for _, a := range w.fromPage(wt.Base, p, wt.Language, wt.Source.Language) {
		came, err := w.publish(ctx, wt.Source.ID, a)
		if err != nil {
			return wt, err
		}
		changed = changed || came
	}
	if changed {
		wt.Changed = w.Now().UTC()
		w.Log.Info("page changed", "url", wt.URL, "feed", wt.Source.ID, "look", wt.Looks)
	}
	wt.Live = p.Kind == page.Live
	return wt, nil
}

func (w *Worker) inFinding(id string) bool { return w.InFinding != nil && w.InFinding(id) }

// maxEdits and maxChanges bound what is kept of an article's edits.
const (
	maxEdits   = 20
	maxChanges = 30
	maxWords   = 2000 // bytes of one paragraph
)

// note keeps what a revision changed. What cannot be compared is left out: the
// revisions themselves are in the stream.
func (w *Worker) note(ctx context.Context, before, after news.Article) error {
	if w.Edits == nil {
		return nil
	}
	changes := edit.Between(before.Title+"\n"+before.Text, after.Title+"\n"+after.Text)
	for i := range changes {
		changes[i].Was, changes[i].Is = clip(changes[i].Was), clip(changes[i].Is)
	}
	key := "edits." + after.ID
	for range 5 {
		e, version, err := w.Edits.Get(ctx, key)
		if err != nil {
			return err
		}
		if n := len(e.List); n > 0 && e.List[n-1].Revision >= after.Revision {
			return nil
		}
		e.URL, e.Title = after.URL, after.Title
		e.List = append(e.List, Edit{after.Revision, w.Now().UTC(), changes[:min(len(changes), maxChanges)]})
		e.List = e.List[max(0, len(e.List)-maxEdits):]
		if _, err = w.Edits.Put(ctx, key, e, version); !errors.Is(err, ErrChanged) {
			return err
		}
	}
	return nil
}

func clip(s string) string {
	if len(s) <= maxWords {
		return s
	}
	end := maxWords
	for end > 0 && s[end]&0xc0 == 0x80 {
		end--
	}
	return s[:end] + "…"
}
