// Package crosscheck scores package crosscheck on clusters of articles whose
// questions, relations and look-alikes people have written down: from gold
// slots, so that only the judgement is measured, and with the slots as the
// extractor reads them.
//
// In goes a gold folder with xcheck/, claims2/, articles2/ and split.tsv; out
// come tables. On the part "fit" each cluster is judged by a model that never
// saw it (leave-cluster-out); on any other part by the model that ships, which of
// our own clusters has seen what rivals mean there.
package crosscheck

import (
	"muster/crosscheck/judge"
	"muster/crosscheck/ledger"
	"muster/news"
	"muster/score/goldfile"
	"muster/score/table"
)

// Tally counts how cases were judged.
type Tally struct {
	NearRefused, Near         int
	Accepted, Question        int
	Strangers, StrangerClash  int
	Right, Related            int
	Shown, ShownRight, Clash  int // contradictions among all pairs of a cluster
	Confusion                 map[[2]string]int
	Refused, NearBy, NearMiss map[string]int
	Scored                    []Scored
}

// Scored is a pair that clashes, and what it is.
type Scored struct {
	P     float64
	Right bool
	Case  Case
}

func newTally() *Tally {
	return &Tally{Confusion: map[[2]string]int{}, Refused: map[string]int{}, NearBy: map[string]int{}, NearMiss: map[string]int{}}
}

// labelOf is a kind of finding in the words of the gold.
var labelOf = map[news.FindingKind]string{
	news.Agreement: "agreement", news.Contradiction: "contradiction", news.Dispute: "contradiction", news.Transcription: "contradiction",
	news.Update: "update", news.Outcome: "update", news.Correction: "correction", news.HedgeDrift: "hedge",
}

// Judge counts cases as a model judges them.
func (t *Tally) Judge(m *judge.Model, cases []Case) {
	for _, c := range cases {
		v := m.Judge(c.A, c.B)
		asked := v.Same >= m.Question
		shown := v.Contradiction() >= m.Beside
		switch c.Label {
		case "near":
			t.Near++
			t.NearBy[c.Differ]++
			if !asked {
				t.NearRefused++
			} else {
				t.NearMiss[c.Differ]++
			}
		case "stranger":
			t.Strangers++
			if shown {
				t.StrangerClash++
			}
			continue
		case "other", "same":
		default:
			t.relation(m, c, asked)
		}
		if v.Contradiction() > .05 {
			t.Scored = append(t.Scored, Scored{v.Contradiction(), c.Label == "contradiction", c})
		}
		if shown {
			t.Shown++
		}
		if c.Label == "contradiction" {
			t.Clash++
			if shown {
				t.ShownRight++
			}
		}
	}
}

func (t *Tally) relation(m *judge.Model, c Case, asked bool) {
	t.Question++
	if asked {
		t.Accepted++
	} else {
		t.Refused[c.Label]++
	}
	kind := m.Relate(c.A, c.B).Kind
	if kind == news.Contradiction {
		kind = ledger.Disagreement(c.A, c.B)
	}
	got := labelOf[kind]
	t.Related++
	if got == c.Label {
		t.Right++
	}
	t.Confusion[[2]string{c.Label, got}]++
}

// Gold gives the claims as people wrote them.
func Gold(c *Cluster, r Ref) (news.Claim, bool) {
	claim, ok := c.Claims[r]
	return claim, ok
}

// folds is how many times a model is learnt in cross-validation: whole
// clusters are left out, an eighth of them at a time.
const folds = 8

// LeaveOut judges each cluster's cases with a model that learnt from others.
func LeaveOut(cases, training []Case, o Tuning) *Tally {
	t := newTally()
	fold := map[string]int{}
	for _, c := range cases {
		if _, ok := fold[c.Cluster]; !ok {
			fold[c.Cluster] = len(fold) % folds
		}
	}
	for f := range folds {
		var rest, held []Case
		for _, c := range training {
			if fold[c.Cluster] != f {
				rest = append(rest, c)
			}
		}
		for _, c := range cases {
			if fold[c.Cluster] == f {
				held = append(held, c)
			}
		}
		t.Judge(Train(rest, o), held)
	}
	return t
}

// Score scores the part "fit" by leaving each cluster out and any other part
// with the model that ships.
func Score(dir, part string) ([]table.Table, error) {
	parts, err := goldfile.Divided(dir)
	if err != nil {
		return nil, err
	}
	if part != "" {
		parts = []string{part}
	}
	var out []table.Table
	for _, part := range parts {
		ts, err := ScorePart(dir, part)
		if err != nil {
			return nil, err
		}
		out = append(out, ts...)
	}
	return out, nil
}

// ScorePart scores one part of the gold.
func ScorePart(dir, part string) ([]table.Table, error) {
	clusters, err := Read(dir, part)
	if err != nil || len(clusters) == 0 {
		return nil, err
	}
	forms := []struct {
		name  string
		cases []Case
	}{{"gold slots", Cases(clusters, Gold)}, {"extracted slots", Cases(clusters, Extracted(clusters))}}
	var training []Case
	if part == "fit" {
		training = Training(clusters)
	}
	out := []table.Table{streamScore(part, clusters, training)}
	for _, f := range forms {
		var t *Tally
		if part == "fit" {
			t = LeaveOut(f.cases, training, Standard)
		} else {
			t = newTally()
			t.Judge(judge.Learned(), f.cases)
		}
		out = append(out, t.Table("crosscheck "+part+", "+f.name))
	}
	return out, nil
}

// kinds are the labels of the gold, in the order of the table.
var kinds = []string{"agreement", "update", "hedge", "contradiction", "correction"}

// Table shows a tally: near pairs refused and question pairs accepted as
// recall of either, contradictions and every kind of relation.
func (t *Tally) Table(name string) table.Table {
	rows := []table.Row{
		{Name: "question pairs accepted, near pairs refused", Count: table.Count{TP: t.Accepted, FN: t.Question - t.Accepted, FP: t.Near - t.NearRefused}},
		{Name: "contradictions among all pairs", Count: table.Count{TP: t.ShownRight, FP: t.Shown - t.ShownRight, FN: t.Clash - t.ShownRight}},
		{Name: "relation of question pairs", Count: table.Count{TP: t.Right, FP: t.Related - t.Right, FN: t.Related - t.Right}},
	}
	for _, k := range kinds {
		c := table.Count{TP: t.Confusion[[2]string{k, k}]}
		for _, other := range kinds {
			if other != k {
				c.FN += t.Confusion[[2]string{k, other}]
				c.FP += t.Confusion[[2]string{other, k}]
			}
		}
		rows = append(rows, table.Row{Name: "  " + k, Count: c})
	}
	rows = append(rows, table.Row{Name: "near pairs refused", Count: table.Count{TP: t.NearRefused, FN: t.Near - t.NearRefused}},
		table.Row{Name: "strangers not called contradiction", Count: table.Count{TP: t.Strangers - t.StrangerClash, FN: t.StrangerClash}})
	return table.Table{Title: name, Rows: rows}
}
