package daemon

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"time"

	"muster/ingest"
	"muster/ingest/websub"
	"muster/pipeline"
)

// WebSub says how hubs reach this process; the zero value is not at all.
type WebSub struct {
	// Listen is the host:port the answers to hubs are served at.
	Listen string
	// Callback is the address hubs are told, which leads there.
	Callback string
}

// keyRecord is the key that all processes share, so that any of them can
// answer a hub.
type keyRecord struct {
	Key []byte `json:"key"`
}

const keyName = "websub-key"

// key returns the shared key, made by whoever asks first.
func key(ctx context.Context, b *pipeline.Bus) ([]byte, error) {
	table := pipeline.Seen[keyRecord](b)
	for {
		rec, version, err := table.Get(ctx, keyName)
		if err != nil || version != 0 {
			return rec.Key, err
		}
		rec.Key = make([]byte, 32)
		if _, err = rand.Read(rec.Key); err != nil {
			return nil, err
		}
		if _, err = table.Put(ctx, keyName, rec, 0); err == nil || !errors.Is(err, pipeline.ErrChanged) {
			return rec.Key, err
		}
	}
}

// newSubscriber is the subscriber of this process; nil where no hub can reach
// it.
func (d *daemon) newSubscriber(ctx context.Context, cfg WebSub) (*websub.Subscriber, error) {
	if cfg.Listen == "" || cfg.Callback == "" {
		return nil, nil
	}
	k, err := key(ctx, d.bus)
	if err != nil {
		return nil, err
	}
	return &websub.Subscriber{
		Callback: cfg.Callback, Key: k, Now: time.Now,
		Topic:  func(id string) string { f, _, _ := d.feeds.Get(ctx, id); return f.Topic },
		Leased: func(id string, until time.Time) { d.leased(ctx, id, until) },
		News:   func(id string) { d.news(ctx, id) },
	}, nil
}

// serveWebSub answers hubs until ctx ends.
func (d *daemon) serveWebSub(ctx context.Context, cfg WebSub) error {
	if d.subscriber == nil {
		return nil
	}
	s := &http.Server{Addr: cfg.Listen, Handler: d.subscriber, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute}
	stop := context.AfterFunc(ctx, func() {
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = s.Shutdown(end)
	})
	defer stop()
	if err := s.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("ingest: answers to hubs: %w", err)
	}
	return nil
}

// leased notes until when a hub tells of a feed. The feed's times stay.
func (d *daemon) leased(ctx context.Context, id string, until time.Time) {
	for range 5 {
		f, version, err := d.feeds.Get(ctx, id)
		if err == nil && version != 0 {
			f.Lease = until.UTC()
			_, err = d.feeds.Put(ctx, id, f, version)
		}
		if !errors.Is(err, pipeline.ErrChanged) {
			d.bus.Log().Info("WebSub lease", "feed", id, "until", until, "error", err)
			return
		}
	}
}

// news has a feed fetched at once.
func (d *daemon) news(ctx context.Context, id string) {
	if _, err := Change(ctx, d.bus, id, func(*ingest.Feed) {}); err != nil {
		d.bus.Log().Warn("WebSub note not followed", "feed", id, "error", err)
	}
}

// renewBefore is how long before its end a lease is renewed: feeds are fetched
// once a day at least.
const renewBefore = 36 * time.Hour

// subscribe asks the feed's hub to tell of news, if it offers that and the
// lease is not there or ends soon. The hub answers to serveWebSub.
func (d *daemon) subscribe(ctx context.Context, f ingest.Feed) {
	if d.subscriber == nil || f.Hub == "" || f.Failures > 0 || time.Until(f.Lease) > renewBefore {
		return
	}
	err := d.worker.Fetch.Post(ctx, f.Hub, d.subscriber.Form(f.Source.ID, f.Topic))
	if err != nil {
		d.bus.Log().Warn("hub cannot be subscribed at", "feed", f.Source.ID, "hub", f.Hub, "error", err)
	}
}
