package slot

import (
	"bufio"
	"bytes"
	_ "embed" // the weights
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"

	"muster/extract/weight"
	"muster/news"
)

// Slots are the slots that are ranked, in the order of the model.
var Slots = []news.Slot{news.SlotBy, news.SlotOf, news.SlotTo, news.SlotSubject, news.SlotPlace}

const (
	slotCount = 5
	placeSlot = 4
)

// Passes is how often the sites are ranked: the second time each with what the
// first made of the others.
const Passes = 2

// Weights are those of one slot in one pass, by the hash of the Feature.
type Weights map[uint64]float64

//go:embed en/slot.weights
var shipped []byte

// Shipped is the model in the binary. It panics on a broken file: the weights are
// part of the program and tested with it.
var Shipped = sync.OnceValue(func() *Model {
	m, err := Read(shipped)
	if err != nil {
		panic(err)
	}
	return m
})

// row is what a Feature weighs in each pass, by slot.
type row [Passes][slotCount]float32

// Model ranks the candidates of sites. It may be used by many goroutines.
type Model struct {
	// weights holds for each Feature one weight a pass and slot: a Feature is
	// looked up once for all.
	weights *weight.Table[row]
	// least is how probable an answer must be to be stated, by slot.
	least [slotCount]float64
}

// Sure reports whether the likeliest answer of a slot is sure enough to be
// stated.
func (m *Model) Sure(slot int, a Answer) bool { return a.P >= m.least[slot] }

// Columns are how many weights a line of the file has: one a slot in each pass.
const Columns = Passes * slotCount

// Read reads weights written by the command in train: a line each, the Feature's
// name and behind it Columns weights, those of Slots in the first pass and then
// in the second, divided by tabs; an empty one is 0. Lines with "#" in front are
// remarks. The file may be packed.
func Read(b []byte) (*Model, error) {
	plain, err := weight.Unpack(b)
	if err != nil {
		return nil, err
	}
	m := &Model{}
	weights := map[uint64]row{}
	sc := bufio.NewScanner(bytes.NewReader(plain))
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		name, r, err := readRow(line)
		if err != nil {
			return nil, fmt.Errorf("slot: weights line %d: %w", n, err)
		}
		if name == LeastFeature {
			for k, w := range r[Passes-1] {
				m.least[k] = float64(w)
			}
			continue
		}
		weights[hash(strings.Split(name, " ")...)] = r
	}
	m.weights = weight.New(weights)
	return m, sc.Err()
}

// readRow reads one line of weights.
func readRow(line string) (name string, r row, err error) {
	f := strings.Split(line, "\t")
	if len(f) != 1+Columns {
		return "", r, fmt.Errorf("%d fields, want %d", len(f), 1+Columns)
	}
	for i, s := range f[1:] {
		if s == "" {
			continue
		}
		w, err := strconv.ParseFloat(s, 32)
		if err != nil {
			return "", r, err
		}
		r[i/slotCount][i%slotCount] = float32(w)
	}
	return f[0], r, nil
}

// LeastFeature stands in the weights file for the probability from which on an
// answer of the slot is stated, in the columns of the last pass.
const LeastFeature = "state from"

// sums are the weights of one pair added up, by pass and slot.
type sums [Passes][slotCount]float64

func (m *Model) scores(list []Feature) (sum sums) {
	for _, f := range list {
		if r := m.weights.Find(f.ID); r != nil {
			for p := range r {
				for s, w := range r[p] {
					sum[p][s] += float64(w) * f.Value
				}
			}
		}
	}
	return sum
}

// Rank ranks the candidates of every site of the scene: for each site and each
// of Slots the likeliest answers first.
func (m *Model) Rank(s *Scene) [][slotCount][]Answer {
	s.prepare()
	own := m.own(s)
	g := own.grid(s, 0)
	softmaxAll(g)
	second := own.grid(s, 1)
	m.told(s, g, second)
	softmaxAll(second)
	ranked := make([][slotCount][]Answer, len(s.Sites))
	for i := range s.Sites {
		for k := range Slots {
			ranked[i][k] = answers(s.candidates(k), second.at(i, k))
		}
	}
	return ranked
}

func (s *Scene) candidates(slot int) []candidate {
	if slot == placeSlot {
		return s.places
	}
	return s.parties
}

// Grid holds the probabilities of all candidates of all sites, by slot.
type Grid struct {
	P [][slotCount][]float64
}

func (g *Grid) at(site, slot int) []float64 { return g.P[site][slot] }

// own are the sums of each site's pairs by themselves: parties, then places.
type own [][]sums

// own weighs every pair of site and candidate once, for both passes.
func (m *Model) own(s *Scene) own {
	var f features
	all := make(own, len(s.Sites))
	for i := range s.Sites {
		all[i] = make([]sums, 0, len(s.parties)+len(s.places))
		for c := range s.parties {
			s.party(&f, &s.Sites[i], &s.parties[c])
			all[i] = append(all[i], m.scores(f.list))
		}
		for c := range s.places {
			s.place(&f, &s.Sites[i], &s.places[c])
			all[i] = append(all[i], m.scores(f.list))
		}
	}
	return all
}

// grid are the scores of one pass, without what the pass before tells.
func (o own) grid(s *Scene, pass int) *Grid {
	g := &Grid{P: make([][slotCount][]float64, len(s.Sites))}
	for i := range s.Sites {
		for k := range Slots {
			pairs := o[i][:len(s.parties)]
			if k == placeSlot {
				pairs = o[i][len(s.parties):]
			}
			g.P[i][k] = make([]float64, len(pairs))
			for c := range pairs {
				g.P[i][k][c] = pairs[c][pass][k]
			}
		}
	}
	return g
}

// told adds to the scores of the second pass what the first made of the article.
func (m *Model) told(s *Scene, first, g *Grid) {
	var f features
	st := s.story(first)
	for i := range s.Sites {
		for k := range Slots {
			for c := range g.P[i][k] {
				f.reset()
				st.features(&f, i, k, c)
				g.P[i][k][c] += m.scores(f.list)[1][k]
			}
		}
	}
}

func softmaxAll(g *Grid) {
	for i := range g.P {
		for k := range Slots {
			softmax(g.P[i][k])
		}
	}
}

// softmax turns scores into probabilities.
func softmax(x []float64) {
	top := math.Inf(-1)
	for _, v := range x {
		top = max(top, v)
	}
	sum := 0.0
	for i, v := range x {
		x[i] = math.Exp(v - top)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

// mostAnswers is how many answers a ranking keeps.
const mostAnswers = 4

func answers(all []candidate, p []float64) []Answer {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return p[order[i]] > p[order[j]] })
	var out []Answer
	for _, i := range order[:min(len(order), mostAnswers)] {
		out = append(out, Answer{Names: all[i].names, Parties: all[i].parties, Wheres: all[i].wheres, P: p[i]})
	}
	return out
}
