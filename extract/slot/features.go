package slot

// Feature is one property of a pair of site and candidate, named by its hash,
// with its strength (1 for what holds or does not).
type Feature struct {
	ID    uint64
	Value float64
}

// features collects those of one pair.
type features struct {
	list []Feature
	// names keeps the words behind each hash; nil outside of training.
	names map[uint64]string
}

func (f *features) reset() { f.list = f.list[:0] }

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hash is FNV-1a over the parts with a stop between them.
func hash(parts ...string) uint64 {
	h := uint64(fnvOffset)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * fnvPrime
		}
		h = (h ^ ' ') * fnvPrime
	}
	return h
}

// add says that the Feature named by the parts holds.
func (f *features) add(parts ...string) { f.weigh(1, parts...) }

// weigh adds the Feature with a strength.
func (f *features) weigh(value float64, parts ...string) {
	id := hash(parts...)
	for i := range f.list {
		if f.list[i].ID == id {
			return
		}
	}
	f.list = append(f.list, Feature{id, value})
	if f.names != nil {
		if _, known := f.names[id]; !known {
			name := ""
			for i, p := range parts {
				if i > 0 {
					name += " "
				}
				name += p
			}
			f.names[id] = name
		}
	}
}

// few names a small number.
func few(n int) string {
	switch {
	case n < 0:
		return "-"
	case n < len(small):
		return small[n]
	case n < 8:
		return "5-7"
	case n < 15:
		return "8-14"
	}
	return "15+"
}

var small = []string{"0", "1", "2", "3", "4"}
