package extract

import (
	"slices"

	"muster/news"
)

// draft is a claim while its slots are read by rules, which speak of sides and
// places by their codes and names.
type draft struct {
	news.Claim
	Subject []string
	Place   []string
	// PlaceIn is the country each place lies in.
	PlaceIn []string
	// ruled is the time that rules alone give.
	ruled news.When
}

// finished is the claim with its sides and places as types.
func (d *draft) finished(r *reading) news.Claim {
	c := d.Claim
	for _, name := range d.Subject {
		c.Subject = append(c.Subject, r.partyNamed(name))
	}
	for i, name := range d.Place {
		country := ""
		if i < len(d.PlaceIn) {
			country = d.PlaceIn[i]
		}
		c.Place = append(c.Place, r.whereNamed(name, country))
	}
	return c
}

// partyNamed is the side under a name that some mention of the article gave.
func (r *reading) partyNamed(name string) news.Party {
	for _, e := range r.mentions.All {
		if slices.Contains(party(e), name) {
			return partyOf(e)
		}
	}
	return news.Party{Name: name}
}

// partyOf is an entity as a side: its state, or itself where it is an alliance
// or belongs to no state.
func partyOf(e news.Entity) news.Party {
	switch {
	case e.Kind == news.Alliance:
		return news.Party{Name: e.Name, Kind: news.Bloc}
	case e.Country != "":
		return news.Nation(e.Country)
	}
	return news.Party{Name: e.Name, Kind: kindOf(e.Kind), Country: e.Country}
}

func kindOf(k news.EntityKind) news.PartyKind {
	switch k {
	case news.ArmedForce, news.MilitaryUnit:
		return news.Force
	case news.Human:
		return news.Individual
	}
	return news.Body
}

// whereNamed is the place under a name that some mention of the article gave.
func (r *reading) whereNamed(name, country string) news.Where {
	for _, e := range r.mentions.All {
		if placeName(e) == name {
			return whereOf(e)
		}
	}
	if name == country {
		return news.Land(country)
	}
	return news.Where{Name: name, Country: country}
}

func whereOf(e news.Entity) news.Where {
	switch {
	case e.Kind == news.CountryName && e.Country != "":
		return news.Land(e.Country)
	case e.Kind == news.Region:
		return news.Where{Name: placeName(e), Kind: news.Area, Country: e.Country}
	}
	return news.Where{Name: placeName(e), Kind: news.Spot, Country: e.Country}
}
