package crosscheck

import (
	"muster/crosscheck/judge"
	"muster/score/table"
)

// losses are where a contradiction of the gold may be lost on its way through
// the stream, in that order.
var losses = []struct {
	name string
	lost func(m *judge.Model, v judge.Verdict) bool
}{
	{"  lost: something needed is not known", func(_ *judge.Model, v judge.Verdict) bool { return v.Open }},
	{"  lost: what is told does not agree", func(_ *judge.Model, v judge.Verdict) bool { return v.Loose }},
	{"  lost: taken for two questions", func(_ *judge.Model, v judge.Verdict) bool { return v.Same < floor }},
	{"  lost: both can be true", func(_ *judge.Model, v judge.Verdict) bool { return v.Clash < .5 }},
	{"  lost: time explains it", func(_ *judge.Model, v judge.Verdict) bool { return v.Time > .5 }},
	{"  lost: one is a part of the other", func(_ *judge.Model, v judge.Verdict) bool { return v.Part > .5 }},
	{"  lost: not sure enough", func(m *judge.Model, v judge.Verdict) bool { return v.Contradiction() < m.Stream }},
}

// streamTable shows what was shown of stories, what of the gold was found and
// where the rest was lost.
func streamTable(name string, stories []Story, shown []Shown, modelOf func(*Story) *judge.Model) table.Table {
	clash, correction := tell(shown, "contradiction"), tell(shown, "correction")
	total, corrected := 0, 0
	found := clash.found
	lost := make([]int, len(losses))
	unread, other := 0, 0
	for i := range stories {
		s := &stories[i]
		total += s.count("contradiction")
		corrected += s.count("correction")
		at := s.byRefs()
		m := modelOf(s)
		l := s.link(m)
		for _, r := range s.Cluster.Relations {
			if r.Label != "contradiction" || found[ordered(r.A, r.B)] {
				continue
			}
			n, read := at[ordered(r.A, r.B)]
			if !read {
				unread++
				continue
			}
			if k := s.lossOf(m, l, n); k < len(losses) {
				lost[k]++
			} else {
				other++
			}
		}
	}
	rows := []table.Row{
		{Name: "contradictions shown", Count: table.Count{TP: clash.right, FP: clash.shown - clash.right}},
		{Name: "gold contradictions found", Count: table.Count{TP: len(found), FN: total - len(found)}},
		{Name: "  lost: a figure is not read", Count: table.Count{FN: unread}},
	}
	for k, l := range losses {
		rows = append(rows, table.Row{Name: l.name, Count: table.Count{FN: lost[k]}})
	}
	rows = append(rows, table.Row{Name: "  lost: in its group", Count: table.Count{FN: other}},
		table.Row{Name: "corrections shown", Count: table.Count{TP: correction.right, FP: correction.shown - correction.right}},
		table.Row{Name: "gold corrections found", Count: table.Count{TP: len(correction.found), FN: corrected - len(correction.found)}})
	return table.Table{Title: name, Rows: rows}
}

// told counts what was shown as one kind.
type told struct {
	shown, right int
	found        map[Pair]bool
}

func tell(shown []Shown, as string) told {
	t := told{found: map[Pair]bool{}}
	for _, s := range shown {
		if s.As != as {
			continue
		}
		t.shown++
		if s.Right {
			t.right++
		}
		for p := range s.found {
			t.found[p] = true
		}
	}
	return t
}

// byRefs are the pairs of a story whose claims have gold rows.
func (s *Story) byRefs() map[Pair]int {
	out := map[Pair]int{}
	for n, c := range s.Pairs {
		if c.Refs.A.Article != "" && c.Refs.B.Article != "" {
			out[ordered(c.Refs.A, c.Refs.B)] = n
		}
	}
	return out
}

// lossOf is the first of losses that a pair meets; how many there are where it
// meets none.
func (s *Story) lossOf(m *judge.Model, l linked, pair int) int {
	c := s.Pairs[pair]
	v := m.Judge(c.A, c.B)
	if _, ok := l.verdicts[pair]; ok {
		rivals := s.rivals(l, pair)
		if same := m.Among(v, &rivals).Same; !v.Open && !v.Loose {
			v.Same = max(same, floor)
		}
	}
	for k, loss := range losses {
		if loss.lost(m, v) {
			return k
		}
	}
	return len(losses)
}
