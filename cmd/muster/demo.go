package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"muster/cmd/daemon"
	ingestd "muster/cmd/ingest/daemon"
	"muster/cmd/muster/press"
	"muster/cmd/search/serve"
	"muster/ingest/fetch"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// demo is one run of the demo.
type demo struct {
	flags *daemon.Flags
	keep  bool
	limit int
	page  serve.Web
	out   io.Writer
	// durable is the name the index reads CLAIMS under, once it is known.
	durable chan string
}

func demoCommand(flags *daemon.Flags) *cobra.Command {
	d := &demo{flags: flags, durable: make(chan string, 1)}
	var pages string
	c := &cobra.Command{
		Use: "demo", Short: "Run everything on newspapers of its own and show what it finds", Args: cobra.NoArgs,
		Long: "demo serves the feeds and pages of eight invented newspapers on loopback, reads them as `muster up`\n" +
			"reads real ones, and prints what they claim and where they contradict each other. The outlets are\n" +
			"invented; the figures, and those who gave them, were in the news.",
		RunE: func(c *cobra.Command, _ []string) error {
			d.out = c.OutOrStdout()
			if pages != "" {
				return servePages(c.Context(), d.out, pages)
			}
			return d.run(c)
		},
	}
	c.Flags().BoolVar(&d.keep, "keep", false, "go on running after the report, with the page, for search and ingest to join")
	c.Flags().IntVar(&d.limit, "limit", 12, "findings shown in full")
	d.page.Flags(c.Flags())
	c.Flags().StringVar(&pages, "pages", "", "only serve the newspapers, at `host:port`, for an ingest of your own")
	return c
}

func (d *demo) run(c *cobra.Command) error {
	flags := d.flags
	if !c.Flags().Changed("log-level") {
		if err := flags.SetLogLevel("warn"); err != nil {
			return err
		}
	}
	if flags.Server != "" {
		return fmt.Errorf("the demo writes invented news, so it joins no server (%s): leave out --server and NATS_URL", flags.Server)
	}
	prepare := invented
	if !c.Flags().Changed("data") {
		flags.Data = filepath.Join(os.TempDir(), fmt.Sprintf("muster-demo-%d", os.Getuid()))
		prepare = afresh
	}
	if err := prepare(flags.Data); err != nil {
		return err
	}
	paper, err := press.New()
	if err != nil {
		return err
	}
	addr, end, err := servePress(paper, "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer end()
	flags.Listen = "127.0.0.1:0"
	cfg := ingestd.Config{
		Fetch: fetch.Config{AllowPrivate: true, Delay: -1, Resolve: map[string]string{".example": addr}},
		Feeds: paper.Sources(), MinInterval: time.Second, MaxInterval: 2 * time.Second, Quiet: time.Second,
	}
	ctx, cancel := context.WithCancel(c.Context())
	defer cancel()
	if !d.keep {
		d.page.Address = ""
	}
	search := searching(flags.Data, d.page, false)
	search.Ready = func(durable string) { d.durable <- durable }
	all := parts(cfg, search)
	report := pipeline.Part{Name: "report", Work: func(ctx context.Context, b *pipeline.Bus) error {
		err := d.report(ctx, b, paper)
		if !d.keep {
			cancel()
		}
		return err
	}}
	return flags.Host(ctx, "demo", append(all, report)...)
}

// marker names a folder the demo may delete.
const marker = "muster-demo"

// afresh empties the demo's own folder. A folder that is not the demo's, or
// that a running demo uses, is left alone.
func afresh(folder string) error {
	if _, running := pipeline.Discover(folder); running {
		return fmt.Errorf("a demo is running already on %s: stop it, or give --data", folder)
	}
	_, err := os.Stat(filepath.Join(folder, marker))
	switch entries, readErr := os.ReadDir(folder); {
	case errors.Is(readErr, os.ErrNotExist):
	case readErr != nil:
		return readErr
	case err != nil && len(entries) > 0:
		return fmt.Errorf("%s is not empty and not of the demo: give --data", folder)
	default:
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	return mark(folder)
}

// invented marks a folder as one of invented news. A folder that holds
// anything else is refused: nothing invented enters a real store.
func invented(folder string) error {
	_, err := os.Stat(filepath.Join(folder, marker))
	entries, readErr := os.ReadDir(folder)
	switch {
	case err == nil:
		return nil
	case readErr != nil && !errors.Is(readErr, os.ErrNotExist):
		return readErr
	case len(entries) > 0:
		return fmt.Errorf("%s is not empty and not of the demo, and the demo writes invented news: give --data a new folder", folder)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	return mark(folder)
}

func mark(folder string) error {
	return os.WriteFile(filepath.Join(folder, marker), nil, 0o600)
}

// servePress serves the newspapers and returns where.
func servePress(p *press.Press, listen string) (addr string, end func(), err error) {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return "", nil, fmt.Errorf("newspapers: %w", err)
	}
	srv := &http.Server{Handler: p, ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = srv.Serve(l) }()
	return l.Addr().String(), func() { _ = srv.Close(); <-ended }, nil
}

// servePages serves the newspapers until stopped, for an ingest of its own
// process.
func servePages(ctx context.Context, out io.Writer, listen string) error {
	p, err := press.New()
	if err != nil {
		return err
	}
	addr, end, err := servePress(p, listen)
	if err != nil {
		return err
	}
	defer end()
	fmt.Fprintf(out, `newspapers at %[1]s; read them with
  curl -s http://%[1]s/feeds.opml | ingest import -
  ingest serve --languages none --allow-private --host-delay -1ns --resolve .example=%[1]s
`, addr)
	ctx, stop := daemon.Signalled(ctx)
	defer stop()
	<-ctx.Done()
	return nil
}
