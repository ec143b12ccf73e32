package extract

import (
	"math"
	"slices"

	"muster/extract/slot"
	"muster/news"
)

// rankSides lets the ranker decide the sides and places of the claims of past, in
// their order. What it is not sure enough of is kept as candidates.
func (r *reading) rankSides(claims []news.Claim) {
	m := slot.Shipped()
	for i, ranked := range m.Rank(r.scene(r.past)) {
		c := &claims[i]
		c.Place = nil
		if !certain(c.Rules) {
			c.Subject = nil
		}
		for k, answers := range ranked {
			if m.Sure(k, answers[0]) {
				state(c, slot.Slots[k], answers[0])
			} else {
				doubt(c, slot.Slots[k], answers)
			}
		}
	}
}

// certainSubjects are the rules on the subject that leave no choice: a clause
// whose verb is left out has its own subject, the members of an alliance are the
// alliance's.
var certainSubjects = []string{"subject/gapping", "subject/alliance", "subject/coordination"}

func certain(rules []string) bool {
	return slices.ContainsFunc(rules, func(r string) bool { return slices.Contains(certainSubjects, r) })
}

// state puts an answer into its slot.
func state(c *news.Claim, s news.Slot, a slot.Answer) {
	switch s {
	case news.SlotBy:
		c.By = a.Parties
	case news.SlotOf:
		c.Of = a.Parties
	case news.SlotTo:
		c.To = a.Parties
	case news.SlotSubject:
		if len(c.Subject) > 0 {
			return // a certain rule has spoken
		}
		c.Subject = a.Parties
	case news.SlotPlace:
		c.Place = a.Wheres
	}
	if c.Sure == nil {
		c.Sure = map[news.Slot]float64{}
	}
	c.Sure[s] = math.Round(a.P*100) / 100
}

// doubt keeps who or where it may be, likeliest first.
func doubt(c *news.Claim, s news.Slot, answers []slot.Answer) {
	if s == news.SlotSubject && len(c.Subject) > 0 {
		return
	}
	for _, a := range answers {
		if len(a.Names) == 0 {
			continue
		}
		if c.Unsure == nil {
			c.Unsure = map[news.Slot][]string{}
		}
		c.Unsure[s] = append(c.Unsure[s], a.Names...)
	}
}
