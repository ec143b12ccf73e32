package daemon

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"muster/pipeline"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Health answers /healthz (the process lives), /readyz (nothing
// keeps it from its work: the server in reach, room on the disk, streams whole,
// readers reading) and /metrics.
func Health(b *pipeline.Bus) http.Handler {
	mux := http.NewServeMux()
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

func serveHealth(addr string, b *pipeline.Bus) (end func(), err error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("--health: %w", err)
	}
	srv := &http.Server{Handler: Health(b), ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = srv.Serve(l) }()
	b.Log().Info("health and metrics", "url", "http://"+l.Addr().String())
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
		defer cancel()
		_ = srv.Shutdown(ctx)
		<-ended
	}, nil
}
