// Package web is the page: what the desk knows, as HTML for people, JSON for
// programs and Atom for feed readers.
//
// In go requests and a desk; out come pages that need neither script nor any
// outside resource. Everything is rendered by html/template under a Content
// Security Policy that lets nothing else in, so that the text of an article
// stays text whatever it holds. Requests are GET, but for the one form that
// marks a finding.
package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"embed"
	"errors"
	"html/template"
	"net"
	"net/http"
	"strings"
	"time"

	"muster/desk"
	"muster/index"
	"muster/news"
)

//go:embed pages/*.html pages/style.css pages/openapi.json
var files embed.FS

// Desk is what the page asks.
type Desk interface {
	Find(context.Context, desk.FindRequest) (desk.FindAnswer, error)
	Conflicts(context.Context, desk.ConflictsRequest) (desk.ConflictsAnswer, error)
	Question(context.Context, desk.QuestionRequest) (desk.QuestionAnswer, error)
	Show(context.Context, desk.ShowRequest) (desk.ShowAnswer, error)
	Article(context.Context, desk.ArticleRequest) (desk.ArticleAnswer, error)
	Sources(context.Context, desk.SourcesRequest) (desk.SourcesAnswer, error)
	Stats(context.Context, desk.StatsRequest) (index.Stats, error)
}

// Marks keeps what people say of findings.
type Marks interface {
	Set(ctx context.Context, finding string, m desk.Mark) error
}

// Words tell records as the terminal tells them.
type Words struct {
	Asked  func(news.Question) string
	Told   func(news.Claim) string
	Called func(string) string
}

// Config says what is served and to whom.
type Config struct {
	Desk  Desk
	Words Words
	// Marks, where not nil, takes what readers say of findings.
	Marks Marks
	// Newsroom, where not nil, has the texts of articles and the feeds.
	Newsroom Newsroom
	// User and Password, where set, are asked of every request.
	User, Password string
}

// patience is how long one page may take.
const patience = 30 * time.Second

type site struct {
	Config
	pages *template.Template
}

// New returns the page's handler. It fails where a template is broken.
func New(c Config) (http.Handler, error) {
	s := &site{Config: c}
	pages, err := template.New("").Funcs(s.funcs()).ParseFS(files, "pages/*.html")
	if err != nil {
		return nil, err
	}
	s.pages = pages
	mux := http.NewServeMux()
	for pattern, h := range map[string]func(*http.Request) (any, string, error){
		"GET /{$}":          s.board,
		"GET /finding/{id}": s.finding,
		"GET /claim/{id}":   s.claim,
		"GET /article/{id}": s.article,
		"GET /search":       s.search,
		"GET /question":     s.question,
		"GET /sources":      s.sources,
		"GET /feeds":        s.feeds,
		"GET /help":         s.help,
	} {
		mux.HandleFunc(pattern, s.html(h))
	}
	if s.Marks != nil {
		mux.HandleFunc("POST /finding/{id}/mark", s.mark)
	}
	s.api(mux)
	mux.HandleFunc("GET /feed.atom", s.atom)
	mux.HandleFunc("GET /style.css", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, files, "pages/style.css")
	})
	// A form of another site cannot mark in a reader's name.
	return guard(s.local(s.known(http.NewCrossOriginProtection().Handler(mux)))), nil
}

// policy lets in our own style sheet and nothing else.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard sets the headers that keep a browser to what we sent.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// known lets in who knows the password, where there is one. Hashes are
// compared, so that the time taken tells nothing of the length.
func (s *site) known(next http.Handler) http.Handler {
	if s.Password == "" {
		return next
	}
	want := sha256.Sum256([]byte(s.User + "\x00" + s.Password))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		got := sha256.Sum256([]byte(user + "\x00" + password))
		if subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
			w.Header().Set("WWW-Authenticate", `Basic realm="muster", charset="UTF-8"`)
			http.Error(w, "user and password, please", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// local refuses, where no password protects the page, to be asked by another
// name than this machine's: a name of somebody else's that was turned to
// loopback would let his scripts read and mark.
func (s *site) local(next http.Handler) http.Handler {
	if s.Password != "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if !loopback(host) {
			http.Error(w, "without a password the page answers to localhost only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func loopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// ErrOpen refuses to show the page to a network without a password.
var ErrOpen = errors.New("web: beyond this machine the page wants a password")

// Listen opens the address. Without a password only a loopback address will
// do: anything else is ErrOpen.
func Listen(address, password string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if password == "" && !loopback(host) {
		return nil, ErrOpen
	}
	return net.Listen("tcp", address)
}

// html renders what a page answers, whole before the first byte is sent.
func (s *site) html(answer func(*http.Request) (any, string, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusOK
		data, name, err := answer(r)
		if err != nil {
			status, name, data = statusOf(err), "error.html", troubled{r.FormValue("q"), err.Error()}
		}
		var b bytes.Buffer
		if err := s.pages.ExecuteTemplate(&b, name, data); err != nil {
			http.Error(w, "the page cannot be drawn", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write(b.Bytes())
	}
}

// troubled is the page of an error.
type troubled struct{ Q, Error string }

// Title implements the head of a page.
func (troubled) Title() string { return "Not found" }

// statusOf tells an absent record and a desk that is slow from a question that
// cannot be read.
func statusOf(err error) int {
	switch {
	case errors.Is(err, index.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable
	}
	return http.StatusBadRequest
}
