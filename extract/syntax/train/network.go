package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"muster/extract/syntax/model"
)

// schedule is how the network is trained.
type schedule struct {
	epochs int
	batch  int // tokens
	rate   float64
	drop   float32
	hide   float64 // chance of hiding a form seen n times: hide/(hide+n)
	blind  float32 // chance of hiding the tagger's tag
}

var patient = schedule{epochs: 20, batch: 400, rate: 0.003, drop: 0.2, hide: 0.4, blind: 0.15}

// newNet makes a network with random weights for the features that the
// examples have at least twice.
func newNet(examples []*example, seed uint64, sc schedule) (*model.Net, []float32) {
	counts := map[uint32]int{}
	var keys []uint32
	for _, e := range examples {
		for i := 1; i < len(e.gold); i++ {
			for _, k := range e.s.EmbedKeys(nil, i) {
				if counts[k]++; counts[k] == 2 {
					keys = append(keys, k)
				}
			}
		}
	}
	slices.Sort(keys)
	rnd := rand.New(rand.NewPCG(seed, 7))
	n := &model.Net{Rows: model.FeatureRow + len(keys), Index: model.NewIndex(keys), Keys: keys}
	n.Emb = make([]float32, n.Rows*dim)
	for i := range n.Emb {
		n.Emb[i] = float32(rnd.NormFloat64() * 0.1)
	}
	n.Par = make([]float32, model.ParSize())
	n.Parts = model.Views(n.Par)
	fill := func(w []float32, in, out int) {
		r := math.Sqrt(6 / float64(in+out))
		for i := range w {
			w[i] = float32((rnd.Float64()*2 - 1) * r)
		}
	}
	for i, c := range n.Cells {
		in := dim
		if i >= 2 {
			in = both
		}
		fill(c.X, in, dim)
		fill(c.H, dim, dim)
		for k := range dim {
			c.B[k] = 0.5
		}
	}
	fill(n.Tag, both, model.TagPad)
	fill(n.Dep, both, dim)
	fill(n.Head, both, dim)
	fill(n.Arc, dim, dim)
	fill(n.RelDep, both, model.Mid)
	fill(n.RelHead, both, model.Mid)
	fill(n.Rel, model.Mid, model.RelPad)
	rare := make([]float32, n.Rows)
	for t := range model.TagPad {
		rare[model.TagRow+t] = sc.blind
	}
	for _, e := range examples {
		for i := 1; i < len(e.gold); i++ {
			k := e.s.EmbedKeys(nil, i)[0]
			if r := n.Index.Find(k); r >= 0 {
				rare[model.FeatureRow+r] = float32(sc.hide / (sc.hide + float64(counts[k])))
			}
		}
	}
	return n, rare
}

// lessonOf looks up the sentence's embeddings.
func lessonOf(n *model.Net, e *example) *lesson {
	l := &lesson{tags: e.tags, head: slices.Clone(e.gold), rels: e.rels, rows: [][]int32{{model.RootRow}}}
	l.head[0] = 0
	for i := 1; i < len(e.gold); i++ {
		var rows []int32
		for j, k := range e.s.EmbedKeys(nil, i) {
			if r := n.Index.Find(k); r >= 0 {
				rows = append(rows, int32(model.FeatureRow+r))
			} else if j == 0 {
				rows = append(rows, model.UnknownRow)
			}
		}
		rows = append(rows, model.TagRow+int32(e.hint[i]))
		l.rows = append(l.rows, rows)
	}
	return l
}

// longest is how many tokens a sentence may have to be learned from.
const longest = 120

// school is a network in training.
type school struct {
	schedule
	seed     uint64
	net      *model.Net
	lessons  []*lesson
	workers  []*worker
	par, emb *adam
	tokens   int // in all lessons
	done     int // tokens learned from so far
}

func newSchool(examples []*example, seed uint64, sc schedule) *school {
	net, rare := newNet(examples, seed, sc)
	s := &school{schedule: sc, seed: seed, net: net, par: newAdam(len(net.Par)), emb: newAdam(len(net.Emb))}
	for _, e := range examples {
		if len(e.gold) <= longest {
			s.lessons = append(s.lessons, lessonOf(net, e))
			s.tokens += len(e.gold) - 1
		}
	}
	for range 2 {
		w := &worker{net: net, grad: make([]float32, len(net.Par)), drop: sc.drop, rare: rare, emb: map[int32][]float32{}}
		w.g = model.Views(w.grad)
		s.workers = append(s.workers, w)
	}
	return s
}

// learnNet trains the network; after is called behind each epoch with the
// loss of a token and the heads right in training, in per cent.
func learnNet(examples []*example, seed uint64, sc schedule, after func(epoch int, n *model.Net, loss, right float64, took time.Duration)) *model.Net {
	s := newSchool(examples, seed, sc)
	rnd := rand.New(rand.NewPCG(seed, 8))
	for epoch := range sc.epochs {
		start := time.Now()
		rnd.Shuffle(len(s.lessons), func(i, j int) { s.lessons[i], s.lessons[j] = s.lessons[j], s.lessons[i] })
		s.epoch(epoch)
		loss, right, n := 0.0, 0, 0
		for _, w := range s.workers {
			loss, right, n = loss+w.loss, right+w.right, n+w.n
			w.loss, w.right, w.n = 0, 0, 0
		}
		after(epoch, s.net, loss/float64(n), 100*float64(right)/float64(n), time.Since(start))
	}
	return s.net
}

// epoch goes through all lessons, a step for each batch. The rate rises over
// the first steps and falls to nothing at the end of training.
func (s *school) epoch(epoch int) {
	for at := 0; at < len(s.lessons); {
		from, size := at, 0
		for at < len(s.lessons) && size < s.batch {
			size += len(s.lessons[at].head)
			at++
		}
		s.share(epoch, from, at)
		rate := float32(s.rate * min(1, float64(s.par.step)/200) * (1 - float64(s.done)/float64(s.schedule.epochs*s.tokens)))
		s.descend(rate, float32(size))
		s.done += size - (at - from)
	}
}

// share gives each worker its part of the lessons. Chance is drawn anew for
// each lesson, so that it does not matter who is faster.
func (s *school) share(epoch, from, to int) {
	var wg sync.WaitGroup
	for i, w := range s.workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			clear(w.grad)
			clear(w.emb)
			for k := from + i; k < to; k += len(s.workers) {
				w.rnd = rand.New(rand.NewPCG(s.seed+uint64(epoch)<<32, uint64(k)))
				w.learn(s.lessons[k])
			}
		}()
	}
	wg.Wait()
}
