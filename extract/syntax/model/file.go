package model

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
)

// The file: the magic and format version, a CRC-32 of what follows, a JSON
// header with its length, the lemmas, the tagger's table and the network. A
// table is its keys in rising order as differences, and for each key its
// weights: a bit for every eight classes that have any, for each of those a
// bit for each class, then the weights that are not zero. The network is the
// keys of its features, the embeddings with a byte a number and the other
// weights with two bytes, 64 numbers at a time behind their scale.

const magic = "muster syntax 2\n"

// Header says where a model comes from.
type Header struct {
	Format  int                `json:"format"`
	Trained string             `json:"trained"` // date of the treebanks' release or of training, as the trainer was told
	Data    []string           `json:"data"`
	Seed    uint64             `json:"seed"`
	Scores  map[string]float64 `json:"scores"` // per cent on the data held back from training
	Tags    []Tag              `json:"tags"`
	Rels    []string           `json:"rels"`
	Scripts []Script           `json:"scripts"`
}

// Format is the version of the file that this package reads and writes.
const Format = 2

// ErrModel is wrapped by every error of Read.
var ErrModel = errors.New("syntax model")

// Write gives the model's file. It depends on the model only.
func (m *Model) Write() ([]byte, error) {
	h := m.Header
	h.Format, h.Tags, h.Rels, h.Scripts = Format, m.Tags, m.Rels, m.Lemmas.Scripts
	head, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("syntax model: header: %w", err)
	}
	body := binary.AppendUvarint(nil, uint64(len(head)))
	body = append(body, head...)
	body = m.Lemmas.appendTo(body)
	body = m.Tagger.appendTo(body)
	body = m.Net.appendTo(body)
	return seal(body), nil
}

// seal puts the magic and the check sum before the body.
func seal(body []byte) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(magic), crc32.ChecksumIEEE(body))
	return append(out, body...)
}

// Read reads a model's file. A file of another kind or version, a cut or a
// changed one is refused with an error that wraps ErrModel.
func Read(b []byte) (*Model, error) {
	if len(b) < len(magic)+4 || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: not a model file of format %d", ErrModel, Format)
	}
	sum := binary.LittleEndian.Uint32(b[len(magic):])
	body := b[len(magic)+4:]
	if crc32.ChecksumIEEE(body) != sum {
		return nil, fmt.Errorf("%w: the check sum is wrong: the file is cut or changed", ErrModel)
	}
	m := &Model{}
	r := &reader{b: body}
	if err := json.Unmarshal(r.take(r.count()), &m.Header); err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrModel, err)
	}
	if m.Header.Format != Format {
		return nil, fmt.Errorf("%w: format %d, want %d", ErrModel, m.Header.Format, Format)
	}
	m.Tags, m.Rels = m.Header.Tags, m.Header.Rels
	m.Lemmas = Lemmas{Scripts: m.Header.Scripts, Endings: r.endings()}
	m.Tagger, m.Net = r.table(), r.net()
	switch {
	case r.bad:
		return nil, fmt.Errorf("%w: the file ends early", ErrModel)
	case len(m.Tags) == 0 || len(m.Tags) > TagPad || len(m.Rels) == 0 || len(m.Rels) > RelPad || m.Tagger.Classes != len(m.Tags):
		return nil, fmt.Errorf("%w: its tables do not fit its header", ErrModel)
	}
	return m, nil
}

func (l *Lemmas) appendTo(b []byte) []byte {
	keys := make([]uint32, 0, len(l.Endings))
	for k := range l.Endings {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	b = appendKeys(b, keys)
	for _, k := range keys {
		b = append(b, l.Endings[k])
	}
	return b
}

func appendKeys(b []byte, keys []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(keys)))
	last := uint32(0)
	for _, k := range keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		last = k
	}
	return b
}

func (t *Table) appendTo(b []byte) []byte {
	type pair struct{ key, row uint32 }
	var ps []pair
	for _, s := range t.slots {
		if s.row != 0 {
			ps = append(ps, pair{s.key, s.row - 1})
		}
	}
	slices.SortFunc(ps, func(x, y pair) int { return int(int64(x.key) - int64(y.key)) })
	keys := make([]uint32, len(ps))
	for i, p := range ps {
		keys[i] = p.key
	}
	b = binary.AppendUvarint(b, uint64(t.Classes))
	b = appendKeys(b, keys)
	for _, p := range ps {
		b = appendRow(b, t.rows[int(p.row)*t.words:(int(p.row)+1)*t.words])
	}
	return b
}

func appendRow(b []byte, row []uint64) []byte {
	used := uint64(0)
	for j, x := range row {
		if x != zeroRow {
			used |= 1 << j
		}
	}
	if len(row) > 1 {
		b = binary.AppendUvarint(b, used)
	}
	for _, x := range row {
		if x == zeroRow && len(row) > 1 {
			continue
		}
		at, mask := len(b), byte(0)
		b = append(b, 0)
		for c := range 8 {
			if w := byte(x >> (8 * c)); w != 0x80 {
				mask |= 1 << c
				b = append(b, w)
			}
		}
		b[at] = mask
	}
	return b
}

// reader takes a file apart; after the end it gives zeros and is bad.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	t := r.b[:n]
	r.b = r.b[n:]
	return t
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

func (r *reader) uvarint() uint64 {
	if len(r.b) > 0 && r.b[0] < 0x80 {
		c := r.b[0]
		r.b = r.b[1:]
		return uint64(c)
	}
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

// count reads a number of things that take at least a byte each.
func (r *reader) count() int {
	v := r.uvarint()
	if v > uint64(len(r.b)) {
		r.bad, r.b = true, nil
		return 0
	}
	return int(v)
}

func (r *reader) keys() []uint32 {
	keys := make([]uint32, r.count())
	last := uint32(0)
	for i := range keys {
		last += uint32(r.uvarint())
		keys[i] = last
	}
	return keys
}

func (r *reader) endings() map[uint32]uint8 {
	keys := r.keys()
	m := make(map[uint32]uint8, len(keys))
	for _, k := range keys {
		m[k] = r.byte()
	}
	return m
}

func (r *reader) table() *Table {
	classes := int(r.uvarint())
	if classes < 1 || classes > maxWords*8 {
		r.bad = true
		return &Table{}
	}
	keys := r.keys()
	t := newTable(classes, len(keys))
	for i, k := range keys {
		t.insert(k, uint32(i+1))
		r.row(t.rows[i*t.words : (i+1)*t.words])
	}
	return t
}

func (r *reader) row(row []uint64) {
	used := uint64(1)
	if len(row) > 1 {
		used = r.uvarint()
	}
	for j := range row {
		if used>>j&1 == 0 {
			continue
		}
		mask, x := r.byte(), uint64(zeroRow)
		for c := 0; mask != 0; c, mask = c+1, mask>>1 {
			if mask&1 != 0 {
				x = x&^(0xff<<(8*c)) | uint64(r.byte())<<(8*c)
			}
		}
		row[j] = x
	}
}

// grain is how many numbers share a scale.
const grain = 64

func (n *Net) appendTo(b []byte) []byte {
	b = appendKeys(b, n.Keys)
	b = appendNumbers(b, n.Emb, 127)
	return appendNumbers(b, n.Par, 32767)
}

// appendNumbers rounds the numbers to whole parts of their largest neighbour.
func appendNumbers(b []byte, x []float32, most float32) []byte {
	for len(x) > 0 {
		part := x[:min(grain, len(x))]
		x = x[len(part):]
		top := float32(1e-9)
		for _, v := range part {
			top = max(top, v, -v)
		}
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(top/most))
		for _, v := range part {
			q := int16(math.Round(float64(v / top * most)))
			if most < 128 {
				b = append(b, byte(q))
			} else {
				b = binary.LittleEndian.AppendUint16(b, uint16(q))
			}
		}
	}
	return b
}

func (r *reader) net() *Net {
	n := &Net{Keys: r.keys()}
	n.Index = NewIndex(n.Keys)
	n.Rows = FeatureRow + len(n.Keys)
	n.Emb, n.Par = r.numbers(n.Rows*Dim, 1), r.numbers(ParSize(), 2)
	if !r.bad {
		n.Bind()
	}
	return n
}

func (r *reader) numbers(n, size int) []float32 {
	x := make([]float32, n)
	for from := 0; from < n && !r.bad; from += grain {
		part := x[from:min(from+grain, n)]
		b := r.take(4 + size*len(part))
		if b == nil {
			break
		}
		scale := math.Float32frombits(binary.LittleEndian.Uint32(b))
		for i := range part {
			if size == 1 {
				part[i] = scale * float32(int8(b[4+i]))
			} else {
				part[i] = scale * float32(int16(binary.LittleEndian.Uint16(b[4+2*i:])))
			}
		}
	}
	return x
}
