package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"sort"

	"muster/extract/site"
)

// What steers the learning. More rounds or a weaker pull fit the labels better
// and the held-out articles worse.
const (
	rounds   = 16   // passes over the labels
	averaged = 8    // the last rounds whose weights are averaged
	step     = 0.05 // AdaGrad's first step
	pull     = 1e-3 // towards zero, a step
	rare     = 3    // a feature in fewer labelled figures is left out
	small    = 0.05 // lighter weights are not kept
	// readings is how often the articles are read again: what a figure
	// inherits from the one before depends on what was read of that.
	readings = 2
)

// example is one choice: candidates and which of them are right.
type example struct {
	features [][]int
	right    []bool
}

// learn makes a model from articles.
func learn(articles []*article) site.Model {
	m := site.Model{}
	for range readings {
		var counted, acts []choice
		for _, a := range articles {
			a.walk(m, func(r *row, l site.Look) {
				counted = append(counted, newChoice(l.Counted, func(w string) bool { return sameNoun(r.counted, w) }))
				acts = append(acts, newChoice(l.Acts, func(w string) bool { return sameAct(r.predicate, w) }))
			})
		}
		next := site.Model{}
		for _, choices := range [][]choice{counted, acts} {
			for f, w := range descend(choices) {
				next[f] += w
			}
		}
		m = next
	}
	return m
}

// choice is an example with its features by name.
type choice struct {
	candidates []site.Candidate
	right      []bool
}

func newChoice(all []site.Candidate, ok func(string) bool) choice {
	c := choice{candidates: all}
	for i := range all {
		c.right = append(c.right, all[i].Words != "" && ok(all[i].Words))
	}
	return c
}

// index numbers the features that are common enough, in the order they appear.
func index(choices []choice) (map[string]int, []string) {
	seen := map[string]int{}
	for _, c := range choices {
		here := map[string]bool{}
		for i := range c.candidates {
			for _, f := range c.candidates[i].Features {
				if !here[f] {
					here[f] = true
					seen[f]++
				}
			}
		}
	}
	var names []string
	for f, n := range seen {
		if n >= rare {
			names = append(names, f)
		}
	}
	sort.Strings(names)
	numbers := map[string]int{}
	for i, f := range names {
		numbers[f] = i
	}
	return numbers, names
}

// examples are the choices where something is right and something is not.
func examples(choices []choice, numbers map[string]int) []example {
	var all []example
	for _, c := range choices {
		e, right := example{right: c.right}, 0
		for i := range c.candidates {
			var f []int
			for _, name := range c.candidates[i].Features {
				if n, ok := numbers[name]; ok {
					f = append(f, n)
				}
			}
			e.features = append(e.features, f)
			right += count(c.right[i])
		}
		if right > 0 && right < len(c.right) {
			all = append(all, e)
		}
	}
	return all
}

// descend is AdaGrad on the log probability that one of the right candidates is
// chosen.
func descend(choices []choice) site.Model {
	numbers, names := index(choices)
	all := examples(choices, numbers)
	w, g2 := make([]float64, len(names)), make([]float64, len(names))
	random := rand.New(rand.NewPCG(1, 2))
	mean := make([]float64, len(names))
	for round := range rounds {
		for _, k := range random.Perm(len(all)) {
			update(&all[k], w, g2)
		}
		if round >= rounds-averaged {
			for i := range w {
				mean[i] += w[i] / averaged
			}
		}
	}
	m := site.Model{}
	for i, name := range names {
		if math.Abs(mean[i]) >= small {
			m[name] = math.Round(mean[i]*100) / 100
		}
	}
	return m
}

func update(e *example, w, g2 []float64) {
	p, right := chances(e, w)
	for i, features := range e.features {
		pull := p[i]
		if e.right[i] {
			pull -= p[i] / right
		}
		for _, f := range features {
			adapt(f, pull, w, g2)
		}
	}
}

// chances are the candidates' probabilities and the sum of those that are
// right.
func chances(e *example, w []float64) (p []float64, right float64) {
	p = make([]float64, len(e.features))
	highest, sum := math.Inf(-1), 0.0
	for i, features := range e.features {
		for _, f := range features {
			p[i] += w[f]
		}
		highest = max(highest, p[i])
	}
	for i := range p {
		p[i] = math.Exp(p[i] - highest)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
		if e.right[i] {
			right += p[i]
		}
	}
	return p, right
}

func adapt(f int, gradient float64, w, g2 []float64) {
	gradient += pull * w[f]
	g2[f] += gradient * gradient
	if g2[f] > 0 {
		w[f] -= step * gradient / math.Sqrt(g2[f]+1e-8)
	}
}

// write prints the weights, a line each, by name.
func write(m site.Model) []byte {
	names := make([]string, 0, len(m))
	for f := range m {
		names = append(names, f)
	}
	sort.Strings(names)
	var b bytes.Buffer
	b.WriteString("# Made by `go run ./extract/site/train`; weight, tab, feature (feature.go).\n")
	for _, f := range names {
		fmt.Fprintf(&b, "%.2f\t%s\n", m[f], f)
	}
	return b.Bytes()
}
