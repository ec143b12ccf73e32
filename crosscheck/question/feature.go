package question

import (
	"math/bits"
	"strings"
)

// Feature is one thing that speaks for or against two claims answering one
// question.
type Feature int

// The features, slot by slot. Of each slot one at most is set: none where the
// slot is not known on either side.
const (
	UnitSame Feature = iota
	UnitOther
	OfSame
	OfWithin
	OfKin
	OfOther
	OfUnplaced
	OfGeneric
	OfMeasured
	ActSame
	ActClassSame
	ActPart
	ActStage
	ActOpposite
	ActOther
	ActLevel
	ActUnplaced
	RoleOther
	BySame
	ByInside
	ByOther
	ByOtherState
	WhoseSame
	WhoseInside
	WhoseOther
	WhoseOtherState
	ToSame
	ToOther
	ToOtherState
	SubjectSame
	SubjectInside
	SubjectOther
	SubjectOtherState
	PlaceSame
	PlaceInside
	PlaceApart
	PlaceAbroad
	EventSame
	EventOther
	NameSame
	NameOther
	ScopeSame
	ScopePart
	ScopeMore
	ScopeOther
	PartLink
	OneThreshold
	RestrictSame
	RestrictOne
	RestrictOther
	TimeSame
	TimeOverlap
	TimeNear
	TimeApart
	SpanOther
	StartOther
	HappenSame
	HappenApart
	PublishedNear
	PublishedFar
	ModalitySame
	ModalityPlan
	ModalityIf
	OriginSame
	OutletSame
	ArticleSame
	SentenceSame
	OneVoice
	ValueRare
	ValueSame
	ValueFar
	ByFirst
	ByShared
	ByApart
	WhoseFirst
	WhoseShared
	WhoseApart
	ToFirst
	ToShared
	ToApart
	SubjectFirst
	SubjectShared
	SubjectApart
	PlaceFirst
	PlaceShared
	PlaceUnshared
	NoneDiffers
	ManyDiffer
	ManyAgree
	FewAgree
	WhatWhen
	RankOther
	VoicesWhat
	Features // how many there are
)

// Vector is what the comparison of two claims found: 0 where a feature does
// not hold or its slot is not known, else how sure it is, up to 1.
type Vector [Features]float64

// Row explains a feature.
type Row struct {
	Name string
	// Sign is +1 where the feature can only speak for one question, -1 where
	// it can only speak against, 0 where the data may decide.
	Sign int
	Why  string
}

// Table explains every feature; the weights' file has a line for each.
var Table = [Features]Row{
	UnitSame:          {"unit same", 1, "people against people, metres against miles"},
	UnitOther:         {"unit other", -1, "people against money: no sum of one answers the other"},
	OfSame:            {"counted same", 1, "one lemma with its modifier"},
	OfWithin:          {"counted within", 0, "soldier is a person: the wider word may mean the narrower"},
	OfKin:             {"counted kin", -1, "soldier and civilian: both people, not the same ones"},
	OfOther:           {"counted other", -1, "drone and soldier: nothing in common"},
	OfUnplaced:        {"counted differs, class unknown", -1, "two words of which one has no class: perhaps synonyms"},
	OfGeneric:         {"counted generic", 0, "person, people: says nothing of who they are"},
	OfMeasured:        {"counted other, measured", -1, "what a sum or a share is of: told in many words"},
	ActSame:           {"act same", 1, "one lemma"},
	ActClassSame:      {"act class same", 1, "kill and die are one class"},
	ActPart:           {"act part", -1, "killed is part of casualties"},
	ActStage:          {"act stage", -1, "pledged comes before delivered"},
	ActOpposite:       {"act opposite", -1, "advance and retreat"},
	ActOther:          {"act other", -1, "kill and wound: two classes"},
	ActLevel:          {"act other, one a level", -1, "were killed and are: one tells a level, not what happens"},
	ActUnplaced:       {"act differs, class unknown", -1, "two words of which one has no class: perhaps synonyms"},
	RoleOther:         {"role other", -1, "missiles that hit are not missiles that were hit"},
	BySame:            {"by same", 1, "one doer"},
	ByInside:          {"by inside", 0, "the state and a force of it, or one doer of several"},
	ByOther:           {"by other", -1, "two doers, one of them at least no state: perhaps two names of one"},
	ByOtherState:      {"by other state", -1, "two states are two"},
	WhoseSame:         {"of same", 1, "one side's people or things"},
	WhoseInside:       {"of inside", 0, "the state and a force of it, or one of several"},
	WhoseOther:        {"of other", -1, "two sides' people or things: perhaps two names of one"},
	WhoseOtherState:   {"of other state", -1, "people or things of two states"},
	ToSame:            {"to same", 1, "one receiver or target"},
	ToOther:           {"to other", -1, "two receivers or targets: perhaps two names of one"},
	ToOtherState:      {"to other state", -1, "two states receive or are the target"},
	SubjectSame:       {"subject same", 1, "the side the question is about"},
	SubjectInside:     {"subject inside", 0, "the state and a force of it, or one of several"},
	SubjectOther:      {"subject other", -1, "two sides: perhaps two names of one"},
	SubjectOtherState: {"subject other state", -1, "two states"},
	PlaceSame:         {"place same", 1, "one place"},
	PlaceInside:       {"place inside", 0, "a town and its country: the wider may mean the narrower"},
	PlaceApart:        {"place apart", -1, "two places of one country"},
	PlaceAbroad:       {"place abroad", -1, "places of two countries"},
	EventSame:         {"event same", 1, "one event of one article"},
	EventOther:        {"event other", -1, "two events of one article"},
	NameSame:          {"event name same", 1, "events of one name"},
	NameOther:         {"event name other", -1, "events whose names share nothing"},
	ScopeSame:         {"scope same", 0, "both totals, or both shares"},
	ScopePart:         {"scope part", -1, "a share against its whole"},
	ScopeMore:         {"scope more", -1, "another 40 against 40 in all"},
	ScopeOther:        {"scope other", -1, "per day, change or rank against a count"},
	PartLink:          {"part of the other", -1, "the text itself makes one a part of the other"},
	OneThreshold:      {"one threshold", -1, "a goal or limit is no level"},
	RestrictSame:      {"restrictors same", 1, "both narrowed alike"},
	RestrictOne:       {"restrictors on one side", -1, "only one is narrowed"},
	RestrictOther:     {"restrictors other", -1, "narrowed in two ways"},
	TimeSame:          {"time same", 1, "one day or period"},
	TimeOverlap:       {"time overlaps", 0, "periods that share days"},
	TimeNear:          {"time near", 0, "ends within three days of each other"},
	TimeApart:         {"time apart", -1, "more than three days between"},
	SpanOther:         {"span other", -1, "one night against weeks"},
	StartOther:        {"start other", -1, "running totals since two different days"},
	HappenSame:        {"happens on one day", 1, "what happens on one day may be one event"},
	HappenApart:       {"happens on two days", -1, "what happens on two days is two events"},
	PublishedNear:     {"published near", 1, "told within three days of each other"},
	PublishedFar:      {"published far", -1, "told more than a month apart"},
	ModalitySame:      {"modality same", 1, "both facts, or both plans"},
	ModalityPlan:      {"modality plan", -1, "planned or asked for against done"},
	ModalityIf:        {"modality if", -1, "under a condition against done or planned"},
	OriginSame:        {"origin same", 0, "one source"},
	OutletSame:        {"outlet same", 0, "one outlet"},
	ArticleSame:       {"article same", -1, "one article rarely answers a question twice"},
	SentenceSame:      {"sentence same", -1, "one sentence gives two figures for two things"},
	OneVoice:          {"one voice", -1, "one source in one article gives two figures for two things"},
	ValueRare:         {"value same and rare", 1, "one number of three digits or more"},
	ValueSame:         {"value same", 1, "one number"},
	ValueFar:          {"value far", -1, "more than ten times apart"},
	ByFirst:           {"by likeliest same", 1, "not stated on both sides, but one candidate is the likeliest of both"},
	ByShared:          {"by candidate shared", 0, "not stated on both sides, and the likeliest differ"},
	ByApart:           {"by candidates apart", -1, "not stated on both sides, and no candidate is shared"},
	WhoseFirst:        {"of likeliest same", 1, "not stated on both sides, but one candidate is the likeliest of both"},
	WhoseShared:       {"of candidate shared", 0, "not stated on both sides, and the likeliest differ"},
	WhoseApart:        {"of candidates apart", -1, "not stated on both sides, and no candidate is shared"},
	ToFirst:           {"to likeliest same", 1, "not stated on both sides, but one candidate is the likeliest of both"},
	ToShared:          {"to candidate shared", 0, "not stated on both sides, and the likeliest differ"},
	ToApart:           {"to candidates apart", -1, "not stated on both sides, and no candidate is shared"},
	SubjectFirst:      {"subject likeliest same", 1, "not stated on both sides, but one candidate is the likeliest of both"},
	SubjectShared:     {"subject candidate shared", 0, "not stated on both sides, and the likeliest differ"},
	SubjectApart:      {"subject candidates apart", -1, "not stated on both sides, and no candidate is shared"},
	PlaceFirst:        {"place likeliest same", 1, "not stated on both sides, but one candidate is the likeliest of both"},
	PlaceShared:       {"place candidate shared", 0, "not stated on both sides, and the likeliest differ"},
	PlaceUnshared:     {"place candidates apart", -1, "not stated on both sides, and no candidate is shared"},
	NoneDiffers:       {"no slot differs", 1, "one slot that differs makes two questions, however many agree"},
	ManyDiffer:        {"two slots differ or more", -1, "the more differ, the surer"},
	ManyAgree:         {"four slots agree or more", 1, "agreement of what, who, where and when together"},
	FewAgree:          {"one slot agrees or none", -1, "too little is known in common"},
	WhatWhen:          {"what and when same", 1, "one act on one thing counted, on days that meet"},
	VoicesWhat:        {"two voices on one thing", 1, "an article sets what two sources say of one thing side by side"},
	RankOther:         {"rank other", -1, "the fourth test is not the fifth"},
}

// slotOf says which slot a feature judges and how: the counts of slots that
// agree and differ are made of it. Features that are no verdict on a slot are
// left out.
var slotOf = map[Feature]struct {
	slot   string
	agrees bool
}{
	UnitOther: {"unit", false}, OfSame: {"counted", true}, OfKin: {"counted", false}, OfOther: {"counted", false},
	ActSame: {"act", true}, ActClassSame: {"act", true}, ActPart: {"act", false}, ActStage: {"act", false},
	ActOpposite: {"act", false}, ActOther: {"act", false}, RoleOther: {"act", false},
	BySame: {"by", true}, ByOther: {"by", false}, ByOtherState: {"by", false}, WhoseSame: {"of", true}, WhoseOther: {"of", false}, WhoseOtherState: {"of", false},
	ToSame: {"to", true}, ToOther: {"to", false}, ToOtherState: {"to", false}, SubjectOther: {"of", false}, SubjectOtherState: {"of", false},
	PlaceSame: {"place", true}, PlaceApart: {"place", false}, PlaceAbroad: {"place", false},
	EventSame: {"event", true}, EventOther: {"event", false}, NameSame: {"event", true}, NameOther: {"event", false},
	ScopePart: {"scope", false}, ScopeMore: {"scope", false}, ScopeOther: {"scope", false}, PartLink: {"scope", false},
	OneThreshold: {"scope", false}, RestrictSame: {"counted", true}, RestrictOne: {"counted", false}, RestrictOther: {"counted", false},
	TimeSame: {"time", true}, TimeApart: {"time", false}, SpanOther: {"time", false}, StartOther: {"time", false}, HappenApart: {"time", false},
	ModalityPlan: {"modality", false}, ModalityIf: {"modality", false},
}

// tallied has a row for each feature of slotOf: the slot's bit, and whether it
// agrees. Every pair of claims goes through it.
var tallied = func() (rows []struct {
	feature Feature
	slot    uint16
	agrees  bool
}) {
	slots := map[string]uint16{}
	for f := range Features {
		s, counts := slotOf[f]
		if !counts {
			continue
		}
		if slots[s.slot] == 0 {
			slots[s.slot] = 1 << len(slots)
		}
		rows = append(rows, struct {
			feature Feature
			slot    uint16
			agrees  bool
		}{f, slots[s.slot], s.agrees})
	}
	return rows
}()

// tally counts the slots that agree and that differ.
func (p *pair) tally() {
	var agree, differ uint16
	for _, row := range tallied {
		switch {
		case p.v[row.feature] < .5:
		case row.agrees:
			agree |= row.slot
		default:
			differ |= row.slot
		}
	}
	switch bits.OnesCount16(differ) {
	case 0:
		p.v[NoneDiffers] = 1
	case 1:
	default:
		p.v[ManyDiffer] = 1
	}
	switch n := bits.OnesCount16(agree); {
	case n >= 4:
		p.v[ManyAgree] = 1
	case n <= 1:
		p.v[FewAgree] = 1
	}
}

// Group is the features of one slot.
type Group struct {
	Name     string
	Features []Feature
}

// Groups are the features by the first word of their names, in their order.
func Groups() (out []Group) {
	at := map[string]int{}
	for f, row := range Table {
		name, _, _ := strings.Cut(row.Name, " ")
		i, known := at[name]
		if !known {
			i = len(out)
			at[name] = i
			out = append(out, Group{Name: name})
		}
		out[i].Features = append(out[i].Features, Feature(f))
	}
	return out
}
