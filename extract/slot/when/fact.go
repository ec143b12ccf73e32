package when

import (
	"cmp"
	"slices"
)

// facts are the claim's own and those that its dates give: how old the article's
// main day before its publication is and how much is told of it beside the
// publication day, alone and together with the tense.
func (c *Claim) facts() []string {
	main := "main=none"
	if days := c.days(); len(days) > 0 {
		main = "main=" + age(days[0].Span, c.Published) + " " + c.share(days[0])
	}
	facts := append([]string{}, c.Facts...)
	facts = append(facts, "topical="+age(c.topical(), c.Published))
	facts = append(facts, main)
	for _, t := range c.Facts {
		if len(t) > 6 && t[:6] == "tense=" {
			facts = append(facts, main+" "+t)
		}
	}
	return facts
}

// share compares what is told of a day with what is told of the publication day.
func (c *Claim) share(d weighed) string {
	now := 0.0
	for i := range c.Mentions {
		if m := &c.Mentions[i]; m.Time == On(c.Published) {
			now += m.weight()
		}
	}
	switch x := d.weight / (d.weight + now); {
	case x < 0.4:
		return "few"
	case x < 0.75:
		return "half"
	}
	return "most"
}

// weight is how much a mention tells of its day: one by the name of an event
// thrice, one in the lead half as much again, one that dates a report little.
func (m *Mention) weight() float64 {
	w := 1.0
	if m.Event {
		w *= 3
	}
	if m.Lead < leadSentences*2 {
		w *= 1.5
	}
	if m.Speech {
		w *= 0.1
	}
	return w
}

func (m *Mention) day() bool { return m.Time.From != "" && m.Time.From == m.Time.To }

// weighed is a day with how much the article tells of it.
type weighed struct {
	Span
	weight float64
}

// days are the days before the publication that the article names, the one it
// tells most of first.
func (c *Claim) days() []weighed {
	var days []weighed
	for i := range c.Mentions {
		m := &c.Mentions[i]
		if !m.day() || m.Time.From >= c.Published {
			continue
		}
		k := slices.IndexFunc(days, func(d weighed) bool { return d.Span == m.Time })
		if k < 0 {
			days, k = append(days, weighed{Span: m.Time}), len(days)
		}
		w := m.weight()
		if c.Published.Sub(m.Time.To) > freshDays {
			w *= 0.3
		}
		days[k].weight += w
	}
	slices.SortStableFunc(days, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	return days
}

// freshDays is how old the news of an article can be; older days are background.
const freshDays = 7

// topical is the day by which the article tells most of what it is about.
func (c *Claim) topical() Span {
	sums := map[Span]float64{}
	var best Span
	for i := range c.Mentions {
		m := &c.Mentions[i]
		if !m.day() || m.Theme == 0 {
			continue
		}
		w := m.Theme
		if m.Speech {
			w *= 0.2
		}
		if m.Lead < leadSentences*2 {
			w *= 1.5
		}
		sums[m.Time] += w
		if sums[m.Time] > sums[best] {
			best = m.Time
		}
	}
	return best
}
