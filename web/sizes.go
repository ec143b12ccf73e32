package web

import (
	"context"
	"sync"
	"time"

	"muster/desk"
	"muster/index"
)

// sizesKept is how long the size of the index is shown before it is counted
// anew: counting costs as much as finding.
const sizesKept = 10 * time.Second

// sizes remembers the size of the index.
type sizes struct {
	mu    sync.Mutex
	stats index.Stats // guarded by mu
	at    time.Time   // guarded by mu
}

func (s *site) stats(ctx context.Context) (index.Stats, error) {
	s.size.mu.Lock()
	defer s.size.mu.Unlock()
	if time.Since(s.size.at) < sizesKept {
		return s.size.stats, nil
	}
	stats, err := s.Desk.Stats(ctx, desk.StatsRequest{})
	if err == nil {
		s.size.stats, s.size.at = stats, time.Now()
	}
	return stats, err
}
