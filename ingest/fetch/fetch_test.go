package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// site answers as the named oddities of real servers.
func site(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/plain", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Cache-Control", "public, max-age=600")
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = fmt.Fprint(w, "agent "+r.Header.Get("User-Agent"))
	})
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write([]byte("zipped"))
		_ = z.Close()
	})
	mux.HandleFunc("/br", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		z := brotli.NewWriter(w)
		_, _ = z.Write([]byte("brotli"))
		_ = z.Close()
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write(bytes.Repeat([]byte("0"), 1<<20))
		_ = z.Close()
	})
	mux.HandleFunc("/huge", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100000")
		_, _ = w.Write(bytes.Repeat([]byte("0"), 100_000))
	})
	mux.HandleFunc("/chunks", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(bytes.Repeat([]byte("0"), 100_000)) })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = w.Write(bytes.Repeat([]byte("0"), 10_000))
		}
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", http.StatusGone) })
	mux.HandleFunc("/busy", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "120")
		http.Error(w, "", http.StatusTooManyRequests)
	})
	for path, code := range map[string]int{
		"/301": http.StatusMovedPermanently, "/308": http.StatusPermanentRedirect, "/302": http.StatusFound,
	} {
		mux.Handle(path, http.RedirectHandler("/plain", code))
	}
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusMovedPermanently))
	mux.Handle("/file", http.RedirectHandler("file:///etc/passwd", http.StatusFound))
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func client(cfg Config) *Client {
	cfg.AllowPrivate, cfg.Delay = true, -1
	return New(cfg)
}

func TestBodiesAreDecoded(t *testing.T) {
	s := site(t)
	c := client(Config{Agent: "Test/1 (+mailto:desk@example.org)"})
	for path, want := range map[string]string{"/plain": "agent Test/1 (+mailto:desk@example.org)", "/gzip": "zipped", "/br": "brotli"} {
		a, err := c.Get(t.Context(), Request{URL: s.URL + path})
		if err != nil || string(a.Body) != want {
			t.Errorf("%s: %q, %v", path, a.Body, err)
		}
	}
}

func TestConditionalGet(t *testing.T) {
	s := site(t)
	c := client(Config{})
	a, err := c.Get(t.Context(), Request{URL: s.URL + "/plain"})
	if err != nil || a.ETag != `"v1"` || a.Fresh != 10*time.Minute {
		t.Fatalf("%+v, %v", a, err)
	}
	a, err = c.Get(t.Context(), Request{URL: s.URL + "/plain", ETag: a.ETag})
	if err != nil || !a.NotModified {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestOnlyPermanentRedirectsMove(t *testing.T) {
	s := site(t)
	for path, moved := range map[string]string{"/301": s.URL + "/plain", "/308": s.URL + "/plain", "/302": "", "/plain": ""} {
		a, err := client(Config{}).Get(t.Context(), Request{URL: s.URL + path})
		if err != nil || a.Moved != moved || a.URL != s.URL+"/plain" {
			t.Errorf("%s: %+v, %v", path, a, err)
		}
	}
}

func TestWhatTheOtherSideDidIsSaid(t *testing.T) {
	s := site(t)
	c := client(Config{MaxWire: 50_000, MaxBody: 60_000, Timeout: 300 * time.Millisecond})
	for path, want := range map[string]string{
		"/absent":  "fetch: the server answered 404 Not Found",
		"/gone":    "fetch: the server answered 410 Gone",
		"/busy":    "fetch: the server answered 429 Too Many Requests",
		"/huge":    "fetch: body too large: 100000 bytes announced, 50000 allowed",
		"/chunks":  "fetch: body too large: more than 50000 bytes sent",
		"/endless": "fetch: body too large: more than 50000 bytes sent",
		"/bomb":    "fetch: body too large: more than 60000 bytes",
		"/slow":    "fetch: no answer in time",
		"/loop":    "more than 5 redirects",
		"/file":    "not http",
	} {
		_, err := c.Get(t.Context(), Request{URL: s.URL + path})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	_, err := c.Get(t.Context(), Request{URL: s.URL + "/busy"})
	var status *StatusError
	if !errors.As(err, &status) || status.RetryAfter != 2*time.Minute {
		t.Errorf("busy: %v", err)
	}
	for _, u := range []string{"", "ftp://x.example/", "gazette", "http://"} {
		if _, err := c.Get(t.Context(), Request{URL: u}); err == nil || !strings.HasSuffix(err.Error(), "is no http URL") {
			t.Errorf("%q: %v", u, err)
		}
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	s := site(t)
	for _, u := range []string{s.URL + "/plain", "http://169.254.169.254/latest", "http://[::1]:80/", "http://10.0.0.1/"} {
		_, err := New(Config{Delay: -1}).Get(t.Context(), Request{URL: u})
		if err == nil || !strings.Contains(err.Error(), "not a public one (--allow-private lets it through)") {
			t.Errorf("%s: %v", u, err)
		}
	}
}

func TestRobotsAreAskedForPages(t *testing.T) {
	s := site(t)
	c := client(Config{})
	_, err := c.Get(t.Context(), Request{URL: s.URL + "/private/x", Page: true})
	if !errors.Is(err, ErrForbidden) {
		t.Errorf("private page: %v", err)
	}
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/plain", Page: true}); err != nil {
		t.Errorf("open page: %v", err)
	}
	var status *StatusError
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/private/x"}); !errors.As(err, &status) {
		t.Errorf("feed: %v", err)
	}
}

func TestHostsAreSpacedOut(t *testing.T) {
	s := site(t)
	c := New(Config{AllowPrivate: true, Delay: 50 * time.Millisecond})
	start := time.Now()
	for range 3 {
		if _, err := c.Get(t.Context(), Request{URL: s.URL + "/plain"}); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took < 100*time.Millisecond {
		t.Errorf("three requests took %v", took)
	}
}

func TestFreshness(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, value string
		want        time.Duration
	}{
		{"Cache-Control", "max-age=60", time.Minute},
		{"Cache-Control", "no-cache, max-age=60", 0},
		{"Cache-Control", "max-age=99999999999", maxFresh},
		{"Cache-Control", "max-age=-1", 0},
		{"Expires", "Sun, 01 Mar 2026 13:00:00 GMT", time.Hour},
		{"Expires", "0", 0},
	} {
		if got := freshness(http.Header{c.name: {c.value}}, now); got != c.want {
			t.Errorf("%s %q: %v, want %v", c.name, c.value, got, c.want)
		}
	}
	if got := retryAfter("Sun, 01 Mar 2026 12:05:00 GMT", now); got != 5*time.Minute {
		t.Errorf("retry after a date: %v", got)
	}
}
