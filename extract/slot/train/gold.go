package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"muster/extract"
	"muster/extract/slot"
	"muster/news"
	"muster/score/goldfile"
)

// row is one gold claim; offsets are bytes after reading.
type row struct {
	Start, End int
	By, Of, To []string
	Subject    []string
	Place      []string
	Unsure     []string
}

// wanted is the gold answer of a slot; false where it is not to be scored.
func (r *row) wanted(s news.Slot) ([]string, bool) {
	if slices.Contains(r.Unsure, string(s)) {
		return nil, false
	}
	switch s {
	case news.SlotBy:
		return r.By, true
	case news.SlotOf:
		return r.Of, true
	case news.SlotTo:
		return r.To, true
	case news.SlotSubject:
		return r.Subject, true
	}
	return r.Place, true
}

// doc is one article as the ranker sees it, with the gold row of each site, nil
// where there is none.
type doc struct {
	id    string
	own   bool // of our own articles: learned from, never scored
	fold  int
	scene *slot.Scene
	rows  []*row
}

// folds is how many parts cross-validation divides the clusters into.
const folds = 5

func readDocs(gold, only string) ([]doc, error) {
	division, part, err := goldfile.Chosen(only)
	if err != nil {
		return nil, err
	}
	fold, err := goldfile.Folds(gold, folds)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(gold, "claims2", "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no claims2/*.json in %s", gold)
	}
	sort.Strings(files)
	x := extract.New()
	var docs []doc
	for _, f := range files {
		id := strings.TrimSuffix(filepath.Base(f), ".json")
		if division != nil && division[id] != part {
			continue
		}
		d, err := readDoc(x, f, filepath.Join(gold, "articles2", id+".json"))
		if err != nil {
			return nil, err
		}
		d.fold = fold(id)
		docs = append(docs, d)
	}
	return docs, nil
}

// readOwn reads our own articles; none where dir is empty.
func readOwn(dir string) ([]doc, error) {
	if dir == "" {
		return nil, nil
	}
	docs, err := readDocs(dir, "")
	for i := range docs {
		docs[i].own = true
	}
	return docs, err
}

// unread are the slots that gold of the first format has not.
var unread = []string{"by", "of", "to"}

// readOlder reads the articles with gold of the first format, which names
// subjects and places only; none where the folder has none.
func readOlder(gold string) ([]doc, error) {
	files, err := filepath.Glob(filepath.Join(gold, "claims", "*.json"))
	if err != nil {
		return nil, err
	}
	fold, err := goldfile.Folds(gold, folds)
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	x := extract.New()
	var docs []doc
	for _, f := range files {
		id := strings.TrimSuffix(filepath.Base(f), ".json")
		d, err := readDoc(x, f, filepath.Join(gold, "..", "articles", id+".json"))
		if err != nil {
			return nil, err
		}
		for _, r := range d.rows {
			if r != nil {
				r.Unsure = append(r.Unsure, unread...)
			}
		}
		d.fold = fold(id)
		docs = append(docs, d)
	}
	return docs, nil
}

func readDoc(x *extract.Extractor, goldFile, articleFile string) (doc, error) {
	id := strings.TrimSuffix(filepath.Base(goldFile), ".json")
	var g struct {
		Outlet, Published string
		Claims            []row
	}
	var a struct{ Text string }
	if err := goldfile.ReadJSON(goldFile, &g); err != nil {
		return doc{}, err
	}
	if err := goldfile.ReadJSON(articleFile, &a); err != nil {
		return doc{}, err
	}
	published, err := publishedOn(g.Published)
	if err != nil {
		return doc{}, fmt.Errorf("%s: %w", id, err)
	}
	scene, claims := x.Scene(news.Article{ID: id, Text: a.Text, Published: published, Outlet: news.Source{Name: g.Outlet}})
	at := goldfile.Offsets(a.Text)
	for i := range g.Claims {
		r := &g.Claims[i]
		r.Start, r.End = at[r.Start], at[r.End]
	}
	d := doc{id: id, scene: scene}
	for _, c := range claims {
		d.rows = append(d.rows, rowOf(c, g.Claims))
	}
	return d, nil
}

func publishedOn(s string) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("published %q is no day", s)
}

// rowOf is the gold row whose figure overlaps the claim's the most.
func rowOf(c news.Claim, rows []row) *row {
	var best *row
	most := 0
	for i := range rows {
		n := min(rows[i].End, c.Figure.Span.End) - max(rows[i].Start, c.Figure.Span.Start)
		if n > most {
			best, most = &rows[i], n
		}
	}
	return best
}
