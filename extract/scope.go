package extract

import (
	"slices"
	"strings"

	"muster/lexicon"
	"muster/news"
)

// scope is the figure's own, or what the words around it say: of each, an
// addition, a part of a whole named before.
func (p *phrase) scope(f news.Figure) news.Scope {
	if f.Scope != news.Total && f.Scope != "" {
		return f.Scope
	}
	for _, s := range scopeRules {
		if s.holds(p, f) {
			return s.scope
		}
	}
	return news.Total
}

// scopeRules are tried in their order. TestScope has an example of each.
var scopeRules = []struct {
	scope news.Scope
	holds func(*phrase, news.Figure) bool
}{
	{news.Additional, func(p *phrase, _ news.Figure) bool { return p.added() }},
	{news.Each, func(p *phrase, f news.Figure) bool { return f.Unit != news.Percent && p.perPeriod(f) }},
	{news.Each, (*phrase).ofSort},
	{news.Share, (*phrase).partOfEvent},
	{news.Share, func(_ *phrase, f news.Figure) bool { return f.Unit == news.Percent || f.Unit == news.PercentOfGDP }},
	{news.Share, (*phrase).partitive},
	{news.Share, (*phrase).restOfShare},
	{news.Share, func(p *phrase, _ news.Figure) bool { return p.amongOthers() }},
	{news.Share, func(p *phrase, f news.Figure) bool { return countable(f.Unit) && p.included() }},
	{news.Share, (*phrase).listedShare},
	{news.Share, (*phrase).resumedPart},
	{news.Share, (*phrase).summand},
	{news.Share, (*phrase).ofWhole},
	{news.Share, func(p *phrase, _ news.Figure) bool { return p.behindIncluding() }},
}

// added: "hundreds of additional troops", "27 more".
func (p *phrase) added() bool {
	for i := p.from; i <= p.to && i < len(p.toks); i++ {
		if !p.r.slots.adding[p.toks[i].Hash] {
			continue
		}
		if i+1 >= len(p.toks) || p.word(i+1) != "than" {
			return true
		}
	}
	return false
}

// perReach is how many words may stand between a figure and "a month".
const perReach = 7

// perPeriod: "up to 100 soldiers are killed a day", "every month it spends 5
// million", "one man is killed every 25 minutes", "three plants each make 17".
func (p *phrase) perPeriod(f news.Figure) bool {
	end := len(p.toks)
	if g := p.laterFigure(); g != nil {
		end, _ = p.r.tokensIn(p.sent, g.Span)
	}
	for i := p.to; i < min(end, p.to+perReach) && !p.is(i, "punct"); i++ {
		if p.period(i) {
			return true
		}
	}
	if end < min(len(p.toks), p.to+perReach) && p.word(end) == "every" { // the period is a figure too
		return true
	}
	first := 0
	for first < p.from && p.is(first, "punct") {
		first++
	}
	return f.Unit != news.Persons && len(p.word(first)) > 2 && p.period(first) || p.dealt()
}

// period: "a day", "every month"; not "in a day", "a month ago".
func (p *phrase) period(i int) bool {
	if i+1 >= len(p.toks) || !p.r.slots.every[p.toks[i].Hash] || !p.r.slots.period[p.toks[i+1].Hash] || i > 0 && p.tag(i-1) == "ADP" {
		return false
	}
	return i+2 >= len(p.toks) || !p.r.slots.since[p.toks[i+2].Hash]
}

// dealt: "three plants each make 17".
func (p *phrase) dealt() bool {
	for i := max(0, p.from-2); i < p.from; i++ {
		if p.word(i) == "each" {
			return true
		}
	}
	return false
}

// sorts are the classes of things whose measure, tied to their noun, is that of each
// of them: "500-pound bombs", "a $100 million drone".
var sorts = []lexicon.Class{"munition", "weapon", "aircraft", "ship", "vehicle"}

// unmeasured are the units, beside those that count, in which no thing is measured.
var unmeasured = map[news.Unit]bool{"": true, news.Percent: true, news.PercentOfGDP: true, news.Factor: true}

// ofSort reports a measure that says what sort of weapon or craft a noun means.
func (p *phrase) ofSort(f news.Figure) bool {
	if countable(f.Unit) || unmeasured[f.Unit] {
		return false
	}
	noun := p.node(p.head).Head
	if noun < p.to || !p.tree.Is(p.head, "compound", "nummod", "amod", "nmod") {
		return false
	}
	for i := p.to; i < noun; i++ {
		if p.tag(i) == "ADP" {
			return false
		}
	}
	return slices.ContainsFunc(sorts, func(c lexicon.Class) bool { return lexicon.Is(p.lemma(noun), c) })
}

// partOfEvent reports a bare number smaller than the one whose event it goes on
// about.
func (p *phrase) partOfEvent(f news.Figure) bool {
	return p.inherited != nil && f.Noun == "" && f.High < p.inherited.Figure.Low
}

// behindIncluding: "including 200 workers"; what ", and" adds to such a phrase is
// no part of it.
func (p *phrase) behindIncluding() bool {
	for i := p.from - 1; i >= max(0, p.from-8); i-- {
		if p.r.slots.including[p.toks[i].Hash] {
			return !p.clauseBreak(i, p.from)
		}
		if p.word(i) == "and" && i > 0 && p.word(i-1) == "," {
			return false
		}
	}
	return false
}

// listedShare: "included 82 Danes, 63 Swedes and 11 Finns": what a list goes on
// with has the scope of what it goes on from.
func (p *phrase) listedShare(f news.Figure) bool {
	if !p.earlierFigure() {
		return false
	}
	b := p.r.past[len(p.r.past)-1].claim.Figure
	_, to := p.r.tokensIn(p.sent, b.Span)
	joined := p.from == to+1 && (p.word(to) == "," || p.word(to) == "and")
	return joined && b.Scope == news.Share && b.Unit == f.Unit && countable(f.Unit)
}

// resumedPart: "They fired 15 missiles. Eleven hit the base": a bare number that
// goes on counting what a larger one right before it counted.
func (p *phrase) resumedPart(f news.Figure) bool {
	if f.Noun != "" || !contains(f.Rules, "resumed") || len(p.r.past) == 0 {
		return false
	}
	for i := len(p.r.past) - 1; i >= 0 && p.sent-p.r.past[i].sent <= 1; i-- {
		if b := p.r.past[i].claim.Figure; b.Unit == f.Unit && b.Scope == news.Total {
			return b.Low > f.Low
		}
	}
	return false
}

// summand: "ten died, five in the port and five at the station": numbers that
// add up to one before them are its parts.
func (p *phrase) summand(f news.Figure) bool {
	span := p.bytes(0, len(p.toks))
	var figures []news.Figure
	at := -1
	for _, g := range p.r.figures {
		if g.Span.Overlaps(span) && g.Aside == "" {
			if g.Span == f.Span {
				at = len(figures)
			}
			figures = append(figures, g)
		}
	}
	for w := 0; w < at; w++ {
		sum := 0.0
		for k := w + 1; k < len(figures); k++ {
			sum += figures[k].Low
			if k >= at && k > w+1 && sum == figures[w].Low {
				return true
			}
		}
	}
	return false
}

// ofWhole: "of the 239 wounded, 128 stayed": the whole stands behind an "of" that
// opens the clause.
func (p *phrase) ofWhole(f news.Figure) bool {
	if !p.earlierFigure() {
		return false
	}
	b := p.r.past[len(p.r.past)-1].claim.Figure
	from, _ := p.r.tokensIn(p.sent, b.Span)
	for i := from; i >= 0 && i >= from-2; i-- {
		if p.word(i) == "of" {
			return b.Low >= f.Low && (i == 0 || p.is(i-1, "punct"))
		}
	}
	return false
}

// amongOthers: "three children were among the dead", "with three children among
// them", "among the wounded was a guard".
func (p *phrase) amongOthers() bool {
	for i := p.to; i < len(p.toks) && !p.is(i, "punct") && p.tag(i) != "VERB"; i++ {
		if p.word(i) == "among" {
			return i == p.to || p.lemma(i-1) == "be"
		}
	}
	for i := p.from - 1; i >= max(0, p.from-amongReach) && !p.is(i, "punct"); i-- {
		if p.word(i) == "among" {
			return p.lemma(p.from-1) == "be" || p.tag(p.from-1) == "PRON"
		}
	}
	return false
}

// amongReach is how far "among the many dead were" reaches.
const amongReach = 6

// included reports what a whole is said to include: "the dead included two
// Danes".
func (p *phrase) included() bool {
	return p.verb >= 0 && !p.active && !p.oblique && p.lemma(p.verb) == "include"
}

// partitive reports "of" and a definite noun right behind the number: "104 of the
// missiles", "eight of them".
func (p *phrase) partitive(f news.Figure) bool {
	_, i := p.r.tokensIn(p.sent, f.Number)
	return i+1 < len(p.toks) && p.word(i) == "of" && p.r.slots.definite[p.toks[i+1].Hash] && f.Low != 1
}

// restOfShare reports a bare number behind a share of the same unit in one
// sentence.
func (p *phrase) restOfShare(f news.Figure) bool {
	if f.Noun != "" || !p.earlierFigure() {
		return false
	}
	b := p.r.past[len(p.r.past)-1].claim.Figure
	return b.Scope == news.Share && b.Unit == f.Unit
}

// clauseBreak reports whether a verb with a subject of its own, or the end of a
// clause, stands between tokens i and j.
func (p *phrase) clauseBreak(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if strings.ContainsAny(p.word(k), ";:") || p.tag(k) == "VERB" && p.childOf(k, "nsubj") >= 0 {
			return true
		}
	}
	return false
}

// partOfLaunch makes what was intercepted a share of what was launched, where
// the article has said how many of the same kind were.
func (r *reading) partOfLaunch(c *draft) {
	if c.Figure.Scope != news.Total || !strings.HasSuffix(string(c.MeasureID), "-intercepted") {
		return
	}
	for _, b := range r.past {
		l := b.claim.Figure
		if strings.HasSuffix(string(b.claim.MeasureID), "-launched") && l.Unit == c.Figure.Unit && l.Low >= c.Figure.Low && !slices.Equal(b.claim.Subject, c.Subject) && b.claim.When.Overlaps(c.When) {
			c.Figure.Scope = news.Share
			c.Rules = append(c.Rules, "scope/part-of-launch")
			return
		}
	}
}
