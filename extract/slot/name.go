package slot

// fewRivals is how many of the sides that an article names most a candidate is
// held against.
const fewRivals = 3

// known lists those of the candidate's own name: what this side is told to do or
// to suffer in other articles, and against whom. Words alone do not say who fires
// the rockets of "rockets from Gaza"; readers know it, and the labelled articles
// tell it.
func (s *Scene) known(f *features, site *Site, c *candidate, act string) {
	for _, n := range c.names {
		f.add("name", n)
		f.add("name", n, act)
		f.add("name", n, site.Counted)
	}
	if sp := site.Speaker; sp.Name != "" {
		f.add("name", c.names[0], "told by", sp.Country)
		f.add("name", c.names[0], "told by", sp.Country, act)
	}
	for k := range s.parties {
		o := &s.parties[k]
		if len(o.names) == 1 && o.rank < fewRivals && o.names[0] != c.names[0] {
			f.add("name", c.names[0], "with", o.names[0])
			f.add("name", c.names[0], "with", o.names[0], act)
		}
	}
}

// sized lists those of what the figure is and how wide the place: hundreds of
// thousands fall in a country, three in a street.
func (s *Scene) sized(f *features, site *Site, kind, act string) {
	f.add("size", few(site.Digits), kind)
	f.add("size", few(site.Digits), string(site.Unit), kind)
	f.add("size", few(site.Digits), act, kind)
	f.add("size", string(site.Scope), kind)
	f.add("size", site.Counted, kind)
	f.add("size", site.Class, kind)
	f.add("size", string(site.Modality), kind)
}

// landed lists those of the country that the place lies in: what is told to
// happen there in other articles.
func (s *Scene) landed(f *features, c *candidate, act string) {
	w := c.wheres[0]
	f.add("land", w.Country)
	f.add("land", w.Country, string(w.Kind))
	f.add("land", w.Country, act)
}
