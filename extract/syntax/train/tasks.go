package main

import (
	"math"

	"muster/extract/syntax/model"
)

// The three things that the network is asked of its states: tags, heads and
// relations. Each adds to the gradients and to dh, that of the states h.

// softmax turns scores into chances less the gold one, and counts the loss.
func (w *worker) softmax(s []float32, gold int) {
	top := s[0]
	for _, v := range s {
		top = max(top, v)
	}
	sum := float32(0)
	for i, v := range s {
		s[i] = float32(math.Exp(float64(v - top)))
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
	w.loss -= math.Log(float64(max(s[gold], 1e-9)))
	s[gold]--
}

// dense is y = b + x times m.
func dense(m, b, x, y []float32) {
	copy(y, b)
	model.Gemv(m, x, y)
}

// denseBack adds to the gradients of a matrix, its bias and its input.
func denseBack(m, gm, gb, x, dx, dy []float32) {
	k := len(dy)
	if gb != nil {
		model.Axpy(1, dy, gb)
	}
	for j, v := range x {
		if v != 0 {
			model.Axpy(v, dy, gm[j*k:(j+1)*k])
			dx[j] += model.Dot(m[j*k:(j+1)*k], dy)
		}
	}
}

// tags learns the tag of every token.
func (w *worker) tags(l *lesson, h, dh []float32) {
	y := w.get(model.TagPad)
	for t := 1; t < len(l.head); t++ {
		x := h[t*both : (t+1)*both]
		dense(w.net.Tag, w.net.TagB, x, y)
		w.softmax(y, int(l.tags[t]))
		denseBack(w.net.Tag, w.g.Tag, w.g.TagB, x, dh[t*both:(t+1)*both], y)
	}
}

// relu cuts off what is below zero.
func relu(x []float32) {
	for i, v := range x {
		if v < 0 {
			x[i] = 0
		}
	}
}

// unrelu stops the gradient where the output was cut off.
func unrelu(y, dy []float32) {
	for i, v := range y {
		if v <= 0 {
			dy[i] = 0
		}
	}
}

// arcRun is the head layer's run over a sentence; all but scores and ways
// are n x dim.
type arcRun struct {
	n                int
	dep, head, p     []float32
	maskHead, maskP  []float32
	dhead            []float32
	dp, scores, ways []float32
}

// arcs learns to pick the head of every token.
func (w *worker) arcs(l *lesson, h, dh []float32) {
	r := w.arcLayers(h, len(l.head))
	for i := 1; i < r.n; i++ {
		w.arcScores(r, i, int(l.head[i]))
		w.arcBack(r, i, h, dh)
	}
	for t := range r.n {
		da := r.dhead[t*dim : (t+1)*dim]
		scale(da, r.maskHead[t*dim:])
		unrelu(r.head[t*dim:(t+1)*dim], da)
		denseBack(w.net.Head, w.g.Head, w.g.HeadB, h[t*both:(t+1)*both], dh[t*both:(t+1)*both], da)
	}
}

func (w *worker) arcLayers(h []float32, n int) *arcRun {
	r := &arcRun{n: n, dep: w.get(n * dim), head: w.get(n * dim), p: w.get(n * dim)}
	for t := range n {
		x := h[t*both : (t+1)*both]
		a, d, q := r.head[t*dim:(t+1)*dim], r.dep[t*dim:(t+1)*dim], r.p[t*dim:(t+1)*dim]
		dense(w.net.Head, w.net.HeadB, x, a)
		relu(a)
		if t > 0 {
			dense(w.net.Dep, w.net.DepB, x, d)
			relu(d)
			dense(w.net.Arc, w.net.ArcB, d, q)
		}
	}
	r.maskHead, r.maskP = w.mask(r.head), w.mask(r.p)
	r.dhead, r.dp, r.scores, r.ways = w.get(n*dim), w.get(dim), w.get(n), w.get(model.Reach)
	return r
}

// arcScores leaves in r.scores the chances of the heads of token i less the
// gold one.
func (w *worker) arcScores(r *arcRun, i, gold int) {
	q, best := r.p[i*dim:(i+1)*dim], -1
	w.net.Ways(q, r.ways)
	for j := range r.n {
		r.scores[j] = model.Dot(q, r.head[j*dim:(j+1)*dim]) + r.ways[model.Bucket(i, j)]
		if j == i {
			r.scores[j] = -1e9
		}
		if best < 0 || r.scores[j] > r.scores[best] {
			best = j
		}
	}
	if best == gold {
		w.right++
	}
	w.softmax(r.scores, gold)
}

func (w *worker) arcBack(r *arcRun, i int, h, dh []float32) {
	q, dp := r.p[i*dim:(i+1)*dim], r.dp
	clear(dp)
	clear(r.ways)
	for j, v := range r.scores {
		if j == i {
			continue
		}
		r.ways[model.Bucket(i, j)] += v
		model.Axpy(v, r.head[j*dim:(j+1)*dim], dp)
		model.Axpy(v, q, r.dhead[j*dim:(j+1)*dim])
	}
	for b, v := range r.ways {
		w.g.Far[b] += v
		model.Axpy(v, w.net.FarV[b*dim:(b+1)*dim], dp)
		model.Axpy(v, q, w.g.FarV[b*dim:(b+1)*dim])
	}
	scale(dp, r.maskP[i*dim:])
	d, dd := r.dep[i*dim:(i+1)*dim], w.get(dim)
	denseBack(w.net.Arc, w.g.Arc, w.g.ArcB, d, dd, dp)
	unrelu(d, dd)
	denseBack(w.net.Dep, w.g.Dep, w.g.DepB, h[i*both:(i+1)*both], dh[i*both:(i+1)*both], dd)
}

// scale multiplies x place by place with the start of m.
func scale(x, m []float32) {
	m = m[:len(x)]
	for i := range x {
		x[i] *= m[i]
	}
}

// rels learns the relation of every token to its gold head.
func (w *worker) rels(l *lesson, h, dh []float32) {
	z, y, dz := w.get(model.Mid), w.get(model.RelPad), w.get(model.Mid)
	for t := 1; t < len(l.head); t++ {
		g := int(l.head[t])
		xd, xh := h[t*both:(t+1)*both], h[g*both:(g+1)*both]
		dense(w.net.RelDep, w.net.RelMid, xd, z)
		far := model.Bucket(t, g) * model.Mid
		model.Axpy(1, w.net.RelFar[far:far+model.Mid], z)
		model.Gemv(w.net.RelHead, xh, z)
		relu(z)
		m := w.mask(z)
		dense(w.net.Rel, w.net.RelB, z, y)
		w.softmax(y, int(l.rels[t]))
		clear(dz)
		denseBack(w.net.Rel, w.g.Rel, w.g.RelB, z, dz, y)
		unrelu(z, dz)
		scale(dz, m)
		model.Axpy(1, dz, w.g.RelFar[far:far+model.Mid])
		denseBack(w.net.RelDep, w.g.RelDep, w.g.RelMid, xd, dh[t*both:(t+1)*both], dz)
		denseBack(w.net.RelHead, w.g.RelHead, nil, xh, dh[g*both:(g+1)*both], dz)
	}
}
