package attribution

// mostSpeakers bounds how many speakers one cue may have.
const mostSpeakers = 3

// company finds those who speak together with the source of f in front of it or
// behind it: "the governor and police sources said", "said witnesses and
// officials". The tree must take the two for joined, since "and" joins thoughts
// as often, but where nothing else can stand between the words that are said
// and a cue behind them: "40 men came, witnesses and officials said."
func (c *clause) company(f *found) (before, after []speaker) {
	s := f.source
	if s.empty() || c.at(s.head, pronoun) {
		return nil, nil
	}
	floats := s.to == f.cue.from && c.complement(f.cue.to)&aheadEnd != 0
	for first := s; len(before) < mostSpeakers; {
		left, ok := c.joinedLeft(first, floats)
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
// to it. With floats set no other words may stand between it and the comma that
// ends what is said, and the tree is not asked.
func (c *clause) joinedLeft(s speaker, floats bool) (speaker, bool) {
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
	if !ok {
		return speaker{}, false
	}
	if floats {
		ends := c.word(left.from-1) == "," && c.mayTalk(left)
		return left, ends && (c.word(i) == "and" || c.joinedHeads(left, s))
	}
	return left, c.joinedHeads(left, s)
}

// mayTalk reports a noun phrase whose head is a name or a noun for those who
// speak.
func (c *clause) mayTalk(s speaker) bool {
	return c.at(s.head, anonymousWord|mediaWord|documentWord|speakerWord) || capital(c.word(s.head))
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
