package web

import (
	"context"
	"sync"
	"time"

	"muster/desk"
	"muster/index"
)

// kept is how long what is counted over the whole index is shown before it is
// counted anew: counting all costs more than finding some.
const kept = 10 * time.Second

// remembered is an answer that is shown for a while.
type remembered[A any] struct {
	mu     sync.Mutex
	answer A         // guarded by mu
	at     time.Time // guarded by mu
}

// get is the answer, asked anew where it is old. Who comes meanwhile waits for
// it and does not ask too.
func (r *remembered[A]) get(ask func() (A, error)) (A, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Since(r.at) < kept {
		return r.answer, nil
	}
	a, err := ask()
	if err == nil {
		r.answer, r.at = a, time.Now()
	}
	return a, err
}

// counted is what a page shows of the whole index.
type counted struct {
	size    remembered[index.Stats]
	sources remembered[desk.SourcesAnswer]
}

func (s *site) stats(ctx context.Context) (index.Stats, error) {
	return s.counted.size.get(func() (index.Stats, error) { return s.Desk.Stats(ctx, desk.StatsRequest{}) })
}

// allSources are the sources with most claims.
func (s *site) allSources(ctx context.Context) (desk.SourcesAnswer, error) {
	return s.counted.sources.get(func() (desk.SourcesAnswer, error) {
		return s.Desk.Sources(ctx, desk.SourcesRequest{Limit: manySources})
	})
}
