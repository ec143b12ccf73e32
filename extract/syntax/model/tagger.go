package model

// The tagger goes through the sentence twice. The first pass, left to right,
// knows the two tags before a word; the second knows as well what the first
// said of the words behind it.

// TagKeys appends the features of token i's tag. Tags up to i-1 are known,
// and in the second pass Hint of all tokens.
func (s *Sentence) TagKeys(k []uint32, i int, second bool) []uint32 {
	w, l, r := s.word(i), s.word(i-1), s.word(i+1)
	l2, r2 := s.word(i-2), s.word(i+2)
	t1, t2 := at(s.Tag, i-1), at(s.Tag, i-2)
	look := w.flags | 8*b2u(s.capitals)<<3
	shape := w.shape ^ look*0x9e3779b9
	k = append(k,
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
	if !second {
		return k
	}
	h, h1, h2, h3, hl := at(s.Hint, i), at(s.Hint, i+1), at(s.Hint, i+2), at(s.Hint, i+3), at(s.Hint, i-1)
	return append(k,
		key(50, h, 0, 0), key(51, h, w.form, 0), key(52, h1, 0, 0), key(53, h1, h2, 0), key(54, h1, t1, 0),
		key(55, h1, w.form, 0), key(56, h1, h2, w.form), key(57, h, h1, t1), key(58, h1, w.suffix[2], 0),
		key(59, h1, h2, t1), key(60, h2, w.form, 0), key(61, h1, h2, h3), key(62, h1, t1, w.form),
		key(63, h, t1, t2), key(64, hl, h, h1), key(65, h1, r.form, 0), key(66, h2, r2.form, h1),
	)
}

// TagPass gives every token the best tag. In the second pass the tags stand
// as hints already.
func (s *Sentence) TagPass(sc Scorer, classes int, second bool) {
	s.size()
	out := s.scores[:classes]
	for i := 1; i <= s.n; i++ {
		s.keys = s.TagKeys(s.keys[:0], i, second)
		sc.Score(s.keys, out)
		s.Tag[i] = uint8(best(out))
	}
}

// KeepHints makes the tags the hints of a second pass.
func (s *Sentence) KeepHints() { copy(s.Hint, s.Tag) }

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
