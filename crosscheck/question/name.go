package question

import (
	"embed"
	"slices"
	"strings"

	"muster/lexicon"
)

//go:embed name.list
var data embed.FS

// kindsOfPlace are the words that say what kind of place a name is of, months
// those that are numbers in all but form.
var kindsOfPlace, months = mustReadNames()

func mustReadNames() (kinds, months map[string]bool) {
	entries, err := lexicon.ReadList(data, "name.list")
	if err != nil {
		panic(err)
	}
	sets := map[string]map[string]bool{"place": {}, "month": {}}
	for _, e := range entries {
		sets[e.Section][e.Name] = true
	}
	return sets["place"], sets["month"]
}

// spelt is a place's name without what its spellings differ in, which is case,
// hyphens and the little words of other languages, and the same without what
// kind of place it is:
//
//	name              sound             bare
//	"Mazar-e-Sharif"  "mazar sharif"    "mazar sharif"
//	"Mazar-i-Sharif"  "mazar sharif"    "mazar sharif"
//	"Mount Hermon"    "mount hermon"    "hermon"
func spelt(name string) (sound, bare string) {
	var all, own []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" -'’", r) }) {
		if len(w) <= 2 {
			continue
		}
		all = append(all, w)
		if !kindsOfPlace[w] {
			own = append(own, w)
		}
	}
	return strings.Join(all, " "), strings.Join(own, " ")
}

// soundAlike reports whether two places are one that is spelt in two ways.
func soundAlike(x, y [most]Place) bool {
	return x[1].Name == "" && y[1].Name == "" && x[0].Sound != "" && x[0].Sound == y[0].Sound && oneCountry(x[0], y[0])
}

// numbersDiffer reports whether two names of events give different numbers or
// months, each one that the other lacks: the battle of 19 March is not that of
// 22 March, and "attack of 3 May 2021" is also "attack of May 2021".
func numbersDiffer(x, y string) bool {
	a, b := numbersOf(x), numbersOf(y)
	for _, n := range a {
		if slices.Contains(b, n) {
			continue
		}
		for _, o := range b {
			if !slices.Contains(a, o) && (months[o] && months[n] || !months[o] && len(o) == len(n)) {
				return true
			}
		}
	}
	return false
}

func numbersOf(name string) (out []string) {
	for _, w := range strings.Fields(name) {
		if months[w] || w[0] >= '0' && w[0] <= '9' {
			out = append(out, w)
		}
	}
	return out
}
