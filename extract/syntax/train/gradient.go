package main

import (
	"math/rand/v2"

	"muster/extract/syntax/model"
)

const (
	dim   = model.Dim
	gates = model.Gates
	both  = model.Both
)

// lesson is a sentence as the network learns it; index 0 is the root.
type lesson struct {
	rows [][]int32 // embeddings of each token
	tags []uint8
	head []int16
	rels []uint8
}

// worker has what one pass forward and back needs.
type worker struct {
	net   *model.Net
	grad  []float32 // like net.Par
	g     model.Parts
	rnd   *rand.Rand
	drop  float32
	rare  []float32 // chance that a form or a tag is hidden, per embedding
	emb   map[int32][]float32
	loss  float64
	right int // heads
	n     int
	used  int
	arena []float32
}

// lstm keeps one cell's run over the sentence.
type lstm struct{ z, c, t, h []float32 }

// get is n floats, all zero, good until the next sentence.
func (w *worker) get(n int) []float32 {
	if w.used+n > len(w.arena) {
		w.arena = make([]float32, max(2*len(w.arena), 1<<20, 2*n))
		w.used = 0
	}
	f := w.arena[w.used : w.used+n : w.used+n]
	w.used += n
	clear(f)
	return f
}

// run goes through cell number k over n inputs of width in.
func (w *worker) run(k int, x []float32, n, in int) lstm {
	c := &w.net.Cells[k]
	l := lstm{w.get(n * gates), w.get(n * dim), w.get(n * dim), w.get(n * dim)}
	zero := w.get(dim)
	h, cell := zero, zero
	for s := range n {
		t := s
		if k%2 == 1 {
			t = n - 1 - s
		}
		z := l.z[t*gates : (t+1)*gates]
		copy(z, c.B)
		model.Gemv(c.X, x[t*in:(t+1)*in], z)
		model.Gemv(c.H, h, z)
		model.Step(z, cell, l.c[t*dim:(t+1)*dim], l.t[t*dim:(t+1)*dim], l.h[t*dim:(t+1)*dim])
		h, cell = l.h[t*dim:(t+1)*dim], l.c[t*dim:(t+1)*dim]
	}
	return l
}

// back goes back through cell k: dh is what the states are wanted to change
// by, dx takes what the inputs are.
func (w *worker) back(k int, l lstm, x, dh, dx []float32, n, in int) {
	c, g := &w.net.Cells[k], &w.g.Cells[k]
	dhn, dcn, zero := w.get(dim), w.get(dim), w.get(dim)
	dz := w.get(gates)
	for s := range n {
		t := n - 1 - s
		p := t - 1
		if k%2 == 1 {
			t = s
			p = t + 1
		}
		hp, cp := zero, zero
		if p >= 0 && p < n {
			hp, cp = l.h[p*dim:(p+1)*dim], l.c[p*dim:(p+1)*dim]
		}
		z, tan := l.z[t*gates:(t+1)*gates], l.t[t*dim:(t+1)*dim]
		for j := range dim {
			f, gg, o, th := z[j], z[dim+j], z[2*dim+j], tan[j]
			d := dh[t*both+j] + dhn[j]
			dz[2*dim+j] = d * th * o * (1 - o)
			dc := d*o*(1-th*th) + dcn[j]
			dz[j] = dc * (cp[j] - gg) * f * (1 - f)
			dz[dim+j] = dc * (1 - f) * (1 - gg*gg)
			dcn[j] = dc * f
		}
		for j := range dim {
			row := j * gates
			model.Axpy(hp[j], dz, g.H[row:row+gates])
			dhn[j] = model.Dot(c.H[row:row+gates], dz)
		}
		model.Axpy(1, dz, g.B)
		xt := x[t*in : (t+1)*in]
		for j, v := range xt {
			row := j * gates
			if v != 0 {
				model.Axpy(v, dz, g.X[row:row+gates])
				dx[t*in+j] += model.Dot(c.X[row:row+gates], dz)
			}
		}
	}
}

// layer joins a forward and a backward run: n x Both, with drop-out.
func (w *worker) layer(k int, x []float32, n, in int) (f, b lstm, out, mask []float32) {
	f, b = w.run(k, x, n, in), w.run(k+1, x, n, in)
	out = w.get(n * both)
	for t := range n {
		copy(out[t*both:], f.h[t*dim:(t+1)*dim])
		copy(out[t*both+dim:], b.h[t*dim:(t+1)*dim])
	}
	return f, b, out, w.mask(out)
}

// mask drops some of x and returns what each place was multiplied by.
func (w *worker) mask(x []float32) []float32 {
	m := w.get(len(x))
	keep := 1 / (1 - w.drop)
	for i := range m {
		if w.rnd.Float32() >= w.drop {
			m[i] = keep
		}
		x[i] *= m[i]
	}
	return m
}

func (w *worker) layerBack(k int, f, b lstm, x, d, mask, dx []float32, n, in int) {
	scale(d, mask)
	w.back(k, f, x, d, dx, n, in)
	w.back(k+1, b, x, d[dim:], dx, n, in)
}

// embed adds up the embeddings of each token and returns which were used.
func (w *worker) embed(l *lesson, x []float32) [][]int32 {
	used := make([][]int32, len(l.rows))
	for t, rows := range l.rows {
		for i, r := range rows {
			switch hidden := t > 0 && w.rnd.Float32() < w.rare[r]; {
			case hidden && i == 0:
				r = model.UnknownRow
			case hidden:
				continue
			}
			model.Axpy(1, w.net.Emb[int(r)*dim:int(r+1)*dim], x[t*dim:(t+1)*dim])
			used[t] = append(used[t], r)
		}
	}
	return used
}

// learn adds one sentence's gradient.
func (w *worker) learn(l *lesson) {
	w.used = 0
	n := len(l.head)
	x := w.get(n * dim)
	used := w.embed(l, x)
	m0 := w.mask(x)
	f1, b1, h1, m1 := w.layer(0, x, n, dim)
	f2, b2, h2, m2 := w.layer(2, h1, n, both)
	d2 := w.get(n * both)
	w.tags(l, h2, d2)
	w.arcs(l, h2, d2)
	w.rels(l, h2, d2)
	d1 := w.get(n * both)
	w.layerBack(2, f2, b2, h1, d2, m2, d1, n, both)
	dx := w.get(n * dim)
	w.layerBack(0, f1, b1, x, d1, m1, dx, n, dim)
	scale(dx, m0)
	for t, rows := range used {
		for _, r := range rows {
			g := w.emb[r]
			if g == nil {
				g = make([]float32, dim)
				w.emb[r] = g
			}
			model.Axpy(1, dx[t*dim:(t+1)*dim], g)
		}
	}
	w.n += n - 1
}
