package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	ingestd "muster/cmd/ingest/daemon"
	"muster/cmd/search/serve"
	"muster/ingest"
	"muster/ingest/fetch"
	"muster/ingest/sources"
	"muster/news"
	"muster/pipeline"
)

// rivals serves the feeds and pages of two papers that contradict each other.
// Their feeds never change; one page does, once.
type rivals struct {
	*httptest.Server
	opened time.Time
	mu     sync.Mutex
	toll   int // what the first paper's page says; guarded by mu
}

func newRivals(t *testing.T) *rivals {
	r := &rivals{toll: 31000, opened: time.Now().UTC()}
	r.Server = httptest.NewServer(http.HandlerFunc(r.answer))
	t.Cleanup(r.Close)
	return r
}

func (r *rivals) answer(w http.ResponseWriter, q *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch q.URL.Path {
	case "/first", "/second":
		if q.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"one"`)
		_, _ = fmt.Fprintf(w, "<rss><channel><title>Paper</title><item><title>The toll of the war</title><link>%s%s/page</link><pubDate>%s</pubDate></item></channel></rss>",
			r.URL, q.URL.Path, r.opened.Format(time.RFC1123Z))
	case "/first/page":
		_, _ = fmt.Fprintf(w, tollPage, fmt.Sprintf("Some %d", r.toll), "President Volodymyr Zelenskyy")
	case "/second/page":
		_, _ = fmt.Fprintf(w, tollPage, "About 70000", "American officials")
	default:
		http.NotFound(w, q)
	}
}

const tollPage = `<html lang="en"><body><article><h1>The toll of the war</h1>
<p>%s Ukrainian soldiers have been killed in the war with Russia, %s said in an interview with reporters who had asked for a number.</p>
<p>Nobody gave another number, and nothing was said of the wounded before the summer, when a report is due in parliament.</p></article></body></html>`

// correct changes the first paper's page in silence.
func (r *rivals) correct() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.toll = 43000
}

// TestAFindingHasItsPagesReadAgain: two papers contradict each other, so their
// pages are read again within the hour (here a moment) and not in its time
// (here never), though their feeds say that nothing changed. The silent
// correction comes out as one.
func TestAFindingHasItsPagesReadAgain(t *testing.T) {
	web, data := newRivals(t), t.TempDir()
	cfg := ingestd.Config{
		Fetch: fetch.Config{AllowPrivate: true, Delay: -1}, MinInterval: time.Second, MaxInterval: time.Second, Quiet: time.Second, Workers: 4,
		Looks: ingest.Looks{Ages: []time.Duration{24 * time.Hour}, Soon: time.Second, InFinding: time.Second},
	}
	for _, path := range []string{"/first", "/second"} {
		cfg.Feeds = append(cfg.Feeds, sources.New(news.Source{Name: "Paper" + path}, web.URL+path, "en"))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var kinds []news.FindingKind
	watch := pipeline.Part{Name: "watch", Work: func(ctx context.Context, b *pipeline.Bus) error {
		return b.WatchFindings(ctx, time.Time{}, func(f news.Finding) error {
			kinds = append(kinds, f.Kind)
			switch f.Kind {
			default:
				web.correct()
			case news.Correction:
				if said := fmt.Sprint(f); !strings.Contains(said, "43000") && !strings.Contains(said, "43,000") {
					t.Errorf("correction %s", said)
				}
				cancel()
			}
			return nil
		})
	}}
	err := pipeline.Run(ctx, pipeline.Options{Data: data, Alone: true, QuickStore: true, Log: slog.New(slog.DiscardHandler)},
		append(parts(cfg, searching(data, serve.Web{}, false)), watch)...)
	if err != nil || len(kinds) == 0 || kinds[len(kinds)-1] != news.Correction {
		t.Errorf("findings %v, %v", kinds, err)
	}
}
