// Package claims holds extracted claims against gold claims: the figures of an
// article first, then, of the claims whose figure is right, every slot.
//
// Gold is one folder with claims/*.json beside a folder articles/*.json, both
// in the formats that ../shared/README.md describes; offsets there are Unicode
// code points.
package claims

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"muster/news"
	"muster/score/goldfile"
)

type goldFile struct {
	ID        string      `json:"id"`
	Outlet    string      `json:"outlet"`
	Published string      `json:"published"`
	Claims    []goldClaim `json:"claims"`
}

type goldClaim struct {
	Sentence    string   `json:"sentence"`
	FigureText  string   `json:"figure_text"`
	Start       int      `json:"start"`
	End         int      `json:"end"`
	Lo          *float64 `json:"lo"`
	Hi          *float64 `json:"hi"`
	Approx      string   `json:"approx"`
	Unit        string   `json:"unit"`
	Measure     string   `json:"measure"`
	Scope       string   `json:"scope"`
	Subject     []string `json:"subject"`
	Place       []string `json:"place"`
	AsOf        *string  `json:"as_of"`
	Modality    string   `json:"modality"`
	Attribution []string `json:"attribution"`
}

// document is one gold article: offsets of its claims are bytes.
type document struct {
	article news.Article
	claims  []goldClaim
}

// read reads the documents of a gold folder.
func read(dir string) ([]document, error) {
	files, err := filepath.Glob(filepath.Join(dir, "claims", "*.json"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("score/claims: no claims/*.json in %s: %w", dir, os.ErrNotExist)
	}
	sort.Strings(files)
	var docs []document
	for _, f := range files {
		doc, err := readDocument(dir, f)
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

func readDocument(dir, file string) (document, error) {
	var g goldFile
	if err := goldfile.ReadJSON(file, &g); err != nil {
		return document{}, err
	}
	var a struct {
		Title, Outlet, URL, Text string
	}
	if err := goldfile.ReadJSON(filepath.Join(goldfile.Articles(dir), g.ID+".json"), &a); err != nil {
		return document{}, err
	}
	published, err := time.Parse(time.DateOnly, g.Published)
	if err != nil {
		return document{}, fmt.Errorf("score/claims: %s: published: %w", file, err)
	}
	offsets := goldfile.Offsets(a.Text)
	for i := range g.Claims {
		c := &g.Claims[i]
		if c.End >= len(offsets) {
			return document{}, fmt.Errorf("score/claims: %s: claim %d ends behind the text", file, i)
		}
		c.Start, c.End = offsets[c.Start], offsets[c.End]
		c.fixBounds()
	}
	return document{
		article: news.Article{
			ID: g.ID, URL: a.URL, Title: a.Title, Text: a.Text, Published: published,
			Outlet: news.Source{Name: outletName(g.Outlet, a.Outlet)},
		},
		claims: g.Claims,
	}, nil
}

// outletName is the gold's, with the agency that the article's own outlet field
// names in brackets: "Global News (AP)".
func outletName(gold, article string) string {
	if _, agency, ok := strings.Cut(article, " ("); ok && !strings.Contains(gold, "(") {
		return gold + " (" + agency
	}
	return gold
}

// fixBounds turns the gold's way of writing an open end into ours: "up to"
// has lo = 0 there and an open low end here.
func (c *goldClaim) fixBounds() {
	if c.Approx == "up_to" || c.Approx == "under" {
		c.Lo = nil
	}
}

func (c goldClaim) interval() (lo, hi float64) {
	lo, hi = math.Inf(-1), math.Inf(1)
	if c.Lo != nil {
		lo = *c.Lo
	}
	if c.Hi != nil {
		hi = *c.Hi
	}
	return lo, hi
}

var goldHedges = map[string]news.Hedge{
	"exact": news.Exact, "about": news.About, "almost": news.Almost, "over": news.Over,
	"just_over": news.Over, "at_least": news.AtLeast, "up_to": news.AtMost, "range": news.Between,
	"vague": news.Vague, "under": news.Under,
}

var goldScopes = map[string]news.Scope{"change_factor": news.ChangeOf}

func (c goldClaim) hedge() news.Hedge {
	if h, ok := goldHedges[c.Approx]; ok {
		return h
	}
	return news.Hedge(c.Approx)
}

func (c goldClaim) scope() news.Scope {
	if s, ok := goldScopes[c.Scope]; ok {
		return s
	}
	return news.Scope(c.Scope)
}

func (c goldClaim) unit() string { return strings.ReplaceAll(c.Unit, "_", "-") }

// when is the gold time as an interval of days; unknown where the gold has
// none.
func (c goldClaim) when() news.When {
	if c.AsOf == nil {
		return news.When{}
	}
	from, to, period := strings.Cut(*c.AsOf, "/")
	if !period {
		to = from
	}
	return news.When{From: news.Day(from), To: news.Day(to)}
}
