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
	// Replay reads all articles again, from the first.
	Replay bool
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
	if cfg.Replay {
		if err := b.RewindArticles(ctx, Durable); err != nil {
			return err
		}
		b.Log().Info("reading all articles again", "version", cfg.Version)
	}
	group, ctx := errgroup.WithContext(ctx)
	for range cfg.Workers {
		group.Go(func() error {
			return b.ConsumeArticles(ctx, Durable, func(ctx context.Context, a news.Article) error { return extract(ctx, b, cfg, a) })
		})
	}
	return group.Wait()
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
