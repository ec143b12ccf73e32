package crosscheck

import (
	"slices"

	"muster/crosscheck/judge"
	"muster/extract"
	"muster/news"
)

// Learn is the model of clusters, from all the forms their claims come in. Of more
// clusters it learns only what rivals mean in a story: they may be written to be
// short and full of look-alikes, as our own are, and so say little of how often
// slots agree.
func Learn(clusters, more []Cluster) *judge.Model {
	training, stories := Training(clusters), Stories(slices.Concat(clusters, more))
	m := Train(training, Standard)
	newOutside(training, stories, Standard).teach(m, folds)
	return m
}

// Standard is the tuning that was found by leave-cluster-out.
var Standard = Tuning{Ridge: 3}

// Training is the cases to learn from: gold slots, gold slots without the
// event's label, which no article states, and the slots as extracted.
func Training(clusters []Cluster) []Case {
	cases := Cases(clusters, Gold)
	cases = append(cases, Cases(clusters, Unlabelled)...)
	return append(cases, Cases(clusters, Extracted(clusters))...)
}

// Unlabelled gives the gold claims without the event's label across articles.
func Unlabelled(c *Cluster, r Ref) (news.Claim, bool) {
	claim, ok := c.Claims[r]
	claim.Event.Name = ""
	return claim, ok
}

// Extracted extracts the articles and gives the claim that overlaps a gold row
// with the same figure.
func Extracted(clusters []Cluster) func(c *Cluster, r Ref) (news.Claim, bool) {
	x := extract.New()
	found := map[string][]news.Claim{}
	for _, c := range clusters {
		for _, a := range c.Articles {
			if found[a.ID] == nil {
				found[a.ID] = x.Extract(a).Claims
			}
		}
	}
	return func(c *Cluster, r Ref) (news.Claim, bool) {
		gold, ok := c.Claims[r]
		if !ok {
			return news.Claim{}, false
		}
		for _, claim := range found[r.Article] {
			f := claim.Figure
			if f != nil && f.Span.Start < gold.Figure.Span.End && gold.Figure.Span.Start < f.Span.End {
				return claim, true
			}
		}
		return news.Claim{}, false
	}
}
