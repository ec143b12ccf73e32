package press

import (
	"net/http/httptest"
	"strings"
	"testing"

	"muster/ingest/feed"
	"muster/ingest/page"
)

func TestFeedsAndPagesRead(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	formats := map[string]bool{}
	for _, o := range p.Outlets {
		formats[o.Format] = true
		f := get(t, p, o.Host, "/feed")
		parsed, err := feed.Parse([]byte(f), "", "http://"+o.Host+"/feed")
		if err != nil || len(parsed.Items) != len(o.Articles) || len(parsed.Repaired) > 0 || len(parsed.Items) == 0 {
			t.Errorf("%s: %d items of %d, repaired %v, %v", o.Host, len(parsed.Items), len(o.Articles), parsed.Repaired, err)
			continue
		}
		for i, a := range p.edition(o, false).Articles {
			it := parsed.Items[i]
			if it.Title != a.Title || !it.Published.Equal(a.Published) || it.URL != o.link(a) {
				t.Errorf("%s: item %+v", o.Host, it)
			}
			want := strings.Join(a.Paragraphs, "\n\n")
			if o.Full && page.PlainOf(it.Content+it.Summary) != want {
				t.Errorf("%s: feed text %q", a.Path, page.PlainOf(it.Content))
			}
			got, err := page.Read(t.Context(), []byte(get(t, p, o.Host, a.Path)), "text/html", it.URL)
			if err != nil || got.Text != want || got.Title != a.Title || got.Outlet != o.Name || !got.Published.Equal(a.Published) {
				t.Errorf("%s: %v %q\nwant %q", a.Path, err, got.Text, want)
			}
		}
	}
	if len(p.Outlets) < 6 || len(formats) != 4 {
		t.Errorf("%d outlets, formats %v", len(p.Outlets), formats)
	}
}

// TestCorrectionComesAfterTheFirstReading: nobody sees the correction who has
// not had the chance to read what it corrects.
func TestCorrectionComesAfterTheFirstReading(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const host, path = "vistula-post.example", "/poland-spending"
	before := get(t, p, host, "/feed")
	if again := get(t, p, host, "/feed"); again != before {
		t.Error("corrected before it was read")
	}
	if first := get(t, p, host, path); !strings.Contains(first, "3.9% of GDP") || strings.Contains(first, "3.26% of GDP") {
		t.Errorf("first page:\n%s", first)
	}
	if get(t, p, host, "/feed") == before {
		t.Error("the feed does not say that the article changed")
	}
	if second := get(t, p, host, path); strings.Contains(second, "3.9% of GDP") || !strings.Contains(second, "3.26% of GDP") {
		t.Errorf("second page:\n%s", second)
	}
}

func get(t *testing.T, p *Press, host, path string) string {
	t.Helper()
	r := httptest.NewRequest("GET", "http://"+host+path, nil)
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	if w.Code != 200 {
		t.Errorf("%s%s: %d", host, path, w.Code)
	}
	return w.Body.String()
}
