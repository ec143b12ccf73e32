package when

// Settle ranks the times of all claims of an article, given in the order of the
// text. Each is weighed twice: first by itself, then in the light of what the
// others were likely about, since most figures of a report belong to one or two
// events.
func (m *Model) Settle(claims []*Claim) []Answer {
	all := make([]*candidates, len(claims))
	answers := make([]Answer, len(claims))
	for i, c := range claims {
		all[i] = &candidates{claim: c}
		all[i].alone()
		answers[i] = m.choose(all[i], 0, 1)
	}
	Confer(claims, answers)
	for i, s := range all {
		s.conferred()
		answers[i] = m.choose(s, 1, m.scale)
	}
	return answers
}

// Confer tells each claim what the others were likely about.
func Confer(claims []*Claim, first []Answer) {
	for i, c := range claims {
		c.others = map[string]masses{}
		for k := range claims {
			if k == i {
				continue
			}
			for _, how := range kinship(claims, i, k) {
				if c.others[how] == nil {
					c.others[how] = masses{}
				}
				c.others[how].add(first[k], 1)
			}
		}
	}
}

// masses is how many claims are likely about each time.
type masses map[Span]float64

func (m masses) add(a Answer, weight float64) {
	for _, c := range a {
		if c.P > leastMass {
			m[c.Time] += weight * c.P
		}
	}
	m[all] += weight
}

// all is the key under which masses keep their sum; no time is written so.
var all = Span{"all", "all"}

// leastMass is the probability below which a time is not worth telling.
const leastMass = 0.02

// kinship is in which ways claim k speaks of what claim i speaks of.
func kinship(claims []*Claim, i, k int) []string {
	a, b := claims[i], claims[k]
	how := []string{"any"}
	switch n := b.Sentence - a.Sentence; {
	case n == 0:
		how = append(how, "here")
	case n == -1 || n == -2:
		how = append(how, "before")
	case n == 1 || n == 2:
		how = append(how, "behind")
	}
	if a.Act != "" && a.Act == b.Act {
		how = append(how, "act")
	}
	if a.Noun != "" && a.Noun == b.Noun {
		how = append(how, "noun")
		if a.Low == b.Low {
			how = append(how, "same")
		}
	}
	if a.Class != "" && a.Class == b.Class {
		how = append(how, "class")
	}
	return how
}

// kinships in the order in which their marks are made.
var kinships = [...]string{"any", "here", "before", "behind", "act", "class", "noun", "same"}

// conferred marks the candidates with how many of the other claims are likely
// about them.
func (s *candidates) conferred() {
	for i := range s.list {
		k := &s.list[i]
		for _, how := range kinships {
			m := s.claim.others[how]
			if m == nil {
				continue
			}
			share := m[k.Span] / m[all]
			s.mark(k, true, how, " ", portion(share))
		}
	}
}

func portion(x float64) string {
	switch {
	case x < 0.03:
		return "none"
	case x < 0.15:
		return "few"
	case x < 0.4:
		return "some"
	case x < 0.7:
		return "many"
	}
	return "most"
}
