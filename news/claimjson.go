package news

import "encoding/json"

// plainClaim is a Claim without its own JSON.
type plainClaim Claim

// claimWire is the JSON of a claim: sides and places are plain lists of codes
// and names, and what is known of a name beyond that stands once in about.
type claimWire struct {
	plainClaim
	By      []string         `json:"by,omitempty"`
	Of      []string         `json:"of,omitempty"`
	To      []string         `json:"to,omitempty"`
	Subject []string         `json:"subject,omitempty"`
	Place   []string         `json:"place,omitempty"`
	Sides   map[string]known `json:"sides,omitempty"`
	Places  map[string]known `json:"places,omitempty"`
}

// known is what is known of a name.
type known struct {
	// Name is the canonical name of a place that its article spells otherwise.
	Name    string   `json:"name,omitempty"`
	Kind    string   `json:"kind,omitempty"`
	Country string   `json:"country,omitempty"`
	In      []string `json:"in,omitempty"`
}

// MarshalJSON writes sides and places as lists of codes and names.
func (c Claim) MarshalJSON() ([]byte, error) {
	w := claimWire{plainClaim: plainClaim(c)}
	w.By, w.Of, w.To, w.Subject = w.sides(c.By), w.sides(c.Of), w.sides(c.To), w.sides(c.Subject)
	for _, p := range c.Place {
		w.Place = append(w.Place, p.Called())
		if w.Places == nil {
			w.Places = map[string]known{}
		}
		w.Places[p.Called()] = known{Name: canonical(p), Kind: string(p.Kind), Country: p.Country, In: p.In}
	}
	return json.Marshal(w)
}

func (w *claimWire) sides(parties []Party) []string {
	for _, p := range parties {
		if w.Sides == nil {
			w.Sides = map[string]known{}
		}
		w.Sides[p.Name] = known{Kind: string(p.Kind), Country: p.Country}
	}
	return Names(parties)
}

// UnmarshalJSON reads what MarshalJSON writes. A name of which nothing else is
// known is kept as a name alone.
func (c *Claim) UnmarshalJSON(b []byte) error {
	var w claimWire
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	*c = Claim(w.plainClaim)
	c.By, c.Of, c.To, c.Subject = w.parties(w.By), w.parties(w.Of), w.parties(w.To), w.parties(w.Subject)
	c.Place = nil
	for _, name := range w.Place {
		k := w.Places[name]
		p := Where{Name: name, Kind: WhereKind(k.Kind), Country: k.Country, In: k.In}
		if k.Name != "" && k.Name != name {
			p.Name, p.Spelt = k.Name, name
		}
		c.Place = append(c.Place, p)
	}
	return nil
}

func (w *claimWire) parties(names []string) []Party {
	var parties []Party
	for _, name := range names {
		k := w.Sides[name]
		parties = append(parties, Party{Name: name, Kind: PartyKind(k.Kind), Country: k.Country})
	}
	return parties
}

// canonical is a place's name where the article spells it otherwise.
func canonical(p Where) string {
	if p.Called() == p.Name {
		return ""
	}
	return p.Name
}
