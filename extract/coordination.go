package extract

import (
	"strings"

	"muster/extract/measure"
	"muster/news"
)

// listedVerb is the participle behind a list of figures that the figure stands in:
// "3 soldiers, 12 civilians and dozens of rebels killed"; -1 where there is none.
// The figure itself must be followed by another one.
func (p *phrase) listedVerb() int {
	at := p.to
	for range maxListed {
		next := p.skipJoint(at)
		if next == at {
			break
		}
		end := p.figureFrom(next)
		if end < 0 {
			return -1
		}
		at = end
	}
	if at > p.to && at < len(p.toks) && (p.node(at).XTag == "VBN" || p.node(at).XTag == "VBD") {
		return at
	}
	return -1
}

// maxListed is how many figures a list may have.
const maxListed = 8

// skipJoint is the token behind the comma, the "and" or both at token i; i itself
// where there is neither.
func (p *phrase) skipJoint(i int) int {
	for i < len(p.toks) && (p.word(i) == "," || p.word(i) == "and" || p.word(i) == "or") {
		i++
	}
	return i
}

// figureFrom is the end of the figure that starts at token i; -1 where none does.
func (p *phrase) figureFrom(i int) int {
	if i >= len(p.toks) {
		return -1
	}
	for _, f := range p.r.figures {
		if f.Span.Start == p.toks[i].Start {
			_, to := p.r.tokensIn(p.sent, f.Span)
			return to
		}
	}
	return -1
}

// twin is the claim that the figure goes on with: "104 out of 120 missiles and 42
// out of 90 drones" are shares of two wholes, and both were shot down.
func (p *phrase) twin(f news.Figure) *joined {
	if !p.outOf(p.sent, f) || p.from == 0 || p.word(p.from-1) != "and" {
		return nil
	}
	for i := len(p.r.past) - 1; i >= 0 && p.r.past[i].sent == p.sent; i-- {
		if b := &p.r.past[i]; b.claim.Figure != nil && p.outOf(p.sent, *b.claim.Figure) {
			return b
		}
	}
	return nil
}

// twinMeasure is the measure of b for the unit of f, and takes over b's verb and
// with it the subject.
func (p *phrase) twinMeasure(f news.Figure, b *joined) measure.Measure {
	m := b.measure
	if of := b.claim.Figure.Unit; strings.HasPrefix(string(m.ID), string(of)+"-") {
		m.ID = news.MeasureID(string(f.Unit)) + m.ID[len(of):]
	}
	m.Rule += "-inherited"
	p.twinOf = &b.claim
	return m
}

// outOf reports "out of" behind the figure's number.
func (p *phrase) outOf(sent int, f news.Figure) bool {
	_, i := p.r.tokensIn(sent, f.Number)
	return i+1 < len(p.toks) && p.word(i) == "out" && p.word(i+1) == "of"
}

// ofLaunch is the last claim of how many of such things were launched: "four of
// them failed" speaks of the launcher's.
func (p *phrase) ofLaunch(c *draft, m measure.Measure) *draft {
	if m.Known || !p.r.measures.Munition(c.Figure.Unit) {
		return nil
	}
	for i := len(p.r.past) - 1; i >= 0; i-- {
		if b := &p.r.past[i].claim; b.MeasureID == news.MeasureID(string(c.Figure.Unit)+"-launched") {
			return b
		}
	}
	return nil
}
