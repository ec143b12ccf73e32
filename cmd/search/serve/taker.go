package serve

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"muster/cmd/search/alert"
	"muster/crosscheck"
	"muster/index"
	"muster/news"
	"muster/pipeline"

	"golang.org/x/sync/errgroup"
)

// taker takes claim sets into the index and the checker. What the checker knows
// is kept beside the index now and then and in the end, and made of the index
// where it was not.
type taker struct {
	index   *index.Index
	bus     *pipeline.Bus
	meter   *meter
	mu      sync.Mutex
	shelf   *shelf                  // guarded by mu
	checker *crosscheck.Checker     // guarded by mu
	unsaid  map[string]news.Finding // written or to be written, not yet published; guarded by mu
	gone    map[string]news.Finding // to be removed with forgotten articles; guarded by mu
	memory  memory                  // guarded by mu
	torn    bool                    // the checker knows more than the index; guarded by mu
}

func newTaker(ctx context.Context, x *index.Index, folder string, b *pipeline.Bus) (*taker, error) {
	t := &taker{
		index: x, bus: b, meter: newMeter(b.Metrics()), shelf: newShelf(x), unsaid: map[string]news.Finding{}, gone: map[string]news.Finding{},
		memory: memory{folder: folder, instance: x.Instance()},
	}
	if err := t.recall(ctx); err != nil {
		return nil, fmt.Errorf("search: recall: %w", err)
	}
	return t, nil
}

// take handles a batch of claim sets; nil means they are durable.
func (t *taker) take(ctx context.Context, sets []news.ClaimSet) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.torn = true
	if err := t.check(sets); err != nil {
		return err
	}
	if err := t.forget(ctx, sets); err != nil {
		return err
	}
	if err := t.write(sets); err != nil {
		return err
	}
	t.torn = false
	if t.memory.due(time.Now()) {
		t.keep()
	}
	return t.publish(ctx)
}

// close keeps what the checker knows for the next daemon.
func (t *taker) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.memory.at != t.index.Generation() {
		t.keep()
	}
}

// keep writes what the checker knows beside the index. Without it the next start
// takes longer, so a failure is only told.
func (t *taker) keep() {
	if t.torn {
		return
	}
	start := time.Now()
	if err := t.memory.write(t.index.Generation(), t.checker); err != nil {
		t.bus.Log().Warn("what the cross-check knows could not be kept: the next start takes longer", "error", err)
		return
	}
	t.bus.Log().Debug("what the cross-check knows is kept", "took", time.Since(start))
}

// check holds the sets against all before. Its findings wait in unsaid, so
// that a set that comes again after a failure, of which the checker then has
// nothing new to say, still brings them out.
func (t *taker) check(sets []news.ClaimSet) error {
	start := time.Now()
	claims := 0
	for _, set := range sets {
		if t.checker.Forgotten(set.Article.ID) {
			continue
		}
		t.shelf.put(set.Claims)
		t.checker.Load(set)
		t.meter.took(set)
		claims += len(set.Claims)
	}
	given := map[string]bool{}
	err := t.checker.Settle(func(f news.Finding) error {
		if given[f.ID] && f.Withdrawn {
			return nil
		}
		given[f.ID] = !f.Withdrawn
		t.meter.found(f)
		return t.note(earliest(f, start))
	})
	if err != nil {
		return fmt.Errorf("search: check: %w", err)
	}
	t.memory.claims += claims
	t.meter.checked(time.Since(start))
	return nil
}

// note keeps a finding to be written and said. One that is withdrawn keeps
// the sides it had; one that was never written is forgotten.
func (t *taker) note(f news.Finding) error {
	if !f.Withdrawn {
		t.unsaid[f.ID] = f
		return nil
	}
	old, err := t.index.Finding(f.ID)
	if errors.Is(err, index.ErrNotFound) {
		delete(t.unsaid, f.ID)
		return nil
	}
	if err != nil {
		return err
	}
	if !old.Withdrawn {
		old.Why = append(f.Why, old.Why...)
		old.Withdrawn = true
	}
	t.unsaid[f.ID] = old
	return nil
}

func (t *taker) write(sets []news.ClaimSet) error {
	start := time.Now()
	ids := slices.Sorted(maps.Keys(t.unsaid))
	findings := make([]news.Finding, len(ids))
	for i, id := range ids {
		findings[i] = t.unsaid[id]
	}
	if err := t.index.Apply(index.Change{Sets: sets, Findings: findings, Gone: slices.Collect(maps.Keys(t.gone)), Outbox: ids}); err != nil {
		return err
	}
	clear(t.gone)
	t.shelf.written()
	t.meter.wrote(time.Since(start))
	return nil
}

// publish sends what is unsaid. What fails stays unsaid.
func (t *taker) publish(ctx context.Context) error {
	if len(t.unsaid) == 0 {
		return nil
	}
	var g errgroup.Group
	g.SetLimit(publishAtOnce)
	for _, id := range slices.Sorted(maps.Keys(t.unsaid)) {
		f := t.unsaid[id]
		g.Go(func() error { return t.bus.PublishFinding(ctx, f) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	t.tell()
	clear(t.unsaid)
	return nil
}

// manyTold is how many findings are told one by one in the log; more are told
// in sum, as when an index is built anew.
const manyTold = 10

// tell logs what was published.
func (t *taker) tell() {
	if len(t.unsaid) > manyTold {
		t.bus.Log().Info("findings", "new or changed", len(t.unsaid))
		return
	}
	for _, id := range slices.Sorted(maps.Keys(t.unsaid)) {
		f := t.unsaid[id]
		t.bus.Log().Info("finding", "what", alert.Title(f), "severity", f.Severity, "withdrawn", f.Withdrawn, "id", f.ID)
	}
}

// publishOutbox says what a process before wrote and perhaps did not say.
func (t *taker) publishOutbox(ctx context.Context) error {
	ids, err := t.index.Outbox()
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, id := range ids {
		f, err := t.index.Finding(id)
		if errors.Is(err, index.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if _, newer := t.unsaid[id]; !newer {
			t.unsaid[id] = f
		}
	}
	if len(t.unsaid) == 0 {
		return nil
	}
	if err := t.write(nil); err != nil {
		return err
	}
	return t.publish(ctx)
}
