package entity

import (
	"cmp"
	"slices"
	"strings"

	"muster/extract/entity/gazetteer"
	"muster/news"
)

// Candidate is a stretch of the text with what it may stand for in a claim.
type Candidate struct {
	// Entity is the mention: an element of All, or a place or group that is
	// only described ("northern Syria", "pro-Russian separatists").
	news.Entity
	// Party is the side it may stand for; without a name where it is none.
	Party news.Party
	// Where is the place it may stand for; without a name where it is none.
	Where news.Where
	// Spelt is the place's name as the text spells it most; empty where Where has
	// no name. All mentions of one place are spelt alike.
	Spelt string
	// Refers: the words describe what is named in full elsewhere in the text
	// ("the militants" of Hamas).
	Refers bool
	// Part: it lies within a longer candidate ("Syria" of "northern Syria").
	Part bool

	base string // the name of the place that describes this one
}

// Candidates are the mentions that may be a side or a place of a claim, by
// start, the longer first. They may nest.
func (m *Mentions) Candidates() []Candidate {
	all := make([]Candidate, 0, len(m.read)+len(m.unnamed))
	spelt := m.spellings()
	for i := range m.read {
		c := m.candidate(m.All[i], &described{mention: m.read[i]})
		if c.Party.Name != "" || c.Where.Name != "" {
			all = append(all, c)
		}
	}
	for i := range m.unnamed {
		x := &m.unnamed[i]
		all = append(all, m.candidate(entityOf(m.t.Source, m.lines[x.line].toks, &x.mention), x))
	}
	slices.SortStableFunc(all, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	end := -1
	for i := range all {
		all[i].spell(spelt)
		all[i].Part = all[i].Span.End <= end
		end = max(end, all[i].Span.End)
	}
	return all
}

func (m *Mentions) candidate(e news.Entity, x *described) Candidate {
	return Candidate{Entity: e, Party: partyOf(e, x), Where: m.whereOf(e, x), Refers: x.refers, base: x.base}
}

// spellings are the ways the text writes the places that it names, the one it
// uses most for each; of equals the canonical one. What is called an airport or
// dam is named alike throughout as it is.
func (m *Mentions) spellings() map[string]string {
	count, most := map[[2]string]int{}, map[string]string{}
	for i := range m.read {
		e := &m.All[i]
		if e.Kind != news.Capital && e.Kind != news.Place || allUpper(e.Span.Text) || m.read[i].where == news.Spot && m.read[i].portion != "" {
			continue
		}
		k := [2]string{e.Name, e.Span.Text}
		best := count[[2]string{e.Name, most[e.Name]}]
		if count[k]++; count[k] > best || count[k] == best && e.Span.Text == e.Name {
			most[e.Name] = e.Span.Text
		}
	}
	return most
}

func (c *Candidate) spell(spelt map[string]string) {
	c.Spelt = c.Where.Name
	switch s := spelt[cmp.Or(c.base, c.Where.Name)]; {
	case s == "" || c.Where.Name == "":
	case c.base == "":
		c.Spelt = s
	default:
		c.Spelt = strings.Replace(c.Where.Name, c.base, s, 1)
	}
}

// partyOf is the side that a mention may stand for. A state speaks through its
// towns, forces, ministries and people; a group, company or union of states is
// a side of its own.
func partyOf(e news.Entity, x *described) news.Party {
	kind := partyKinds[e.Kind]
	switch {
	case x.party != "":
		return news.Party{Name: x.party, Kind: news.Bloc}
	case x.e != nil && x.e.party != "":
		return news.Party{Name: x.e.party, Kind: news.Bloc}
	case e.Group:
		return news.Party{Name: e.Name, Kind: news.Group, Country: e.Country}
	case x.portion == companyPortion || x.e != nil && x.e.section == companyPortion:
		return news.Party{Name: e.Name, Kind: news.Company, Country: e.Country}
	case kind == "", x.refers && (e.Kind == news.Place || e.Kind == news.Capital), e.Kind == news.Region && !union(x):
		return news.Party{}
	case e.Country != "" && kind != news.Body:
		return news.Nation(e.Country)
	}
	if kind == news.State || kind == news.Body && (e.Country != "" && ofState(x)) {
		if e.Country == "" {
			return news.Party{}
		}
		return news.Nation(e.Country)
	}
	return news.Party{Name: e.Name, Kind: kind, Country: e.Country}
}

// union: a region that acts as one, "the Gulf states", "the West".
func union(x *described) bool { return x.e != nil && (len(x.e.region) > 0 || x.e.needs == "article") }

// ofState: a body that is an arm of its state.
func ofState(x *described) bool {
	return x.e == nil || x.e.section == "parliament" || x.e.section == "staff" || x.e.section == "ministry"
}

// partyKinds says what sort of side a kind of mention is; one that is missing
// is none. A state is one only with its code.
var partyKinds = map[news.EntityKind]news.PartyKind{
	news.CountryName: news.State, news.Demonym: news.State, news.Capital: news.State, news.Metonym: news.State,
	news.Place: news.State, news.Region: news.Bloc, news.Alliance: news.Bloc,
	news.ArmedForce: news.Force, news.MinistryEntity: news.Force, news.MilitaryUnit: news.Force,
	news.Organised: news.Body, news.Outlet: news.Body, news.Human: news.Individual,
}

// whereOf is the place that a mention may stand for.
func (m *Mentions) whereOf(e news.Entity, x *described) news.Where {
	switch e.Kind {
	case news.CountryName:
		if e.Country != "" {
			return news.Land(e.Country)
		}
	case news.Region:
		return news.Where{Name: e.Name, Kind: news.Area, Country: e.Country}
	case news.Capital, news.Place:
		w := news.Where{Name: e.Name, Kind: cmp.Or(x.where, news.Spot), Country: e.Country}
		if g, ok := gazetteer.Of(e.Country, e.Name); ok {
			w.In = g.In
		}
		return w
	case news.Alliance:
		if x.e != nil && x.e.party == "EU" {
			return news.Where{Name: "EU", Kind: news.Area}
		}
	case news.Organised:
		if m.building(x) {
			return news.Where{Name: e.Name, Kind: news.Spot, Country: e.Country}
		}
	}
	return news.Where{}
}

// building: an organisation named by the house it is in ("Al-Dabit Hospital").
func (m *Mentions) building(x *described) bool {
	p := page{lex: m.lex, t: m.t}
	t, _ := p.termEnding(&m.lines[x.line], x.to, facility)
	return t != nil
}
