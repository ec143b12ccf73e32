package pipeline

import (
	"context"
	"errors"
	"sync"
)

// hands are the handlers of one reader that may work at once. They outlive a
// reading that breaks off: the next one has those that are free by then.
type hands struct {
	free    chan struct{}
	working sync.WaitGroup
	mu      sync.Mutex
	err     error // what kept a handler from ending well; guarded by mu
}

func newHands(n int) *hands { return &hands{free: make(chan struct{}, max(n, 1))} }

// take waits for a free hand; false where ctx ended first.
func (h *hands) take(ctx context.Context) bool {
	select {
	case h.free <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// give returns a hand that had nothing to do.
func (h *hands) give() { <-h.free }

// work lets the hand that was taken do something, and then frees it.
func (h *hands) work(do func() error) {
	h.working.Go(func() {
		defer h.give()
		if err := do(); err != nil {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.err = errors.Join(h.err, err)
		}
	})
}

// wait waits until all hands are free.
func (h *hands) wait() error {
	h.working.Wait()
	return h.err
}
