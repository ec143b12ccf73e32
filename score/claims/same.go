package claims

import (
	"slices"
	"strings"

	"muster/news"
	"muster/score/name"
)

// sameUnit allows the gold's units of measurement to stand as written where
// ours are converted.
func sameUnit(want, got string) bool {
	return want == got || want == "km" && got == "m" || want == "tonne" && got == "kg"
}

// sameMeasure compares our closed list with the gold's free text: some word of
// the measure, or of the counted noun phrase, stands in the gold's text.
func sameMeasure(want string, c news.Claim) bool {
	have := words(strings.TrimPrefix(string(c.MeasureID), "noun:") + " " + c.Counted)
	for w := range words(want) {
		if have[w] {
			return true
		}
	}
	return false
}

// words are the folded words of s, stemmed by their first five letters so that
// "wounded" meets "wound" and "spending" "spend".
func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 128 }) {
		if len(w) > 5 {
			w = w[:5]
		}
		if len(w) > 2 {
			set[w] = true
		}
	}
	return set
}

// sameNames compares two sets of codes and names.
func sameNames(want, got []string) bool {
	if len(want) != len(got) {
		return false
	}
	for _, w := range want {
		if !slices.ContainsFunc(got, func(g string) bool { return sameName(w, g) }) {
			return false
		}
	}
	return true
}

// sameName lets a code be only itself.
func sameName(want, got string) bool {
	if len(want) == 2 || len(got) == 2 {
		return want == got
	}
	return name.Alike(want, got)
}

// sameChain compares the gold's names with each link's canonical name and the
// words of its mention.
func sameChain(want []string, got [][]string) bool {
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if !name.Any(want[i], got[i]) {
			return false
		}
	}
	return true
}

// chainNames has one link at least, empty where the claim has no chain.
func chainNames(c news.Claim) [][]string {
	var names [][]string
	for _, a := range c.Attribution {
		names = append(names, []string{a.Source.Name, a.Mention.Text})
	}
	if len(names) == 0 {
		names = [][]string{{""}}
	}
	return names
}
