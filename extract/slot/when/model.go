package when

import (
	"bufio"
	"bytes"
	"embed"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"

	"muster/extract/weight"
)

//go:embed en
var data embed.FS

// Model holds the weights of both rounds by the hash of their feature. It is
// immutable.
type Model struct {
	weights *weight.Table[rounds]
	// scale sharpens or softens the probabilities so that they come true as
	// often as they say; learned on articles held out.
	scale float64
}

// Shipped is the model that is part of the program.
var Shipped = sync.OnceValue(func() *Model {
	file, err := data.ReadFile("en/weights.txt")
	if err != nil {
		panic(err)
	}
	plain, err := weight.Unpack(file)
	if err != nil {
		panic(err)
	}
	m, err := Read(bytes.NewReader(plain))
	if err != nil {
		panic(err) // the embedded data is wrong: a test would have said so
	}
	return m
})

// rounds are what a feature weighs in the first and in the second round.
type rounds [2]float64

// Read reads weights as train writes them: a line a feature, its weights in the
// first and the second round and its name, with tabs between; the first line is
// the scale, under the name "scale".
func Read(r io.Reader) (*Model, error) {
	m := &Model{scale: 1}
	weights := map[uint64]rounds{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("when: weights, line %d: %q is not two weights and a feature", n, lines.Text())
		}
		id := hashOf(cells[2])
		for i := range 2 {
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
			w := weights[id]
			w[i] = x
			weights[id] = w
		}
	}
	m.weights = weight.New(weights)
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

func hash(s string) uint64 { return weight.Add(weight.Hash, s) }

func cross(mark, fact uint64) uint64 { return (mark ^ (fact<<31 | fact>>33)) * 0x9e3779b97f4a7c15 }

// choose ranks the candidates of a claim in one round, 0 or 1.
func (m *Model) choose(s *candidates, round int, scale float64) Answer {
	scores := m.scores(s, round)
	top := math.Inf(-1)
	for _, s := range scores {
		top = max(top, s)
	}
	sum := 0.0
	for i := range scores {
		scores[i] = math.Exp(scale * (scores[i] - top))
		sum += scores[i]
	}
	answer := make(Answer, len(s.list))
	for i, k := range s.list {
		answer[i] = Choice{Time: k.Span, P: scores[i] / sum, Kind: k.kind}
	}
	sort.SliceStable(answer, func(i, j int) bool { return answer[i].P > answer[j].P })
	return answer
}

// scores weighs each candidate. A mark weighs the same together with the facts
// of the claim on whatever candidate it stands and is looked up once, for both
// rounds.
func (m *Model) scores(s *candidates, round int) []float64 {
	for i := len(s.weights); i < len(s.marks); i++ {
		s.weights = append(s.weights, m.of(s, i))
	}
	scores := make([]float64, len(s.list))
	for i := range s.list {
		for _, k := range s.list[i].marks {
			scores[i] += s.weights[k][round]
		}
	}
	return scores
}

// of is what mark i weighs.
func (m *Model) of(s *candidates, i int) (sum rounds) {
	if w := m.weights.Find(s.marks[i]); w != nil {
		sum = *w
	}
	if !s.crossed[i] {
		return sum
	}
	for _, f := range s.facts {
		if w := m.weights.Find(cross(s.marks[i], f)); w != nil {
			sum[0] += w[0]
			sum[1] += w[1]
		}
	}
	return sum
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
	s := c.candidates()
	for _, k := range s.list {
		o := Option{Time: k.Span}
		for _, i := range k.marks {
			o.Features = append(o.Features, s.names[i])
			if s.crossed[i] {
				for _, f := range facts {
					o.Features = append(o.Features, s.names[i]+joint+f)
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
		first[i] = m.choose(c.candidates(), 0, 1)
	}
	return first
}
