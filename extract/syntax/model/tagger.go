package model

// TagKeys appends the features of token i's tag; the tags up to i-1 are
// known as hints.
func (s *Sentence) TagKeys(k []uint32, i int) []uint32 {
	w, l, r := s.word(i), s.word(i-1), s.word(i+1)
	l2, r2 := s.word(i-2), s.word(i+2)
	t1, t2 := at(s.Hint, i-1), at(s.Hint, i-2)
	look := w.flags | b2u(s.capitals)<<6
	shape := w.shape ^ look*0x9e3779b9
	return append(k,
		key(1, w.form, 0, 0), key(2, w.form, t1, 0), key(3, w.form, t1, t2),
		key(4, t1, 0, 0), key(5, t1, t2, 0), key(6, 0, 0, 0),
		key(7, w.suffix[0], 0, 0), key(8, w.suffix[1], 0, 0), key(9, w.suffix[2], 0, 0),
		key(10, w.suffix[3], 0, 0), key(11, w.suffix[4], 0, 0),
		key(12, w.prefix[0], 0, 0), key(13, w.prefix[1], 0, 0), key(14, w.prefix[2], 0, 0), key(15, w.prefix[3], 0, 0),
		key(16, shape, 0, 0), key(17, shape, t1, 0), key(18, shape, w.suffix[2], 0),
		key(19, l.form, 0, 0), key(20, r.form, 0, 0), key(21, l2.form, 0, 0), key(22, r2.form, 0, 0),
		key(23, l.form, w.form, 0), key(24, w.form, r.form, 0), key(25, l.form, r.form, 0),
		key(26, r.suffix[1], t1, 0), key(27, r.suffix[2], w.suffix[2], 0), key(28, r.shape, w.suffix[2], 0),
		key(29, w.suffix[2], t1, 0), key(30, w.suffix[1], t1, t2), key(31, l.suffix[2], w.suffix[2], 0),
		key(32, l.form, t2, 0), key(33, r.form, t1, 0), key(34, r.form, r2.form, 0), key(35, l2.form, l.form, 0),
		key(36, w.form, look, 0), key(37, r.suffix[2], 0, 0), key(38, w.length, shape, 0),
	)
}

// TagAlone gives every token the best tag that its neighbourhood and the two
// tags before it speak for, as its hint.
func (s *Sentence) TagAlone(sc Scorer, classes int) {
	s.Size()
	out := s.scores[:classes]
	for i := 1; i <= s.n; i++ {
		s.keys = s.TagKeys(s.keys[:0], i)
		sc.Score(s.keys, out)
		s.Hint[i] = uint8(best(out))
	}
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
