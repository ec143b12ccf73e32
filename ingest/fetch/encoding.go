package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// maxRatio is how much larger than sent a body may be: HTML packs to a tenth,
// a feed of one word to a fiftieth. Small bodies may do as they like.
const (
	maxRatio    = 100
	smallEnough = 1 << 20
)

// unpackers open the encodings that are asked for.
var unpackers = map[string]func(io.Reader) (io.Reader, error){
	"":         func(r io.Reader) (io.Reader, error) { return r, nil },
	"identity": func(r io.Reader) (io.Reader, error) { return r, nil },
	"gzip":     func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	"x-gzip":   func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	"br":       func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	"deflate":  inflater,
	"zstd":     unzstd,
}

// asked is the Accept-Encoding header.
const asked = "gzip, br, zstd, deflate"

// inflater reads deflate as the standard has it, in zlib's frame, and as some
// servers send it, without.
func inflater(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

// maxWindow bounds what a zstd body may ask to be remembered, in bytes.
const maxWindow = 8 << 20

func unzstd(r io.Reader) (io.Reader, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// decoded reads the body within its limits: wire bytes as sent, body bytes
// after decompression, and the ratio of the two, so that a small bomb stays
// small.
func decoded(resp *http.Response, wire, body int64) ([]byte, error) {
	raw := &bounded{r: resp.Body, left: wire}
	encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding")))
	open := unpackers[encoding]
	if open == nil {
		return nil, fmt.Errorf("fetch: body in unknown encoding %q", encoding)
	}
	plain, err := open(raw)
	if err != nil {
		return nil, fmt.Errorf("fetch: body said to be %s is not: %w", encoding, err)
	}
	if c, ok := plain.(io.Closer); ok {
		defer func() { _ = c.Close() }()
	}
	out, err := readUpTo(&ratioed{r: plain, sent: raw}, body)
	if err == nil && bytes.HasPrefix(out, []byte{0x1f, 0x8b}) {
		return unzipped(out, body) // a .gz file served as if it were the text
	}
	return out, err
}

// ratioed fails with ErrTooLarge where a body grows out of proportion to what
// was sent of it.
type ratioed struct {
	r    io.Reader
	sent *bounded
	out  int64
}

func (b *ratioed) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.out += int64(n); b.out > smallEnough && b.out > maxRatio*b.sent.all {
		return 0, fmt.Errorf("%w: more than %d times as large as it was sent", ErrTooLarge, maxRatio)
	}
	return n, err
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

// freshness reads Cache-Control and Expires, less the Age the answer already
// has. said is false where the headers say nothing, as those of a 304 may.
func freshness(h http.Header, now time.Time) (fresh time.Duration, said bool) {
	for part := range strings.SplitSeq(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), "=")
		switch name {
		case "no-cache", "no-store", "must-revalidate":
			said = true
			if name != "must-revalidate" {
				return 0, true
			}
		case "max-age":
			if n, err := strconv.Atoi(strings.Trim(value, `"`)); err == nil {
				age, _ := strconv.Atoi(h.Get("Age"))
				return within(time.Duration(min(max(n-max(age, 0), 0), int(maxFresh/time.Second))) * time.Second), true
			}
		}
	}
	expires := h.Get("Expires")
	if t, err := http.ParseTime(expires); err == nil {
		if date, err := http.ParseTime(h.Get("Date")); err == nil {
			now = date // its clock may be wrong, but it is one
		}
		return within(t.Sub(now)), true
	}
	return 0, said || expires != ""
}

// within keeps a wait between none and maxFresh.
func within(d time.Duration) time.Duration { return min(max(d, 0), maxFresh) }

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
