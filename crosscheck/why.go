package crosscheck

import (
	"strings"

	"muster/news"
)

// slotVerdicts words every axis.
func slotVerdicts(o outcome, a, b *record) []SlotVerdict {
	out := make([]SlotVerdict, 0, len(o.rel.axes)+1)
	for _, x := range o.rel.axes {
		va, vb := a.q.word(x.name), b.q.word(x.name)
		out = append(out, SlotVerdict{x.name, x.relation, va, vb, axisReason(x, va, vb)})
	}
	ta, tb := a.timeWord(), b.timeWord()
	rel, reason := Same, "One time, by the nature of the measure ("+string(natureWord(a, b))+")."
	switch {
	case o.timing == otherTime:
		rel, reason = Apart, "Different days of events: "+ta+" and "+tb+"."
	case o.timing == aLater:
		rel, reason = Loose, "The first is the later word."
	case o.timing == bLater:
		rel, reason = Loose, "The second is the later word."
	case ta == "" || tb == "":
		rel, reason = Unstated, "Not every side gives a time."
	}
	return append(out, SlotVerdict{ByTime, rel, ta, tb, reason})
}

func natureWord(a, b *record) news.Nature {
	if n := natureOf(a, b); n != "" {
		return n
	}
	return news.Stock
}

// word is what a question says in one slot, for a reader.
func (s *slots) word(x Axis) string {
	switch x {
	case ByMeasure:
		return s.measureWord()
	case ByUnit:
		return s.unit
	case BySubject:
		return strings.Join(s.subject, ", ")
	case ByPlace:
		return strings.Join(s.place, ", ")
	case ByScope:
		w := string(s.scope)
		if s.scope == news.ChangeOf && s.change != "" {
			w += " (" + string(s.change) + ")"
		}
		if s.per != "" {
			w += " per " + s.per
		}
		return w
	case ByModality:
		return string(s.class)
	case ByPeople:
		return s.people
	case ByPart:
		return s.part
	case ByEvent:
		return s.event
	}
	return ""
}

func (s *slots) measureWord() string {
	if s.state != "" {
		return s.state
	}
	return s.noun
}

func axisReason(x axis, a, b string) string {
	switch x.relation {
	case Same:
		if a == "" && b == "" {
			return "Neither names it."
		}
		return "The same."
	case Unstated:
		if a == "" && b == "" {
			return "Neither states it."
		}
		if a == "" || b == "" {
			return "One side leaves it out."
		}
		return "Told more or less exactly."
	case PartOfB:
		return orPeople(a, x.name) + " is a part of " + orPeople(b, x.name) + "."
	case WholeOfB:
		return orPeople(b, x.name) + " is a part of " + orPeople(a, x.name) + "."
	case Loose:
		return "Near, but not one question: " + a + " and " + b + "."
	}
	return orPeople(a, x.name) + " is not " + orPeople(b, x.name) + "."
}

func orPeople(v string, x Axis) string {
	switch {
	case v != "":
		return v
	case x == ByPeople:
		return "people at large"
	case x == ByPart:
		return "the whole count"
	}
	return "what is not stated"
}

// timeWord is the time a record holds for, for a reader.
func (r *record) timeWord() string {
	switch {
	case r.dated && r.from != 0 && r.to != 0 && r.from != r.to:
		return dayWord(r.from) + " to " + dayWord(r.to)
	case r.dated && r.to != 0:
		return dayWord(r.to)
	case r.dated && r.from != 0:
		return "since " + dayWord(r.from)
	case r.pub != 0:
		return "the report of " + dayWord(r.published())
	}
	return ""
}

// explainPair gives the reasons for a verdict between two claims.
func explainPair(o outcome, v Verdict, a, b *news.Claim, x, y *record) []string {
	why := []string{said(a), said(b)}
	if s := comparedSentence(v.Slots); s != "" {
		why = append(why, s)
	}
	if !o.rel.different && o.timing != otherTime {
		why = append(why, v.A.Words+"; "+v.B.Words+gapWords(o)+".")
	}
	why = append(why, causeSentence(o, x, y))
	if s := sourceSentence(v.Kind, x, y, a, b); s != "" {
		why = append(why, s)
	}
	if s := uncertainSentence(o, v.Slots); s != "" {
		why = append(why, s)
	}
	return why
}

func gapWords(o outcome) string {
	switch {
	case o.cause == causePart:
		return ""
	case o.gap == 0:
		return "; the two overlap"
	case o.weak:
		return "; the bounds differ by " + percentOf(o.gap)
	}
	return "; the gap is " + percentOf(o.gap) + " of the larger value"
}

// said quotes a claim with its chain and outlet.
func said(c *news.Claim) string {
	s := outletWord(c)
	if !c.Article.Published.IsZero() {
		s += ", " + c.Article.Published.Format("2 January 2006")
	}
	if chain := chainWords(c); chain != "" {
		s += " (" + chain + ")"
	}
	return s + ": " + quote(c.Sentence.Text)
}

func outletWord(c *news.Claim) string {
	if c.Article.Outlet != "" {
		return c.Article.Outlet
	}
	return "An article without a named outlet"
}

// chainWords names the chain, nearest to the fact first, without the outlet.
func chainWords(c *news.Claim) string {
	var names []string
	for _, l := range c.Attribution {
		if l.Source.Name != "" && l.Source.Name != c.Article.Outlet {
			names = append(names, l.Source.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "citing " + strings.Join(names, ", who was cited by ")
}

// comparedSentence tells which slots are the same and which differ.
func comparedSentence(slots []SlotVerdict) string {
	var alike, differ []string
	for _, s := range slots {
		switch {
		case s.Relation == Same && s.A != "" && s.Slot != ByTime:
			alike = append(alike, string(s.Slot)+" "+s.A)
		case s.Relation == Apart || s.Relation == PartOfB || s.Relation == WholeOfB || s.Relation == Loose && s.Slot != ByTime:
			differ = append(differ, string(s.Slot)+": "+strings.TrimSuffix(s.Reason, "."))
		}
	}
	out := ""
	if len(alike) > 0 {
		out = "Both speak of " + list(alike) + "."
	}
	if len(differ) > 0 {
		out = strings.TrimSpace(out + " They differ in " + strings.Join(differ, "; ") + ".")
	}
	return out
}

// uncertainSentence tells what is left out.
func uncertainSentence(o outcome, slots []SlotVerdict) string {
	if o.rel.different || o.kind == "" {
		return ""
	}
	var missing []string
	for _, s := range slots {
		if s.Relation == Unstated && s.Slot != ByTime {
			missing = append(missing, string(s.Slot))
		}
	}
	if len(missing) == 0 {
		return ""
	}
	return "Uncertain: not every side states the " + list(missing) + "."
}
