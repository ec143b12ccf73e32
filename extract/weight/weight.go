// Package weight keeps what a learned model knows of its features, by the hash
// of each feature's name.
//
// A figure asks for thousands of features, most of which no model knows: a Table
// answers them several times as fast as a map and is read only.
package weight

import "math/bits"

// Table holds a V for each of a fixed set of hashes. It may be used by many
// goroutines.
type Table[V any] struct {
	// places are the numbers of rows, counted from 1, by the hash's upper bits;
	// 0 is free. At most half are taken.
	places []uint32
	ids    []uint64
	rows   []V
	shift  uint8
}

// New is the table of what m holds.
func New[V any](m map[uint64]V) *Table[V] {
	t := &Table[V]{ids: make([]uint64, 0, len(m)), rows: make([]V, 0, len(m))}
	width := bits.Len(uint(2*len(m) + 1))
	t.places, t.shift = make([]uint32, 1<<width), uint8(64-width)
	for id, v := range m {
		t.ids, t.rows = append(t.ids, id), append(t.rows, v)
		i := t.home(id)
		for t.places[i] != 0 {
			i = (i + 1) & (len(t.places) - 1)
		}
		t.places[i] = uint32(len(t.ids))
	}
	return t
}

// home is where the search for a hash begins.
func (t *Table[V]) home(id uint64) int { return int(id * spread >> t.shift) }

// spread makes the upper bits depend on all bits of a hash.
const spread = 0x9e3779b97f4a7c15

// Find is what the table holds for a hash; nil where it holds nothing.
func (t *Table[V]) Find(id uint64) *V {
	for i := t.home(id); ; i = (i + 1) & (len(t.places) - 1) {
		row := t.places[i]
		if row == 0 {
			return nil
		}
		if t.ids[row-1] == id {
			return &t.rows[row-1]
		}
	}
}

// Len is how many hashes it holds.
func (t *Table[V]) Len() int { return len(t.ids) }

// Hash begins the hash of a name: FNV-1a, to be gone on with by Add.
const Hash uint64 = 14695981039346656037

// Add goes on with a hash by more of the name.
func Add(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
