package crosscheck

import (
	"hash/fnv"
	"math"
	"slices"
	"sort"

	"muster/crosscheck/fit"
	"muster/crosscheck/judge"
	"muster/crosscheck/question"
	"muster/news"
)

// Case is one judged pair of claims, as slots.
type Case struct {
	Cluster string
	A, B    *question.Slots
	// Same: they answer one question.
	Same bool
	// Label is the relation of a pair that answers one question, "near" for
	// one that only looks alike, "other" for any two of one cluster and
	// "stranger" for two of two clusters.
	Label  string
	Differ string
	Refs   Pair
	same   question.Vector
	time   judge.TimeVector
}

// newCase compares two claims once, for all models that are learnt from it.
func newCase(c Case) Case {
	c.same, c.time = question.Compare(c.A, c.B), judge.TimeOf(c.A, c.B)
	return c
}

// Cases makes the judged pairs of clusters. claims gives the claim for a ref,
// false where there is none: gold or as the extractor reads it.
func Cases(clusters []Cluster, claims func(c *Cluster, r Ref) (news.Claim, bool)) []Case {
	var out []Case
	var all []*question.Slots // for strangers
	var of []string
	for i := range clusters {
		c := &clusters[i]
		m := maker{c: c, slots: map[Ref]*question.Slots{}}
		for ref := range c.Claims {
			if cl, ok := claims(c, ref); ok {
				m.slots[ref] = question.SlotsOf(&cl)
			}
		}
		m.questions()
		m.near()
		m.others()
		out = append(out, m.out...)
		for _, ref := range m.sorted() {
			all, of = append(all, m.slots[ref]), append(of, c.Name)
		}
	}
	return append(out, strangers(all, of)...)
}

type maker struct {
	c     *Cluster
	slots map[Ref]*question.Slots
	out   []Case
	asked map[Ref]int // the question of a claim, from 1
	// tempting are the pairs of near.
	tempting map[Pair]bool
}

func (m *maker) sorted() []Ref {
	refs := make([]Ref, 0, len(m.slots))
	for r := range m.slots {
		refs = append(refs, r)
	}
	sort.Slice(refs, func(i, j int) bool {
		return refs[i].Article < refs[j].Article || refs[i].Article == refs[j].Article && refs[i].Row < refs[j].Row
	})
	return refs
}

func (m *maker) add(p Pair, same bool, label, differ string) {
	a, b := m.slots[p.A], m.slots[p.B]
	if a != nil && b != nil && p.A != p.B {
		m.out = append(m.out, newCase(Case{Cluster: m.c.Name, A: a, B: b, Same: same, Label: label, Differ: differ, Refs: p}))
	}
}

// questions adds the pairs with a relation, and of the rest of a question's
// pairs those of two articles.
func (m *maker) questions() {
	judged := map[Pair]bool{}
	for _, r := range m.c.Relations {
		judged[r.Pair], judged[Pair{r.B, r.A}] = true, true
		m.add(r.Pair, true, r.Label, "")
	}
	m.asked = map[Ref]int{}
	for q, refs := range m.c.Questions {
		for i, a := range refs {
			m.asked[a] = q + 1
			for _, b := range refs[i+1:] {
				if p := (Pair{a, b}); !judged[p] && a.Article != b.Article && pick(a, b, 2) {
					m.add(p, true, "same", "")
				}
			}
		}
	}
}

func (m *maker) near() {
	m.tempting = map[Pair]bool{}
	for _, n := range m.c.Near {
		m.tempting[n.Pair], m.tempting[Pair{n.B, n.A}] = true, true
		m.add(n.Pair, false, "near", n.Differ)
	}
}

// others adds a sample of the pairs of a cluster that nobody put together.
func (m *maker) others() {
	refs := m.sorted()
	for i, a := range refs {
		for _, b := range refs[i+1:] {
			if q := m.asked[a]; q != 0 && q == m.asked[b] || m.tempting[Pair{a, b}] || !m.slots[a].Amount.Comparable(m.slots[b].Amount) {
				continue
			}
			if pick(a, b, max(1, len(refs)*len(refs)/1200)) {
				m.add(Pair{a, b}, false, "other", "")
			}
		}
	}
}

// pick takes one pair in n, always the same ones.
func pick(a, b Ref, n int) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(a.Article + b.Article))
	_, _ = h.Write([]byte{byte(a.Row), byte(b.Row)})
	return int(h.Sum32()>>3)%n == 0
}

// strangers are pairs of claims of two clusters.
func strangers(all []*question.Slots, of []string) (out []Case) {
	for i, a := range all {
		for k := 1; k <= 12; k++ {
			j := (i*7919 + k*104729) % len(all)
			if of[i] < of[j] && a.Amount.Comparable(all[j].Amount) {
				out = append(out, newCase(Case{Cluster: of[i], A: a, B: all[j], Label: "stranger"}))
			}
		}
	}
	return out
}

// mass is what all pairs of a label weigh together: near pairs as much as
// those of a question, since for each there is at least one that only looks
// alike; pairs that nobody put together as much again.
var mass = map[string]float64{"near": 1000, "other": 2000, "stranger": 200}

const massSame = 1000

// Train learns a model from cases. Each cluster's pairs of a label weigh the
// square root of their number, so that no story outvotes the others.
func Train(cases []Case, o Tuning) *judge.Model {
	m := &judge.Model{Question: .5, Together: .25, Beside: .3, Stream: .3, Unsure: .15}
	same, signs := sameExamples(cases, o)
	w, bias := fit.Logistic(same, fit.Options{Signs: signs, Ridge: o.Ridge})
	copy(m.Same[:], w)
	m.SameBias = bias
	times, timeSigns := timeExamples(cases)
	w, bias = fit.Logistic(times, fit.Options{Signs: timeSigns, Ridge: o.Ridge})
	copy(m.Time[:], w)
	m.TimeBias = bias
	return m
}

// Tuning is what may be varied in learning.
type Tuning struct {
	Ridge float64
	// Without are features that are left out, for an ablation.
	Without map[question.Feature]bool
}

func groupOf(c Case) string {
	if c.Same {
		return "same"
	}
	return c.Label
}

func sameExamples(cases []Case, o Tuning) ([]fit.Example, []int) {
	count := map[[2]string]float64{}
	for _, c := range cases {
		count[[2]string{c.Cluster, groupOf(c)}]++
	}
	sum := map[string]float64{}
	for k, n := range count {
		sum[k[1]] += math.Sqrt(n)
	}
	out := make([]fit.Example, 0, len(cases))
	for _, c := range cases {
		v := c.same
		for f := range o.Without {
			v[f] = 0
		}
		g := groupOf(c)
		total := mass[g]
		if c.Same {
			total = massSame
		}
		w := total / sum[g] / math.Sqrt(count[[2]string{c.Cluster, g}])
		out = append(out, fit.Example{X: v[:], Y: c.Same, Weight: w})
	}
	signs := make([]int, question.Features)
	for i, row := range question.Table {
		signs[i] = row.Sign
	}
	return out, signs
}

// changed are the labels that time explains.
var changed = map[string]bool{"update": true, "correction": true}

// timeExamples are the pairs of one question whose values differ, each as heavy
// as the next: updates outnumber contradictions, and that is known.
func timeExamples(cases []Case) ([]fit.Example, []int) {
	var out []fit.Example
	for _, c := range cases {
		if c.Same && c.Label != "same" && !c.A.Amount.Same(c.B.Amount) && judge.Differ(c.A, c.B) {
			out = append(out, fit.Example{X: slices.Clone(c.time[:]), Y: changed[c.Label], Weight: 1})
		}
	}
	signs := make([]int, judge.TimeFeatures)
	for i, row := range judge.TimeTable {
		signs[i] = row.Sign
	}
	return out, signs
}
