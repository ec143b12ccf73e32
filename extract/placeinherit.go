package extract

import (
	"strings"

	"muster/extract/measure"
	"muster/extract/token"
	"muster/news"
)

// eventsPlace takes the place of the event that goes on: of the last claim about
// one, of the event the sentence points at, or of the article's lead.
func (p *phrase) eventsPlace(c *draft, m measure.Measure) {
	that := p.pointsAtEvent()
	for s := p.sent; s >= max(0, p.sent-neighbourhood); s-- {
		b := p.r.placedIn(s)
		if b != nil && s < p.sent && p.r.background(b) {
			if p.r.namesTheEvent(p.sent) {
				break
			}
			return
		}
		if b != nil {
			p.inheritPlace(c, m, b.claim.Place, b.claim.PlaceIn)
			if b.family == m.Family && len(b.claim.Subject) > 0 {
				p.event = &b.claim
			}
			return
		}
		if !that || s == p.sent {
			continue
		}
		if e, ok := p.r.eventPlace(s); ok {
			p.inheritPlace(c, m, []string{placeName(e)}, []string{e.Country})
			return
		}
	}
	if t := p.r.topic(); t.found {
		p.inheritPlace(c, m, []string{placeName(t.place)}, []string{t.place.Country})
	}
}

// backgroundDays is how old an event must be to be background of the news.
const backgroundDays = 30

// background reports a claim about an event long before the publication: what
// "the attack" is in a later sentence is not that one.
func (r *reading) background(b *joined) bool {
	published := news.DayOf(r.article.Published)
	return published != "" && b.claim.When.To != "" && published.Sub(b.claim.When.To) > backgroundDays
}

// namesTheEvent reports "the attack" in a sentence: that of the lead.
func (r *reading) namesTheEvent(sent int) bool {
	toks := r.text.Sentences[sent].Tokens
	for i := 1; i < len(toks); i++ {
		if r.slots.event[toks[i].Hash] && token.Fold(r.text.Of(toks[i-1])) == "the" {
			return true
		}
	}
	return false
}

// partOfPlaced gives a part the place of its whole in the same sentence: "800
// people hid in the plant, including 200 workers".
func (p *phrase) partOfPlaced(c *draft) bool {
	for i := len(p.r.past) - 1; i >= 0 && p.r.past[i].sent == p.sent; i-- {
		b := p.r.past[i].claim
		if len(b.Place) > 0 && b.Figure.Unit == c.Figure.Unit && b.Figure.High > c.Figure.Low {
			p.inheritPlace(c, measure.Measure{}, b.Place, b.PlaceIn)
			return true
		}
	}
	return false
}

// inheritPlaceOf takes the place of claim b where c has none.
func (p *phrase) inheritPlaceOf(c, b *draft) {
	if len(c.Place) == 0 && len(b.Place) > 0 {
		p.inheritPlace(c, measure.Measure{}, b.Place, b.PlaceIn)
	}
}

// speakersPlace takes the place that its speaker answers for: "the governor of the
// Donetsk region said two people had been killed".
func (p *phrase) speakersPlace(c *draft) bool {
	for _, a := range c.Attribution {
		if a.Mention.Empty() {
			continue
		}
		for _, e := range p.r.mentions.Within(a.Mention.Start, a.Mention.End) {
			if e.Kind == news.Place {
				p.inheritPlace(c, measure.Measure{}, []string{placeName(e)}, []string{e.Country})
				return true
			}
		}
		return false
	}
	return false
}

// unknownPlace reports a place in the figure's clause that no list has: "in
// Serhiivka" is not where the sentence before was.
func (p *phrase) unknownPlace() bool {
	for i := range p.toks {
		if p.tag(i) != "PROPN" || p.covers(i) || !p.cased(i, p.r.slots.within) || p.elsewhere(i) {
			continue
		}
		if up := p.node(i).Head; up >= 0 && p.r.slots.meeting[p.toks[up].Hash] {
			continue
		}
		span := p.span(i)
		if len(p.r.mentions.Within(span.Start, span.End)) == 0 && !p.r.dateAt(span) {
			return true
		}
	}
	return false
}

func (r *reading) dateAt(span news.Span) bool {
	for _, d := range r.dates {
		if d.Span.Overlaps(span) {
			return true
		}
	}
	return false
}

// pointsAtEvent reports "that strike", "this attack": the event of the sentence
// before, where "the attack" is the article's.
func (p *phrase) pointsAtEvent() bool {
	for i := 1; i < len(p.toks); i++ {
		if p.r.slots.event[p.toks[i].Hash] && p.r.slots.pointing[p.toks[i-1].Hash] {
			return true
		}
	}
	return false
}

// placedIn is the last claim of the sentence about the event, with its place;
// nil where there is none.
func (r *reading) placedIn(sent int) *joined {
	for i := len(r.past) - 1; i >= 0 && r.past[i].sent >= sent; i-- {
		if b := &r.past[i]; b.sent == sent && inheriting[b.family] && len(b.claim.Place) > 0 {
			return b
		}
	}
	return nil
}

// eventPlace is the place of the event that a sentence names.
func (r *reading) eventPlace(sent int) (news.Entity, bool) {
	if !r.namesEvent(sent) {
		return news.Entity{}, false
	}
	p := r.phrase(sent, r.sentenceSpan(sent))
	p.from, p.to = 0, 0
	return p.nearestPlace()
}

// overOwnLand: who shoots something down without a place named does so at home.
func (p *phrase) overOwnLand(c *draft) {
	for _, n := range p.actors(c) {
		if len(n) == 2 {
			p.inheritPlace(c, measure.Measure{}, []string{n}, []string{n})
			return
		}
	}
}

// inheritPlace takes the place of an event told before. What was launched in all
// was launched at the country, whatever town the last sentence was about.
func (p *phrase) inheritPlace(c *draft, m measure.Measure, place, in []string) {
	c.Place, c.PlaceIn = place, in
	if strings.HasSuffix(string(m.ID), "-launched") && len(in) > 0 && in[0] != "" {
		c.Place = in
	}
	c.Confidence *= inheritedSlotShare
	c.Rules = append(c.Rules, "place/inherited")
}
