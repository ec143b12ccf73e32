package model

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestEisner holds the tables against trying every tree without crossing
// arcs.
func TestEisner(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	var sp spanning
	for range 300 {
		n := 2 + r.IntN(5)
		arcs := make([]float32, n*n)
		for i := range arcs {
			arcs[i] = float32(r.IntN(100))
		}
		out := make([]int16, n)
		sp.eisner(arcs, n)
		sp.trace(arcs, n, out)
		out[0] = -1
		if !isTree(out) || crosses(out) {
			t.Fatalf("no tree without crossing arcs: %v", out)
		}
		if got, want := sum(arcs, out), tryAll(arcs, n); got != want {
			t.Fatalf("n %d: sum %v of %v, want %v", n, got, out, want)
		}
		sp.best(arcs, n, out)
		if !isTree(out) {
			t.Fatalf("best gave no tree: %v", out)
		}
	}
}

func sum(arcs []float32, head []int16) (s float32) {
	for i := 1; i < len(head); i++ {
		s += arcs[i*len(head)+int(head[i])]
	}
	return s
}

func isTree(head []int16) bool {
	roots := 0
	for i := 1; i < len(head); i++ {
		if head[i] == 0 {
			roots++
		}
		steps := 0
		for j := int16(i); j > 0; j = head[j] {
			if steps++; steps > len(head) {
				return false
			}
		}
	}
	return roots == 1
}

func crosses(head []int16) bool {
	for i := int16(1); int(i) < len(head); i++ {
		for j := int16(1); int(j) < len(head); j++ {
			a, b := min(i, head[i]), max(i, head[i])
			c, d := min(j, head[j]), max(j, head[j])
			if a < c && c < b && b < d {
				return true
			}
		}
	}
	return false
}

func tryAll(arcs []float32, n int) float32 {
	head, best := make([]int16, n), float32(-1)
	head[0] = -1
	var try func(i int)
	try = func(i int) {
		if i == n {
			if isTree(head) && !crosses(head) {
				best = max(best, sum(arcs, head))
			}
			return
		}
		for h := range n {
			if h != i {
				head[i] = int16(h)
				try(i + 1)
			}
		}
	}
	try(1)
	return best
}

func TestTable(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	const classes = 27 // four words a row, as the kernel wants them
	var rows []Row
	for i := range 500 {
		w := make([]int8, classes)
		for c := range w {
			w[c] = int8(r.IntN(255) - 127)
		}
		rows = append(rows, Row{uint32(i) * 2654435761, w})
	}
	tab := NewTable(classes, rows)
	rd := &reader{b: tab.appendTo(nil)}
	again := rd.table()
	if rd.bad || len(rd.b) != 0 || again.Len() != tab.Len() {
		t.Fatalf("read again: %d rows of %d, %d bytes left", again.Len(), tab.Len(), len(rd.b))
	}
	keys := []uint32{rows[3].Key, rows[77].Key, 12345, rows[499].Key}
	want := make([]int32, classes)
	for _, i := range []int{3, 77, 499} {
		for c, w := range rows[i].Weights {
			want[c] += int32(w)
		}
	}
	for _, tb := range []*Table{tab, again} {
		var s Sums
		tb.Add(keys, &s)
		got := make([]int32, classes)
		for c := range got {
			got[c] = s.of(c)
		}
		if !slices.Equal(got, want) {
			t.Errorf("scores %v, want %v", got, want)
		}
	}
}

func TestLemmaScripts(t *testing.T) {
	for _, c := range []struct{ form, lemma string }{
		{"soldiers", "soldier"}, {"sent", "send"}, {"was", "be"}, {"the", "the"}, {"größer", "groß"}, {"é", "è"},
	} {
		if got := ScriptFor(c.form, c.lemma).Apply(c.form); got != c.lemma {
			t.Errorf("%q became %q, want %q", c.form, got, c.lemma)
		}
	}
	if got := (Script{Cut: 9, Add: "x"}).Apply("ab"); got != "ab" {
		t.Errorf("cutting too much gave %q", got)
	}
}

// FuzzRead reads files whose check sum is right and whose body is anything.
func FuzzRead(f *testing.F) {
	f.Add([]byte("\x02{}\x00\x01\x00\x00"))
	f.Add([]byte("\x0c{\"format\":2}\x00\x08\x01\x05\x01\x01\x01\x00"))
	f.Fuzz(func(t *testing.T, body []byte) {
		if m, err := Read(seal(body)); err == nil {
			var s Sentence
			s.Reset()
			s.AddForm("word")
			m.Analyse(NewRun(), &s)
		}
	})
}
