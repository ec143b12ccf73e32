package attribution

import (
	"muster/extract/token"
	"muster/news"
)

// surer asks the tree where the words beside the verb leave a doubt: there is no
// noun phrase, or its noun is nobody that speaks ("officials watching the crisis
// said") and the tree names somebody who does.
func (c *clause) surer(i int, s speaker, ok bool) (speaker, bool) {
	if ok && (c.at(s.head, pronoun|relative) || c.mayTalk(s)) {
		return s, true
	}
	if t, found := c.treeSpeaker(i); found && (!ok || c.mayTalk(t)) {
		return t, true
	}
	return s, ok
}

// unnamed reports a passive that brings words in without saying whose:
// "was told that ...", "is expected to ...".
func (c *clause) unnamed(end int, v verbForm) bool {
	return c.complement(end)&(aheadThat|aheadSubject|aheadQuote|aheadTo) != 0
}

// when reports "asked whether ..." and "when told of ...", whose speaker is
// not named.
func (c *clause) when(i int, g group, v verbForm) bool {
	if v.form&participle == 0 || v.kind != news.Asks && v.name != "tell" || g.from != i {
		return false
	}
	return i == 0 || c.word(i-1) == "when" || c.word(i-1) == "When"
}

// agent is behind "by" where a passive names who did it.
func (c *clause) agent(end int) (speaker, bool) {
	for j := end; j < len(c.toks) && j < end+6; j++ {
		if c.word(j) == "by" {
			return c.rightSpeaker(j + 1)
		}
		if !c.isWord(j) {
			break
		}
	}
	return speaker{}, false
}

// participleSpeaker is who a participle such as "saying" speaks of.
func (c *clause) participleSpeaker(i int, last *found) (speaker, bool) {
	if c.isWord(i-1) && !c.at(i-1, subordinator|preposition|adverb) && c.tree().Nodes[i-1].Tag != "VERB" {
		s, ok := c.nounSpeaker(i)
		return s, ok
	}
	return c.shared(i, last)
}

// shared is the source of the verb before, or else the first subject of the
// sentence.
func (c *clause) shared(v int, last *found) (speaker, bool) {
	if last != nil && !last.source.empty() {
		s := last.source
		s.sure = false
		return s, true
	}
	i := c.start
	switch {
	case v == i:
		i = c.pastComma(v) // "Noting that ..., he left"
	case i < len(c.toks) && c.joins(i) || c.at(i, adverb):
		i++
	case c.at(i, preposition|subordinator):
		i = c.pastComma(i)
	}
	s, ok := c.rightSpeaker(i)
	if ok && c.at(s.to-1, timeWord) {
		s, ok = c.rightSpeaker(c.pastComma(i)) // "One month after ..., he left"
	}
	if t, found := c.treeSpeaker(v); found {
		return t, true
	}
	return c.beforeVerb(s), ok
}

// pastComma is the token behind the next comma.
func (c *clause) pastComma(i int) int {
	for i < len(c.toks) && c.word(i) != "," {
		i++
	}
	return i + 1
}

// beforeVerb ends a noun phrase at the first token that the tree takes for a
// verb.
func (c *clause) beforeVerb(s speaker) speaker {
	s.sure = false
	for i := s.from + 1; i < s.to; i++ {
		if tag := c.tree().Nodes[i].XTag; tag == "VBD" || tag == "VBZ" || tag == "VBP" {
			s.to, s.head = i, i-1
			break
		}
	}
	return s
}

// states reports words that are no speaker but what is said: they count
// things, or end in a verb ("said 14 died").
func (c *clause) states(s speaker) bool {
	return c.toks[s.from].Kind == token.Number && !c.at(s.head, anonymousWord|speakerWord) || s.to-s.from > 1 && c.finite(s.to-1) && !c.cueWord(s.to-1)
}

// inverted reads "...," said the minister. Behind a comma alone the speaker
// must end the clause: "Smith, the owner, said he ..." is not inverted.
func (c *clause) inverted(i, end int, v verbForm) (speaker, bool) {
	if v.form&(past|third) == 0 || v.takes > anObject || v.hearer || i > 0 && c.isWord(i-1) && !c.at(i-1, adverb) {
		return speaker{}, false
	}
	if i == 0 && (end >= len(c.toks) || !capital(c.word(end)) || c.at(end, determiner|pronoun)) {
		return speaker{}, false
	}
	if end < len(c.toks) && c.word(end) == "that" {
		return speaker{}, false
	}
	s, ok := c.rightSpeaker(end)
	if ok && c.states(s) {
		return speaker{}, false
	}
	behindQuote := c.quoted(i-1) || c.quoted(i-2)
	if !ok || c.at(s.head, timeWord) || !behindQuote && i > 0 && (v.kind == holds || v.kind == news.Asks || v.takes == anObject || v.with != nil) {
		return s, false
	}
	last := s
	if o, joined := c.joinedRight(s); joined {
		last = o
	}
	if last.to == len(c.toks) || c.toks[last.to].Kind == token.Punct && !c.quoted(last.to) {
		return s, true
	}
	return s, behindQuote && !c.at(s.from, pronoun) && c.at(s.to, preposition|adverb|subordinator|relative)
}
