// Package pipeline carries articles, claims and findings between the daemons
// over NATS JetStream. It is the only package that knows NATS.
//
// In go news types, out they come at any process that consumes them, at least
// once: handlers return nil (done), Retry(err) or Drop(err), and a message is
// acknowledged only after its handler returned nil. All records carry IDs made
// from their content, so that a message that comes twice rewrites the same
// record. After kill -9 of any process at any moment nothing is lost.
//
// topics.go has the map of who writes what and who reads it. Open starts the
// embedded server, or joins a running one.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
)

// Options say which server to use and how. With Server empty an embedded
// server is started on Data.
type Options struct {
	// Name of the process, shown in the server's list of connections.
	Name string
	// Server is the URL of a NATS server, or several with commas.
	Server string
	// Creds, TLSCert, TLSKey and TLSCA are files, as in the nats tool.
	Creds, TLSCert, TLSKey, TLSCA string
	// Data is the store folder of the embedded server.
	Data string
	// Listen is host:port at which the embedded server lets other processes
	// join; port 0 is any free one. Empty is a free port of the loopback, for
	// the tools of the same user, who find its secret in the folder.
	Listen string
	// Alone opens the embedded server for this process only.
	Alone bool
	// Replicas of each stream: 1 (also for 0) on one machine, 3 in a cluster.
	Replicas int
	// Keep is how long articles, claims and findings stay in their streams; 0
	// is for ever. KeepAsIs leaves streams and buckets that are there as another
	// process set them, replicas too.
	Keep     time.Duration
	KeepAsIs bool
	// Patience is how long to wait for a server that cannot be reached; 0
	// gives up at the first failure, below 0 never.
	Patience time.Duration
	// AskOnly leaves streams and buckets as they are, for tools that only send
	// requests: a third of the time such a tool runs.
	AskOnly bool
	// Visit joins without declaring streams and buckets: for those who only
	// ask, and may not be allowed more.
	Visit bool
	// QuickStore leaves syncing to the operating system: a power cut may then
	// lose the last moments, a killed process still loses nothing.
	QuickStore bool
	// Log takes one line a message; nil is slog.Default().
	Log *slog.Logger
	// Metrics is where counters are registered; nil is a registry of its own.
	Metrics *prometheus.Registry
}

// Bus is a connection with streams and buckets declared. Its methods may be
// called from many goroutines.
type Bus struct {
	nc       *nats.Conn
	js       jetstream.JetStream
	server   *embedded // nil where an outside server is used
	mu       sync.Mutex
	buckets  map[string]jetstream.KeyValue // guarded by mu
	log      *slog.Logger
	meter    *meter
	registry *prometheus.Registry
	replicas int
	keep     time.Duration
	keepAsIs bool
	troubles troubles
	skips    skips
	marker   marker
	full     atomic.Bool // the disk is nearly full: see room.go
	denials  denials
	hold     hold
	failures failures
	end      context.CancelFunc // ends what works in the background
	working  sync.WaitGroup
}

// Open starts or joins a server and declares streams and buckets.
func Open(ctx context.Context, o Options) (*Bus, error) {
	b := &Bus{
		log: o.Log, registry: o.Metrics, replicas: max(o.Replicas, 1), keep: o.Keep, keepAsIs: o.KeepAsIs,
		buckets: map[string]jetstream.KeyValue{}, hold: heldLong,
	}
	if b.log == nil {
		b.log = slog.Default()
	}
	if b.registry == nil {
		b.registry = prometheus.NewRegistry()
	}
	b.meter = newMeter(b.registry)
	if err := b.connect(ctx, o); err != nil {
		b.Close()
		return nil, err
	}
	if o.AskOnly || o.Visit {
		return b, nil
	}
	if err := b.declareWithin(ctx, o.Patience); err != nil {
		b.Close()
		return nil, err
	}
	if err := b.lookForLoss(ctx); err != nil {
		b.Close()
		return nil, err
	}
	b.watchOver(o)
	return b, nil
}

// watchOver starts what works in the background until Close.
func (b *Bus) watchOver(o Options) {
	ctx, end := context.WithCancel(context.Background())
	b.end = end
	// A process that opens a bus twice has the gauges of the first.
	_ = b.registry.Register(newGauges(b))
	b.working.Go(func() { b.keepMarks(ctx) })
	if o.Data != "" {
		b.working.Go(func() { b.watchRoom(ctx, disk{o.Data, freeBytes}) })
	}
	if b.server != nil {
		b.working.Go(func() { b.watchServer(ctx) })
	}
}

func (b *Bus) connect(ctx context.Context, o Options) (err error) {
	opts := b.natsOptions(o)
	url := o.Server
	if url == "" {
		if b.server, err = startServer(o, b.log); err != nil {
			return err
		}
		opts = append(opts, nats.InProcessServer(b.server), nats.Token(b.server.opts.Authorization))
	}
	if b.nc, err = dial(ctx, url, o.Patience, b.log, opts); err != nil {
		return err
	}
	b.js, err = jetstream.New(b.nc, jetstream.WithDefaultTimeout(10*time.Second))
	return err
}

func (b *Bus) natsOptions(o Options) []nats.Option {
	opts := []nats.Option{
		nats.Name("muster " + o.Name), nats.MaxReconnects(-1), nats.ReconnectWait(500 * time.Millisecond),
		nats.Timeout(5 * time.Second), nats.DrainTimeout(10 * time.Second),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				b.log.Warn("NATS connection lost, reconnecting", "error", err)
			}
		}),
		nats.ReconnectHandler(func(nc *nats.Conn) { b.log.Info("NATS connection is back", "server", redacted(nc.ConnectedUrl())) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
			if errors.Is(err, nats.ErrPermissionViolation) {
				b.denials.all(err)
				return
			}
			b.log.Warn("NATS", "error", err)
		}),
	}
	if o.Creds != "" {
		opts = append(opts, nats.UserCredentials(o.Creds))
	}
	if o.TLSCert != "" || o.TLSKey != "" {
		opts = append(opts, nats.ClientCert(o.TLSCert, o.TLSKey))
	}
	if o.TLSCA != "" {
		opts = append(opts, nats.RootCAs(o.TLSCA))
	}
	return opts
}

// dial connects, waiting for a server that is not there yet.
func dial(ctx context.Context, url string, patience time.Duration, log *slog.Logger, opts []nats.Option) (*nats.Conn, error) {
	start := time.Now()
	for pause := 500 * time.Millisecond; ; pause = min(2*pause, 10*time.Second) {
		nc, err := nats.Connect(url, opts...)
		if err == nil {
			return nc, nil
		}
		err = fmt.Errorf("pipeline: no NATS server at %s: %w", redacted(url), err)
		if errors.Is(err, nats.ErrAuthorization) || patience >= 0 && time.Since(start)+pause > patience {
			return nil, err
		}
		log.Warn("waiting for NATS", "server", redacted(url), "error", err, "again_in", pause)
		if !sleep(ctx, pause) {
			return nil, err
		}
	}
}

// electing is how long a cluster may take to choose who leads a stream, before
// that is an error for those who have no patience otherwise.
const electing = 20 * time.Second

// declareWithin declares streams, waiting for a cluster that has no leader
// yet.
func (b *Bus) declareWithin(ctx context.Context, patience time.Duration) error {
	start := time.Now()
	for {
		err := b.declare(ctx)
		leaderless := noLeader(err)
		if err == nil || !leaderless && !errors.Is(err, nats.ErrNoResponders) {
			return explain(err)
		}
		wait := patience
		if leaderless && patience >= 0 {
			wait = max(patience, electing)
		}
		if wait >= 0 && time.Since(start) > wait || !sleep(ctx, time.Second) {
			return explain(err)
		}
		b.log.Warn("waiting for JetStream", "error", err)
	}
}

// noLeader reports whether the error is that of a cluster that is choosing.
func noLeader(err error) bool {
	var api *jetstream.APIError
	if errors.As(err, &api) {
		return api.Code == 503 && !errors.Is(err, jetstream.ErrJetStreamNotEnabled)
	}
	return errors.Is(err, jetstream.ErrNoStreamResponse) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrTimeout)
}

// explain adds what a user can do about an error of a strange server.
func explain(err error) error {
	switch {
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled), errors.Is(err, nats.ErrNoResponders):
		return fmt.Errorf("%w (start nats-server with -js, or allow this account JetStream)", err)
	}
	var api *jetstream.APIError
	if errors.As(err, &api) && api.Code == 400 {
		return fmt.Errorf("%w (message schedules need nats-server 2.14 or later)", err)
	}
	return err
}

// Close lets go of the connection, after what is written has left, and stops
// the embedded server.
func (b *Bus) Close() {
	if b.end != nil {
		b.end()
		b.working.Wait()
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		b.writeMarks(ctx)
		cancel()
		b.end = nil
	}
	if b.nc != nil {
		if b.nc.IsConnected() {
			_ = b.nc.FlushTimeout(5 * time.Second)
		}
		b.nc.Close()
	}
	if b.server != nil {
		b.server.stop()
	}
}

// URL is where other processes can join the embedded server; empty where
// there is none or it does not listen.
func (b *Bus) URL() string {
	if b.server == nil {
		return ""
	}
	return b.server.url()
}

// Connected reports whether the server is in reach at this moment.
func (b *Bus) Connected() bool { return b.nc.IsConnected() }

// Metrics is the registry the counters of this bus are in; daemons add their
// own.
func (b *Bus) Metrics() *prometheus.Registry { return b.registry }

// Log is the logger of this bus.
func (b *Bus) Log() *slog.Logger { return b.log }

// sleep waits, and reports false if ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// ServerName is the address of the server in use, without its secret.
func (b *Bus) ServerName() string {
	if b.server != nil {
		return redacted(b.server.url())
	}
	return redacted(b.nc.ConnectedUrl())
}
