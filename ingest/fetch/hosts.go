package fetch

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"
)

// hosts spaces the requests to each host out, two at a time at most.
type hosts struct {
	delay time.Duration
	mu    sync.Mutex
	gates map[string]*gate
}

type gate struct {
	pace  *rate.Limiter
	slots chan struct{}
	until time.Time // the host asked to be left alone; guarded by hosts.mu
}

func newHosts(delay time.Duration) *hosts { return &hosts{delay: delay, gates: map[string]*gate{}} }

// maxGates is how many hosts are remembered; beyond it the memory starts
// anew, which costs a delay and no more.
const maxGates = 10_000

func (h *hosts) gate(host string) *gate {
	h.mu.Lock()
	defer h.mu.Unlock()
	g := h.gates[host]
	if g == nil {
		limit := rate.Inf
		if h.delay > 0 {
			limit = rate.Every(h.delay)
		}
		g = &gate{pace: rate.NewLimiter(limit, 1), slots: make(chan struct{}, 2)}
		if len(h.gates) >= maxGates {
			clear(h.gates)
		}
		h.gates[host] = g
	}
	return g
}

// rest leaves the host alone until the given time.
func (h *hosts) rest(host string, until time.Time) {
	g := h.gate(host)
	h.mu.Lock()
	defer h.mu.Unlock()
	if until.After(g.until) {
		g.until = until
	}
}

// resting is until when the host is to be left alone.
func (h *hosts) resting(g *gate) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return g.until
}

// enter waits for the host's turn; done must be called after the request. It
// fails with a RestError where the host asked to be left alone.
func (h *hosts) enter(ctx context.Context, host string) (done func(), err error) {
	g := h.gate(host)
	if until := h.resting(g); time.Now().Before(until) {
		return nil, &RestError{host, until}
	}
	select {
	case g.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := g.pace.Wait(ctx); err != nil {
		<-g.slots
		return nil, fmt.Errorf("fetch: waiting for %s: %w", host, err)
	}
	return func() { <-g.slots }, nil
}

// slow makes the host's pace no faster than one request in every delay.
func (h *hosts) slow(host string, delay time.Duration) {
	if g := h.gate(host); delay > 0 && g.pace.Limit() > rate.Every(delay) {
		g.pace.SetLimit(rate.Every(delay))
	}
}

// robots keeps the robots.txt of each host for a day.
type robots struct {
	client *Client
	mu     sync.Mutex
	known  map[string]rules
}

type rules struct {
	group *robotstxt.Group // nil: all allowed
	none  bool             // nothing allowed: the server failed to say
	until time.Time
}

// robotsName is how robots.txt files call this program.
const robotsName = "Muster"

// maxCrawlDelay bounds Crawl-delay: beyond it a page is no longer news.
const maxCrawlDelay = 30 * time.Second

// allow asks the host's robots.txt about the URL.
func (r *robots) allow(ctx context.Context, u *url.URL) error {
	if u.Path == "/robots.txt" {
		return nil
	}
	rl, err := r.rules(ctx, u)
	if err != nil {
		return err
	}
	if rl.none || rl.group != nil && !rl.group.Test(u.RequestURI()) {
		return fmt.Errorf("%w: %s", ErrForbidden, u.Redacted())
	}
	return nil
}

func (r *robots) rules(ctx context.Context, u *url.URL) (rules, error) {
	site := u.Scheme + "://" + u.Host
	r.mu.Lock()
	rl, ok := r.known[site]
	r.mu.Unlock()
	if ok && time.Now().Before(rl.until) {
		return rl, nil
	}
	rl, err := r.fetch(ctx, u)
	if err != nil {
		return rl, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.known) >= maxGates {
		clear(r.known)
	}
	r.known[site] = rl
	return rl, nil
}

// fetch reads robots.txt as RFC 9309 says: absent allows all, a server error
// allows nothing until it is over.
func (r *robots) fetch(ctx context.Context, page *url.URL) (rules, error) {
	u := &url.URL{Scheme: page.Scheme, Host: page.Host, Path: "/robots.txt"}
	a, err := r.client.get(ctx, u, Request{Accept: "text/plain, */*;q=0.5"})
	if status, ok := err.(*StatusError); ok {
		if status.Code >= 500 || status.Code == 429 {
			return rules{none: true, until: time.Now().Add(10 * time.Minute)}, nil
		}
		return rules{until: time.Now().Add(maxFresh)}, nil
	}
	if err != nil {
		return rules{}, fmt.Errorf("%w (asking for robots.txt)", err)
	}
	rl := rules{until: time.Now().Add(maxFresh)}
	if data, err := robotstxt.FromBytes(a.Body[:min(len(a.Body), 512<<10)]); err == nil {
		rl.group = data.FindGroup(robotsName)
		r.client.hosts.slow(page.Host, min(rl.group.CrawlDelay, maxCrawlDelay))
	}
	return rl, nil
}
