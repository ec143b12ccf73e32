package attribution

import (
	"strings"

	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

// stretch is a row of tokens of one sentence, from inclusive, to exclusive.
type stretch struct{ from, to int }

func (s stretch) empty() bool { return s.to <= s.from }

func (s stretch) has(i int) bool { return s.from <= i && i < s.to }

// clause looks at one sentence without its tree: enough where the speaker
// stands beside the verb as a pronoun or a plain noun phrase.
type clause struct {
	*lexicon
	text  *token.Text
	toks  []token.Token
	marks []quotation
	// tree gives the sentence's tree, which costs.
	tree func() *syntax.Tree
	// start is the first token behind a dateline.
	start int
	// title: the sentence is a headline with capital words.
	title bool
}

// word is token i as written, "" before the first token and behind the last:
// whoever looks beside a word may look over the edge of the sentence.
func (c *clause) word(i int) string {
	if i < 0 || i >= len(c.toks) {
		return ""
	}
	return c.text.Of(c.toks[i])
}

func (c *clause) isWord(i int) bool {
	return i >= 0 && i < len(c.toks) && (c.toks[i].Kind == token.Word || c.toks[i].Kind == token.Number)
}

func (c *clause) at(i int, cl class) bool {
	return i >= 0 && i < len(c.toks) && c.is(c.toks[i], cl)
}

// group is what stands before a verb and belongs to it.
type group struct {
	from    int  // first token of auxiliaries and adverbs before the verb
	passive bool // "was told"
	negated bool
	to      bool // infinitive
	modal   bool // "would say"
	aux     bool // an auxiliary stands before: the verb follows its subject
}

// verbGroup walks left from verb i over auxiliaries, negations and adverbs.
func (c *clause) verbGroup(i int) group {
	g := group{from: i}
	seenAux := false
	for j := i - 1; j >= 0; j-- {
		switch {
		case j > 2 && c.word(j) == "," && c.at(j-1, adverb) && c.word(j-2) == ",":
			j -= 2 // "the ministry, however, says"
		case c.at(j, negation):
			g.negated = true
		case c.at(j, auxiliary):
			if c.word(j) == "to" {
				g.to = true
			}
			if !seenAux && c.at(j, beWord) {
				g.passive = true
			}
			g.modal = g.modal || c.at(j, modalWord)
			seenAux, g.aux = true, true
		case c.at(j, adverb) || c.manner(j):
			if c.at(j, determiner|pronoun) && !c.at(j-1, auxiliary|pronoun) {
				return g
			}
			if c.at(j, dayWord) && j > 0 && c.word(j-1) == "on" {
				j--
			}
		default:
			return g
		}
		g.from = j
	}
	return g
}

// phraseLeft returns the noun phrase that ends just before token end.
func (c *clause) phraseLeft(end int) stretch {
	j := end - 1
	for j >= 0 && c.phraseWord(j) && !c.cueWord(j) {
		if c.at(j, determiner) && c.is(c.toks[j], determiner) && !c.at(j-1, determiner) && !c.possessive(j) {
			j--
			break
		}
		j--
	}
	return stretch{j + 1, end}
}

// cueWord reports a verb that brings in a source, in a finite form by the
// tree: no noun phrase goes over it.
func (c *clause) cueWord(i int) bool {
	for _, v := range c.verbs[c.toks[i].Hash] {
		if v.form&(past|third) != 0 {
			return c.finite(i)
		}
	}
	return false
}

// possessive reports whether token i is a possessive mark, over which a noun
// phrase goes on.
func (c *clause) possessive(i int) bool {
	if i < 0 {
		return false
	}
	switch c.word(i) {
	case "'s", "’s":
		return true
	case "'", "’":
		return i > 0 && c.toks[i-1].End == c.toks[i].Start && hasAnySuffix(c.word(i-1), "s") &&
			(i+1 == len(c.toks) || c.toks[i+1].Start > c.toks[i].End)
	}
	return false
}

func (c *clause) phraseWord(j int) bool {
	if c.possessive(j) {
		return true
	}
	switch t := c.toks[j]; {
	case t.Kind == token.Punct:
		return c.word(j) == "-" && !c.spacedDash(j) || c.word(j) == "–" && j > 0 && t.Start == c.toks[j-1].End
	case c.is(t, pronoun|relative|auxiliary|subordinator|preposition) && !c.is(t, determiner):
		return c.word(j) == "of" || c.word(j) == "and" && (c.joinsNames(j) || c.sharesNoun(j))
	case c.is(t, adverb) && !c.is(t, determiner):
		return c.word(j+1) == "-" // "a just-released poll"
	}
	return true
}

// quoted reports whether token i stands in quotation marks.
func (c *clause) quoted(i int) bool {
	return i >= 0 && i < len(c.toks) && quoted(c.marks, c.toks[i].Start)
}

// headline reports whether most of the sentence's longer words are
// capitalised.
func (c *clause) headline() bool {
	caps, all := 0, 0
	for i := range c.toks {
		if w := c.word(i); len(w) > 3 && c.toks[i].Kind == token.Word {
			all++
			if capital(w) {
				caps++
			}
		}
	}
	return all > 2 && caps*4 >= all*3
}

// span is the tokens as a stretch of the text.
func (c *clause) span(s stretch) news.Span {
	return news.Cut(c.text.Source, c.toks[s.from].Start, c.toks[s.to-1].End)
}

// sharesNoun reports an "and" between two words for the field of the same
// officials: "emergency and health officials".
func (c *clause) sharesNoun(j int) bool {
	if j < 1 || !c.isWord(j-1) || c.at(j-1, determiner|anonymousWord|speakerWord) || c.plural(j-1) || capital(c.word(j-1)) {
		return false
	}
	return c.isWord(j+1) && !c.at(j+1, determiner|anonymousWord) && c.at(j+2, anonymousWord) && c.plural(j+2)
}

// joinsNames reports an "and" between two capital words: "Border and Coast
// Guard Agency".
func (c *clause) joinsNames(j int) bool {
	if j < 1 || !capital(c.word(j-1)) || !capital(c.word(j+1)) {
		return false
	}
	// "Norwegian and Swedish officials", "U.S. and Swedish officials"
	return j > 1 || c.tree().Nodes[j-1].XTag == "JJ" || allUpper(strings.ReplaceAll(c.word(j-1), ".", ""))
}
