// Package serve is the index daemon: it takes claim sets from the bus, keeps
// them in the index, holds each against all before, stores and publishes the
// findings, and answers what is asked of the index.
//
// A claim set is acknowledged when it is on the disk together with the
// findings it made, and those are published. What was written and not yet
// published when a process died is published by the next one. Everything may
// come twice: sets and findings carry IDs made from their content.
package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"muster/cmd/page"
	"muster/cmd/search/alert"
	"muster/desk"
	"muster/index"
	"muster/news"
	"muster/pipeline"
)

// Config says where the index is.
type Config struct {
	// Folder of the index; its parents are made.
	Folder string
	// CountryName is as in index.Config.
	CountryName func(code string) string
	// Web is the page for people.
	Web Web
	// Alerts carries what alerts tell.
	Alerts alert.Teller
	// Ready, if not nil, is called once when the daemon answers and takes
	// claims, with the name of its durable reader.
	Ready func(durable string)
}

// IndexFolder is where the index of a data folder is.
func IndexFolder(data string) string { return filepath.Join(data, "index") }

// Durable is the name under which the index of this instance reads CLAIMS: an
// index made anew reads them all again.
func Durable(instance string) string { return "search-" + instance }

// Part is Serve as a part of a daemon.
func Part(c Config) pipeline.Part {
	return pipeline.Part{Name: "search", Work: func(ctx context.Context, b *pipeline.Bus) error {
		return Serve(ctx, b, c)
	}}
}

// Serve runs until ctx ends or the index fails. An index that is damaged is
// put aside and built anew from the stored claims.
func Serve(ctx context.Context, b *pipeline.Bus, c Config) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	x, err := open(c, b.Log(), func(err error) { stop(fmt.Errorf("search: the index can no longer write: %w", err)) })
	if err != nil {
		return err
	}
	defer x.Close()
	defer showSizes(ctx, b.Metrics(), x)()
	b.Waiting("search", "what the cross-check knows is read from the disk")
	defer b.Trouble("search", nil)
	marks := desk.NewMarks(b)
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		if err := marks.Follow(ctx); err != nil {
			stop(fmt.Errorf("search: marks: %w", err))
		}
	}()
	defer func() { stop(nil); <-followed }()
	d := &guarded{inner: desk.Here{Index: x, Marks: marks.All}}
	d.behind.Store(true)
	// Answers may still be under way when ctx ends: they are waited for
	// before the index closes.
	defer d.close()
	if err := b.Serve(ctx, desk.Service, desk.Endpoints(d)); err != nil {
		return err
	}
	stopPage, err := c.Web.start(d, marks, newsroom{b}, b.Log())
	if err != nil {
		return err
	}
	defer stopPage()
	// What is asked meanwhile is answered from the index.
	t, err := newTaker(ctx, x, c.Folder, b)
	if err != nil {
		return err
	}
	defer t.close()
	if err := t.publishOutbox(ctx); err != nil {
		return err
	}
	d.behind.Store(false)
	b.Trouble("search", nil)
	defer tell(ctx, alert.Runner{Bus: b, Desk: d, Teller: c.Alerts})()
	if c.Ready != nil {
		c.Ready(Durable(x.Instance()))
	}
	err = b.ConsumeClaims(ctx, Durable(x.Instance()), t.take)
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

// tell works on alerts until the returned function is called.
func tell(ctx context.Context, r alert.Runner) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var working sync.WaitGroup
	working.Go(func() { r.Run(ctx) })
	return func() { cancel(); working.Wait() }
}

// AlertsFolder is where the files of alerts are in a data folder.
func AlertsFolder(data string) string { return filepath.Join(data, "alerts") }

// open opens the index, and makes a new one where it is damaged.
func open(c Config, log *slog.Logger, fatal func(error)) (*index.Index, error) {
	cfg := index.Config{Path: c.Folder, CountryName: c.CountryName, Measured: page.Measured, Fatal: fatal, Patience: 5 * time.Second}
	x, err := index.Open(cfg)
	if !errors.Is(err, index.ErrDamaged) {
		return x, err
	}
	aside, e := putAside(c.Folder)
	if e != nil {
		return nil, errors.Join(err, e)
	}
	log.Error("the index cannot be used: building a new one from the stored claims", "error", err, "put_aside", aside)
	return index.Open(cfg)
}

// putAside renames the folder, so that a person can look at it; the one put
// aside before goes.
func putAside(folder string) (aside string, err error) {
	aside = folder + ".damaged"
	if err := os.RemoveAll(aside); err != nil {
		return "", err
	}
	return aside, os.Rename(folder, aside)
}

// publishAtOnce is how many findings are on their way to the stream at a
// time: enough to share its commits to disk.
const publishAtOnce = 32

// earliest keeps when a finding was first seen.
func earliest(f news.Finding, now time.Time) news.Finding {
	if f.FirstSeen.IsZero() {
		f.FirstSeen = now.UTC().Truncate(time.Second)
	}
	return f
}
