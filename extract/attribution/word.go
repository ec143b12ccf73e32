package attribution

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"muster/extract/rule"
	"muster/extract/token"
)

// class is a set of closed word classes, one bit each.
type class uint64

const (
	auxiliary class = 1 << iota
	negation
	adverb
	determiner
	pronoun
	relative
	subordinator
	preposition
	mediaWord
	anonymousWord
	documentWord
	countWord
	channelWord
	dayWord
	conditional
	nounInLy
	timeWord
	quantity
	beWord
	modalWord
	pluralWord
	speakerWord
	openerWord
	definiteWord
	tallyWord
	anyDocument
	anyBody
	pressWord
	stateWord
	vagueWord
	nobodyWord
	agencyWord
	clauseWord
	takingUpWord
)

var classNames = map[string]class{
	"auxiliary": auxiliary, "negation": negation, "adverb": adverb, "determiner": determiner,
	"pronoun": pronoun, "relative": relative,
	"subordinator": subordinator, "preposition": preposition, "media": mediaWord,
	"anonymous": anonymousWord, "document": documentWord, "count": countWord, "channel": channelWord, "day": dayWord, "conditional": conditional, "noun-in-ly": nounInLy, "time": timeWord, "quantity": quantity,
	"be": beWord, "modal": modalWord, "plural": pluralWord,
	"speaker": speakerWord, "opener": openerWord, "definite": definiteWord, "tally": tallyWord, "any-document": anyDocument, "any-body": anyBody, "press": pressWord, "state": stateWord, "vague": vagueWord, "nobody": nobodyWord, "agency": agencyWord, "clause": clauseWord, "taking up": takingUpWord,
}

func (l *lexicon) readWords(list rule.Lists) error {
	entries, err := list("word")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Section == "compass" {
			l.compass[token.Hash(e.Name)] = e.Attrs["state"]
			continue
		}
		if classNames[e.Section] == 0 {
			return fmt.Errorf("attribution: %s:%d: section %q is not known", e.File, e.Line, e.Section)
		}
		value, err := l.countOf(e)
		if err != nil {
			return err
		}
		for _, w := range e.Forms() {
			if value > 0 {
				l.counts[token.Hash(w)] = value
			}
			l.words[token.Hash(w)] |= classNames[e.Section]
			if e.Section == "speaker" {
				l.words[token.Hash(pluralOf(w))] |= speakerWord
			}
		}
	}
	return nil
}

// countOf is how many speakers a word of the section "count" means, 0 for words of
// other sections.
func (l *lexicon) countOf(e rule.Entry) (int, error) {
	if e.Section != "count" {
		return 0, nil
	}
	n, err := strconv.Atoi(e.Attrs["value"])
	if err != nil || n < 1 {
		return 0, fmt.Errorf("attribution: %s:%d: value=%q is no count", e.File, e.Line, e.Attrs["value"])
	}
	return n, nil
}

// pluralOf is the plural of a noun: "ally" gives "allies", "man" "men".
func pluralOf(w string) string {
	switch {
	case strings.HasSuffix(w, "man"):
		return w[:len(w)-2] + "en"
	case w == "child":
		return "children"
	}
	return thirdPerson(w)
}

// is reports whether the token belongs to one of the classes.
func (l *lexicon) is(t token.Token, c class) bool { return l.words[t.Hash]&c != 0 }

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// manner reports an adverb such as "quickly".
func (c *clause) manner(i int) bool {
	w := c.word(i)
	return len(w) > 4 && strings.HasSuffix(w, "ly") && !capital(w) && !c.at(i, nounInLy|mediaWord)
}
