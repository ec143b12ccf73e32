package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"sort"
)

// How the weights are learned. They were chosen by cross-validation; halving
// or doubling one moves no score by half a point.
const (
	rounds   = 30   // how often all examples are gone through
	rate     = 0.2  // of the first round; it falls with the square root
	shrink   = 1e-2 // of each weight per step that touches it
	seldom   = 8    // features of fewer examples are left out
	folds    = 10
	smallest = 0.02 // weights nearer to zero are not written
)

// weights of a logistic regression.
type weights map[string]float64

// learn goes through the examples in their order, so that the same examples
// give the same weights.
func learn(es []example) weights {
	count := map[string]int{}
	for _, e := range es {
		for _, f := range e.features {
			count[f]++
		}
	}
	w, seen := weights{}, map[string]float64{}
	for range rounds {
		for _, e := range es {
			err := -w.probability(e.features)
			if e.right {
				err++
			}
			for _, f := range e.features {
				if count[f] < seldom {
					continue
				}
				g := err - shrink*w[f]
				seen[f] += g * g
				w[f] += rate * g / (1 + math.Sqrt(seen[f]))
			}
		}
	}
	for f, x := range w {
		w[f] = math.Round(x*100) / 100
		if math.Abs(w[f]) < smallest {
			delete(w, f)
		}
	}
	return w
}

func (w weights) probability(features []string) float64 {
	sum := 0.0
	for _, f := range features {
		sum += w[f]
	}
	return 1 / (1 + math.Exp(-sum))
}

// file is the weights as attribution reads them.
func (w weights) file() []byte {
	names := make([]string, 0, len(w))
	for f := range w {
		names = append(names, f)
	}
	sort.Strings(names)
	var b bytes.Buffer
	b.WriteString("# Who vouches for a place of the text: feature, weight. Learned by extract/attribution/train.\n")
	for _, f := range names {
		fmt.Fprintf(&b, "%s\t%.2f\n", f, w[f])
	}
	return b.Bytes()
}

// crossValidate prints how often the decision is right where the cluster of
// articles was not learned from, beside the answer that is right more often.
func crossValidate(out io.Writer, es []example) {
	n, right, always := 0, 0, 0
	for k := range folds {
		var rest, held []example
		for _, e := range es {
			if e.fold == k {
				held = append(held, e)
			} else {
				rest = append(rest, e)
			}
		}
		w := learn(rest)
		for _, e := range held {
			n++
			if e.right {
				always++
			}
			if (w.probability(e.features) >= 0.5) == e.right {
				right++
			}
		}
	}
	fmt.Fprintf(out, "of %d cues that hold a figure %.1f speak of it; the decision is right in %.1f on articles not learned from\n",
		n, percent(always, n), percent(right, n))
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
