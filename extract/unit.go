package extract

import (
	"slices"
	"strings"

	"muster/extract/token"
	"muster/lexicon"
	"muster/news"
)

// resolveUnit gives a bare number the unit that the text leaves out.
func (p *phrase) resolveUnit(f *news.Figure) {
	switch {
	case f.Scope == news.Rank:
		f.Unit = "rank"
	case f.Unit == "" || p.r.slots.member[token.Hash(string(f.Unit))]:
		if u, rule := p.elided(f); u != "" {
			f.Unit = u
			f.Rules = append(f.Rules, rule)
		}
	}
}

// elided finds the unit of a number without a noun: the noun behind "of", what
// happened to whom, or what the figures around it count.
func (p *phrase) elided(f *news.Figure) (news.Unit, string) {
	if p.membersOfAlliance(f) {
		return "country", "unit/members"
	}
	if next, ok := p.partOf(f); ok {
		return next, "unit/part-of"
	}
	if p.happensToPeople() {
		return news.Persons, "unit/by-verb"
	}
	if p.head < len(p.toks) && p.tag(p.head) == "NOUN" && p.node(p.head).Lemma != "" && !p.covers(p.head) {
		return news.Unit(p.lemma(p.head)), "unit/by-noun"
	}
	if p.arePeople() {
		return news.Persons, "unit/by-predicate"
	}
	if of := p.countedOf(); of >= 0 {
		if slices.ContainsFunc(lexicon.Noun(p.lemma(of)), manned) {
			return news.Persons, "unit/of-people" // "a force of 5,000"
		}
		return "", "" // "a fleet of 300" does not say of what
	}
	if f.Unit == "" && p.tag(p.head) == "NUM" {
		if u := p.neighbourUnit(f); u != "" {
			return u, "unit/inherited"
		}
	}
	if f.Unit == "" && f.Hedge == news.Vague && !p.saidOfOthers() {
		return news.Persons, "unit/crowd" // "thousands took to the streets"
	}
	return "", ""
}

// membersOfAlliance reports whether the figure counts members of an alliance that
// the text names. What has so many members may be another body: "the 100-member
// senate".
func (p *phrase) membersOfAlliance(f *news.Figure) bool {
	if !p.memberNoun(p.head) {
		return false
	}
	if _, ok := p.r.alliance(f.Span.Start, p.bytes(0, len(p.toks)).End); !ok {
		return false
	}
	of := p.node(p.head).Head
	return !strings.Contains(f.Span.Text, "-") || of < 0 || !slices.ContainsFunc(lexicon.Noun(p.lemma(of)), seated)
}

// seated are the classes of bodies whose members are people.
func seated(c lexicon.Class) bool {
	return c == "legislature" || c == "agency" || c == "court" || c == "crew"
}

// arePeople reports whether a bare number is said to be people: "six were
// children".
func (p *phrase) arePeople() bool {
	of := p.node(p.head).Head
	return p.tag(p.head) == "NUM" && p.is(p.head, "nsubj") && of >= 0 && p.tree.Child(of, "cop") >= 0 && slices.Contains(lexicon.Noun(p.lemma(of)), "person")
}

// countedOf is the noun that a bare number tells the size of ("a force of
// 5,000"), -1 for none.
func (p *phrase) countedOf() int {
	if p.tag(p.head) != "NUM" || !p.is(p.head, "nmod") {
		return -1
	}
	if k := p.tree.Case(p.head); k < 0 || p.word(k) != "of" {
		return -1
	}
	return p.node(p.head).Head
}

// manned are the classes of what is told by how many people it has.
func manned(c lexicon.Class) bool {
	return c == "organisation" || c == "crowd" || c == "people" || c == "settlement"
}

// saidOfOthers reports a number of what another word names: "tanks, of which it
// has thousands".
func (p *phrase) saidOfOthers() bool {
	for i := range p.toks {
		if p.word(i) == "of" && i+1 < len(p.toks) && (p.tag(i+1) == "PRON" || p.tag(i+1) == "DET" && p.word(i+1) == "which") {
			return true
		}
	}
	return p.to < len(p.toks) && p.word(p.to) == "of"
}

// partOf is the unit of the figure that follows "of" or "out of".
func (p *phrase) partOf(f *news.Figure) (news.Unit, bool) {
	s := p.r.text.Sentences[p.sent]
	for _, g := range p.r.figures {
		if g.Span.Start < f.Span.End || g.Span.End > s.End {
			continue
		}
		from, _ := p.r.tokensIn(p.sent, g.Span)
		if from-p.to > 3 || !p.ofBetween(p.to, from) {
			return "", false
		}
		if p.r.slots.member[token.Hash(g.Noun)] || p.r.slots.member[token.Hash(string(g.Unit))] {
			return "country", true
		}
		return g.Unit, g.Unit != ""
	}
	return "", false
}

func (p *phrase) ofBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if p.word(i) == "of" {
			return true
		}
	}
	return false
}

// happensToPeople reports whether the number stands where only people can:
// "killed five", "190 were dead", "the death toll rose to 21".
func (p *phrase) happensToPeople() bool {
	c := p.measureContext(news.Figure{Unit: news.Persons})
	c.Nouns = nil
	return p.r.measures.Of(c).Known
}

// neighbourUnit is the unit of the nearest countable figure in the sentence,
// then of the last one in the two sentences before.
func (p *phrase) neighbourUnit(f *news.Figure) news.Unit {
	s := p.r.text.Sentences[p.sent]
	best, least := news.Unit(""), -1
	for _, g := range p.r.figures {
		if g.Span == f.Span || !countable(g.Unit) || g.Aside != "" && g.Aside != news.ABackReference {
			continue
		}
		if g.Span.Start < s.Start || g.Span.End > s.End {
			continue
		}
		d := max(g.Span.Start-f.Span.End, f.Span.Start-g.Span.End)
		if least < 0 || d < least {
			best, least = g.Unit, d
		}
	}
	if best != "" {
		return best
	}
	for i := len(p.r.past) - 1; i >= 0 && p.sent-p.r.past[i].sent <= neighbourhood; i-- {
		if u := p.r.past[i].claim.Figure.Unit; countable(u) {
			return u
		}
	}
	return ""
}

// countable reports whether a bare number may count more of this unit: people,
// kit and things, not money or measures.
func countable(u news.Unit) bool {
	switch u {
	case "", news.Percent, news.PercentOfGDP, news.PercentagePoint, news.Factor, "rank", "m", "kg", "year", "month", "day", "week", "hour":
		return false
	}
	return len(u) != 3 || u[0] < 'A' || u[0] > 'Z'
}
