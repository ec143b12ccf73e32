package attribution

// mostSpeakers bounds how many speakers one cue may have.
const mostSpeakers = 3

// company finds those who speak together with s in front of it or behind it:
// "the governor and police sources said", "said witnesses and officials". The
// tree must take the two for joined, since "and" joins thoughts as often.
func (c *clause) company(s speaker) (before, after []speaker) {
	if s.empty() || c.at(s.head, pronoun) {
		return nil, nil
	}
	for first := s; len(before) < mostSpeakers; {
		left, ok := c.joinedLeft(first)
		if !ok {
			break
		}
		before = append([]speaker{left}, before...)
		first = left
	}
	for last := s; len(after) < mostSpeakers; {
		right, ok := c.joinedRight(last)
		if !ok {
			break
		}
		after = append(after, right)
		last = right
	}
	return before, after
}

// joinedLeft is the noun phrase before s that "and" or, in a row, a comma ties
// to it.
func (c *clause) joinedLeft(s speaker) (speaker, bool) {
	i := s.from - 1
	for c.at(i, determiner) {
		i-- // the article may stand outside the phrase
	}
	if w := c.word(i); i < 1 || w != "and" && w != "," {
		return speaker{}, false
	}
	if c.word(i) == "and" && c.word(i-1) == "," {
		i--
	}
	left, ok := c.nounSpeaker(i)
	if !ok || !c.joinedHeads(left, s) {
		return speaker{}, false
	}
	return left, true
}

// joinedRight is the noun phrase behind s that "and" ties to it.
func (c *clause) joinedRight(s speaker) (speaker, bool) {
	if c.word(s.to) != "and" {
		return speaker{}, false
	}
	right, ok := c.rightSpeaker(s.to + 1)
	if !ok || c.at(right.head, pronoun) || !c.joinedHeads(s, right) {
		return speaker{}, false
	}
	return right, true
}

// joinedHeads reports that the tree hangs a noun of b on a noun of a, or both
// on one, as members of a row.
func (c *clause) joinedHeads(a, b speaker) bool {
	t := c.tree()
	for i := b.from; i < b.to; i++ {
		if up := t.Governor(i); t.Is(i, "conj") && up >= 0 && up < b.from && (a.has(up) || c.rowHolds(a, up)) {
			return true
		}
	}
	return false
}

// rowHolds reports that a noun of a hangs on token up as member of its row.
func (c *clause) rowHolds(a speaker, up int) bool {
	t := c.tree()
	for i := a.from; i < a.to; i++ {
		if t.Is(i, "conj") && t.Governor(i) == up {
			return true
		}
	}
	return false
}
