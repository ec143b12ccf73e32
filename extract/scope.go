package extract

import (
	"slices"
	"strings"

	"muster/extract/measure"
	"muster/news"
)

// scope is the figure's own, or share where the words say that it is a part of
// a whole named before: "including 200 workers", "eight of the injured", "three
// were taken to Kuwait" behind it.
func (p *phrase) scope(f news.Figure, m measure.Measure) news.Scope {
	if f.Scope == news.Additional && p.otherMeasure(f, m) {
		return news.Total
	}
	if f.Scope != news.Total && f.Scope != "" {
		return f.Scope
	}
	switch {
	case p.inherited != nil && f.Noun == "" && f.Scope == news.Total && f.High < p.inherited.Figure.Low:
		return news.Share
	case f.Unit == news.Percent || f.Unit == news.PercentOfGDP, p.partitive(f), p.restOfShare(f):
		return news.Share
	}
	for i := max(0, p.from-8); i < p.from; i++ {
		if p.r.slots.including[p.toks[i].Hash] && !p.clauseBreak(i, p.from) {
			return news.Share
		}
	}
	return news.Total
}

// partitive reports "of" and a definite noun right behind the number: "104 of the
// missiles", "eight of them".
func (p *phrase) partitive(f news.Figure) bool {
	_, i := p.r.tokensIn(p.sent, f.Number)
	return i+1 < len(p.toks) && p.word(i) == "of" && p.r.slots.definite[p.toks[i+1].Hash]
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

// otherMeasure reports "42 others were wounded" behind a count of the dead: they
// are no addition to the dead, but all of the wounded.
func (p *phrase) otherMeasure(f news.Figure, m measure.Measure) bool {
	if !m.Known || m.Family != "losses" || !p.r.slots.otherOnes[p.lastOther()] {
		return false
	}
	for i := len(p.r.past) - 1; i >= 0 && p.sent-p.r.past[i].sent <= 1; i-- {
		if b := p.r.past[i]; b.family == m.Family {
			return b.measure.ID != m.ID
		}
	}
	return false
}

// lastOther is the hash of the figure's word for more or others; 0 without one.
func (p *phrase) lastOther() uint64 {
	for i := min(p.to, len(p.toks)-1); i >= p.from; i-- {
		if p.r.slots.otherOnes[p.toks[i].Hash] {
			return p.toks[i].Hash
		}
	}
	return 0
}
