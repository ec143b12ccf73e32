package claims

import (
	"strings"

	"muster/news"
)

// sameUnit allows the gold's units of measurement to stand as written where
// ours are converted.
func sameUnit(want, got string) bool {
	return want == got || want == "km" && got == "m" || want == "tonne" && got == "kg"
}

// sameMeasure compares our closed list with the gold's free text: some word of
// the measure, or of the counted noun phrase, stands in the gold's text.
func sameMeasure(want string, c news.Claim) bool {
	have := words(strings.TrimPrefix(string(c.Measure), "noun:") + " " + c.Counted)
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

// sameNames compares two sets of names.
func sameNames(want, got []string) bool {
	if len(want) != len(got) {
		return false
	}
	for _, w := range want {
		found := false
		for _, g := range got {
			found = found || sameName(w, g)
		}
		if !found {
			return false
		}
	}
	return true
}

func sameChain(want, got []string) bool {
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if !sameName(want[i], got[i]) {
			return false
		}
	}
	return true
}

// sameName compares names without case, articles, possessives and
// punctuation; a longer description may hold the shorter one's words.
func sameName(a, b string) bool {
	x, y := plain(a), plain(b)
	if x == y {
		return true
	}
	p, q := strings.Fields(x), strings.Fields(y)
	if len(p) > len(q) {
		p, q = q, p
	}
	if len(p) == 0 || len(a) == 2 || len(b) == 2 {
		return false
	}
	in := 0
	for _, w := range p {
		for _, v := range q {
			if w == v {
				in++
				break
			}
		}
	}
	return in == len(p) && 2*len(p) >= len(q)
}

var plainer = strings.NewReplacer("’s", "", "'s", "", "’", "", "'", "", ".", "", ",", "", "defense", "defence", "-", " ")

func plain(s string) string {
	s = plainer.Replace(strings.ToLower(s))
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "the "))
}

func chainNames(c news.Claim) []string {
	var names []string
	for _, a := range c.Attribution {
		names = append(names, a.Source.Name)
	}
	if len(names) == 0 {
		names = []string{""}
	}
	return names
}
