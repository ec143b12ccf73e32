package slot

// Prepare gathers the candidates; the trainer calls it before Candidates and
// Features, Rank does it by itself.
func (s *Scene) Prepare() { s.prepare() }

// Candidates are the names of each candidate of the slot; the first has none.
func (s *Scene) Candidates(slot int) [][]string {
	var names [][]string
	for _, c := range s.candidates(slot) {
		names = append(names, c.names)
	}
	return names
}

// Features lists for each candidate its features at a site, for the trainer:
// those of the first pass, and where before is given those of the story too.
// The words behind the hashes are put into names.
func (s *Scene) Features(site, slot int, before *Grid, names map[uint64]string) [][]Feature {
	f := features{names: names}
	var st *story
	if before != nil {
		st = s.story(before)
	}
	var all [][]Feature
	for c := range s.candidates(slot) {
		if slot == placeSlot {
			s.place(&f, &s.Sites[site], &s.places[c])
		} else {
			s.party(&f, &s.Sites[site], &s.parties[c])
		}
		row := append([]Feature(nil), f.list...)
		if st != nil {
			f.reset()
			st.features(&f, site, slot, c)
			row = append(row, f.list...)
		}
		all = append(all, row)
	}
	return all
}

// NewGrid is an empty grid for the scene's sites.
func NewGrid(s *Scene) *Grid { return &Grid{P: make([][slotCount][]float64, len(s.Sites))} }
