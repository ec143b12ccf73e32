package when

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed en
var data embed.FS

// Model holds the weights of both rounds. It is immutable.
type Model struct {
	first, second weights
	// scale sharpens or softens the probabilities so that they come true as
	// often as they say; learned on articles held out.
	scale float64
}

// Shipped is the model that is part of the program.
var Shipped = sync.OnceValue(func() *Model {
	f, err := data.Open("en/weights.txt")
	if err != nil {
		panic(err)
	}
	m, err := Read(f)
	if err != nil {
		panic(err) // the embedded data is wrong: a test would have said so
	}
	return m
})

// weights by the hash of their feature.
type weights map[uint64]float64

// Read reads weights as train writes them: a line a feature, its weights in the
// first and the second round and its name, with tabs between; the first line is
// the scale, under the name "scale".
func Read(r io.Reader) (*Model, error) {
	m := &Model{first: weights{}, second: weights{}, scale: 1}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("when: weights, line %d: %q is not two weights and a feature", n, lines.Text())
		}
		for i, w := range []*weights{&m.first, &m.second} {
			if cells[i] == "" {
				continue
			}
			x, err := strconv.ParseFloat(cells[i], 64)
			if err != nil {
				return nil, fmt.Errorf("when: weights, line %d: %w", n, err)
			}
			if cells[2] == "scale" {
				m.scale = x
				continue
			}
			(*w)[hashOf(cells[2])] = x
		}
	}
	return m, lines.Err()
}

// joint stands between a mark and a fact in the name of their feature.
const joint = " & "

func hashOf(feature string) uint64 {
	mark, fact, crossed := strings.Cut(feature, joint)
	if !crossed {
		return hash(mark)
	}
	return cross(hash(mark), hash(fact))
}

// hash is FNV-1a.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func cross(mark, fact uint64) uint64 { return (mark ^ (fact<<31 | fact>>33)) * 0x9e3779b97f4a7c15 }

// choose ranks the candidates of the claim.
func (w weights) choose(c *Claim, scale float64) Answer {
	all := c.candidates()
	scores := w.scores(c, all)
	top := math.Inf(-1)
	for _, s := range scores {
		top = max(top, s)
	}
	sum := 0.0
	for i := range scores {
		scores[i] = math.Exp(scale * (scores[i] - top))
		sum += scores[i]
	}
	answer := make(Answer, len(all))
	for i, k := range all {
		answer[i] = Choice{Time: k.Span, P: scores[i] / sum, Kind: k.kind}
	}
	sort.SliceStable(answer, func(i, j int) bool { return answer[i].P > answer[j].P })
	return answer
}

// scores weighs each candidate. A mark weighs the same together with the facts
// of the claim on whatever candidate it stands, so that is added up once.
func (w weights) scores(c *Claim, options []candidate) []float64 {
	all := c.facts()
	facts := make([]uint64, len(all))
	for i, f := range all {
		facts[i] = hash(f)
	}
	known := map[string]float64{}
	scores := make([]float64, len(options))
	for i := range options {
		for _, k := range options[i].marks {
			x, ok := known[k.name]
			if !ok {
				x = w.of(k, facts)
				known[k.name] = x
			}
			scores[i] += x
		}
	}
	return scores
}

func (w weights) of(k mark, facts []uint64) float64 {
	h := hash(k.name)
	x := w[h]
	if k.crossed {
		for _, f := range facts {
			x += w[cross(h, f)]
		}
	}
	return x
}

// Option is a candidate with the names of all its features, for training.
type Option struct {
	Time     Span
	Features []string
}

// Options are the candidates of the claim, in the order in which they are weighed
// them.
func (c *Claim) Options() []Option {
	var options []Option
	facts := c.facts()
	for _, k := range c.candidates() {
		o := Option{Time: k.Span}
		for _, x := range k.marks {
			o.Features = append(o.Features, x.name)
			if x.crossed {
				for _, f := range facts {
					o.Features = append(o.Features, x.name+joint+f)
				}
			}
		}
		options = append(options, o)
	}
	return options
}

// First is the first round alone, for training.
func (m *Model) First(claims []*Claim) []Answer {
	first := make([]Answer, len(claims))
	for i, c := range claims {
		first[i] = m.first.choose(c, 1)
	}
	return first
}
