package judge

import (
	"math"

	"muster/crosscheck/amount"
	"muster/crosscheck/question"
	"muster/news"
)

// TimeFeature is one thing that speaks for or against time having changed a
// value.
type TimeFeature int

// The features of time.
const (
	Rises TimeFeature = iota
	Falls
	SameDay
	DaysApart
	NoOrder
	OneOrigin
	OneArticle
	FloorFirst
	SmallStep
	BigStep
	TollNature
	RunningNature
	StockNature
	PlanNature
	ConstantNature
	LongOver
	Replaced
	FixedPeriod
	Fresh
	Rivals
	TimeFeatures // how many there are
)

// TimeVector is which features of time hold.
type TimeVector [TimeFeatures]float64

// TimeTable explains every feature of time.
var TimeTable = [TimeFeatures]question.Row{
	Rises:          {Name: "later is higher", Sign: 1, Why: "tolls and counts grow as more is known"},
	Falls:          {Name: "later is lower", Sign: -1, Why: "a count does not fall"},
	SameDay:        {Name: "same day", Sign: -1, Why: "little changes within a day"},
	DaysApart:      {Name: "days apart", Sign: 1, Why: "logarithm of the days between what the two speak of"},
	NoOrder:        {Name: "no order", Sign: -1, Why: "it is not known which is later"},
	OneOrigin:      {Name: "one origin", Sign: 1, Why: "a source that gives another figure has counted again"},
	OneArticle:     {Name: "one article", Sign: -1, Why: "an article sets rival figures side by side"},
	FloorFirst:     {Name: "floor first", Sign: 1, Why: "at least 27, then 55: the floor expected more"},
	SmallStep:      {Name: "small step", Sign: 1, Why: "less than a quarter more"},
	BigStep:        {Name: "big step", Sign: -1, Why: "more than three times as much"},
	TollNature:     {Name: "toll", Sign: 0, Why: "killed, wounded, displaced by one event"},
	RunningNature:  {Name: "running total", Sign: 1, Why: "a count since a start"},
	StockNature:    {Name: "stock", Sign: 0, Why: "a level that is or has"},
	PlanNature:     {Name: "plan", Sign: 0, Why: "plans are revised"},
	ConstantNature: {Name: "constant", Sign: -1, Why: "distances and sizes do not change"},
	LongOver:       {Name: "long over", Sign: -1, Why: "the event lay more than a month back for both: the counting is done"},
	Replaced:       {Name: "replaced", Sign: 1, Why: "the text itself calls one of the figures superseded"},
	Fresh:          {Name: "fresh toll", Sign: 1, Why: "two articles of the first days after an event: the hour of the count is not told"},
	Rivals:         {Name: "rivals", Sign: -1, Why: "two sources by name, neither of which leans on the other"},
	FixedPeriod:    {Name: "fixed period", Sign: -1, Why: "both speak of one past period of weeks or more"},
}

// onePeriod reports whether both speak of one period of weeks or more, the same
// to the day: a year, or a count up to one day. What two sources give for it
// does not differ because time passed between their words.
func onePeriod(a, b *question.Slots) bool {
	return a.From != 0 && a.From == b.From && a.Until == b.Until && a.Until-a.From > periodDays
}

// periodDays is the shortest period, in days, that figures are given for as
// such: a quarter, a year. A shorter one is when something happened.
const periodDays = 14

// longOver is after how many days nobody counts an event's toll any more.
const longOver = 30

// TimeOf says what time may have done to two values. It is symmetric.
func TimeOf(a, b *question.Slots) (v TimeVector) {
	earlier, later, days, ordered := inOrder(a, b)
	x, y := earlier.Amount.Value, later.Amount.Value
	set := func(f TimeFeature, is bool) {
		if is {
			v[f] = 1
		}
	}
	set(NoOrder, !ordered)
	set(SameDay, days == 0)
	set(Rises, ordered && y > x)
	// A day between two articles is no order of what they count.
	set(Falls, ordered && y < x && (days > 1 || a.Article == b.Article))
	v[DaysApart] = math.Log1p(float64(min(days, 365)))
	set(OneOrigin, question.SameOrigin(a, b))
	set(OneArticle, a.Article == b.Article)
	low := a
	if b.Amount.Value < a.Amount.Value {
		low = b
	}
	set(FloorFirst, low.Amount.Floor() && (low == earlier || !ordered))
	r := a.Amount.Ratio(b.Amount)
	set(SmallStep, r < 1.25)
	set(BigStep, r > 3)
	v[natureFeature[NatureOf(a, b)]] = 1
	set(Fresh, NatureOf(a, b) == Toll && a.Article != b.Article && isFresh(a) && isFresh(b))
	set(Rivals, a.Named && b.Named && !question.SameOrigin(a, b))
	set(LongOver, isOver(a) && isOver(b))
	set(Replaced, a.Standing == superseded || b.Standing == superseded)
	set(FixedPeriod, onePeriod(a, b) && isPast(a) && isPast(b))
	return v
}

// inOrder says which of two claims speaks of the later day, how many days lie
// between and whether the order is known. Publication decides within a day.
func inOrder(a, b *question.Slots) (earlier, later *question.Slots, days int32, ordered bool) {
	x, y := a.AsOf(), b.AsOf()
	switch {
	case x != 0 && y != 0 && x != y && (a.Until-a.From > 0 || b.Until-b.From > 0 || a.Article == b.Article):
	case a.Published != b.Published && a.Published != 0 && b.Published != 0:
		x, y = a.PublishedDay(), b.PublishedDay()
		if x == y {
			x, y = 0, 1
			if a.Published > b.Published {
				x, y = y, x
			}
			if x < y {
				return a, b, 0, true
			}
			return b, a, 0, true
		}
	default:
		return a, b, max(x-y, y-x), false
	}
	if x < y {
		return a, b, y - x, true
	}
	return b, a, x - y, true
}

func isOver(s *question.Slots) bool {
	return s.Until != 0 && s.Published != 0 && s.PublishedDay()-s.Until > longOver
}

// freshDays is how long after an event its first counts go round.
const freshDays = 3

func isFresh(s *question.Slots) bool {
	return s.Published != 0 && (s.Until == 0 || s.PublishedDay()-s.Until <= freshDays)
}

func isPast(s *question.Slots) bool {
	return s.Until != 0 && s.Published != 0 && s.PublishedDay() > s.Until
}

var superseded = question.WordOf(string(news.Superseded))

var natureFeature = map[Nature]TimeFeature{
	Toll: TollNature, Running: RunningNature, Stock: StockNature, Plan: PlanNature, Constant: ConstantNature,
}

// Nature is how the thing measured behaves over time.
type Nature int

// The natures.
const (
	// Stock: a level at a time, which may change any day.
	Stock Nature = iota
	// Toll: the count of one event, which rises while it is counted.
	Toll
	// Running: a count since a start, which only grows.
	Running
	// Plan: what is decided or asked for, which may be revised.
	Plan
	// Constant: sizes, distances, times: they do not change.
	Constant
)

// NatureOf derives the nature of what both measure from modality, dimension
// and period.
func NatureOf(a, b *question.Slots) Nature {
	switch {
	case planned[a.Modality] || planned[b.Modality]:
		return Plan
	case constant[a.Amount.Dim]:
		return Constant
	case level(a) || level(b):
		return Stock
	case a.Until-a.From > 0 && a.From != 0 || b.Until-b.From > 0 && b.From != 0:
		return Running
	}
	return Toll
}

var planned = map[question.Word]bool{
	question.WordOf(string(news.Planned)): true, question.WordOf(string(news.Proposed)): true, question.WordOf(string(news.Hypothetical)): true,
}

var constant = map[amount.Dim]bool{amount.Length: true, amount.Area: true, amount.Mass: true, amount.Speed: true, amount.Volume: true, amount.Energy: true}

func level(s *question.Slots) bool { return question.IsLevel(news.Class(s.ActClass.Value())) }
