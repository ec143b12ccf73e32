package ingest

import (
	"context"
	"errors"
	"fmt"
)

// Forget sees to it that the article is not stored again, whatever its feed
// and its page bring, and drops what is kept of its text and its edits. It
// returns the keys of its watched pages, whose looks need not come any more.
func (w *Worker) Forget(ctx context.Context, id, url string) (pages []string, err error) {
	var read string // where it was first read
	err = change(ctx, w.Articles, "article."+id, func(r Revision, _ bool) (Revision, bool) {
		read = r.URL
		return Revision{Number: r.Number, Feed: r.Feed, URL: r.URL, Forgotten: true}, true
	})
	if err == nil {
		err = change(ctx, w.Edits, "edits."+id, func(_ Edits, known bool) (Edits, bool) { return Edits{}, known })
	}
	for _, address := range []string{url, read} {
		key := watchKey(address)
		if err != nil || address == "" || len(pages) > 0 && pages[0] == key {
			continue
		}
		err = change(ctx, w.Pages, key, func(wt Watch, known bool) (Watch, bool) {
			if known {
				pages = append(pages, key)
			}
			return Watch{URL: wt.URL, First: wt.First}, known
		})
	}
	return pages, err
}

// change writes what to makes of a record, where it wants that; a change of
// somebody else in between is seen.
func change[T any](ctx context.Context, in Records[T], key string, to func(record T, known bool) (T, bool)) error {
	for range 10 {
		record, version, err := in.Get(ctx, key)
		if err != nil {
			return err
		}
		record, wanted := to(record, version != 0)
		if !wanted {
			return nil
		}
		if _, err = in.Put(ctx, key, record, version); !errors.Is(err, ErrChanged) {
			return err
		}
	}
	return fmt.Errorf("ingest: %s: too many write it at once", key)
}
