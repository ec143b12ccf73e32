// Command score is the scoreboard: gold in, precision, recall and F1 out, for
// every layer that a gold folder has data for.
//
//	go run ./score [-gold DIR] [-part fit|check|own] [-json] [-only claims,dates] [-explain]
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"muster/score/attribution"
	"muster/score/candidate"
	"muster/score/claims"
	"muster/score/country"
	"muster/score/crosscheck"
	"muster/score/date"
	"muster/score/quantity"
	"muster/score/reading"
	"muster/score/table"
)

// scorer is one layer's measure.
type scorer struct {
	name  string
	score func(goldDir, part string) ([]table.Table, error)
}

// whole is a scorer of gold that nothing divides.
func whole(score func(goldDir string) ([]table.Table, error)) func(string, string) ([]table.Table, error) {
	return func(dir, _ string) ([]table.Table, error) { return score(dir) }
}

var scorers = []scorer{
	{"claims", whole(claims.Score)},
	{"figures", whole(quantity.Score)},
	{"dates", whole(date.Score)},
	{"attribution", whole(attribution.Score)},
	{"entities", whole(country.Score)},
	{"reading", reading.Score},
	{"candidates", whole(candidate.Score)},
	{"crosscheck", crosscheck.Score},
}

func main() {
	gold := flag.String("gold", "score/testdata", "the gold folder; without one the project's own")
	asJSON := flag.Bool("json", false, "write JSON instead of tables")
	only := flag.String("only", "", "layers to score, divided by commas; all where empty")
	part := flag.String("part", "", "fit or check, the parts of gold that split.tsv divides, or own, that of gold which nothing divides; all where empty")
	explain := flag.Bool("explain", false, "list every difference of the claims layer")
	flag.Parse()
	if err := run(os.Stdout, *gold, *part, *only, *asJSON, *explain); err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(2)
	}
}

func run(w io.Writer, gold, part, only string, asJSON, explain bool) error {
	if gold == "" {
		return errors.New("-gold names no folder")
	}
	if explain {
		return claims.Explain(gold, w)
	}
	tables, err := all(gold, part, only)
	if err != nil {
		return err
	}
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetIndent("", " ")
		return enc.Encode(tables)
	}
	for _, t := range tables {
		t.Write(w)
	}
	return nil
}

// all scores the layers that the folder has gold for. No layer at all is an
// error.
func all(gold, part, only string) ([]table.Table, error) {
	var tables []table.Table
	for _, s := range scorers {
		if only != "" && !slices.Contains(strings.Split(only, ","), s.name) {
			continue
		}
		ts, err := s.score(gold, part)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		tables = append(tables, ts...)
	}
	if len(tables) == 0 {
		return nil, fmt.Errorf("%s holds no gold that a scorer reads", gold)
	}
	return tables, nil
}
