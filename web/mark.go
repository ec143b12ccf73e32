package web

import (
	"net/http"
	"time"

	"muster/desk"
)

// longestForm is how many bytes the form of a mark may have.
const longestForm = 16 << 10

// mark takes what a reader says of a finding and leads back to it.
func (s *site) mark(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, longestForm)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "the form cannot be read", http.StatusBadRequest)
		return
	}
	a, err := s.Desk.Show(r.Context(), desk.ShowRequest{ID: r.PathValue("id")})
	if err != nil || a.Finding == nil {
		http.Error(w, "there is no such finding", http.StatusNotFound)
		return
	}
	m := desk.Mark{Verdict: desk.Verdict(r.PostForm.Get("verdict")), Note: r.PostForm.Get("note"), By: r.PostForm.Get("by"), At: time.Now().UTC().Truncate(time.Second)}
	if user := userOf(r); user != "" {
		m.By = user // the proxy knows who it is
	}
	if right := r.PostForm.Get("right"); right != "" {
		if m.Right, err = desk.SideOf(*a.Finding, right); err != nil {
			http.Error(w, clean(err.Error()), http.StatusBadRequest)
			return
		}
	}
	if err := m.Check(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := s.Marks.Set(r.Context(), a.Finding.ID, m); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	http.Redirect(w, r, "/finding/"+a.Finding.ID+"#mark", http.StatusSeeOther)
}
