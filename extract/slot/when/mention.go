package when

// mentions: each date of the article, and the time from it up to now, up to the
// day before, or from now up to it.
func (s *candidates) mentions() {
	c := s.claim
	ranks := c.rank()
	for i := range c.Mentions {
		m := &c.Mentions[i]
		if m.Time.From != "" && m.Time.To != "" {
			s.describe(s.add(m.Time, "at"), "at", m, ranks[i])
		}
		if c.Published == "" {
			continue
		}
		if from := m.Time.From; from != "" && from < c.Published {
			k := s.add(Span{from, c.Published}, "since")
			s.describe(k, "since", m, ranks[i])
			if m.Time.To == "" {
				s.mark(k, true, "since said")
			}
			if eve := c.Published.Add(-1); from < eve {
				s.describe(s.add(Span{from, eve}, "up to eve"), "up to eve", m, ranks[i])
			}
			s.rolling(m, ranks[i])
		}
		if to := m.Time.To; to > c.Published {
			s.describe(s.add(Span{c.Published, to}, "until"), "until", m, ranks[i])
		}
	}
}

// describe marks a candidate of that kind with how the mention stands.
func (s *candidates) describe(k *candidate, kind string, m *Mention, r ranked) {
	at := place(m)
	s.mark(k, true, kind)
	s.mark(k, true, kind, " ", at)
	s.mark(k, true, kind, " of ", length(m.Time))
	s.mark(k, false, kind, " alike ", grade(m.Alike))
	s.mark(k, false, kind, " ", at, " ", age(m.Time, s.claim.Published))
	for _, w := range r.words() {
		s.mark(k, true, kind, " ", w)
	}
	s.mark(k, true, kind, " theme ", portion(m.Theme))
	if m.Shared {
		s.mark(k, true, kind, " shared")
	}
	if m.Same {
		s.mark(k, true, kind, " same")
	}
	h := m.Here
	if h == nil {
		return
	}
	s.mark(k, false, kind, " steps ", steps(h.Steps))
	s.mark(k, true, kind, " prep ", h.Prep)
	s.mark(k, true, kind, " on ", h.Governor)
	side := " behind"
	if h.Before {
		side = " before"
	}
	s.mark(k, false, kind, side)
}

// place is where a mention stands as seen from the figure.
func place(m *Mention) string {
	switch {
	case m.Here != nil && m.Speech:
		return "here said"
	case m.Here != nil && m.Here.Aside:
		return "here aside"
	case m.Here != nil:
		return "here"
	case m.Speech:
		return "elsewhere said"
	case m.Sentences == -1:
		return "sentence before"
	case m.Sentences == 1:
		return "sentence behind"
	case m.Paragraph:
		return "paragraph"
	case m.Lead < leadSentences:
		return "lead"
	case m.Sentences < 0:
		return "earlier"
	}
	return "later"
}

// leadSentences is how many sentences at the top tell what an article is about.
const leadSentences = 4

func steps(n int) string {
	switch {
	case n <= 1:
		return "1"
	case n <= 5:
		return string(rune('0' + n))
	case n <= 7:
		return "7"
	}
	return "many"
}

func grade(x float64) string {
	switch {
	case x <= 0:
		return "0"
	case x < 0.1:
		return "1"
	case x < 0.25:
		return "2"
	case x < 0.5:
		return "3"
	case x < 1:
		return "4"
	}
	return "5"
}

// ranked is how a mention stands among the others of the article.
type ranked struct{ nearestHere, lastBefore, firstDay, main, second, lastSaid, likest, topical bool }

func (r ranked) words() []string {
	var w []string
	for _, x := range [...]struct {
		on   bool
		name string
	}{{r.nearestHere, "nearest here"}, {r.lastBefore, "last before"}, {r.firstDay, "first day"}, {r.main, "main"}, {r.second, "second"}, {r.lastSaid, "last said"}, {r.likest, "likest"}, {r.topical, "topical"}} {
		if x.on {
			w = append(w, x.name)
		}
	}
	return w
}

// rank compares the mentions: nearest in the sentence, last day before it,
// first day of the article, day that is told most often, in the likest sentence.
func (c *Claim) rank() []ranked {
	ms := c.Mentions
	days := c.days()
	topical := c.topical()
	out := make([]ranked, len(ms))
	near, last, said, first, likest := -1, -1, -1, -1, -1
	for i := range ms {
		m := &ms[i]
		if m.Here != nil && !m.Speech && !m.Here.Aside && (near < 0 || m.Here.Steps < ms[near].Here.Steps) {
			near = i
		}
		if m.Speech && m.Sentences <= 0 {
			said = i
		}
		if m.Time.From != m.Time.To || m.Speech {
			continue
		}
		if first < 0 {
			first = i
		}
		if m.Sentences < 0 {
			last = i
		}
		if m.Here == nil && m.Alike > 0 && (likest < 0 || m.Alike > ms[likest].Alike) {
			likest = i
		}
	}
	for i := range ms {
		out[i] = ranked{
			nearestHere: i == near, likest: i == likest,
			lastBefore: last >= 0 && ms[i].Time == ms[last].Time,
			lastSaid:   said >= 0 && ms[i].Time == ms[said].Time,
			firstDay:   first >= 0 && ms[i].Time == ms[first].Time,
			main:       len(days) > 0 && ms[i].Time == days[0].Span,
			topical:    ms[i].Time == topical,
			second:     len(days) > 1 && ms[i].Time == days[1].Span,
		}
	}
	return out
}

// pairs: two days named in one sentence ("late Sunday and early Monday") and the
// days between them.
func (s *candidates) pairs() {
	ms := s.claim.Mentions
	for i := range ms {
		for j := i + 1; j < len(ms) && ms[j].Sentences == ms[i].Sentences; j++ {
			a, b := ms[i].Time, ms[j].Time
			if !day(a) || !day(b) || a.From >= b.To || b.To.Sub(a.From) > 10 {
				continue
			}
			where := "elsewhere"
			if ms[i].Here != nil {
				where = "here"
			}
			k := s.add(Span{a.From, b.To}, "pair")
			s.mark(k, true, "pair")
			s.mark(k, true, "pair ", where)
		}
	}
}

func day(t Span) bool { return t.From != "" && t.To != "" && t.To.Sub(t.From) <= 1 }
