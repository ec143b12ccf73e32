package web

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"muster/desk"
	"muster/index"
)

// api answers what `search --json` answers, field for field.
func (s *site) api(mux *http.ServeMux) {
	for path, answer := range s.answers() {
		mux.HandleFunc("GET /api/"+path, asJSON(answer))
	}
	mux.HandleFunc("GET /api/openapi.json", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, files, "pages/openapi.json")
	})
}

// answers are the paths below /api and what each answers.
func (s *site) answers() map[string]func(*http.Request) (any, error) {
	return map[string]func(*http.Request) (any, error){
		"find": func(r *http.Request) (any, error) {
			return s.Desk.Find(r.Context(), desk.FindRequest{Query: r.FormValue("q"), Limit: perPage, Skip: listOf(r).Skip, Sort: index.Sort(r.FormValue("sort")), Facets: facets})
		},
		"conflicts": func(r *http.Request) (any, error) {
			return s.Desk.Conflicts(r.Context(), conflictsOf(r, listOf(r)))
		},
		"question": func(r *http.Request) (any, error) {
			newest, _ := strconv.Atoi(r.FormValue("newest")) // what is no number asks for as many as ever
			return s.Desk.Question(r.Context(), desk.QuestionRequest{Query: r.FormValue("q"), Newest: newest})
		},
		"who":   func(r *http.Request) (any, error) { return s.viewOf(r, desk.OfParty) },
		"event": func(r *http.Request) (any, error) { return s.viewOf(r, desk.OfEvent) },
		"sources": func(r *http.Request) (any, error) {
			return s.Desk.Sources(r.Context(), desk.SourcesRequest{Query: r.FormValue("q")})
		},
		"show/{id}": func(r *http.Request) (any, error) {
			return s.Desk.Show(r.Context(), desk.ShowRequest{ID: r.PathValue("id")})
		},
		"article/{id}": func(r *http.Request) (any, error) {
			return s.Desk.Article(r.Context(), desk.ArticleRequest{ID: r.PathValue("id")})
		},
		"feeds": func(r *http.Request) (any, error) { return s.askFeeds(r) },
		"stats": func(r *http.Request) (any, error) { return s.Desk.Stats(r.Context(), desk.StatsRequest{}) },
	}
}

func asJSON(answer func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		a, err := answer(r)
		status := http.StatusOK
		if err != nil {
			status, a = statusOf(err), map[string]string{"error": err.Error()}
		}
		raw, err := json.Marshal(a)
		if err != nil {
			http.Error(w, "the answer cannot be written", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write(append(raw, '\n'))
	}
}

// feed is an Atom feed (RFC 4287).
type feed struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Author  string     `xml:"author>name"`
	Links   []atomLink `xml:"link"`
	Entries []atomItem `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomItem struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// atom is the newest findings of a query. Addresses are those under which the
// reader asked, IDs those of the findings: they survive a rebuilt index.
func (s *site) atom(w http.ResponseWriter, r *http.Request) {
	q := conflictsOf(r, listOf(r))
	q.Sort, q.Brief = index.Seen, true
	a, err := s.Desk.Conflicts(r.Context(), q)
	if err != nil {
		http.Error(w, err.Error(), statusOf(err))
		return
	}
	home, l := s.Guard.home(r), listOf(r)
	f := feed{
		ID: "urn:muster:findings:" + url.QueryEscape(l.narrowing()), Title: "Muster: contradictions", Author: "Muster", Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{{"self", home + l.Atom()}, {"alternate", home + l.Board()}},
	}
	if n := l.narrowing(); n != "" {
		f.Title += ", " + clean(n)
	}
	for i, one := range a.Findings {
		item := atomItem{
			ID: "urn:muster:finding:" + one.ID, Title: clean(s.Words.Asked(one.Question)), Updated: one.FirstSeen.UTC().Format(time.RFC3339),
			Link: atomLink{"alternate", home + "/finding/" + one.ID},
		}
		if i == 0 {
			f.Updated = item.Updated
		}
		for n, side := range one.Sides {
			if n > 0 {
				item.Summary += " against "
			}
			item.Summary += clean(side.Stated) + " (" + strconv.Itoa(len(side.Sources)) + ")"
		}
		f.Entries = append(f.Entries, item)
	}
	raw, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		http.Error(w, "the feed cannot be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_, _ = w.Write(append([]byte(xml.Header), raw...))
}
