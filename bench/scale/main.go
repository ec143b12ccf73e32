// Command scale measures what an article and a claim cost each stage, on this
// machine and with the real parts, and tells from that which stage ends first
// as feeds and years grow.
//
//	go run ./bench/scale -articles DIR -claims 20000
//
// DIR holds articles as JSON ({title,outlet,published,text}). The claims are
// made ones (bench/made): ten an article, ten answers a question. Costs are
// processor time and not the clock, so that a busy machine tells the same.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"log/slog"
	"os"
	"runtime"
	"syscall"
	"time"

	"muster/bench/made"
	"muster/bench/text"
	"muster/cmd/search/serve"
	"muster/desk"
	"muster/extract"
	"muster/extract/entity"
	"muster/news"
	"muster/pipeline"
)

func main() {
	dir := flag.String("articles", "", "`folder` of articles as JSON")
	claims := flag.Int("claims", 20_000, "claims to index and hold against each other")
	perDay := flag.Float64("per-day", 20, "articles a feed brings a day")
	flag.Parse()
	log.SetFlags(0)
	c, err := measure(context.Background(), *dir, *claims)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(c)
	for _, feeds := range []float64{500, 2000, 10_000, 100_000} {
		fmt.Println(simulate(c, feeds, *perDay))
	}
}

// costs are those of one article or claim, in seconds of one core and in bytes.
type costs struct {
	extract, storeArticle, storeSet, claim float64 // seconds
	article, set, index, memory            float64 // bytes; the last two a claim
	claims                                 float64 // claims an article
}

func (c costs) String() string {
	return fmt.Sprintf(`an article: %.0f bytes; read in %.2f ms, stored in %.2f ms, its %.1f claims in %.2f ms (%.0f bytes)
a claim: indexed and held against the others in %.3f ms; %.0f bytes of index, %.0f bytes of memory
`, c.article, c.extract*1e3, c.storeArticle*1e3, c.claims, c.storeSet*1e3, c.set, c.claim*1e3, c.index, c.memory)
}

func measure(ctx context.Context, dir string, claims int) (c costs, err error) {
	data, err := os.MkdirTemp("", "muster-scale-")
	if err != nil {
		return c, err
	}
	defer func() { _ = os.RemoveAll(data) }()
	b, err := pipeline.Open(ctx, pipeline.Options{Name: "scale", Data: data, QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return c, err
	}
	defer b.Close()
	if err := c.reading(ctx, b, dir); err != nil {
		return c, err
	}
	return c, c.searching(ctx, b, data, claims)
}

// reading measures extraction and both streams on real articles.
func (c *costs) reading(ctx context.Context, b *pipeline.Bus, dir string) error {
	articles, err := readArticles(dir)
	if err != nil {
		return err
	}
	x := extract.New()
	x.Extract(articles[0]) // what is loaded at the first call
	n := float64(len(articles))
	sets := make([]news.ClaimSet, len(articles))
	c.extract = spent(func() {
		for i, a := range articles {
			sets[i] = news.ClaimSet{Article: a.Ref(), Hash: a.Hash, Extractor: extract.Version, Claims: x.Extract(a).Claims}
		}
	}) / n
	c.storeArticle = spent(func() {
		for _, a := range articles {
			err = errors.Join(err, b.PublishArticle(ctx, a))
		}
	}) / n
	c.storeSet = spent(func() {
		for _, s := range sets {
			err = errors.Join(err, b.PublishClaims(ctx, s))
		}
	}) / n
	for i, a := range articles {
		c.article += size(a) / n
		c.set += size(sets[i]) / n
		c.claims += float64(len(sets[i].Claims)) / n
	}
	return err
}

// searching measures the search daemon on made claims that lie in its stream.
func (c *costs) searching(ctx context.Context, b *pipeline.Bus, data string, claims int) error {
	m := made.New(claims, 0)
	for range claims / made.ClaimsPerArticle {
		if err := b.PublishClaims(ctx, m.Set()); err != nil {
			return err
		}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	durable := make(chan string, 1)
	before := heap()
	var failed error
	c.claim = spent(func() {
		failed = b.RunParts(ctx,
			serve.Part(serve.Config{Folder: serve.IndexFolder(data), CountryName: entity.CountryName, Ready: func(name string) { durable <- name }}),
			pipeline.Part{Name: "wait", Work: func(ctx context.Context, b *pipeline.Bus) error {
				defer stop()
				if err := allTaken(ctx, b, durable); err != nil {
					return err
				}
				c.memory = float64(heap()-before) / float64(claims)
				s, err := desk.Away{Bus: b}.Stats(ctx, desk.StatsRequest{})
				c.index = float64(s.Bytes) / float64(claims)
				return err
			}})
	}) / float64(claims)
	return failed
}

// allTaken waits until the search daemon has taken all claims.
func allTaken(ctx context.Context, b *pipeline.Bus, durable <-chan string) error {
	var name string
	select {
	case name = <-durable:
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		// A busy server may not answer in time: the next try may.
		left, err := b.ClaimsBacklog(ctx, name)
		if err == nil && left.Empty() {
			return nil
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// spent is the processor time that work takes, in seconds.
func spent(work func()) float64 {
	before := processor()
	work()
	return processor() - before
}

func processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func size(record any) float64 {
	raw, err := json.Marshal(record)
	if err != nil {
		return 0
	}
	return float64(len(raw))
}

func readArticles(dir string) (all []news.Article, err error) {
	files, err := text.Read(dir)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		a := f.Article()
		a.URL = "https://scale.example/" + f.Name
		a.ID, a.Hash = news.ArticleID(a.URL), news.TextHash(a.Title, a.Text)
		all = append(all, a)
	}
	return all, nil
}
