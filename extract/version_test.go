package extract

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"muster/news"
)

var update = flag.Bool("update", false, "write the golden file anew")

const versionFile = "testdata/version.golden"

// TestVersion: who changes what is read of an article gives the extractor a
// higher number, so that a running Muster knows to read its articles again.
func TestVersion(t *testing.T) {
	now, err := strconv.Atoi(Version)
	if err != nil {
		t.Fatalf("Version is no number: %v", err)
	}
	b, err := os.ReadFile(versionFile)
	if err != nil {
		t.Fatal(err)
	}
	var was int
	var hash string
	if _, err := fmt.Sscan(string(b), &was, &hash); err != nil {
		t.Fatalf("%s: %v", versionFile, err)
	}
	got := outputHash(t)
	switch {
	case got != hash && now <= was:
		t.Errorf("what is read of an article changed: raise extract.Version above %d, then run this test with -update", was)
	case *update && (got != hash || now != was):
		if err := os.WriteFile(versionFile, fmt.Appendf(nil, "%d %s\n", now, got), 0o644); err != nil {
			t.Fatal(err)
		}
	case got != hash || now != was:
		t.Errorf("extract.Version went from %d to %d: run this test with -update", was, now)
	}
}

// outputHash is the hash of all that is read of our own articles.
func outputHash(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("../score/testdata/articles*/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d articles to read: %v", len(files), err)
	}
	h := sha256.New()
	out := json.NewEncoder(h)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var own struct{ ID, Outlet, URL, Published, Text string }
		if err := json.Unmarshal(b, &own); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		published, err := time.Parse(time.DateOnly, own.Published)
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		readInto(t, out, news.Article{ID: own.ID, URL: own.URL, Text: own.Text, Published: published, Outlet: news.Source{Name: own.Outlet}})
	}
	readInto(t, out, news.Article{ID: "pieces", Text: strings.Join(pieces, "\n\n"), Published: time.Date(2023, 7, 10, 0, 0, 0, 0, time.UTC)})
	return fmt.Sprintf("%x", h.Sum(nil))
}

func readInto(t *testing.T, out *json.Encoder, a news.Article) {
	t.Helper()
	if err := out.Encode(extractor().Extract(a)); err != nil {
		t.Fatalf("article %s: %v", a.ID, err)
	}
}
