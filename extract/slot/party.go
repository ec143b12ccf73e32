package slot

import (
	"slices"

	"muster/lexicon"
)

// party lists the features of a side as the answer at a site.
func (s *Scene) party(f *features, site *Site, c *candidate) {
	f.reset()
	act := site.Act
	if len(c.names) == 0 {
		s.nobody(f, site)
		return
	}
	kind := string(c.parties[0].Kind)
	if len(c.names) > 1 {
		f.add("several")
		f.add("several", act)
	}
	f.add("kind", kind)
	f.add("kind", kind, act)
	s.local(f, site, c, act)
	s.discourse(f, site, c, act)
	s.known(f, site, c, act)
	s.speaker(f, site, c)
	s.ruled(f, site, c)
	s.between(f, site, c, act, called)
}

// nobody lists those of "nobody named".
func (s *Scene) nobody(f *features, site *Site) {
	f.add("nobody")
	f.add("nobody act", site.Act)
	f.add("nobody class", site.Class)
	f.add("nobody counted", site.Counted)
	f.add("nobody unit", string(site.Unit), site.Act)
	f.add("nobody unit", string(site.Unit))
	f.add("nobody here", few(len(s.bySentence[site.Sent])))
	f.add("nobody modality", string(site.Modality))
	for _, r := range site.Rules {
		if len(r.Names) == 0 {
			f.add("nobody ruled", string(r.Slot))
			f.add("nobody ruled", string(r.Slot), site.Act)
		}
	}
}

// local lists those of the mention that is nearest in the tree, where the
// candidate stands in the site's sentence.
func (s *Scene) local(f *features, site *Site, c *candidate, act string) {
	best := relation{steps: -1}
	var near *Mention
	here := 0
	for _, i := range c.mentions {
		m := &s.Mentions[i]
		if m.Sent != site.Sent {
			continue
		}
		here++
		r := s.relate(site, m)
		f.add("any", r.way, r.rel, r.kase)
		if near == nil || r.steps < best.steps || r.way == "in" {
			best, near = r, m
		}
	}
	if near == nil {
		f.add("elsewhere")
		f.add("elsewhere", act)
		f.add("elsewhere", site.Class)
		return
	}
	voice := "passive"
	switch {
	case site.Verb < 0:
		voice = "verbless"
	case site.Oblique:
		voice = "oblique"
	case site.Active:
		voice = "active"
	}
	r := best
	f.add("way", r.way, r.rel, r.kase)
	f.add("way", r.way, r.rel, voice)
	f.add("way", r.way, r.rel, r.kase, act)
	f.add("way", r.way, act)
	f.add("way", r.way, r.rel, site.Class)
	f.add("way", r.way, r.rel, "counted", site.Counted)
	f.add("way", r.way, r.kase, site.Class)
	f.add("way direct", r.way, r.rel, flag(r.direct))
	if r.link != "" {
		f.add("link", r.link, r.rel)
	}
	f.add("steps", few(r.steps))
	f.add("steps", few(r.steps), act)
	order := "behind"
	if near.From < site.From {
		order = "before"
	}
	f.add("order", order, act)
	f.add("order", order, r.way)
	f.add("mention", string(near.Kind))
	f.add("mention", string(near.Kind), r.way)
	f.add("mention", string(near.Kind), flag(near.Government), act)
	if near.Refers {
		f.add("mention refers")
	}
	if near.Part {
		f.add("mention part")
	}
	noun, kase, rel := s.phrase(near)
	f.add("phrase", noun)
	if a, ok := lexicon.Nominal(noun); ok {
		f.add("phrase act", string(a), r.way)
	}
	if cs := lexicon.Noun(noun); len(cs) > 0 {
		f.add("phrase class", string(cs[0]), r.way)
	}
	f.add("phrase case", kase, string(rel.Base()))
	f.add("phrase case", kase, act)
}

func flag(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// discourse lists those of how the article speaks of the candidate.
func (s *Scene) discourse(f *features, site *Site, c *candidate, act string) {
	back, ahead := 99, 99
	before := 0
	for _, i := range c.mentions {
		d := site.Sent - s.Mentions[i].Sent
		switch {
		case d > 0:
			back = min(back, d)
			before++
		case d < 0:
			ahead = min(ahead, -d)
		}
	}
	f.add("back", few(back))
	f.add("back", few(back), act)
	f.add("ahead", few(ahead))
	f.add("count", few(c.count))
	f.add("rank", few(c.rank))
	f.add("rank", few(c.rank), act)
	f.add("rank", few(c.rank), site.Class)
	f.add("rank", few(c.rank), "back", few(back))
	f.add("first", few(c.first))
	f.add("before", few(before))
	s.profile(f, c, act)
	s.neighbours(f, site, c, act)
	if country := c.parties[0].Country; country != "" && country == s.Outlet {
		f.add("of the outlet")
	}
}

// profile lists what the candidate does in the sentences that were parsed: how
// often it is the subject, the owner or the place of what is told.
func (s *Scene) profile(f *features, c *candidate, act string) {
	var subject, object, owner, place int
	for _, i := range c.mentions {
		m := &s.Mentions[i]
		if !s.parsed(m.Sent) {
			continue
		}
		_, kase, rel := s.phrase(m)
		switch {
		case rel == "nsubj" || rel == "obl:agent" || kase == "by":
			subject++
		case rel == "obj" || rel == "nsubj:pass" || kase == "against":
			object++
		case kase == "in" || kase == "at" || kase == "near":
			place++
		case rel == "nmod:poss" || kase == "of":
			owner++
		}
	}
	f.add("acts", few(subject), act)
	f.add("suffers", few(object), act)
	f.add("is place", few(place), act)
	f.add("owns", few(owner), act)
	most := "acts"
	switch {
	case place > subject:
		most = "place"
	case subject == 0 && object == 0:
		most = "nothing"
	case object >= subject:
		most = "suffers"
	}
	f.add("mostly", most, act)
}

// neighbours lists those of the sentences around: who their main subject is, and
// whether the candidate stands in the figure's paragraph.
func (s *Scene) neighbours(f *features, site *Site, c *candidate, act string) {
	for _, i := range c.mentions {
		m := &s.Mentions[i]
		d := site.Sent - m.Sent
		if d < -1 || d > 2 {
			continue
		}
		if s.Text.Sentences[m.Sent].Paragraph == s.Text.Sentences[site.Sent].Paragraph {
			f.add("paragraph")
		}
		if !s.parsed(m.Sent) {
			continue
		}
		_, kase, rel := s.phrase(m)
		f.add("around", few(d), string(rel.Base()), kase)
		f.add("around", few(d), string(rel), act)
		if s.mainSubject(m) {
			f.add("main subject", few(d))
			f.add("main subject", few(d), act)
		}
	}
}

// mainSubject reports whether the mention is in the subject of its sentence.
func (s *Scene) mainSubject(m *Mention) bool {
	tree := s.Forest.Tree(m.Sent)
	root := tree.Root()
	for i := m.Head; i >= 0; i = tree.Nodes[i].Head {
		if tree.Nodes[i].Head == root {
			return tree.Is(i, "nsubj")
		}
	}
	return false
}

// speaker lists whether the candidate's own word is given.
func (s *Scene) speaker(f *features, site *Site, c *candidate) {
	sp := site.Speaker
	if sp.Name == "" {
		return
	}
	p := c.parties[0]
	if p.Name == sp.Name || sp.Country != "" && p.Country == sp.Country {
		f.add("speaks")
		f.add("speaks", site.Act)
	} else if sp.Country != "" {
		f.add("other speaks", site.Act)
	}
}

// ruled lists the answers of the rules.
func (s *Scene) ruled(f *features, site *Site, c *candidate) {
	for _, r := range site.Rules {
		if len(r.Names) == 0 {
			continue
		}
		switch {
		case slices.Equal(sorted(r.Names), sorted(c.names)):
			f.add("ruled", string(r.Slot))
			f.add("ruled", string(r.Slot), site.Act)
			f.add("ruled", string(r.Slot), r.Name)
		case slices.Contains(r.Names, c.names[0]):
			f.add("ruled in part", string(r.Slot))
		}
	}
}
