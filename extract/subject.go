package extract

import (
	"slices"

	"muster/extract/measure"
)

// setSubject finds who has, does or suffers what the figure counts. The
// figure's own phrase speaks first where it names a country's people ("10,000
// Ukrainian soldiers"); then, for what is done, the subject of the verb; for
// what is suffered, whose place it is.
func (p *phrase) setSubject(c *draft, m measure.Measure) {
	f := c.Figure
	own := p.parties(p.from, p.to, p.head)
	if n := p.equated(); n >= 0 && len(own) == 0 {
		own = p.partiesAt(n)
	}
	if len(own) == 0 {
		own = p.listed()
	}
	gapped := p.gapped()
	switch {
	case f.Unit == "country" && p.ofAlliance(c):
		c.Rules = append(c.Rules, "subject/alliance")
	case p.twinOf != nil:
		c.Subject = p.twinOf.Subject
		c.Rules = append(c.Rules, "subject/coordination")
	case gapped != nil:
		c.Subject = gapped
		c.Rules = append(c.Rules, "subject/gapping")
	case len(own) > 0 && (m.Role == measure.Patient || m.Family == "manpower" || !m.Known):
		c.Subject = own
		c.Rules = append(c.Rules, "subject/own-phrase")
	case m.Role == measure.Patient && p.event != nil && m.Family == "losses" && !contains(p.event.Rules, "subject/own-phrase"):
		c.Subject = p.event.Subject
	case m.Role == measure.Patient && (p.destination || contains(c.Rules, "place/inherited")) && p.earlier(m) != nil:
		c.Subject = p.earlier(m)
	case m.Role == measure.Patient:
		c.Subject = p.sufferers(c)
	default:
		c.Subject = p.actors(c)
		if len(c.Subject) == 0 {
			c.Subject = own
		}
	}
	if len(c.Subject) == 0 && m.Family == "strikes" && m.Role == measure.Agent {
		c.Subject = p.attacker(m)
	}
	if len(c.Subject) == 0 && m.Family == "money" {
		for i := range p.toks {
			if c.Subject = p.membersAt(i); c.Subject != nil {
				c.Rules = append(c.Rules, "subject/alliance")
				return
			}
		}
	}
	if b := p.ofLaunch(c, m); b != nil && len(c.Subject) == 0 {
		c.Subject = b.Subject
		p.inheritPlaceOf(c, b)
	}
	if len(c.Subject) == 0 {
		p.inheritSubject(c, m)
	}
}

// ofAlliance makes the alliance whose members are counted the subject.
func (p *phrase) ofAlliance(c *draft) bool {
	_, next := p.r.tokensIn(p.sent, c.Figure.Number)
	counted := p.memberNoun(p.head)
	for i := next; i < min(next+5, len(p.toks)); i++ {
		counted = counted || p.r.slots.member[p.toks[i].Hash]
	}
	if !counted {
		return false
	}
	name, ok := p.r.alliance(p.toks[p.from].Start, p.toks[len(p.toks)-1].End)
	if ok {
		c.Subject = []string{name}
	}
	return ok
}

func contains(names []string, n string) bool { return slices.Contains(names, n) }

// earlier is the subject of the last claim of the family in the article.
func (p *phrase) earlier(m measure.Measure) []string {
	for i := len(p.r.past) - 1; i >= 0; i-- {
		if b := p.r.past[i]; b.family == m.Family && len(b.claim.Subject) > 0 {
			return b.claim.Subject
		}
	}
	return nil
}

// sufferers are whose place the event is in.
func (p *phrase) sufferers(c *draft) []string {
	var names []string
	if p.active && p.verb >= 0 {
		if names := p.partiesAt(p.tree.Object(p.verb)); len(names) > 0 {
			return names // "have fled Ukraine"
		}
	}
	for i, place := range c.Place {
		if p.destination {
			break
		}
		country := place
		if len(place) != 2 && i < len(c.PlaceIn) {
			country = c.PlaceIn[i]
		}
		if country != "" && !slices.Contains(names, country) {
			names = append(names, country)
		}
	}
	if len(names) > 0 {
		return names
	}
	return p.ofOver()
}

// inheritSubject takes the subject of the figure before in the sentence, of the
// last claim of the same family, or, for what goes on about one event, of the
// last one in the article.
func (p *phrase) inheritSubject(c *draft, m measure.Measure) {
	for i := len(p.r.past) - 1; i >= 0; i-- {
		b := p.r.past[i]
		near := p.sent-b.sent <= neighbourhood
		if !near && !inheriting[m.Family] {
			return
		}
		if len(b.claim.Subject) > 0 && (b.family == m.Family && m.Known || b.sent == p.sent || near && inheriting[m.Family] || p.backReference() != nil) {
			c.Subject = b.claim.Subject
			c.Confidence *= inheritedSlotShare
			c.Rules = append(c.Rules, "subject/inherited")
			return
		}
	}
}

// neighbourhood is how many sentences back a slot may be inherited from: the
// one before, or within a paragraph the one before that.
const neighbourhood = 2
