package pairs

import (
	"path/filepath"
	"strings"

	"muster/crosscheck"
	"muster/extract"
	"muster/news"
)

// Text judges all pairs whose two sentences are stored, from the sentences
// alone: what `search compare` does, extraction included.
func Text(goldDir string) ([]Row, error) {
	pairs, err := readLines[pairRow](filepath.Join(goldDir, "crosscheck", "pairs.jsonl"))
	if err != nil {
		return nil, err
	}
	articles, err := readLines[articleRow](filepath.Join(goldDir, "crosscheck", "article_pairs.jsonl"))
	if err != nil {
		return nil, err
	}
	x := extract.New()
	var out []Row
	for _, p := range pairs {
		r := Row{Set: "pairs", ID: p.ID, Gold: label(p.Label), Note: p.Note, A: p.Premise, B: p.Hypothesis}
		r.read(x, p.A.Outlet, p.A.Date, p.B.Outlet, p.B.Date)
		out = append(out, r)
	}
	for _, p := range articles {
		if p.A.Sentence == "" || p.B.Sentence == "" {
			continue
		}
		r := Row{Set: "article_pairs", ID: p.Cluster + ": " + p.Topic, Gold: label(p.Label), Note: p.Why, A: p.A.Sentence, B: p.B.Sentence}
		r.read(x, p.A.Outlet, p.A.Published, p.B.Outlet, p.B.Published)
		out = append(out, r)
	}
	return out, nil
}

// read extracts both sentences and compares them.
func (r *Row) read(x *extract.Extractor, outletA, dateA, outletB, dateB string) {
	a, b := x.Extract(text(r.A, outletA, dateA, "a")), x.Extract(text(r.B, outletB, dateB, "b"))
	kind, fs := crosscheck.CompareTexts(a, b)
	r.Got = kind
	if len(fs) > 0 {
		r.Why = fs[0].Why
	}
	r.Claims = [2][]news.Claim{a.Claims, b.Claims}
}

// text is a sentence as an article of its own. The gold's "Newsmax (AP)" is
// the outlet Newsmax.
func text(sentence, outlet, date, id string) news.Article {
	outlet, _, _ = strings.Cut(outlet, " (")
	return news.Article{
		ID: news.ArticleID(id + sentence + outlet + date), Outlet: news.Source{Name: outlet, Kind: news.Online},
		Published: day(date), Language: "en", Text: sentence, Revision: 1,
	}
}
