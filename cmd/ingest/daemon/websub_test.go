package daemon

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"muster/ingest"
	"muster/ingest/sources"
	"muster/news"
	"muster/pipeline"
)

// hub is a WebSub hub: it asks whether a subscription was meant, and then tells
// of news when the test says so.
type hub struct {
	*httptest.Server
	subscribed chan url.Values
}

func newHub(t *testing.T) *hub {
	h := &hub{subscribed: make(chan url.Values, 10)}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		w.WriteHeader(http.StatusAccepted)
		go h.verify(r.Form)
	}))
	t.Cleanup(h.Close)
	return h
}

func (h *hub) verify(form url.Values) {
	q := url.Values{"hub.mode": {"subscribe"}, "hub.topic": form["hub.topic"], "hub.challenge": {"c"}, "hub.lease_seconds": form["hub.lease_seconds"]}
	resp, err := http.Get(form.Get("hub.callback") + "?" + q.Encode())
	if err != nil {
		return
	}
	defer func() { _ = resp.Body.Close() }()
	if body, _ := io.ReadAll(resp.Body); resp.StatusCode == http.StatusOK && string(body) == "c" {
		h.subscribed <- form
	}
}

func (h *hub) tell(form url.Values) error {
	m := hmac.New(sha256.New, []byte(form.Get("hub.secret")))
	_, _ = m.Write([]byte("news"))
	req, err := http.NewRequest(http.MethodPost, form.Get("hub.callback"), strings.NewReader("news"))
	if err != nil {
		return err
	}
	req.Header.Set("X-Hub-Signature", "sha256="+hex.EncodeToString(m.Sum(nil)))
	resp, err := http.DefaultClient.Do(req)
	if err == nil {
		_ = resp.Body.Close()
	}
	return err
}

// TestHubsAreSubscribedAt: the feed names a hub, is subscribed there, and is
// fetched at once when the hub tells of news, an hour before its time.
func TestHubsAreSubscribedAt(t *testing.T) {
	p, b, h := newPress(t), open(t), newHub(t)
	p.print("/rss", map[string]string{"/a": story})
	withHub := func(text string) string {
		return strings.Replace(text, "<title>Press</title>", fmt.Sprintf(`<title>Press</title><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="%s"/>`, h.URL), 1)
	}
	p.set("/rss", withHub(p.body["/rss"]))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg := config(p.source("Gazette", "/rss"))
	cfg.MinInterval, cfg.MaxInterval = time.Hour, time.Hour
	cfg.WebSub = WebSub{Listen: l.Addr().String(), Callback: "http://" + l.Addr().String() + "/hub"}
	_ = l.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var articles []string
	watch := pipeline.Part{Name: "watch", Work: func(ctx context.Context, b *pipeline.Bus) error {
		return b.FollowArticles(ctx, time.Time{}, func() {}, func(a news.Article, _ time.Time) error {
			if articles = append(articles, a.URL); len(articles) == 2 {
				cancel()
			}
			return nil
		})
	}}
	tell := pipeline.Part{Name: "hub", Work: func(ctx context.Context, _ *pipeline.Bus) error {
		select {
		case <-ctx.Done():
			return nil
		case form := <-h.subscribed:
			p.print("/rss", map[string]string{"/a": story, "/b": story + " More was said."})
			p.set("/rss", withHub(p.body["/rss"]))
			return h.tell(form)
		}
	}}
	if err := b.RunParts(ctx, Part(cfg), watch, tell); err != nil {
		t.Fatal(err)
	}
	feeds, err := Feeds(t.Context(), b)
	if err != nil || len(articles) != 2 {
		t.Fatalf("%v, %v", articles, err)
	}
	for _, f := range feeds {
		if time.Until(f.Lease) < 9*24*time.Hour || f.Hub != h.URL {
			t.Errorf("%+v", f)
		}
	}
}

// TestLeasesAreRenewed: a feed's lease is renewed at the fetch before its end,
// not sooner, and not for a feed that fails.
func TestLeasesAreRenewed(t *testing.T) {
	b := open(t)
	asked := 0
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { asked++; w.WriteHeader(http.StatusAccepted) }))
	defer h.Close()
	d := &daemon{bus: b, worker: worker(b, config())}
	var err error
	if d.subscriber, err = d.newSubscriber(t.Context(), WebSub{Listen: "127.0.0.1:0", Callback: "http://127.0.0.1:1/hub"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		left     time.Duration
		failures int
		renewed  bool
	}{{0, 0, true}, {time.Hour, 0, true}, {renewBefore - time.Hour, 0, true}, {renewBefore + time.Hour, 0, false}, {time.Hour, 1, false}, {-time.Hour, 0, true}} {
		asked = 0
		d.subscribe(t.Context(), ingest.Feed{Source: sources.Source{ID: "gazette"}, Hub: h.URL, Topic: "x", Lease: time.Now().Add(c.left), Failures: c.failures})
		if (asked > 0) != c.renewed {
			t.Errorf("%v left, %d failures: asked %d times", c.left, c.failures, asked)
		}
	}
}
