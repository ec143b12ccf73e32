package web

import (
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

func TestPassword(t *testing.T) {
	h := site1(t, "", "secret")
	for auth, want := range map[string]int{"": 401, "reader:wrong": 401, "other:secret": 401, "reader:secret": 200} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		if auth != "" {
			r.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(auth)))
		}
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != want {
			t.Errorf("%q: %d, want %d", auth, w.Code, want)
		}
	}
}

// TestOtherNames: a name of somebody else's that leads to loopback gets
// nothing where no password protects the page.
func TestOtherNames(t *testing.T) {
	for host, want := range map[string]int{"localhost:1": 200, "127.0.0.1:1": 200, "[::1]:1": 200, "localhost": 200, "evil.example:1": 421, "": 421, "localhost.evil.example": 421} {
		r := httptest.NewRequest(http.MethodGet, "/help", nil)
		r.Host = host
		w := httptest.NewRecorder()
		if site1(t, "", "").ServeHTTP(w, r); w.Code != want {
			t.Errorf("%q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestListen(t *testing.T) {
	for _, open := range []string{":0", "0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.com:0"} {
		if _, err := Listen(open, Guard{}); !errors.Is(err, ErrOpen) {
			t.Errorf("%s without a password: %v", open, err)
		}
	}
	for address, password := range map[string]string{"127.0.0.1:0": "", "localhost:0": "", "0.0.0.0:0": "secret"} {
		l, err := Listen(address, Guard{Password: password})
		if err != nil {
			t.Fatal(err)
		}
		_ = l.Close()
	}
}

// behind is what a handler behind the guard answers to a request from an
// address, with headers.
func behind(g Guard, from string, header ...string) (code int, user string) {
	h := g.wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { user = userOf(r) }))
	r := request(http.MethodGet, "/", nil)
	r.RemoteAddr = from
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code, user
}

// TestProxy: the header is believed of the proxy only.
func TestProxy(t *testing.T) {
	g := Guard{Header: "X-Forwarded-User", Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	for _, c := range []struct {
		from, password string
		header         []string
		code           int
		user           string
	}{
		{"10.1.2.3:5", "", []string{"X-Forwarded-User", "ann"}, 200, "ann"},
		{"[::ffff:10.1.2.3]:5", "", []string{"X-Forwarded-User", "ann"}, 200, "ann"},
		{"10.1.2.3:5", "", nil, 403, ""},
		{"192.0.2.1:5", "", []string{"X-Forwarded-User", "ann"}, 403, ""},
		{"192.0.2.1:5", "secret", []string{"X-Forwarded-User", "ann"}, 401, ""},
		{"192.0.2.1:5", "secret", []string{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte(":secret"))}, 200, ""},
		{"somewhere", "", []string{"X-Forwarded-User", "ann"}, 403, ""},
	} {
		g.Password = c.password
		if code, user := behind(g, c.from, c.header...); code != c.code || user != c.user {
			t.Errorf("%+v: %d, %q", c, code, user)
		}
	}
}

// TestLimit: a client that asks too often is refused, another is not; a proxy's
// clients are told apart by what it says of them, others' words are not
// believed.
func TestLimit(t *testing.T) {
	g := Guard{PerSecond: .001, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.1/32")}}
	h := g.wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	for i, c := range []struct {
		from, forwarded string
		want            int
	}{
		{"192.0.2.1:5", "", 200}, {"192.0.2.1:6", "", 429}, {"192.0.2.1:7", "198.51.100.9", 429}, {"192.0.2.2:5", "", 200},
		{"10.0.0.1:5", "198.51.100.1", 200}, {"10.0.0.1:5", "198.51.100.1", 429}, {"10.0.0.1:5", "198.51.100.1, 198.51.100.2", 200},
		{"[2001:db8::1]:5", "", 200}, {"[2001:db8::2]:5", "", 429}, {"[2001:db8:0:1::2]:5", "", 200},
	} {
		r := request(http.MethodGet, "/", nil)
		r.RemoteAddr = c.from
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != c.want {
			t.Errorf("%d, %s for %q: %d, want %d", i, c.from, c.forwarded, w.Code, c.want)
		}
	}
}

// TestToldNames: names that the page was told are answered, and "*" opens it.
func TestToldNames(t *testing.T) {
	for _, c := range []struct {
		hosts []string
		want  int
	}{{nil, 421}, {[]string{"muster.example"}, 200}, {[]string{"other.example"}, 421}, {[]string{"*"}, 200}} {
		h := Guard{Hosts: c.hosts}.wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = "Muster.example:8420"
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != c.want {
			t.Errorf("%v: %d, want %d", c.hosts, w.Code, c.want)
		}
	}
	l, err := Listen("0.0.0.0:0", Guard{Hosts: []string{"*"}})
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
}

// TestHome: that readers are spoken to over TLS is believed of the proxy only.
func TestHome(t *testing.T) {
	g := Guard{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	for from, want := range map[string]string{"10.1.2.3:5": "https://localhost:8420", "192.0.2.1:5": "http://localhost:8420"} {
		r := request(http.MethodGet, "/", nil)
		r.RemoteAddr = from
		r.Header.Set("X-Forwarded-Proto", "https")
		if got := g.home(r); got != want {
			t.Errorf("%s is at %s, want %s", from, got, want)
		}
	}
}
