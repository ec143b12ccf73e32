package alert

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"muster/desk"
	"muster/index"
	"muster/news"
	"muster/pipeline"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		a    Alert
		want string
	}{
		{Alert{Name: "a", File: "x.jsonl"}, ""},
		{Alert{Name: "a", Webhook: "https://desk.example/x"}, ""},
		{Alert{Name: "a b", File: "x"}, "want letters"},
		{Alert{Name: "a"}, "where to tell it?"},
		{Alert{Name: "a", File: "x", Command: "y"}, "where to tell it?"},
		{Alert{Name: "a", File: "../x"}, "inside"},
		{Alert{Name: "a", Webhook: "ftp://x"}, "http or https"},
	} {
		err := c.a.Check()
		if (c.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.a, err, c.want)
		}
	}
}

// event is an event as a test tells it.
var event = Event{ID: "a:f:1", Alert: "a", State: New, Finding: news.Finding{ID: "f"}}

func TestTell(t *testing.T) {
	var got []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = append(got, r.Method+" "+r.Header.Get("Idempotency-Key")+" "+string(body[:8]))
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, "/ok", http.StatusFound)
		case "/down":
			http.Error(w, "no", http.StatusBadGateway)
		}
	}))
	defer s.Close()
	folder := t.TempDir()
	told := filepath.Join(folder, "told")
	tell := Teller{Folder: folder, Commands: true}
	for _, c := range []struct {
		a    Alert
		want string
	}{
		{Alert{Webhook: s.URL + "/ok"}, ""},
		{Alert{Webhook: s.URL + "/down"}, "answers 502"},
		{Alert{Webhook: s.URL + "/away"}, "answers 302"},
		{Alert{Command: "cat > " + told}, ""},
		{Alert{Command: "echo sorry; exit 3"}, "exit status 3: sorry"},
		{Alert{File: "sub/x.jsonl"}, ""},
		{Alert{File: "sub/x.jsonl"}, ""},
		{Alert{File: "../x"}, "outside"},
	} {
		err := tell.Tell(t.Context(), c.a, event)
		if (c.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.a, err, c.want)
		}
	}
	if err := (Teller{}).Tell(t.Context(), Alert{Command: "true"}, event); err != ErrCommands {
		t.Error(err)
	}
	if len(got) != 3 || got[0] != `POST a:f:1 {"id":"a` {
		t.Error(got)
	}
	for path, lines := range map[string]int{told: 0, filepath.Join(folder, "sub", "x.jsonl"): 2} {
		raw, err := os.ReadFile(path)
		if err != nil || strings.Count(string(raw), "\n") != lines || !strings.HasPrefix(string(raw), `{"id":"a:f:1"`) {
			t.Errorf("%s: %q, %v", path, raw, err)
		}
	}
}

// indexed is a desk that has the findings of a list, of which those with
// "fits" among their reasons are found by any query.
type indexed struct {
	desk.Desk
	findings map[string]news.Finding
}

func (d indexed) Conflicts(_ context.Context, r desk.ConflictsRequest) (a desk.ConflictsAnswer, err error) {
	if f, ok := d.findings[r.Only[0]]; ok && len(f.Why) > 0 && f.Why[0] == "fits" && f.Severity >= r.Severity {
		a.Total = 1
	}
	return a, nil
}

func (d indexed) Show(_ context.Context, r desk.ShowRequest) (a desk.ShowAnswer, err error) {
	if _, ok := d.findings[r.ID]; !ok {
		err = index.ErrNotFound
	}
	return a, err
}

// TestRunner: what fits is told once, a change with what changed, and what
// cannot be told is tried again.
func TestRunner(t *testing.T) {
	b, err := pipeline.Open(t.Context(), pipeline.Options{Data: t.TempDir(), Alone: true, QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	events, failures := make(chan Event, 10), 1
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var e Event
		if err := json.NewDecoder(r.Body).Decode(&e); err != nil {
			t.Error(err)
		}
		if e.State == Withdrawn && failures > 0 {
			failures--
			http.Error(w, "not now", http.StatusServiceUnavailable)
			return
		}
		events <- e
	}))
	defer s.Close()
	one := news.Finding{ID: "one", Kind: news.Contradiction, Severity: .3, Why: []string{"fits"}}
	more := one
	more.Severity = .6
	gone := more
	gone.Withdrawn = true
	all := []news.Finding{one, {ID: "two", Kind: news.Contradiction, Severity: .9}, {ID: "three", Kind: news.Agreement, Why: []string{"fits"}}, more, gone}
	d := indexed{findings: map[string]news.Finding{}}
	for _, f := range all {
		d.findings[f.ID] = f
		if err := b.PublishFinding(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	a := Alert{Name: "x", Severity: .2, Since: time.Unix(1e9, 0).UTC(), Webhook: s.URL}
	if _, err := Table(b).Put(t.Context(), a.Name, a, 0); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); Runner{Bus: b, Desk: d}.Run(ctx) }()
	var got []string
	for range 3 {
		e := <-events
		got = append(got, fmt.Sprint(e.State, " ", e.Finding.ID, " ", e.Changes))
	}
	cancel()
	<-ended
	if want := "[new one [] changed one [Severity is 0.6; it was 0.3.] withdrawn one [It no longer holds. fits]]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	said, err := Log(b).Those(t.Context(), "x.*")
	if err != nil || len(said) != 1 {
		t.Error(said, err)
	}
}

func TestByTime(t *testing.T) {
	at := func(n int64) Said { return Said{Alert: fmt.Sprint(n), At: time.Unix(n, 0)} }
	got := ByTime(map[string]Said{"a": at(1), "b": at(3), "c": at(2)})
	if got[0].Alert+got[1].Alert+got[2].Alert != "321" {
		t.Error(got)
	}
}
