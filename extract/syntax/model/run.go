package model

// Run is the room that the network needs for a sentence, used again for the
// next. It is not for several goroutines at once.
type Run struct {
	n         int // tokens and the root
	x         []float32
	z         []float32 // gates of one direction
	h1, h2    []float32 // n x Both
	cell, tan []float32
	head, p   []float32 // n x Dim
	arcs      []float32 // n x n
	tag, rel  []float32
	ways      [Reach]float32
	known     []known
	seen      []seen
	keys      []uint32
	tree      spanning
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

// Parse gives every token of s its tag, head and relation; the hints stand.
func (n *Net) Parse(s *Sentence, r *Run, tags, rels int) {
	s.Size()
	if s.n == 0 {
		return
	}
	n.encode(s, r)
	tag := floats(&r.tag, r.n*TagPad)
	r.layer(r.h2, n.Tag, n.TagB, tag)
	for i := 1; i < r.n; i++ {
		s.Tag[i] = uint8(bestOf(tag[i*TagPad:][:tags]))
	}
	n.heads(s, r)
	n.relations(s, r, rels)
}

// encode runs the two layers.
func (n *Net) encode(s *Sentence, r *Run) {
	r.n = s.n + 1
	z := floats(&r.z, r.n*2*Gates)
	for t := range r.n {
		g := z[t*2*Gates : (t+1)*2*Gates]
		copy(g, n.first(s, r, t))
		if t > 0 {
			tag := int(s.Hint[t]) * 2 * Gates
			Axpy(1, n.tags[tag:tag+2*Gates], g)
		}
	}
	floats(&r.cell, 2*Dim)
	floats(&r.tan, Dim)
	h1, h2 := floats(&r.h1, r.n*Both), floats(&r.h2, r.n*Both)
	for dir := range 2 {
		n.sweep(dir, z[dir*Gates:], 2*Gates, r, h1[dir*Dim:])
	}
	for dir := range 2 {
		g := Rows{z[dir*Gates:], r.n, Gates, 2 * Gates}
		g.fill(n.Cells[2+dir].B)
		Gemm(n.Cells[2+dir].X, rows(h1, r.n), g)
	}
	for dir := range 2 {
		n.sweep(2+dir, z[dir*Gates:], 2*Gates, r, h2[dir*Dim:])
	}
}

// sweep runs one cell over the tokens, whose gates' inputs stand in z every
// stride floats, and writes its states into out every Both floats.
func (n *Net) sweep(cell int, z []float32, stride int, r *Run, out []float32) {
	c := &n.Cells[cell]
	before, now := r.cell[:Dim], r.cell[Dim:]
	clear(before)
	var h []float32
	for i := range r.n {
		t := i
		if cell%2 == 1 {
			t = r.n - 1 - i
		}
		g := z[t*stride : t*stride+Gates]
		if h != nil {
			Gemv(c.H, h, g)
		}
		h = out[t*Both : t*Both+Dim]
		Step(g, before, now, r.tan, h)
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
	r.layer(r.h2, n.Head, n.HeadB, head)
	cut(head)
	r.layer(r.h2, n.Dep, n.DepB, d)
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
	h, above := rows(r.h2, r.n), rows(floats(&r.h1, r.n*Both), r.n)
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
