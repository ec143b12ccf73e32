package model

import "slices"

// Scorer gives every class a score: the sum of its weights over the features.
// A trained Table is one, the learner of the train command another.
type Scorer interface {
	// Score writes the scores of the classes into out, whose length is at
	// most the number of classes.
	Score(keys []uint32, out []int32)
}

// MaxKeys bounds the features of one decision: with it the sums of a Table
// cannot overflow their lanes.
const MaxKeys = 256

// Table is a linear classifier with one signed byte per feature and class.
//
// The bytes of a feature's row lie side by side, shifted by 128 so that none
// is negative. A row is added eight classes at a time: the even and the odd
// bytes of a 64-bit word go to two words with four 16-bit lanes each, which
// hold the sum of 256 rows.
type Table struct {
	Classes int
	words   int // 64-bit words per row
	shift   uint8
	slots   []slot
	rows    []uint64
}

// slot is one place of the open-addressed index; row 0 is an empty slot, so
// row r is at rows[(r-1)*words:].
type slot struct{ key, row uint32 }

const (
	evenLanes = 0x00ff00ff00ff00ff
	zeroRow   = 0x8080808080808080
	spread    = 2654435769
	maxWords  = 16
)

// Row is the weights of one feature, one per class.
type Row struct {
	Key     uint32
	Weights []int8
}

// NewTable builds a table from rows with different keys.
func NewTable(classes int, rows []Row) *Table {
	t := newTable(classes, len(rows))
	for i, r := range rows {
		t.insert(r.Key, uint32(i+1))
		row := t.rows[i*t.words : (i+1)*t.words]
		for c, w := range r.Weights {
			setLane(row, c, w)
		}
	}
	return t
}

func newTable(classes, rows int) *Table {
	bits := uint8(4)
	for 1<<bits < rows*3/2 {
		bits++
	}
	t := &Table{Classes: classes, words: (classes + 7) / 8, shift: 32 - bits}
	t.slots = make([]slot, 1<<bits)
	t.rows = slices.Repeat([]uint64{zeroRow}, rows*t.words)
	return t
}

func setLane(row []uint64, c int, w int8) {
	s := uint(c%8) * 8
	row[c/8] = row[c/8]&^(0xff<<s) | uint64(uint8(int(w)+128))<<s
}

func (t *Table) insert(key, row uint32) {
	i := key * spread >> t.shift
	for t.slots[i].row != 0 {
		if i++; int(i) == len(t.slots) {
			i = 0
		}
	}
	t.slots[i] = slot{key, row}
}

// Len is the number of features with weights.
func (t *Table) Len() int { return len(t.rows) / max(t.words, 1) }

// Score implements Scorer.
func (t *Table) Score(keys []uint32, out []int32) {
	var found [MaxKeys]uint32
	n := t.find(keys, &found)
	t.sum(found[:n], out)
}

// find looks the keys up and returns how many have rows.
func (t *Table) find(keys []uint32, found *[MaxKeys]uint32) int {
	n, slots, last := 0, t.slots, uint32(len(t.slots)-1)
	if len(keys) > MaxKeys {
		keys = keys[:MaxKeys]
	}
	for _, k := range keys {
		for i := k * spread >> t.shift; ; i = (i + 1) & last {
			s := slots[i]
			if s.key == k && s.row != 0 {
				found[n&(MaxKeys-1)] = s.row - 1
				n++
				break
			}
			if s.row == 0 {
				break
			}
		}
	}
	return n
}

func (t *Table) sum(found []uint32, out []int32) {
	var acc [2 * maxWords]uint64
	w := t.words
	for _, r := range found {
		row := t.rows[int(r)*w : int(r)*w+w]
		for j, x := range row {
			acc[(2*j)&(2*maxWords-1)] += x & evenLanes
			acc[(2*j+1)&(2*maxWords-1)] += x >> 8 & evenLanes
		}
	}
	bias := int32(len(found)) * 128
	for c := range out {
		x := acc[2*(c/8)+c%2]
		out[c] = int32(x>>(uint(c%8)/2*16)&0xffff) - bias
	}
}

// best is the index of the highest score, the first of equals.
func best(scores []int32) int {
	b := 0
	for c, s := range scores {
		if s > scores[b] {
			b = c
		}
	}
	return b
}
