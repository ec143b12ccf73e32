package model

import "math"

// Sizes of the network.
const (
	Dim    = 64      // of a token's embedding, of an LSTM's state and of the heads' layers
	Gates  = 3 * Dim // forget gate, candidate, output gate
	Both   = 2 * Dim // both directions
	Reach  = 32      // buckets of the distance from a token to its head
	TagPad = 96      // tags and relations, rounded up to a multiple of 8
	RelPad = 64
	Mid    = 128 // of the layer before the relation
)

// Net is the network: two layers of LSTMs in both directions over the tokens
// and the root before them, whose forget gates do the work of input gates as
// well; on their states one layer each for the tag, the head and the
// relation.
type Net struct {
	Rows  int       // embeddings; see the places below
	Emb   []float32 // Rows x Dim
	Par   []float32 // all other weights
	Keys  []uint32  // of the embeddings from FeatureRow on, rising
	Index Index     // key -> place in Keys
	Parts
	tags []float32 // what the first layer's cells make of the tagger's tags
}

// Places of embeddings: the root's, that of unknown forms, the tagger's tags,
// then the features'.
const (
	RootRow    = 0
	UnknownRow = 1
	TagRow     = 2
	FeatureRow = TagRow + TagPad
)

// Parts names the parts of Par. Matrices are stored by input: row j holds what
// input j adds to each output.
type Parts struct {
	Cells             [4]Cell // layer 1 forward, backward, layer 2 forward, backward
	Tag, TagB         []float32
	Dep, DepB         []float32
	Head, HeadB       []float32
	Arc, ArcB         []float32 // Dim x Dim; how ready a head is
	Far, FarV         []float32 // Reach, Reach x Dim: how far the head is, by itself and by the dependent
	RelDep, RelHead   []float32
	RelFar            []float32 // Reach x Mid
	RelMid, Rel, RelB []float32
}

// Cell is one LSTM.
type Cell struct{ X, B, H []float32 }

// Views gives the parts their places in par; len(par) must be ParSize().
func Views(par []float32) (v Parts) {
	take := func(n int) []float32 {
		p := par[:n:n]
		par = par[n:]
		return p
	}
	for i := range v.Cells {
		in := Dim
		if i >= 2 {
			in = Both
		}
		v.Cells[i] = Cell{take(in * Gates), take(Gates), take(Dim * Gates)}
	}
	v.Tag, v.TagB = take(Both*TagPad), take(TagPad)
	v.Dep, v.DepB = take(Both*Dim), take(Dim)
	v.Head, v.HeadB = take(Both*Dim), take(Dim)
	v.Arc, v.ArcB, v.Far, v.FarV = take(Dim*Dim), take(Dim), take(Reach), take(Reach*Dim)
	v.RelDep, v.RelHead, v.RelMid, v.RelFar = take(Both*Mid), take(Both*Mid), take(Mid), take(Reach*Mid)
	v.Rel, v.RelB = take(Mid*RelPad), take(RelPad)
	return v
}

// ParSize is the length of Par.
func ParSize() int {
	return 2*(Dim*Gates+Gates+Dim*Gates) + 2*(Both*Gates+Gates+Dim*Gates) + Both*TagPad + TagPad +
		2*(Both*Dim+Dim) + Dim*Dim + Dim + Reach + Reach*Dim + 2*Both*Mid + Mid + Reach*Mid + Mid*RelPad + RelPad
}

// Bind makes the parts and what follows from the weights fit them.
func (n *Net) Bind() {
	n.Parts = Views(n.Par)
	n.tags = make([]float32, TagPad*2*Gates)
	for t := range TagPad {
		x := n.Emb[(TagRow+t)*Dim : (TagRow+t+1)*Dim]
		for dir := range 2 {
			at := (2*t + dir) * Gates
			Gemv(n.Cells[dir].X, x, n.tags[at:at+Gates])
		}
	}
}

// Ways writes how well a dependent's q goes with each distance of its head.
func (n *Net) Ways(q, out []float32) {
	for b := range Reach {
		out[b] = n.Far[b] + Dot(q, n.FarV[b*Dim:(b+1)*Dim])
	}
}

// Bucket is the bucket of the way from token i to its head j, in Far.
func Bucket(i, j int) int {
	d, side := j-i, 0
	if d < 0 {
		d, side = -d, Reach/2
	}
	switch {
	case j == 0:
		return 0
	case d <= 8:
		return side + d
	case d <= 10:
		return side + 9
	case d <= 14:
		return side + 10
	case d <= 20:
		return side + 11
	case d <= 30:
		return side + 12
	}
	return side + 13
}

// Curves by table: between -8 and 8 in steps of 1/512.
var sigmoids, tanhs = func() (s, t [8192]float32) {
	for i := range s {
		x := (float64(i) + 0.5 - 4096) / 512
		s[i], t[i] = float32(1/(1+math.Exp(-x))), float32(math.Tanh(x))
	}
	return
}()

func place(x float32) int {
	return max(0, min(8191, int(x*512+4096)))
}

// step is the twin of the kernel behind Step for all machines.
func step(z, before, cell, tan, state []float32) {
	f, g, o := z[:Dim], z[Dim:2*Dim], z[2*Dim:3*Dim]
	before, cell, tan, state = before[:Dim], cell[:Dim], tan[:Dim], state[:Dim]
	for k := range f {
		fk, gk, ok := sigmoids[place(f[k])], tanhs[place(g[k])], sigmoids[place(o[k])]
		f[k], g[k], o[k] = fk, gk, ok
		c := fk*before[k] + (1-fk)*gk
		t := tanhs[place(c)]
		cell[k], tan[k], state[k] = c, t, ok*t
	}
}

// Index finds the embedding of a feature.
type Index struct {
	slots []slot
	shift uint8
}

// NewIndex numbers the keys from 0.
func NewIndex(keys []uint32) Index {
	t := newTable(1, len(keys))
	for i, k := range keys {
		t.insert(k, uint32(i+1))
	}
	return Index{t.slots, t.shift}
}

// Find is the number of the key, -1 when it has none.
func (x *Index) Find(key uint32) int {
	last := uint32(len(x.slots) - 1)
	for i := key * spread >> x.shift; ; i = (i + 1) & last {
		s := x.slots[i]
		if s.row == 0 {
			return -1
		}
		if s.key == key {
			return int(s.row) - 1
		}
	}
}

// EmbedKeys appends the keys of token i's features, that of its form first.
func (s *Sentence) EmbedKeys(k []uint32, i int) []uint32 {
	w := s.word(i)
	return append(k, key(1, w.form, 0, 0),
		key(2, w.suffix[0], 0, 0), key(3, w.suffix[1], 0, 0), key(4, w.suffix[2], 0, 0), key(5, w.suffix[3], 0, 0),
		key(6, w.prefix[0], 0, 0), key(7, w.prefix[1], 0, 0), key(8, w.prefix[2], 0, 0), key(9, w.shape, w.flags&(hasDigit|hasUpper|hasLower|startsUpper), 0))
}
