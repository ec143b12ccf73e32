// Command pages measures the reader of pages on pages whose text is known,
// beside the libraries it is built on.
//
//	go run ./bench/pages -folders DIR    each folder of DIR has source.html and expected.html, as
//	                                     the tests of readability do
//	go run ./bench/pages -lines FILE     each line {"file","with":[],"without":[]}: a page beside FILE,
//	                                     with phrases that are of its text and phrases that are not
//
// Both kinds lie in the Go modules that we use: test-pages of go-readability,
// test-files/comparison of go-trafilatura. Of texts the runs of four words are
// compared, page by page, and F1 is the middle of all pages; of phrases each is
// one decision.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"muster/ingest/page"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
)

func main() {
	folders, lines := flag.String("folders", "", "`folder` of folders with source.html and expected.html"), flag.String("lines", "", "`file` of pages with phrases")
	flag.Parse()
	log.SetFlags(0)
	if err := run(*folders, *lines); err != nil {
		log.Fatal(err)
	}
}

// reader reads the text of a page; empty where it finds none.
type reader struct {
	name string
	read func([]byte) string
}

const address = "https://site.example/news/page"

var readers = []reader{
	{"muster", func(raw []byte) string {
		p, err := page.Read(context.Background(), raw, "text/html", address)
		if err != nil {
			return ""
		}
		return p.Text
	}},
	{"go-trafilatura", func(raw []byte) string {
		res, err := trafilatura.Extract(bytes.NewReader(raw), trafilatura.Options{EnableFallback: true, ExcludeComments: true})
		if err != nil {
			return ""
		}
		return res.ContentText
	}},
	{"go-readability", func(raw []byte) string {
		base, _ := url.Parse(address)
		a, err := readability.FromReader(bytes.NewReader(raw), base)
		if err != nil {
			return ""
		}
		var text strings.Builder
		if a.RenderText(&text) != nil {
			return ""
		}
		return text.String()
	}},
}

func run(folders, lines string) error {
	if folders != "" {
		if err := wholeTexts(folders); err != nil {
			return err
		}
	}
	if lines != "" {
		return phrases(lines)
	}
	return nil
}

// wholeTexts compares texts.
func wholeTexts(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*", "source.html"))
	if err != nil {
		return err
	}
	for _, r := range readers {
		var precision, recall, f1 float64
		n, start := 0, time.Now()
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			want, err := os.ReadFile(filepath.Join(filepath.Dir(file), "expected.html"))
			if err != nil {
				return err
			}
			p, c, f := alike(r.read(raw), page.PlainOf(string(want)))
			precision, recall, f1, n = precision+p, recall+c, f1+f, n+1
		}
		fmt.Printf("%-15s %4d pages: precision %.3f, recall %.3f, F1 %.3f; %v\n", r.name, n, precision/float64(n), recall/float64(n), f1/float64(n), time.Since(start).Round(time.Second))
	}
	return nil
}

// alike compares the runs of four words of two texts.
func alike(got, want string) (precision, recall, f1 float64) {
	a, b := runs(got), runs(want)
	both := 0
	for run, n := range a {
		both += min(n, b[run])
	}
	if len(b) == 0 || both == 0 {
		return 0, 0, 0
	}
	precision, recall = float64(both)/float64(total(a)), float64(both)/float64(total(b))
	return precision, recall, 2 * precision * recall / (precision + recall)
}

const runLength = 4

func runs(text string) map[string]int {
	words, all := strings.Fields(text), map[string]int{}
	if len(words) > 0 && len(words) < runLength {
		all[strings.Join(words, " ")]++
	}
	for i := 0; i+runLength <= len(words); i++ {
		all[strings.Join(words[i:i+runLength], " ")]++
	}
	return all
}

func total(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// marked is a page with phrases.
type marked struct {
	File          string
	With, Without []string
}

// phrases asks for each phrase whether it is where it should be.
func phrases(file string) error {
	pages, err := readLines(file)
	if err != nil {
		return err
	}
	for _, r := range readers {
		var right, falsely, missed int
		start := time.Now()
		for _, m := range pages {
			raw, err := os.ReadFile(filepath.Join(filepath.Dir(file), m.File))
			if err != nil {
				return err
			}
			text := flat(r.read(raw))
			for _, phrase := range m.With {
				if strings.Contains(text, flat(phrase)) {
					right++
				} else {
					missed++
				}
			}
			for _, phrase := range m.Without {
				if strings.Contains(text, flat(phrase)) {
					falsely++
				}
			}
		}
		precision, recall := float64(right)/float64(right+falsely), float64(right)/float64(right+missed)
		fmt.Printf("%-15s %4d pages: precision %.3f, recall %.3f, F1 %.3f; %v\n", r.name, len(pages), precision, recall, 2*precision*recall/(precision+recall), time.Since(start).Round(time.Second))
	}
	return nil
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func readLines(file string) (all []marked, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var m marked
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, m)
	}
	return all, lines.Err()
}
