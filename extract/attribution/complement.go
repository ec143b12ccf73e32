package attribution

import (
	"slices"

	"muster/extract/token"
)

// ahead says what stands behind a verb.
type ahead uint16

const (
	aheadQuote   ahead = 1 << iota // quoted words
	aheadThat                      // that, how, whether, ...
	aheadSubject                   // a pronoun that can begin a clause
	aheadTo                        // to and a verb
	aheadNoun                      // something that can begin a noun phrase
	aheadAs                        // as
	aheadEnd                       // nothing more: the words said stand before
	aheadFigure                    // a figure soon
	aheadNear                      // quoted words at once
)

// quoteReach is how many tokens may stand between a verb and the quotation it
// brings: "said in an interview on Friday: ...".
const quoteReach = 10

// complement looks at what stands behind a verb that ends at token i.
func (c *clause) complement(i int) ahead {
	var a ahead
	j := i
	for j < len(c.toks) && (c.at(j, adverb|negation) && !c.at(j, determiner|pronoun|subordinator) || c.manner(j)) {
		j++
	}
	if j >= len(c.toks) {
		return aheadEnd
	}
	for k := i; k < len(c.toks) && k < i+quoteReach; k++ {
		if c.quoted(k) {
			a |= aheadQuote
			if k <= i+1 {
				a |= aheadNear
			}
			break
		}
		if c.toks[k].Kind == token.Number {
			a |= aheadFigure
		}
	}
	switch w := c.word(j); {
	case c.at(j, clauseWord):
		a |= aheadThat
	case w == "as":
		a |= aheadAs
	case w == "to":
		a |= aheadTo
	case c.at(j, pronoun) && !c.at(j, determiner):
		a |= aheadSubject | aheadNoun
	case w == ":":
		a |= aheadQuote
	case c.toks[j].Kind == token.Punct:
		a |= aheadEnd
	case !c.at(j, preposition|subordinator|auxiliary):
		a |= aheadNoun
		if c.clauseAhead(j) {
			a |= aheadSubject
		}
	}
	return a
}

// clauseReach is how far the verb of a clause without "that" may be from the
// verb that brings it.
const clauseReach = 12

// clauseAhead reports that a noun phrase at j is followed by an auxiliary: a
// clause without "that".
func (c *clause) clauseAhead(j int) bool {
	for k := j + 1; k < len(c.toks) && k < j+clauseReach; k++ {
		if c.at(k, auxiliary) && c.word(k) != "to" && !c.possessive(k) {
			return true
		}
		if c.at(k, subordinator|relative) || !c.isWord(k) {
			return false
		}
	}
	return false
}

// complete reports whether a verb that begins at token i and ends before
// token end has behind it what it needs to be a cue.
func (c *clause) complete(t takes, i, end int) bool {
	if t == anything {
		return true
	}
	a := c.complement(end)
	if a&aheadQuote != 0 || c.quoteBefore(i) {
		return t != aThat && t != anAs
	}
	switch t {
	case aClause:
		if a&(aheadNoun|aheadFigure) != 0 && c.isWord(end+1) && c.documentBefore(i) {
			return true // "the poll showed 49 percent for"
		}
		return a&(aheadThat|aheadSubject|aheadTo) != 0 || a&aheadEnd != 0 && c.parenthesis(i)
	case anObject:
		return a&(aheadThat|aheadSubject|aheadNoun) != 0
	case aThat:
		return a&aheadThat != 0
	case anAs:
		return a&aheadAs != 0
	case aFigure:
		return a&aheadFigure != 0 || c.tallyAhead(end, "to", "at", "in")
	case aTally:
		return c.tallyAhead(end, "to", "at", "in")
	case aCount:
		return c.tallyAhead(end, "of", "as", "at")
	}
	return false
}

// tallyReach is how far the figure may be: "put the number of those who are
// housed on the other side of the border at 30,000".
const tallyReach = 18

// tallyAhead reports a word for a count soon behind token i and, behind it, what it
// is put at with one of the prepositions: "raised the toll to 40".
func (c *clause) tallyAhead(i int, by ...string) bool {
	tally := false
	for j := i; j < len(c.toks) && j < i+tallyReach && (c.isWord(j) || c.word(j) == "-"); j++ {
		if tally && slices.Contains(by, c.word(j)) && j+1 < len(c.toks) && c.figureAt(j+1) {
			return true
		}
		tally = tally || c.at(j, tallyWord)
	}
	return false
}

// figureAt reports a number at token i, or behind a word of "at least".
func (c *clause) figureAt(i int) bool {
	for j := i; j < i+4 && j < len(c.toks) && c.isWord(j); j++ {
		if c.toks[j].Kind == token.Number || c.at(j, countWord|quantity) && !c.at(j, determiner) {
			return true
		}
	}
	return false
}

// documentReach is how many words may say whose a document is: "images from the
// satellite company Orbita show".
const documentReach = 12

// documentBefore reports that a document stands before the verb at i, with a day
// or whose it is between at most: what it shows it says.
func (c *clause) documentBefore(i int) bool {
	i--
	for c.at(i, dayWord|adverb|timeWord) || c.word(i) == "on" || c.word(i) == "out" {
		i--
	}
	for j := i; j >= 0 && j > i-documentReach && c.isWord(j); j-- {
		if c.at(j, documentWord) {
			return j == i || c.fromWhom(j+1, i)
		}
	}
	return false
}

// fromWhom reports that the words from token j to token i say whose a document is:
// "by the institute", "taken by the company".
func (c *clause) fromWhom(j, i int) bool {
	if !c.at(j, preposition) {
		j++
	}
	switch c.word(j) {
	case "by", "from", "of":
		return j < i
	}
	return false
}

// parenthesis reports that the words before the verb at i are a comma and its
// subject: "..., he thinks".
func (c *clause) parenthesis(i int) bool {
	for j := i - 1; j > 0 && j > i-8; j-- {
		if c.word(j) == "," {
			return true
		}
	}
	return false
}

// subjectReach is how many tokens a speaker between a quotation and its verb
// may have: "...," his new statement read.
const subjectReach = 6

// quoteBefore reports that a quotation ends shortly before token i.
func (c *clause) quoteBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-subjectReach; j-- {
		if c.quoted(j) {
			return true
		}
	}
	return false
}
