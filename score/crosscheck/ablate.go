package crosscheck

import (
	"fmt"
	"io"
	"slices"

	"muster/crosscheck/question"
)

// Ablate writes what each group of features gains on clusters that were not
// learnt from: question pairs accepted and near pairs refused, of a hundred,
// without the group, from gold slots and from those extracted.
func Ablate(w io.Writer, clusters []Cluster) {
	gold, read := Cases(clusters, Gold), Cases(clusters, Extracted(clusters))
	training := slices.Concat(gold, Cases(clusters, Unlabelled), read)
	fmt.Fprintf(w, "%-12s %8s %8s %8s %8s\n", "without", "accepted", "refused", "accepted", "refused")
	line := func(name string, without map[question.Feature]bool) {
		o := Standard
		o.Without = without
		g, x := LeaveOut(gold, training, o), LeaveOut(read, training, o)
		fmt.Fprintf(w, "%-12s %8.1f %8.1f %8.1f %8.1f\n", name, g.accepted(), g.refused(), x.accepted(), x.refused())
	}
	line("nothing", nil)
	for _, g := range question.Groups() {
		without := map[question.Feature]bool{}
		for _, f := range g.Features {
			without[f] = true
		}
		line(g.Name, without)
	}
}

func (t *Tally) accepted() float64 { return share(t.Accepted, t.Question) }
func (t *Tally) refused() float64  { return share(t.NearRefused, t.Near) }

func share(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
