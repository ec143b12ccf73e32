package command

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"muster/cmd/daemon"
	"muster/cmd/scripted"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run the program as its user does.
func TestMain(m *testing.M) {
	scripted.Main(m, map[string]func(){"ingest": func() { daemon.Main(Root()) }})
}

const tanks = "<p>The ministry said on Monday that 1,200 soldiers would move to the border before the end of May.</p>" +
	"<p>A spokesman put the cost at 40 million euros, most of it for transport, and said that the money had been set aside.</p>"

// pages is the site that scripts find at $SITE.
var pages = map[string]string{
	"/":        "<html><head><link rel=alternate type=application/rss+xml href=/rss></head><body>Welcome</body></html>",
	"/rss":     "<rss><channel><title>Gazette</title><language>en</language><item><title>R&D tanks</title><link>SITE/a</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>",
	"/a":       "<html lang=en><body><article><h1>Tanks</h1>" + tanks + "</article></body></html>",
	"/nothing": "<html><body>Nothing here</body></html>",
}

func TestScripts(t *testing.T) {
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = fmt.Fprint(w, strings.ReplaceAll(text, "SITE", s.URL))
	}))
	// The scripts run in parallel subtests, so the site ends with them.
	t.Cleanup(s.Close)
	scripted.Run(t, func(e *testscript.Env) error {
		e.Setenv("SITE", s.URL)
		return nil
	})
}
