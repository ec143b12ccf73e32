package model

// Move is one step of the arc-hybrid transition system (Kuhlmann, Gómez-
// Rodríguez and Satta 2011). The stack's top is s0, below it s1; the buffer's
// front is b0.
type Move = uint8

// The moves.
const (
	Shift Move = iota // b0 goes to the stack
	Left              // b0 becomes the head of s0, which leaves the stack
	Right             // s1 becomes the head of s0, which leaves the stack
	Moves             // how many there are
)

// State is a half-built tree. The root is token 0, always at the bottom of
// the stack: it takes a dependent only when nothing else is left, so a tree
// has one.
type State struct {
	n     int // tokens
	front int // buffer: front to n
	top   int // stack: stack[0..top]
	stack []int16
	head  []int16
	kids  []kids
	score int32
	last  Move
	from  int // beam place of the state before
}

// kids are a token's dependents so far: the outermost two on either side, 0
// where there are none, and how many.
type kids struct {
	l1, l2, r1, r2 int16
	nl, nr         uint8
	left, right    uint32 // sets of their coarse tags
}

// Reset makes the start state for n tokens.
func (st *State) Reset(n int) {
	if cap(st.stack) < n+1 {
		m := max(2*(n+1), 64)
		st.stack, st.head, st.kids = make([]int16, m), make([]int16, m), make([]kids, m)
	}
	st.stack, st.head, st.kids = st.stack[:n+1], st.head[:n+1], st.kids[:n+1]
	clear(st.kids)
	for i := range st.head {
		st.head[i] = -1
	}
	st.n, st.front, st.top, st.stack[0], st.score = n, 1, 0, 0, 0
}

// copyFrom makes st equal to o.
func (st *State) copyFrom(o *State) {
	if len(st.head) != len(o.head) {
		st.Reset(o.n)
	}
	st.front, st.top, st.score = o.front, o.top, o.score
	copy(st.stack[:o.top+1], o.stack)
	copy(st.head, o.head)
	copy(st.kids, o.kids)
}

// Done reports whether every token has its head.
func (st *State) Done() bool { return st.top == 0 && st.front > st.n }

// Head is the head of token i, -1 while it has none.
func (st *State) Head(i int) int { return int(st.head[i]) }

// Allowed reports whether the move can be made.
func (st *State) Allowed(m Move) bool {
	switch m {
	case Shift:
		return st.front <= st.n
	case Left:
		return st.top > 0 && st.front <= st.n
	}
	return st.top > 1 || st.top == 1 && st.front > st.n
}

// Do makes the move; cat holds the coarse tag of each token.
func (st *State) Do(m Move, cat []uint8) {
	st.last = m
	switch m {
	case Shift:
		st.top++
		st.stack[st.top] = int16(st.front)
		st.front++
	case Left:
		d := st.stack[st.top]
		st.top--
		k := &st.kids[st.front]
		st.head[d] = int16(st.front)
		k.l1, k.l2, k.nl, k.left = d, k.l1, k.nl+1, k.left|1<<(cat[d]&31)
	default:
		d := st.stack[st.top]
		st.top--
		h := st.stack[st.top]
		k := &st.kids[h]
		st.head[d] = h
		k.r1, k.r2, k.nr, k.right = d, k.r1, k.nr+1, k.right|1<<(cat[d]&31)
	}
}

// Cost is how many arcs of the gold tree can no longer be had once the move
// is made (Goldberg and Nivre 2013). gold[i] is the head of token i.
func (st *State) Cost(m Move, gold []int16) int {
	cost := 0
	if m == Shift {
		b := int16(st.front)
		for i := 0; i <= st.top; i++ {
			d := st.stack[i]
			if d != 0 && gold[d] == b || gold[b] == d && i < st.top {
				cost++
			}
		}
		return cost
	}
	d := st.stack[st.top]
	for b := st.front; b <= st.n; b++ {
		if gold[b] == d || gold[d] == int16(b) && (m == Right || b > st.front) {
			cost++
		}
	}
	if m == Left && gold[d] == st.stack[st.top-1] {
		cost++
	}
	return cost
}
