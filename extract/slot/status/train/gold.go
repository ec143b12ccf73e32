package main

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"muster/extract"
	"muster/extract/slot/status"
	"muster/news"
	"muster/score/goldfile"
)

// row is one gold claim; offsets are code points in the file and bytes after
// reading.
type row struct {
	Start, End int
	Lo, Hi     *float64
	Modality   news.Modality
	Unsure     []string
}

// example is one figure with its signs, the gold answer and that of the rules,
// by their place in status.Moods.
type example struct {
	fold       int
	text       string
	signs      []string
	gold, rule int
}

// folds is how many parts cross-validation divides the clusters into.
const folds = 10

// read gathers the examples of our own sentences, of our own articles where a
// folder of them is named, and of the articles that the list keeps.
func read(gold, only, ours string) ([]example, error) {
	division, part, err := goldfile.Chosen(only)
	if err != nil {
		return nil, err
	}
	fold, err := goldfile.Folds(gold, folds)
	if err != nil {
		return nil, err
	}
	x := extract.New()
	all := ownExamples(x)
	if ours != "" {
		es, err := readOwn(x, ours)
		if err != nil {
			return nil, err
		}
		all = append(all, es...)
	}
	for _, f := range claimFiles(gold) {
		id := strings.TrimSuffix(filepath.Base(f), ".json")
		if p, listed := division[id]; listed && p != part {
			continue
		}
		es, err := readArticle(x, f, textFile(gold, f))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		for i := range es {
			es[i].fold = fold(id)
		}
		all = append(all, es...)
	}
	return all, nil
}

// own is the fold of our own sentences and articles: they are always learned
// from, and never held out.
const own = -1

// readOwn gathers the examples of our own articles.
func readOwn(x *extract.Extractor, dir string) ([]example, error) {
	var all []example
	for _, f := range claimFiles(dir) {
		not, err := goldfile.NotFor(f, "status")
		if err != nil {
			return nil, err
		}
		if not {
			continue
		}
		es, err := readArticle(x, f, textFile(dir, f))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		for i := range es {
			es[i].fold = own
		}
		all = append(all, es...)
	}
	return all, nil
}

// ownExamples are our own sentences as examples.
func ownExamples(x *extract.Extractor) []example {
	var all []example
	for _, s := range status.Sentences() {
		for _, signed := range x.Signs(news.Article{ID: "own", Text: s.Text, Published: ownDay}) {
			if f := signed.Figure.Span; f.Start < s.End && s.Start < f.End {
				e := newExample(fmt.Sprint("sentence ", s.Line), signed, s.Modality)
				e.fold = own
				all = append(all, e)
				break
			}
		}
	}
	return all
}

// ownDay is when our own sentences count as published.
var ownDay = time.Date(2023, 7, 10, 0, 0, 0, 0, time.UTC)

// claimFiles are the files of gold claims of both formats, sorted.
func claimFiles(gold string) []string {
	var files []string
	for _, dir := range []string{"claims", "claims2"} {
		fs, _ := filepath.Glob(filepath.Join(gold, dir, "*.json")) // the pattern is sound
		sort.Strings(fs)
		files = append(files, fs...)
	}
	return files
}

// textFile is the file of the article's text: beside the claims of format 2,
// in or beside the gold folder for those of format 1.
func textFile(gold, claims string) string {
	dir := filepath.Join(gold, "articles2")
	if filepath.Base(filepath.Dir(claims)) == "claims" {
		dir = goldfile.Articles(gold)
	}
	return filepath.Join(dir, filepath.Base(claims))
}

func readArticle(x *extract.Extractor, claims, text string) ([]example, error) {
	var g struct {
		Outlet, Published string
		Claims            []row
	}
	var a struct{ Text string }
	if err := goldfile.ReadJSON(claims, &g); err != nil {
		return nil, err
	}
	if err := goldfile.ReadJSON(text, &a); err != nil {
		return nil, err
	}
	published, err := time.Parse(time.DateOnly, (g.Published + "-01-01")[:len(time.DateOnly)])
	if err != nil {
		return nil, err
	}
	at := goldfile.Offsets(a.Text)
	for i := range g.Claims {
		g.Claims[i].Start, g.Claims[i].End = at[g.Claims[i].Start], at[g.Claims[i].End]
	}
	id := strings.TrimSuffix(filepath.Base(claims), ".json")
	var es []example
	for _, s := range x.Signs(news.Article{ID: id, Text: a.Text, Published: published, Outlet: news.Source{Name: g.Outlet}}) {
		r := rowOf(s.Figure, g.Claims)
		if r == nil || slices.Contains(r.Unsure, "modality") || !slices.Contains(status.Moods[:], r.Modality) {
			continue // "denied" is a polarity
		}
		es = append(es, newExample(id+" "+s.Figure.Text, s, r.Modality))
	}
	return es, nil
}

func newExample(text string, s extract.Signed, gold news.Modality) example {
	return example{text: text, signs: s.Signs, gold: slices.Index(status.Moods[:], gold), rule: slices.Index(status.Moods[:], s.Modality)}
}

// rowOf is the gold row that overlaps the figure the most and has its bounds;
// of rows without equal bounds none.
func rowOf(f news.Figure, rows []row) *row {
	var best *row
	most := 0
	for i := range rows {
		r := &rows[i]
		n := min(r.End, f.Span.End) - max(r.Start, f.Span.Start)
		if n > most && alike(r, f) {
			best, most = r, n
		}
	}
	return best
}

// alike reports whether one stated bound of the two is the same.
func alike(r *row, f news.Figure) bool {
	low, high := f.Low, f.High
	if f.Stated != nil {
		low, high = f.Stated.Low, f.Stated.High
	}
	near := func(a *float64, b float64) bool {
		return a != nil && !math.IsInf(b, 0) && (math.Abs(*a-b) <= 2e-3*math.Abs(b)+1e-8 || math.Abs(*a-100*b) < 1e-6)
	}
	return near(r.Lo, low) || near(r.Hi, high)
}
