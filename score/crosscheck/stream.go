package crosscheck

import (
	"muster/crosscheck"
	"muster/crosscheck/judge"
	"muster/news"
	"muster/score/table"
)

// Shown is a contradiction or correction that was shown for a story, and
// whether a pair of its sides is one in the gold.
type Shown struct {
	Finding news.Finding
	Cluster string
	As      string // contradiction or correction
	Right   bool
	Labels  map[string]bool
	// found are the gold pairs that it shows.
	found map[Pair]bool
}

// Check checks a story as the stream does and gives the contradictions and
// corrections.
func (s *Story) Check(m *judge.Model) (out []Shown) {
	c := crosscheck.New(crosscheck.Config{Model: m})
	for _, set := range s.Sets {
		c.Load(set)
	}
	if err := c.Settle(func(news.Finding) error { return nil }); err != nil {
		return nil // memory knows every claim
	}
	fs, err := c.Findings()
	if err != nil {
		return nil
	}
	label := s.Cluster.labels()
	for _, f := range fs {
		if as := labelOf[f.Kind]; as == "contradiction" || as == "correction" {
			out = append(out, s.shown(f, as, label))
		}
	}
	return out
}

func (s *Story) shown(f news.Finding, as string, label func(a, b Ref) string) Shown {
	out := Shown{Finding: f, Cluster: s.Cluster.Name, As: as, Labels: map[string]bool{}, found: map[Pair]bool{}}
	for i, x := range f.Sides {
		for _, y := range f.Sides[i+1:] {
			for _, a := range x.Claims {
				for _, b := range y.Claims {
					ra, ok := s.ref[a.ID]
					rb, both := s.ref[b.ID]
					if !ok || !both || ra == rb {
						continue
					}
					l := label(ra, rb)
					out.Labels[l] = true
					if l == as {
						out.Right, out.found[ordered(ra, rb)] = true, true
					}
				}
			}
		}
	}
	return out
}

func ordered(a, b Ref) Pair {
	if a.Article > b.Article || a.Article == b.Article && a.Row > b.Row {
		a, b = b, a
	}
	return Pair{a, b}
}

// count is how many relations of a label the gold has of a story.
func (s *Story) count(label string) (n int) {
	for _, r := range s.Cluster.Relations {
		if r.Label == label {
			n++
		}
	}
	return n
}

// streamScore shows what the stream does with the stories of a part: of "fit"
// each with a model that learnt from others, else with the one that ships.
func streamScore(part string, clusters []Cluster, training []Case) table.Table {
	stories := Stories(clusters)
	modelOf := func(*Story) *judge.Model { return judge.Learned() }
	if part == "fit" {
		x := newOutside(training, stories, Standard)
		for f, m := range x.models {
			x.teach(m, f)
		}
		modelOf = func(s *Story) *judge.Model { return x.models[x.fold[s.Cluster.Name]] }
	}
	var shown []Shown
	for i := range stories {
		shown = append(shown, stories[i].Check(modelOf(&stories[i]))...)
	}
	return streamTable("crosscheck "+part+", stream of whole stories", stories, shown, modelOf)
}
