package when

import (
	"slices"
	"strings"
	"time"

	"muster/extract/weight"
	"muster/news"
)

// candidate is a time the figure may hold for, with all that speaks of it.
type candidate struct {
	Span
	kind  string
	marks []int // places in the marks of all
}

// candidates collects the times of one claim; equal ones are one candidate
// with the marks of all.
type candidates struct {
	claim *Claim
	list  []candidate
	// marks are the properties of all candidates, each once, by the hashes of
	// their names. A crossed one is also weighed together with each fact of the
	// claim. Names are kept where naming is set, for training.
	marks   []uint64
	crossed []bool
	naming  bool
	names   []string
	// weights are what the first of the marks weigh, as far as that was asked.
	weights []rounds
	// facts are the hashes of the claim's.
	facts []uint64
}

// candidates are those of the claim in the light of the others, as far as it was
// told of them; for training.
func (c *Claim) candidates() *candidates {
	s := &candidates{claim: c, naming: true}
	s.alone()
	if c.others != nil {
		s.conferred()
	}
	return s
}

// alone finds the candidates as the claim by itself marks them.
func (s *candidates) alone() {
	c := s.claim
	for _, f := range c.facts() {
		s.facts = append(s.facts, hash(f))
	}
	s.calendar()
	s.mentions()
	s.pairs()
	s.spells()
	s.wars()
	if c.RuleName != "" {
		k := s.add(c.Rule, "rule")
		s.mark(k, true, "rule")
		s.mark(k, false, "rule ", c.RuleName)
	}
}

// add returns the candidate of that time, made if it is new.
func (s *candidates) add(t Span, kind string) *candidate {
	for i := range s.list {
		if s.list[i].Span == t {
			return &s.list[i]
		}
	}
	s.list = append(s.list, candidate{Span: t, kind: kind})
	k := &s.list[len(s.list)-1]
	s.mark(k, true, "length ", length(t))
	s.mark(k, true, "age ", age(t, s.claim.Published))
	return k
}

// mark marks a candidate with the property that the parts name together.
func (s *candidates) mark(k *candidate, crossed bool, parts ...string) {
	id := weight.Hash
	for _, p := range parts {
		id = weight.Add(id, p)
	}
	i := slices.Index(s.marks, id)
	if i < 0 {
		i = len(s.marks)
		s.marks, s.crossed = append(s.marks, id), append(s.crossed, crossed)
		if s.naming {
			s.names = append(s.names, strings.Join(parts, ""))
		}
	}
	if !slices.Contains(k.marks, i) {
		k.marks = append(k.marks, i)
	}
}

// named adds a time that its kind alone marks.
func (s *candidates) named(t Span, kind string) { s.mark(s.add(t, kind), true, kind) }

// calendar: what the publication alone gives.
func (s *candidates) calendar() {
	s.named(Span{}, "open")
	p := s.claim.Published
	if p == "" {
		return
	}
	t := p.Time()
	week := p.Add(-(int(t.Weekday()) + 6) % 7)
	s.named(On(p), "pub")
	s.named(On(p.Add(-1)), "eve")
	s.named(Span{p.Add(-1), p}, "two")
	s.named(Span{p.Add(-2), p.Add(-1)}, "two before")
	s.named(Span{week, week.Add(6)}, "week")
	s.named(Span{p[:8] + "01", lastOfMonth(t)}, "month")
	s.named(Span{p[:5] + "01-01", p[:5] + "12-31"}, "year")
	s.named(Span{week, p}, "week so far")
	s.named(Span{p[:8] + "01", p}, "month so far")
	s.named(Span{p[:5] + "01-01", p}, "year so far")
}

func lastOfMonth(t time.Time) news.Day {
	return news.DayOf(time.Date(t.Year(), t.Month()+1, 0, 0, 0, 0, 0, time.UTC))
}

// length is the size of a span in words.
func length(t Span) string {
	if t.From == "" || t.To == "" {
		return "open"
	}
	switch n := t.To.Sub(t.From); {
	case n == 0:
		return "day"
	case n == 1:
		return "two days"
	case n <= 6:
		return "week"
	case n <= 31:
		return "month"
	case n <= 366:
		return "year"
	}
	return "long"
}

// age is how long before the publication a span ends.
func age(t Span, published news.Day) string {
	if t.To == "" || published == "" {
		return "none"
	}
	switch n := published.Sub(t.To); {
	case n < 0:
		return "ahead"
	case n == 0:
		return "now"
	case n == 1:
		return "yesterday"
	case n <= 6:
		return "days"
	case n <= 31:
		return "weeks"
	case n <= 366:
		return "months"
	}
	return "years"
}

// wars: from a war's first day up to now, and the day before it.
func (s *candidates) wars() {
	p := s.claim.Published
	for i, w := range s.claim.Wars {
		if p == "" || w.From >= p {
			continue
		}
		k := s.add(Span{w.From, p}, "war")
		s.mark(k, true, "war")
		if w.Named {
			s.mark(k, true, "war named")
		}
		if w.Doer {
			s.mark(k, true, "war doer")
		}
		if i == 0 {
			s.mark(k, true, "war first")
		}
		if i == len(s.claim.Wars)-1 {
			s.named(On(w.From.Add(-1)), "before war")
		}
	}
}
