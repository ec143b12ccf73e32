// Command train learns the weights of extract/slot from articles with gold
// claims.
//
//	go run ./extract/slot/train -gold DIR [-only split.tsv:fit] [-own score/testdata] [-out FILE] [-ablate] [-cv]
//
// In: DIR/claims2/*.json and DIR/articles2/*.json (offsets in code points). Out:
// the weights file, the same bytes for the same gold; with -cv the scores by
// cross-validation over clusters of articles, with -ablate those without each
// group of features.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"muster/extract/weight"
)

func main() {
	gold := flag.String("gold", "", "the gold folder")
	only := flag.String("only", "", "FILE:PART, the articles to learn from")
	own := flag.String("own", "", "the gold folder of our own articles, learned from too")
	out := flag.String("out", "", "the weights file to write")
	check := flag.String("check", "", "FILE:PART, articles to score in total after learning")
	cv := flag.Bool("cv", false, "score by cross-validation over clusters")
	ablate := flag.Bool("ablate", false, "score by cross-validation without each group of features")
	wrong := flag.String("errors", "", "with -cv: list what the slot gets wrong")
	flag.Parse()
	if *gold == "" {
		fmt.Fprintln(os.Stderr, "train: -gold names no folder")
		os.Exit(2)
	}
	if err := run(*gold, *only, *own, *check, *out, *wrong, *cv, *ablate); err != nil {
		fmt.Fprintln(os.Stderr, "train:", strings.TrimSpace(err.Error()))
		os.Exit(1)
	}
}

func run(gold, only, own, check, out, wrong string, cv, ablate bool) error {
	docs, err := readDocs(gold, only)
	if err != nil {
		return err
	}
	older, err := readOlder(gold)
	if err != nil {
		return err
	}
	ours, err := readOwn(own)
	if err != nil {
		return err
	}
	set := newSet(slices.Concat(docs, older, ours))
	if cv {
		s := crossValidate(set, nil)
		s.print(os.Stdout)
		s.explain(os.Stdout, wrong)
	}
	if ablate {
		for _, g := range groups {
			fmt.Printf("without %s\n", g)
			crossValidate(set, []string{g}).print(os.Stdout)
		}
	}
	if out == "" && check == "" {
		return nil
	}
	m := learn(set)
	if check != "" {
		docs, err := readDocs(gold, check)
		if err != nil {
			return err
		}
		scoreWith(m, newSet(docs)).print(os.Stdout)
	}
	if out == "" {
		return nil
	}
	return os.WriteFile(out, weight.Pack(m.write()), 0o644)
}
