// Package question turns a claim into typed slots and compares the slots of
// two claims: does each agree, does it differ, or is it not known on one side?
//
// In go claims of news; out come Slots, as small as comparing needs them, and
// a Vector of features. No sentence and no word is read here: names and
// lemmas are compared as wholes, classes by package lexicon. A slot that a
// claim leaves open or that its reader was not sure of counts neither for nor
// against.
package question

import (
	"sort"
	"strings"
	"time"
	"unique"

	"muster/crosscheck/amount"
	"muster/news"
)

// Word is a string that is kept once, however many claims have it.
type Word = unique.Handle[string]

func word(s string) Word { return unique.Make(s) }

// WordOf keeps a string.
func WordOf(s string) Word { return unique.Make(s) }

// None is the Word of nothing.
var None = word("")

// most is how many parties, places or classes of a slot are compared; the
// first ones are kept.
const most = 4

// Party is a side as it is compared.
type Party struct{ Name, Country string }

// Place is a place as it is compared.
type Place struct {
	Name, Country string
	In            string // what it lies in below the country, "" not known
	Whole         bool   // a whole country
	Sound         string // the name without what spellings differ in
	Bare          string // and without what kind of place it is
}

// The sets of a slot, each kept once. An empty set is not known.
type (
	Parties = unique.Handle[[most]Party]
	Places  = unique.Handle[[most]Place]
	Classes = unique.Handle[[most]news.Class]
)

// Slots is a claim as small as comparing needs it.
type Slots struct {
	Amount      amount.Amount
	Act         Word // lemma of what happens
	ActClass    Word
	Of          Word // lemma of what is counted
	OfClass     Classes
	By          Parties
	Whose       Parties // Claim.Of
	To          Parties
	Subject     Parties
	Place       Places
	Event       Word // one event of one article
	EventName   Word
	Restrict    Word // sorted, joined by "|"
	Scope       Word
	Modality    Word
	Standing    Word
	Role        Word
	ID          string // no two claims share it: a Word would cost more
	Article     Word
	Outlet      Word
	Origin      Word   // whose word it is, as a key
	Camp        Word   // the country or group that the origin speaks for
	PartOf      string // ID of the claim it is a part of
	CopyOf      Word
	From, Until int32 // days since 1970; 0 open or not known
	Published   int64 // seconds since 1970; 0 not known
	At          int32 // byte of the figure in its article
	Sentence    int32 // byte of its sentence
	Revision    int32
	Denied      bool
	Named       bool // the origin is a source beyond the outlet
	Dated       bool // the text gives a time of its own
	sure        [slots]uint8
	guess       [guessed]Guess
}

// The slots that may be more or less sure, by their place in Slots.sure.
const (
	sureBy = iota
	sureOf
	sureTo
	sureSubject
	surePlace
	sureWhen
	sureAct
	sureCounted
	sureScope
	sureModality
	slots
)

var sureOrder = [slots]news.Slot{
	news.SlotBy, news.SlotOf, news.SlotTo, news.SlotSubject, news.SlotPlace, news.SlotWhen,
	news.SlotAct, news.SlotCounted, news.SlotScope, news.SlotModality,
}

// SlotsOf reads a claim.
func SlotsOf(c *news.Claim) *Slots {
	s := &Slots{
		Amount: amount.Of(c.Figure), ID: c.ID, Article: word(c.Article.ID), Outlet: word(strings.ToLower(c.Article.Outlet)),
		Revision: int32(c.Article.Revision), CopyOf: word(c.Article.CopyOf), PartOf: c.PartOf,
		Act: word(c.Measure.Act), ActClass: word(string(c.Measure.ActClass)), Role: word(string(c.Measure.Role)),
		Of: word(c.Measure.Of), OfClass: classes(c.Measure.OfClass),
		By: parties(c.By), Whose: parties(c.Of), To: parties(c.To), Subject: parties(c.Subject), Place: places(c.Place),
		Modality: word(string(c.Modality)), Standing: word(string(c.Standing)), Denied: c.Polarity == news.Denied,
		Restrict: restrictors(c.Restrict), Event: None, EventName: word(strings.ToLower(c.Event.Name)), Scope: None,
		From: DayNumber(c.When.From), Until: DayNumber(c.When.To), Sentence: int32(c.Sentence.Start), At: int32(c.Sentence.Start), guess: guessesOf(c),
	}
	if c.Event.ID != "" {
		s.Event = word(c.Article.ID + "/" + c.Event.ID)
	}
	if c.Figure != nil {
		s.Scope, s.At = word(string(c.Figure.Scope)), int32(c.Figure.Span.Start)
	}
	if !c.Article.Published.IsZero() {
		s.Published = c.Article.Published.Unix()
	}
	if s.Amount.Dim == amount.People && isFate(c.Measure) {
		s.Of, s.OfClass = person, people
	}
	// A word of no class that counts people mostly says where they are from or
	// what they believe: Palestinians, Yazidis.
	if s.Amount.Dim == amount.People && len(c.Measure.OfClass) == 0 {
		s.OfClass = people
	}
	s.Dated = c.When.Known() && (s.From != s.Until || s.From != s.PublishedDay())
	s.Origin, s.Camp, s.Named = originOf(c)
	s.forget(c)
	return s
}

// fates are the classes of nouns that, counted in people, name none of them but
// what became of them or where they are from: 16 deaths, 400,000 lives, 12
// bodies, 3,000 losses, 40 Ukrainians (whose nearest class is the language).
var fates = map[news.Class]bool{"death": true, "killing": true, "injury": true, "state": true, "body": true, "asset": true, "communication": true}

// isFate reports whether that is all a noun says: military deaths are of some
// people and not of others.
func isFate(m news.Measure) bool {
	return len(m.OfClass) > 0 && fates[m.OfClass[0]] && !strings.Contains(m.Of, " ")
}

var person, people = word("person"), classes([]news.Class{"person"})

// forget drops the slots that the reader was not sure of and keeps how sure
// it was of the others.
func (s *Slots) forget(c *news.Claim) {
	for i, name := range sureOrder {
		s.sure[i] = 255
		if p, ok := c.Sure[name]; ok {
			s.sure[i] = uint8(255*min(max(p, 0), 1) + .5)
		}
		if _, unsure := c.Unsure[name]; unsure {
			s.sure[i] = 0
		}
	}
	// What has happened did not happen after it was told: that time is misread.
	after := c.Modality == news.Actual && s.Published != 0 && s.From > s.PublishedDay()+1
	if s.sure[sureWhen] == 0 || after {
		s.From, s.Until, s.Dated = 0, 0, false
	}
}

// sureness is how sure both are of a slot, 0..1.
func sureness(a, b *Slots, slot int) float64 {
	return float64(a.sure[slot]) * float64(b.sure[slot]) / (255 * 255)
}

func classes(all []news.Class) Classes {
	var set [most]news.Class
	copy(set[:], all)
	return unique.Make(set)
}

func parties(all []news.Party) Parties {
	var set [most]Party
	for i, p := range all {
		if i == most {
			break
		}
		set[i] = Party{p.Name, p.Country}
	}
	sort.Slice(set[:], func(i, j int) bool { return byName(set[i].Name, set[j].Name) })
	return unique.Make(set)
}

func places(all []news.Where) Places {
	var set [most]Place
	for i, p := range all {
		if i == most {
			break
		}
		set[i] = Place{Name: p.Name, Country: p.Country, In: strings.Join(p.In, "|"), Whole: p.Kind == news.WholeCountry}
		set[i].Sound, set[i].Bare = spelt(p.Name)
	}
	sort.Slice(set[:], func(i, j int) bool { return byName(set[i].Name, set[j].Name) })
	return unique.Make(set)
}

// byName orders names with the empty ones last.
func byName(x, y string) bool { return x != "" && (y == "" || x < y) }

func restrictors(all []string) Word {
	sorted := append([]string(nil), all...)
	sort.Strings(sorted)
	return word(strings.Join(sorted, "|"))
}

const secondsPerDay = 86400

// DayNumber is the day as days since 1970; 0 where it is not known.
func DayNumber(d news.Day) int32 {
	t := d.Time()
	if t.IsZero() {
		return 0
	}
	return int32(floorDiv(t.Unix(), secondsPerDay))
}

// DayOf is the day of a number of DayNumber.
func DayOf(n int32) news.Day {
	if n == 0 {
		return ""
	}
	return news.DayOf(time.Unix(int64(n)*secondsPerDay, 0).UTC())
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// PublishedDay is the day of publication since 1970; 0 not known.
func (s *Slots) PublishedDay() int32 {
	if s.Published == 0 {
		return 0
	}
	return int32(floorDiv(s.Published, secondsPerDay))
}

// AsOf is the last day the figure speaks of: its own where known and not after
// publication, else the day of publication; 0 where neither is known.
func (s *Slots) AsOf() int32 {
	published := s.PublishedDay()
	if s.Until != 0 && (published == 0 || s.Until <= published) {
		return s.Until
	}
	return published
}
