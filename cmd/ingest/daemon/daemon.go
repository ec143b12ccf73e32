// Package daemon joins ingest to the bus: it turns jobs of the FETCH stream
// into polls of feeds, and keeps their state in the FEEDS and SEEN buckets.
package daemon

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"muster/ingest"
	"muster/ingest/copies"
	"muster/ingest/fetch"
	"muster/ingest/sources"
	"muster/ingest/websub"
	"muster/news"
	"muster/pipeline"

	"golang.org/x/sync/errgroup"
)

// Config says what an ingest daemon does; the zero value is usable.
type Config struct {
	Fetch fetch.Config
	// Feeds are added to those the bus already has.
	Feeds []sources.Source
	// Workers is how many feeds are polled at once; 0 is Workers. Nearly all of
	// them wait for their turn at a host: a feed that is new has ten to fifty
	// pages to be had, a second apart.
	Workers int
	// MinInterval and MaxInterval bound how often a feed is fetched.
	MinInterval, MaxInterval time.Duration
	// Quiet is how long a family of copies must be still before its articles
	// are stated anew; 0 is 5 minutes.
	Quiet time.Duration
	// Copies is the folder of what is known of the last month's texts; empty
	// keeps that in memory alone, and learns it from the stream at each start.
	Copies string
	// Looks say when pages are read again; the zero value is as usual.
	Looks ingest.Looks
	// WebSub lets hubs tell of news.
	WebSub WebSub
}

// Workers is how many feeds are polled at once by default: five hundred new
// feeds of thirty items then take a minute. What they fetch at once is bound by
// fetch.Config, what they read at once by the number of processors.
const Workers = 256

// memoryOf is how far back the near-duplicates of a starting daemon reach.
const memoryOf = 30 * 24 * time.Hour

// quiet is how long a family of copies must have been still before its members
// are stated anew: an agency's story is taken over within the hour, and each
// statement costs a reading of the article.
const quiet = 5 * time.Minute

// Part is the ingest daemon.
func Part(cfg Config) pipeline.Part {
	return pipeline.Part{Name: "ingest", Work: func(ctx context.Context, b *pipeline.Bus) error { return serve(ctx, b, cfg) }}
}

func serve(ctx context.Context, b *pipeline.Bus, cfg Config) error {
	if cfg.Workers == 0 {
		cfg.Workers = Workers
	}
	d := &daemon{bus: b, feeds: pipeline.Feeds[ingest.Feed](b), disputed: &disputed{articles: map[string]time.Time{}}, meter: newMeter(b.Metrics())}
	d.worker = worker(b, cfg)
	d.worker.Copies = rememberedIn(cfg.Copies, b.Log())
	d.worker.Copies.Quiet = cmp.Or(cfg.Quiet, quiet)
	d.worker.Await, d.worker.InFinding, d.worker.Tell = b.ScheduleLook, d.disputed.has, d.tell
	roster, err := NewRoster(ctx, b)
	if err != nil {
		return err
	}
	for _, s := range cfg.Feeds {
		if _, _, err := roster.Add(ctx, s); err != nil {
			return err
		}
	}
	if d.subscriber, err = d.newSubscriber(ctx, cfg.WebSub); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	ready := make(chan struct{})
	group.Go(func() error { return d.remember(ctx, func() { close(ready) }) })
	group.Go(func() error { d.worker.Copies.Keep(ctx, copiesKept); return nil })
	group.Go(func() error {
		select {
		case <-ready:
		case <-ctx.Done():
			return nil
		}
		if err := d.scheduleAll(ctx); err != nil {
			return err
		}
		b.Log().Info("feeds scheduled")
		group.Go(func() error { return d.settle(ctx) })
		group.Go(func() error { return d.keepScheduled(ctx) })
		return d.work(ctx, cfg.Workers)
	})
	group.Go(func() error { return d.followFindings(ctx) })
	group.Go(func() error { return d.serveWebSub(ctx, cfg.WebSub) })
	d.meter.follow(ctx, d)
	return group.Wait()
}

// worker keeps its records and articles on the bus.
func worker(b *pipeline.Bus, cfg Config) *ingest.Worker {
	return &ingest.Worker{
		Fetch: fetch.New(cfg.Fetch), Items: records[ingest.Item]{pipeline.Seen[ingest.Item](b)},
		Articles: records[ingest.Revision]{pipeline.Seen[ingest.Revision](b)}, Stream: stream{b},
		Pages: watches{records[ingest.Watch]{pipeline.Seen[ingest.Watch](b)}}, Edits: records[ingest.Edits]{pipeline.Seen[ingest.Edits](b)},
		Copies: copies.New(), Now: time.Now, Log: b.Log(),
		MinInterval: cfg.MinInterval, MaxInterval: cfg.MaxInterval, Looks: cfg.Looks,
	}
}

// daemon is one ingest process.
type daemon struct {
	bus      *pipeline.Bus
	feeds    pipeline.Table[ingest.Feed]
	worker   *ingest.Worker
	disputed *disputed
	meter    *meter
	// subscriber answers hubs; nil where none can reach us.
	subscriber *websub.Subscriber
}

// tell passes an alert on to the bus.
func (d *daemon) tell(_ context.Context, a ingest.Alert) {
	d.meter.alerts.WithLabelValues(a.Kind).Inc()
	if err := d.bus.Alert(a.Kind, a); err != nil {
		d.bus.Log().Warn("alert not sent", "feed", a.Feed, "error", err)
	}
}

// copiesKept is how often what was learnt of texts is written to the disk: what
// a process that is killed must learn again from the stream.
const copiesKept = 10 * time.Minute

// rememberedIn opens what is known of texts. A folder that cannot be had is no
// reason not to work: the stream tells it again.
func rememberedIn(folder string, log *slog.Logger) *copies.Memory {
	if folder == "" {
		return copies.New()
	}
	m, err := copies.Open(folder)
	if err != nil {
		log.Warn("what is known of copies stays in memory", "folder", folder, "error", err)
		return copies.New()
	}
	m.Trouble = func(err error) { log.Error("what is known of copies", "error", err) }
	return m
}

// remember keeps the memory of near-duplicates in step with what all ingest
// processes publish.
func (d *daemon) remember(ctx context.Context, caughtUp func()) error {
	told := false
	for {
		since := time.Now().Add(-memoryOf)
		if known := d.worker.Copies.Since().Add(-time.Minute); known.After(since) {
			since = known
		}
		err := d.bus.FollowArticles(ctx, since, func() {
			if !told {
				told = true
				caughtUp()
			}
		}, func(a news.Article, stored time.Time) error {
			d.worker.Copies.Learn(a, time.Now())
			d.worker.Copies.Reached(stored)
			return nil
		})
		if ctx.Err() != nil {
			return nil
		}
		d.bus.Log().Warn("reading articles stopped, beginning again", "error", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
}

// settle states copies anew once their families are still.
func (d *daemon) settle(ctx context.Context) error {
	return d.every(ctx, max(d.worker.Copies.Quiet/10, 100*time.Millisecond), "copies not stated anew", func() error {
		return d.worker.Restate(ctx, d.worker.Copies.Settle(time.Now()))
	})
}

// rescheduleEvery is how often feeds without a schedule are looked for.
const rescheduleEvery = 2 * time.Minute

// keepScheduled looks again and again for feeds that have no schedule, among
// those whose time has come.
func (d *daemon) keepScheduled(ctx context.Context) error {
	return d.every(ctx, rescheduleEvery, "feeds without a schedule could not be looked for", func() error {
		return d.scheduleThose(ctx, func(f ingest.Feed) bool { return time.Since(f.Next) > early || ahead(f) })
	})
}

// every does something at intervals until ctx ends; what fails is logged as
// failed, and tried again the next time.
func (d *daemon) every(ctx context.Context, interval time.Duration, failed string, do func() error) error {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if err := do(); err != nil && ctx.Err() == nil {
			d.bus.Log().Warn(failed, "error", err)
		}
	}
}

// scheduleAll sees to it that every feed has a schedule: a crash, or a server
// lost, between a feed's entry and its schedule must not leave it out for good.
func (d *daemon) scheduleAll(ctx context.Context) error {
	return d.scheduleThose(ctx, func(ingest.Feed) bool { return true })
}

func (d *daemon) scheduleThose(ctx context.Context, wanted func(ingest.Feed) bool) error {
	feeds, err := d.feeds.All(ctx)
	if err != nil {
		return err
	}
	for id, f := range feeds {
		if !wanted(f) {
			continue
		}
		if err := ensureScheduled(ctx, d.bus, id, f); err != nil {
			return err
		}
	}
	return nil
}

func ensureScheduled(ctx context.Context, b *pipeline.Bus, id string, f ingest.Feed) error {
	switch {
	case f.Resting():
		return nil
	case ahead(f):
		return b.Schedule(ctx, id, time.Now(), nil)
	}
	waiting, err := b.Scheduled(ctx, id)
	if err != nil || waiting {
		return err
	}
	return b.Schedule(ctx, id, f.Next, nil)
}

func (d *daemon) work(ctx context.Context, workers int) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return d.bus.ConsumeFetches(ctx, workers, d.poll) })
	// Pages have workers of their own, so that a thousand pages of one slow
	// host keep no feed waiting.
	group.Go(func() error { return d.bus.ConsumeLooks(ctx, max(workers/2, 1), d.look) })
	return group.Wait()
}

// look handles the job of one page.
func (d *daemon) look(ctx context.Context, key string) error {
	held, lease, err := d.bus.Lease(ctx, key)
	if err != nil {
		return pipeline.Retry(err)
	}
	defer lease.Release()
	return retry(d.worker.Look(held, key))
}

// early is how much before its time a job may come: schedules are to the
// second.
const early = 2 * time.Second

// ahead reports whether the feed was last fetched in the future: the clock was
// wrong then, and so is the time of the next fetch, which may be years away.
func ahead(f ingest.Feed) bool { return time.Until(f.Fetched) > time.Minute }

// poll handles one job. The feed's state is saved before the next schedule is
// set: after a crash between the two the job comes again, finds the feed done
// and sets the schedule.
func (d *daemon) poll(ctx context.Context, id string, _ []byte) error {
	held, lease, err := d.bus.Lease(ctx, id)
	if err != nil {
		return pipeline.Retry(err) // its holder is at work, or died within the lease
	}
	defer lease.Release()
	f, version, err := d.feeds.Latest(held, id)
	switch {
	case err != nil:
		return pipeline.Retry(err)
	case version == 0 || f.Resting():
		return nil // removed meanwhile, or paused
	case time.Until(f.Next) > early && !ahead(f):
		return retry(d.bus.Schedule(held, id, f.Next, nil))
	}
	d.meter.lagged(f, time.Now())
	before := f.Source.URL
	f, err = d.worker.Poll(held, f)
	if err != nil {
		return pipeline.Retry(err)
	}
	if f.Source.URL != before {
		if err := d.retireTwin(held, &f); err != nil {
			return pipeline.Retry(err)
		}
	}
	if f, err = d.save(held, f, version); err != nil {
		return pipeline.Retry(err)
	}
	if f.Source.ID == "" || f.Resting() {
		return nil
	}
	if err := d.bus.Schedule(held, id, f.Next, nil); err != nil {
		return pipeline.Retry(err)
	}
	d.subscribe(held, f)
	return nil
}

// retireTwin retires a feed that moved to the address of another.
func (d *daemon) retireTwin(ctx context.Context, f *ingest.Feed) error {
	all, err := d.feeds.All(ctx)
	if err != nil {
		return err
	}
	for id, other := range all {
		if id != f.Source.ID && !other.Retired && sources.AddressKey(other.Source.URL) == sources.AddressKey(f.Source.URL) {
			f.Retired, f.Error = true, "it moved to the address of "+id
		}
	}
	return nil
}

// save writes the state of a feed that was polled. What a user or a hub changed
// meanwhile stays; of a feed that was removed it returns nothing.
func (d *daemon) save(ctx context.Context, f ingest.Feed, version uint64) (ingest.Feed, error) {
	for {
		_, err := d.feeds.Put(ctx, f.Source.ID, f, version)
		if !errors.Is(err, pipeline.ErrChanged) {
			return f, err
		}
		var theirs ingest.Feed
		if theirs, version, err = d.feeds.Latest(ctx, f.Source.ID); err != nil || version == 0 {
			return ingest.Feed{}, err
		}
		address := f.Source.URL
		f.Source, f.Paused, f.Lease = theirs.Source, theirs.Paused, theirs.Lease
		if f.Moved == theirs.Source.URL {
			f.Source.URL = address
		}
		if theirs.Next.Before(f.Next) && theirs.Next.After(f.Fetched) { // wanted at once
			f.Next = theirs.Next
		}
	}
}

func retry(err error) error {
	if err == nil {
		return nil
	}
	return pipeline.Retry(err)
}

// records lets ingest keep records in a bucket without knowing it.
type records[T any] struct{ table pipeline.Table[T] }

func (r records[T]) Get(ctx context.Context, key string) (T, uint64, error) {
	return r.table.Get(ctx, key)
}

func (r records[T]) Put(ctx context.Context, key string, record T, version uint64) (uint64, error) {
	v, err := r.table.Put(ctx, key, record, version)
	if errors.Is(err, pipeline.ErrChanged) {
		return v, fmt.Errorf("%w: %w", ingest.ErrChanged, err)
	}
	return v, err
}

// watches are records of which a missing one ends the looks at its page.
type watches struct{ records[ingest.Watch] }

func (w watches) Get(ctx context.Context, key string) (ingest.Watch, uint64, error) {
	return w.table.Latest(ctx, key)
}

// stream lets ingest store articles without knowing where.
type stream struct{ bus *pipeline.Bus }

func (s stream) Store(ctx context.Context, a news.Article) (uint64, error) {
	return s.bus.StoreArticle(ctx, a)
}

func (s stream) Load(ctx context.Context, seq uint64) (news.Article, error) {
	return s.bus.LoadArticle(ctx, seq)
}
