package crosscheck

import (
	"slices"

	"muster/crosscheck/fit"
	"muster/crosscheck/judge"
	"muster/crosscheck/question"
	"muster/extract"
	"muster/news"
)

// Story is all that the extractor reads in the articles of a cluster, as the
// stream meets it: claims that no gold row matches too.
type Story struct {
	Cluster *Cluster
	Sets    []news.ClaimSet
	// Pairs are all pairs of its figures that can be compared.
	Pairs []Case
	// ref is the gold row of each claim that has one, by ID.
	ref map[string]Ref
}

// Stories reads the articles of clusters.
func Stories(clusters []Cluster) []Story {
	x := extract.New()
	out := make([]Story, len(clusters))
	for i := range clusters {
		s := &out[i]
		s.Cluster, s.ref = &clusters[i], map[string]Ref{}
		for _, a := range clusters[i].Articles {
			set := news.ClaimSet{Article: a.Ref(), Claims: x.Extract(a).Claims}
			s.Sets = append(s.Sets, set)
			for _, c := range set.Claims {
				if ref, ok := s.Cluster.at(c); ok {
					s.ref[c.ID] = ref
				}
			}
		}
		s.pair()
	}
	return out
}

// at is the first gold row that a claim's figure touches.
func (c *Cluster) at(claim news.Claim) (best Ref, found bool) {
	if claim.Figure == nil {
		return best, false
	}
	for ref, g := range c.Claims {
		touches := ref.Article == claim.Article.ID && g.Figure.Span.Start < claim.Figure.Span.End && claim.Figure.Span.Start < g.Figure.Span.End
		if touches && (!found || ref.Row < best.Row) {
			best, found = ref, true
		}
	}
	return best, found
}

// labels says what the gold holds of pairs of its rows: a relation, "same" for
// two of one question, "near", or "other".
func (c *Cluster) labels() func(a, b Ref) string {
	said := map[Pair]string{}
	for _, n := range c.Near {
		said[n.Pair], said[Pair{n.B, n.A}] = "near", "near"
	}
	for _, r := range c.Relations {
		said[r.Pair], said[Pair{r.B, r.A}] = r.Label, r.Label
	}
	asked := map[Ref]int{}
	for q, refs := range c.Questions {
		for _, r := range refs {
			asked[r] = q + 1
		}
	}
	return func(a, b Ref) string {
		switch l := said[Pair{a, b}]; {
		case l != "":
			return l
		case asked[a] != 0 && asked[a] == asked[b]:
			return "same"
		}
		return "other"
	}
}

func (s *Story) pair() {
	label := s.Cluster.labels()
	var all []*question.Slots
	for _, set := range s.Sets {
		for i := range set.Claims {
			if set.Claims[i].Figure != nil {
				all = append(all, question.SlotsOf(&set.Claims[i]))
			}
		}
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			if !a.Amount.Comparable(b.Amount) {
				continue
			}
			l := "other"
			x, known := s.ref[a.ID]
			y, both := s.ref[b.ID]
			if known && both && x != y {
				l = label(x, y)
			}
			s.Pairs = append(s.Pairs, newCase(Case{Cluster: s.Cluster.Name, A: a, B: b, Same: l != "other" && l != "near", Label: l, Refs: Pair{x, y}}))
		}
	}
}

// linked are the verdicts on the pairs of a story that a ledger would link, by
// pair, and each claim's links.
type linked struct {
	verdicts map[int]judge.Verdict
	links    map[*question.Slots][]int
}

// floor is the probability of one question from which a ledger links.
const floor = .2

func (s *Story) link(m *judge.Model) linked {
	l := linked{map[int]judge.Verdict{}, map[*question.Slots][]int{}}
	for i, c := range s.Pairs {
		v := m.Judge(c.A, c.B)
		if v.Same < floor {
			continue
		}
		l.verdicts[i] = v
		l.links[c.A], l.links[c.B] = append(l.links[c.A], i), append(l.links[c.B], i)
	}
	return l
}

// rivals are what a pair's rivals say, as in a ledger.
func (s *Story) rivals(l linked, pair int) judge.RivalVector {
	c := s.Pairs[pair]
	of := func(a, b *question.Slots) (out []judge.Rival) {
		for _, i := range l.links[a] {
			to := s.Pairs[i].A
			if to == a {
				to = s.Pairs[i].B
			}
			if i != pair && to.Article == b.Article {
				out = append(out, judge.Rival{Asked: l.verdicts[i].Asked, Agrees: to.Amount.Same(a.Amount)})
			}
		}
		return out
	}
	return judge.RivalsOf(l.verdicts[pair].Asked, c.A, c.B, of(c.A, c.B), of(c.B, c.A))
}

// outside are models that judge stories which they did not learn from.
type outside struct {
	fold   map[string]int // of a story
	models [folds]*judge.Model
	// examples are what the pairs of each fold say of rivals.
	examples [folds][]fit.Example
}

func newOutside(training []Case, stories []Story, o Tuning) *outside {
	out := &outside{fold: map[string]int{}}
	for i, s := range stories {
		out.fold[s.Cluster.Name] = i % folds
	}
	for f := range folds {
		out.models[f] = Train(slices.DeleteFunc(slices.Clone(training), func(c Case) bool { return out.fold[c.Cluster] == f }), o)
		for i := range stories {
			if i%folds == f {
				out.examples[f] = append(out.examples[f], stories[i].rivalExamples(out.models[f])...)
			}
		}
	}
	return out
}

// rivalExamples are the pairs of a story whose values differ, as a model that
// did not learn from it links them.
func (s *Story) rivalExamples(m *judge.Model) (out []fit.Example) {
	l := s.link(m)
	for n, c := range s.Pairs {
		if _, ok := l.verdicts[n]; ok && !c.A.Amount.Same(c.B.Amount) && judge.Differ(c.A, c.B) {
			v := s.rivals(l, n)
			out = append(out, fit.Example{X: slices.Clone(v[:]), Y: c.Same, Weight: 1})
		}
	}
	return out
}

// teach learns what rivals mean at the rate at which pairs come in stories,
// but for those of one fold (folds: of none).
func (x *outside) teach(m *judge.Model, but int) {
	var examples []fit.Example
	for f, of := range x.examples {
		if f != but {
			examples = append(examples, of...)
		}
	}
	signs := make([]int, judge.RivalFeatures)
	for i, row := range judge.RivalTable {
		signs[i] = row.Sign
	}
	w, bias := fit.Logistic(examples, fit.Options{Signs: signs, Ridge: 1})
	copy(m.Rival[:], w)
	m.RivalBias = bias
}
