package main

import (
	"math"

	"muster/extract/syntax/model"
)

// adam is the optimiser of Kingma and Ba (2015).
type adam struct {
	m, v []float32
	step int
}

func newAdam(n int) *adam { return &adam{m: make([]float32, n), v: make([]float32, n)} }

const beta1, beta2 = 0.9, 0.98

func (a *adam) update(w, g []float32, rate float32) {
	c1 := 1 - float32(math.Pow(beta1, float64(a.step)))
	c2 := 1 - float32(math.Pow(beta2, float64(a.step)))
	adamPart(w, g, a.m, a.v, rate/c1, 1/c2)
}

func adamPart(w, g, m, v []float32, rate, scale float32) {
	for i, d := range g {
		m[i] = beta1*m[i] + (1-beta1)*d
		v[i] = beta2*v[i] + (1-beta2)*d*d
		w[i] -= rate * m[i] / (float32(math.Sqrt(float64(v[i]*scale))) + 1e-6)
	}
}

// descend adds up the workers' gradients and takes one step.
func (s *school) descend(rate, size float32) {
	ws := s.workers
	g := ws[0].grad
	for _, w := range ws[1:] {
		model.Axpy(1, w.grad, g)
	}
	sum := 0.0
	for i := range g {
		g[i] /= size
		sum += float64(g[i]) * float64(g[i])
	}
	if norm := math.Sqrt(sum); norm > 1 {
		k := float32(1 / norm)
		for i := range g {
			g[i] *= k
		}
	}
	s.par.step++
	s.par.update(s.net.Par, g, rate)
	s.descendRows(rate, size)
}

// descendRows takes the step of the embeddings that the batch used.
func (s *school) descendRows(rate, size float32) {
	net, ws, emb := s.net, s.workers, s.emb
	emb.step = s.par.step
	for r, d := range ws[1].emb {
		if e := ws[0].emb[r]; e != nil {
			model.Axpy(1, d, e)
		} else {
			ws[0].emb[r] = d
		}
	}
	for r, d := range ws[0].emb {
		for i := range d {
			d[i] /= size
		}
		a, b := int(r)*dim, int(r+1)*dim
		c2 := 1 - float32(math.Pow(beta2, float64(emb.step)))
		adamPart(net.Emb[a:b], d, emb.m[a:b], emb.v[a:b], rate, 1/c2)
	}
}
