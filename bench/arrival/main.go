// Command arrival measures how long after an article's arrival on ARTICLES
// its claims can be found: it runs extract and search in this process on a
// server of its own, as `muster up` does, publishes articles one by one, and
// asks the search service for each until it answers.
//
//	go run ./bench/arrival -articles DIR -n 200
//
// DIR holds articles as JSON ({title,outlet,published,text}); they are
// repeated under new addresses up to n.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"log/slog"
	"os"
	"slices"
	"time"

	"muster/bench/text"
	extractd "muster/cmd/extract/daemon"
	"muster/cmd/search/serve"
	"muster/desk"
	"muster/extract"
	"muster/extract/entity"
	"muster/news"
	"muster/pipeline"
)

type options struct {
	dir   string
	n     int
	every time.Duration
}

func main() {
	var o options
	flag.StringVar(&o.dir, "articles", "", "`folder` of articles as JSON")
	flag.IntVar(&o.n, "n", 200, "articles in all")
	flag.DurationVar(&o.every, "every", 100*time.Millisecond, "pause between two articles")
	flag.Parse()
	log.SetFlags(0)
	if err := run(context.Background(), o); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, o options) error {
	x := extract.New()
	articles, err := readArticles(o, x)
	if err != nil {
		return err
	}
	data, err := os.MkdirTemp("", "muster-arrival-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(data) }()
	b, err := pipeline.Open(ctx, pipeline.Options{Name: "arrival", Data: data, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer b.Close()
	ready := make(chan struct{})
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	measure := pipeline.Part{Name: "measure", Work: func(ctx context.Context, b *pipeline.Bus) error {
		defer stop()
		select {
		case <-ready:
			return publishAll(ctx, b, articles, o.every)
		case <-ctx.Done():
			return nil
		}
	}}
	return b.RunParts(ctx,
		extractd.Part(extractd.Config{Extract: x.Extract}),
		serve.Part(serve.Config{Folder: serve.IndexFolder(data), CountryName: entity.CountryName, Ready: func(string) { close(ready) }}),
		measure)
}

// readArticles gives the articles that hold claims: of the others nothing can
// be found.
func readArticles(o options, x *extract.Extractor) ([]news.Article, error) {
	files, err := text.Read(o.dir)
	if err != nil {
		return nil, err
	}
	var base []news.Article
	for _, f := range files {
		a := f.Article()
		if len(x.Extract(a).Claims) > 0 {
			base = append(base, a)
		}
	}
	if len(base) == 0 {
		return nil, fmt.Errorf("no article of %q holds a claim", o.dir)
	}
	all := make([]news.Article, o.n)
	for i := range all {
		a := base[i%len(base)]
		a.URL = fmt.Sprintf("https://arrival.example/%d", i)
		a.ID, a.Hash = news.ArticleID(a.URL), news.TextHash(a.Title, a.Text)
		all[i] = a
	}
	return all, nil
}

// publishAll publishes each article, waits until it is found, and prints how
// long that took.
func publishAll(ctx context.Context, b *pipeline.Bus, articles []news.Article, every time.Duration) error {
	var took []time.Duration
	for _, a := range articles {
		time.Sleep(every)
		start := time.Now()
		if err := b.PublishArticle(ctx, a); err != nil {
			return err
		}
		if err := found(ctx, b, a.ID); err != nil {
			return err
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	at := func(share int) time.Duration { return took[len(took)*share/100].Round(time.Millisecond) }
	fmt.Printf("%d articles, from before the publish to found: median %v, 90 %% %v, 99 %% %v, longest %v\n",
		len(took), at(50), at(90), at(99), took[len(took)-1].Round(time.Millisecond))
	return nil
}

// found asks until claims of the article are found.
func found(ctx context.Context, b *pipeline.Bus, id string) error {
	away := desk.Away{Bus: b}
	for {
		a, err := away.Find(ctx, desk.FindRequest{Query: "article:" + id, Limit: 1})
		if err != nil || a.Total > 0 {
			return err
		}
		time.Sleep(2 * time.Millisecond)
	}
}
