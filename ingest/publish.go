package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"muster/ingest/copies"
	"muster/ingest/page"
	"muster/news"
)

// maxRevisions is where an article that never stays the same is left alone: a
// page that shows the time of day would fill the stream.
const maxRevisions = 50

// publish stores the article if it is new or its text changed. It may be
// interrupted anywhere: what was begun is found pending and done again.
func (w *Worker) publish(ctx context.Context, feedID string, a news.Article) (published bool, err error) {
	key := "article." + a.ID
	for range 10 { // others may change the record; each round one of us gets on
		rec, version, err := w.Articles.Get(ctx, key)
		if err != nil {
			return false, err
		}
		if version != 0 && another(rec, feedID, a) {
			a.CanonicalURL = page.Canonical(a.URL)
			a.ID = news.ArticleID(a.CanonicalURL)
			if key == "article."+a.ID {
				return false, nil
			}
			key = "article." + a.ID
			continue
		}
		next, wanted := nextRevision(rec, version, feedID, a.Hash)
		if !wanted {
			return false, nil
		}
		next.URL = cmp.Or(next.URL, a.URL)
		if next != rec {
			if version, err = w.Articles.Put(ctx, key, next, version); errors.Is(err, ErrChanged) {
				continue
			} else if err != nil {
				return false, err
			}
		}
		a.Revision = next.Number
		copyOf := ""
		if next.Seq, copyOf, err = w.storeWithCopies(ctx, a); err != nil {
			return false, err
		}
		if err = w.noteRevision(ctx, rec, a); err != nil {
			return false, err
		}
		next.Pending = false
		if _, err = w.Articles.Put(ctx, key, next, version); err != nil && !errors.Is(err, ErrChanged) {
			return false, err // changed: by one who published the same
		}
		// An origin that came while this one was on its way found no place
		// of it to state it anew: that is up to this worker then.
		if now := w.Copies.CopyOf(a.ID); now != copyOf {
			err = w.Restate(ctx, []copies.Change{{ID: a.ID, CopyOf: now}})
		}
		return true, err
	}
	return false, fmt.Errorf("ingest: article %s: too many workers at once", a.ID)
}

// another reports whether the record is of another article: some sites give
// all their pages one canonical address. Two pages of one feed at two
// addresses are two articles.
func another(rec Revision, feedID string, a news.Article) bool {
	return rec.Feed == feedID && rec.URL != "" && a.URL != "" && rec.Hash != a.Hash &&
		page.Canonical(rec.URL) != page.Canonical(a.URL)
}

// noteRevision keeps what the article changed in the revision of the record.
func (w *Worker) noteRevision(ctx context.Context, rec Revision, a news.Article) error {
	if rec.Seq == 0 || rec.Hash == a.Hash {
		return nil
	}
	before, err := w.Stream.Load(ctx, rec.Seq)
	if err != nil {
		w.Log.Warn("the revision before cannot be read, so no edits are kept", "article", a.ID, "error", err)
		return nil
	}
	return w.note(ctx, before, a)
}

// nextRevision says what the record becomes when the text with the hash is
// seen in the feed, and whether it is to be published.
func nextRevision(rec Revision, version uint64, feedID, hash string) (Revision, bool) {
	switch {
	case rec.Forgotten:
		return rec, false
	case version == 0:
		return Revision{Hash: hash, Number: 1, Feed: feedID, Pending: true}, true
	case rec.Hash == hash:
		return rec, rec.Pending
	case rec.Feed != feedID || rec.Number >= maxRevisions:
		return rec, false
	}
	return Revision{Hash: hash, Number: rec.Number + 1, Feed: feedID, URL: rec.URL, Pending: true}, true
}

// storeWithCopies stores the article with what it is a copy of. Those published
// before that this one makes a copy are stored again when their family has
// settled.
func (w *Worker) storeWithCopies(ctx context.Context, a news.Article) (seq uint64, copyOf string, err error) {
	copyOf = w.Copies.Place(a, w.Now())
	a.CopyOf = copyOf
	if seq, err = w.Stream.Store(ctx, a); err != nil {
		return 0, "", err
	}
	if copyOf != "" {
		w.Log.Debug("copy", "article", a.ID, "outlet", a.Outlet.Name, "of", copyOf)
	}
	return seq, copyOf, nil
}

// Restate stores articles again with what they are now a copy of.
func (w *Worker) Restate(ctx context.Context, changes []copies.Change) error {
	for _, c := range changes {
		if err := w.restate(ctx, c.ID, c.CopyOf); err != nil {
			return err
		}
	}
	return nil
}

func (w *Worker) restate(ctx context.Context, id, copyOf string) error {
	key := "article." + id
	rec, version, err := w.Articles.Get(ctx, key)
	if err != nil || rec.Seq == 0 { // on its way: its own worker looks again
		return err
	}
	a, err := w.Stream.Load(ctx, rec.Seq)
	if err != nil {
		return err
	}
	a.CopyOf = copyOf
	if rec.Seq, err = w.Stream.Store(ctx, a); err != nil {
		return err
	}
	w.Log.Info("copy found later", "article", id, "outlet", a.Outlet.Name, "of", copyOf)
	if _, err = w.Articles.Put(ctx, key, rec, version); errors.Is(err, ErrChanged) {
		return nil
	}
	return err
}
