package extract

import (
	"strings"

	"muster/extract/measure"
	"muster/news"
)

// placed are the families of measures whose figures belong to a place; money,
// shares and memberships have none of their own.
var placed = map[string]bool{
	"losses": true, "strikes": true, "rescue": true, "flight": true, "arrests": true,
	"manpower": true, "holdings": true, "supply": true, "noun": true,
}

// inheriting are the families whose sentences go on about one event.
var inheriting = map[string]bool{"losses": true, "strikes": true, "rescue": true, "flight": true}

// setPlace finds where: the locative phrase nearest to the figure in the tree,
// or for the next figure of the same event the place of the last one.
func (p *phrase) setPlace(c *news.Claim, m measure.Measure) {
	if !placed[m.Family] || c.Figure != nil && !countable(c.Figure.Unit) && !m.Known {
		return
	}
	if e, ok := p.nearestPlace(); ok {
		p.place(c, e)
		return
	}
	if !inheriting[m.Family] || c.Nature == news.Cumulative {
		return
	}
	if strings.HasSuffix(string(m.ID), "-intercepted") {
		p.overOwnLand(c)
		return
	}
	that := p.pointsAtEvent()
	for s := p.sent; s >= max(0, p.sent-neighbourhood); s-- {
		if b := p.r.placedIn(s); b != nil {
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
func (p *phrase) overOwnLand(c *news.Claim) {
	for _, n := range p.actors(c) {
		if len(n) == 2 {
			p.inheritPlace(c, measure.Measure{}, []string{n}, []string{n})
			return
		}
	}
}

// inheritPlace takes the place of an event told before. What was launched in all
// was launched at the country, whatever town the last sentence was about.
func (p *phrase) inheritPlace(c *news.Claim, m measure.Measure, place, in []string) {
	c.Place, c.PlaceIn = place, in
	if strings.HasSuffix(string(m.ID), "-launched") && len(in) > 0 && in[0] != "" {
		c.Place = in
	}
	c.Confidence *= inheritedSlotShare
	c.Rules = append(c.Rules, "place/inherited")
}

func (p *phrase) place(c *news.Claim, e news.Entity) {
	c.Place = []string{placeName(e)}
	if e.Country != "" && p.oneOfSeveral(e) {
		c.Place = []string{e.Country}
	}
	c.PlaceIn = []string{e.Country}
	p.destination = p.towards(e)
	c.Rules = append(c.Rules, "place/locative")
}

// towards reports whether the place stands behind "to".
func (p *phrase) towards(e news.Entity) bool {
	from, to := p.r.tokensIn(p.sent, e.Span)
	c := p.tree.Case(p.headOf(from, to))
	return c >= 0 && (p.word(c) == "to" || p.word(c) == "into")
}

// oneOfSeveral reports "including" before the place: it is one of the places and
// not the place.
func (p *phrase) oneOfSeveral(e news.Entity) bool {
	from, _ := p.r.tokensIn(p.sent, e.Span)
	for i := max(0, from-3); i < from; i++ {
		if p.r.slots.including[p.toks[i].Hash] {
			return true
		}
	}
	return false
}

func placeName(e news.Entity) string {
	if e.Kind == news.CountryName && e.Country != "" {
		return e.Country
	}
	return e.Name
}

// nearestPlace is the place in a locative phrase with the shortest way through
// the tree to the figure; of equals the one named more exactly.
func (p *phrase) nearestPlace() (news.Entity, bool) {
	var best news.Entity
	least := len(p.tree.Nodes) + 1
	s := p.r.text.Sentences[p.sent]
	for _, e := range p.r.mentions.Within(s.Start, s.End) {
		if !placeKind(e.Kind) && e.Name != "EU" {
			continue
		}
		from, to := p.r.tokensIn(p.sent, e.Span)
		if from >= to || p.covers(from) {
			continue
		}
		head := p.headOf(from, to)
		if !p.locative(head) || p.elsewhere(head) || p.countsMembers() && !p.tree.Under(head, p.head) {
			continue
		}
		d := p.distance(head)
		if d < least || d == least && exact(e.Kind) > exact(best.Kind) {
			best, least = e, d
		}
	}
	return best, least <= len(p.tree.Nodes)
}

func placeKind(k news.EntityKind) bool {
	switch k {
	case news.CountryName, news.Capital, news.Region, news.Place:
		return true
	}
	return false
}

func exact(k news.EntityKind) int {
	switch k {
	case news.Place:
		return 3
	case news.Capital:
		return 2
	case news.CountryName:
		return 1
	}
	return 0
}

// locative reports whether the name at token i is where the figure's event may
// be: behind a preposition of place, or with one above it ("a depot in the Lviv
// region"). "The summit in Vilnius" places the summit and nothing else, and "two
// US bases" are in no US.
func (p *phrase) locative(i int) bool {
	for range 5 {
		up := p.node(i).Head
		cased := p.cased(i, p.r.slots.locative)
		switch {
		case up >= 0 && p.r.slots.meeting[p.toks[up].Hash]:
			return false
		case cased, up >= 0 && p.r.slots.event[p.toks[up].Hash] && p.tree.Is(i, "compound", "nmod:poss"):
			return !p.belowMeeting(i)
		case up < 0, p.rel(i) == "compound" && p.countryAt(i), p.rel(i) == "amod":
			return false
		case !p.tree.Is(i, "compound", "nmod", "appos", "flat", "conj"):
			return false
		case p.cased(i, p.r.slots.origin) && !p.is(i, "nmod:poss") && !p.placeNoun(up):
			return false
		}
		i = up
	}
	return false
}

// belowMeeting reports whether token i hangs, over nouns only, on a meeting.
func (p *phrase) belowMeeting(i int) bool {
	for _, a := range p.tree.Path(i) {
		if p.verbal(a) {
			return false
		}
		if p.r.slots.meeting[p.toks[a].Hash] {
			return true
		}
	}
	return false
}

// countryAt reports whether the token names a country.
func (p *phrase) countryAt(i int) bool {
	for _, e := range p.r.mentions.Within(p.toks[i].Start, p.toks[i].End) {
		if e.Kind == news.CountryName {
			return true
		}
	}
	return false
}

// placeNoun reports whether token i may be part of a place's name: "the city of
// Lviv".
func (p *phrase) placeNoun(i int) bool { return p.tag(i) == "NOUN" || p.tag(i) == "PROPN" }

// countsMembers reports whether the figure counts the members of an alliance:
// they are where they are.
func (p *phrase) countsMembers() bool { return p.memberNoun(p.head) }

// distance is the number of steps through the tree from the figure's head to
// token i.
func (p *phrase) distance(i int) int {
	up := p.above(p.head)
	for d, a := range p.above(i) {
		for k, b := range up {
			if a == b {
				return d + k
			}
		}
	}
	return len(p.tree.Nodes)
}
