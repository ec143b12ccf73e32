package model

// Labels are given to the finished tree, heads before their dependents and
// dependents from left to right, so that a label can look at the head's label
// and at the labels of the dependents before.

// family is a token's place in the finished tree.
type family struct {
	first, next  int16 // first dependent; next dependent of the same head
	last         int16
	before       int16 // dependent before of the same head
	mark         int16 // first dependent that is an adposition, mark or particle
	left, right  uint32
	rels         uint64 // labels given to dependents so far
	nleft, nrite uint8
}

// Families builds the lists of dependents from the heads.
func (s *Sentence) Families() {
	n := s.n + 1
	if cap(s.families) < n {
		s.families = make([]family, max(2*n, 64))
		s.order = make([]int16, max(2*n, 64))
	}
	s.families, s.order = s.families[:n], s.order[:0]
	clear(s.families)
	for d := 1; d <= s.n; d++ {
		f := &s.families[s.Head[d]]
		if f.first == 0 {
			f.first = int16(d)
		} else {
			s.families[f.last].next = int16(d)
			s.families[d].before = f.last
		}
		f.last = int16(d)
		cat := s.Cat[d]
		if d < int(s.Head[d]) {
			f.left |= 1 << (cat & 31)
			f.nleft++
			if f.mark == 0 && (cat == catAdp || cat == catSconj || cat == catPart) {
				f.mark = int16(d)
			}
		} else {
			f.right |= 1 << (cat & 31)
			f.nrite++
		}
	}
	s.order = append(s.order, 0)
	for i := 0; i < len(s.order); i++ {
		for d := s.families[s.order[i]].first; d != 0; d = s.families[d].next {
			s.order = append(s.order, d)
		}
	}
}

// Order is the tokens, heads before dependents, the root first.
func (s *Sentence) Order() []int16 { return s.order }

// GiveLabel gives token d its label.
func (s *Sentence) GiveLabel(d int, rel uint8) {
	s.Rel[d] = rel
	s.families[s.Head[d]].rels |= 1 << (rel & 63)
}

// Label gives every token of the finished tree its label.
func (s *Sentence) Label(sc Scorer, classes int) {
	s.Families()
	out := s.scores[:classes]
	for _, d := range s.order[1:] {
		s.keys = s.LabelKeys(s.keys[:0], int(d))
		sc.Score(s.keys, out)
		s.GiveLabel(int(d), uint8(best(out)))
	}
}

// LabelKeys appends the features of the label of token d.
func (s *Sentence) LabelKeys(k []uint32, d int) []uint32 {
	h := int(s.Head[d])
	g := 0
	hr := uint32(outside)
	if h > 0 {
		g, hr = int(s.Head[h]), uint32(s.Rel[h])
	}
	fd, fh := &s.families[d], &s.families[h]
	dw, hw, gw := s.word(d).form, s.word(h).form, s.word(g).form
	dt, ht, gt := at(s.Tag, d), at(s.Tag, h), at(s.Tag, g)
	dir := distance(d - h)
	if d < h {
		dir = 16 + distance(h-d)
	}
	side := b2u(d < h)
	mw, mt := s.word(int(fd.mark)).form, at(s.Tag, int(fd.mark))
	fw, lw := s.word(int(fd.first)).form, s.word(int(fd.last)).form
	ft, lt := at(s.Tag, int(fd.first)), at(s.Tag, int(fd.last))
	before, after := int(fd.before), int(fd.next)
	br := uint32(outside)
	if before > 0 {
		br = uint32(s.Rel[before])
	}
	bt, at1 := at(s.Tag, before), at(s.Tag, after)
	rels := uint32(fh.rels) ^ uint32(fh.rels>>32)*31
	gap := s.between(min(d, h), max(d, h))
	l, r := at(s.Tag, d-1), at(s.Tag, d+1)
	hl, hn := at(s.Tag, h-1), at(s.Tag, h+1)
	ds, hs := s.word(d).suffix[2], s.word(h).suffix[2]
	hm := s.word(int(fh.mark)).form
	return append(k,
		key(1, dw, side, 0), key(2, dt, side, 0), key(3, dw, dt, side), key(4, hw, side, 0), key(5, ht, side, 0), key(6, hw, ht, side),
		key(7, dw, hw, side), key(8, dt, ht, side), key(9, dw, ht, side), key(10, dt, hw, side), key(11, dt, ht, dir), key(12, dw, ht, dir), key(13, dt, hw, dir),
		key(14, mw, dt, ht<<8|side), key(15, mw, dw, ht), key(16, mw, hw, side), key(17, mt, dt, ht<<8|side), key(18, mw, dt, hw),
		key(19, fw, dt, ht<<8|side), key(20, ft, dt, ht<<8|side), key(21, lw, dt, ht<<8|side), key(22, lt, dt, ht<<8|side),
		key(23, fd.left, dt, ht<<8|side), key(24, fd.right, dt, ht<<8|side), key(25, fd.left, fd.right, dt<<16|ht<<8|side), key(26, fd.left, dw, ht),
		key(27, hr, dt, ht<<8|side), key(28, hr, dw, side), key(29, hr, hw, dt<<8|side), key(30, gt, ht, dt<<8|side), key(31, gw, dt, ht<<8|side), key(32, hr, gt, dt<<16|ht<<8|side),
		key(33, br, dt, ht<<8|side), key(34, br, dw, side), key(35, br, hw, dt<<8|side), key(36, rels, dt, ht<<8|side), key(37, rels, hw, dt<<8|side), key(38, rels, dw, side),
		key(39, bt, dt, ht<<8|side), key(40, at1, dt, ht<<8|side), key(41, bt, at1, dt<<16|ht<<8|side), key(42, uint32(fh.nrite), dt, ht<<8|side), key(43, fh.right, dt, ht<<8|side), key(44, fh.left, dt, ht<<8|side),
		key(45, fh.right, fh.left, dt<<16|ht<<8|side), key(46, gap, dt, ht<<8|side), key(47, gap, dir, dt<<8|ht),
		key(48, l, dt, r<<16|ht<<8|side), key(49, l, dt, ht<<8|side), key(50, r, dt, ht<<8|side), key(51, hl, ht, dt<<8|side), key(52, hn, ht, dt<<8|side),
		key(53, s.word(d-1).form, dt, ht<<8|side), key(54, s.word(d+1).form, dt, ht<<8|side), key(55, s.word(h+1).form, dt, ht<<8|side), key(56, s.word(h-1).form, dt, ht<<8|side),
		key(57, ds, ht, dt<<8|side), key(58, hs, dt, ht<<8|side), key(59, ds, hs, dt<<8|side), key(60, s.word(d).suffix[4], ht, dt<<8|side), key(61, s.word(d).shape, dt, ht<<8|side),
		key(62, hm, dt, ht<<8|side), key(63, hm, hr, dt<<8|side), key(64, s.word(before).form, dt, ht<<8|side), key(65, s.word(after).form, dt, ht<<8|side),
		key(66, uint32(d), b2u(d == s.n), dt<<8|ht), key(67, mw, fd.left, dt<<16|ht<<8|side), key(68, mw, rels, dt<<16|ht<<8|side), key(69, mw, hr, dt<<16|ht<<8|side), key(70, 0, 0, 0),
	)
}
