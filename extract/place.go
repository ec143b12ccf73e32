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
func (p *phrase) setPlace(c *draft, m measure.Measure) {
	if !placed[m.Family] || c.Figure != nil && !countable(c.Figure.Unit) && !m.Known {
		return
	}
	if p.twinOf != nil {
		c.Place, c.PlaceIn = p.twinOf.Place, p.twinOf.PlaceIn
		return
	}
	if e, ok := p.nearestPlace(); ok {
		p.place(c, e)
		return
	}
	if c.Figure != nil && c.Figure.Scope == news.Share && p.partOfPlaced(c) {
		return
	}
	if !inheriting[m.Family] || c.Nature == news.Cumulative {
		return
	}
	if strings.HasSuffix(string(m.ID), "-intercepted") {
		p.overOwnLand(c)
		return
	}
	if p.speakersPlace(c) || p.unknownPlace() {
		return
	}
	p.eventsPlace(c, m)
}

func (p *phrase) place(c *draft, e news.Entity) {
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
		if p.r.slots.including[p.toks[i].Hash] || p.word(i) == "one" && p.otherBehind(from) {
			return true
		}
	}
	return false
}

// otherBehind reports "the other" behind token i: "two bases, one near Erbil and
// the other in Anbar".
func (p *phrase) otherBehind(i int) bool {
	for ; i+1 < len(p.toks); i++ {
		if p.word(i) == "the" && p.word(i+1) == "other" {
			return true
		}
	}
	return false
}

func placeName(e news.Entity) string {
	if e.Name == unionAsPlace {
		return "EU"
	}
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
		if !placeKind(e.Kind) && e.Name != unionAsPlace {
			continue
		}
		from, to := p.r.tokensIn(p.sent, e.Span)
		if from >= to || p.covers(from) {
			continue
		}
		head := p.headOf(from, to)
		if !p.locative(head) || p.joinedPlace(head) || p.goal(head) || p.elsewhere(head) || p.countsMembers() && !p.tree.Under(head, p.head) {
			continue
		}
		d := p.distance(head)
		if d < least || d == least && exact(e.Kind) > exact(best.Kind) {
			best, least = e, d
		}
	}
	return best, least <= len(p.tree.Nodes)
}

// unionAsPlace is the one alliance that people flee to and live in.
const unionAsPlace = "European Union"

// joinedPlace reports a place that only joins another: of several the first one
// stands for all.
func (p *phrase) joinedPlace(i int) bool {
	up := p.node(i).Head
	return up >= 0 && p.is(i, "conj") && up < i && p.placeAt(up)
}

func (p *phrase) placeAt(i int) bool {
	s := p.r.text.Sentences[p.sent]
	for _, e := range p.r.mentions.Within(s.Start, s.End) {
		if !placeKind(e.Kind) {
			continue
		}
		from, to := p.r.tokensIn(p.sent, e.Span)
		if h := p.headOf(from, to); h == i || p.is(h, "compound") && p.node(h).Head == i {
			return true
		}
	}
	return false
}

// goal reports where something else went: the place behind "to" below a verb that
// does not govern the figure.
func (p *phrase) goal(i int) bool {
	up := p.node(i).Head
	if up < 0 || !p.verbal(up) || !p.is(i, "obl") || p.tree.Under(p.head, up) {
		return false
	}
	c := p.tree.Case(i)
	return c >= 0 && p.word(c) == "to"
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
		case cased, up >= 0 && p.r.slots.event[p.toks[up].Hash] && p.tree.Is(i, "compound", "nmod:poss") && !p.countryAt(i):
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
