// Command train learns the weights of extract/story from articles whose claims
// people have put to events, and measures them.
//
//	go run ./extract/story/train -gold DIR [-out FILE]
//	go run ./extract/story/train -gold DIR -cv [-ablate]
//	go run ./extract/story/train -gold DIR -score check
//
// It learns from the part "fit" alone; the same gold gives the same file. -cv
// measures by cross-validation over clusters of articles, -ablate without each
// feature in turn, -score the shipped weights on a part, in total.
package main

import (
	"flag"
	"fmt"
	"os"

	"muster/crosscheck/fit"
	"muster/extract/story"
	"muster/score/reading"
)

func main() {
	gold := flag.String("gold", "", "the gold folder")
	out := flag.String("out", "", "the file to write")
	cv := flag.Bool("cv", false, "measure by cross-validation over clusters")
	ablate := flag.Bool("ablate", false, "measure by cross-validation without each feature")
	score := flag.String("score", "", "the part to measure the shipped weights on")
	flag.Parse()
	if err := run(*gold, *out, *score, *cv, *ablate); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(2)
	}
}

func run(gold, out, score string, cv, ablate bool) error {
	if score != "" {
		articles, err := read(gold, score)
		if err != nil {
			return err
		}
		m := story.Shipped()
		report("shipped, "+score, articles, func(article) *story.Model { return m })
		return nil
	}
	articles, err := read(gold, "fit")
	if err != nil {
		return err
	}
	if cv {
		report("every claim alone", articles, func(article) *story.Model { return &story.Model{Join: 2} })
		report("all features", articles, outside(articles, -1))
	}
	for f := range story.Features {
		if ablate {
			report("without "+story.Table[f].Name, articles, outside(articles, f))
		}
	}
	if out == "" {
		return nil
	}
	return os.WriteFile(out, []byte(learn(articles, -1).Text()), 0o644)
}

// outside gives for each article a model that saw none of its cluster.
func outside(articles []article, without story.Feature) func(article) *story.Model {
	var models [folds]*story.Model
	for f := range folds {
		var others []article
		for _, a := range articles {
			if a.fold != f {
				others = append(others, a)
			}
		}
		models[f] = learn(others, without)
	}
	return func(a article) *story.Model { return models[a.fold] }
}

// joins are the thresholds that learn chooses from.
var joins = []float64{.25, .3, .35, .4, .45, .5, .55, .6, .65}

// learn fits the regression, and takes the threshold of the best grouping.
func learn(articles []article, without story.Feature) *story.Model {
	o := fit.Options{Signs: make([]int, story.Features), Ridge: ridge}
	var examples []fit.Example
	for _, a := range articles {
		examples = append(examples, a.examples(without)...)
	}
	m := &story.Model{}
	w, bias := fit.Logistic(examples, o)
	copy(m.Weights[:], w)
	m.Bias = bias
	best, most := 0.0, 0.0
	for _, join := range joins {
		m.Join = join
		if f := f1(score(articles, func(article) *story.Model { return m })); f > most {
			best, most = join, f
		}
	}
	m.Join = best
	return m
}

// ridge draws the weights to zero; chosen by cross-validation.
const ridge = 3

func report(what string, articles []article, modelOf func(article) *story.Model) {
	p, r := score(articles, modelOf)
	fmt.Printf("%-32s B-cubed precision %.1f recall %.1f F1 %.1f\n", what, 100*p, 100*r, 100*f1(p, r))
}

// score is the mean B-cubed precision and recall over all claims.
func score(articles []article, modelOf func(article) *story.Model) (p, r float64) {
	n := 0.0
	for _, a := range articles {
		events := modelOf(a).Events(a.told)
		var got []int
		var want []string
		for i, e := range events {
			if a.event[i] != "" {
				got, want = append(got, e), append(want, a.event[i])
			}
		}
		ap, ar := reading.BCubed(got, want)
		p += ap * float64(len(got))
		r += ar * float64(len(got))
		n += float64(len(got))
	}
	return p / n, r / n
}

func f1(p, r float64) float64 { return 2 * p * r / (p + r) }
