package pipeline

import (
	"context"
	"sync"
	"testing"

	"muster/news"
)

// claimsBy publishes what a version of the extractor says, twice, as after a
// redelivery.
func claimsBy(b *Bus, version string) func(context.Context, news.Article) error {
	return func(ctx context.Context, a news.Article) error {
		for range 2 {
			if err := b.PublishClaims(ctx, news.ClaimSet{Article: a.Ref(), Hash: a.Hash, Extractor: version}); err != nil {
				return err
			}
		}
		return nil
	}
}

// TestRollbackIsSaid: a version that said the same minutes before says it
// again, though JetStream still knows the messages.
func TestRollbackIsSaid(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 3)
	n := 0
	read := claimsBy(b, "1")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if err := b.ConsumeArticles(ctx, "test", func(ctx context.Context, a news.Article) error {
		if n++; n == 3 {
			cancel()
		}
		return read(ctx, a)
	}); err != nil {
		t.Fatal(err)
	}
	for _, version := range []string{"2", "1"} {
		if err := b.RereadArticles(t.Context(), version, claimsBy(b, version)); err != nil {
			t.Fatal(err)
		}
	}
	last, sets := map[string]string{}, 0
	if err := b.ReplayClaims(t.Context(), func(s news.ClaimSet) error { last[s.Article.ID] = s.Extractor; sets++; return nil }); err != nil {
		t.Fatal(err)
	}
	if sets != 9 || len(last) != 3 {
		t.Errorf("%d sets, of %d articles", sets, len(last))
	}
	for id, version := range last {
		if version != "1" {
			t.Errorf("the last word on %s is of version %s", id, version)
		}
	}
}

// TestRereadingIsShared: each stored article once, by whom does not matter;
// what comes meanwhile is left to others, and nothing stays behind.
func TestRereadingIsShared(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 6)
	var mu sync.Mutex
	seen := map[string]int{}
	var readers sync.WaitGroup
	var both []*rereading
	for range 2 {
		r, err := b.beginReread(t.Context(), rereadPrefix+"2")
		if err != nil {
			t.Fatal(err)
		}
		both = append(both, r)
	}
	for _, r := range both {
		readers.Go(func() {
			if err := r.read(t.Context(), func(ctx context.Context, a news.Article) error {
				mu.Lock()
				defer mu.Unlock()
				if len(seen) == 0 {
					if err := b.PublishArticle(ctx, article(6)); err != nil {
						return err
					}
				}
				seen[a.ID]++
				return nil
			}); err != nil {
				t.Error(err)
			}
		})
	}
	readers.Wait()
	for n := range 7 {
		if want := min(1, 6-n); seen[article(n).ID] != want {
			t.Errorf("article %d was read %d times, want %d", n, seen[article(n).ID], want)
		}
	}
	s, err := b.stream(t.Context(), articlesStream)
	if err != nil || s.CachedInfo().State.Consumers != 0 {
		t.Errorf("%d readers are left, %v", s.CachedInfo().State.Consumers, err)
	}
}

// TestRereadingGoesOn: stopped, it goes on where it was; begun under another
// name, the one before is given up.
func TestRereadingGoesOn(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 4)
	again := func(name string, stop int) (n int) {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		if err := b.RereadArticles(ctx, name, func(context.Context, news.Article) error {
			if n++; n == stop {
				cancel()
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for i, c := range []struct {
		name       string
		stop, want int
	}{{"2", 1, 1}, {"2", 0, 3}, {"2", 1, 1}, {"3", 2, 2}, {"2", 0, 4}} {
		if got := again(c.name, c.stop); got != c.want {
			t.Errorf("reading %d read %d, want %d", i, got, c.want)
		}
	}
}
