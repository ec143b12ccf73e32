package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"muster/news"

	"github.com/nats-io/nats.go/jetstream"
)

// rereadPrefix begins the durable names of those who read stored articles
// again.
const rereadPrefix = "again-"

// tellEvery is how often it is said how far a reading again has come.
const tellEvery = 10 * time.Second

// RereadArticles hands each article revision stored before it began to handler,
// one after the other, and returns when all are done. It goes beside the
// readers of what comes, who wait for nothing. Those who read again under one
// name share the work, and go on with it after a stop; another name ends the
// reading of the name before.
func (b *Bus) RereadArticles(ctx context.Context, name string, handler func(context.Context, news.Article) error) error {
	r, err := b.beginReread(ctx, rereadPrefix+subjectToken(name))
	if err != nil {
		return err
	}
	return r.read(ctx, handler)
}

func (r *rereading) read(ctx context.Context, handler func(context.Context, news.Article) error) error {
	reading, end := context.WithCancel(ctx)
	defer end()
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		defer end()
		r.watch(reading)
	}()
	handle := single(handler)
	err := r.bus.consume(reading, source{stream: articlesStream, durable: r.durable, batch: 1, once: true}, func(ctx context.Context, msgs []jetstream.Msg) error {
		if meta, err := msgs[0].Metadata(); err == nil && meta.Timestamp.After(r.began) {
			r.passed.Store(true) // from here on everything has been read as it came
			return nil
		}
		return handle(ctx, msgs)
	})
	end()
	<-watched
	return err
}

// rereading is the state of one reading again.
type rereading struct {
	bus     *Bus
	durable string
	began   time.Time
	passed  atomic.Bool // it came to what was stored after it began
}

func (b *Bus) beginReread(ctx context.Context, durable string) (*rereading, error) {
	s, err := b.stream(ctx, articlesStream)
	if err != nil {
		return nil, err
	}
	list := s.ConsumerNames(ctx)
	for name := range list.Name() {
		if strings.HasPrefix(name, rereadPrefix) && name != durable {
			b.log.Info("an earlier reading of stored articles is given up", "reader", name)
			err = errors.Join(err, s.DeleteConsumer(ctx, name))
		}
	}
	if err = errors.Join(err, list.Err()); err != nil {
		return nil, fmt.Errorf("pipeline: reading again: %w", err)
	}
	cons, err := s.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
		Durable: durable, AckPolicy: jetstream.AckExplicitPolicy, AckWait: ackWait, MaxDeliver: -1,
	})
	if err != nil {
		return nil, fmt.Errorf("pipeline: reading again: %w", err)
	}
	return &rereading{bus: b, durable: durable, began: cons.CachedInfo().Created}, nil
}

// watch says how far the reading is until it is done or ctx ends. What is done
// is taken off the server by whoever notices first.
func (r *rereading) watch(ctx context.Context) {
	told := time.Now()
	for pause := 50 * time.Millisecond; sleep(ctx, pause); pause = min(2*pause, tellEvery) {
		info, err := r.info(ctx)
		switch {
		case errors.Is(err, jetstream.ErrConsumerNotFound):
			return
		case err != nil:
			continue
		}
		if r.passed.Load() || info.NumPending == 0 {
			pause = min(pause, time.Second)
			if info.NumAckPending == 0 {
				if err := r.bus.js.DeleteConsumer(ctx, articlesStream, r.durable); err == nil {
					return
				}
			}
		}
		if time.Since(told) >= tellEvery {
			told = time.Now()
			r.bus.log.Info("reading stored articles again", "left", info.NumPending+uint64(info.NumAckPending))
		}
	}
}

func (r *rereading) info(ctx context.Context) (*jetstream.ConsumerInfo, error) {
	cons, err := r.bus.js.Consumer(ctx, articlesStream, r.durable)
	if err != nil {
		return nil, err
	}
	return cons.CachedInfo(), nil
}

// readingKey is where a handler's context says which reading of a stream it
// belongs to.
type readingKey struct{}

// inReading is the context of handlers of the reader made at the given time.
func inReading(ctx context.Context, made time.Time) context.Context {
	return context.WithValue(ctx, readingKey{}, strconv.FormatInt(made.UnixNano(), 36))
}

// readingOf names the reading that the context's handler belongs to. What is
// stored anew by another reading is no repetition, even if it says the same:
// in between something else may have stood.
func readingOf(ctx context.Context) string {
	name, _ := ctx.Value(readingKey{}).(string)
	return name
}
