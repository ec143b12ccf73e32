// Command kill shows that no process of Muster may be killed at a bad moment:
// it runs nats-server, ingest, two extract and search as processes of their
// own on some hundred articles, once undisturbed and once with every process
// killed (SIGKILL) again and again at random moments, and compares articles,
// claims and findings, ID for ID.
//
//	go run ./bench/kill -articles DIR -n 500 -kills 10
//
// With -servers 3 it runs a cluster of three NATS servers with streams of three
// replicas, two ingest, two extract and two search; from the first kill of a
// NATS server on, one of the three is down, or stopped where it stands, at any
// time. Half way all of them are away at once, and after that the extract
// daemons are replaced by those of another version, which read all again.
//
// DIR holds articles as JSON ({id,title,outlet,published,text}); they are
// repeated under new addresses up to n.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"muster/bench/text"
	"muster/cmd/daemon"
)

func main() {
	var o options
	dir := flag.String("articles", "", "`folder` of articles as JSON")
	flag.IntVar(&o.articles, "n", 500, "articles in all")
	flag.IntVar(&o.servers, "servers", 1, "NATS servers: 1 or 3")
	flag.IntVar(&o.kills, "kills", 10, "how often each process is killed")
	flag.DurationVar(&o.spread, "spread", 60*time.Second, "time over which the feeds bring the articles")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the moments")
	if len(os.Args) > 1 && os.Args[1] == "next" {
		daemon.Main(next())
	}
	flag.Parse()
	log.SetFlags(log.Ltime)
	if err := compare(context.Background(), *dir, o); err != nil {
		log.Fatal(err)
	}
}

type options struct {
	articles, kills int
	servers         int
	spread          time.Duration
	seed            uint64
}

func compare(ctx context.Context, dir string, o options) error {
	texts, err := text.Read(dir)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "muster-kill-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	if err := build(ctx, work); err != nil {
		return err
	}
	p := newPress(texts, o)
	if err := p.start(); err != nil {
		return err
	}
	defer p.stop()
	calm, err := run(ctx, work, "calm", p, o, false)
	if err != nil {
		return fmt.Errorf("undisturbed run: %w", err)
	}
	log.Printf("undisturbed: %v", calm)
	killed, err := run(ctx, work, "killed", p, o, true)
	if err != nil {
		return fmt.Errorf("run with kills: %w", err)
	}
	log.Printf("with kills:  %v", killed)
	return calm.equal(killed)
}

// run processes all articles in a fresh store, and returns what is stored.
func run(ctx context.Context, work, name string, p *press, o options, kill bool) (outcome, error) {
	f, err := newFleet(filepath.Join(work, name), work, p, o.servers)
	if err != nil {
		return outcome{}, err
	}
	defer f.stop()
	if err := f.start(ctx); err != nil {
		return outcome{}, err
	}
	p.begin(o.spread)
	start := time.Now()
	if kill {
		f.killAll(o.kills, o.spread, rand.New(rand.NewPCG(o.seed, 0)))
	}
	out, err := f.settle(ctx, o.articles)
	if err == nil {
		log.Printf("%s: done after %v", name, time.Since(start).Round(time.Second))
	}
	return out, err
}

// outcome is what a run left: records by ID, and how often each was stored
// where it should be once.
type outcome struct {
	articles, claims, findings []string
	twice                      []string
	dead                       int
	upgraded                   int // articles whose last word is of the next version
}

func (o outcome) String() string {
	return fmt.Sprintf("%d articles, %d claims, %d findings, %d stored twice, %d dead letters",
		len(o.articles), len(o.claims), len(o.findings), len(o.twice), o.dead)
}

// equal says what differs.
func (o outcome) equal(other outcome) error {
	bad := false
	for _, c := range []struct {
		what string
		a, b []string
	}{{"articles", o.articles, other.articles}, {"claims", o.claims, other.claims}, {"findings", o.findings, other.findings}} {
		lost, more := without(c.a, c.b), without(c.b, c.a)
		if len(lost)+len(more) > 0 {
			bad = true
			log.Printf("%s: %d lost %.3q, %d more %.3q", c.what, len(lost), lost[:min(3, len(lost))], len(more), more[:min(3, len(more))])
		}
	}
	if len(other.articles) != other.upgraded {
		bad = true
		log.Printf("the next version read %d articles of %d", other.upgraded, len(other.articles))
	}
	if bad || other.dead > o.dead || len(other.twice) > 0 {
		return fmt.Errorf("the runs differ")
	}
	log.Print("both runs left the same")
	return nil
}

func without(a, b []string) (out []string) {
	for _, x := range a {
		if _, found := slices.BinarySearch(b, x); !found {
			out = append(out, x)
		}
	}
	return out
}
