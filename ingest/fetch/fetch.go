// Package fetch gets feeds and pages over HTTP from servers nobody vouches
// for. It is the only package that makes outgoing HTTP requests.
//
// In goes a URL with what is known from the last time, out comes the body,
// decoded and within its size, or an error that says what the other side did.
// Sizes are bytes. No request is made without a time limit, a size limit and
// a User-Agent that says whom to write to; addresses that are not public are
// refused after DNS resolution unless allowed.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// Config says how to fetch; the zero value is usable.
type Config struct {
	// Agent is the User-Agent; empty is DefaultAgent.
	Agent string
	// Timeout of one request with its redirects and its body; 0 is 30 s.
	Timeout time.Duration
	// MaxWire and MaxBody bound the body as sent and as decoded; 0 is 10 MB
	// and 20 MB.
	MaxWire, MaxBody int64
	// AtOnce is how many requests are under way at once, to all hosts; 0 is 64.
	AtOnce int
	// Delay between two requests to one host; 0 is 1 s, below 0 none.
	Delay time.Duration
	// AllowPrivate lets loopback and private addresses be fetched.
	AllowPrivate bool
	// Resolve gives the host:port to connect to for hosts that end in the key,
	// as curl's --resolve does for one host.
	Resolve map[string]string
	// IgnoreRobots skips robots.txt for pages.
	IgnoreRobots bool
}

// DefaultAgent names the program and where to complain.
const DefaultAgent = "Muster/1.0 (news reader; operator: set --user-agent with a contact)"

// maxRedirects is how many hops are followed; browsers follow 20, real feeds
// need 2 or 3.
const maxRedirects = 5

// ErrTooLarge means that the body exceeds its limit.
var ErrTooLarge = errors.New("fetch: body too large")

// ErrForbidden means that robots.txt does not allow the page.
var ErrForbidden = errors.New("fetch: robots.txt does not allow it")

// StatusError is an answer other than 200 and 304.
type StatusError struct {
	Code int
	// RetryAfter is how long the server asks to wait, 0 where it does not.
	RetryAfter time.Duration
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("fetch: the server answered %d %s", e.Code, http.StatusText(e.Code))
}

// RestError means that the host asked to be left alone for longer than a
// request waits.
type RestError struct {
	Host  string
	Until time.Time
}

func (e *RestError) Error() string {
	return fmt.Sprintf("fetch: %s asked to be left alone until %s", e.Host, e.Until.UTC().Format(time.RFC3339))
}

// unasked is how long a host is left alone that has had too much and does not
// say for how long.
const unasked = 5 * time.Minute

// Gone reports whether the server says that the resource is gone for good.
func (e *StatusError) Gone() bool { return e.Code == http.StatusGone }

// Request is what to get.
type Request struct {
	URL string
	// ETag and LastModified are from the last answer, for a conditional GET.
	ETag, LastModified string
	// Accept is the Accept header.
	Accept string
	// Page asks robots.txt first; a feed is published to be polled.
	Page bool
}

// The Accept headers of feeds and pages.
const (
	AcceptFeed = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
	AcceptPage = "text/html, application/xhtml+xml, */*;q=0.5"
)

// Answer is what came back.
type Answer struct {
	// NotModified: the body is as it was, and empty here.
	NotModified bool
	Body        []byte
	ContentType string
	// URL is where the body came from; Moved is set where every redirect on
	// the way was permanent, and then is to be used from now on.
	URL, Moved         string
	ETag, LastModified string
	// Fresh is how long the server says the answer may be kept; SaysFresh is
	// false where it says nothing.
	Fresh     time.Duration
	SaysFresh bool
	// Links are the targets of the Link header by relation.
	Links map[string]string
}

// Client fetches. Its methods may be called from many goroutines.
type Client struct {
	cfg    Config
	http   *http.Client
	turns  chan struct{} // one for each request under way
	hosts  *hosts
	robots *robots
}

// New returns a client.
func New(cfg Config) *Client {
	if cfg.Agent == "" {
		cfg.Agent = DefaultAgent
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = 30 * time.Second
	}
	if cfg.MaxWire == 0 {
		cfg.MaxWire = 10 << 20
	}
	if cfg.MaxBody == 0 {
		cfg.MaxBody = 20 << 20
	}
	if cfg.Delay == 0 {
		cfg.Delay = time.Second
	}
	if cfg.AtOnce == 0 {
		cfg.AtOnce = 64
	}
	c := &Client{cfg: cfg, turns: make(chan struct{}, cfg.AtOnce), hosts: newHosts(cfg.Delay)}
	c.robots = &robots{client: c, known: map[string]rules{}}
	c.http = &http.Client{Transport: transport(cfg), CheckRedirect: checkRedirect}
	return c
}

func transport(cfg Config) *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !cfg.AllowPrivate {
		dialer.Control = ssrf.New(ssrf.WithAnyPort()).Safe
	}
	return &http.Transport{
		// No proxy from the environment: it would resolve names itself, past
		// the check of addresses.
		Proxy: nil, DialContext: resolving(cfg.Resolve, dialer), ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 20 * time.Second,
		MaxResponseHeaderBytes: 64 << 10, DisableCompression: true,
		MaxIdleConns: 100, MaxIdleConnsPerHost: 2, MaxConnsPerHost: 4, IdleConnTimeout: 30 * time.Second,
	}
}

func resolving(resolve map[string]string, d *net.Dialer) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(addr)
		for suffix, to := range resolve {
			if err == nil && strings.HasSuffix(host, suffix) {
				addr = to
			}
		}
		return d.DialContext(ctx, network, addr)
	}
}

type trailKey struct{}

// trail remembers the redirects of one request.
type trail struct{ permanent bool }

func checkRedirect(req *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		return fmt.Errorf("redirect to %q, which is not http", req.URL.Redacted())
	}
	if t, ok := req.Context().Value(trailKey{}).(*trail); ok && req.Response != nil {
		code := req.Response.StatusCode
		t.permanent = t.permanent && (code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect)
	}
	return nil
}

// Get fetches one resource.
func (c *Client) Get(ctx context.Context, r Request) (Answer, error) {
	u, err := url.Parse(strings.TrimSpace(r.URL))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return Answer{}, fmt.Errorf("fetch: %q is no http URL", r.URL)
	}
	if r.Page && !c.cfg.IgnoreRobots {
		if err := c.robots.allow(ctx, u); err != nil {
			return Answer{}, err
		}
	}
	return c.get(ctx, u, r)
}

func (c *Client) get(ctx context.Context, u *url.URL, r Request) (Answer, error) {
	done, err := c.enter(ctx, u.Host)
	if err != nil {
		return Answer{}, err
	}
	defer done()
	t := &trail{permanent: true}
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, trailKey{}, t), c.cfg.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Answer{}, fmt.Errorf("fetch: %w", err)
	}
	c.setHeaders(req, r)
	resp, err := c.http.Do(req)
	if err != nil {
		return Answer{}, explain(err)
	}
	defer func() { _ = resp.Body.Close() }()
	return c.read(resp, u, t)
}

// enter waits for the host's turn and then for a turn among all requests; done
// must be called after the request.
func (c *Client) enter(ctx context.Context, host string) (done func(), err error) {
	leave, err := c.hosts.enter(ctx, host)
	if err != nil {
		return nil, err
	}
	select {
	case c.turns <- struct{}{}:
		return func() { <-c.turns; leave() }, nil
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
}

// Post sends a form, as a hub wants it. Any answer of success will do.
func (c *Client) Post(ctx context.Context, address string, form url.Values) error {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("fetch: %q is no http URL", address)
	}
	done, err := c.enter(ctx, u.Host)
	if err != nil {
		return err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), strings.NewReader(form.Encode()))
	if err != nil {
		return fmt.Errorf("fetch: %w", err)
	}
	req.Header.Set("User-Agent", c.cfg.Agent)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := c.http.Do(req)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode/100 != 2 {
		return &StatusError{resp.StatusCode, retryAfter(resp.Header.Get("Retry-After"), time.Now())}
	}
	return nil
}

func (c *Client) setHeaders(req *http.Request, r Request) {
	h := req.Header
	h.Set("User-Agent", c.cfg.Agent)
	h.Set("Accept-Encoding", asked)
	if r.Accept != "" {
		h.Set("Accept", r.Accept)
	}
	if r.ETag != "" {
		h.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		h.Set("If-Modified-Since", r.LastModified)
	}
}

func (c *Client) read(resp *http.Response, asked *url.URL, t *trail) (Answer, error) {
	a := Answer{
		ContentType: resp.Header.Get("Content-Type"), URL: resp.Request.URL.String(),
		ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"), Links: links(resp.Header, resp.Request.URL),
	}
	now := time.Now()
	a.Fresh, a.SaysFresh = freshness(resp.Header, now)
	wait := retryAfter(resp.Header.Get("Retry-After"), now)
	if wait == 0 && resp.StatusCode == http.StatusTooManyRequests {
		wait = unasked
	}
	c.hosts.rest(asked.Host, now.Add(wait))
	if a.URL != asked.String() && t.permanent {
		a.Moved = a.URL
	}
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNotModified:
		a.NotModified = true
		return a, nil
	default:
		return a, &StatusError{resp.StatusCode, wait}
	}
	if resp.ContentLength > c.cfg.MaxWire {
		return a, fmt.Errorf("%w: %d bytes announced, %d allowed", ErrTooLarge, resp.ContentLength, c.cfg.MaxWire)
	}
	body, err := decoded(resp, c.cfg.MaxWire, c.cfg.MaxBody)
	if err != nil {
		return a, err
	}
	a.Body = body
	return a, nil
}

// links reads the Link header.
func links(h http.Header, base *url.URL) map[string]string {
	found := map[string]string{}
	for part := range strings.SplitSeq(strings.Join(h.Values("Link"), ","), ",") {
		target, params, _ := strings.Cut(part, ";")
		u, err := base.Parse(strings.Trim(strings.TrimSpace(target), "<>"))
		_, rel, ok := strings.Cut(params, "rel=")
		if err != nil || !ok {
			continue
		}
		rel, _, _ = strings.Cut(rel, ";")
		if rel = strings.Trim(strings.TrimSpace(rel), `"`); found[rel] == "" {
			found[rel] = u.String()
		}
	}
	return found
}

// explain turns the nested errors of net/http into one line.
func explain(err error) error {
	var dns *net.DNSError
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork):
		return fmt.Errorf("fetch: the address is not a public one (--allow-private lets it through): %w", err)
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("fetch: no answer in time: %w", err)
	case errors.As(err, &dns):
		return fmt.Errorf("fetch: no such host %q", dns.Name)
	}
	return fmt.Errorf("fetch: %w", err)
}

// readUpTo reads all of r, or fails with ErrTooLarge after limit bytes.
func readUpTo(r io.Reader, limit int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(body)) > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	if errors.Is(err, ErrTooLarge) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("fetch: body: %w", err)
	}
	return body, nil
}
