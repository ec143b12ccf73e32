package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"muster/extract/attribution"
	"muster/extract/entity"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
	"muster/score/goldfile"
)

// example is one candidate of one figure of the gold, and whether the gold
// names it. Fold is the part of the cross-validation that holds it out.
type example struct {
	fold     int
	features []string
	right    bool
}

// goldClaims is a file of claims2. Start is in code points.
type goldClaims struct {
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Claims    []struct {
		Start       int      `json:"start"`
		Attribution []string `json:"attribution"`
		Unsure      []string `json:"unsure"`
	} `json:"claims"`
}

// readGold makes the examples of all articles that may be learned from.
func readGold(dir string) ([]example, error) {
	division, err := goldfile.Parts(dir)
	if err != nil {
		return nil, err
	}
	if division == nil {
		return nil, fmt.Errorf("%s has no split.tsv: what may be learned from is not known", dir)
	}
	files, err := filepath.Glob(filepath.Join(dir, "claims2", "*.json"))
	if err != nil {
		return nil, err
	}
	fold, err := goldfile.Folds(dir, folds)
	if err != nil {
		return nil, err
	}
	entities, reader := entity.New(), attribution.New()
	var all []example
	for _, f := range files {
		id := strings.TrimSuffix(filepath.Base(f), ".json")
		if division[id] != "fit" {
			continue
		}
		var g goldClaims
		var a struct {
			Text string `json:"text"`
		}
		if err := goldfile.ReadJSON(f, &g); err != nil {
			return nil, err
		}
		if err := goldfile.ReadJSON(filepath.Join(dir, "articles2", id+".json"), &a); err != nil {
			return nil, err
		}
		published, _ := time.Parse(time.DateOnly, g.Published) // without a day nothing is known of the time
		text := token.Read(a.Text)
		forest := syntax.NewForest(text)
		mentions := entities.Read(text, forest, entity.Context{Published: published, Outlet: news.Source{Name: g.Outlet}})
		es := examplesOf(g, a.Text, reader.Read(text, forest, mentions))
		for i := range es {
			es[i].fold = fold(id)
		}
		all = append(all, es...)
	}
	return all, nil
}

func examplesOf(g goldClaims, text string, reports *attribution.Reports) []example {
	bytes := goldfile.Offsets(text)
	var es []example
	for _, c := range g.Claims {
		if c.Start >= len(bytes) || len(c.Attribution) == 0 || contains(c.Unsure, "attribution") {
			continue
		}
		speakers := c.Attribution[:len(c.Attribution)-1]
		var here []example
		known := len(speakers) == 0
		for _, k := range reports.Candidates(bytes[c.Start]) {
			right := names(speakers, k.Names)
			known = known || right
			here = append(here, example{features: k.Features, right: right})
		}
		if known { // who is read under another name than the gold's teaches nothing
			es = append(es, here...)
		}
	}
	return es
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// names reports that one of the speakers of the gold is among those read.
func names(gold, read []string) bool {
	for _, g := range gold {
		for _, r := range read {
			if alike(plain(g), plain(r)) {
				return true
			}
		}
	}
	return false
}

// alike: one name holds the other, or they end in the same word, as two
// spellings of one person do.
func alike(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if strings.Contains(a, b) || strings.Contains(b, a) {
		return true
	}
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 1 && len(y) > 1 && x[len(x)-1] == y[len(y)-1]
}

// plain is a name in lower case, without marks and article.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, strings.ReplaceAll(s, ".", ""))
	s = strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "defense", "defence")
	return strings.TrimPrefix(s, "the ")
}
