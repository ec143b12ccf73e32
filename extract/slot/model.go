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

// Model ranks the candidates of sites. It may be used by many goroutines.
type Model struct {
	// weights holds for each pass and Feature one weight a slot: a Feature is
	// looked up once for all.
	weights [Passes]map[uint64]*[slotCount]float32
	// least is how probable an answer must be to be stated, by slot.
	least [slotCount]float64
}

// Sure reports whether the likeliest answer of a slot is sure enough to be
// stated.
func (m *Model) Sure(slot int, a Answer) bool { return a.P >= m.least[slot] }

// Read reads weights written by Write: a line each, pass, slot, weight and the
// Feature's name, divided by tabs. Lines with "#" in front are remarks.
func Read(b []byte) (*Model, error) {
	m := &Model{}
	for p := range m.weights {
		m.weights[p] = map[uint64]*[slotCount]float32{}
	}
	sc := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.SplitN(line, "\t", 4)
		if len(f) != 4 {
			return nil, fmt.Errorf("slot: weights line %d: %d fields, want 4", n, len(f))
		}
		pass, err := strconv.Atoi(f[0])
		slot := slotNamed(f[1])
		if err != nil || pass < 1 || pass > Passes || slot < 0 {
			return nil, fmt.Errorf("slot: weights line %d: no such pass or slot: %q %q", n, f[0], f[1])
		}
		w, err := strconv.ParseFloat(f[2], 32)
		if err != nil {
			return nil, fmt.Errorf("slot: weights line %d: %w", n, err)
		}
		if f[3] == leastFeature {
			m.least[slot] = w
			continue
		}
		m.set(pass-1, slot, hash(strings.Split(f[3], " ")...), float32(w))
	}
	return m, sc.Err()
}

// leastFeature stands in the weights file for the probability from which on an
// answer of the slot is stated.
const leastFeature = "state from"

func slotNamed(name string) int {
	for i, s := range Slots {
		if string(s) == name {
			return i
		}
	}
	return -1
}

func (m *Model) set(pass, slot int, id uint64, w float32) {
	row := m.weights[pass][id]
	if row == nil {
		row = &[slotCount]float32{}
		m.weights[pass][id] = row
	}
	row[slot] = w
}

// Set puts weights in place of those of one slot and pass; for training.
func (m *Model) Set(pass, slot int, w Weights) {
	if m.weights[pass] == nil {
		m.weights[pass] = map[uint64]*[slotCount]float32{}
	}
	for _, row := range m.weights[pass] {
		row[slot] = 0
	}
	for id, v := range w {
		m.set(pass, slot, id, float32(v))
	}
}

// scores are the sums of weights of one pair, a slot each.
func (m *Model) scores(pass int, list []Feature) (sum [slotCount]float64) {
	for _, f := range list {
		if row := m.weights[pass][f.ID]; row != nil {
			for s, w := range row {
				sum[s] += float64(w) * f.Value
			}
		}
	}
	return sum
}

// Rank ranks the candidates of every site of the scene: for each site and each
// of Slots the likeliest answers first.
func (m *Model) Rank(s *Scene) [][slotCount][]Answer {
	s.prepare()
	g := m.pass(s, 0, nil)
	g = m.pass(s, 1, g)
	ranked := make([][slotCount][]Answer, len(s.Sites))
	for i := range s.Sites {
		for k := range Slots {
			ranked[i][k] = answers(s.candidates(k), g.at(i, k))
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

// Grid ranks all sites in one pass; before is what the pass before made.
func (m *Model) pass(s *Scene, pass int, before *Grid) *Grid {
	g := &Grid{P: make([][slotCount][]float64, len(s.Sites))}
	var f features
	var st *story
	if before != nil {
		st = s.story(before)
	}
	for i := range s.Sites {
		m.rankSite(s, i, pass, &f, st, g)
	}
	return g
}

func (m *Model) rankSite(s *Scene, i, pass int, f *features, st *story, g *Grid) {
	for k := range Slots {
		g.P[i][k] = make([]float64, len(s.candidates(k)))
	}
	for c := range s.parties {
		s.party(f, &s.Sites[i], &s.parties[c])
		sum := m.scores(pass, f.list)
		for k := range placeSlot {
			g.P[i][k][c] = sum[k]
		}
		if st != nil {
			for k := range placeSlot {
				f.reset()
				st.features(f, i, k, c)
				g.P[i][k][c] += m.scores(pass, f.list)[k]
			}
		}
	}
	for c := range s.places {
		s.place(f, &s.Sites[i], &s.places[c])
		g.P[i][placeSlot][c] = m.scores(pass, f.list)[placeSlot]
		if st != nil {
			f.reset()
			st.features(f, i, placeSlot, c)
			g.P[i][placeSlot][c] += m.scores(pass, f.list)[placeSlot]
		}
	}
	for k := range Slots {
		softmax(g.P[i][k])
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
