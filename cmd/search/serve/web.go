package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"time"

	"muster/cmd/page"
	"muster/desk"
	"muster/web"

	"github.com/spf13/pflag"
)

// Web says where the page is served, and to whom.
type Web struct {
	// Address is host:port; empty serves no page.
	Address string
	// Guard says who may read; without a password and a proxy that says who
	// asks only a loopback address will do.
	Guard web.Guard
	// Proxies are the networks of proxies, as CIDR.
	Proxies []string
	// Served, if not nil, is called once with the page's URL.
	Served func(url string)
}

// Flags binds the page's flags. The password comes from the environment, where
// a list of processes does not show it.
func (w *Web) Flags(p *pflag.FlagSet) {
	p.StringVar(&w.Address, "web", "127.0.0.1:8420", "`host:port` of the page; empty: none. Beyond this machine only with MUSTER_WEB_PASSWORD or --web-header set")
	p.StringVar(&w.Guard.User, "web-user", "muster", "`name` that the page asks for where MUSTER_WEB_PASSWORD is set")
	p.StringVar(&w.Guard.Header, "web-header", "", "`header` in which a proxy of --web-proxies says who reads: X-Forwarded-User")
	p.StringSliceVar(&w.Proxies, "web-proxies", []string{"127.0.0.0/8", "::1/128"}, "networks of proxies that are believed")
	p.StringSliceVar(&w.Guard.Hosts, "web-hosts", nil, "names under which the page answers without a password; * any, and to any network")
	p.Float64Var(&w.Guard.PerSecond, "web-rate", 50, "requests a second one reader may make; 0: any number")
	w.Guard.Password = os.Getenv("MUSTER_WEB_PASSWORD")
}

// start serves the page until the returned function is called, which waits
// for the answers under way. A port that is taken is logged and no failure:
// replicas on one machine share what is asked on the bus, and the index goes
// on without its page.
func (w Web) start(d desk.Desk, marks *desk.Marks, news web.Newsroom, log *slog.Logger) (stop func(), err error) {
	if w.Address == "" {
		return func() {}, nil
	}
	guard := w.Guard
	for _, network := range w.Proxies {
		prefix, err := netip.ParsePrefix(network)
		if err != nil {
			return nil, fmt.Errorf("--web-proxies: %w", err)
		}
		guard.Proxies = append(guard.Proxies, prefix)
	}
	var write web.Marks = marks
	if guard.Open() {
		write = nil // whom nobody knows may read
	}
	done := make(chan struct{})
	handler, err := web.New(web.Config{
		Desk: d, Marks: write, Newsroom: news, Guard: guard, Done: done,
		Words: web.Words{Asked: page.Asked, Told: page.Told, Called: page.Called, Reasons: page.Reasons},
	})
	if err != nil {
		return nil, err
	}
	l, err := web.Listen(w.Address, guard)
	if errors.Is(err, web.ErrOpen) {
		return nil, err
	}
	if err != nil {
		log.Error("no page is served", "address", w.Address, "error", err)
		return func() {}, nil
	}
	home := "http://" + l.Addr().String() + "/"
	log.Info("the page is served", "url", home)
	if w.Served != nil {
		w.Served(home)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: time.Minute, IdleTimeout: time.Minute, MaxHeaderBytes: 64 << 10}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("the page is no longer served", "error", err)
		}
	}()
	return func() {
		close(done)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if server.Shutdown(ctx) != nil {
			_ = server.Close()
		}
		<-ended
	}, nil
}
