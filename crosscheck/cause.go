package crosscheck

import (
	"time"

	"muster/news"
)

// causeSentence says which rule decided, and why it is no other kind.
func causeSentence(o outcome, a, b *record) string {
	switch o.cause {
	case causeDifferent:
		return "They answer different questions, so their figures are not held against each other."
	case causeOtherTime:
		return "They speak of different events (" + a.timeWord() + " and " + b.timeWord() + ")."
	case causePart:
		return "One counts a part of the other, and the part is no larger than the whole."
	case causePartExceeds:
		return "One counts a part of the other, yet the part is larger than the whole."
	case causeSlip:
		return "One number stands under a part and under its whole: one of the two names is a slip."
	case causePromiseKept:
		return "The later stage has the figure that was promised."
	case causeLoose:
		return "The questions are near but not one (" + o.looseWords(a, b) + "), so figures can agree but not contradict."
	case causeOneBreath:
		return "One article tells both without setting two sources against each other: a before and after, a part and its whole, or two events."
	case causeUnsure:
		return "The figures differ, but too much is left out to be sure that both mean the same."
	case causeDenied:
		return "One source denies what the other asserts."
	case causeOverlap:
		return "One value fits the words of both."
	case causeFlux:
		return "A toll rises while the counting goes on: the later or higher figure updates the other."
	case causeCeilings:
		return "Both give an upper bound, and the bounds differ."
	case causeFloor:
		return "The lower bound allows the other figure, but nobody tells of so many by so low a bound."
	case causeWeak:
		return "The bound allows the other figure, but it lies far below: no agreement, and no contradiction."
	}
	return timeSentence(o, a, b)
}

// looseWords names the slots that are near.
func (o outcome) looseWords(a, b *record) string {
	var out []string
	for _, x := range o.rel.axes {
		if x.relation == Loose {
			out = append(out, orPeople(a.q.word(x.name), x.name)+" and "+orPeople(b.q.word(x.name), x.name))
		}
	}
	return list(out)
}

// timeSentence words the decisions that rest on time.
func timeSentence(o outcome, a, b *record) string {
	earlier, later := a, b
	if o.timing == aLater {
		earlier, later = b, a
	}
	switch o.cause {
	case causeLaterLevel:
		return "The figure may change with time: " + later.timeWord() + " comes after " + earlier.timeWord() + "."
	case causeGrown:
		return "A running total may grow, and the later figure is the higher."
	case causeFallen:
		return "A running total cannot fall, yet the later figure (" + later.timeWord() + ") is below the earlier (" + earlier.timeWord() + ")."
	case causeLeap:
		return "A running total may grow, but not by so much between " + earlier.timeWord() + " and " + later.timeWord() + "."
	case causeRevised:
		return "The same source tells its plan anew on a later day."
	case causeDisjoint:
		return "No value fits the words of both, and they speak of one time: no update and no other scope explains it."
	}
	return ""
}

// sourceSentence says what the sources make of the finding.
func sourceSentence(k news.FindingKind, x, y *record, a, b *news.Claim) string {
	switch k {
	case news.Dispute:
		return "The sources speak for opposed parties (" + x.party + " and " + y.party + "): a dispute that is to be expected."
	case news.Transcription:
		return "Both rest on " + originWord(a) + ": one of the outlets has it wrong."
	case news.Correction:
		return outletWord(b) + " gives both figures itself: one corrects the other."
	case news.HedgeDrift:
		return "The number is the same, but its hedge changed on the way from " + originWord(a) + "."
	}
	if k != "" && sameOrigin(x, y) {
		return "They are not independent: both rest on " + originWord(a) + "."
	}
	return ""
}

// originWord names the source nearest to the fact.
func originWord(c *news.Claim) string {
	if n := c.Origin().Name; n != "" {
		return n
	}
	return outletWord(c)
}

// dayWord writes a day number: 29 December 2023.
func dayWord(day int32) string {
	return time.Unix(int64(day)*secondsPerDay, 0).UTC().Format("2 January 2006")
}
