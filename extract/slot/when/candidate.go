package when

import (
	"time"

	"muster/news"
)

// mark is one property of a candidate. A crossed mark is also weighed together
// with each fact of the claim.
type mark struct {
	name    string
	crossed bool
}

// candidate is a time the figure may hold for, with all that speaks of it.
type candidate struct {
	Span
	kind  string
	marks []mark
}

// candidates collects the times of one claim; equal ones are one candidate
// with the marks of all.
type candidates struct {
	claim *Claim
	list  []candidate
}

func (c *Claim) candidates() []candidate {
	s := &candidates{claim: c}
	s.calendar()
	s.mentions()
	s.pairs()
	s.wars()
	if c.RuleName != "" {
		s.add(c.Rule, "rule").mark("rule", true).mark("rule "+c.RuleName, false)
	}
	if c.others != nil {
		s.conferred()
	}
	return s.list
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
	k.mark("length "+length(t), true)
	k.mark("age "+age(t, s.claim.Published), true)
	return k
}

func (k *candidate) mark(name string, crossed bool) *candidate {
	for i := range k.marks {
		if k.marks[i].name == name {
			return k
		}
	}
	k.marks = append(k.marks, mark{name, crossed})
	return k
}

// calendar: what the publication alone gives.
func (s *candidates) calendar() {
	s.add(Span{}, "open").mark("open", true)
	p := s.claim.Published
	if p == "" {
		return
	}
	t := p.Time()
	week := p.Add(-(int(t.Weekday()) + 6) % 7)
	s.add(On(p), "pub").mark("pub", true)
	s.add(On(p.Add(-1)), "eve").mark("eve", true)
	s.add(Span{p.Add(-1), p}, "two").mark("two", true)
	s.add(Span{week, week.Add(6)}, "week").mark("week", true)
	s.add(Span{p[:8] + "01", lastOfMonth(t)}, "month").mark("month", true)
	s.add(Span{p[:5] + "01-01", p[:5] + "12-31"}, "year").mark("year", true)
	s.add(Span{week, p}, "week so far").mark("week so far", true)
	s.add(Span{p[:8] + "01", p}, "month so far").mark("month so far", true)
	s.add(Span{p[:5] + "01-01", p}, "year so far").mark("year so far", true)
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
		k := s.add(Span{w.From, p}, "war").mark("war", true)
		if w.Named {
			k.mark("war named", true)
		}
		if i == 0 {
			k.mark("war first", true)
		}
		if i == len(s.claim.Wars)-1 {
			s.add(On(w.From.Add(-1)), "before war").mark("before war", true)
		}
	}
}
