package model

import "slices"

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

// Sums are the scores of a Table's classes on the way: the even bytes of the
// rows' words are added up in the first half, the odd ones in the second.
type Sums struct {
	lanes [2 * maxWords]uint64
	rows  int32
}

// Add adds the weights of the features.
func (t *Table) Add(keys []uint32, s *Sums) {
	var found [MaxKeys]uint32
	n := t.find(keys, &found)
	t.addRows(found[:n], s)
	s.rows += int32(n)
}

// of is the score of class c.
func (s *Sums) of(c int) int32 {
	x := s.lanes[c%2*maxWords+c/8]
	return int32(x>>(c%8/2*16)&0xffff) - s.rows*128
}

// best is the class with the highest score, the first of equals.
func (s *Sums) best(classes int) int {
	b, top := 0, s.of(0)
	for c := 1; c < classes; c++ {
		if v := s.of(c); v > top {
			b, top = c, v
		}
	}
	return b
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

// addRows is the twin of the kernel for all machines.
func addRows(rows []uint64, words int, found []uint32, lanes *[2 * maxWords]uint64) {
	for _, r := range found {
		row := rows[int(r)*words : int(r)*words+words]
		for j, x := range row {
			lanes[j&(maxWords-1)] += x & evenLanes
			lanes[maxWords+j&(maxWords-1)] += x >> 8 & evenLanes
		}
	}
}
