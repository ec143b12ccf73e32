package main

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// web is the hosts of all feeds. Feed i has an item every (2 + i mod 60)
// minutes, from a day before the start on; the kinds of hostility are spread
// over one feed in ten.
type web struct {
	start  time.Time
	listed int // items a feed lists
	mu     sync.Mutex
	hosts  []host // guarded by mu
	hits   int    // guarded by mu
	pages  int    // guarded by mu
	close  int    // requests to one host less than a second apart; guarded by mu
}

type host struct {
	last time.Time
}

func newWeb(n, listed int) *web {
	return &web{start: time.Now(), listed: listed, hosts: make([]host, n)}
}

func hostName(i int) string { return fmt.Sprintf("f%d.example", i) }

// tolerance is what a request may come early by: the clock of the server is
// not that of the limiter.
const tolerance = 100 * time.Millisecond

func (w *web) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	name, _, _ := strings.Cut(r.Host, ".")
	i, err := strconv.Atoi(strings.TrimPrefix(name, "f"))
	if err != nil || i >= len(w.hosts) {
		http.NotFound(out, r)
		return
	}
	w.count(i, r.URL.Path)
	switch {
	case r.URL.Path == "/robots.txt":
		http.NotFound(out, r)
	case r.URL.Path == "/rss":
		w.feed(out, r, i)
	default:
		_, _ = fmt.Fprintf(out, "<html lang=en><head><title>Report</title></head><body><nav><a href=/>Home</a></nav><article><h1>Report %s</h1>%s</article></body></html>", r.URL.Path, text(i, r.URL.Path))
	}
}

func (w *web) count(i int, path string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	if h := &w.hosts[i]; !h.last.IsZero() && now.Sub(h.last) < time.Second-tolerance {
		w.close++
	}
	w.hosts[i].last = now
	w.hits++
	if path != "/rss" && path != "/robots.txt" {
		w.pages++
	}
}

func (w *web) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return fmt.Sprintf("%d requests (%d pages), %d less than a second after one to the same host", w.hits, w.pages, w.close)
}

// feed answers for feed i, hostile ones in their way.
func (w *web) feed(out http.ResponseWriter, r *http.Request, i int) {
	switch i % 100 {
	case 0, 10, 20:
		http.Error(out, "no", http.StatusInternalServerError)
		return
	case 30:
		<-r.Context().Done() // never answers
		return
	case 40:
		out.Header().Set("Retry-After", "120")
		http.Error(out, "later", http.StatusTooManyRequests)
		return
	case 50:
		for range 30 << 10 {
			if _, err := out.Write(make([]byte, 1<<10)); err != nil {
				return
			}
		}
		return
	}
	body := w.items(i)
	if i%100 == 60 || i%100 == 70 {
		body = body[:len(body)*9/10]
	}
	etag := fmt.Sprintf("%q", strconv.Itoa(len(body))+"-"+strconv.Itoa(w.newest(i)))
	out.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		out.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = fmt.Fprint(out, body)
}

// newest is the number of the newest item of feed i.
func (w *web) newest(i int) int {
	return int((24*time.Hour + time.Since(w.start)) / w.gap(i))
}

func (w *web) gap(i int) time.Duration { return time.Duration(2+i%60) * time.Minute }

func (w *web) items(i int) string {
	var sb strings.Builder
	sb.WriteString("<rss><channel><title>Gazette</title><language>en</language>")
	for n := w.newest(i); n > w.newest(i)-w.listed; n-- {
		at := w.start.Add(-24*time.Hour + time.Duration(n)*w.gap(i))
		fmt.Fprintf(&sb, "<item><title>Report %d</title><link>http://%s/%d</link><pubDate>%s</pubDate><description>Report %d in short</description></item>",
			n, hostName(i), n, at.UTC().Format(time.RFC1123Z), n)
	}
	return sb.String() + "</channel></rss>"
}

// text is the text of a page: as long as a news article, and another on each.
func text(i int, path string) string {
	var sb strings.Builder
	for p := range 12 {
		fmt.Fprintf(&sb, "<p>The staff of sector %d said in note %s-%d that %d soldiers and %d vehicles had crossed the line at point %d, and that nobody knew when they would be back from there.</p>\n",
			i, path, p, 100+i*p%900, p*7+i%50, i*31+p)
	}
	return sb.String()
}
