package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"muster/extract/syntax/model"
)

// sentence is one tree of a treebank. Tokens count from 1, as in the file;
// index 0 is the root.
type sentence struct {
	id     string
	doc    bool // first of a document
	forms  []string
	lemmas []string
	tags   []model.Tag
	heads  []int16
	rels   []string
	glued  []bool // no space behind the token
}

func (s *sentence) len() int { return len(s.forms) - 1 }

// readTreebank reads a CoNLL-U file, gzipped when its name ends in ".gz".
// Multiword lines and empty nodes are passed over.
func readTreebank(path string) ([]*sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	ss, err := readConllu(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return ss, nil
}

func readConllu(r io.Reader) ([]*sentence, error) {
	var all []*sentence
	cur := newSentence()
	end := func() {
		if cur.len() > 0 {
			all = append(all, cur)
			cur = newSentence()
		}
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		switch {
		case line == "":
			end()
		case strings.HasPrefix(line, "# newdoc"):
			cur.doc = true
		case strings.HasPrefix(line, "# sent_id = "):
			cur.id = line[len("# sent_id = "):]
		case line[0] == '#':
		default:
			if err := cur.add(line); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
	}
	end()
	for i, s := range all {
		for t, h := range s.heads[1:] {
			if h < 0 || int(h) > s.len() || int(h) == t+1 {
				return nil, fmt.Errorf("sentence %d, token %d: head %d", i+1, t+1, h)
			}
		}
	}
	return all, sc.Err()
}

func newSentence() *sentence {
	return &sentence{forms: []string{""}, lemmas: []string{""}, tags: make([]model.Tag, 1), heads: []int16{-1}, rels: []string{""}, glued: []bool{false}}
}

func (s *sentence) add(line string) error {
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	if strings.ContainsRune(f[0], '-') {
		to := f[0][strings.IndexByte(f[0], '-')+1:]
		if n, err := strconv.Atoi(to); err == nil && strings.Contains(f[9], "SpaceAfter=No") {
			s.gluedTo(n)
		}
		s.gluedInside(f[0])
		return nil
	}
	if strings.ContainsRune(f[0], '.') {
		return nil
	}
	head, err := strconv.ParseInt(f[6], 10, 16)
	if err != nil {
		return fmt.Errorf("head %q", f[6])
	}
	s.forms, s.lemmas = append(s.forms, f[1]), append(s.lemmas, f[2])
	s.tags = append(s.tags, model.Tag{UPOS: f[3], XPOS: f[4]})
	s.heads, s.rels = append(s.heads, int16(head)), append(s.rels, f[7])
	for len(s.glued) < len(s.forms) {
		s.glued = append(s.glued, false)
	}
	if strings.Contains(f[9], "SpaceAfter=No") {
		s.glued[s.len()] = true
	}
	return nil
}

// gluedInside marks the words of a multiword token ("3-4") but the last as
// written together.
func (s *sentence) gluedInside(span string) {
	a, b, _ := strings.Cut(span, "-")
	from, err1 := strconv.Atoi(a)
	to, err2 := strconv.Atoi(b)
	if err1 != nil || err2 != nil || to-from > 20 {
		return
	}
	for i := from; i < to; i++ {
		s.gluedTo(i)
	}
}

func (s *sentence) gluedTo(i int) {
	if i < 1 || i > 1<<15 {
		return
	}
	for len(s.glued) <= i {
		s.glued = append(s.glued, false)
	}
	s.glued[i] = true
}
