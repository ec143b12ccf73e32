package daemon

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"runtime"
	"sync/atomic"
	"time"

	"muster/pipeline"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Health answers /healthz (the process lives), /readyz (nothing
// keeps it from its work: the server in reach, room on the disk, streams whole,
// readers reading) and /metrics.
func Health(b *pipeline.Bus) http.Handler {
	return health(b, false)
}

func health(b *pipeline.Bus, profiles bool) http.Handler {
	mux := http.NewServeMux()
	if profiles {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	// Those of an earlier bus of this process stay.
	for _, c := range []prometheus.Collector{collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), buildInfo()} {
		_ = b.Metrics().Register(c)
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := b.Ready(); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		_, _ = fmt.Fprintln(w, "ready")
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(b.Metrics(), promhttp.HandlerOpts{}))
	return mux
}

// buildInfo is a metric of value 1 whose labels say what runs.
func buildInfo() prometheus.Collector {
	version, commit := build()
	g := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "muster_build_info", Help: "1; its labels say what runs.",
		ConstLabels: prometheus.Labels{"version": version, "commit": commit, "goversion": runtime.Version()},
	})
	g.Set(1)
	return g
}

// early answers until there is a bus whose health can be told: the process
// lives, and waits.
func early(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/healthz" {
		_, _ = fmt.Fprintln(w, "ok")
		return
	}
	http.Error(w, "waiting for NATS and its streams", http.StatusServiceUnavailable)
}

// serveHealth serves early until opened is called with a bus.
func serveHealth(addr string, log *slog.Logger, profiles bool) (opened func(*pipeline.Bus), end func(), err error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, nil, fmt.Errorf("--health: %w", err)
	}
	var now atomic.Value
	now.Store(http.HandlerFunc(early))
	srv := &http.Server{ReadHeaderTimeout: 5 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now.Load().(http.HandlerFunc)(w, r)
	})}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = srv.Serve(l) }()
	log.Info("health and metrics", "url", "http://"+l.Addr().String())
	return func(b *pipeline.Bus) { now.Store(http.HandlerFunc(health(b, profiles).ServeHTTP)) }, func() {
		ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
		defer cancel()
		_ = srv.Shutdown(ctx)
		<-ended
	}, nil
}
