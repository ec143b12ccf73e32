package daemon

import (
	"context"
	"sync"
	"time"

	"muster/news"
)

// disputed are the articles whose claims stand in a finding of the last weeks:
// their pages are looked at more often, since that is where corrections come.
type disputed struct {
	mu       sync.Mutex
	articles map[string]time.Time // by ID, when the finding changed; guarded by mu
}

// disputeAge is how long a finding keeps its pages under watch.
const disputeAge = 14 * 24 * time.Hour

func (d *disputed) has(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.articles[id]
	if ok && time.Since(at) > disputeAge {
		delete(d.articles, id)
		return false
	}
	return ok
}

// add enters an article and reports whether it is new.
func (d *disputed) add(id string, at time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, known := d.articles[id]
	d.articles[id] = at
	return !known
}

// forget takes an article out whose page could not be brought forward.
func (d *disputed) forget(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.articles, id)
}

// followFindings keeps the disputed articles in step with the findings.
func (d *daemon) followFindings(ctx context.Context) error {
	for {
		err := d.bus.WatchFindings(ctx, time.Now().Add(-disputeAge), func(f news.Finding) error { return d.take(ctx, f) })
		if ctx.Err() != nil {
			return nil
		}
		d.bus.Log().Warn("reading findings stopped, beginning again", "error", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
}

// take brings the looks at the pages of a new contradiction forward. Two
// sources that agree give no reason to look.
func (d *daemon) take(ctx context.Context, f news.Finding) error {
	if f.Kind == news.Agreement || f.Kind == news.Unsure || f.Withdrawn {
		return nil
	}
	for _, side := range f.Sides {
		for _, c := range side.Claims {
			if a := c.Article; d.disputed.add(a.ID, time.Now()) && a.URL != "" {
				if err := d.worker.Sooner(ctx, a.URL); err != nil {
					d.disputed.forget(a.ID) // the finding is read again
					return err
				}
			}
		}
	}
	return nil
}
