package attribution

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed en/vouch.weights
var weightFile string

// weights is a logistic regression over named features: a line "feature
// weight" each. The rooms beside learn it: extract/attribution/train.
type weights map[string]float64

func readWeights(file string) (weights, error) {
	w := weights{}
	for n, line := range strings.Split(file, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(line, "\t")
		x, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("attribution: vouch.weights:%d: %q is no feature and weight", n+1, line)
		}
		w[name] = x
	}
	return w, nil
}

// probability that what the features describe is so, 0..1.
func (w weights) probability(features []string) float64 {
	sum := 0.0
	for _, f := range features {
		sum += w[f]
	}
	return 1 / (1 + math.Exp(-sum))
}
