package model

import "slices"

// Run is the room that the network needs for a sentence, used again for the
// next. It is not for several goroutines at once.
type Run struct {
	n        int // tokens and the root
	x        []float32
	z        []float32 // gates of both directions, of all sentences
	h1, h2   []float32 // n x Both, of all sentences
	lanes    []lane
	gates, h []float32 // of one step, by lane
	before   []float32
	now, tan []float32
	states   []float32 // of one sentence
	head, p  []float32 // n x Dim
	arcs     []float32 // n x n
	tag, rel []float32
	ways     [Reach]float32
	known    []known
	seen     []seen
	keys     []uint32
	tree     spanning
}

// known keeps what the first layer's cells make of a form.
type known struct {
	form, shape uint32
	z           []float32 // both directions' gates
}

const mostKnown = 1 << 12

// NewRun makes an empty run.
func NewRun() *Run {
	return &Run{known: make([]known, mostKnown), seen: make([]seen, mostKnown)}
}

// floats makes f n long.
func floats(f *[]float32, n int) []float32 {
	if cap(*f) < n {
		*f = make([]float32, max(2*n, 1024))
	}
	*f = (*f)[:n]
	return *f
}

// Parse gives every token of the sentences its tag, head and relation; the hints
// stand.
func (n *Net) Parse(ss []*Sentence, r *Run, tags, rels int) {
	states := n.encode(ss, r)
	for _, s := range ss {
		r.n = s.n + 1
		r.states, states = states[:r.n*Both], states[r.n*Both:]
		if s.n > 0 {
			n.tag(s, r, tags)
			n.heads(s, r)
			n.relations(s, r, rels)
		}
	}
}

// tag says the tokens' tags for good.
func (n *Net) tag(s *Sentence, r *Run, tags int) {
	tag := floats(&r.tag, r.n*TagPad)
	r.layer(r.states, n.Tag, n.TagB, tag)
	for i := 1; i < r.n; i++ {
		s.Tag[i] = uint8(bestOf(tag[i*TagPad:][:tags]))
	}
}

// lane is a sentence on its way through a cell: its first row and how many.
type lane struct{ from, n int }

// encode runs the two layers and gives the second's states, sentence after
// sentence.
func (n *Net) encode(ss []*Sentence, r *Run) []float32 {
	r.lanes = r.lanes[:0]
	all := 0
	for _, s := range ss {
		s.Size()
		r.lanes = append(r.lanes, lane{all, s.n + 1})
		all += s.n + 1
	}
	z := floats(&r.z, all*2*Gates)
	for k, s := range ss {
		for t := range s.n + 1 {
			n.enter(s, r, t, z[(r.lanes[k].from+t)*2*Gates:][:2*Gates])
		}
	}
	slices.SortStableFunc(r.lanes, func(a, b lane) int { return b.n - a.n })
	h1, h2 := floats(&r.h1, all*Both), floats(&r.h2, all*Both)
	for dir := range 2 {
		n.sweep(dir, z[dir*Gates:], r, h1[dir*Dim:])
	}
	for dir := range 2 {
		g := Rows{z[dir*Gates:], all, Gates, 2 * Gates}
		g.fill(n.Cells[2+dir].B)
		Gemm(n.Cells[2+dir].X, rows(h1, all), g)
	}
	for dir := range 2 {
		n.sweep(2+dir, z[dir*Gates:], r, h2[dir*Dim:])
	}
	return h2
}

// enter writes what the first layer's cells make of token t and its hint.
func (n *Net) enter(s *Sentence, r *Run, t int, g []float32) {
	copy(g, n.first(s, r, t))
	if t > 0 {
		tag := int(s.Hint[t]) * 2 * Gates
		Axpy(1, n.tags[tag:tag+2*Gates], g)
	}
}

// sweep runs one cell over the tokens, whose gates' inputs stand in z every
// 2 x Gates floats, and writes its states into out every Both floats. The
// sentences go side by side, the longest first, so that each weight is read once
// for some of them.
func (n *Net) sweep(cell int, z []float32, r *Run, out []float32) {
	c, k := &n.Cells[cell], len(r.lanes)
	g, h := floats(&r.gates, k*Gates), floats(&r.h, k*Dim)
	before, now := floats(&r.before, k*Dim), floats(&r.now, k*Dim)
	tan := floats(&r.tan, Dim)
	clear(before)
	for i := range r.lanes[0].n {
		for r.lanes[k-1].n <= i {
			k--
		}
		row := func(l lane) int {
			if cell%2 == 1 {
				return l.from + l.n - 1 - i
			}
			return l.from + i
		}
		for j, l := range r.lanes[:k] {
			copy(g[j*Gates:(j+1)*Gates], z[row(l)*2*Gates:])
		}
		if i > 0 {
			Gemm(c.H, rows(h[:k*Dim], k), rows(g[:k*Gates], k))
		}
		for j, l := range r.lanes[:k] {
			at, end := j*Dim, (j+1)*Dim
			Step(g[j*Gates:(j+1)*Gates], before[at:end], now[at:end], tan, h[at:end])
			copy(out[row(l)*Both:], h[at:end])
		}
		before, now = now, before
	}
}

// first is what the first layer's cells make of token t by itself.
func (n *Net) first(s *Sentence, r *Run, t int) []float32 {
	w := &nowhere
	if t > 0 {
		w = &s.words[t]
	}
	flags := w.shape ^ w.flags&^startsSentence<<20
	k := &r.known[(w.form^flags*31)%mostKnown]
	if k.z != nil && k.form == w.form && k.shape == flags {
		return k.z
	}
	if k.z == nil {
		k.z = make([]float32, 2*Gates)
	}
	k.form, k.shape = w.form, flags
	x := floats(&r.x, Dim)
	clear(x)
	n.embed(s, r, t, x)
	for dir := range 2 {
		g := k.z[dir*Gates : (dir+1)*Gates]
		copy(g, n.Cells[dir].B)
		Gemv(n.Cells[dir].X, x, g)
	}
	return k.z
}

// embed adds up the embeddings of token t.
func (n *Net) embed(s *Sentence, r *Run, t int, x []float32) {
	if t == 0 {
		Axpy(1, n.Emb[:Dim], x)
		return
	}
	r.keys = s.EmbedKeys(r.keys[:0], t)
	for i, key := range r.keys {
		row := n.Index.Find(key) + FeatureRow
		if row < FeatureRow {
			if i > 0 {
				continue
			}
			row = UnknownRow
		}
		Axpy(1, n.Emb[row*Dim:(row+1)*Dim], x)
	}
}

// heads scores every pair of tokens and takes the best tree.
func (n *Net) heads(s *Sentence, r *Run) {
	head, p, arcs := floats(&r.head, r.n*Dim), floats(&r.p, r.n*Dim), floats(&r.arcs, r.n*r.n)
	d := floats(&r.x, r.n*Dim)
	r.layer(r.states, n.Head, n.HeadB, head)
	cut(head)
	r.layer(r.states, n.Dep, n.DepB, d)
	cut(d)
	r.layer(d, n.Arc, n.ArcB, p)
	for i := 1; i < r.n; i++ {
		q, row := p[i*Dim:(i+1)*Dim], arcs[i*r.n:(i+1)*r.n]
		n.Ways(q, r.ways[:])
		for j := range row {
			row[j] = Dot(q, head[j*Dim:(j+1)*Dim]) + r.ways[Bucket(i, j)]
		}
	}
	r.tree.best(arcs, r.n, s.Head)
}

// relations labels the arcs of the tree.
func (n *Net) relations(s *Sentence, r *Run, rels int) {
	z, rel := rows(floats(&r.x, r.n*Mid), r.n), rows(floats(&r.rel, r.n*RelPad), r.n)
	z.fill(n.RelMid)
	rel.fill(n.RelB)
	h, above := rows(r.states, r.n), rows(floats(&r.h1, r.n*Both), r.n)
	copy(above.at(0), h.at(0))
	for t := 1; t < r.n; t++ {
		g := int(s.Head[t])
		copy(above.at(t), h.at(g))
		far := Bucket(t, g) * Mid
		Axpy(1, n.RelFar[far:far+Mid], z.at(t))
	}
	Gemm(n.RelDep, h, z)
	Gemm(n.RelHead, above, z)
	cut(z.Floats)
	Gemm(n.Rel, z, rel)
	for t := 1; t < r.n; t++ {
		s.Rel[t] = uint8(bestOf(rel.at(t)[:rels]))
	}
}

// layer writes what a layer of the network makes of every token.
func (r *Run) layer(in, weights, bias, out []float32) {
	y := rows(out, r.n)
	y.fill(bias)
	Gemm(weights, rows(in, r.n), y)
}

// cut sets what is below zero to zero.
func cut(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}

func bestOf(x []float32) int {
	b := 0
	for i, v := range x {
		if v > x[b] {
			b = i
		}
	}
	return b
}
