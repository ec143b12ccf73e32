package rule

// Starts returns what a match can begin with: hashes of words and names of
// slots. open is true where it can begin with any token (a gap).
func (p *Pattern) Starts() (words []uint64, slots []string, open bool) {
	s := starts{}
	s.open = s.first(p.seq, nil) || s.open
	return s.words, s.slots, s.open
}

// Seconds returns what can stand behind the first word or slot of a match, as
// Starts does. open is also true where a match can end with its first.
func (p *Pattern) Seconds() (words []uint64, slots []string, open bool) {
	s := starts{}
	s.open = s.second(p.seq, nil) || s.open
	return s.words, s.slots, s.open
}

type starts struct {
	words []uint64
	slots []string
	open  bool
}

// first adds what seq, and rest behind it, can begin with. It reports whether
// both together can match nothing at all.
func (s *starts) first(seq []node, rest [][]node) bool {
	if len(seq) == 0 {
		if len(rest) == 0 {
			return true
		}
		return s.first(rest[len(rest)-1], rest[:len(rest)-1])
	}
	n, tail := seq[0], seq[1:]
	empty := n.opt
	switch {
	case n.gap > 0:
		s.open = true
	case n.slot != "":
		s.slots = append(s.slots, n.slot)
	case n.alts != nil:
		for _, alt := range n.alts {
			empty = s.first(alt, nil) || empty
		}
	default:
		s.words = append(s.words, n.hash)
	}
	return empty && s.first(tail, rest)
}

// second adds what can stand behind the first word or slot of seq and rest.
// It reports whether a match can end there.
func (s *starts) second(seq []node, rest [][]node) bool {
	if len(seq) == 0 {
		return len(rest) > 0 && s.second(rest[len(rest)-1], rest[:len(rest)-1])
	}
	n, tail := seq[0], seq[1:]
	behind := append(rest[:len(rest):len(rest)], tail)
	ends := false
	switch {
	case n.gap > 0:
		s.open = true
	case n.alts != nil:
		for _, alt := range n.alts {
			ends = s.second(alt, behind) || ends
		}
	default:
		ends = s.first(tail, rest)
	}
	if n.opt {
		ends = s.second(tail, rest) || ends
	}
	return ends
}
