package main

import "strings"

// alike are acts that the labels do not keep apart.
var alike = classes(
	"kill die murder slay dead death fatality",
	"wound injure hurt",
	"launch fire",
	"intercept down neutralise",
	"deploy station send dispatch",
	"supply provide deliver give donate transfer",
	"pledge promise commit approve announce authorise allocate",
	"displace flee evacuate uproot",
	"capture seize detain arrest hold take",
	"spend cost pay",
	"hit strike attack target bomb shell",
	"destroy damage lose",
	"be have number total include",
	"withdraw leave pull",
	"exchange swap release return",
)

func classes(lines ...string) []map[string]bool {
	var all []map[string]bool
	for _, l := range lines {
		all = append(all, words(l))
	}
	return all
}

func words(s string) map[string]bool {
	w := map[string]bool{}
	for _, f := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" ()_-.,'", r) }) {
		w[f] = true
	}
	return w
}

// sameAct reports whether an act is the label's: a word in common, or one
// class.
func sameAct(label, act string) bool {
	a, b := words(downed(label)), words(downed(act))
	if common(a, b) {
		return true
	}
	for _, c := range alike {
		if common(a, c) && common(b, c) {
			return true
		}
	}
	return false
}

func downed(act string) string {
	if strings.Contains(act, "shoot down") {
		return "intercept"
	}
	return act
}

func common(a, b map[string]bool) bool {
	for w := range a {
		if b[w] {
			return true
		}
	}
	return false
}

// sameNoun reports whether the head of one counted phrase is in the other.
func sameNoun(label, noun string) bool {
	a, b := strings.Fields(clean(label)), strings.Fields(clean(noun))
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return contains(b, a[len(a)-1]) || contains(a, b[len(b)-1])
}

func clean(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" ()_-.,'", r) }), " ")
}

func contains(list []string, w string) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}
