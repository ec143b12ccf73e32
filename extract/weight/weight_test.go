package weight

import (
	"hash/fnv"
	"strconv"
	"testing"
)

func TestFind(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 1000} {
		m := map[uint64]int{}
		for i := range n {
			m[Add(Hash, strconv.Itoa(i))] = i
		}
		m[0] = -1
		table := New(m)
		if table.Len() != len(m) {
			t.Errorf("%d rows of %d", table.Len(), len(m))
		}
		for id, v := range m {
			if got := table.Find(id); got == nil || *got != v {
				t.Errorf("of %d: %d is not found", n, v)
			}
		}
		if got := table.Find(Add(Hash, "unheard")); got != nil {
			t.Errorf("of %d: found %d under an unknown hash", n, *got)
		}
	}
	if New(map[uint64]int{}).Find(7) != nil {
		t.Error("an empty table holds something")
	}
}

// TestAdd: a hash of parts is that of the whole, and the usual FNV-1a.
func TestAdd(t *testing.T) {
	f := fnv.New64a()
	f.Write([]byte("since lead"))
	if got := Add(Add(Hash, "since"), " lead"); got != f.Sum64() {
		t.Errorf("%x, want %x", got, f.Sum64())
	}
}

func BenchmarkFind(b *testing.B) {
	m := map[uint64]float64{}
	for i := range 20000 {
		m[Add(Hash, strconv.Itoa(i))] = 1
	}
	table := New(m)
	for id := uint64(0); b.Loop(); id += 0x1234567890abcdef {
		table.Find(id)
	}
}
