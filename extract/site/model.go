package site

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"muster/extract/weight"
	"muster/lexicon"
	"muster/news"
)

// Model holds a weight a feature.
type Model map[string]float64

// ReadModel reads lines of weight, tab, feature; "#" begins a remark.
func ReadModel(r io.Reader) (Model, error) {
	m := Model{}
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		weight, feature, ok := strings.Cut(line, "\t")
		w, err := strconv.ParseFloat(weight, 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("site: weights line %d: %q is no weight and feature", n, line)
		}
		m[feature] = w
	}
	return m, sc.Err()
}

// table is the model by the hashes of the names.
func (m Model) table() *weight.Table[float64] {
	ids := make(map[uint64]float64, len(m))
	for f, w := range m {
		ids[weight.Add(weight.Hash, f)] = w
	}
	return weight.New(ids)
}

// probabilities are those of the candidates, in their order; they sum to 1.
func probabilities(all []Candidate) []float64 {
	p := make([]float64, len(all))
	highest, sum := math.Inf(-1), 0.0
	for i := range all {
		highest = max(highest, all[i].score)
	}
	for i := range p {
		p[i] = math.Exp(all[i].score - highest)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// best is the likeliest candidate and how probable it and those of the same
// words are; of equally likely ones the first.
func best(all []Candidate) (Candidate, float64) {
	p := probabilities(all)
	by := map[string]float64{}
	for i := range all {
		by[all[i].Words] += p[i]
	}
	first := 0
	for i := range all {
		if by[all[i].Words] > by[all[first].Words] || all[i].Words == all[first].Words && p[i] > p[first] {
			first = i
		}
	}
	return all[first], by[all[first].Words]
}

// role is what the counted things are in the act: its active subject does it,
// but who dies does nothing.
func (v *view) role(act Candidate) news.Role {
	typical := news.Role(lexicon.RoleIn(act.Act))
	if act.at < 0 || typical == news.InState {
		return typical
	}
	up, down := v.path(act.at)
	switch {
	case down == "" && up == "nsubj" && !lexicon.Undergone(act.Words):
		return news.Doer
	case down == "" && (up == "obj" || up == "nsubj:pass"):
		return news.DoneTo
	}
	return typical
}
