package news

// PartyKind says what sort of side a party is.
type PartyKind string

// The kinds of party.
const (
	// State: a country, its government and its forces.
	State PartyKind = "state"
	// Bloc: an alliance or union of states (NATO, the EU, the UN).
	Bloc PartyKind = "bloc"
	// Group: an armed or political group that is no state (Hamas, separatists).
	Group PartyKind = "group"
	// Company: a firm.
	Company PartyKind = "company"
	// Force: a unit, branch or command told apart from its state.
	Force PartyKind = "force"
	// Body: an agency, court, charity or other organisation.
	Body PartyKind = "body"
	// Individual: a person.
	Individual PartyKind = "person"
)

// Party is a side: who does something, whose something is, who receives it.
type Party struct {
	// Name is the ISO 3166 alpha-2 code of a state, else the canonical name.
	Name string
	Kind PartyKind
	// Country is the code of the state itself or of the one the party belongs
	// to; empty where it belongs to none or that is not known.
	Country string
}

// Nation is the party that a state is, by its ISO 3166 alpha-2 code.
func Nation(code string) Party { return Party{Name: code, Kind: State, Country: code} }

// Same reports whether two parties are one.
func (p Party) Same(q Party) bool { return p.Name == q.Name && (p.Kind == State) == (q.Kind == State) }

// Where is a place.
type Where struct {
	// Name is the ISO 3166 alpha-2 code of a whole country, else the
	// canonical name.
	Name string
	// Spelt is the name as the article spells it; empty where that is Name.
	Spelt string
	Kind  WhereKind
	// Country is the code of the country it is or lies in, where known.
	Country string
	// In names what it lies in below the country, narrowest first, as far as
	// the gazetteer knows: "Kyiv Oblast" of Bucha.
	In []string
}

// WhereKind says what sort of place a place is.
type WhereKind string

// The kinds of place.
const (
	WholeCountry WhereKind = "country"
	// Area: a region, province, sea or border.
	Area WhereKind = "area"
	// Spot: a town or a smaller place.
	Spot WhereKind = "spot"
)

// Land is the place that a whole country is.
func Land(code string) Where { return Where{Name: code, Kind: WholeCountry, Country: code} }

// Names are the names of parties, in their order.
func Names(parties []Party) []string {
	var names []string
	for _, p := range parties {
		names = append(names, p.Name)
	}
	return names
}

// Called is the name of the place as its article spells it.
func (w Where) Called() string {
	if w.Spelt != "" {
		return w.Spelt
	}
	return w.Name
}

// PlaceNames are the names of places, in their order.
func PlaceNames(places []Where) []string {
	var names []string
	for _, w := range places {
		names = append(names, w.Name)
	}
	return names
}
