package main

import (
	"context"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/page"
	"muster/cmd/search/alert"
	"muster/news"
	"muster/pipeline"

	"golang.org/x/sync/errgroup"
)

// often is how long a live line stands before it is looked whether it still
// holds.
const often = 2 * time.Second

// ticker shows on a terminal how everything fares, in a line that is written
// anew.
type ticker struct {
	live *daemon.Live
	// page is the address of the page, "" where none is served.
	page string
	// last is the finding that came last, in words.
	last atomic.Pointer[string]
}

// part is the ticker as a part of the program.
func (t *ticker) part() pipeline.Part {
	return pipeline.Part{Name: "live", Work: func(ctx context.Context, b *pipeline.Bus) error {
		defer t.live.End()
		g, ctx := errgroup.WithContext(ctx)
		g.Go(func() error {
			err := b.WatchFindings(ctx, time.Now(), func(f news.Finding) error {
				title := alert.Title(f)
				t.last.Store(&title)
				return nil
			})
			if ctx.Err() != nil {
				return nil
			}
			return err
		})
		g.Go(func() error { return t.run(ctx, b) })
		return g.Wait()
	}}
}

func (t *ticker) run(ctx context.Context, b *pipeline.Bus) error {
	tick := time.NewTicker(often)
	defer tick.Stop()
	for {
		s, err := countsOf(ctx, b)
		switch {
		case ctx.Err() != nil:
			return t.live.Show("stopping: finishing what is held")
		case err != nil:
			b.Log().Debug("no counts for the live line", "error", err)
		default:
			if err := t.live.Show(t.line(s)); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return t.live.Show("stopping: finishing what is held")
		case <-tick.C:
		}
	}
}

// line is the state in a line: what there is, what waits, what came last.
func (t *ticker) line(s status) string {
	feeds := page.Plural(uint64(s.Feeds.All), "feed", "feeds")
	if s.Feeds.Failing > 0 {
		feeds += " (" + strconv.Itoa(s.Feeds.Failing) + " failing)"
	}
	parts := []string{feeds}
	if s.Index != nil {
		parts = append(parts, page.Plural(s.Index.Articles, "article", "articles"), page.Plural(s.Index.Claims, "claim", "claims"), page.Plural(s.Index.Findings, "finding", "findings"))
	}
	waiting := uint64(0)
	for _, l := range s.Lags {
		waiting += l.Waiting
	}
	if waiting > 0 {
		parts = append(parts, grouped(waiting)+" waiting")
	}
	if s.Counts.Dead > 0 {
		parts = append(parts, grouped(s.Counts.Dead)+" given up")
	}
	if t.page != "" {
		parts = append(parts, "http://"+t.page+"/")
	}
	if last := t.last.Load(); last != nil {
		parts = append(parts, page.Clean(*last))
	}
	return strings.Join(parts, " · ")
}
