package model

// spanning finds the best tree over arc scores, in which the root has one
// dependent and no arcs cross. The best head of every token by itself most
// often gives one already; where it does not, Eisner's algorithm (1996) does,
// in time of the third power of the tokens. (Some English arcs do cross: three
// in a thousand. Far more of those found by heads alone are mistakes.)
type spanning struct {
	mark []int32
	// By first and last token of a span, n x n each: the best sum of a span
	// whose head is its first or last token, complete or still to be closed,
	// and the token where it divides.
	full, open [2][]float32
	turned     [2][]float32 // full by last and first token
	fullAt     [2][]int16
	openAt     []int16
	pending    []span
}

type span struct {
	i, j int16
	head uint8 // 0: the last token, 1: the first
	open bool
}

// best writes the heads of tokens 1 to n-1. arcs[i*n+j] is the score of j as
// the head of i; token 0 is the root.
func (t *spanning) best(arcs []float32, n int, out []int16) {
	if !t.greedy(arcs, n, out) {
		t.eisner(arcs, n)
		t.trace(arcs, n, out)
	}
	out[0] = -1
}

// greedy takes the best head of every token and reports whether that is such
// a tree.
func (t *spanning) greedy(arcs []float32, n int, out []int16) bool {
	roots := 0
	for i := 1; i < n; i++ {
		row := arcs[i*n : (i+1)*n]
		best := 0
		for j, v := range row {
			if v > row[best] && j != i {
				best = j
			}
		}
		out[i] = int16(best)
		if best == 0 {
			roots++
		}
	}
	return roots == 1 && !t.circle(out, n) && !crossing(out, n)
}

// crossing reports whether two arcs cross, that of the root among them.
func crossing(head []int16, n int) bool {
	for i := 1; i < n; i++ {
		a, b := min(i, int(head[i])), max(i, int(head[i]))
		for k := a + 1; k < b; k++ {
			if h := int(head[k]); h < a || h > b {
				return true
			}
		}
	}
	return false
}

// circle reports whether some tokens hang on each other.
func (t *spanning) circle(head []int16, n int) bool {
	if cap(t.mark) < n {
		t.mark = make([]int32, 2*n)
	}
	mark := t.mark[:n]
	clear(mark)
	for i := 1; i < n; i++ {
		j := i
		for j > 0 && mark[j] == 0 {
			mark[j] = int32(i)
			j = int(head[j])
		}
		if j > 0 && mark[j] == int32(i) {
			return true
		}
	}
	return false
}

const never = -1e30

func (t *spanning) room(n int) {
	if cap(t.openAt) >= n*n {
		return
	}
	t.openAt = make([]int16, n*n)
	for d := range 2 {
		t.full[d], t.turned[d], t.open[d] = make([]float32, n*n), make([]float32, n*n), make([]float32, n*n)
		t.fullAt[d] = make([]int16, n*n)
	}
}

// eisner fills the tables for the tokens from 1 on. The open spans whose head
// is their last token stand by last and first token, as turned does, so that
// every search runs through neighbours in memory.
func (t *spanning) eisner(arcs []float32, n int) {
	t.room(n)
	l, r, lt, rt, olt, or := t.full[0], t.full[1], t.turned[0], t.turned[1], t.open[0], t.open[1]
	for i := 1; i < n; i++ {
		l[i*n+i], r[i*n+i], lt[i*n+i], rt[i*n+i] = 0, 0, 0, 0
	}
	for width := 1; width < n-1; width++ {
		for i := 1; i+width < n; i++ {
			j := i + width
			at, turned := i*n+j, j*n+i
			k, sum := bestSplit(r[at-width:at], lt[turned+1:turned+width+1])
			olt[turned], or[at], t.openAt[at] = sum+arcs[at], sum+arcs[turned], int16(i+k)
			k, sum = bestSplit(l[at-width:at], olt[turned:turned+width])
			l[at], lt[turned], t.fullAt[0][at] = sum, sum, int16(i+k)
			k, sum = bestSplit(or[at-width+1:at+1], rt[turned+1:turned+width+1])
			r[at], rt[turned], t.fullAt[1][at] = sum, sum, int16(i+1+k)
		}
	}
}

// bestSplit is the place of the highest sum of a left and a right part.
func bestSplit(left, right []float32) (int, float32) {
	at, top := 0, float32(never)
	right = right[:len(left)]
	for k, v := range left {
		if s := v + right[k]; s > top {
			at, top = k, s
		}
	}
	return at, top
}

// trace picks the root's dependent and reads the heads off the tables.
func (t *spanning) trace(arcs []float32, n int, out []int16) {
	root, sum := 1, float32(never)
	for k := 1; k < n; k++ {
		if s := t.full[0][n+k] + t.full[1][k*n+n-1] + arcs[k*n]; s > sum {
			root, sum = k, s
		}
	}
	out[root] = 0
	t.pending = append(t.pending[:0], span{1, int16(root), 0, false}, span{int16(root), int16(n - 1), 1, false})
	for len(t.pending) > 0 {
		s := t.pending[len(t.pending)-1]
		t.pending = t.pending[:len(t.pending)-1]
		if s.i == s.j {
			continue
		}
		place := int(s.i)*n + int(s.j)
		switch {
		case s.open:
			k := t.openAt[place]
			if s.head == 1 {
				out[s.j] = s.i
			} else {
				out[s.i] = s.j
			}
			t.pending = append(t.pending, span{s.i, k, 1, false}, span{k + 1, s.j, 0, false})
		case s.head == 0:
			k := t.fullAt[0][place]
			t.pending = append(t.pending, span{s.i, k, 0, false}, span{k, s.j, 0, true})
		default:
			k := t.fullAt[1][place]
			t.pending = append(t.pending, span{s.i, k, 1, true}, span{k, s.j, 1, false})
		}
	}
}
