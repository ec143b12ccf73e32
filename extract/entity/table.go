package entity

// class is what a word may do, as bits.
type class uint32

const (
	speech class = 1 << iota
	act
	locative
	counterpart
	governing
	placeNoun
	mediaNoun
	particle
	calendar
	common
	givenName
	male
	female
	headOrganisation
	headMinistry
	headForce
	headUnit
	headMedium
	manySenses
	ship   // what stands before a ship's name
	term1  // the first word of a row of area.list or fighter.list
	within // a preposition that a place follows and little else: "in", "near"
	follow // what may stand behind a place's name in a sentence

	anyHead = headOrganisation | headMinistry | headForce | headUnit | headMedium
)

// extent is a stretch of forms.
type extent struct{ from, to int32 }

// slot is all the lists know of a word.
type slot struct {
	hash   uint64
	class  class
	forms  extent
	titles extent
}

// table finds slots by token hash: open addressing, at most half full, so that
// a word that is in no list costs one look.
type table struct {
	slots []slot
	mask  uint64
}

func newTable(n int) table {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return table{slots: make([]slot, size), mask: uint64(size - 1)}
}

// add returns the slot of h, new or old. No word hashes to 0 in the lists;
// a test holds that.
func (t *table) add(h uint64) *slot {
	for i := mix(h) & t.mask; ; i = (i + 1) & t.mask {
		if t.slots[i].hash == 0 || t.slots[i].hash == h {
			t.slots[i].hash = h
			return &t.slots[i]
		}
	}
}

// index returns where the slot of h is, -1 for a word that is in no list.
func (t *table) index(h uint64) int {
	for i := mix(h) & t.mask; ; i = (i + 1) & t.mask {
		switch t.slots[i].hash {
		case h:
			return int(i)
		case 0:
			return -1
		}
	}
}

// mix folds the high half in: FNV's low bits alone are weak on short words.
func mix(h uint64) uint64 { return h ^ h>>29 }
