// Package archive reads old articles from files: WARC as crawlers write it,
// JSON Lines, and folders of HTML.
//
// In goes a file or folder, out come documents one after the other: the bytes
// of a page with its address, or an article that is one already. A document
// that cannot be read is told and passed over; nothing is held but the one
// that is read.
package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"muster/ingest/stamp"
	"muster/news"
)

// Document is one thing to import: a page, or an article.
type Document struct {
	// Name tells the place in the archive, for people.
	Name        string
	URL         string
	ContentType string
	Body        []byte
	// Fetched is when the crawler read the page; zero where it is not told.
	Fetched time.Time
	// Article is set where the archive has articles and not pages.
	Article *news.Article
}

// Visit takes one document, or the error that stands for one. Where it fails
// reading ends.
type Visit func(Document, error) error

// maxDocument bounds one document, in bytes.
const maxDocument = 16 << 20

// Read visits the documents of a folder or file, which its name tells apart:
// .warc and .warc.gz, .jsonl, .ndjson (also .gz), .html and .htm.
func Read(path string, visit Visit) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return folder(path, visit)
	}
	return file(path, path, visit)
}

// Fits reports whether Read knows the kind of file.
func Fits(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir() || kindOf(path) != ""
}

func kindOf(path string) string {
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), ".gz")
	for _, k := range []struct{ ending, kind string }{
		{".warc", "warc"}, {".jsonl", "lines"}, {".ndjson", "lines"}, {".html", "page"}, {".htm", "page"}, {".xhtml", "page"},
	} {
		if strings.HasSuffix(name, k.ending) {
			return k.kind
		}
	}
	return ""
}

// folder visits all files below, in the order of their names.
func folder(root string, visit Visit) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return visit(Document{Name: path}, err)
		}
		if d.IsDir() || !d.Type().IsRegular() || kindOf(path) == "" {
			return nil
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		return file(path, filepath.ToSlash(name), visit)
	})
}

func file(path, name string, visit Visit) error {
	f, err := os.Open(path)
	if err != nil {
		return visit(Document{Name: name}, err)
	}
	defer func() { _ = f.Close() }()
	r := bufio.NewReaderSize(f, 64<<10)
	if magic, _ := r.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(r)
		if err != nil {
			return visit(Document{Name: name}, err)
		}
		r = bufio.NewReaderSize(z, 64<<10)
	}
	switch kindOf(path) {
	case "warc":
		return warc(r, name, visit)
	case "lines":
		return lines(r, name, visit)
	}
	body, err := io.ReadAll(io.LimitReader(r, maxDocument))
	return visit(Document{Name: name, Body: body}, err)
}

// lines visits JSON Lines: articles with a text, or pages with html.
func lines(r *bufio.Reader, name string, visit Visit) error {
	for n := 1; ; n++ {
		raw, err := line(r)
		if len(bytes.TrimSpace(raw)) > 0 {
			d, bad := fromLine(raw)
			d.Name = name + ":" + strconv.Itoa(n)
			if err := visit(d, bad); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return visit(Document{Name: name}, err)
		}
	}
}

// line reads one line; of one that is too long the rest is passed over.
func line(r *bufio.Reader) (all []byte, err error) {
	for {
		part, more, err := r.ReadLine()
		if len(all) <= maxDocument {
			all = append(all, part...)
		}
		if err != nil || !more {
			return all, err
		}
	}
}

// lineFields are the names a field has in the lines of others.
type lineFields struct {
	ID        string          `json:"id"`
	URL       string          `json:"url"`
	Title     string          `json:"title"`
	Headline  string          `json:"headline"`
	Text      string          `json:"text"`
	HTML      string          `json:"html"`
	Published string          `json:"published"`
	Date      string          `json:"date"`
	Updated   string          `json:"updated"`
	Language  string          `json:"language"`
	Authors   []string        `json:"authors"`
	Outlet    json.RawMessage `json:"outlet"`
}

func fromLine(raw []byte) (Document, error) {
	var l lineFields
	if err := json.Unmarshal(raw, &l); err != nil {
		return Document{}, fmt.Errorf("archive: this line is no article: %w", err)
	}
	if l.Text == "" && l.HTML != "" {
		return Document{URL: l.URL, Body: []byte(l.HTML)}, nil
	}
	if l.Text == "" {
		return Document{}, errors.New("archive: this line has neither text nor html")
	}
	a := news.Article{
		URL: l.URL, CanonicalURL: l.URL, Title: first(l.Title, l.Headline), Text: l.Text, Language: l.Language, Authors: l.Authors,
		Published: stamp.Parse(first(l.Published, l.Date), stamp.Unknown), Updated: stamp.Parse(l.Updated, stamp.Unknown), Outlet: outlet(l.Outlet),
	}
	if a.CanonicalURL == "" && l.ID != "" {
		a.CanonicalURL = "archive:" + l.ID
	}
	return Document{URL: l.URL, Article: &a}, nil
}

// outlet is a name, or an outlet as Muster writes it.
func outlet(raw json.RawMessage) (s news.Source) {
	if json.Unmarshal(raw, &s.Name) != nil {
		_ = json.Unmarshal(raw, &s)
	}
	return s
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// warc visits the HTML answers of a WARC file. Records are read as they are
// long, so that a record that lies of its length ends the file and no more.
func warc(r *bufio.Reader, name string, visit Visit) error {
	for n := 1; ; n++ {
		head, err := warcHead(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return visit(Document{Name: fmt.Sprintf("%s, record %d", name, n)}, err)
		}
		length, err := strconv.ParseInt(head["content-length"], 10, 64)
		if err != nil || length < 0 {
			return visit(Document{Name: fmt.Sprintf("%s, record %d", name, n)}, fmt.Errorf("archive: record without a length: %q", head["content-length"]))
		}
		block := io.LimitReader(r, length)
		if kind := head["warc-type"]; kind == "response" || kind == "resource" {
			d, ok, err := fromRecord(head, block)
			d.Name = fmt.Sprintf("%s, record %d", name, n)
			if ok || err != nil {
				if err := visit(d, err); err != nil {
					return err
				}
			}
		}
		if _, err := io.Copy(io.Discard, block); err != nil {
			return visit(Document{Name: name}, err)
		}
	}
}

// warcHead reads the lines before a record, past the empty ones between two.
func warcHead(r *bufio.Reader) (map[string]string, error) {
	head := map[string]string{}
	for i := 0; i < 200; i++ {
		raw, err := line(r)
		if err != nil {
			return nil, err
		}
		switch text := strings.TrimSpace(string(raw)); {
		case text == "" && len(head) > 0:
			return head, nil
		case text == "":
		case len(head) == 0 && !strings.HasPrefix(text, "WARC/"):
			return nil, fmt.Errorf("archive: a record begins with %.40q, not with WARC/", text)
		default:
			name, value, _ := strings.Cut(text, ":")
			head[strings.ToLower(name)] = strings.TrimSpace(value)
		}
	}
	return nil, errors.New("archive: a record's head is too long")
}

// fromRecord reads one record; ok is false where it is no page.
func fromRecord(head map[string]string, block io.Reader) (d Document, ok bool, err error) {
	d = Document{URL: strings.Trim(head["warc-target-uri"], "<>"), Fetched: stamp.Parse(head["warc-date"], stamp.Unknown), ContentType: head["content-type"]}
	body := block
	if strings.HasPrefix(strings.ToLower(d.ContentType), "application/http") {
		resp, err := http.ReadResponse(bufio.NewReader(block), nil)
		if err != nil {
			return d, false, fmt.Errorf("archive: %s: %w", d.URL, err)
		}
		defer func() { _ = resp.Body.Close() }()
		if resp.StatusCode != http.StatusOK {
			return d, false, nil
		}
		d.ContentType, body = resp.Header.Get("Content-Type"), resp.Body
		if resp.Header.Get("Content-Encoding") == "gzip" {
			if body, err = gzip.NewReader(resp.Body); err != nil {
				return d, false, fmt.Errorf("archive: %s: %w", d.URL, err)
			}
		}
	}
	if kind := strings.ToLower(d.ContentType); !strings.Contains(kind, "html") {
		return d, false, nil
	}
	d.Body, err = io.ReadAll(io.LimitReader(body, maxDocument))
	if errors.Is(err, io.ErrUnexpectedEOF) && len(d.Body) > 0 {
		err = nil // cut off by the crawler's limit: what there is may be enough
	}
	return d, err == nil, err
}
