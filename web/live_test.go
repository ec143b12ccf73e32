package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"muster/news"
)

// TestLive: a board is told of what it would show, in one line, and of nothing
// else.
func TestLive(t *testing.T) {
	h := site1(t, hostile, "")
	s := httptest.NewServer(h)
	defer s.Close()
	for q, want := range map[string]bool{"": true, "figure:x": false} {
		r, err := http.Get(s.URL + livePath + "?q=" + q)
		if err != nil {
			t.Fatal(err)
		}
		var body strings.Builder
		buf := make([]byte, 4096)
		for n := 0; err == nil; {
			n, err = r.Body.Read(buf)
			body.Write(buf[:n])
		}
		_ = r.Body.Close()
		if r.Header.Get("Content-Type") != "text/event-stream" || strings.Contains(body.String(), "event: finding\ndata: {\"id\":\"f1\"") != want {
			t.Errorf("%q: %v\n%s", q, r.Header, body.String())
		}
		if strings.Count(body.String(), "\n\n") > 2 {
			t.Errorf("%q: more than one event:\n%s", q, body.String())
		}
	}
}

// TestTimeline: time runs to the right and values upwards, within the picture;
// figures of one day make none.
func TestTimeline(t *testing.T) {
	on := func(day int, n float64) news.Claim {
		c := told("c", "A", n, "")
		c.Article.Published = time.Date(2024, 3, day, 0, 0, 0, 0, time.UTC)
		return c
	}
	l := timelineOf([][]news.Claim{{on(5, 60), on(1, 40)}, {on(3, 50)}})
	if l == nil || len(l.Points) != 3 || l.From != "2024-03-01" || l.To != "2024-03-05" {
		t.Fatalf("%+v", l)
	}
	for i, p := range l.Points {
		if p.X < 0 || p.X > lineWidth || p.Top > p.Y || p.Y > p.Bottom || p.Top < 0 || p.Bottom > lineHeight {
			t.Errorf("%+v", p)
		}
		if i > 0 && (p.X <= l.Points[i-1].X || p.Y >= l.Points[i-1].Y) {
			t.Errorf("%+v after %+v", p, l.Points[i-1])
		}
	}
	if l := timelineOf([][]news.Claim{{on(1, 40), on(1, 50)}}); l != nil {
		t.Errorf("one day: %+v", l)
	}
	var many []news.Claim
	for i := range linePoints + 7 {
		many = append(many, on(1+i%20, float64(i)))
	}
	if l := timelineOf([][]news.Claim{many}); l.Left != 7 || len(l.Points) != linePoints {
		t.Errorf("%d of %d left out", l.Left, len(many))
	}
}
