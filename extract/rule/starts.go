package rule

// Starts returns what a match can begin with: hashes of words and names of
// slots. open is true where it can begin with any token (a gap).
func (p *Pattern) Starts() (words []uint64, slots []string, open bool) {
	s := starts{}
	s.open = s.add(p.seq) || s.open
	return s.words, s.slots, s.open
}

type starts struct {
	words []uint64
	slots []string
	open  bool
}

// add reports whether seq can match nothing at all, so that what follows it
// can begin a match too.
func (s *starts) add(seq []node) bool {
	for _, n := range seq {
		empty := n.opt
		switch {
		case n.gap > 0:
			s.open, empty = true, true
		case n.slot != "":
			s.slots = append(s.slots, n.slot)
		case n.alts != nil:
			for _, alt := range n.alts {
				empty = s.add(alt) || empty
			}
		default:
			s.words = append(s.words, n.hash)
		}
		if !empty {
			return false
		}
	}
	return true
}
