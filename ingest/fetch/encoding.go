package fetch

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
)

// decoded reads the body within its limits: wire bytes as sent, body bytes
// after decompression, so that a small bomb stays small.
func decoded(resp *http.Response, wire, body int64) ([]byte, error) {
	raw := io.Reader(&bounded{r: resp.Body, left: wire})
	switch enc := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(raw)
		if err != nil {
			return nil, fmt.Errorf("fetch: body said to be gzip is not: %w", err)
		}
		raw = z
	case "br":
		raw = brotli.NewReader(raw)
	default:
		return nil, fmt.Errorf("fetch: body in unknown encoding %q", enc)
	}
	out, err := readUpTo(raw, body)
	if err == nil && bytes.HasPrefix(out, []byte{0x1f, 0x8b}) {
		return unzipped(out, body) // a .gz file served as if it were the text
	}
	return out, err
}

func unzipped(raw []byte, limit int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return raw, nil
	}
	return readUpTo(z, limit)
}

// bounded fails with ErrTooLarge where more than left bytes are read.
type bounded struct {
	r    io.Reader
	left int64
	all  int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.left, b.all = b.left-int64(n), b.all+int64(n)
	if b.left < 0 {
		return 0, fmt.Errorf("%w: more than %d bytes sent", ErrTooLarge, b.all+b.left)
	}
	return n, err
}

// maxFresh bounds what servers may ask: nobody's news keeps for longer.
const maxFresh = 24 * time.Hour

// freshness reads Cache-Control and Expires.
func freshness(h http.Header, now time.Time) time.Duration {
	for part := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			if n, err := strconv.Atoi(strings.Trim(value, `"`)); err == nil && n >= 0 {
				return min(time.Duration(min(n, int(maxFresh/time.Second)))*time.Second, maxFresh)
			}
		}
	}
	if t, err := http.ParseTime(h.Get("Expires")); err == nil && t.After(now) {
		return min(t.Sub(now), maxFresh)
	}
	return 0
}

// retryAfter reads seconds or a date.
func retryAfter(value string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n > 0 {
		return min(time.Duration(min(n, int(maxFresh/time.Second)))*time.Second, maxFresh)
	}
	if t, err := http.ParseTime(value); err == nil && t.After(now) {
		return min(t.Sub(now), maxFresh)
	}
	return 0
}
