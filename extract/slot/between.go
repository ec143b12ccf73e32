package slot

// between lists those of what stands between the figure and the candidate's
// mention in its sentence: "nine in Tel Abyad and two in Ras al-Ayn" gives each
// place the figure before it, whatever the tree makes of the list. name is what
// a mention is called as a candidate of this kind.
func (s *Scene) between(f *features, site *Site, c *candidate, act string, name func(*Mention) string) {
	best := gap{figures: -1}
	for _, i := range c.mentions {
		if m := &s.Mentions[i]; m.Sent == site.Sent {
			if g := s.gap(site, m, c.names[0], name); best.figures < 0 || g.less(best) {
				best = g
			}
		}
	}
	if best.figures < 0 {
		return
	}
	order, figures := best.order, few(best.figures)
	f.add("between", order, figures)
	f.add("between", order, figures, few(best.others))
	f.add("between", order, figures, few(best.others), best.kase)
	f.add("between", order, figures, best.kase)
	f.add("between", order, figures, act)
}

// gap is what stands between a figure and a mention.
type gap struct {
	figures int // other figures
	others  int // mentions of other candidates
	order   string
	kase    string // the mention's preposition
}

func (g gap) less(o gap) bool {
	return g.figures < o.figures || g.figures == o.figures && g.others < o.others
}

func (s *Scene) gap(site *Site, m *Mention, own string, name func(*Mention) string) gap {
	g := gap{order: "behind"}
	from, to := site.To, m.From
	if m.From < site.From {
		from, to, g.order = m.To, site.From, "before"
	}
	for _, k := range s.sitesIn[site.Sent] {
		if o := &s.Sites[k]; o != site && o.From >= from && o.To <= to {
			g.figures++
		}
	}
	for _, k := range s.bySentence[site.Sent] {
		if o := &s.Mentions[k]; o.From >= from && o.To <= to && name(o) != "" && name(o) != own {
			g.others++
		}
	}
	_, g.kase, _ = s.phrase(m)
	return g
}

// called and placed are what a mention is called as a side and as a place.
func called(m *Mention) string { return m.Party.Name }
func placed(m *Mention) string { return m.Where.Called() }
