// Command feeds measures an ingest process on many feeds: it serves them from
// loopback, each on a host of its own, runs `ingest serve` as a process, and
// tells after the given time what it took and how late feeds were fetched.
//
//	go run ./bench/feeds -n 2000 -for 10m
//
// One feed in ten is hostile: it fails, is slow, broken, asks for a pause, or
// is far too large. What is told: memory of the process at its peak, the lag
// of the scheduler, requests, and how close two requests to one host came.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"muster/ingest/sources"
	"muster/news"
)

type options struct {
	n, workers  int
	items       int
	last        time.Duration
	dir, server string
}

func main() {
	var o options
	flag.IntVar(&o.n, "n", 2000, "feeds")
	flag.IntVar(&o.workers, "workers", 256, "feeds in hand at once")
	flag.IntVar(&o.items, "items", 10, "items a feed lists")
	flag.DurationVar(&o.last, "for", 10*time.Minute, "how long to run")
	flag.StringVar(&o.dir, "dir", "", "`folder` for program and data (default: a new one)")
	flag.Parse()
	log.SetFlags(0)
	if err := run(context.Background(), o); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, o options) (err error) {
	if o.dir == "" {
		if o.dir, err = os.MkdirTemp("", "muster-feeds-"); err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(o.dir) }()
	}
	bin := filepath.Join(o.dir, "ingest")
	build := exec.CommandContext(ctx, "go", "build", "-o", o.dir+string(filepath.Separator), "./cmd/ingest", "github.com/nats-io/nats-server/v2")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	stop, err := o.nats(ctx)
	if err != nil {
		return err
	}
	defer stop()
	w := newWeb(o.n, o.items)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: w, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(l) }()
	defer func() { _ = server.Close() }()
	if err := importFeeds(ctx, bin, o); err != nil {
		return err
	}
	return watch(ctx, bin, o, w, l.Addr().String())
}

// free is an address of loopback that nobody listens at.
func free() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// nats runs the server in a process of its own, so that what is measured is
// the worker.
func (o *options) nats(ctx context.Context) (stop func(), err error) {
	addr, err := free()
	if err != nil {
		return nil, err
	}
	host, port, _ := net.SplitHostPort(addr)
	c := exec.CommandContext(ctx, filepath.Join(o.dir, "nats-server"), "-js", "-sd", filepath.Join(o.dir, "nats"), "-a", host, "-p", port)
	if err := c.Start(); err != nil {
		return nil, err
	}
	o.server = "nats://" + addr
	return func() {
		_ = c.Process.Signal(os.Interrupt)
		_ = c.Wait()
	}, nil
}

// importFeeds enters all feeds before the process starts.
func importFeeds(ctx context.Context, bin string, o options) error {
	file := filepath.Join(o.dir, "feeds.opml")
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	var list []sources.Source
	for i := range o.n {
		list = append(list, sources.New(news.Source{Name: fmt.Sprintf("Gazette %d", i), Kind: news.Online}, "http://"+hostName(i)+"/rss", "en"))
	}
	if err := sources.WriteOPML(f, list); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	c := exec.CommandContext(ctx, bin, "import", "--server", o.server, file)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}

// watch runs the process and tells how it fares once a minute and at the end.
func watch(ctx context.Context, bin string, o options, w *web, addr string) error {
	health, err := free()
	if err != nil {
		return err
	}
	logFile, err := os.Create(filepath.Join(o.dir, "log"))
	if err != nil {
		return err
	}
	defer func() { _ = logFile.Close() }()
	c := exec.CommandContext(ctx, bin, "serve", "--server", o.server, "--languages", "none", "--health", health, "--allow-private",
		"--resolve", ".example="+addr, "--workers", strconv.Itoa(o.workers), "--log-level", "warn")
	c.Stderr = logFile
	if err := c.Start(); err != nil {
		return err
	}
	end := time.After(o.last)
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for start := time.Now(); ; {
		select {
		case <-end:
			report(c.Process.Pid, health, w, time.Since(start))
			_ = c.Process.Signal(os.Interrupt)
			if err := c.Wait(); err != nil { // jobs at a slow host come again
				fmt.Printf("stopped with work in hand: %v\n", err)
			}
			return nil
		case <-tick.C:
			report(c.Process.Pid, health, w, time.Since(start))
		}
	}
}

func report(pid int, health string, w *web, took time.Duration) {
	m := metrics(health)
	fmt.Printf("%v: memory now %s, peak %s; %s; lag of %.0f fetches: %s\n", took.Round(time.Second), memory(pid, "VmRSS"), memory(pid, "VmHWM"), w, m["muster_fetch_lag_seconds_count"], lags(m))
}

// memory reads one line of the process's status.
func memory(pid int, line string) string {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return "unknown"
	}
	for l := range strings.SplitSeq(string(raw), "\n") {
		if rest, ok := strings.CutPrefix(l, line+":"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return fmt.Sprintf("%d MB", kb>>10)
		}
	}
	return "unknown"
}

// metrics reads the numbers of a /metrics page that have no labels, or only
// the bound of a bucket.
func metrics(addr string) map[string]float64 {
	m := map[string]float64{}
	resp, err := http.Get("http://" + addr + "/metrics")
	if err != nil {
		return m
	}
	defer func() { _ = resp.Body.Close() }()
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		if name, value, ok := strings.Cut(lines.Text(), " "); ok && strings.HasPrefix(name, "muster_fetch_lag") {
			m[name], _ = strconv.ParseFloat(value, 64)
		}
	}
	return m
}

// lags are the shares of fetches that were no later than each bound.
func lags(m map[string]float64) string {
	all := m["muster_fetch_lag_seconds_count"]
	var out []string
	for _, bound := range []string{"1", "2", "5", "10", "30", "60", "300"} {
		if n, ok := m[`muster_fetch_lag_seconds_bucket{le="`+bound+`"}`]; ok && all > 0 {
			out = append(out, fmt.Sprintf("%.1f %% within %s s", 100*n/all, bound))
		}
	}
	return strings.Join(out, ", ")
}
