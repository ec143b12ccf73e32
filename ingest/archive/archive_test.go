package archive

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func record(kind, url, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-02T10:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, url, contentType, len(block), block)
}

func packed(s string) string {
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return buf.String()
}

// read gives a line for each document of a file.
func read(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return readPath(t, path)
}

func readPath(t *testing.T, path string) string {
	var out []string
	err := Read(path, func(d Document, err error) error {
		switch {
		case err != nil:
			out = append(out, "error")
		case d.Article != nil:
			out = append(out, fmt.Sprintf("article %s %s %s %s %s", d.Article.CanonicalURL, d.Article.Outlet.Name, d.Article.Title, d.Article.Published.Format(time.DateOnly), d.Article.Text))
		default:
			out = append(out, fmt.Sprintf("page %s %s %s", d.URL, d.Fetched.Format(time.DateOnly), d.Body))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

func TestWARC(t *testing.T) {
	ok := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>A"
	whole := record("warcinfo", "", "application/warc-fields", "software: x") +
		record("request", "https://x.example/a", "application/http", "GET / HTTP/1.1\r\n\r\n") +
		record("response", "<https://x.example/a>", "application/http; msgtype=response", ok) +
		record("response", "https://x.example/404", "application/http", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nx") +
		record("response", "https://x.example/i", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx") +
		record("response", "https://x.example/z", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+packed("<p>Z")) +
		record("response", "https://x.example/c", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>C\r\n0\r\n\r\n") +
		record("response", "https://x.example/bad", "application/http", "nonsense") +
		record("resource", "https://x.example/r", "text/html", "<p>R")
	want := "page https://x.example/a 2026-03-02 <p>A\npage https://x.example/z 2026-03-02 <p>Z\npage https://x.example/c 2026-03-02 <p>C\nerror\npage https://x.example/r 2026-03-02 <p>R"
	for name, content := range map[string]string{"a.warc": whole, "a.warc.gz": packed(whole)} {
		if got := read(t, name, content); got != want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	var members strings.Builder // as crawlers write it: each record packed for itself
	for _, r := range strings.SplitAfter(whole, "\r\n\r\n\r\n\r\n") {
		members.WriteString(packed(r))
	}
	if got := read(t, "b.warc.gz", members.String()); got != want {
		t.Errorf("members:\n%s", got)
	}
	for name, broken := range map[string]string{"cut": whole[:len(whole)-30], "no length": "WARC/1.0\r\nWARC-Type: response\r\n\r\nx", "none": "hello\n"} {
		if got := read(t, "x.warc", broken); !strings.Contains(got, "error") && name != "cut" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestLines(t *testing.T) {
	got := read(t, "a.jsonl", `{"url":"https://x.example/a","title":"T","text":"Body","published":"2026-03-02","outlet":"Gazette"}

{"id":"7","headline":"H","text":"B","date":"3 March 2026","outlet":{"name":"Courier"}}
{"url":"https://x.example/p","html":"<p>P"}
{"url":"x"}
not JSON`)
	want := "article https://x.example/a Gazette T 2026-03-02 Body\narticle archive:7 Courier H 2026-03-03 B\npage https://x.example/p 0001-01-01 <p>P\nerror\nerror"
	if got != want {
		t.Errorf("%s", got)
	}
	if got := read(t, "a.ndjson.gz", packed(`{"id":"1","text":"B"}`)); got != "article archive:1   0001-01-01 B" {
		t.Errorf("%s", got)
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"b.html": "<p>B", "sub/a.htm": "<p>A", "x.png": "x", "c.jsonl": `{"id":"1","text":"C"}`} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := readPath(t, dir); got != "page  0001-01-01 <p>B\narticle archive:1   0001-01-01 C\npage  0001-01-01 <p>A" {
		t.Errorf("%s", got)
	}
	if !Fits(dir) || !Fits("x.warc.gz") || Fits("feeds.opml") {
		t.Error("kinds of files")
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(record("response", "https://x.example/a", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>A")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(t.TempDir(), "a.warc")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Read(path, func(Document, error) error { return nil }); err != nil {
			t.Fatal(err)
		}
	})
}
