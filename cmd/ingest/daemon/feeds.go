package daemon

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"muster/ingest"
	"muster/ingest/sources"
	"muster/news"
	"muster/pipeline"
)

// Roster enters feeds, each address once: it knows those that the bus has, also
// by the addresses that they moved from.
type Roster struct {
	bus *pipeline.Bus
	ids map[string]string // by sources.AddressKey
}

// NewRoster reads which feeds there are.
func NewRoster(ctx context.Context, b *pipeline.Bus) (*Roster, error) {
	all, err := Feeds(ctx, b)
	if err != nil {
		return nil, err
	}
	r := &Roster{bus: b, ids: map[string]string{}}
	for id, f := range all {
		r.note(id, f.Source.URL, f.Moved)
	}
	return r, nil
}

func (r *Roster) note(id string, addresses ...string) {
	for _, a := range addresses {
		if a != "" {
			r.ids[sources.AddressKey(a)] = id
		}
	}
}

// Add enters a feed and schedules its first fetch. It returns the ID of the feed
// with that address, and whether it was added; that one which the bus has
// already is scheduled is seen to too. A server that is slow, or chooses a
// leader, at one of two thousand feeds is waited for.
func (r *Roster) Add(ctx context.Context, s sources.Source) (id string, added bool, err error) {
	err = r.bus.Patiently(ctx, func() error {
		var fresh bool
		id, fresh, err = r.add(ctx, s)
		added = added || fresh
		return err
	})
	return id, added, err
}

func (r *Roster) add(ctx context.Context, s sources.Source) (id string, added bool, err error) {
	if known := r.ids[sources.AddressKey(s.URL)]; known != "" && known != s.ID {
		return known, false, nil
	}
	f := ingest.Feed{Source: s}
	_, err = pipeline.Feeds[ingest.Feed](r.bus).Put(ctx, s.ID, f, 0)
	added = err == nil
	if errors.Is(err, pipeline.ErrChanged) {
		f, _, err = pipeline.Feeds[ingest.Feed](r.bus).Latest(ctx, s.ID)
	}
	if err != nil {
		return s.ID, added, err
	}
	r.note(s.ID, s.URL)
	return s.ID, added, ensureScheduled(ctx, r.bus, s.ID, f)
}

// Remove takes a feed out. Its articles stay.
func Remove(ctx context.Context, b *pipeline.Bus, id string) error {
	table := pipeline.Feeds[ingest.Feed](b)
	_, version, err := table.Get(ctx, id)
	if err != nil {
		return err
	}
	if version == 0 {
		return unknown(ctx, b, id)
	}
	if err := table.Delete(ctx, id); err != nil {
		return err
	}
	return b.Unschedule(ctx, id)
}

// Forget sees to it that no ingest daemon stores the article again.
func Forget(ctx context.Context, b *pipeline.Bus, a news.ArticleRef) error {
	pages, err := worker(b, Config{}).Forget(ctx, a.ID, a.URL)
	for _, key := range pages {
		err = errors.Join(err, b.UnscheduleLook(ctx, key))
	}
	return err
}

// Feeds returns the state of every feed by its ID.
func Feeds(ctx context.Context, b *pipeline.Bus) (map[string]ingest.Feed, error) {
	return pipeline.Feeds[ingest.Feed](b).All(ctx)
}

// Change lets change work on the feed's state and has it fetched at once,
// unless it rests. Somebody else's change in between is kept: change is called
// again.
func Change(ctx context.Context, b *pipeline.Bus, id string, change func(*ingest.Feed)) (ingest.Feed, error) {
	table := pipeline.Feeds[ingest.Feed](b)
	for {
		f, version, err := table.Get(ctx, id)
		if err != nil {
			return f, err
		}
		if version == 0 {
			return f, unknown(ctx, b, id)
		}
		change(&f)
		f.Next = time.Now().UTC()
		if _, err = table.Put(ctx, id, f, version); errors.Is(err, pipeline.ErrChanged) {
			continue
		} else if err != nil {
			return f, err
		}
		if f.Resting() {
			return f, b.Unschedule(ctx, id)
		}
		return f, b.Schedule(ctx, id, f.Next, nil)
	}
}

// unknown says that there is no such feed, and which are named alike.
func unknown(ctx context.Context, b *pipeline.Bus, id string) error {
	all, err := Feeds(ctx, b)
	if err != nil {
		return err
	}
	for other, f := range all {
		if id != "" && (strings.Contains(other, strings.ToLower(id)) || f.Source.URL == id || strings.EqualFold(f.Source.Outlet.Name, id)) {
			return fmt.Errorf("there is no feed %q; did you mean %s? (see: ingest list)", id, other)
		}
	}
	return fmt.Errorf("there is no feed %q (see: ingest list)", id)
}

// Importer returns a worker that publishes documents of archives on the bus.
func Importer(b *pipeline.Bus) *ingest.Worker { return worker(b, Config{}) }

// EditsOf returns what was changed in articles after they were published, by
// article ID.
func EditsOf(ctx context.Context, b *pipeline.Bus) (map[string]ingest.Edits, error) {
	return pipeline.Seen[ingest.Edits](b).Those(ctx, "edits.*")
}
