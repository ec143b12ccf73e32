package serve

import (
	"context"
	"crypto/sha256"
	"encoding/json"
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

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/errgroup"
)

// taker takes claim sets into the index and the checker. The checker's state
// is in memory only, rebuilt from the index when the daemon starts.
type taker struct {
	index   *index.Index
	bus     *pipeline.Bus
	meter   *meter
	mu      sync.Mutex
	shelf   *shelf                  // guarded by mu
	checker *crosscheck.Checker     // guarded by mu
	unsaid  map[string]news.Finding // written or to be written, not yet published; guarded by mu
	gone    map[string]news.Finding // to be removed with forgotten articles; guarded by mu
	forgot  map[string]bool         // forgotten articles; guarded by mu
}

func newTaker(ctx context.Context, x *index.Index, b *pipeline.Bus) (*taker, error) {
	t := &taker{index: x, bus: b, meter: newMeter(b.Metrics()), shelf: newShelf(x), unsaid: map[string]news.Finding{}, gone: map[string]news.Finding{}, forgot: map[string]bool{}}
	t.checker = crosscheck.New(crosscheck.Config{Store: t.shelf})
	if err := t.recall(ctx); err != nil {
		return nil, fmt.Errorf("search: rebuild from the index: %w", err)
	}
	return t, nil
}

// take handles a batch of claim sets; nil means they are durable.
func (t *taker) take(ctx context.Context, sets []news.ClaimSet) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.check(sets); err != nil {
		return err
	}
	if err := t.forget(ctx, sets); err != nil {
		return err
	}
	if err := t.write(sets); err != nil {
		return err
	}
	return t.publish(ctx)
}

// check holds the sets against all before. Its findings wait in unsaid, so
// that a set that comes again after a failure, of which the checker then has
// nothing new to say, still brings them out.
func (t *taker) check(sets []news.ClaimSet) error {
	start := time.Now()
	claims := 0
	for _, set := range sets {
		if t.forgot[set.Article.ID] {
			continue
		}
		t.forgotten(set)
		t.shelf.put(set.Claims)
		t.checker.Load(set)
		claims += len(set.Claims)
	}
	given := map[string]bool{}
	err := t.checker.Settle(func(f news.Finding) error {
		if given[f.ID] && f.Withdrawn {
			return nil
		}
		given[f.ID] = !f.Withdrawn
		return t.note(earliest(f, start))
	})
	if err != nil {
		return fmt.Errorf("search: check: %w", err)
	}
	t.meter.checked(claims, len(given), time.Since(start))
	return nil
}

// note keeps a finding to be written and said. One that is withdrawn keeps
// the sides it had; one that was never written is forgotten.
func (t *taker) note(f news.Finding) error {
	if t.quotesForgotten(f) {
		delete(t.unsaid, f.ID)
		return nil
	}
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

// recall fills the checker from the index, and puts right what findings of
// the index do not agree: those of another version of the checker.
func (t *taker) recall(ctx context.Context) error {
	start := time.Now()
	claims := 0
	holds := map[string][32]byte{}
	err := t.index.EachSet(func(set news.ClaimSet) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		claims += len(set.Claims)
		t.forgotten(set)
		t.checker.Load(set)
		return nil
	})
	if err == nil {
		err = t.checker.Settle(func(f news.Finding) error {
			holds[f.ID] = digest(f)
			return ctx.Err()
		})
	}
	if err != nil {
		return err
	}
	if err := t.reconcile(holds); err != nil {
		return err
	}
	if claims > 0 {
		t.bus.Log().Info("claims recalled", "claims", claims, "findings", len(holds), "changed", len(t.unsaid), "took", time.Since(start))
	}
	return nil
}

// reconcile compares the findings that hold with those the index has.
func (t *taker) reconcile(holds map[string][32]byte) error {
	stale := false
	err := t.index.EachFinding(func(f news.Finding) error {
		want, held := holds[f.ID]
		delete(holds, f.ID)
		switch {
		case held && (f.Withdrawn || digest(f) != want):
			stale = true
		case !held && !f.Withdrawn:
			f.Withdrawn = true
			f.Why = append(f.Why, "Withdrawn: the claims as they are read now no longer make this finding.")
			t.unsaid[f.ID] = f
		}
		return nil
	})
	if err != nil || !stale && len(holds) == 0 {
		return err
	}
	return t.restate(holds)
}

// restate finds the findings that the index lacks or has in other words.
func (t *taker) restate(missing map[string][32]byte) error {
	all, err := t.checker.Findings()
	if err != nil {
		return err
	}
	now := time.Now()
	for _, f := range all {
		if _, lacks := missing[f.ID]; !lacks {
			old, err := t.index.Finding(f.ID)
			if err == nil && !old.Withdrawn && digest(old) == digest(f) {
				continue
			}
			if err != nil && !errors.Is(err, index.ErrNotFound) {
				return err
			}
		}
		t.unsaid[f.ID] = earliest(f, now)
	}
	return nil
}

// digest is what a finding says, without when it was first said.
func digest(f news.Finding) [32]byte {
	f.FirstSeen = time.Time{}
	raw, err := json.Marshal(f)
	if err != nil {
		return [32]byte{}
	}
	return sha256.Sum256(raw)
}

// meter counts the daemon's work.
type meter struct {
	claims, findings prometheus.Counter
	check, commit    prometheus.Histogram
}

func newMeter(r *prometheus.Registry) *meter {
	buckets := prometheus.ExponentialBuckets(0.0001, 4, 9)
	m := &meter{
		claims:   prometheus.NewCounter(prometheus.CounterOpts{Name: "muster_claims_indexed_total", Help: "Claims taken into the index."}),
		findings: prometheus.NewCounter(prometheus.CounterOpts{Name: "muster_findings_total", Help: "Findings new, changed or withdrawn."}),
		check:    prometheus.NewHistogram(prometheus.HistogramOpts{Name: "muster_check_seconds", Help: "Time to hold a batch of claim sets against all before.", Buckets: buckets}),
		commit:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: "muster_index_commit_seconds", Help: "Time to write one batch to the index.", Buckets: buckets}),
	}
	for _, c := range []prometheus.Collector{m.claims, m.findings, m.check, m.commit} {
		// A process that serves twice has them already.
		_ = r.Register(c)
	}
	return m
}

func (m *meter) checked(claims, findings int, took time.Duration) {
	m.claims.Add(float64(claims))
	m.findings.Add(float64(findings))
	m.check.Observe(took.Seconds())
}

func (m *meter) wrote(took time.Duration) { m.commit.Observe(took.Seconds()) }
