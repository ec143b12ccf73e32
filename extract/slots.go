package extract

import (
	"embed"
	"strings"

	"muster/extract/rule"
	"muster/extract/token"
)

//go:embed en
var data embed.FS

// slotWords are the function words that join slots to a figure, by token hash.
// en/slot.list explains each section.
type slotWords struct {
	including, locative, occur, origin, event, member, group,
	control, forces, transparent, madeOf, pointing, standing, definite, meeting, level, distant, people, distributive, single, particle, negation, restricting, raising, noNoun, adding, every, period, since, saidOf, within, aim, fire, occurForms map[uint64]bool

	// occurStems are what the regular forms of the verbs of occurring begin with.
	occurStems []string
}

// embedded is the list of that name that is part of the program. It panics on a
// broken one: the data is tested with the program.
func embedded(name string) []rule.Entry {
	entries, err := rule.ReadList(data, "en/"+name+".list")
	if err != nil {
		panic(err)
	}
	return entries
}

// newSlotWords takes in the rows of en/slot.list.
func newSlotWords(entries []rule.Entry) slotWords {
	sections := map[string]map[uint64]bool{}
	var stems []string
	for _, e := range entries {
		if sections[e.Section] == nil {
			sections[e.Section] = map[uint64]bool{}
		}
		for _, f := range e.Forms() {
			if e.Section == "occur" {
				stems = append(stems, strings.TrimSuffix(f, "e"))
			}
			sections[e.Section][token.Hash(f)] = true
		}
	}
	return slotWords{
		including: sections["including"],
		locative:  sections["locative"],
		occur:     sections["occur"],
		origin:    sections["origin"],
		event:     sections["event"],
		member:    sections["member"],
		group:     sections["group"],

		control:     sections["object control"],
		forces:      sections["own forces"],
		transparent: sections["transparent"],
		madeOf:      sections["made of"],
		pointing:    sections["pointing"],
		standing:    sections["standing"],
		definite:    sections["definite"],
		meeting:     sections["meeting"],
		level:       sections["level"],
		distant:     sections["distant"],
		people:      sections["people"],

		distributive: sections["distributive"],
		single:       sections["single"],
		particle:     sections["particle"],
		negation:     sections["negation"],
		restricting:  sections["restricting"],
		raising:      sections["raising"],
		noNoun:       sections["no noun"],
		adding:       sections["adding"],
		every:        sections["every"],
		period:       sections["period"],
		since:        sections["since"],
		saidOf:       sections["while"],
		within:       sections["within"],
		aim:          sections["aim"],
		fire:         sections["fire"],
		occurForms:   sections["occur form"],
		occurStems:   stems,
	}
}
