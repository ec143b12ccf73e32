package web

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// policy lets in our own style sheet, the one script and what it asks for, and
// nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Guard says who may ask. Without a password and without a header the page
// answers to this machine's names only.
type Guard struct {
	// User and Password, where set, are asked of every reader.
	User, Password string
	// Header is where a proxy says who asks, as "X-Forwarded-User": whoever it
	// names needs no password. It is believed of Proxies only.
	Header  string
	Proxies []netip.Prefix
	// Hosts are the names, beside those of this machine, under which the page
	// may be asked without a password; "*" is any.
	Hosts []string
	// PerSecond is how many requests a second one client may make; 0 is any
	// number.
	PerSecond float64
}

// closed reports whether a reader has to be known.
func (g Guard) closed() bool { return g.Password != "" || g.Header != "" }

// Open reports whether anybody on a network may ask.
func (g Guard) Open() bool { return !g.closed() && slices.Contains(g.Hosts, "*") }

// wrap puts the guard before a handler.
func (g Guard) wrap(next http.Handler) http.Handler {
	// A form of another site cannot mark in a reader's name.
	next = http.NewCrossOriginProtection().Handler(next)
	if g.closed() {
		next = g.known(next)
	} else {
		next = g.local(next)
	}
	if g.PerSecond > 0 {
		next = g.limited(next)
	}
	return sealed(next)
}

// sealed sets the headers that keep a browser to what we sent.
func sealed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if r.URL.Path != livePath {
			ctx, cancel := context.WithTimeout(r.Context(), patience)
			defer cancel()
			r = r.WithContext(ctx)
		}
		next.ServeHTTP(w, r)
	})
}

// userKey is where a request's context has who asks.
type userKey struct{}

// userOf is who a proxy says asks, "" where none does.
func userOf(r *http.Request) string {
	user, _ := r.Context().Value(userKey{}).(string)
	return user
}

// known lets in who the proxy names, or who knows the password. Hashes are
// compared, so that the time taken tells nothing of the length.
func (g Guard) known(next http.Handler) http.Handler {
	want := sha256.Sum256([]byte(g.User + "\x00" + g.Password))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user := r.Header.Get(g.Header); g.Header != "" && user != "" && g.proxied(r) {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
			return
		}
		user, password, _ := r.BasicAuth()
		got := sha256.Sum256([]byte(user + "\x00" + password))
		if g.Password == "" {
			http.Error(w, "this page is read through its proxy", http.StatusForbidden)
			return
		}
		if subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
			w.Header().Set("WWW-Authenticate", `Basic realm="muster", charset="UTF-8"`)
			http.Error(w, "user and password, please", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// local refuses to be asked by another name than this machine's: a name of
// somebody else's that was turned to loopback would let his scripts read and
// mark.
func (g Guard) local(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if !loopback(host) && !slices.Contains(g.Hosts, strings.ToLower(host)) && !slices.Contains(g.Hosts, "*") {
			http.Error(w, "without a password the page answers to localhost only, and to the names it was told", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func loopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// proxied reports whether a request comes from a proxy that is believed.
func (g Guard) proxied(r *http.Request) bool {
	at, ok := remote(r)
	return ok && slices.ContainsFunc(g.Proxies, func(p netip.Prefix) bool { return p.Contains(at) })
}

func remote(r *http.Request) (netip.Addr, bool) {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	return at.Addr().Unmap(), err == nil
}

// client is who makes a request, as far as the limit tells clients apart: an
// address, of version 6 a network, behind a believed proxy what it says.
func (g Guard) client(r *http.Request) string {
	at, ok := remote(r)
	if g.proxied(r) {
		said := r.Header.Values("X-Forwarded-For")
		parts := strings.Split(strings.Join(said, ","), ",")
		if last, err := netip.ParseAddr(strings.TrimSpace(parts[len(parts)-1])); err == nil {
			at, ok = last.Unmap(), true
		}
	}
	if !ok {
		return r.RemoteAddr
	}
	if at.Is6() {
		return netip.PrefixFrom(at, 64).Masked().String()
	}
	return at.String()
}

// home is the address under which a reader asks, as a believed proxy says where
// it speaks TLS to him.
func (g Guard) home(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || g.proxied(r) && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		scheme = "https"
	}
	return (&url.URL{Scheme: scheme, Host: r.Host}).String()
}

// manyClients is how many clients are counted at a time. Where there are more
// all begin anew, which lets each through once more and keeps the table small.
const manyClients = 4096

// burstSeconds is for how many seconds' worth of requests a client may come at
// once: a page with all that a reader opens from it.
const burstSeconds = 5

// limited refuses clients that ask more often than PerSecond.
func (g Guard) limited(next http.Handler) http.Handler {
	var mu sync.Mutex
	clients := map[string]*rate.Limiter{}
	allowed := func(who string) bool {
		mu.Lock()
		defer mu.Unlock()
		if len(clients) >= manyClients {
			clear(clients)
		}
		if clients[who] == nil {
			clients[who] = rate.NewLimiter(rate.Limit(g.PerSecond), int(g.PerSecond*burstSeconds)+1)
		}
		return clients[who].Allow()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allowed(g.client(r)) {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "too many requests: wait a second", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ErrOpen refuses to show the page to a network without a guard.
var ErrOpen = errors.New("web: beyond this machine the page wants a password, or a proxy that says who asks")

// Listen opens the address. Where nobody has to be known only a loopback
// address will do, unless Hosts has "*": anything else is ErrOpen.
func Listen(address string, g Guard) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if !g.closed() && !g.Open() && !loopback(host) {
		return nil, ErrOpen
	}
	return net.Listen("tcp", address)
}

// patience is how long one page may take.
const patience = 30 * time.Second
