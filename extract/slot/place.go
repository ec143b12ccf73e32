package slot

import (
	"sort"

	"muster/news"
)

// place lists the features of a place as the answer at a site.
func (s *Scene) place(f *features, site *Site, c *candidate) {
	f.reset()
	act := site.Act
	if len(c.names) == 0 {
		s.nobody(f, site)
		return
	}
	w := c.wheres[0]
	kind := string(w.Kind)
	if len(c.names) > 1 {
		f.add("several")
		f.add("several", act)
	}
	f.add("kind", kind)
	f.add("kind", kind, act)
	s.local(f, site, c, act)
	s.located(f, site, c, act)
	s.placeDiscourse(f, site, c, act)
	s.neighbours(f, site, c, act)
	s.ruled(f, site, c)
	s.sized(f, site, kind, act)
	s.landed(f, c, act)
	s.between(f, site, c, act, placed)
	s.recalled(f, site, c)
}

// located lists those of the mention as a place: its preposition and whether a
// narrower place of the same country stands in the sentence too.
func (s *Scene) located(f *features, site *Site, c *candidate, act string) {
	w := c.wheres[0]
	narrower, same := false, false
	for _, i := range s.bySentence[site.Sent] {
		o := s.Mentions[i].Where
		if o.Name == "" || o.Country != w.Country || o.Name == w.Name {
			continue
		}
		same = true
		narrower = narrower || depth(o) > depth(w)
	}
	for _, i := range c.mentions {
		m := &s.Mentions[i]
		if m.Sent != site.Sent {
			continue
		}
		_, kase, rel := s.phrase(m)
		f.add("located", kase)
		f.add("located", kase, act)
		f.add("located", kase, string(w.Kind))
		f.add("located", kase, string(m.Kind), flag(m.Government))
		f.add("located", kase, string(rel.Base()), flag(narrower))
		if same {
			f.add("beside", flag(narrower), string(w.Kind))
		}
	}
}

// depth orders places by how narrow they are.
func depth(w news.Where) int {
	switch w.Kind {
	case news.Spot:
		return 2
	case news.Area:
		return 1
	}
	return 0
}

// placeDiscourse lists those of how the article speaks of the place.
func (s *Scene) placeDiscourse(f *features, site *Site, c *candidate, act string) {
	back, ahead, often, leading := 99, 99, 0, 0
	for _, i := range c.mentions {
		m := &s.Mentions[i]
		d := site.Sent - m.Sent
		switch {
		case d > 0:
			back = min(back, d)
		case d < 0:
			ahead = min(ahead, -d)
		}
		if !s.parsed(m.Sent) {
			continue
		}
		if _, kase, _ := s.phrase(m); within[kase] {
			often++
			if m.Sent < leadSentences {
				leading++
			}
		}
	}
	kind := string(c.wheres[0].Kind)
	f.add("back", few(back), kind)
	f.add("back", few(back), act)
	f.add("ahead", few(ahead))
	f.add("count", few(c.count), kind)
	f.add("rank", few(c.rank), kind)
	f.add("rank", few(c.rank), act)
	f.add("rank", few(c.rank), "back", few(back))
	f.add("located rank", few(c.located), kind)
	f.add("located rank", few(c.located), act)
	f.add("located rank", few(c.located), "back", few(back))
	f.add("first", few(c.first), kind)
	f.add("first", few(c.first), act)
	f.add("located often", few(often), kind)
	f.add("located often", few(often), act)
	f.add("located in the lead", few(leading), kind)
	f.add("located in the lead", few(leading), act)
	if c.wheres[0].Country == s.Outlet && s.Outlet != "" {
		f.add("of the outlet", kind)
	}
}

// locate ranks the places by how often they are said to be where something is.
func (s *Scene) locate() {
	often := make([]int, len(s.places))
	order := make([]int, len(s.places))
	for k := range s.places {
		order[k] = k
		for _, i := range s.places[k].mentions {
			m := &s.Mentions[i]
			if !s.parsed(m.Sent) {
				continue
			}
			if _, kase, _ := s.phrase(m); within[kase] {
				often[k]++
			}
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return often[order[i]] > often[order[j]] })
	for rank, k := range order {
		s.places[k].located = rank
		if often[k] == 0 {
			s.places[k].located = -1
		}
	}
}

// within are the prepositions that say where something is.
var within = map[string]bool{
	"in": true, "at": true, "near": true, "on": true, "around": true, "inside": true, "across": true, "outside": true, "over": true,
}

// leadSentences is how many sentences of an article tell what it is about.
const leadSentences = 3

// recalled lists those of the nouns by which the figure's sentence may mean what
// was named before ("the airport", "the region"), and how far back the candidate
// was named last.
func (s *Scene) recalled(f *features, site *Site, c *candidate) {
	kind := string(c.wheres[0].Kind)
	back := 99
	for _, i := range c.mentions {
		if d := site.Sent - s.Mentions[i].Sent; d >= 0 {
			back = min(back, d)
		}
	}
	for _, noun := range s.definite(site.Sent) {
		f.add("the", noun, kind)
		f.add("the", noun, kind, few(back))
	}
}

// definite are the lemmas of a sentence's nouns behind "the" that no other noun
// tells apart.
func (s *Scene) definite(sent int) []string {
	if s.nouns[sent] != nil {
		return s.nouns[sent]
	}
	tree := s.Forest.Tree(sent)
	list := []string{}
	for i := range tree.Nodes {
		if d := tree.Child(i, "det"); tree.Nodes[i].Tag == "NOUN" && d >= 0 && s.word(sent, d) == "the" && tree.Child(i, "nmod") < 0 {
			list = append(list, tree.Nodes[i].Lemma)
		}
	}
	s.nouns[sent] = list
	return list
}
