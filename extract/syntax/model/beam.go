package model

import "slices"

// Beam searches for the sequence of moves with the highest sum of scores; a
// beam of width 1 takes the best move each time. It is used again for the
// next sentence.
type Beam struct {
	now, next []State
	cands     []candidate
	scores    [Moves]int32
}

type candidate struct {
	score int32
	from  int
	move  Move
}

// NewBeam makes a beam of the width, at least 1.
func NewBeam(width int) *Beam {
	return &Beam{now: make([]State, width), next: make([]State, width)}
}

// Parse gives every token of s its head. The tags are known.
func (b *Beam) Parse(s *Sentence, sc Scorer) {
	s.Count()
	if len(b.now) == 1 {
		b.greedy(s, sc)
	} else {
		b.search(s, sc)
	}
	copy(s.Head, b.now[0].head)
}

func (b *Beam) greedy(s *Sentence, sc Scorer) {
	st := &b.now[0]
	st.Reset(s.n)
	for !st.Done() {
		st.Do(b.bestMove(s, st, sc), s.Cat)
	}
}

// bestMove is the allowed move with the highest score.
func (b *Beam) bestMove(s *Sentence, st *State, sc Scorer) Move {
	m, forced := st.Forced()
	if forced {
		return m
	}
	s.keys = s.MoveKeys(s.keys[:0], st)
	sc.Score(s.keys, b.scores[:])
	found := false
	for c := range Move(Moves) {
		if st.Allowed(c) && (!found || b.scores[c] > b.scores[m]) {
			m, found = c, true
		}
	}
	return m
}

// Forced is the only move allowed, if there is but one.
func (st *State) Forced() (Move, bool) {
	switch {
	case st.top == 0:
		return Shift, true
	case st.front > st.n:
		return Right, true
	}
	return Shift, false
}

// search keeps the best states of equal length. All sequences of a sentence
// are equally long.
func (b *Beam) search(s *Sentence, sc Scorer) {
	b.now[0].Reset(s.n)
	live := 1
	for step := 0; step < 2*s.n; step++ {
		live = b.Step(s, sc, live)
	}
}

// Step makes the best moves from the first live states and returns how many
// live then, best first.
func (b *Beam) Step(s *Sentence, sc Scorer, live int) int {
	b.cands = b.cands[:0]
	for i := range b.now[:live] {
		st := &b.now[i]
		if m, forced := st.Forced(); forced {
			b.cands = append(b.cands, candidate{st.score, i, m})
			continue
		}
		s.keys = s.MoveKeys(s.keys[:0], st)
		sc.Score(s.keys, b.scores[:])
		for m := range Move(Moves) {
			if st.Allowed(m) {
				b.cands = append(b.cands, candidate{st.score + b.scores[m], i, m})
			}
		}
	}
	slices.SortFunc(b.cands, func(x, y candidate) int {
		if x.score != y.score {
			return int(y.score) - int(x.score)
		}
		return x.from*int(Moves) + int(x.move) - y.from*int(Moves) - int(y.move)
	})
	live = min(len(b.cands), len(b.next))
	for i, c := range b.cands[:live] {
		b.next[i].copyFrom(&b.now[c.from])
		b.next[i].Do(c.move, s.Cat)
		b.next[i].score, b.next[i].from = c.score, c.from
	}
	b.now, b.next = b.next, b.now
	return live
}

// Count fills in what between looks at.
func (s *Sentence) Count() {
	var c counts
	s.counts[0] = c
	for i := 1; i <= s.n; i++ {
		switch {
		case s.words[i].form == comma:
			c.commas++
		case s.Cat[i] == catPunct:
			c.marks++
		case s.Cat[i] == catVerb:
			c.verbs++
		case s.Cat[i] == catCconj:
			c.ands++
		}
		s.counts[i] = c
	}
}
