package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// fetchReader and lookReader are the durable names all ingest workers share: a
// work queue allows one for a subject.
const (
	fetchReader = "ingest"
	lookReader  = "ingest-looks"
)

// Schedule makes JetStream hand out the feed's job at the given time (to the
// second), in place of an earlier schedule of the same feed.
func (b *Bus) Schedule(ctx context.Context, feed string, at time.Time, job []byte) error {
	return b.schedule(ctx, feed, fetchSubject, at, job)
}

// ScheduleLook makes JetStream hand out the job of looking at a page again, in
// place of an earlier one of the same page.
func (b *Bus) ScheduleLook(ctx context.Context, page string, at time.Time) error {
	return b.schedule(ctx, page, lookSubject, at, nil)
}

func (b *Bus) schedule(ctx context.Context, name, target string, at time.Time, job []byte) error {
	// The server hands a schedule of the past out at once; but the zero time
	// it takes for no schedule at all.
	if now := time.Now(); at.Before(now) {
		at = now
	}
	msg := &nats.Msg{Subject: scheduleSubject + name, Data: job}
	_, err := b.store(ctx, fetchStream, msg,
		jetstream.WithScheduleAt(at.Add(time.Second-1).Truncate(time.Second)), jetstream.WithScheduleTarget(target+name))
	return err
}

// Unschedule takes the feed's schedule and job away.
func (b *Bus) Unschedule(ctx context.Context, feed string) error {
	return b.unschedule(ctx, feed, fetchSubject)
}

// UnscheduleLook takes the schedule and job of looking at a page away.
func (b *Bus) UnscheduleLook(ctx context.Context, page string) error {
	return b.unschedule(ctx, page, lookSubject)
}

func (b *Bus) unschedule(ctx context.Context, name, target string) error {
	s, err := b.js.Stream(ctx, fetchStream)
	for _, subject := range []string{scheduleSubject + name, target + name} {
		if err == nil {
			err = s.Purge(ctx, jetstream.WithPurgeSubject(subject))
		}
	}
	if err != nil {
		return fmt.Errorf("pipeline: schedule of %s: %w", name, err)
	}
	return nil
}

// overdue is how long after its time a schedule that made no job counts as
// lost. The server looks at schedules several times a second.
const overdue = time.Minute

// Scheduled reports whether the feed will be handed out: it has a job that
// waits, or a schedule that still comes. A schedule that a server lost track of
// when its leader went, and that made no job in its time, is none.
func (b *Bus) Scheduled(ctx context.Context, feed string) (bool, error) {
	s, err := b.js.Stream(ctx, fetchStream)
	if err != nil {
		return false, fmt.Errorf("pipeline: schedule of %s: %w", feed, err)
	}
	for _, at := range []struct {
		subject string
		counts  func(*jetstream.RawStreamMsg) bool
	}{
		{fetchSubject + feed, func(*jetstream.RawStreamMsg) bool { return true }},
		{scheduleSubject + feed, func(m *jetstream.RawStreamMsg) bool { return comes(m.Header, time.Now()) }},
	} {
		m, err := s.GetLastMsgForSubject(ctx, at.subject)
		switch {
		case errors.Is(err, jetstream.ErrMsgNotFound):
		case err != nil:
			return false, fmt.Errorf("pipeline: schedule of %s: %w", feed, err)
		case at.counts(m):
			return true, nil
		}
	}
	return false, nil
}

// comes reports whether a schedule with the headers has its time before it.
func comes(h nats.Header, now time.Time) bool {
	at, err := time.Parse(time.RFC3339, strings.TrimPrefix(h.Get(jetstream.ScheduleHeader), "@at "))
	return err == nil && now.Before(at.Add(overdue))
}

// ConsumeFetches hands each job that is due to handler until ctx ends, to as
// many at once as there are hands. All ingest processes share the jobs; a job
// comes again where its process died.
func (b *Bus) ConsumeFetches(ctx context.Context, hands int, handler func(ctx context.Context, feed string, job []byte) error) error {
	from := source{stream: fetchStream, durable: fetchReader, filter: fetchSubject + "*", batch: 1, hands: hands}
	return b.consume(ctx, from, func(ctx context.Context, msgs []jetstream.Msg) error {
		return handler(ctx, msgs[0].Subject()[len(fetchSubject):], msgs[0].Data())
	})
}

// ConsumeLooks hands each page that is due to be looked at to handler until
// ctx ends, to as many at once as there are hands.
func (b *Bus) ConsumeLooks(ctx context.Context, hands int, handler func(ctx context.Context, page string) error) error {
	from := source{stream: fetchStream, durable: lookReader, filter: lookSubject + "*", batch: 1, hands: hands}
	return b.consume(ctx, from, func(ctx context.Context, msgs []jetstream.Msg) error {
		return handler(ctx, msgs[0].Subject()[len(lookSubject):])
	})
}

// Alert tells whoever listens on the subject of the kind. Nobody may: it is
// not stored, since what it tells is in the state of its feed.
func (b *Bus) Alert(kind string, alert any) error {
	raw, err := json.Marshal(alert)
	if err == nil {
		err = b.nc.Publish(alertSubject+subjectToken(kind), raw)
	}
	if err != nil {
		return fmt.Errorf("pipeline: alert %s: %w", kind, err)
	}
	return nil
}

// WatchAlerts hands each alert that comes to handler until ctx ends.
func (b *Bus) WatchAlerts(ctx context.Context, handler func(kind string, alert []byte)) error {
	sub, err := b.nc.Subscribe(alertSubject+"*", func(m *nats.Msg) { handler(m.Subject[len(alertSubject):], m.Data) })
	if err != nil {
		return fmt.Errorf("pipeline: alerts: %w", err)
	}
	<-ctx.Done()
	return sub.Unsubscribe()
}

// Lease is a right to work on something alone, kept alive while it is held.
type Lease struct{ stop func() }

// Lease takes the lease of the name, or fails with ErrTaken. The returned
// context ends when the lease is lost, which happens when the server could
// not be reached for leaseLife.
func (b *Bus) Lease(ctx context.Context, name string) (context.Context, *Lease, error) {
	kv, err := b.bucket(ctx, leasesBucket)
	if err != nil {
		return nil, nil, fmt.Errorf("pipeline: lease %s: %w", name, err)
	}
	version, err := kv.Create(ctx, name, []byte(b.nc.Opts.Name))
	switch {
	case errors.Is(err, jetstream.ErrKeyExists), wrongVersion(err):
		return nil, nil, fmt.Errorf("%w: %s", ErrTaken, name)
	case err != nil:
		return nil, nil, fmt.Errorf("pipeline: lease %s: %w", name, err)
	}
	held, lose := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.renew(held, lose, kv, name, version)
	}()
	return held, &Lease{stop: func() { lose(); <-ended }}, nil
}

// Release gives the lease back.
func (l *Lease) Release() { l.stop() }

// renew keeps the lease alive until held ends, and then gives it back.
func (b *Bus) renew(held context.Context, lose func(), kv jetstream.KeyValue, name string, version uint64) {
	renewed := time.Now()
	for sleep(held, leaseLife/4) {
		next, err := kv.Update(held, name, []byte(b.nc.Opts.Name), version)
		switch {
		case err == nil:
			version, renewed = next, time.Now()
		case wrongVersion(err) || time.Since(renewed) > leaseLife*3/4:
			b.log.Warn("lease lost", "lease", name, "error", err)
			lose()
			return
		}
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(held), 2*time.Second)
	defer cancel()
	_ = kv.Purge(ctx, name, jetstream.LastRevision(version))
}
