// Command train learns the weights of extract/slot/status from articles with
// gold claims.
//
//	go run ./extract/slot/status/train -gold DIR [-only split.tsv:fit] [-own score/testdata] [-cv] [-ablate] [-errors] [-out FILE]
//
// In: DIR/claims2/*.json and DIR/articles2/*.json. Out: the weights file, the
// same bytes for the same gold; with -cv how many answers are right by
// cross-validation over clusters of articles beside those of the rules, with
// -ablate the same without each group of signs.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"muster/extract/slot/status"
	"muster/extract/weight"
)

// groups are the groups of signs, by what stands before the colon.
var groups = []string{"rule", "verb", "above", "phrase", "near", "sentence", "beside", "root", "time", "source", "measure"}

func main() {
	gold := flag.String("gold", "", "the gold folder")
	only := flag.String("only", "", "FILE:PART, the articles to learn from")
	ours := flag.String("own", "", "the gold folder of our own articles, learned from too")
	out := flag.String("out", "", "the weights file to write")
	cv := flag.Bool("cv", false, "score by cross-validation over clusters")
	ablate := flag.Bool("ablate", false, "score without each group of signs")
	errors := flag.Bool("errors", false, "with -cv: list what is wrong")
	flag.Parse()
	es, err := read(*gold, *only, *ours)
	if err == nil && len(es) == 0 {
		err = fmt.Errorf("no claims in %q", *gold)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
	if *cv {
		report(os.Stdout, es, "all signs", nil, *errors)
	}
	if *ablate {
		for _, g := range groups {
			report(os.Stdout, es, "without "+g, func(s string) bool { return strings.HasPrefix(s, g+":") }, false)
		}
	}
	if *out == "" {
		return
	}
	if err := os.WriteFile(*out, weight.Pack(weights(es)), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func weights(es []example) []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, "# Written by extract/slot/status/train: sign, weight of each mood in hundredths.")
	learn(es, nil).write(&b)
	return b.Bytes()
}

// report prints how many of the held-out answers are right, and how many those
// of the rules.
func report(w io.Writer, es []example, title string, skip func(string) bool, errors bool) {
	n, rules, right := 0, 0, 0
	for f := range folds {
		var rest, held []example
		for i := range es {
			if es[i].fold == f {
				held = append(held, es[i])
			} else {
				rest = append(rest, es[i])
			}
		}
		l := learn(rest, skip)
		for i := range held {
			e := &held[i]
			got := l.answer(e.signs)
			n++
			if e.rule == e.gold {
				rules++
			}
			if got == e.gold {
				right++
			} else if errors {
				fmt.Fprintf(w, "  %s: want %s got %s rule %s\n", e.text, status.Moods[e.gold], status.Moods[got], status.Moods[e.rule])
			}
		}
	}
	fmt.Fprintf(w, "%-20s rules %.1f learned %.1f of %d\n", title, share(rules, n), share(right, n), n)
}

func share(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }
