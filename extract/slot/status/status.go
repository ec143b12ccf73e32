// Package status decides what words leave open about a figure: its modality,
// that is whether its event is a fact, a plan, a proposal, in doubt or supposed.
//
// In go the signs that package extract reads around the figure, each a short
// text like "verb:aux=would" or "rule:modality=planned" (extract/sign.go lists
// them; what the rules say is among them); out come an answer and its
// probability, 0 to 1. The model is a multinomial logistic regression. Its
// weights are en/status.weights, learned by the command in train from articles
// with gold claims and from the sentences of en/sentence.list.
package status

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"

	"muster/extract/weight"
	"muster/news"
)

//go:embed en/status.weights
var shipped []byte

// answers is how many moods there are.
const answers = 5

// Moods are the answers, in the order of the weights.
var Moods = [answers]news.Modality{news.Actual, news.Planned, news.Proposed, news.Alleged, news.Hypothetical}

// Model answers by its weights. It is safe for concurrent use.
type Model struct{ weights map[uint64][answers]float32 }

// New reads the shipped weights. It panics where they are broken: they are part
// of the program and tested with it.
func New() *Model {
	m, err := Read(shipped)
	if err != nil {
		panic(err)
	}
	return m
}

// Read reads weights: a line each, the sign and the weight of each mood in
// hundredths, divided by tabs. Lines with "#" in front are remarks. The file may be packed.
func Read(b []byte) (*Model, error) {
	plain, err := weight.Unpack(b)
	if err != nil {
		return nil, err
	}
	m := &Model{weights: map[uint64][answers]float32{}}
	sc := bufio.NewScanner(bytes.NewReader(plain))
	for n := 1; sc.Scan(); n++ {
		if line := sc.Text(); line != "" && line[0] != '#' {
			if err := m.row(strings.Split(line, "\t")); err != nil {
				return nil, fmt.Errorf("status: weights line %d: %w", n, err)
			}
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("status: weights: %w", err)
	}
	return m, nil
}

func (m *Model) row(fields []string) error {
	if len(fields) != 1+answers {
		return fmt.Errorf("%d fields, want %d", len(fields), 1+answers)
	}
	var w [answers]float32
	for k, f := range fields[1:] {
		v, err := strconv.Atoi(f)
		if err != nil {
			return fmt.Errorf("weight %q is no number", f)
		}
		w[k] = float32(v) / 100
	}
	m.weights[hash(fields[0])] = w
	return nil
}

// Modality is the likeliest mood of a figure with these signs, and its
// probability.
func (m *Model) Modality(signs []string) (news.Modality, float64) {
	p := m.Chances(signs)
	best := 0
	for k := range p {
		if p[k] > p[best] {
			best = k
		}
	}
	return Moods[best], p[best]
}

// Chances are the probabilities of the moods.
func (m *Model) Chances(signs []string) []float64 {
	score := make([]float64, answers)
	for _, s := range signs {
		w, ok := m.weights[hash(s)]
		if !ok {
			continue
		}
		for k := range score {
			score[k] += float64(w[k])
		}
	}
	return Softmax(score)
}

// Softmax turns scores into probabilities, in place.
func Softmax(score []float64) []float64 {
	top, sum := score[0], 0.0
	for _, s := range score {
		top = max(top, s)
	}
	for k, s := range score {
		score[k] = math.Exp(s - top)
		sum += score[k]
	}
	for k := range score {
		score[k] /= sum
	}
	return score
}

// hash is FNV-1a.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
