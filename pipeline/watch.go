package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"muster/news"

	"github.com/nats-io/nats.go/jetstream"
)

// WatchFindings hands each finding stored from since on (the zero time: from
// the first ever) to handler, and those that come, until ctx ends or handler
// fails. It leaves no trace on the server.
func (b *Bus) WatchFindings(ctx context.Context, since time.Time, handler func(news.Finding) error) error {
	return b.follow(ctx, findingsStream, since, func(m jetstream.Msg) error {
		return reading(m, handler)
	})
}

// ReplayArticles hands every stored article revision to handler, oldest first,
// and returns when it has seen all that were there when it began.
func (b *Bus) ReplayArticles(ctx context.Context, since time.Time, handler func(news.Article) error) error {
	return b.replay(ctx, articlesStream, since, func(m jetstream.Msg) error { return reading(m, handler) })
}

// FollowArticles hands every stored article revision to handler, oldest first,
// with when it was stored, and goes on with what comes until ctx ends; caughtUp
// is called once, when all that was there has been seen.
func (b *Bus) FollowArticles(ctx context.Context, since time.Time, caughtUp func(), handler func(a news.Article, stored time.Time) error) error {
	visit := func(m jetstream.Msg) error {
		meta, err := m.Metadata()
		if err != nil {
			return fmt.Errorf("pipeline: message on %s: %w", m.Subject(), err)
		}
		return reading(m, func(a news.Article) error { return handler(a, meta.Timestamp) })
	}
	if err := b.replay(ctx, articlesStream, since, visit); err != nil {
		return err
	}
	start := time.Now()
	caughtUp()
	// Messages between the two readings are seen twice rather than never.
	return b.follow(ctx, articlesStream, start.Add(-time.Minute), visit)
}

// ReplayClaims hands every stored claim set to handler, oldest first, and
// returns when it has seen all that were there when it began.
func (b *Bus) ReplayClaims(ctx context.Context, handler func(news.ClaimSet) error) error {
	return b.replay(ctx, claimsStream, time.Time{}, func(m jetstream.Msg) error { return reading(m, handler) })
}

// ArticleIDs hands over the article of each stored revision.
func (b *Bus) ArticleIDs(ctx context.Context, use func(id string)) error {
	return b.ReplayArticles(ctx, time.Time{}, func(a news.Article) error { use(a.ID); return nil })
}

// ClaimIDs hands over the article of each stored claim set.
func (b *Bus) ClaimIDs(ctx context.Context, use func(id string)) error {
	return b.ReplayClaims(ctx, func(set news.ClaimSet) error { use(set.Article.ID); return nil })
}

// ReplayFindings does the same for findings.
func (b *Bus) ReplayFindings(ctx context.Context, handler func(news.Finding) error) error {
	return b.replay(ctx, findingsStream, time.Time{}, func(m jetstream.Msg) error { return reading(m, handler) })
}

func reading[T any](m jetstream.Msg, handler func(T) error) error {
	var record T
	if err := json.Unmarshal(m.Data(), &record); err != nil {
		return fmt.Errorf("pipeline: message on %s cannot be read: %w", m.Subject(), err)
	}
	return handler(record)
}

// replay reads a stream up to what was its last message at the start.
func (b *Bus) replay(ctx context.Context, stream string, since time.Time, visit func(jetstream.Msg) error) error {
	return b.replayAs(ctx, stream, since, reader(since), visit)
}

func (b *Bus) replayAs(ctx context.Context, stream string, since time.Time, cfg jetstream.OrderedConsumerConfig, visit func(jetstream.Msg) error) error {
	s, err := b.stream(ctx, stream)
	if err != nil {
		return err
	}
	state := s.CachedInfo().State
	if state.Msgs == 0 || state.LastTime.Before(since) {
		return nil
	}
	err = b.followAs(ctx, stream, cfg, func(m jetstream.Msg) error {
		if err := visit(m); err != nil {
			return err
		}
		meta, err := m.Metadata()
		if err == nil && (meta.Sequence.Stream >= state.LastSeq || meta.NumPending == 0) {
			return errSeen
		}
		return err
	})
	if errors.Is(err, errSeen) {
		return nil
	}
	return err
}

// errSeen ends a reading that has seen what it wanted.
var errSeen = errors.New("all seen")

// reader reads from the messages stored at a time on; zero: from the first.
func reader(since time.Time) jetstream.OrderedConsumerConfig {
	cfg := jetstream.OrderedConsumerConfig{DeliverPolicy: jetstream.DeliverAllPolicy}
	if !since.IsZero() {
		cfg.DeliverPolicy, cfg.OptStartTime = jetstream.DeliverByStartTimePolicy, &since
	}
	return cfg
}

// follow reads a stream without leaving a mark, until ctx ends (nil) or visit
// fails.
func (b *Bus) follow(ctx context.Context, stream string, since time.Time, visit func(jetstream.Msg) error) error {
	return b.followAs(ctx, stream, reader(since), visit)
}

func (b *Bus) followAs(ctx context.Context, stream string, cfg jetstream.OrderedConsumerConfig, visit func(jetstream.Msg) error) error {
	asking, done := b.denials.watch(ctx)
	cons, err := b.js.OrderedConsumer(asking, stream, cfg)
	if err = done(err); err != nil {
		return fmt.Errorf("pipeline: %s: %w", stream, err)
	}
	it, err := cons.Messages()
	if err != nil {
		return fmt.Errorf("pipeline: %s: %w", stream, err)
	}
	defer it.Stop()
	stop := context.AfterFunc(ctx, it.Stop)
	defer stop()
	for {
		m, err := it.Next()
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("pipeline: %s: %w", stream, err)
		}
		if err := visit(m); err != nil {
			return err
		}
	}
}

// Backlog is how many messages a durable reader has not finished: those not
// yet delivered and those in its hands. A reader that never ran has all.
type Backlog struct {
	Waiting uint64 `json:"waiting"`
	InHand  int    `json:"in_hand"`
}

// Empty reports whether all is done.
func (l Backlog) Empty() bool { return l.Waiting == 0 && l.InHand == 0 }

// ArticlesBacklog says how far the readers of the durable name are.
func (b *Bus) ArticlesBacklog(ctx context.Context, durable string) (Backlog, error) {
	return b.backlog(ctx, articlesStream, durable)
}

// ClaimsBacklog says how far the readers of the durable name are.
func (b *Bus) ClaimsBacklog(ctx context.Context, durable string) (Backlog, error) {
	return b.backlog(ctx, claimsStream, durable)
}

// ClaimsReaders says how far every durable reader of CLAIMS is, by name.
func (b *Bus) ClaimsReaders(ctx context.Context) (map[string]Backlog, error) {
	s, err := b.stream(ctx, claimsStream)
	if err != nil {
		return nil, err
	}
	readers := map[string]Backlog{}
	list := s.ListConsumers(ctx)
	for info := range list.Info() {
		if info.Config.Durable != "" {
			readers[info.Config.Durable] = Backlog{Waiting: info.NumPending, InHand: info.NumAckPending}
		}
	}
	return readers, list.Err()
}

func (b *Bus) backlog(ctx context.Context, stream, durable string) (Backlog, error) {
	s, err := b.stream(ctx, stream)
	if err != nil {
		return Backlog{}, err
	}
	ctx, done := b.denials.watch(ctx)
	cons, err := s.Consumer(ctx, durable)
	err = done(err)
	if errors.Is(err, jetstream.ErrConsumerNotFound) {
		return Backlog{Waiting: s.CachedInfo().State.Msgs}, nil
	}
	if err != nil {
		return Backlog{}, fmt.Errorf("pipeline: %s: %w", stream, err)
	}
	info := cons.CachedInfo()
	waiting := info.NumPending
	// A consumer hears of a stored message a moment later: what the stream
	// had before the consumer was asked is counted too.
	if last := s.CachedInfo().State.LastSeq; last > info.Delivered.Stream {
		waiting = max(waiting, last-info.Delivered.Stream)
	}
	return Backlog{Waiting: waiting, InHand: info.NumAckPending}, nil
}

// stream is the stream with what is known of it now.
func (b *Bus) stream(ctx context.Context, name string) (jetstream.Stream, error) {
	ctx, done := b.denials.watch(ctx)
	s, err := b.js.Stream(ctx, name)
	if err = done(err); err != nil {
		return nil, fmt.Errorf("pipeline: %s: %w", name, err)
	}
	return s, nil
}

// Counts is how many messages each stream holds.
type Counts struct {
	Articles uint64 `json:"articles"`
	Claims   uint64 `json:"claim_sets"`
	Findings uint64 `json:"findings"`
	Dead     uint64 `json:"dead"`
}

// Counts returns the number of messages in each stream; a revision is a
// message of its own.
func (b *Bus) Counts(ctx context.Context) (c Counts, err error) {
	for stream, n := range map[string]*uint64{
		articlesStream: &c.Articles, claimsStream: &c.Claims, findingsStream: &c.Findings, deadStream: &c.Dead,
	} {
		s, err := b.stream(ctx, stream)
		if err != nil {
			return c, err
		}
		*n = s.CachedInfo().State.Msgs
	}
	return c, nil
}
