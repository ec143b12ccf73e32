package daemon

import (
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"muster/pipeline"
)

// TestHealthBeforeThereIsAServer: a daemon that waits for NATS lives, is not
// ready, and says so; whoever would restart it for silence need not.
func TestHealthBeforeThereIsAServer(t *testing.T) {
	var log strings.Builder
	opened, end, err := serveHealth("127.0.0.1:0", slog.New(slog.NewTextHandler(&log, nil)), false)
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	_, url, _ := strings.Cut(strings.TrimSpace(log.String()), "url=")
	ask := func(path string, code int, text string) {
		t.Helper()
		r, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.Body.Close() }()
		if body, _ := io.ReadAll(r.Body); r.StatusCode != code || !strings.Contains(string(body), text) {
			t.Errorf("%s: %d %q, want %d %q", path, r.StatusCode, body, code, text)
		}
	}
	ask("/healthz", http.StatusOK, "ok")
	ask("/readyz", http.StatusServiceUnavailable, "waiting for NATS")
	b, err := pipeline.Open(t.Context(), pipeline.Options{Data: t.TempDir(), QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	opened(b)
	ask("/healthz", http.StatusOK, "ok")
	ask("/readyz", http.StatusOK, "ready")
	ask("/metrics", http.StatusOK, "muster_build_info")
}
