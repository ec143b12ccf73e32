package judge

import (
	"math"
	"slices"

	"muster/crosscheck/amount"
	"muster/crosscheck/question"
	"muster/news"
)

// Verdict is what two claims are to each other.
type Verdict struct {
	// Same is how probable it is that both answer one question.
	Same float64
	// Asked is how much the two are asked alike in log odds, whatever values
	// they give.
	Asked float64
	// Clash is how probable it is that not both can be true, if they do.
	Clash float64
	// Time is how probable it is that time explains the difference, if it is
	// one.
	Time float64
	// Part is how probable it is that one is a part of the other, and no more
	// than it.
	Part float64
	// Open: a slot that a contradiction needs is not known on both sides.
	Open bool
	// Loose: too little agrees for two claims of any articles to contradict.
	// Where texts are laid side by side that need not matter.
	Loose bool
	// Unknown is the slot that, not known on both sides, is all that keeps the
	// two from contradicting each other; empty where there is none.
	Unknown news.Slot
	// Kind is the likeliest relation of two answers to one question.
	Kind news.FindingKind
}

// Contradiction is how probable it is that the claims answer one question,
// cannot both be true, and that time does not explain it.
func (v Verdict) Contradiction() float64 {
	if v.Open || v.Loose {
		return 0
	}
	return v.Doubt()
}

// Doubt is how probable that is where a slot that a contradiction needs may be
// known to neither text.
func (v Verdict) Doubt() float64 {
	if (v.Open || v.Loose) && v.Unknown == "" {
		return 0
	}
	return v.Same * v.Clash * (1 - v.Time) * (1 - v.Part)
}

// Judge holds two claims against each other. It is symmetric.
func (m *Model) Judge(a, b *question.Slots) Verdict { return m.JudgeFrom(0, a, b) }

// JudgeFrom is Judge for whom a verdict is of no use where the two less probably
// answer one question: then it says how probable that is and nothing else. Most
// claims that meet are such.
func (m *Model) JudgeFrom(least float64, a, b *question.Slots) Verdict {
	v := question.Compare(a, b)
	odds := m.LogOdds(&v)
	same := Sigmoid(odds)
	if same < least {
		return Verdict{Same: same}
	}
	out := Verdict{Same: same, Asked: m.asked(odds, &v), Part: part(a, b, &v)}
	out.bar(a, b, &v)
	m.relate(a, b, &out)
	return out
}

// bar says what keeps two claims from contradicting each other.
func (v *Verdict) bar(a, b *question.Slots, features *question.Vector) {
	never, apart, lacking := never(a, b), loose(a, b, features), lacking(a, b, features)
	v.Open, v.Loose = never || lacking != "", apart
	if unplaced(a, b) {
		v.Loose = true
		if lacking == "" {
			lacking = news.SlotPlace
		}
	}
	if !never && !apart {
		v.Unknown = lacking
	}
}

// never reports figures that are held against no other: ranks hang on what is
// ranked, lengths of time on the day they are told, and what the text itself takes
// back is no longer told.
func never(a, b *question.Slots) bool {
	return a.Scope == rank || b.Scope == rank || a.Amount.Dim == amount.Duration || a.Standing == superseded || b.Standing == superseded
}

// lacking is a slot of which too little is known on both sides for one figure to
// contradict the other: when, what, and whose or where, of which the likeliest
// candidate serves where it is one for both. Empty: none.
func lacking(a, b *question.Slots, v *question.Vector) news.Slot {
	missing := question.Missing(a, b)
	lacks := func(s news.Slot) bool { return slices.Contains(missing, s) }
	switch {
	case lacks(news.SlotAct) && lacks(news.SlotCounted):
		return news.SlotAct
	case lacks(news.SlotWhen) && !(level(a) && level(b)) && !constant[a.Amount.Dim]:
		return news.SlotWhen
	case lacks(news.SlotOf) && lacks(news.SlotPlace) && !anyOf(v, likeliest):
		return news.SlotOf
	}
	return ""
}

// likeliest are the features of which one says that both are probably told of
// one side or place, where the texts do not state it.
var likeliest = []question.Feature{question.WhoseFirst, question.SubjectFirst, question.PlaceFirst}

// unplaced reports a toll without a place. Tolls are tolls of a place: without it
// two events look like one, unless both are told of one side's people everywhere.
func unplaced(a, b *question.Slots) bool {
	missing := question.Missing(a, b)
	everywhere := a.Place == b.Place && a.Whose == b.Whose && !slices.Contains(missing, news.SlotOf)
	everywhere = everywhere || question.Near(a, b)
	return slices.Contains(missing, news.SlotPlace) && !everywhere && !level(a) && !level(b) && counted[a.Amount.Dim]
}

// loose reports whether what two claims of any articles tell of does not agree:
// that it is not known to differ is not enough. What happens at two times, in one
// night and over weeks or in two places is two matters, and one voice of an
// article does not contradict itself.
func loose(a, b *question.Slots, v *question.Vector) bool {
	return !anyOf(v, sameAct) && !(level(a) && level(b)) || !anyOf(v, sameCounted) || anyOf(v, elsewhere) ||
		!level(a) && !level(b) && (v[question.TimeApart] > 0 || v[question.SpanOther] > 0) || endless(a, b)
}

// endless reports two lengths that are and do not happen: how far a place lies
// from another, how long a road is. No slot of a claim holds both ends, so two of
// them are rarely one length.
func endless(a, b *question.Slots) bool {
	return a.Amount.Dim == amount.Length && level(a) && level(b)
}

// sameAct, sameCounted and elsewhere are the features of which one at least
// says that two claims tell of one act, count one thing, and speak of two
// matters.
var (
	sameAct     = []question.Feature{question.ActSame, question.ActClassSame}
	sameCounted = []question.Feature{question.OfSame, question.OfWithin, question.OfGeneric, question.OfMeasured}
	elsewhere   = []question.Feature{question.OneVoice, question.PlaceApart, question.PlaceAbroad, question.EventOther}
)

func anyOf(v *question.Vector, features []question.Feature) bool {
	return slices.ContainsFunc(features, func(f question.Feature) bool { return v[f] > 0 })
}

var counted = map[amount.Dim]bool{amount.People: true, amount.Things: true}

var rank = question.WordOf(string(news.Rank))

// part is how probable it is that one figure is a part of the other. Where the
// narrower one is the higher it is none.
func part(a, b *question.Slots, v *question.Vector) float64 {
	low, high := a, b
	if low.Amount.Value > high.Amount.Value {
		low, high = high, low
	}
	whole := 1.0
	for _, p := range partly {
		if v[p.when] > 0 && p.narrower(low, high) {
			whole *= 1 - p.likely
		}
	}
	return 1 - whole
}

// JudgeRevision holds a claim against one of the next revision of its article:
// that both stand in one article, or in one place of it, says nothing.
func (m *Model) JudgeRevision(was, is *question.Slots) Verdict {
	v := question.Compare(was, is)
	for _, f := range ofPlaceInText {
		v[f] = 0
	}
	out := Verdict{Same: Sigmoid(m.LogOdds(&v))}
	m.relate(was, is, &out)
	return out
}

// ofPlaceInText are the features that hang on where two claims stand and on who
// tells them, and not on what they tell.
var ofPlaceInText = []question.Feature{
	question.ArticleSame, question.SentenceSame, question.OneVoice, question.VoicesWhat, question.EventSame, question.EventOther,
}

// Relate says what two claims are that answer one question for certain.
func (m *Model) Relate(a, b *question.Slots) Verdict {
	out := Verdict{Same: 1}
	m.relate(a, b, &out)
	return out
}

func (m *Model) relate(a, b *question.Slots, out *Verdict) {
	t := TimeOf(a, b)
	out.Time = Sigmoid(m.timeOdds(&t))
	if t[Rivals] > 0 && onePeriod(a, b) {
		out.Time = 0
	}
	out.Clash = clash(a, b)
	out.Kind = m.kind(a, b, out)
}

func (m *Model) kind(a, b *question.Slots, v *Verdict) news.FindingKind {
	x, y := a.Amount, b.Amount
	switch {
	case a.Denied != b.Denied && x.Overlaps(y):
		return news.Contradiction
	case a.Denied || b.Denied:
		return news.Agreement // what is denied was no count that could move
	case x.Same(y) && HedgeClass(x.Hedge) == HedgeClass(y.Hedge):
		return news.Agreement
	case x.Same(y):
		return news.HedgeDrift
	case !Differ(a, b):
		return news.Agreement
	case decided[a.Modality] != decided[b.Modality] && (done(a) || done(b)):
		return against(a, b)
	case v.Time > .5:
		return news.Update
	case v.Clash >= .5:
		return news.Contradiction
	}
	return news.Agreement
}

// decided are the modalities of what is to be.
var decided = map[question.Word]bool{question.WordOf(string(news.Planned)): true, question.WordOf(string(news.Proposed)): true}

var actual = question.WordOf(string(news.Actual))

func done(s *question.Slots) bool { return s.Modality == actual }

// against is what a plan and what is done are to each other: an outcome where the
// plan came first and its time has come, else two figures that can both be
// true. A plan for 300 is not contradicted by the 100 there are.
func against(a, b *question.Slots) news.FindingKind {
	plan, is := a, b
	if decided[b.Modality] {
		plan, is = b, a
	}
	if plan.Published < is.Published && plan.Until <= is.AsOf() {
		return news.Outcome
	}
	return news.Agreement
}

// Differ reports whether two amounts cannot both be true or tell of a change.
func Differ(a, b *question.Slots) bool { return clash(a, b) >= .5 || moved(a, b) }

// clash is how probable it is that two amounts cannot both be true: certain
// where they are a whole softness apart.
func clash(a, b *question.Slots) float64 {
	x, y := a.Amount, b.Amount
	if a.Denied || b.Denied {
		// Who denies a figure contradicts those who tell it, and nobody else.
		if a.Denied != b.Denied && x.Overlaps(y) {
			return 1
		}
		return 0
	}
	if x.Ceiling() && y.Ceiling() && !x.Same(y) {
		// Two maxima of one thing: what they name is compared.
		r := x.Ratio(y)
		return 1 - math.Exp(-8*(min(r, 10)-1))
	}
	if x.Overlaps(y) || (x.Hedge == news.Vague || y.Hedge == news.Vague) && !hintsApart(x, y) {
		return 0
	}
	return 1 - math.Exp(-2*x.Distance(y)-.5)
}

// hintRatio is how many times a number lies from the end of what a word such as
// "dozens" covers before the two contradict each other. Writers choose such words
// loosely: "scores" of 145 dead and "dozens" of a crowd of 300 are no error.
const hintRatio = 3

// hintsApart reports whether two amounts lie so far from each other.
func hintsApart(x, y amount.Amount) bool {
	if x.Low > y.Low {
		x, y = y, x
	}
	return y.Low > hintRatio*x.High
}

// moved reports whether two amounts that can both be true are so far apart
// that one still tells of a change: at least 27, then 55; 2.5 million, then 2.6
// million. A floor is round to its last digit: more than 30 and 32 are one.
func moved(a, b *question.Slots) bool {
	x, y := a.Amount, b.Amount
	if x.Value > y.Value {
		x, y = y, x
	}
	if x.Ceiling() || y.Ceiling() || soft(x) || soft(y) {
		return false
	}
	return y.Value-x.Value > x.Last()*(1-1e-9) && (x.Floor() || !y.Floor())
}

// soft reports whether a number is only a hint of its size.
func soft(x amount.Amount) bool { return x.Hedge == news.Vague || x.Hedge == news.Between }

// HedgeClass joins the hedges that bound in one way.
func HedgeClass(h news.Hedge) news.Hedge {
	switch h {
	case "", news.Between:
		return news.Exact
	case news.AtLeast:
		return news.Over
	case news.AtMost:
		return news.Under
	}
	return h
}
