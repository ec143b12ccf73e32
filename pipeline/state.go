package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// Table is a bucket of records of one type. Keys are letters, digits and
// -/_=. characters.
type Table[T any] struct {
	bus    *Bus
	bucket string
}

// Feeds is the state of each feed, by feed ID.
func Feeds[T any](b *Bus) Table[T] { return Table[T]{b, feedsBucket} }

// Seen is what of each item is already an article.
func Seen[T any](b *Bus) Table[T] { return Table[T]{b, seenBucket} }

// Verdicts is what people say of findings, by finding ID.
func Verdicts[T any](b *Bus) Table[T] { return Table[T]{b, verdictsBucket} }

// Alerts is what to tell whom, by the alert's name.
func Alerts[T any](b *Bus) Table[T] { return Table[T]{b, alertsBucket} }

// Alerted is what alerts told, by the alert's name, a dot and the finding's ID.
func Alerted[T any](b *Bus) Table[T] { return Table[T]{b, saidBucket} }

// Get returns the record at key and its version; version 0 and a zero record
// where there is none.
func (t Table[T]) Get(ctx context.Context, key string) (record T, version uint64, err error) {
	kv, err := t.bus.bucket(ctx, t.bucket)
	if err != nil {
		return record, 0, t.wrap(key, err)
	}
	e, err := kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return record, 0, nil
	}
	if err == nil {
		err = json.Unmarshal(e.Value(), &record)
		version = e.Revision()
	}
	if err != nil {
		return record, 0, fmt.Errorf("pipeline: %s %q: %w", t.bucket, key, err)
	}
	return record, version, nil
}

// Put writes the record at key if it is still at version (0: absent). It
// returns the new version, or ErrChanged.
func (t Table[T]) Put(ctx context.Context, key string, record T, version uint64) (uint64, error) {
	raw, err := json.Marshal(record)
	if err != nil {
		return 0, fmt.Errorf("pipeline: %s %q: %w", t.bucket, key, err)
	}
	kv, err := t.bus.bucket(ctx, t.bucket)
	if err != nil {
		return 0, t.wrap(key, err)
	}
	var next uint64
	if version == 0 {
		next, err = kv.Create(ctx, key, raw)
	} else {
		next, err = kv.Update(ctx, key, raw, version)
	}
	return next, t.wrap(key, err)
}

// Delete removes the record at key.
func (t Table[T]) Delete(ctx context.Context, key string) error {
	kv, err := t.bus.bucket(ctx, t.bucket)
	if err == nil {
		err = kv.Delete(ctx, key)
	}
	return t.wrap(key, err)
}

// Keys returns the keys that wanted accepts.
func (t Table[T]) Keys(ctx context.Context, wanted func(key string) bool) (keys []string, err error) {
	kv, err := t.bus.bucket(ctx, t.bucket)
	if err != nil {
		return nil, t.wrap("*", err)
	}
	list, err := kv.ListKeys(ctx)
	if err != nil {
		return nil, t.wrap("*", err)
	}
	for key := range list.Keys() {
		if wanted(key) {
			keys = append(keys, key)
		}
	}
	return keys, nil
}

// Follow hands over every record there is, with its version, calls caughtUp
// once, and goes on with what changes until ctx ends. Of what was deleted it
// hands over nil.
func (t Table[T]) Follow(ctx context.Context, caughtUp func(), use func(key string, record *T, version uint64)) error {
	kv, err := t.bus.bucket(ctx, t.bucket)
	if err != nil {
		return t.wrap("*", err)
	}
	w, err := kv.WatchAll(ctx)
	if err != nil {
		return t.wrap("*", err)
	}
	defer func() { _ = w.Stop() }()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e, open := <-w.Updates():
			switch {
			case !open:
				return t.wrap("*", errors.New("the server no longer tells of changes"))
			case e == nil:
				caughtUp()
			default:
				if err := t.hand(e, use); err != nil {
					return err
				}
			}
		}
	}
}

func (t Table[T]) hand(e jetstream.KeyValueEntry, use func(string, *T, uint64)) error {
	if e.Operation() != jetstream.KeyValuePut {
		use(e.Key(), nil, e.Revision())
		return nil
	}
	var record T
	if err := json.Unmarshal(e.Value(), &record); err != nil {
		return t.wrap(e.Key(), err)
	}
	use(e.Key(), &record, e.Revision())
	return nil
}

// All returns every record by its key.
func (t Table[T]) All(ctx context.Context) (map[string]T, error) { return t.Those(ctx, ">") }

// Those returns the records whose keys fit a pattern, as subjects do.
func (t Table[T]) Those(ctx context.Context, pattern string) (map[string]T, error) {
	kv, err := t.bus.bucket(ctx, t.bucket)
	if err != nil {
		return nil, t.wrap("*", err)
	}
	ctx, done := t.bus.denials.watch(ctx)
	w, err := kv.Watch(ctx, pattern, jetstream.IgnoreDeletes())
	if err != nil {
		return nil, t.wrap("*", done(err))
	}
	defer func() { _ = w.Stop(); _ = done(nil) }()
	all := map[string]T{}
	for {
		select {
		case <-ctx.Done():
			return nil, t.wrap("*", done(ctx.Err()))
		case e := <-w.Updates():
			if e == nil {
				return all, nil
			}
			var record T
			if err := json.Unmarshal(e.Value(), &record); err != nil {
				return nil, t.wrap(e.Key(), err)
			}
			all[e.Key()] = record
		}
	}
}

func (t Table[T]) wrap(key string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jetstream.ErrKeyExists), wrongVersion(err):
		return fmt.Errorf("%w: %s %q", ErrChanged, t.bucket, key)
	}
	return fmt.Errorf("pipeline: %s %q: %w", t.bucket, key, err)
}

func wrongVersion(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence
}

// bucket is the bucket of the name, found at the first use by a visitor.
func (b *Bus) bucket(ctx context.Context, name string) (jetstream.KeyValue, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.buckets[name] == nil {
		ctx, done := b.denials.watch(ctx)
		kv, err := b.js.KeyValue(ctx, name)
		if err = done(err); err != nil {
			return nil, err
		}
		b.buckets[name] = kv
	}
	return b.buckets[name], nil
}
