package extract

import (
	"math"
	"slices"
	"strings"

	"muster/extract/slot"
	"muster/extract/token"
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
		r.dropOwner(c)
	}
}

// dropOwner takes the people's name from what is counted where the slot of says
// it: American soldiers of the United States are soldiers, whose slot tells them
// from others.
func (r *reading) dropOwner(c *news.Claim) {
	for _, e := range r.mentions.All {
		if e.Kind != news.Demonym || !slices.ContainsFunc(c.Of, func(p news.Party) bool { return p.Country == e.Country }) {
			continue
		}
		if rest, owned := strings.CutPrefix(c.Measure.Of, token.Fold(e.Span.Text)+" "); owned {
			c.Measure.Of = rest
			return
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
