package attribution

import (
	"muster/extract/token"
	"muster/news"
)

// found is a cue with its source in one sentence, before names are resolved.
type found struct {
	cue  stretch
	kind news.CueKind
	// source is empty where nobody is named.
	source speaker
	// before and after are those who speak with it.
	before, after []speaker
	content       reach // empty where there is none
	form          form
	// quiet cues take part in chains but are not shown: they stand inside
	// what another source says, or assert nothing by themselves.
	quiet bool
	// passive: what is said is the subject ("was reported by").
	passive bool
	bare    bool // no clause or quotation follows
	// question: "asked whether" says and demands nothing.
	question bool
	negated  bool
	which    bool // the subject is a relative pronoun
	// quotedAs: "was quoted as saying", by whom stands behind.
	quotedAs bool
	verb     *verb
}

// verbAt returns the longest verb of the lexicon that begins at token i and
// has what it asks for behind it, its form, and the token behind it.
func (c *clause) verbAt(i int) (best verbForm, end int) {
	for _, v := range c.verbs[c.toks[i].Hash] {
		e := i + 1 + len(v.rest)
		if e > len(c.toks) || !c.follows(i+1, v.rest) {
			continue
		}
		if v.with != nil {
			if !c.anyAt(e, v.with) {
				continue
			}
			e++
		}
		if e > end && c.complete(v.takes, i, e) {
			best, end = v, e
		}
	}
	return best, end
}

func (c *clause) follows(i int, words []uint64) bool {
	for k, h := range words {
		if i+k >= len(c.toks) || c.toks[i+k].Hash != h {
			return false
		}
	}
	return true
}

func (c *clause) anyAt(i int, words []uint64) bool {
	if i >= len(c.toks) {
		return false
	}
	for _, h := range words {
		if c.toks[i].Hash == h {
			return true
		}
	}
	return false
}

// verbCues finds the verbs of the sentence that bring in a source.
func (c *clause) verbCues(emit func(found)) {
	var last *found
	for i := 0; i < len(c.toks); i++ {
		if c.quoted(i) {
			continue
		}
		v, end := c.verbAt(i)
		if v.verb == nil || i > 0 && !c.title && capital(c.word(i)) {
			continue
		}
		g := c.verbGroup(i)
		if !c.actsAsVerb(i, end, v, g) {
			continue
		}
		f, ok := c.verbCue(i, end, v, g, last)
		if ok && v.by != 0 && (f.source.empty() || !c.at(f.source.head, v.by)) {
			continue
		}
		if ok {
			f.quiet = f.quiet || c.nested(last, g.from) || c.aside(&f, g)
			if f.quiet && f.kind == holds {
				continue
			}
			emit(f)
			last = &f
			i = end - 1
		}
	}
}

// actsAsVerb refuses nouns and adjectives that look like the verb.
func (c *clause) actsAsVerb(i, end int, v verbForm, g group) bool {
	if g.from == i && (c.at(i-1, determiner) && !c.at(i-1, pronoun|relative) || i > 0 && c.possessive(i-1)) {
		return false
	}
	f := v.form
	switch {
	case v.noInfinitive && c.complement(end)&aheadTo != 0 && !g.passive:
		return false
	case g.to || v.kind == holds && c.slack(end, v, g):
		return false
	case !g.aux && f&participle != 0 && g.from < i && c.at(g.from-1, determiner) && !c.at(g.from-1, pronoun):
		return false // "the so called ..."
	case f&ing != 0 && (i > 0 && (c.word(i-1) == "-" || c.word(i-1) == "as") || end < len(c.toks) && c.word(end) == "by"):
		return false // "truth-telling", "quoted him as saying", "reporting by"
	case f&ing != 0 && !g.aux && g.from == i && c.isWord(i-1) && !c.at(i-1, preposition|subordinator) && !c.verbTag(i):
		return false // "an early warning system"
	case c.possessive(i-1) && f&(base|third) != 0:
		return false
	case v.noun && f&third != 0 && c.reportsBehind(i, end):
		return true
	case v.noun && f&base != 0 && c.namesBefore(i) && c.verbTag(i):
		return true
	case v.noun && f&(past|participle) == 0 && f&(base|third) != 0 && g.from == i && (!c.at(i-1, pronoun|relative) || c.at(i-1, determiner)):
		return c.nounAsVerb(i, end, f)
	case f&(past|participle) != 0:
		return i == 0 || c.word(i-1) != "-"
	case c.at(i-1, preposition):
		return f&ing != 0 && c.word(i-1) != "without"
	case f&third != 0:
		return !v.noun || g.from < i || c.at(i-1, pronoun|relative) || i > 0 && capital(c.word(i-1)) ||
			c.complement(end)&(aheadThat|aheadQuote|aheadSubject|aheadTo) != 0
	case f&base != 0:
		return g.from < i || c.at(i-1, pronoun|relative) || i > 0 && c.complement(end) != 0 &&
			(c.plural(i-1) || !v.noun && c.isWord(i-1) && c.phraseWord(i-1))
	}
	return true
}

// reportsBehind reports a verb behind the comma that ends what is said, with
// its subject alone: "..., the daily reports." or "..., reports CNN."
func (c *clause) reportsBehind(i, end int) bool {
	if c.complement(end)&aheadEnd != 0 && c.isWord(i-1) && c.parenthesis(i) {
		return capital(c.word(i-1)) || c.at(i-1, mediaWord|anonymousWord|speakerWord|pronoun)
	}
	return i > 0 && c.word(i-1) == "," && capital(c.word(end))
}

// namesBefore reports that two names joined by "and" stand before token i: "the Post
// and the Times report".
func (c *clause) namesBefore(i int) bool {
	np := c.phraseLeft(i)
	j := np.from - 1
	for c.at(j, determiner) {
		j--
	}
	return !np.empty() && capital(c.word(i-1)) && (c.word(j) == "and" || c.holdsAnd(np))
}

func (c *clause) holdsAnd(s stretch) bool {
	for i := s.from; i < s.to; i++ {
		if c.word(i) == "and" {
			return true
		}
	}
	return false
}

// nounAsVerb reports that a word which is a noun as often is a verb at i: a
// noun stands before it and a clause or quotation right behind it.
func (c *clause) nounAsVerb(i, end int, f form) bool {
	if i == 0 || c.toks[i-1].Kind != token.Word && c.word(i-1) != "," || c.at(i-1, preposition|countWord|determiner) {
		return false
	}
	for _, v := range c.verbs[c.toks[i-1].Hash] {
		if v.form&(past|ing|participle) != 0 {
			return false // "denied reports that ..."
		}
	}
	a := c.complement(end)
	return a&(aheadThat|aheadSubject|aheadNear) != 0 && (f&third != 0 || c.plural(i-1) || c.at(i-1, adverb)) ||
		a&aheadNoun != 0 && (f&third != 0 || c.plural(i-1)) && c.verbTag(i)
}

// slack reports a stance in a form too weak to count: "supporters backing
// him", "states favor Sanders".
func (c *clause) slack(end int, v verbForm, g group) bool {
	weak := v.form&(base|third|past|participle) == base && !g.negated || v.form&ing != 0 && !g.passive
	return weak && c.complement(end)&(aheadThat|aheadQuote|aheadSubject|aheadTo) == 0
}

// plural reports a token that looks like a noun in the plural.
func (c *clause) plural(i int) bool {
	w := c.word(i)
	return c.at(i, pluralWord) || len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's'
}

func (c *clause) verbCue(i, end int, v verbForm, g group, last *found) (found, bool) {
	f := found{cue: stretch{g.from, end}, kind: v.kind, negated: g.negated, verb: v.verb, form: v.form}
	f.bare = c.complement(end)&(aheadThat|aheadSubject|aheadQuote) == 0
	f.question = v.asks && c.complement(end)&(aheadTo|aheadNoun) == 0
	var ok bool
	switch {
	case g.passive && c.quotedAs(end, v) > 0:
		f.source, ok = c.leftSpeaker(g.from)
		f.quotedAs, f.bare = true, false
		f.cue.to = c.quotedAs(end, v)
		return f, ok
	case g.passive && v.form&participle != 0:
		if f.source, ok = c.agent(end); !ok {
			f.source = speaker{}
		}
		f.passive = true
		return f, ok || v.kind != holds && c.unnamed(end, v)
	case v.form&participle != 0 && end < len(c.toks) && c.word(end) == "by" && !(v.form&past != 0 && c.at(i-1, pronoun) && !g.aux):
		f.passive = true
		f.source, ok = c.rightSpeaker(end + 1)
		return f, ok
	case c.when(i, g, v):
		return f, true
	case v.form&ing != 0 && !g.passive:
		f.source, ok = c.participleSpeaker(i, last)
		f.source, ok = c.surer(i, f.source, ok)
		return f, ok
	}
	if f.source, ok = c.inverted(g.from, end, v); ok && !g.aux {
		return f, true
	}
	if c.at(g.from-1, subordinator) && c.joins(g.from-1) {
		f.source, ok = c.shared(i, last)
	} else {
		f.source, ok = c.leftSpeaker(g.from)
	}
	f.source, ok = c.surer(i, f.source, ok)
	f.which = ok && c.at(f.source.to-1, relative) && f.source.to == g.from
	return f, ok
}

// quotedAs is the token behind "quoted as saying" or "quoted by X as saying", whose
// subject speaks; 0 where that does not stand there.
func (c *clause) quotedAs(end int, v verbForm) int {
	if v.form&participle == 0 || v.name != "quote" && v.name != "cite" {
		return 0
	}
	if c.word(end) == "by" {
		by, _ := c.rightSpeaker(end + 1)
		end = by.to
	}
	if c.word(end) != "as" || end+1 >= len(c.toks) {
		return 0
	}
	for _, o := range c.verbs[c.toks[end+1].Hash] {
		if o.form&ing != 0 && o.kind == news.Says {
			return end + 2
		}
	}
	return 0
}

// joins reports "and", "but" and "or".
func (c *clause) joins(i int) bool {
	switch c.word(i) {
	case "and", "but", "or", "And", "But", "Or", "So":
		return true
	}
	return false
}

// nested reports that the verb stands inside what somebody else says, where
// it is part of what is said: "she said she hopes to win".
func (c *clause) nested(last *found, from int) bool {
	if last == nil || last.kind == holds && last.form&ing != 0 {
		return false
	}
	for j := last.cue.to; j < from; j++ {
		if c.word(j) == "," || c.at(j, subordinator) && c.joins(j) {
			return false
		}
	}
	return true
}

// aside reports a cue that asserts nothing by itself: under a condition or a
// question, in a relative clause about a thing ("the plan he announced"), or
// as mere possibility ("would say").
func (c *clause) aside(f *found, g group) bool {
	if g.modal && !g.negated {
		return true
	}
	o := f.source.from
	if f.source.empty() || o > f.cue.from || o == 0 {
		return false
	}
	if c.at(o, pronoun) && !c.at(o, relative) && c.isWord(o-1) && !c.at(o-1, subordinator|relative|adverb|preposition) {
		return true
	}
	return c.at(o-1, conditional)
}
