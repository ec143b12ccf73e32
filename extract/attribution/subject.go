package attribution

import "muster/extract/token"

// speaker is where a source was found.
type speaker struct {
	stretch
	// head is the token that names it; the rest are its titles and places.
	head int
	// sure: the words around leave no other reading; the tree need not be
	// asked.
	sure bool
}

// leftSpeaker looks for the subject that ends just before token end.
func (c *clause) leftSpeaker(end int) (speaker, bool) {
	p := end - 1
	switch {
	case p < 0:
		return speaker{}, false
	case c.at(p, relative) && !(c.word(p) == "that" && !c.isWord(p-1)):
		return c.antecedent(p)
	case c.at(p, pronoun) && !c.at(p-1, determiner):
		return speaker{stretch{p, p + 1}, p, true}, true
	case c.isWord(p) && c.phraseWord(p) || c.possessive(p):
		return c.nounSpeaker(end)
	case c.closesAside(p) || c.spacedDash(p):
		return c.acrossAside(p)
	}
	return speaker{}, false
}

// antecedent is the noun phrase before the relative pronoun at p, with the
// pronoun.
func (c *clause) antecedent(p int) (speaker, bool) {
	end := p
	if end > 0 && c.word(end-1) == "," {
		end--
	}
	for end > 0 && c.at(end-1, timeWord|dayWord) {
		end-- // "a letter Friday afternoon that says"
	}
	np := c.phraseLeft(c.beforeBracket(end))
	if np.empty() {
		return speaker{}, false
	}
	if left := c.phraseLeft(np.from - 1); c.word(np.from-1) == "for" && capital(c.word(np.from)) && !left.empty() && capital(c.word(left.to-1)) {
		np.from = left.from // "the Society for Human Rights, which"
	}
	return speaker{stretch{np.from, p + 1}, c.beforeOf(np), false}, true
}

// beforeBracket is end without the brackets that stand before it: "Wicker
// (R-Miss.)".
func (c *clause) beforeBracket(end int) int {
	if end < 1 || c.word(end-1) != ")" {
		return end
	}
	for j := end - 2; j >= 0 && j > end-asideLength; j-- {
		if c.word(j) == "(" {
			return j
		}
	}
	return end
}

// nounSpeaker is the noun phrase before end with what hangs on it to the
// left: "a member of the board in Kyiv".
func (c *clause) nounSpeaker(end int) (speaker, bool) {
	np := c.phraseLeft(end)
	if np.empty() {
		return speaker{}, false
	}
	if c.at(np.to-1, timeWord|dayWord) && np.to-np.from <= 2 && np.from > 0 {
		return c.leftSpeaker(np.from) // "which last year announced"
	}
	if np.to-np.from == 1 && !capital(c.word(np.from)) && c.verbTag(np.from) {
		return speaker{}, false // "he fielded repeated questions"
	}
	s := speaker{np, c.beforeOf(np), c.startsClause(np.from)}
	for from := np.from; from > 1 && c.at(from-1, preposition) && !c.at(from-1, subordinator); {
		left := c.phraseLeft(from - 1)
		if left.empty() {
			return speaker{}, false // "but in an interview said"
		}
		s.stretch.from, s.head, s.sure = left.from, c.beforeOf(left), false
		from = left.from
	}
	if np.from != s.from {
		s.head = c.headIn(s)
	}
	return s, true
}

// beforeOf is the head of a noun phrase: its last word, or the one before its
// first "of", unless that only counts ("one of his aides").
func (c *clause) beforeOf(np stretch) int {
	for i := np.from + 1; i < np.to; i++ {
		if c.word(i) == "of" && !c.at(i-1, pronoun|determiner|countWord|quantity) && c.toks[i-1].Kind == token.Word {
			return i - 1
		}
	}
	return np.to - 1
}

// headIn asks the tree for the head of a noun phrase of several parts: the
// token that all the rest hangs on. It can only stand before the one that the
// words give.
func (c *clause) headIn(s speaker) int {
	for i := s.from; i < s.head; i++ {
		t := c.tree()
		if up := t.Governor(i); t.Is(i, "nsubj") && (up < 0 || !s.has(up)) {
			return i
		}
	}
	return s.head
}

// startsClause reports whether a clause can begin at i.
func (c *clause) startsClause(i int) bool {
	return i <= c.start || c.at(i-1, subordinator) || c.toks[i-1].Kind == token.Punct && !c.possessive(i-1)
}

func (c *clause) closesAside(p int) bool {
	switch c.word(p) {
	case ",", "—", "–", "--", ")":
		return true
	}
	return false
}

// spacedDash reports a hyphen written for a dash, with blanks around it.
func (c *clause) spacedDash(i int) bool {
	return c.word(i) == "-" && i > 0 && i+1 < len(c.toks) && c.toks[i-1].End < c.toks[i].Start && c.toks[i].End < c.toks[i+1].Start
}

// asideLength is how many tokens an apposition may have: a title with its
// offices, not a clause.
const asideLength = 40

// acrossAside skips the apposition that the mark at p closes.
func (c *clause) acrossAside(p int) (speaker, bool) {
	open := c.word(p)
	if open == ")" {
		open = "("
	}
	var first speaker
	for q := p - 1; q > 0 && q > p-asideLength; q-- {
		if c.word(q) != open {
			continue
		}
		s, ok := c.nounSpeaker(c.beforeBracket(q))
		if !ok {
			break
		}
		s.stretch.to, s.sure = p, false
		if c.startsClause(s.from) && (s.from == 0 || c.word(s.from-1) != open) {
			return s, true
		}
		if first.empty() {
			first = s // commas inside the aside: look farther
			if c.names(s) && c.at(q+1, determiner) || c.at(s.from, determiner) && c.mayTalk(s) && capital(c.word(q+1)) {
				break // "..., Anna Kask, the head of the port, said", "..., a spokesman, Anna Kask, said"
			}
		}
	}
	return first, !first.empty()
}

// names reports a noun phrase of two names or more and nothing else; its stretch
// may go on with an aside.
func (c *clause) names(s speaker) bool {
	for i := s.from; i <= s.head; i++ {
		if !capital(c.word(i)) {
			return false
		}
	}
	return s.head > s.from
}

// rightSpeaker is the noun phrase that begins at i: "said [the head of NATO]".
func (c *clause) rightSpeaker(i int) (speaker, bool) {
	if c.at(i, pronoun) && !c.at(i, determiner) {
		return speaker{stretch{i, i + 1}, i, true}, true
	}
	j := c.phraseRight(i).to
	if j == i {
		return speaker{}, false
	}
	return c.extended(speaker{stretch{i, j}, c.beforeAdjective(i, c.beforeOf(stretch{i, j})), j >= len(c.toks) || c.toks[j].Kind == token.Punct}), true
}

// beforeAdjective is the head of a noun phrase that begins at token i and seems to
// end in head, where that only says more of somebody: "people familiar [with ...]".
func (c *clause) beforeAdjective(i, head int) int {
	if head > i && !capital(c.word(head)) && !c.at(head, anonymousWord|speakerWord|mediaWord|documentWord) && c.at(head-1, anonymousWord|speakerWord) && c.tree().Nodes[head].Tag == "ADJ" {
		return head - 1
	}
	return head
}

// extended takes what hangs on a speaker to the right: "the ambassador [to
// Kyiv, Anna Kask]", "an adviser [to the president]".
func (c *clause) extended(s speaker) speaker {
	if s.to < len(c.toks) && (c.hangs(s.to) || c.seatBefore(s.to)) && !c.at(s.to+1, dayWord) {
		if more := c.phraseRight(s.to + 1); !more.empty() {
			s.to = more.to
		}
	}
	if s.to+1 < len(c.toks) && c.word(s.to) == "," && capital(c.word(s.to+1)) {
		more := c.phraseRight(s.to + 1)
		if end := more.to; end-more.from > 1 && !c.tells(more) && (end == len(c.toks) || c.toks[end].Kind == token.Punct) {
			s.to = end
		}
	}
	return s
}

// tells reports a finite verb in a stretch: ", Kask won 30" is a clause and no
// apposition.
func (c *clause) tells(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if c.finite(i) {
			return true
		}
	}
	return false
}

// seatBefore reports "in" and a place that a comma and a name follow: "the top field
// officer [in Gaza], Anna Kask".
func (c *clause) seatBefore(i int) bool {
	if c.word(i) != "in" || !capital(c.word(i+1)) {
		return false
	}
	end := c.phraseRight(i + 1).to
	return c.word(end) == "," && capital(c.word(end+1)) && capital(c.word(end+2))
}

// hangs reports a preposition that ties a noun to the noun before.
func (c *clause) hangs(i int) bool {
	switch c.word(i) {
	case "to", "for", "at", "of", "with":
		return true
	}
	return false
}

// phraseRight is the noun phrase that begins at i.
func (c *clause) phraseRight(i int) stretch {
	j := i
	if c.at(i, preposition) || i < len(c.toks) && c.joins(i) {
		return stretch{i, i}
	}
	for j < len(c.toks) && c.phraseWord(j) && !c.endsPhrase(i, j) && !(j > i && c.cueWord(j)) {
		j++
	}
	return stretch{i, j}
}

// endsPhrase reports that a noun phrase begun at i does not go on at j.
func (c *clause) endsPhrase(i, j int) bool {
	if j > i && c.at(j-1, documentWord) && (c.word(j+1) == "by" || c.word(j+1) == "on" || c.at(j+1, dayWord|timeWord)) {
		if t := c.tree().Nodes[j].XTag; t == "VBN" || t == "JJ" && c.at(j+1, timeWord) {
			return true // "figures compiled by the bank", "a study last year"
		}
	}
	return j > i && c.at(j, determiner) && c.word(j-1) != "of" && !c.at(j-1, determiner)
}
