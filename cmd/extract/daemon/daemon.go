// Package daemon joins extract to the bus: each article revision of ARTICLES
// becomes one set of claims in CLAIMS.
package daemon

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	reader "muster/extract"
	"muster/news"
	"muster/pipeline"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"
)

// Durable is the name all extract daemons read ARTICLES under.
const Durable = "extract"

// Config says how to extract.
type Config struct {
	// Extract reads one article; it is called from many goroutines.
	Extract func(news.Article) news.Extraction
	// Version of the extractor, kept with each set; empty is that of package extract.
	Version string
	// Workers is how many articles are read at once; 0 is one a processor.
	Workers int
	// Replay reads all stored articles again, beside those that come, at most
	// ReplayRate a second; 0 is as fast as one processor can.
	Replay     bool
	ReplayRate float64
}

// Part is the extract daemon.
func Part(cfg Config) pipeline.Part {
	return pipeline.Part{Name: "extract", Work: func(ctx context.Context, b *pipeline.Bus) error { return serve(ctx, b, cfg) }}
}

func serve(ctx context.Context, b *pipeline.Bus, cfg Config) error {
	if cfg.Workers == 0 {
		cfg.Workers = runtime.GOMAXPROCS(0)
	}
	if cfg.Version == "" {
		cfg.Version = reader.Version
	}
	group, ctx := errgroup.WithContext(ctx)
	if cfg.Replay {
		group.Go(func() error { return replay(ctx, b, cfg) })
	}
	for range cfg.Workers {
		group.Go(func() error {
			return b.ConsumeArticles(ctx, Durable, func(ctx context.Context, a news.Article) error { return extract(ctx, b, cfg, a) })
		})
	}
	return group.Wait()
}

// replay reads what is stored with the version of now.
func replay(ctx context.Context, b *pipeline.Bus, cfg Config) error {
	limit := rate.Inf
	if cfg.ReplayRate > 0 {
		limit = rate.Limit(cfg.ReplayRate)
	}
	pace := rate.NewLimiter(limit, 1)
	b.Log().Info("reading all stored articles again", "version", cfg.Version)
	err := b.RereadArticles(ctx, cfg.Version, func(ctx context.Context, a news.Article) error {
		if err := pace.Wait(ctx); err != nil {
			return err
		}
		return extract(ctx, b, cfg, a)
	})
	if err == nil && ctx.Err() == nil {
		b.Log().Info("all stored articles are read again", "version", cfg.Version)
	}
	return err
}

// extract publishes the claims of one article. What it says of an article
// depends on nothing else, so doing it twice changes nothing.
func extract(ctx context.Context, b *pipeline.Bus, cfg Config, a news.Article) error {
	if !English(a.Language) {
		b.Skipped("not in English")
		b.Log().Debug("article skipped: only English is read so far", "article", a.ID, "language", a.Language, "outlet", a.Outlet.Name, "url", a.URL)
		return nil
	}
	set := news.ClaimSet{Article: a.Ref(), Hash: a.Hash, Extractor: cfg.Version, Claims: cfg.Extract(a).Claims}
	if err := b.PublishClaims(ctx, set); err != nil {
		return fmt.Errorf("extract: article %s: %w", a.ID, err)
	}
	b.Log().Debug("claims", "article", a.ID, "outlet", a.Outlet.Name, "claims", len(set.Claims))
	return nil
}

// English reports whether a language tag is English, or says nothing.
func English(tag string) bool {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return base == "en" || base == "" || base == "und"
}
