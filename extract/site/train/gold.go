package main

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"time"

	"muster/extract/figure"
	"muster/extract/site"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/extract/when"
	"muster/news"
	"muster/score/goldfile"
)

// article is one article with its figures and their labels.
type article struct {
	// fold is the part of the cross-validation that holds it out; own for our
	// own articles, which are learned from and never held out.
	fold      int
	sentences []site.Sentence
	figures   []news.Figure
	// at are the figures' sentences, rows their labels; nil where there is none.
	at   []int
	rows []*row
}

// row is one labelled claim.
type row struct {
	text, sentence, unit, counted, predicate string
	start, end                               int
	low, high                                *float64
	minor                                    bool
}

type goldFile struct {
	Published string
	Claims    []struct {
		Sentence   string
		FigureText string `json:"figure_text"`
		Start, End int
		Lo, Hi     *float64
		Unit       string
		Counted    string
		Predicate  string
		Approx     string
		Scope      string
		Unsure     []string
	}
}

// own is the fold of our own articles.
const own = -1

// read gives the articles of one part, in the order of their names, and behind
// them our own, where a folder of them is named.
func read(gold, split, ours string) ([]*article, error) {
	all, err := readPart(gold, split)
	if err != nil || ours == "" {
		return all, err
	}
	more, err := readFolder(ours, func(string) bool { return true })
	for _, a := range more {
		a.fold = own
	}
	return append(all, more...), err
}

func readPart(gold, split string) ([]*article, error) {
	division, part, err := goldfile.Chosen(split)
	if err != nil {
		return nil, err
	}
	if division == nil {
		return nil, errors.New("-split names no FILE:PART")
	}
	return readFolder(gold, func(id string) bool { return division[id] == part })
}

// readFolder gives the articles of a gold folder that are wanted.
func readFolder(gold string, wanted func(id string) bool) ([]*article, error) {
	files, err := filepath.Glob(filepath.Join(gold, "claims2", "*.json"))
	if err != nil {
		return nil, err
	}
	fold, err := goldfile.Folds(gold, folds)
	if err != nil {
		return nil, err
	}
	figures, dates := figure.New(), when.New()
	var all []*article
	for _, f := range files {
		id := strings.TrimSuffix(filepath.Base(f), ".json")
		not, err := goldfile.NotFor(f, "site")
		if err != nil {
			return nil, err
		}
		if not || !wanted(id) {
			continue
		}
		a, err := readArticle(f, filepath.Join(gold, "articles2", id+".json"), figures, dates)
		if err != nil {
			return nil, err
		}
		a.fold = fold(id)
		all = append(all, a)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no article in %s", gold)
	}
	return all, nil
}

func readArticle(claims, text string, figures *figure.Reader, dates *when.Reader) (*article, error) {
	var g goldFile
	var t struct{ Text string }
	if err := goldfile.ReadJSON(claims, &g); err != nil {
		return nil, err
	}
	if err := goldfile.ReadJSON(text, &t); err != nil {
		return nil, err
	}
	published, _ := time.Parse(time.DateOnly, g.Published)
	tokens := token.Read(t.Text)
	forest := syntax.NewForest(tokens)
	a := &article{figures: figures.Read(tokens, dates.Read(tokens, when.Reference{Published: published}))}
	for i := range tokens.Sentences {
		a.sentences = append(a.sentences, site.Sentence{Text: tokens, Tokens: tokens.Sentences[i].Tokens, Number: i})
	}
	rows := labels(g, t.Text)
	for _, f := range a.figures {
		at := sentenceOf(tokens, f)
		if a.sentences[at].Tree == nil {
			a.sentences[at].Tree = forest.Tree(at)
		}
		a.at = append(a.at, at)
		a.rows = append(a.rows, match(rows, f))
	}
	return a, nil
}

func sentenceOf(t *token.Text, f news.Figure) int {
	for i := range t.Sentences {
		if f.Span.Start < t.Sentences[i].End {
			return i
		}
	}
	return len(t.Sentences) - 1
}

// labels are the rows with byte offsets.
func labels(g goldFile, text string) []*row {
	offsets := goldfile.Offsets(text)
	var rows []*row
	for _, c := range g.Claims {
		if c.Start < 0 || c.End >= len(offsets) {
			continue
		}
		r := &row{
			text: c.FigureText, sentence: c.Sentence, unit: c.Unit, counted: c.Counted, predicate: c.Predicate,
			start: offsets[c.Start], end: offsets[c.End], low: c.Lo, high: c.Hi,
		}
		r.minor = times[c.Unit] || c.Scope == "rank" || c.Approx == "vague" && c.Lo != nil && (*c.Lo == 3 || *c.Lo == 2)
		rows = append(rows, r)
	}
	return rows
}

// times are the units of durations, which the scoreboard does not ask for.
var times = map[string]bool{"second": true, "minute": true, "hour": true, "day": true, "night": true, "week": true, "month": true, "year": true, "decade": true, "century": true, "time": true, "storey": true, "page": true}

// match is the row of a figure: the one that overlaps it and has its number,
// or the only one that overlaps it.
func match(rows []*row, f news.Figure) *row {
	var over []*row
	for _, r := range rows {
		if r.start >= f.Span.End || f.Span.Start >= r.end {
			continue
		}
		if near(r.low, f.Low) || near(r.high, f.High) || f.Stated != nil && near(r.low, f.Stated.Low) {
			return r
		}
		over = append(over, r)
	}
	if len(over) == 1 {
		return over[0]
	}
	return nil
}

func near(want *float64, got float64) bool {
	return want != nil && math.Abs(*want-got) <= 2e-3*math.Abs(*want)
}

// walk reads the article's figures one after the other, as an extractor does,
// and shows those that have a label.
func (a *article) walk(m site.Model, see func(*row, site.Look)) {
	var before *site.Site
	reader := site.With(m)
	for i, f := range a.figures {
		if f.Aside != "" {
			continue
		}
		l := reader.Look(a.sentences[a.at[i]], f, before)
		before = l.Site
		if a.rows[i] != nil {
			see(a.rows[i], l)
		}
	}
}
