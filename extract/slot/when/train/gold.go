package main

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"muster/extract"
	"muster/extract/entity"
	"muster/extract/slot/when"
	"muster/news"
	"muster/score/goldfile"
)

// row is what the gold says of one claim.
type row struct {
	Start, End int // code points
	Lo, Hi     *float64
	Approx     string
	Unit       string
	Scope      string
	Predicate  string
	AsOf       *string `json:"as_of"`
	Unsure     []string
}

// example is a claim with the time its reader gave it; the claims of an article
// stand in the order of the text.
type example struct {
	claim when.Claim
	gold  when.Span
	// labelled: the gold has a row for this claim.
	labelled bool
	// core: the row is one that programs are measured by.
	core bool
	text string
}

// article is the claims of one article.
type article struct {
	id     string
	claims []example
	// own: of the project's own gold, which is learned from and not reported.
	own bool
	// fold of cross-validation; the articles of one cluster share it.
	fold int
}

// read reads the articles of a part of the gold and asks the extractor about
// their figures.
func read(dir, part string) ([]article, error) {
	division, err := goldfile.Parts(dir)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "claims2", "*.json"))
	if err != nil {
		return nil, err
	}
	fold, err := goldfile.Folds(dir, folds)
	if err != nil {
		return nil, err
	}
	x := extract.New()
	var all []article
	for _, f := range files {
		id := strings.TrimSuffix(filepath.Base(f), ".json")
		if division != nil && division[id] != part {
			continue
		}
		a, err := readArticle(x, dir, id)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		a.fold = fold(id)
		all = append(all, a)
	}
	return all, nil
}

func readArticle(x *extract.Extractor, dir, id string) (article, error) {
	var gold struct {
		Outlet, Published string
		Claims            []row
	}
	var text struct{ Text string }
	if err := goldfile.ReadJSON(filepath.Join(dir, "claims2", id+".json"), &gold); err != nil {
		return article{}, err
	}
	if err := goldfile.ReadJSON(filepath.Join(dir, "articles2", id+".json"), &text); err != nil {
		return article{}, err
	}
	if not, err := goldfile.NotFor(filepath.Join(dir, "claims2", id+".json"), "when"); err != nil || not {
		return article{id: id}, err
	}
	published, err := time.Parse(time.DateOnly, gold.Published)
	if err != nil {
		return article{}, err
	}
	outlet, _ := entity.OutletByName(gold.Outlet)
	outlet.Name = gold.Outlet
	a := article{id: id}
	used := make([]bool, len(gold.Claims))
	for _, q := range x.TimeQuestions(news.Article{ID: id, Text: text.Text, Published: published, Outlet: outlet}) {
		e := example{claim: q.Claim, text: q.Figure.Text}
		from := utf8.RuneCountInString(text.Text[:q.Figure.Span.Start])
		to := from + utf8.RuneCountInString(text.Text[q.Figure.Span.Start:q.Figure.Span.End])
		i := slices.IndexFunc(gold.Claims, func(r row) bool { return r.Start < to && from < r.End && r.says(q.Figure) })
		if i >= 0 && !used[i] {
			used[i] = true
			e.gold, e.labelled, e.core = spanOf(gold.Claims[i].AsOf), true, gold.Claims[i].core()
		}
		a.claims = append(a.claims, e)
	}
	return a, nil
}

func spanOf(asOf *string) when.Span {
	if asOf == nil {
		return when.Span{}
	}
	from, to, ok := strings.Cut(*asOf, "/")
	if !ok {
		to = from
	}
	return when.Span{From: news.Day(from), To: news.Day(to)}
}

// core reports a row that programs are asked for and held to: no length of time,
// no rank, no "several", no single thing that is no loss.
func (r row) core() bool {
	switch {
	case spans[r.Unit] || r.Scope == "rank" || slices.Contains(r.Unsure, "lo"):
		return false
	case r.Lo == nil:
		return true
	case r.Approx == "vague":
		return *r.Lo > 3
	}
	verb, _, _ := strings.Cut(r.Predicate, " ")
	return r.Hi == nil || *r.Lo != 1 || *r.Hi != 1 || losses[verb]
}

var spans = wordsOf("second minute hour day night week month year decade century time storey page")

var losses = wordsOf("kill wound injure die capture shoot lose destroy sink crash down abduct seize")

func wordsOf(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// says reports whether the figure is that of the row; vague ones and bounds are
// known by their place alone.
func (r row) says(f news.Figure) bool {
	low, high := f.Low, f.High
	if f.Stated != nil {
		low, high = f.Stated.Low, f.Stated.High
	}
	if r.Approx == "vague" || r.Lo == nil {
		return true
	}
	if r.Approx == "up_to" || r.Approx == "under" {
		return r.Hi != nil && near(*r.Hi, high)
	}
	return near(*r.Lo, low) && (r.Hi == nil || near(*r.Hi, high))
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-8+2e-3*math.Abs(b) }
