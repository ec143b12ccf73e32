package attribution

import (
	"muster/extract/entity"
	"muster/news"
)

// toldAs is the body that a noun phrase means by what it is, not by its name: a
// state's news agency, a Korea by its compass point, "the war monitor" of a text
// that names one. False where it means none that is known.
func (r *resolver) toldAs(c *clause, s speaker, at news.Span, inside []news.Entity) (link, bool) {
	if src, ok := r.stateAgency(c, s, inside); ok {
		return link{source: src, mention: at}, true
	}
	if e, ok := r.compass(c, s); ok {
		return link{source: r.sourceOf(e), mention: at}, true
	}
	if e, ok := r.calledSo(c, s, inside); ok {
		return link{source: r.sourceOf(e), mention: at}, true
	}
	return link{}, false
}

// stateAgency reads "Turkey's state-run news agency": the phrase says that the
// agency is the state's, and of which state, and bears no name.
func (r *resolver) stateAgency(c *clause, s speaker, inside []news.Entity) (news.Source, bool) {
	if !c.at(s.head, agencyWord) || !c.at(s.head-1, mediaWord) || len(inside) != 1 {
		return news.Source{}, false
	}
	i := s.head - 2
	for i > s.from && c.word(i-1) == "-" {
		i -= 2 // "state-run" is three tokens
	}
	if i < s.from || !c.at(i, stateWord) {
		return news.Source{}, false
	}
	return entity.StateAgency(inside[0].Country)
}

// pointsTo is the state that token i may mean, if it is a compass point with a
// capital.
func (c *clause) pointsTo(i int) (string, bool) {
	name, ok := c.compass[c.toks[i].Hash]
	return name, ok && capital(c.word(i))
}

// compass reads "the North" in a text that names North Korea.
func (r *resolver) compass(c *clause, s speaker) (news.Entity, bool) {
	name, ok := c.pointsTo(s.head)
	if !ok || s.to != s.head+1 || s.head-s.from > 1 || !c.at(s.head-1, determiner) {
		return news.Entity{}, false
	}
	for _, e := range r.Within(0, len(c.text.Source)) {
		if e.Kind == news.CountryName && e.Name == name {
			return e, true
		}
	}
	return news.Entity{}, false
}

// calledSo reads "the war monitor" in a text that names one such body, and "a war
// monitor" where the name comes only behind: a body that was named before would not
// be brought in anew. A phrase that names somebody itself is left alone.
func (r *resolver) calledSo(c *clause, s speaker, inside []news.Entity) (news.Entity, bool) {
	if capital(c.word(s.head)) || c.plural(s.head) {
		return news.Entity{}, false
	}
	for _, e := range inside {
		switch e.Kind {
		case news.CountryName, news.Demonym, news.Capital, news.Place, news.Region, news.Alliance:
		default:
			if e.Name != unitedNations {
				return news.Entity{}, false
			}
		}
	}
	for from := s.from; from <= s.head; from++ {
		if e, ok := r.Called(c.span(stretch{from, s.head + 1}).Text); ok {
			return e, !c.at(s.from, countWord) || !holdsName(e.Name, r.Within(0, c.toks[s.from].Start))
		}
	}
	return news.Entity{}, false
}

// unitedNations owns agencies that bear names of their own: "the UN's nuclear
// watchdog".
const unitedNations = "United Nations"
