package site

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

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

func (m Model) score(c *Candidate) float64 {
	sum := 0.0
	for _, f := range c.Features {
		sum += m[f]
	}
	return sum
}

// Probabilities are those of the candidates, in their order; they sum to 1.
func (m Model) Probabilities(all []Candidate) []float64 {
	p := make([]float64, len(all))
	highest, sum := math.Inf(-1), 0.0
	for i := range all {
		p[i] = m.score(&all[i])
		highest = max(highest, p[i])
	}
	for i := range p {
		p[i] = math.Exp(p[i] - highest)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// Best is the likeliest candidate and how probable it and those of the same
// words are; of equally likely ones the first.
func (m Model) Best(all []Candidate) (Candidate, float64) {
	p := m.Probabilities(all)
	by := map[string]float64{}
	for i := range all {
		by[all[i].Words] += p[i]
	}
	best := 0
	for i := range all {
		if by[all[i].Words] > by[all[best].Words] || all[i].Words == all[best].Words && p[i] > p[best] {
			best = i
		}
	}
	return all[best], by[all[best].Words]
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
