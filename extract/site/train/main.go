// Command train makes the weights of extract/site from labelled claims, and
// measures them by cross-validation over clusters of articles. The same labels make the
// same file, byte for byte.
//
//	go run ./extract/site/train -gold DIR -split DIR/split.tsv:fit [-own score/testdata] [-out FILE]
//
// The labels are claims in the format of the scoreboard's gold: "counted" and
// "predicate" of each row.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"

	"muster/extract/site"
	"muster/extract/weight"
)

func main() {
	gold := flag.String("gold", "", "folder with claims2 and articles2")
	ours := flag.String("own", "", "the gold folder of our own articles, learned from too")
	split := flag.String("split", "", "FILE:PART, the part of the articles to learn from")
	out := flag.String("out", "", "file for the weights; empty: measure only")
	verbose := flag.Bool("v", false, "print the errors of the cross-validation")
	flag.Parse()
	if err := run(*gold, *split, *ours, *out, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(gold, split, ours, out string, verbose bool) error {
	articles, err := read(gold, split, ours)
	if err != nil {
		return err
	}
	// The file comes first: a reader of the report that stops reading ends the
	// program, and weights that are not of these features read wrongly.
	if out != "" {
		if err := os.WriteFile(out, weight.Pack(write(learn(articles))), 0o644); err != nil {
			return err
		}
	}
	validate(articles, verbose)
	return nil
}

// folds is how many parts the articles are divided into.
const folds = 5

// validate measures each fifth of the articles with what the others teach.
func validate(articles []*article, verbose bool) {
	var t tally
	for fold := range folds {
		var fit, held []*article
		for _, a := range articles {
			if a.fold == fold {
				held = append(held, a)
			} else {
				fit = append(fit, a)
			}
		}
		m := learn(fit)
		for _, a := range held {
			t.measure(a, m, verbose)
		}
	}
	t.print()
}

// tally counts right readings.
type tally struct {
	rows, act, of, actAmong, ofAmong int
	kinds                            map[string][3]int
}

func (t *tally) measure(a *article, m site.Model, verbose bool) {
	if t.kinds == nil {
		t.kinds = map[string][3]int{}
	}
	a.walk(m, func(r *row, l site.Look) {
		if r.minor {
			return
		}
		t.rows++
		okAct, okOf := sameAct(r.predicate, l.Site.Measure.Act), sameNoun(r.counted, l.Site.Measure.Of)
		t.act += count(okAct)
		t.of += count(okOf)
		t.actAmong += count(among(l.Acts, func(w string) bool { return sameAct(r.predicate, w) }))
		t.ofAmong += count(among(l.Counted, func(w string) bool { return sameNoun(r.counted, w) }))
		k := t.kinds[r.unit]
		t.kinds[r.unit] = [3]int{k[0] + 1, k[1] + count(okAct), k[2] + count(okOf)}
		if verbose && !okAct {
			fmt.Printf("ACT %v %s want %q got %q (%.2f) of %q | %s\n", among(l.Acts, func(w string) bool { return sameAct(r.predicate, w) }), r.text, r.predicate, l.Site.Measure.Act, l.Site.SureAct, l.Site.Measure.Of, r.sentence)
		}
		if verbose && !okOf {
			fmt.Printf("OF %s want %q got %q (%.2f) | %s\n", r.text, r.counted, l.Site.Measure.Of, l.Site.SureOf, r.sentence)
		}
	})
}

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func among(all []site.Candidate, ok func(string) bool) bool {
	for i := range all {
		if ok(all[i].Words) {
			return true
		}
	}
	return false
}

func (t *tally) print() {
	n := float64(max(t.rows, 1)) / 100
	fmt.Printf("act %.1f counted %.1f of %d rows; among the candidates %.1f, %.1f\n",
		float64(t.act)/n, float64(t.of)/n, t.rows, float64(t.actAmong)/n, float64(t.ofAmong)/n)
	for _, u := range slices.Sorted(maps.Keys(t.kinds)) {
		k := t.kinds[u]
		if k[0] >= 15 {
			fmt.Printf("  %-16s %d: act %.0f counted %.0f\n", u, k[0], 100*float64(k[1])/float64(k[0]), 100*float64(k[2])/float64(k[0]))
		}
	}
}
