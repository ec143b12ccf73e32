package question

import (
	"unique"

	"muster/news"
)

// guesses is how many candidates of a slot are compared.
const guesses = 3

// Guess is what a slot probably is, likeliest first: what is stated, or else
// the candidates of a slot that its reader was not sure of.
type Guess = unique.Handle[[guesses]string]

// The slots of which candidates are compared, by their place in Slots.guess.
const (
	guessBy = iota
	guessOf
	guessTo
	guessSubject
	guessPlace
	guessed
)

// leanings are the features of candidates, slot by slot: the likeliest are
// one, some are shared, none is.
var leanings = [guessed]struct{ first, shared, apart Feature }{
	guessBy:      {ByFirst, ByShared, ByApart},
	guessOf:      {WhoseFirst, WhoseShared, WhoseApart},
	guessTo:      {ToFirst, ToShared, ToApart},
	guessSubject: {SubjectFirst, SubjectShared, SubjectApart},
	guessPlace:   {PlaceFirst, PlaceShared, PlaceUnshared},
}

func guessesOf(c *news.Claim) (all [guessed]Guess) {
	for i, g := range [guessed]struct {
		slot   news.Slot
		stated []string
	}{
		guessBy: {news.SlotBy, news.Names(c.By)}, guessOf: {news.SlotOf, news.Names(c.Of)}, guessTo: {news.SlotTo, news.Names(c.To)},
		guessSubject: {news.SlotSubject, news.Names(c.Subject)}, guessPlace: {news.SlotPlace, news.PlaceNames(c.Place)},
	} {
		names := g.stated
		if len(names) == 0 {
			names = c.Unsure[g.slot]
		}
		var set [guesses]string
		copy(set[:], names)
		all[i] = unique.Make(set)
	}
	return all
}

// lean compares the candidates of slots that are not stated on both sides. It
// is evidence, and no verdict on the slot: two claims whose candidates have
// nothing in common do not differ in it.
func (p *pair) lean() {
	for i, f := range leanings {
		v, w := p.a.guess[i], p.b.guess[i]
		if v == noGuess || w == noGuess || p.a.stated(i) && p.b.stated(i) {
			continue
		}
		x, y := v.Value(), w.Value()
		switch {
		case x[0] == "" || y[0] == "":
		case x[0] == y[0]:
			p.v[f.first] = 1
		case meet(x, y):
			p.v[f.shared] = 1
		default:
			p.v[f.apart] = 1
		}
	}
}

// The sets of nothing, of which most are.
var (
	noGuess   = unique.Make([guesses]string{})
	noParties = unique.Make([most]Party{})
	noPlaces  = unique.Make([most]Place{})
)

// stated reports whether the text states the slot of a guess.
func (s *Slots) stated(guess int) bool {
	switch guess {
	case guessBy:
		return s.By != noParties && !empty(s.By)
	case guessOf:
		return s.Whose != noParties && !empty(s.Whose)
	case guessTo:
		return s.To != noParties && !empty(s.To)
	case guessSubject:
		return s.Subject != noParties && !empty(s.Subject)
	}
	return s.Place != noPlaces && s.Place.Value()[0].Name != ""
}

func meet(x, y [guesses]string) bool {
	for _, v := range x {
		for _, w := range y {
			if v != "" && v == w {
				return true
			}
		}
	}
	return false
}

// Near reports whether two claims are told of one place, stated or likeliest
// on either side.
func Near(a, b *Slots) bool {
	x, y := a.guess[guessPlace].Value()[0], b.guess[guessPlace].Value()[0]
	return x != "" && x == y
}
