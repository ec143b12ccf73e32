package judge

import (
	"muster/crosscheck/question"
	"muster/news"
)

// partly are the ways in which the lower of two figures can be a part of the
// higher: the feature that shows it, which of the two is the narrower, and how
// likely it is then. Judgement: a text that narrows what it counts mostly
// counts less.
var partly = []struct {
	when     question.Feature
	narrower func(low, high *question.Slots) bool
	likely   float64
}{
	{question.PartLink, func(low, high *question.Slots) bool { return low.PartOf == high.ID }, 1},
	{question.ScopePart, func(low, high *question.Slots) bool { return low.Scope == share }, .9},
	{question.ScopeMore, func(low, high *question.Slots) bool { return low.Scope == additional }, .6},
	{question.OfGeneric, func(low, high *question.Slots) bool { return question.Narrower(low, high) }, .5},
	{question.OfWithin, func(low, high *question.Slots) bool { return question.Narrower(low, high) }, .6},
	{question.ActPart, func(low, high *question.Slots) bool { return question.ActWithin(low, high) }, .9},
	{question.PlaceInside, func(low, high *question.Slots) bool { return question.PlacedWithin(low, high) }, .6},
	{question.RestrictOne, func(low, high *question.Slots) bool { return low.Restrict != question.None }, .7},
	// "One officer died at the scene": an article tells of one of those it counts.
	{question.ArticleSame, func(low, high *question.Slots) bool { return counted[low.Amount.Dim] && low.Amount.Value == 1 }, .8},
	{question.TimeOverlap, func(low, high *question.Slots) bool { return within(low, high) }, .6},
}

var share, additional = question.WordOf(string(news.Share)), question.WordOf(string(news.Additional))

// within reports whether one period lies inside another that begins earlier.
func within(low, high *question.Slots) bool {
	return low.From != 0 && high.From != 0 && low.From > high.From && low.Until <= high.Until
}
