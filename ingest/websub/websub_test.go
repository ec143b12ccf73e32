package websub

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

const topic = "https://gazette.example/rss"

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// heard is what a subscriber tells.
type heard struct {
	until time.Time
	told  int
	news  int
}

func subscriber(h *heard) *Subscriber {
	return &Subscriber{
		Callback: "https://muster.example/websub/", Key: []byte("key"), Now: func() time.Time { return noon },
		Topic: func(feed string) string {
			if feed == "gazette-1" {
				return topic
			}
			return ""
		},
		Leased: func(_ string, until time.Time) { h.until, h.told = until, h.told+1 },
		News:   func(string) { h.news++ },
	}
}

func ask(s *Subscriber, method, path, body, signature string) (int, string) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("X-Hub-Signature", signature)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func TestVerification(t *testing.T) {
	h := &heard{}
	s := subscriber(h)
	form := s.Form("gazette-1", topic)
	address := form.Get("hub.callback")
	if !strings.HasPrefix(address, "https://muster.example/websub/gazette-1/") || form.Get("hub.mode") != "subscribe" || len(form.Get("hub.secret")) < 32 {
		t.Fatalf("%v", form)
	}
	query := func(mode, topic, lease string) string {
		return address + "?" + url.Values{"hub.mode": {mode}, "hub.topic": {topic}, "hub.challenge": {"c-7"}, "hub.lease_seconds": {lease}}.Encode()
	}
	for _, c := range []struct {
		path  string
		code  int
		body  string
		lease time.Duration
	}{
		{query("subscribe", topic, "86400"), 200, "c-7", 24 * time.Hour},
		{query("subscribe", topic, "5"), 200, "c-7", leastLease},
		{query("subscribe", topic, "999999999999"), 200, "c-7", mostLease},
		{query("subscribe", "https://other.example/", "86400"), 404, "", 0},
		{query("unsubscribe", topic, ""), 404, "", 0}, // we never asked for that
		{query("nonsense", topic, ""), 404, "", 0},
		{strings.Replace(query("subscribe", topic, "86400"), "gazette-1/", "gazette-1/0", 1), 404, "", 0},
		{"https://muster.example/websub/gazette-1", 404, "", 0},
	} {
		*h = heard{}
		code, body := ask(s, http.MethodGet, c.path, "", "")
		if code != c.code || c.body != "" && body != c.body || c.lease > 0 != (h.told == 1) || c.lease > 0 && !h.until.Equal(noon.Add(c.lease)) {
			t.Errorf("%s: %d %q, lease until %v told %d times", c.path, code, body, h.until, h.told)
		}
	}
	*h = heard{}
	if code, _ := ask(s, http.MethodGet, query("denied", topic, ""), "", ""); code != 200 || h.told != 1 || !h.until.IsZero() {
		t.Errorf("denied: %d, %+v", code, h)
	}
}

func sign(method string, make func() hash.Hash, secret, body string) string {
	m := hmac.New(make, []byte(secret))
	_, _ = m.Write([]byte(body))
	return method + "=" + hex.EncodeToString(m.Sum(nil))
}

func TestOnlySignedNotesCount(t *testing.T) {
	h := &heard{}
	s := subscriber(h)
	form := s.Form("gazette-1", topic)
	address, secret := form.Get("hub.callback"), form.Get("hub.secret")
	for _, c := range []struct {
		signature string
		news      int
	}{
		{sign("sha256", sha256.New, secret, "body"), 1},
		{sign("sha1", sha1.New, secret, "body"), 1},
		{sign("sha256", sha256.New, secret, "other"), 0},
		{sign("sha256", sha256.New, "guess", "body"), 0},
		{"sha256=zz", 0}, {"md5=00", 0}, {"", 0},
	} {
		*h = heard{}
		if code, _ := ask(s, http.MethodPost, address, "body", c.signature); code != http.StatusAccepted || h.news != c.news {
			t.Errorf("%q: %d, news %d, want %d", c.signature, code, h.news, c.news)
		}
	}
	other := s.Form("gazette-2", topic)
	*h = heard{}
	if ask(s, http.MethodPost, other.Get("hub.callback"), "body", sign("sha256", sha256.New, other.Get("hub.secret"), "body")); h.news != 0 {
		t.Error("a feed that is not subscribed has news")
	}
	if code, _ := ask(s, http.MethodPost, address, strings.Repeat("x", maxNote+1), ""); code != http.StatusRequestEntityTooLarge {
		t.Errorf("too long: %d", code)
	}
	if code, _ := ask(s, http.MethodPut, address, "", ""); code != http.StatusMethodNotAllowed {
		t.Errorf("PUT: %d", code)
	}
}
