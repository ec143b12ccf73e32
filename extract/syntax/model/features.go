package model

// MoveKeys appends the features of the state, after Zhang and Nivre (2011):
// words and tags around the stack's top and the buffer's front, their
// outermost dependents, distances, numbers and kinds of dependents.
func (s *Sentence) MoveKeys(k []uint32, st *State) []uint32 {
	i0, i1, i2, i3 := st.stackAt(0), st.stackAt(1), st.stackAt(2), st.stackAt(3)
	b0, b1, b2, b3 := st.front, st.front+1, st.front+2, st.front+3
	s0w, s1w, s2w, b0w, b1w, b2w := s.word(i0).form, s.word(i1).form, s.word(i2).form, s.word(b0).form, s.word(b1).form, s.word(b2).form
	s0t, s1t, s2t, s3t := at(s.Tag, i0), at(s.Tag, i1), at(s.Tag, i2), at(s.Tag, i3)
	b0t, b1t, b2t, b3t := at(s.Tag, b0), at(s.Tag, b1), at(s.Tag, b2), at(s.Tag, b3)
	if i1 == 0 {
		s1t = outside - 1
	}
	if i0 == 0 {
		s0t = outside - 1
	}
	s0, s1, s2, p0, p1, p2 := s0w<<8^s0t, s1w<<8^s1t, s2w<<8^s2t, b0w<<8^b0t, b1w<<8^b1t, b2w<<8^b2t
	k = append(k,
		key(1, s0w, 0, 0), key(2, s0t, 0, 0), key(3, s0, 0, 0),
		key(4, s1w, 0, 0), key(5, s1t, 0, 0), key(6, s1, 0, 0),
		key(7, s2t, 0, 0), key(8, s2, 0, 0),
		key(9, b0w, 0, 0), key(10, b0t, 0, 0), key(11, p0, 0, 0),
		key(12, b1w, 0, 0), key(13, b1t, 0, 0), key(14, p1, 0, 0),
		key(15, b2t, 0, 0), key(16, p2, 0, 0), key(17, b2t, b3t, b1t),
		key(18, s0, p0, 0), key(19, s0, b0w, 0), key(20, s0w, p0, 0), key(21, s0, b0t, 0), key(22, s0t, p0, 0),
		key(23, s0w, b0w, 0), key(24, s0t, b0t, 0),
		key(25, s1, s0, 0), key(26, s1t, s0, 0), key(27, s1, s0t, 0), key(28, s1t, s0t, 0), key(29, s1w, s0w, 0),
		key(30, s1t, b0t, 0), key(31, s1, b0t, 0), key(32, s1t, p0, 0), key(33, s1w, b0w, 0),
		key(34, s0t, b0t, b1t), key(35, s1t, s0t, b0t), key(36, s2t, s1t, s0t), key(37, s0t, b0t, b1t<<16|b2t),
		key(38, s1t, s0t, b0t<<16|b1t), key(39, s0w, b0t, b1t), key(40, s0t, b0w, b1t), key(41, s0t, b0t, b1w),
		key(42, s1w, s0t, b0t), key(43, s1t, s0w, b0t), key(44, s1t, s0t, b0w),
		key(45, s3t, s2t, s1t<<16|s0t), key(46, s2t, s1t, s0t<<16|b0t), key(47, b0t, b1t, 0), key(48, b0w, b1t, 0),
		key(49, s1t, s0t, b0t<<16|b1t<<8|b2t),
	)
	return s.moreMoveKeys(k, st, i0, i1, b0)
}

// moreMoveKeys appends the features of dependents, distances and what lies
// between.
func (s *Sentence) moreMoveKeys(k []uint32, st *State, i0, i1, b0 int) []uint32 {
	s0w, s1w, b0w := s.word(i0).form, s.word(i1).form, s.word(b0).form
	s0t, s1t, b0t := at(s.Tag, i0), at(s.Tag, i1), at(s.Tag, b0)
	k0, k1, kb := st.kidsOf(i0), st.kidsOf(i1), st.kidsOf(b0)
	s0l, s0l2, s0r, s0r2 := s.depTag(k0.l1), s.depTag(k0.l2), s.depTag(k0.r1), s.depTag(k0.r2)
	s1l, s1r, s1r2 := s.depTag(k1.l1), s.depTag(k1.r1), s.depTag(k1.r2)
	b0l, b0l2 := s.depTag(kb.l1), s.depTag(kb.l2)
	s0lw, s0rw, s1rw, b0lw := s.word(int(k0.l1)).form, s.word(int(k0.r1)).form, s.word(int(k1.r1)).form, s.word(int(kb.l1)).form
	dist, dist1 := distance(b0-i0), distance(i0-i1)
	v0l, v0r, v1r, vbl := uint32(k0.nl), uint32(k0.nr), uint32(k1.nr), uint32(kb.nl)
	gap, gap1 := s.between(i0, b0), s.between(i1, i0)
	return append(k,
		key(60, s0t, s0l, b0t), key(61, s0t, s0r, b0t), key(62, s0t, b0t, b0l), key(63, s1t, s1r, s0t),
		key(64, s1t, s1l, s0t), key(65, s1t, s0t, s0l), key(66, s1t, s0t, s0r),
		key(67, s0t, s0l, s0l2), key(68, s0t, s0r, s0r2), key(69, b0t, b0l, b0l2), key(70, s1t, s1r, s1r2),
		key(71, s0t, s0lw, b0t), key(72, s1t, s1rw, s0t), key(73, b0t, b0lw, s0t), key(74, s0w, s0lw, 0), key(75, s0t, s0rw, b0t),
		key(76, s0w, dist, b0t), key(77, s0t, dist, b0t), key(78, b0w, dist, s0t), key(79, s1t, s0t, dist1), key(80, s1w, dist1, s0t), key(81, s0w, dist1, s1t),
		key(82, s0w, v0l, 0), key(83, s0t, v0l, b0t), key(84, s0w, v0r, b0t), key(85, s0t, v0r, b0t), key(86, s1w, v1r, s0t), key(87, s1t, v1r, s0t),
		key(88, b0w, vbl, s0t), key(89, b0t, vbl, s0t),
		key(90, s0w, k0.left, 0), key(91, s0t, k0.left, b0t), key(92, s0w, k0.right, b0t), key(93, s0t, k0.right, b0t),
		key(94, s1w, k1.right, s0t), key(95, s1t, k1.right, s0t), key(96, b0w, kb.left, s0t), key(97, b0t, kb.left, s0t),
		key(98, s1t, k1.left, s0t), key(99, k1.left, k1.right, s1t<<8|s0t),
		key(100, gap, s0t, b0t), key(101, gap1, s1t, s0t), key(102, gap1, gap, s1t<<16|s0t<<8|b0t),
		key(103, s0w, s0l, s1t), key(104, s1w, s0w, b0t), key(105, s0lw, s1w, s0t), key(106, s0lw, s1t, s0w),
		key(107, k0.left, s1t, s0t), key(108, k0.left, s1w, s0t), key(109, k0.left, k1.right, s1t<<8|s0t),
	)
}

func (st *State) stackAt(depth int) int {
	if depth > st.top {
		return -1
	}
	return int(st.stack[st.top-depth])
}

var childless kids

func (st *State) kidsOf(i int) *kids {
	if i < 0 || i > st.n {
		return &childless
	}
	return &st.kids[i]
}

func (s *Sentence) depTag(i int16) uint32 { return at(s.Tag, int(i)) }

// distance is exact up to 5, then in steps.
func distance(d int) uint32 {
	switch {
	case d <= 5:
		return uint32(d)
	case d <= 7:
		return 6
	case d <= 10:
		return 7
	case d <= 20:
		return 8
	}
	return 9
}

// between says what lies between tokens i and j: commas, other marks, verbs
// and conjunctions.
func (s *Sentence) between(i, j int) uint32 {
	if i < 1 || j > s.n || i >= j {
		return 0
	}
	a, b := s.counts[i], s.counts[j-1]
	return min(b.commas-a.commas, 3) | min(b.marks-a.marks, 2)<<4 | min(b.verbs-a.verbs, 2)<<8 | min(b.ands-a.ands, 1)<<12
}
