// Package sums finds figures of one story that add up to another: what adds up
// explains why two figures differ, what fails to is an error of the text.
//
// In go the slots of claims; out come sums. Only the numbers that the words
// state are added, never what their softness allows.
package sums

import (
	"math"

	"muster/crosscheck/amount"
	"muster/crosscheck/question"
	"muster/news"
)

// Sum is parts that make a whole, or fail to.
type Sum struct {
	Parts []*question.Slots
	Whole *question.Slots
	Holds bool
}

// leastWhole is the smallest whole that is believed: among small numbers any
// three make a sum.
const leastWhole = 5

// near is how many bytes of text may lie between a part and its whole.
const near = 1500

// Within finds the sums inside one article. claims are its claims in the order
// of the text.
func Within(claims []*question.Slots) (out []Sum) {
	for _, whole := range claims {
		if !addable(whole) || whole.Amount.Value < leastWhole || whole.Amount.Ceiling() {
			continue // a bound from above is no sum of anything
		}
		parts := partsOf(whole, claims)
		for _, find := range []func() (Sum, bool){
			func() (Sum, bool) { return added(whole, parts) },
			func() (Sum, bool) { return overfull(whole, parts) },
			func() (Sum, bool) { return joined(whole, claims) },
		} {
			if sum, ok := find(); ok {
				out = append(out, sum)
				break
			}
		}
	}
	return out
}

// addable reports whether a figure is a plain count that may be a part or a
// whole.
func addable(s *question.Slots) bool {
	a := s.Amount
	plain := a.Hedge != news.Vague && a.Hedge != news.Between && a.Value > 0 && !math.IsInf(a.Value, 0)
	return plain && (a.Dim == amount.People || a.Dim == amount.Things || a.Dim == amount.Money) && !s.Denied && s.Standing == question.None
}

func partsOf(whole *question.Slots, claims []*question.Slots) (parts []*question.Slots) {
	for _, c := range claims {
		if c == whole || !addable(c) || c.Amount.Value >= whole.Amount.Value || !c.Amount.Comparable(whole.Amount) {
			continue
		}
		if c.PartOf == whole.ID && c.PartOf != "" || alike(c, whole) {
			parts = append(parts, c)
		}
	}
	return parts
}

// alike reports whether a figure may be a part of another: the same happens to
// both, in one event, not far apart in the text.
func alike(c, whole *question.Slots) bool {
	v := question.Compare(c, whole)
	for _, f := range notOfOne {
		if v[f] > 0 {
			return false
		}
	}
	return max(c.At-whole.At, whole.At-c.At) <= near
}

// notOfOne are the features that keep a part and its whole asunder. That the
// counted differ, or the places, is what makes them parts.
var notOfOne = []question.Feature{
	question.UnitOther, question.ActOther, question.ActStage, question.ActOpposite, question.EventOther, question.OfOther,
	question.ModalityPlan, question.ModalityIf, question.TimeApart, question.SpanOther, question.OneThreshold,
}

// added finds two to four parts of one sentence, or two of any, that make the
// whole.
func added(whole *question.Slots, parts []*question.Slots) (Sum, bool) {
	for i, a := range parts {
		sum, chosen := a.Amount.Value, []*question.Slots{a}
		for _, b := range parts[i+1:] {
			if b.Sentence != a.Sentence || nested(b, chosen) {
				continue
			}
			sum += b.Amount.Value
			chosen = append(chosen, b)
			if amount.Near(sum, whole.Amount.Value) {
				return Sum{chosen, whole, true}, true
			}
		}
	}
	if whole.Amount.Digits() < 2 {
		return Sum{}, false
	}
	for i, a := range parts {
		for _, b := range parts[i+1:] {
			if amount.Near(a.Amount.Value+b.Amount.Value, whole.Amount.Value) && a.Of != b.Of && !nested(b, []*question.Slots{a}) {
				return Sum{[]*question.Slots{a, b}, whole, true}, true
			}
		}
	}
	return Sum{}, false
}

// sideBySide is how many bytes lie between two figures that an "and" joins, at most:
// "167 passengers and nine crew members".
const sideBySide = 40

// rareDigits is from how many digits on a number is not met by chance.
const rareDigits = 3

// joined finds two figures that stand side by side and make the whole, wherever
// it stands in the article: of a number that is not met by chance whatever is
// told of it, of another one where the same happens to them.
func joined(whole *question.Slots, claims []*question.Slots) (Sum, bool) {
	for i, a := range claims {
		for _, b := range claims[i+1:] {
			if b.Sentence != a.Sentence || b.At-a.At > sideBySide {
				break
			}
			if fits(a, whole) && fits(b, whole) && a.Of != b.Of && !nested(b, []*question.Slots{a}) && makes(a.Amount.Value+b.Amount.Value, whole) {
				return Sum{[]*question.Slots{a, b}, whole, true}, true
			}
		}
	}
	return Sum{}, false
}

// fits reports whether a figure can be one of two parts that stand side by side.
func fits(c, whole *question.Slots) bool {
	if c == whole || !addable(c) || c.Amount.Value >= whole.Amount.Value || !c.Amount.Comparable(whole.Amount) {
		return false
	}
	v := question.Compare(c, whole)
	for _, f := range notOfTwo {
		if v[f] > 0 {
			return false
		}
	}
	return whole.Amount.Digits() >= rareDigits || v[question.ActSame]+v[question.ActClassSame] > 0
}

// notOfTwo are the features that keep even such a part and its whole asunder.
var notOfTwo = []question.Feature{
	question.UnitOther, question.ModalityPlan, question.ModalityIf, question.TimeApart, question.SpanOther, question.OneThreshold, question.PlaceAbroad,
}

// makes reports whether a sum is the whole, or what the whole rounds.
func makes(sum float64, whole *question.Slots) bool {
	w := whole.Amount
	rounds := w.Hedge == news.Almost || w.Hedge == news.About
	return amount.Near(sum, w.Value) || rounds && w.Digits() > 1 && w.Low <= sum && sum <= w.High
}

// nested reports whether a figure is a part of one of the others, or one of them
// of it: "six civilians, including a boy" are six.
func nested(c *question.Slots, others []*question.Slots) bool {
	for _, o := range others {
		if c.PartOf == o.ID || o.PartOf == c.ID {
			return true
		}
	}
	return false
}

// overfull finds parts that the text itself calls parts of the whole, of
// different things, and that make more than it.
func overfull(whole *question.Slots, parts []*question.Slots) (Sum, bool) {
	sum := 0.0
	var chosen []*question.Slots
	for _, c := range parts {
		if c.PartOf != whole.ID || c.PartOf == "" || c.Amount.Hedge != news.Exact {
			continue
		}
		for _, d := range chosen {
			if v := question.Compare(c, d); v[question.OfKin] == 0 && v[question.PlaceApart] == 0 {
				return Sum{}, false // they may count some twice
			}
		}
		sum += c.Amount.Value
		chosen = append(chosen, c)
	}
	if len(chosen) < 2 || whole.Amount.Floor() || sum <= whole.Amount.High {
		return Sum{}, false
	}
	return Sum{chosen, whole, false}, true
}

// Explains finds what has to be added to the lower of two differing figures to
// make the higher: figures of the lower one's article that count something
// else in the same event.
func Explains(low, high *question.Slots, siblings []*question.Slots) (Sum, bool) {
	if !addable(low) || !addable(high) || high.Amount.Value < leastWhole {
		return Sum{}, false
	}
	for _, c := range siblings {
		if c.ID == low.ID || !addable(c) || !c.Amount.Comparable(low.Amount) || !alike(c, low) || c.Amount.Same(high.Amount) {
			continue
		}
		if amount.Near(c.Amount.Value+low.Amount.Value, high.Amount.Value) && !c.Amount.Same(low.Amount) {
			return Sum{[]*question.Slots{low, c}, high, true}, true
		}
	}
	return Sum{}, false
}
