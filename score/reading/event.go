package reading

import (
	"math"

	"muster/news"
	"muster/score/goldfile"
	"muster/score/table"
)

// events scores how the claims with a gold row are put to events: "pure" is
// B-cubed precision, "whole" its recall, both in claims.
func (s sheet) events(rows []goldfile.Row, claims []news.Claim, of map[int]int) {
	var got, want []string
	for k := range rows {
		if j, found := of[k]; found {
			got, want = append(got, claims[j].Event.ID), append(want, rows[k].Event)
		}
	}
	p, r := BCubed(got, want)
	n := len(got)
	pure, whole := int(math.Round(p*float64(n))), int(math.Round(r*float64(n)))
	s.add("event, pure", table.Count{TP: pure, FP: n - pure})
	s.add("event, whole", table.Count{TP: whole, FN: n - whole})
}

// BCubed scores a grouping against the right one: of each element how much of
// its group belongs there (p) and how much of its right group is in it (r),
// both as means over the elements, 0 to 1 (Bagga and Baldwin 1998, "Entity-Based
// Cross-Document Coreferencing Using the Vector Space Model"). got and want name
// the group of each element; without elements both are 1.
func BCubed[G, W comparable](got []G, want []W) (p, r float64) {
	if len(got) == 0 {
		return 1, 1
	}
	for i := range got {
		var both, mine, right float64
		for k := range got {
			a, b := got[k] == got[i], want[k] == want[i]
			mine += one(a)
			right += one(b)
			both += one(a && b)
		}
		p += both / mine
		r += both / right
	}
	n := float64(len(got))
	return p / n, r / n
}

func one(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
