package model

// TagKeys appends the features of token i's tag; the tags up to i-1 are
// known as hints.
func (s *Sentence) TagKeys(k []uint32, i int) []uint32 {
	return s.besideKeys(s.aloneKeys(k, i), i)
}

// look is the shape of a word with all that its place and its case say.
func (s *Sentence) look(w *word) (look, shape uint32) {
	look = w.flags | b2u(s.capitals)<<6
	return look, w.shape ^ look*0x9e3779b9
}

// aloneKeys are those of the features that follow from token i alone.
func (s *Sentence) aloneKeys(k []uint32, i int) []uint32 {
	w := s.word(i)
	look, shape := s.look(w)
	return append(k,
		key(1, w.form, 0, 0), key(6, 0, 0, 0),
		key(7, w.suffix[0], 0, 0), key(8, w.suffix[1], 0, 0), key(9, w.suffix[2], 0, 0),
		key(10, w.suffix[3], 0, 0), key(11, w.suffix[4], 0, 0),
		key(12, w.prefix[0], 0, 0), key(13, w.prefix[1], 0, 0), key(14, w.prefix[2], 0, 0), key(15, w.prefix[3], 0, 0),
		key(16, shape, 0, 0), key(18, shape, w.suffix[2], 0), key(36, w.form, look, 0), key(38, w.length, shape, 0),
	)
}

// besideKeys are those that the tokens and tags beside token i have a part in.
func (s *Sentence) besideKeys(k []uint32, i int) []uint32 {
	w, l, r := s.word(i), s.word(i-1), s.word(i+1)
	l2, r2 := s.word(i-2), s.word(i+2)
	t1, t2 := at(s.Hint, i-1), at(s.Hint, i-2)
	_, shape := s.look(w)
	return append(k,
		key(2, w.form, t1, 0), key(3, w.form, t1, t2), key(4, t1, 0, 0), key(5, t1, t2, 0), key(17, shape, t1, 0),
		key(19, l.form, 0, 0), key(20, r.form, 0, 0), key(21, l2.form, 0, 0), key(22, r2.form, 0, 0),
		key(23, l.form, w.form, 0), key(24, w.form, r.form, 0), key(25, l.form, r.form, 0),
		key(26, r.suffix[1], t1, 0), key(27, r.suffix[2], w.suffix[2], 0), key(28, r.shape, w.suffix[2], 0),
		key(29, w.suffix[2], t1, 0), key(30, w.suffix[1], t1, t2), key(31, l.suffix[2], w.suffix[2], 0),
		key(32, l.form, t2, 0), key(33, r.form, t1, 0), key(34, r.form, r2.form, 0), key(35, l2.form, l.form, 0),
		key(37, r.suffix[2], 0, 0),
	)
}

// seen keeps what a table's features of a word alone come to: they are the most
// telling and the longest rows, and a text says most of its words again.
type seen struct {
	form, look, shape uint32
	sums              Sums
}

// Tag gives every token of s the best tag that its neighbourhood and the two
// tags before it speak for, as its hint. A run tags by one table only.
func (r *Run) Tag(t *Table, s *Sentence) {
	s.Size()
	for i := 1; i <= s.n; i++ {
		sums := *r.alone(t, s, i)
		r.keys = s.besideKeys(r.keys[:0], i)
		t.Add(r.keys, &sums)
		s.Hint[i] = uint8(sums.best(t.Classes))
	}
}

// alone are the sums over the features of token i alone.
func (r *Run) alone(t *Table, s *Sentence, i int) *Sums {
	w := s.word(i)
	look, shape := s.look(w)
	k := &r.seen[(w.form^shape*31)%mostKnown]
	if k.sums.rows == 0 || k.form != w.form || k.look != look || k.shape != shape {
		*k = seen{form: w.form, look: look, shape: shape}
		r.keys = s.aloneKeys(r.keys[:0], i)
		t.Add(r.keys, &k.sums)
	}
	return &k.sums
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
