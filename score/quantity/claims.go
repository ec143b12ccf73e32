package quantity

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"muster/news"
	"muster/score/goldfile"
	"muster/score/table"
)

// goldClaims is one file of gold/claims; offsets are code points.
type goldClaims struct {
	ID        string `json:"id"`
	Published string `json:"published"`
	Claims    []struct {
		Text   string   `json:"figure_text"`
		Start  int      `json:"start"`
		End    int      `json:"end"`
		Lo     *float64 `json:"lo"`
		Hi     *float64 `json:"hi"`
		Approx string   `json:"approx"`
		Unit   string   `json:"unit"`
		Scope  string   `json:"scope"`
	} `json:"claims"`
}

// distractor is a number that is no claim.
type distractor struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Category string `json:"category"`
	Context  string `json:"context"`
}

// claims scores the articles with gold claims.
func (s *scorer) claims(goldDir string) (table.Table, error) {
	t := table.Table{Title: "figures of the gold articles", Notes: []string{
		"figure: a figure that is no aside, with the gold's interval (false positives are not counted: the gold has claims, not all figures)",
		"distractors: fp = read as a figure that is no aside, tp = left alone",
	}}
	files, err := filepath.Glob(filepath.Join(goldDir, "claims", "*.json"))
	if err == nil && len(files) == 0 {
		err = os.ErrNotExist
	}
	if err != nil {
		return t, fmt.Errorf("quantity: gold claims in %q: %w", goldDir, err)
	}
	var value, hedge, unit table.Count
	read := map[string][]news.Figure{}
	offsets := map[string][]int{}
	for _, f := range files {
		var g goldClaims
		if err := goldfile.ReadJSON(f, &g); err != nil {
			return t, err
		}
		text, err := s.article(goldDir, g.ID)
		if err != nil {
			return t, err
		}
		at := goldfile.Offsets(text)
		ours := s.figures(text, g.Published)
		read[g.ID], offsets[g.ID] = ours, at
		s.claim(g, at, ours, &value, &hedge, &unit)
	}
	distract, err := s.distractors(goldDir, read, offsets)
	t.Rows = []table.Row{{Name: "figure", Count: value}, {Name: "hedge on matched", Count: hedge}, {Name: "unit on matched", Count: unit}, {Name: "distractors", Count: distract}}
	return t, err
}

// article returns the text of an article.
func (s *scorer) article(goldDir, id string) (string, error) {
	var a struct {
		Text string `json:"text"`
	}
	err := goldfile.ReadJSON(filepath.Join(goldfile.Articles(goldDir), id+".json"), &a)
	return a.Text, err
}

func (s *scorer) claim(g goldClaims, at []int, ours []news.Figure, value, hedge, unit *table.Count) {
	used := make([]bool, len(ours))
	for _, c := range g.Claims {
		span := news.Span{Start: at[c.Start], End: at[c.End]}
		hit := -1
		for k, f := range ours {
			if !used[k] && f.Aside == "" && f.Span.Overlaps(span) && claimFits(c.Lo, c.Hi, f) {
				hit = k
				break
			}
		}
		tell := func(kind string) {
			if s.miss != nil {
				d := fmt.Sprintf("gold %q %s %s %s %s ours:", c.Text, ends(c.Lo, c.Hi), c.Approx, c.Unit, c.Scope)
				for _, f := range ours {
					if f.Span.Start < span.End+20 && span.Start-20 < f.Span.End {
						d += " {" + describe(f) + "}"
					}
				}
				s.miss(kind, g.ID, "", d)
			}
		}
		if hit < 0 {
			value.FN++
			tell("claim missed")
			continue
		}
		used[hit] = true
		value.TP++
		judge(hedge, true, claimHedge(c.Approx) == ours[hit].Hedge, func() { tell("claim hedge") })
		judge(unit, true, claimUnit(c.Unit, ours[hit]), func() { tell("claim unit") })
	}
}

// claimFits: "up to" has a lower end of 0 in the gold, open in news.Figure.
func claimFits(lo, hi *float64, f news.Figure) bool {
	same := func(low, high float64) bool {
		wantLow, wantHigh := math.Inf(-1), math.Inf(1)
		if lo != nil {
			wantLow = *lo
		}
		if hi != nil {
			wantHigh = *hi
		}
		return (near(low, wantLow) || math.IsInf(low, -1) && wantLow == 0) && near(high, wantHigh)
	}
	return same(f.Low, f.High) || f.Stated != nil && same(f.Stated.Low, f.Stated.High)
}

func claimHedge(approx string) news.Hedge {
	switch approx {
	case "just_over":
		return news.Over
	case "at_least":
		return news.AtLeast
	case "up_to":
		return news.AtMost
	case "range":
		return news.Between
	}
	return news.Hedge(approx)
}

func claimUnit(gold string, f news.Figure) bool {
	switch gold {
	case "percent_of_gdp":
		return f.Unit == news.PercentOfGDP
	case "km":
		return f.Unit == "m"
	}
	return string(f.Unit) == gold || f.Noun != "" && head(f.Noun) == gold
}

// distractors counts the numbers that are no claims and are read as figures;
// a gold folder need not have any.
func (s *scorer) distractors(goldDir string, read map[string][]news.Figure, offsets map[string][]int) (table.Count, error) {
	var c table.Count
	file := filepath.Join(goldDir, "distractors.jsonl")
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	err := lines(file, func(b []byte) error {
		var d distractor
		if err := json.Unmarshal(b, &d); err != nil {
			return err
		}
		at, ok := offsets[d.ID]
		if !ok || d.End >= len(at) {
			return nil
		}
		span := news.Span{Start: at[d.Start], End: at[d.End]}
		for _, f := range read[d.ID] {
			if f.Aside == "" && f.Number.Overlaps(span) {
				c.FP++
				if s.miss != nil {
					s.miss("distractor", d.ID, d.Context, d.Category+" "+describe(f))
				}
				return nil
			}
		}
		c.TP++
		return nil
	})
	return c, err
}
