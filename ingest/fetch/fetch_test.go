package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
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
	cfg := Config{MaxWire: 50_000, MaxBody: 60_000, Timeout: 300 * time.Millisecond}
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
		_, err := client(cfg).Get(t.Context(), Request{URL: s.URL + path})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	_, err := client(Config{}).Get(t.Context(), Request{URL: s.URL + "/busy"})
	var status *StatusError
	if !errors.As(err, &status) || status.RetryAfter != 2*time.Minute {
		t.Errorf("busy: %v", err)
	}
	c := client(Config{})
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
	head := func(lines ...string) http.Header {
		h := http.Header{}
		for _, l := range lines {
			name, value, _ := strings.Cut(l, ": ")
			h.Add(name, value)
		}
		return h
	}
	for _, c := range []struct {
		h    http.Header
		want time.Duration
		said bool
	}{
		{head("Cache-Control: max-age=60"), time.Minute, true},
		{head("Cache-Control: public", "Cache-Control: max-age=60"), time.Minute, true},
		{head("Cache-Control: max-age=60", "Age: 20"), 40 * time.Second, true},
		{head("Cache-Control: max-age=60", "Age: 90"), 0, true},
		{head("Cache-Control: no-cache, max-age=60"), 0, true},
		{head("Cache-Control: max-age=99999999999"), maxFresh, true},
		{head("Cache-Control: max-age=-1"), 0, true},
		{head("Cache-Control: max-age=60", "Expires: Sun, 01 Mar 2026 13:00:00 GMT"), time.Minute, true},
		{head("Expires: Sun, 01 Mar 2026 13:00:00 GMT"), time.Hour, true},
		{head("Expires: Sun, 01 Mar 2026 13:00:00 GMT", "Date: Sun, 01 Mar 2026 12:30:00 GMT"), 30 * time.Minute, true},
		{head("Expires: 0"), 0, true},
		{head(), 0, false},
	} {
		if got, said := freshness(c.h, now); got != c.want || said != c.said {
			t.Errorf("%v: %v %v, want %v %v", c.h, got, said, c.want, c.said)
		}
	}
	if got := retryAfter("Sun, 01 Mar 2026 12:05:00 GMT", now); got != 5*time.Minute {
		t.Errorf("retry after a date: %v", got)
	}
}

// TestRetryAfterHoldsForTheHost: whatever the status, and for feeds and pages
// alike.
func TestRetryAfterHoldsForTheHost(t *testing.T) {
	for _, code := range []int{200, 304, 403, 429, 500, 503} {
		hits := 0
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			hits++
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(code)
		}))
		c := client(Config{})
		_, _ = c.Get(t.Context(), Request{URL: s.URL + "/a"})
		_, err := c.Get(t.Context(), Request{URL: s.URL + "/b"})
		var rest *RestError
		if !errors.As(err, &rest) || hits != 1 || time.Until(rest.Until) < 100*time.Second {
			t.Errorf("%d: %d requests, %v", code, hits, err)
		}
		s.Close()
	}
}

func TestTooManyRequestsWithoutATime(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(429) }))
	defer s.Close()
	_, err := client(Config{}).Get(t.Context(), Request{URL: s.URL})
	var status *StatusError
	if !errors.As(err, &status) || status.RetryAfter != unasked {
		t.Errorf("%v", err)
	}
}

func TestLinksOfTheHeader(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Add("Link", `</hub>; rel="hub", <https://x.example/rss>; rel=self`)
	}))
	defer s.Close()
	a, err := client(Config{}).Get(t.Context(), Request{URL: s.URL})
	if err != nil || a.Links["hub"] != s.URL+"/hub" || a.Links["self"] != "https://x.example/rss" {
		t.Errorf("%v, %v", a.Links, err)
	}
}

// TestEncodings sends each encoding sound, out of proportion, and not as said.
func TestEncodings(t *testing.T) {
	packers := map[string]func(io.Writer) io.WriteCloser{
		"gzip":     func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"br":       func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
		"deflate":  func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
		"deflate ": func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 9); return z }, // without a frame
		"zstd":     func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
	}
	body, encoding := []byte(nil), ""
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", strings.TrimSpace(encoding))
		_, _ = w.Write(body)
	}))
	defer s.Close()
	for name, pack := range packers {
		encoding = name
		for size, want := range map[int]string{100: "", 16 << 20: "more than 100 times as large as it was sent", 0: "fetch: bod"} {
			var buf bytes.Buffer
			z := pack(&buf)
			_, _ = z.Write(bytes.Repeat([]byte("0"), size))
			_ = z.Close()
			if body = buf.Bytes(); size == 0 {
				body = []byte("<rss>not packed at all</rss>")
			}
			a, err := client(Config{}).Get(t.Context(), Request{URL: s.URL})
			if want == "" && (err != nil || len(a.Body) != size) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("%q, %d bytes: %d came, %v", name, size, len(a.Body), err)
			}
		}
	}
}
