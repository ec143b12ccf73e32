package when

import "muster/news"

// spells: what lasts three days lasts up to the publication, or up to the day
// before it, or begins with the publication where it lies ahead.
func (s *candidates) spells() {
	p := s.claim.Published
	if p == "" {
		return
	}
	for _, l := range s.claim.Spells {
		at := l.place()
		for _, x := range [...]struct {
			kind string
			time Span
		}{
			{"spell now", Span{l.before(p), p}},
			{"spell through now", Span{l.before(p).Add(1), p}},
			{"spell eve", Span{l.before(p), p.Add(-1)}},
			{"spell ahead", Span{p, l.after(p)}},
		} {
			if x.time.From > x.time.To {
				continue
			}
			k := s.add(x.time, x.kind)
			s.mark(k, true, x.kind)
			s.mark(k, true, x.kind, " ", at)
			s.mark(k, true, x.kind, " of ", l.Unit)
		}
	}
}

func (l Spell) place() string {
	switch {
	case l.Own:
		return "own"
	case l.Sentences == 0:
		return "here"
	}
	return "near"
}

func (l Spell) before(d news.Day) news.Day { return moved(d, -l.N, l.Unit) }
func (l Spell) after(d news.Day) news.Day  { return moved(d, l.N, l.Unit) }

// moved is the day that many units later; hours count as the days they fill.
func moved(d news.Day, n int, unit string) news.Day {
	switch unit {
	case "hour":
		return d.Add(n / 24)
	case "week":
		return d.Add(7 * n)
	case "month":
		return news.DayOf(d.Time().AddDate(0, n, 0))
	case "year":
		return news.DayOf(d.Time().AddDate(n, 0, 0))
	}
	return d.Add(n)
}

// rolling: "last week" and "the past two years" name whole weeks and years of
// the calendar and often mean the days up to now or up to the day before.
func (s *candidates) rolling(m *Mention, r ranked) {
	p := s.claim.Published
	n, unit := units(m.Time)
	if n == 0 || m.Time.To >= p || moved(m.Time.To, n, unit) < p.Add(-1) {
		return
	}
	from := moved(p, -n, unit)
	s.describe(s.add(Span{from, p}, "rolling"), "rolling", m, r)
	s.describe(s.add(Span{from, p.Add(-1)}, "rolling eve"), "rolling eve", m, r)
}

// units says of how many whole weeks, months or years of the calendar a span
// is; 0 where it is none of these.
func units(t Span) (n int, unit string) {
	if t.From == "" || t.To == "" || t.To <= t.From {
		return 0, ""
	}
	from, end := t.From.Time(), t.To.Add(1).Time()
	months := 12*(end.Year()-from.Year()) + int(end.Month()) - int(from.Month())
	switch days := t.To.Sub(t.From) + 1; {
	case from.YearDay() == 1 && end.YearDay() == 1:
		return months / 12, "year"
	case from.Day() == 1 && end.Day() == 1:
		return months, "month"
	case days%7 == 0:
		return days / 7, "week"
	}
	return 0, ""
}
