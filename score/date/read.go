package date

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"muster/score/goldfile"
)

// line is one row of a set.
type line struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Ref    string `json:"ref_date"`
	Doc    string `json:"doc"`
	Expect []struct {
		Start int         `json:"start"`
		End   int         `json:"end"`
		Type  string      `json:"dtype"`
		Timex string      `json:"timex"`
		Lo    string      `json:"date_lo"`
		Hi    string      `json:"date_hi"`
		Alts  [][2]string `json:"alts"`
		Text  string      `json:"text"`
	} `json:"expect"`
}

// readSet reads a set of sentences, one JSON object a line.
func readSet(path string) ([]sample, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
		defer z.Close()
		r = z
	}
	var samples []sample
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<22)
	for n := 1; sc.Scan(); n++ {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", filepath.Base(path), n, err)
		}
		samples = append(samples, l.sample())
	}
	return samples, sc.Err()
}

func (l line) sample() sample {
	s := sample{id: l.ID, doc: l.Doc, text: l.Text, ref: reference(l.Ref), news: true}
	at := byteOffsets(l.Text)
	for _, e := range l.Expect {
		g := gold{start: at(e.Start), end: at(e.End), duration: e.Type == "DURATION" || e.Type == "SET"}
		if e.Lo != "" || e.Hi != "" {
			g.answers = append([][2]string{{e.Lo, e.Hi}}, e.Alts...)
			if hi := wholeEnd(e.Timex); hi != "" {
				g.answers = append(g.answers, [2]string{e.Lo, hi})
			}
		}
		s.gold = append(s.gold, g)
		s.news = s.news && newsWrites(e.Text)
	}
	if len(l.Expect) == 0 && clockTime(l.Text) || asks(l.Text) {
		s.news = false
	}
	return s
}

// documents joins the sentences of each document into one text; nil where
// the set names no documents.
func documents(samples []sample) []sample {
	var docs []sample
	for _, s := range samples {
		if s.doc == "" {
			return nil
		}
		if n := len(docs); n == 0 || docs[n-1].doc != s.doc {
			docs = append(docs, sample{doc: s.doc, ref: s.ref, news: true})
		}
		d := &docs[len(docs)-1]
		from := len(d.text)
		d.text += s.text + "\n"
		for _, g := range s.gold {
			g.start, g.end = g.start+from, g.end+from
			d.gold = append(d.gold, g)
		}
	}
	return docs
}

// wholeEnd: rt_date ends "from 2014 to 2018" before 2018 begins, in the timex
// (2014-01-01,2018-01-01,P4Y). A range of whole months or years may also end
// with the last one named: 2018-12-31. Empty for any other timex.
func wholeEnd(timex string) string {
	f := strings.Split(strings.Trim(timex, "()"), ",")
	if len(f) != 3 || !strings.HasPrefix(f[2], "P") {
		return ""
	}
	end, err := time.Parse("2006-01-02", f[1])
	switch {
	case err != nil:
		return ""
	case strings.HasSuffix(f[2], "Y") && end.YearDay() == 1:
		end = end.AddDate(1, 0, -1)
	case strings.HasSuffix(f[2], "M") && end.Day() == 1:
		end = end.AddDate(0, 1, -1)
	default:
		return ""
	}
	return end.Format("2006-01-02")
}

// byteOffsets turns offsets in code points into bytes; one outside the text is
// its nearest end.
func byteOffsets(text string) func(int) int {
	at := goldfile.Offsets(text)
	return func(i int) int { return at[max(0, min(i, len(at)-1))] }
}

// readClaims reads the dates of the annotated articles of claims, whose texts
// goldfile.Articles finds, or of claims2, whose texts lie in the gold.
func readClaims(dir string) ([]sample, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: %w", dir, os.ErrNotExist)
	}
	texts := goldfile.Articles(filepath.Dir(dir))
	if filepath.Base(dir) == "claims2" {
		texts = filepath.Join(dir, "..", "articles2")
	}
	var samples []sample
	for _, f := range files {
		s, listed, err := readArticle(f, texts)
		if err != nil {
			return nil, err
		}
		if listed {
			samples = append(samples, s)
		}
	}
	return samples, nil
}

// readArticle reads the dates of one article, and whether its gold lists any: of
// some only the claims were written down.
func readArticle(file, articles string) (s sample, listed bool, err error) {
	var g struct {
		ID        string `json:"id"`
		Published string `json:"published"`
		Dates     []struct {
			Text   string
			Lo, Hi string
		}
	}
	var a struct{ Text string }
	if err := goldfile.ReadJSON(file, &g); err != nil {
		return s, false, err
	}
	if err := goldfile.ReadJSON(filepath.Join(articles, filepath.Base(file)), &a); err != nil {
		return s, false, err
	}
	s = sample{id: g.ID, text: a.Text, ref: reference(g.Published), news: true, once: true}
	from := 0
	for _, d := range g.Dates {
		i := find(a.Text, d.Text, from)
		if i < 0 {
			i = find(a.Text, d.Text, 0)
		}
		if i < 0 {
			return s, false, fmt.Errorf("%s: no %q in the article", g.ID, d.Text)
		}
		s.gold = append(s.gold, gold{start: i, end: i + len(d.Text), answers: [][2]string{{d.Lo, d.Hi}}})
	}
	return s, g.Dates != nil, nil
}

// find is strings.Index from a byte on.
func find(text, what string, from int) int {
	if i := strings.Index(text[from:], what); i >= 0 {
		return from + i
	}
	return -1
}
