package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"muster/news"

	"github.com/nats-io/nats.go/jetstream"
)

// ackWait is how long the server waits for a sign of life before it gives a
// message to somebody else: the time a killed worker holds things up.
const ackWait = 10 * time.Second

// heartbeat is how often a server with nothing to deliver says that it lives.
const heartbeat = 4 * time.Second

// lifeSign is how often a handler at work says so.
const lifeSign = ackWait / 3

// Grace is how long a handler may go on after its context ended.
const Grace = 20 * time.Second

// batchWait is how long a batch waits for one more message before it is
// handled as it is.
const batchWait = 20 * time.Millisecond

// claimsBatch is how many claim sets are handled at once: enough that a commit
// to disk a batch does not show, few enough to hold in memory.
const claimsBatch = 100

// ErrNotDrained means that a handler was still at work when Grace was over.
var ErrNotDrained = errors.New("pipeline: a handler did not finish in time; its message will come again")

// ConsumeArticles hands each article revision to handler, from the first ever
// stored on, until ctx ends. Readers of one durable name, in any number of
// goroutines and processes, share the work. After a stop it goes on where the
// name left off.
func (b *Bus) ConsumeArticles(ctx context.Context, durable string, handler func(context.Context, news.Article) error) error {
	return b.consume(ctx, source{stream: articlesStream, durable: durable, batch: 1}, single(handler))
}

// ConsumeClaims hands claim sets to handler in batches, oldest first. A batch
// is acknowledged when handler returns nil, so nil must mean that it is on the
// disk. After an error the sets come one by one, so that one bad set stops
// nobody else. Two workers may finish out of order: use ClaimSet.Replaces to
// tell which of two sets of one article stands.
func (b *Bus) ConsumeClaims(ctx context.Context, durable string, handler func(context.Context, []news.ClaimSet) error) error {
	return b.consume(ctx, source{stream: claimsStream, durable: durable, batch: claimsBatch}, decoded(handler))
}

// source is where a reader reads.
type source struct {
	stream, durable, filter string
	batch                   int // messages handled at once, at most
	hands                   int // batches in hand at once; 0 is 1
	// since is when the first message was stored that a reader made anew gets;
	// zero: the first of all.
	since time.Time
	// once: whoever finds the reader gone is done; it is not made again.
	once bool
}

// handling works on messages of one batch.
type handling func(context.Context, []jetstream.Msg) error

// single makes a handler of one record out of one of batches of one.
func single[T any](handler func(context.Context, T) error) handling {
	return decoded(func(ctx context.Context, records []T) error { return handler(ctx, records[0]) })
}

func decoded[T any](handler func(context.Context, []T) error) handling {
	return func(ctx context.Context, msgs []jetstream.Msg) error {
		records := make([]T, len(msgs))
		for i, m := range msgs {
			if err := json.Unmarshal(m.Data(), &records[i]); err != nil {
				return Drop(fmt.Errorf("pipeline: message on %s cannot be read: %w", m.Subject(), err))
			}
		}
		return handler(ctx, records)
	}
}

// consume reads until ctx ends. A broken connection or a consumer somebody
// deleted is no end: it waits and opens again.
func (b *Bus) consume(ctx context.Context, from source, handle handling) error {
	hands := newHands(from.hands)
	b.consumeAgain(ctx, from, hands, handle)
	return hands.wait()
}

func (b *Bus) consumeAgain(ctx context.Context, from source, hands *hands, handle handling) {
	about := "reading " + from.stream + " as " + from.durable
	defer b.troubles.set(about, nil)
	for failures := 0; ; {
		opened, err := b.consumeOnce(ctx, from, hands, handle, func() { b.Trouble(about, nil) })
		if ctx.Err() != nil {
			return
		}
		if from.once && errors.Is(err, jetstream.ErrConsumerNotFound) {
			return
		}
		if failures++; opened {
			failures = 1
		}
		switch {
		case errors.Is(err, errNoRoom):
		case failures > patientReads:
			b.Trouble(about, err)
		default:
			b.log.Warn("reading stopped, opening again", "stream", from.stream, "durable", from.durable, "error", err)
		}
		if !sleep(ctx, time.Second) {
			return
		}
		b.mend(ctx, from, err)
	}
}

// patientReads is after how many failures in a row reading counts as broken:
// a server that moves a consumer takes a few seconds.
const patientReads = 5

// mend does what can be done about an error of reading.
func (b *Bus) mend(ctx context.Context, from source, err error) {
	var api *jetstream.APIError
	switch {
	case errors.Is(err, jetstream.ErrStreamNotFound):
		_ = b.declare(ctx) // the server came back empty
	case errors.Is(err, errAhead):
		b.log.Error("the reader is ahead of its stream, which has lost its end: reading all of it again", "stream", from.stream, "durable", from.durable)
		_ = b.js.DeleteConsumer(ctx, from.stream, from.durable)
	case errors.As(err, &api) && api.ErrorCode == jetstream.JSErrCodeConsumerCreate && b.server != nil:
		// What the server keeps of the reader cannot be read, and the server
		// neither knows nor forgets it.
		b.log.Error("the reader's state is damaged: it is made anew and reads all again", "stream", from.stream, "durable", from.durable, "error", err)
		_ = os.RemoveAll(b.server.consumerFolder(from.stream, from.durable))
	}
}

// errAhead: the reader has been given messages that the stream no longer has.
var errAhead = errors.New("pipeline: the reader is ahead of its stream")

// openReader makes the consumer, or finds it where it stopped.
func (b *Bus) openReader(ctx context.Context, from source) (jetstream.Consumer, error) {
	cfg := jetstream.ConsumerConfig{
		Durable: from.durable, AckPolicy: jetstream.AckExplicitPolicy, AckWait: ackWait,
		FilterSubject: from.filter, MaxDeliver: -1, MaxAckPending: 10_000,
	}
	if !from.since.IsZero() {
		cfg.DeliverPolicy, cfg.OptStartTime = jetstream.DeliverByStartTimePolicy, &from.since
	}
	cons, err := b.findReader(ctx, from, cfg)
	if err != nil {
		return nil, err
	}
	s, err := b.js.Stream(ctx, from.stream)
	if err != nil {
		return nil, err
	}
	if given := cons.CachedInfo().Delivered.Stream; given > s.CachedInfo().State.LastSeq {
		return nil, fmt.Errorf("%w: %s was given %d, %s ends at %d", errAhead, from.durable, given, from.stream, s.CachedInfo().State.LastSeq)
	}
	return cons, nil
}

func (b *Bus) findReader(ctx context.Context, from source, cfg jetstream.ConsumerConfig) (jetstream.Consumer, error) {
	if from.once {
		return b.js.Consumer(ctx, from.stream, from.durable)
	}
	return b.js.CreateOrUpdateConsumer(ctx, from.stream, cfg)
}

// consumeOnce reads until ctx ends or something fails; open is called when
// the reader is there.
func (b *Bus) consumeOnce(ctx context.Context, from source, hands *hands, handle handling, open func()) (opened bool, err error) {
	if b.full.Load() {
		return false, errNoRoom
	}
	cons, err := b.openReader(ctx, from)
	if err != nil {
		return false, err
	}
	open()
	return true, b.read(inReading(ctx, cons.CachedInfo().Created), cons, from, hands, handle)
}

// read hands what comes to handle, as much at once as there are hands.
func (b *Bus) read(ctx context.Context, cons jetstream.Consumer, from source, hands *hands, handle handling) error {
	// A server that says nothing for two heartbeats, or that lost the
	// consumer, ends this reading with an error.
	it, err := cons.Messages(jetstream.PullMaxMessages(from.batch), jetstream.PullExpiry(20*time.Second), jetstream.PullHeartbeat(heartbeat))
	if err != nil {
		return err
	}
	defer it.Stop()
	stop := context.AfterFunc(ctx, it.Drain)
	defer stop()
	for {
		// What is delivered is begun at once: nothing is asked for before a
		// hand is free.
		if !hands.take(ctx) {
			giveBack(it, nil)
			return nil
		}
		batch, err := gather(it, from.batch)
		switch {
		case ctx.Err() != nil:
			err = nil
		case err == nil && b.full.Load():
			err = errNoRoom
		case err == nil:
			hands.work(func() error { return b.work(ctx, from, batch, handle) })
			continue
		}
		hands.give()
		giveBack(it, batch)
		return err
	}
}

// gather waits for a message and takes what follows within batchWait, up to n
// messages.
func gather(it jetstream.MessagesContext, n int) ([]jetstream.Msg, error) {
	first, err := it.Next()
	if err != nil {
		return nil, err
	}
	batch := []jetstream.Msg{first}
	for len(batch) < n {
		m, err := it.Next(jetstream.NextMaxWait(batchWait))
		if err != nil {
			break
		}
		batch = append(batch, m)
	}
	return batch, nil
}

// giveBackAfter is how long what is given back rests. At once it would come to
// the reader that stops, which would give it back again, dozens of times; each
// counts as a try, and after maxTries it would be a dead letter that nobody has
// read.
const giveBackAfter = 10 * batchWait

// giveBack returns what was delivered and not begun, so that somebody else
// has it soon instead of after ackWait.
func giveBack(it jetstream.MessagesContext, batch []jetstream.Msg) {
	for _, m := range batch {
		_ = m.NakWithDelay(giveBackAfter)
	}
	for {
		m, err := it.Next(jetstream.NextMaxWait(batchWait))
		if err != nil {
			return
		}
		_ = m.NakWithDelay(giveBackAfter)
	}
}

// work handles one batch to its end: acknowledged, put off or dead. It fails
// only where a handler outlives its grace.
func (b *Bus) work(ctx context.Context, from source, batch []jetstream.Msg, handle handling) error {
	start := time.Now()
	alive := signsOfLife(batch)
	err := b.hold.tryHeld(ctx, func() error { return b.guarded(ctx, from, batch, handle) })
	alive()
	if err != nil && len(batch) > 1 && !momentary(err) {
		for _, m := range batch {
			if err := b.work(ctx, from, []jetstream.Msg{m}, handle); err != nil {
				return err
			}
		}
		return nil
	}
	took := time.Since(start)
	b.meter.took(from.stream, outcomeOf(err), len(batch), took)
	for _, m := range batch {
		b.settle(ctx, from, m, err, took)
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ErrNotDrained, err)
	}
	return nil
}

// guarded runs the handler with a context that outlives ctx by Grace, and a net
// under its panics.
func (b *Bus) guarded(ctx context.Context, from source, batch []jetstream.Msg, handle handling) (err error) {
	if len(batch) == 1 && tries(batch[0]) > maxTries {
		return Drop(fmt.Errorf("pipeline: given up after %d tries: each ended in an error, or with the death of its process", maxTries))
	}
	hctx, cancel := lingering(ctx, Grace)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			err = Drop(fmt.Errorf("pipeline: handler of %s panicked: %v\n%s", from.stream, r, debug.Stack()))
		}
	}()
	return handle(hctx, batch)
}

// lingering returns a context that ends the given time after ctx does.
func lingering(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	hctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return hctx, func() { stop(); cancel() }
}

// signsOfLife keeps the batch from being delivered to others until the
// returned function is called.
func signsOfLife(batch []jetstream.Msg) (stop func()) {
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(lifeSign)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
				for _, m := range batch {
					_ = m.InProgress()
				}
			}
		}
	}()
	return func() { close(end); <-ended }
}

// settle tells the server what came of the message.
func (b *Bus) settle(ctx context.Context, from source, m jetstream.Msg, err error, took time.Duration) {
	o, n := outcomeOf(err), tries(m)
	if o == later && n >= maxTries {
		o, err = never, fmt.Errorf("pipeline: given up after %d tries: %w", n, err)
	}
	// What goes well is told of in sum, by those who know what it means.
	level, key := slog.LevelDebug, from.stream+" "+from.durable+" "+streamSeq(m)
	if o != later {
		b.failures.done(key)
	}
	switch o {
	case done:
		err = m.Ack()
	case later:
		level = slog.LevelWarn
		_ = m.NakWithDelay(pauseAfter(b.failures.more(key)))
	case never:
		level = slog.LevelError
		b.bury(ctx, from, m, err)
	}
	attrs := []any{"topic", m.Subject(), "id", messageID(m), "outcome", o.String(), "took", took.Round(time.Microsecond), "try", n}
	if err != nil {
		attrs = append(attrs, "error", err)
	}
	b.log.Log(ctx, level, "message", attrs...)
}

// tries is the number of times the message was delivered, this one included.
func tries(m jetstream.Msg) int {
	meta, err := m.Metadata()
	if err != nil {
		return 1
	}
	return int(meta.NumDelivered)
}

func messageID(m jetstream.Msg) string { return m.Headers().Get(jetstream.MsgIDHeader) }
