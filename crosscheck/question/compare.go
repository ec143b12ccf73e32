package question

import (
	"math"
	"strings"

	"muster/crosscheck/amount"
	"muster/news"
)

// Compare holds the slots of two claims against each other. It is symmetric.
func Compare(a, b *Slots) Vector {
	p := pair{a: a, b: b}
	p.unit()
	p.counted()
	p.act()
	p.sides()
	p.place()
	p.event()
	p.scope()
	p.time()
	p.modality()
	p.source()
	p.value()
	p.lean()
	p.tally()
	p.join()
	return p.v
}

type pair struct {
	a, b *Slots
	v    Vector
}

// set marks a feature, as sure as both are of the slot.
func (p *pair) set(f Feature, slot int) { p.v[f] = sureness(p.a, p.b, slot) }

// mark sets one of a feature and its opposite.
func (p *pair) mark(is bool, yes, no Feature) {
	if is {
		p.v[yes] = 1
	} else {
		p.v[no] = 1
	}
}

func (p *pair) unit() {
	x, y := p.a.Amount, p.b.Amount
	if x.Dim != 0 && y.Dim != 0 {
		p.mark(x.Comparable(y), UnitSame, UnitOther)
	}
}

// counted compares what is counted.
func (p *pair) counted() {
	x, y := p.a, p.b
	if x.Of == None || y.Of == None {
		return
	}
	f := OfSame
	if x.Of != y.Of {
		f = likeness(x.Of.Value(), y.Of.Value())
	}
	if (f == OfWithin || f == OfUnplaced) && (generic(x) || generic(y)) {
		f = OfGeneric
	}
	if apart := f == OfKin || f == OfOther || f == OfUnplaced; apart && !counts(x.Amount.Dim) {
		f = OfMeasured
	}
	p.set(f, sureCounted)
}

// counts reports whether figures of a dimension count what they are of, as
// those of people do, and not measure it, as those of money do.
func counts(d amount.Dim) bool { return d == amount.People || d == amount.Things || d == amount.Bare }

// generic reports whether a counted thing is only a person, whoever.
func generic(s *Slots) bool {
	c := s.OfClass.Value()
	return c[0] == "person" && c[1] == "" && !strings.Contains(s.Of.Value(), " ")
}

func (p *pair) act() {
	x, y := p.a, p.b
	if x.Role != None && y.Role != None && x.Role != y.Role {
		p.set(RoleOther, sureAct)
	}
	if x.Act == None || y.Act == None {
		return
	}
	f := ActUnplaced
	switch {
	case x.Act == y.Act:
		f = ActSame
	case x.ActClass == None || y.ActClass == None:
	default:
		f = relation(news.Class(x.ActClass.Value()), news.Class(y.ActClass.Value()))
	}
	p.set(f, sureAct)
}

func (p *pair) sides() {
	p.side(p.a.By, p.b.By, sureBy, BySame, ByInside, ByOther, ByOtherState)
	p.side(p.a.Whose, p.b.Whose, sureOf, WhoseSame, WhoseInside, WhoseOther, WhoseOtherState)
	p.side(p.a.To, p.b.To, sureTo, ToSame, ToSame, ToOther, ToOtherState)
	p.side(p.a.Subject, p.b.Subject, sureSubject, SubjectSame, SubjectInside, SubjectOther, SubjectOtherState)
}

func (p *pair) side(x, y Parties, slot int, same, inside, other, states Feature) {
	if x == noParties || y == noParties {
		return
	}
	v, w := x.Value(), y.Value()
	switch {
	case v[0].Name == "" || w[0].Name == "":
	case x == y:
		p.set(same, slot)
	case joined(v, w):
		p.set(inside, slot)
	case isState(v[0]) && isState(w[0]):
		p.set(states, slot)
	default:
		p.set(other, slot)
	}
}

func isState(p Party) bool { return p.Name == p.Country }

// joined reports whether a party of one set is in the other or belongs to a
// state of the other.
func joined(x, y [most]Party) bool {
	for _, v := range x {
		for _, w := range y {
			if v.Name == "" || w.Name == "" {
				continue
			}
			if v.Name == w.Name || v.Country == w.Name || w.Country == v.Name {
				return true
			}
		}
	}
	return false
}

func (p *pair) place() {
	if p.a.Place == noPlaces || p.b.Place == noPlaces {
		return
	}
	x, y := p.a.Place.Value(), p.b.Place.Value()
	switch {
	case x[0].Name == "" || y[0].Name == "":
	case p.a.Place == p.b.Place || soundAlike(x, y):
		p.set(PlaceSame, surePlace)
	case anyPlace(x, y, inside):
		p.set(PlaceInside, surePlace)
	case anyPlace(x, y, oneCountry):
		p.set(PlaceApart, surePlace)
	default:
		p.set(PlaceAbroad, surePlace)
	}
}

func anyPlace(x, y [most]Place, fits func(v, w Place) bool) bool {
	for _, v := range x {
		for _, w := range y {
			if v.Name != "" && w.Name != "" && (fits(v, w) || fits(w, v)) {
				return true
			}
		}
	}
	return false
}

// inside reports whether v lies in w or bears its name within a longer one:
// "northern Aleppo" and "Aleppo"; or whether both are one name with the kind of
// place: "Mount Hermon" and "Hermon mountains".
func inside(v, w Place) bool {
	if v.Name == w.Name || v.Bare != "" && v.Bare == w.Bare || w.Whole && v.Country == w.Name {
		return true
	}
	for _, in := range strings.Split(v.In, "|") {
		if in == w.Name {
			return true
		}
	}
	return !w.Whole && (strings.HasSuffix(v.Name, " "+w.Name) || strings.HasPrefix(v.Name, w.Name+" "))
}

func oneCountry(v, w Place) bool {
	return v.Country == w.Country || v.Country == "" || w.Country == ""
}

// alike and unlike are the shares of words that names of one event have in
// common and that names of two events have.
const alike, unlike = .5, .2

func (p *pair) event() {
	x, y := p.a, p.b
	if x.Event != None && y.Event != None && x.Article == y.Article {
		p.mark(x.Event == y.Event, EventSame, EventOther)
		return
	}
	if x.EventName == None || y.EventName == None {
		return
	}
	switch c := common(x.EventName.Value(), y.EventName.Value()); {
	case c <= unlike, numbersDiffer(x.EventName.Value(), y.EventName.Value()):
		p.v[NameOther] = 1
	case c >= alike:
		p.v[NameSame] = 1
	}
}

// common is the share of the words of the shorter name that the other has
// too. Words of up to three letters do not count.
func common(x, y string) float64 {
	var hits, all [2]int
	count(x, y, &hits[0], &all[0])
	count(y, x, &hits[1], &all[1])
	if all[0] == 0 || all[1] == 0 {
		return (alike + unlike) / 2
	}
	return min(1, math.Sqrt(float64(hits[0])/float64(all[0])*float64(hits[1])/float64(all[1])))
}

func count(x, y string, hits, all *int) {
	other := " " + y + " "
	for _, w := range strings.Fields(x) {
		if len(w) <= 3 && (w[0] < '0' || w[0] > '9') {
			continue
		}
		*all++
		if strings.Contains(other, " "+w+" ") {
			*hits++
		}
	}
}

var (
	whole = word(string(news.Total))
	part  = word(string(news.Share))
	more  = word(string(news.Additional))
	limit = word(string(news.Threshold))
	ranks = word(string(news.Rank))
	ifs   = word(string(news.Hypothetical))
	plans = map[Word]bool{word(string(news.Planned)): true, word(string(news.Proposed)): true}
)

func (p *pair) scope() {
	x, y := p.a, p.b
	if x.Scope != None && y.Scope != None {
		f := ScopeOther
		switch {
		case x.Scope == y.Scope:
			f = ScopeSame
		case oneIs(x.Scope, y.Scope, part, whole):
			f = ScopePart
		case oneIs(x.Scope, y.Scope, more, whole), oneIs(x.Scope, y.Scope, more, part):
			f = ScopeMore
		}
		p.set(f, sureScope)
	}
	if x.PartOf != "" && x.PartOf == y.ID || y.PartOf != "" && y.PartOf == x.ID {
		p.v[PartLink] = 1
	}
	if (x.Standing == limit) != (y.Standing == limit) {
		p.v[OneThreshold] = 1
	}
	switch {
	case x.Restrict == None && y.Restrict == None:
	case x.Restrict == y.Restrict:
		p.v[RestrictSame] = 1
	case x.Restrict == None || y.Restrict == None:
		p.v[RestrictOne] = 1
	case common(strings.ReplaceAll(x.Restrict.Value(), "|", " "), strings.ReplaceAll(y.Restrict.Value(), "|", " ")) <= unlike:
		p.v[RestrictOther] = 1
	}
}

func oneIs(x, y, this, that Word) bool { return x == this && y == that || x == that && y == this }

// nearDays is how far apart the ends of two periods may be and still be told
// of one thing: a day of reporting, a night, time zones.
const nearDays = 3

// longSpan is how many days make a running count rather than one event.
const longSpan = 14

func (p *pair) time() {
	x, y := p.a, p.b
	if d := absDay(x.PublishedDay() - y.PublishedDay()); x.Published != 0 && y.Published != 0 {
		switch {
		case d <= nearDays:
			p.v[PublishedNear] = 1
		case d > 30:
			p.v[PublishedFar] = 1
		}
	}
	if x.Until == 0 || y.Until == 0 {
		return
	}
	gap := max(x.start()-y.Until, y.start()-x.Until)
	f := TimeApart
	switch {
	case x.From == y.From && x.Until == y.Until:
		f = TimeSame
	case gap <= 0:
		f = TimeOverlap
	case gap <= nearDays && min(x.span(), y.span()) <= longSpan: // of two years that follow each other neither is near
		f = TimeNear
	}
	p.set(f, sureWhen)
	if x.happens() && y.happens() && x.span() <= nearDays && y.span() <= nearDays {
		if gap <= 0 {
			p.set(HappenSame, sureWhen)
		} else {
			p.set(HappenApart, sureWhen)
		}
	}
	long, other := x.span() > longSpan, y.span() > longSpan
	switch {
	case long != other && absDay(x.span()-y.span()) > longSpan:
		p.set(SpanOther, sureWhen)
	case x.span() > 0 && y.span() > 0 && absDay(x.start()-y.start()) > nearDays:
		p.set(StartOther, sureWhen)
	}
}

// happens reports whether something happens, and no level is told.
func (s *Slots) happens() bool {
	c := news.Class(s.ActClass.Value())
	return c != "" && !IsLevel(c)
}

func (s *Slots) start() int32 {
	if s.From == 0 {
		return s.Until
	}
	return s.From
}

func (s *Slots) span() int32 { return s.Until - s.start() }

func absDay(d int32) int32 { return max(d, -d) }

func (p *pair) modality() {
	x, y := p.a.Modality, p.b.Modality
	switch {
	case x == None || y == None:
	case x == y:
		p.set(ModalitySame, sureModality)
	case x == ifs || y == ifs:
		p.set(ModalityIf, sureModality)
	case plans[x] != plans[y]:
		p.set(ModalityPlan, sureModality)
	}
}

func (p *pair) source() {
	x, y := p.a, p.b
	if SameOrigin(x, y) {
		p.v[OriginSame] = 1
	}
	if x.Article == y.Article && x.Origin == y.Origin {
		p.v[OneVoice] = 1
	}
	switch {
	case x.Article == y.Article && x.Sentence == y.Sentence:
		p.v[SentenceSame], p.v[ArticleSame] = 1, 1
	case x.Article == y.Article:
		p.v[ArticleSame] = 1
	case x.Outlet == y.Outlet && x.Outlet != None:
		p.v[OutletSame] = 1
	}
}

// farRatio is how many times apart two answers to one question hardly are.
const farRatio = 10

func (p *pair) value() {
	x, y := p.a.Amount, p.b.Amount
	switch {
	case x.Same(y) && x.Digits() >= 3:
		p.v[ValueRare] = 1
	case x.Same(y):
		p.v[ValueSame] = 1
	case x.Ratio(y) > farRatio:
		p.v[ValueFar] = 1
	}
}

// Missing names the slots that at least one of two claims leaves open, of those
// that tell one question from another.
func Missing(a, b *Slots) []news.Slot {
	var out []news.Slot
	add := func(open bool, s news.Slot) {
		if open {
			out = append(out, s)
		}
	}
	add(a.Of == None || b.Of == None, news.SlotCounted)
	add(a.Act == None || b.Act == None, news.SlotAct)
	add(empty(a.Subject) && empty(a.Whose) || empty(b.Subject) && empty(b.Whose), news.SlotOf)
	add(a.Place.Value()[0].Name == "" || b.Place.Value()[0].Name == "", news.SlotPlace)
	add(a.Until == 0 || b.Until == 0, news.SlotWhen)
	return out
}

func empty(p Parties) bool { return p.Value()[0].Name == "" }

// join sets what several slots say together.
func (p *pair) join() {
	v := &p.v
	v[WhatWhen] = min(1, v[ActSame]+v[ActClassSame]) * v[OfSame] * max(v[TimeSame], v[TimeOverlap])
	if v[ArticleSame] > 0 && p.a.Origin != p.b.Origin && (p.a.Named || p.b.Named) && v[NoneDiffers] > 0 {
		v[VoicesWhat] = min(1, v[ActSame]+v[ActClassSame]) * v[OfSame]
	}
	if p.a.Scope == ranks && p.b.Scope == ranks && !p.a.Amount.Same(p.b.Amount) {
		v[RankOther] = 1
	}
}
