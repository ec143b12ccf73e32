// Package web is the page: what the desk knows, as HTML for people, JSON for
// programs and Atom for feed readers.
//
// In go requests and a desk; out come pages that need no script and no outside
// resource: the one script there is tells a board what comes while it is open. Everything is rendered by html/template under a Content
// Security Policy that lets nothing else in, so that the text of an article
// stays text whatever it holds. Requests are GET, but for the one form that
// marks a finding.
package web

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"html/template"
	"net/http"

	"muster/desk"
	"muster/index"
	"muster/news"
)

//go:embed pages/*.html pages/style.css pages/live.js pages/openapi.json
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
	// Reasons are why a finding is one.
	Reasons func(news.Finding) []string
}

// Config says what is served and to whom.
type Config struct {
	Desk  Desk
	Words Words
	// Marks, where not nil, takes what readers say of findings.
	Marks Marks
	// Newsroom, where not nil, has the texts of articles and the feeds.
	Newsroom Newsroom
	Guard    Guard
	// Done, where not nil, is closed when the server stops: boards that listen
	// are let go.
	Done <-chan struct{}
}

type site struct {
	Config
	pages    *template.Template
	watchers chan struct{}
	counted  counted
}

// New returns the page's handler. It fails where a template is broken.
func New(c Config) (http.Handler, error) {
	s := &site{Config: c, watchers: make(chan struct{}, manyWatchers)}
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
		"GET /source":       s.source,
		"GET /who":          s.view(desk.OfParty),
		"GET /event":        s.view(desk.OfEvent),
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
	if s.Newsroom != nil {
		mux.HandleFunc("GET "+livePath, s.live)
	}
	for _, name := range []string{"style.css", "live.js"} {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) {
			http.ServeFileFS(w, r, files, "pages/"+name)
		})
	}
	return s.Guard.wrap(mux), nil
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
