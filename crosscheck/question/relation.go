package question

import (
	"muster/lexicon"
	"muster/news"
)

// relation is how two different acts of known classes stand to each other.
func relation(x, y news.Class) Feature {
	switch lexicon.Related(lexicon.Act(x), lexicon.Act(y)) {
	case lexicon.SameAct:
		return ActClassSame
	case lexicon.PartOf, lexicon.HasPart:
		return ActPart
	case lexicon.StageOf, lexicon.HasStage:
		return ActStage
	case lexicon.Opposite:
		return ActOpposite
	case lexicon.UnknownRelation:
		return ActUnplaced
	}
	if IsLevel(x) || IsLevel(y) {
		return ActLevel
	}
	return ActOther
}

// levels are the acts that tell a level at a time, not something that happens:
// their figures are stocks.
var levels = map[news.Class]bool{
	"be": true, "total": true, "reach": true, "have": true, "station": true, "store": true, "control": true, "live": true,
	"work": true, "serve": true, "command": true, "shelter": true, "measure": true, "last": true, "cost": true, "owe": true, "deploy": true,
}

// IsLevel reports whether an act of the class tells a level at a time, not
// something that happens.
func IsLevel(c news.Class) bool { return levels[c] }

// likeness is how near two counted things are.
func likeness(x, y string) Feature {
	switch lexicon.Similar(x, y) {
	case lexicon.SameThing:
		return OfSame
	case lexicon.Narrower:
		return OfWithin
	case lexicon.Sibling:
		if isBand(x) && isBand(y) {
			return OfSame
		}
		return OfKin
	case lexicon.Unlike:
		return OfOther
	}
	return OfUnplaced
}

// bands are the classes of the many names that fighters of no state go by, which
// say who tells and not who they are: fighters, militants, terrorists, attackers.
var bands = map[lexicon.Class]bool{"insurgent": true, "attacker": true}

func isBand(noun string) bool {
	c := lexicon.Noun(noun)
	return len(c) > 0 && bands[c[0]]
}

// Narrower reports whether what x counts is a kind of what y counts.
func Narrower(x, y *Slots) bool {
	cx, cy := x.OfClass.Value(), y.OfClass.Value()
	return cy[0] != "" && x.Of != y.Of && (len(x.Of.Value()) > len(y.Of.Value()) && cx[0] == cy[0] || cx[0] != cy[0] && lexicon.IsA(lexicon.Class(cx[0]), lexicon.Class(cy[0])))
}

// ActWithin reports whether what happens in x is a part of what happens in y.
func ActWithin(x, y *Slots) bool {
	return lexicon.Related(lexicon.Act(x.ActClass.Value()), lexicon.Act(y.ActClass.Value())) == lexicon.PartOf
}

// PlacedWithin reports whether the place of x lies in that of y.
func PlacedWithin(x, y *Slots) bool {
	for _, v := range x.Place.Value() {
		for _, w := range y.Place.Value() {
			if v.Name != "" && w.Name != "" && v.Name != w.Name && inside(v, w) {
				return true
			}
		}
	}
	return false
}

// OneThing reports whether two claims tell of one act and count one thing, and
// no slot of them differs.
func OneThing(a, b *Slots) bool {
	v := Compare(a, b)
	return v[ActSame]+v[ActClassSame] > 0 && v[OfSame] > 0 && v[NoneDiffers] > 0
}
