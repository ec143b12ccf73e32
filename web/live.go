package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"muster/news"
)

// livePath is where the board hears of what comes.
const livePath = "/events"

// manyWatchers is how many boards may listen at a time.
const manyWatchers = 64

// beat is how often a silent stream says that it is still there, and how long
// a reader may be gone before that is noticed.
const beat = 20 * time.Second

// event is what a board is told of a finding.
type event struct {
	ID   string           `json:"id"`
	Kind news.FindingKind `json:"kind"`
	What string           `json:"what"`
}

// live tells a board of findings as they come (server-sent events): of those
// that the board would show. Where a page runs no script nothing is lost but
// the hint.
func (s *site) live(w http.ResponseWriter, r *http.Request) {
	select {
	case s.watchers <- struct{}{}:
		defer func() { <-s.watchers }()
	default:
		http.Error(w, "too many boards listen already", http.StatusServiceUnavailable)
		return
	}
	ctx, stop := context.WithCancel(r.Context())
	came, ended := make(chan news.Finding), make(chan struct{})
	defer func() { stop(); <-ended }()
	go func() {
		defer close(ended)
		_ = s.Newsroom.Watch(ctx, time.Now(), func(f news.Finding) error {
			select {
			case came <- f:
			case <-ctx.Done():
			}
			return ctx.Err()
		})
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	control := http.NewResponseController(w)
	say := func(format string, args ...any) error {
		if err := control.SetWriteDeadline(time.Now().Add(2 * beat)); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, format, args...); err != nil {
			return err
		}
		return control.Flush()
	}
	err := say(": listening\n\n")
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for err == nil {
		select {
		case <-ended: // the reader is gone, or the stream
			return
		case <-s.Done:
			return
		case <-tick.C:
			err = say(": still here\n\n")
		case f := <-came:
			if raw, shown := s.told(r, f); shown {
				err = say("event: finding\ndata: %s\n\n", raw)
			}
		}
	}
}

// told is what a board is told of a finding, if it would show it.
func (s *site) told(r *http.Request, f news.Finding) (raw []byte, shown bool) {
	q := conflictsOf(r, listOf(r))
	q.Only, q.Limit, q.Skip, q.Brief = []string{f.ID}, 1, 0, true
	a, err := s.Desk.Conflicts(r.Context(), q)
	if err != nil || a.Total == 0 {
		return nil, false
	}
	raw, err = json.Marshal(event{f.ID, f.Kind, clean(s.Words.Asked(f.Question))})
	return raw, err == nil
}
