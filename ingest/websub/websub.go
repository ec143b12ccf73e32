// Package websub is a subscriber of WebSub (W3C Recommendation, January 2018):
// a hub tells at once when a feed has news, so that it need not be asked.
//
// Out goes the form of a subscription, in come the hub's question whether it
// was meant and its notes that there is news. A note is believed only with the
// signature of a secret that the hub alone was told; and even then the feed is
// fetched from its own server, so that a hub can make us look, not make us
// believe. Nothing is stored here: addresses and secrets follow from one key.
package websub

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // some hubs know no other signature
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Subscriber answers hubs. Its fields are set before use.
type Subscriber struct {
	// Callback is the address at which hubs reach the handler.
	Callback string
	// Key makes addresses and secrets; whoever knows it can forge notes.
	Key []byte
	// Topic is what the feed is subscribed to, empty where it is not wanted.
	Topic func(feed string) string
	// Leased is told until when a hub has agreed to tell of a feed; the zero
	// time where it refused.
	Leased func(feed string, until time.Time)
	// News is told that a feed has news.
	News func(feed string)
	Now  func() time.Time
}

// The lease that is asked for and what hubs may give.
const (
	askedLease = 10 * 24 * time.Hour
	leastLease = time.Hour
	mostLease  = 30 * 24 * time.Hour
)

// maxNote is how long a note may be, in bytes: a hub sends the whole feed.
const maxNote = 10 << 20

// Form is the request to the hub to tell of the feed.
func (s *Subscriber) Form(feed, topic string) url.Values {
	return url.Values{
		"hub.mode": {"subscribe"}, "hub.topic": {topic}, "hub.callback": {s.address(feed)},
		"hub.secret": {s.secret(feed)}, "hub.lease_seconds": {strconv.Itoa(int(askedLease / time.Second))},
	}
}

// address is where the hub reaches us for a feed; nobody can guess it.
func (s *Subscriber) address(feed string) string {
	return strings.TrimSuffix(s.Callback, "/") + "/" + url.PathEscape(feed) + "/" + s.made("address", feed)[:32]
}

func (s *Subscriber) secret(feed string) string { return s.made("secret", feed) }

func (s *Subscriber) made(what, feed string) string {
	m := hmac.New(sha256.New, s.Key)
	_, _ = m.Write([]byte(what + "\x00" + feed))
	return hex.EncodeToString(m.Sum(nil))
}

// ServeHTTP answers a hub.
func (s *Subscriber) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	feed, ok := s.feedOf(r.URL.Path)
	switch {
	case !ok:
		http.NotFound(w, r)
	case r.Method == http.MethodGet:
		s.verify(w, r, feed)
	case r.Method == http.MethodPost:
		s.note(w, r, feed)
	default:
		http.Error(w, "GET or POST", http.StatusMethodNotAllowed)
	}
}

// feedOf reads the end of a path: the feed and the part nobody can guess.
func (s *Subscriber) feedOf(path string) (feed string, ok bool) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if len(parts) < 2 {
		return "", false
	}
	feed = parts[len(parts)-2]
	return feed, hmac.Equal([]byte(parts[len(parts)-1]), []byte(s.made("address", feed)[:32]))
}

// verify answers the hub's question whether the subscription was meant.
func (s *Subscriber) verify(w http.ResponseWriter, r *http.Request, feed string) {
	q := r.URL.Query()
	wanted := s.Topic(feed)
	meant := wanted != "" && q.Get("hub.topic") == wanted
	switch q.Get("hub.mode") {
	case "denied":
		if meant {
			s.Leased(feed, time.Time{})
		}
		w.WriteHeader(http.StatusOK)
		return
	case "subscribe":
	case "unsubscribe":
		meant = !meant
	default:
		meant = false
	}
	if !meant {
		http.NotFound(w, r)
		return
	}
	if q.Get("hub.mode") == "subscribe" {
		n, _ := strconv.Atoi(q.Get("hub.lease_seconds"))
		s.Leased(feed, s.Now().Add(min(max(time.Duration(min(max(n, 0), int(mostLease/time.Second)))*time.Second, leastLease), mostLease)))
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, q.Get("hub.challenge"))
}

// note takes a note with the right signature. One with a wrong signature is
// answered alike, as the standard has it, and changes nothing.
func (s *Subscriber) note(w http.ResponseWriter, r *http.Request, feed string) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxNote))
	if err != nil {
		http.Error(w, "too long", http.StatusRequestEntityTooLarge)
		return
	}
	if signed(r.Header.Get("X-Hub-Signature"), s.secret(feed), body) && s.Topic(feed) != "" {
		s.News(feed)
	}
	w.WriteHeader(http.StatusAccepted)
}

var methods = map[string]func() hash.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New}

// signed reports whether the signature is that of the body.
func signed(signature, secret string, body []byte) bool {
	method, sum, _ := strings.Cut(signature, "=")
	made, err := hex.DecodeString(sum)
	if methods[method] == nil || err != nil {
		return false
	}
	m := hmac.New(methods[method], []byte(secret))
	_, _ = m.Write(body)
	return hmac.Equal(made, m.Sum(nil))
}
