package site

import (
	"strings"

	"muster/extract/weight"
	"muster/lexicon"
)

// All features of a candidate are named here. "act" and "of" in front keep the
// two rankings apart in one file of weights.

// add says that the feature named by the parts holds of a candidate.
func (v *view) add(c *Candidate, parts ...string) {
	h := weight.Hash
	for i, p := range parts {
		if i > 0 {
			h = weight.Add(h, divider)
		}
		h = weight.Add(h, p)
	}
	if w := v.weights.Find(h); w != nil {
		c.score += *w
	}
	if v.naming {
		c.Features = append(c.Features, strings.Join(parts, divider))
	}
}

// divider stands between the parts of a feature's name.
const divider = "|"

// actFeatures names what holds of a word as the figure's act.
func (v *view) actFeatures(c *Candidate) {
	up, down := v.path(c.at)
	unit, kind := unitKind(v.figure.Unit), "verb"
	if t := v.tag(c.at); t != "VERB" && t != "AUX" {
		kind = "nominal"
	}
	class := string(c.Act)
	if class == "" {
		class = "unknown"
	}
	v.add(c, "act path", kind, up, down)
	v.add(c, "act up", kind, up)
	v.add(c, "act down", kind, down)
	v.add(c, "act class", class)
	v.add(c, "act class of", class, unit, v.ofTop)
	v.add(c, "act class kind", class, kind)
	v.add(c, "act class path", class, up, down)
	field := lexicon.Field(c.Act)
	v.add(c, "act field of", field, unit, v.ofTop)
	v.add(c, "act field path", field, unit, up, down)
	v.add(c, "act field place", field, kind, v.where(c.at))
	if v.before != nil && v.before.Sentence == v.Number {
		v.add(c, "act again", yesNo(string(c.Act) == string(v.before.Measure.ActClass)), v.joined(v.before.head), kind)
	}
	v.add(c, "act commas", string(rune('0'+min(v.commas(c.at), 4))), v.side(c.at))
	v.add(c, "act unit path", unit, kind, up, down)
	v.add(c, "act form", string(v.Tree.Nodes[c.at].XTag), up, down)
	v.add(c, "act left", v.left(), kind, up, down)
	v.add(c, "act place", v.where(c.at))
	v.add(c, "act place kind", kind, v.where(c.at))
	if v.inside(c.at) {
		v.add(c, "act inside", kind, class)
	}
	if c.at == v.of.at {
		v.add(c, "act is counted", class)
	} else if v.of.at >= 0 && !v.inside(v.of.at) {
		v.add(c, "act by counted", v.relation(c.at, v.of.at))
	}
	if v.Tree.Child(c.at, "xcomp") >= 0 {
		v.add(c, "act has complement", class)
	}
	if x := v.Tree.Child(c.at, "obj"); x >= 0 && v.tag(x) == "NOUN" {
		n, ok := v.nominal(x)
		if ok && !v.inside(x) {
			v.add(c, "act has nominal object", class, string(n))
		}
	}
	v.add(c, "act lemma", c.Words)
	if kind == "verb" {
		object, subject := v.argument(c.at, "obj"), v.argument(c.at, "nsubj", "csubj")
		v.add(c, "act arguments", object, subject)
		v.add(c, "act arguments unit", unit, object, subject)
		v.add(c, "act object class", class, object)
		v.add(c, "act rank", string(rune('0'+min(v.rank(c.at), 9))), object)
		v.add(c, "act between", string(rune('0'+min(v.between(c.at), 4))), v.side(c.at))
	}
}

// nounFeatures names what holds of a noun as what is counted.
func (v *view) nounFeatures(c *Candidate) {
	up, down := v.path(c.at)
	unit, class := unitKind(v.figure.Unit), top(c.Words)
	v.add(c, "of path", up, down)
	v.add(c, "of unit path", unit, up, down)
	v.add(c, "of class", unit, class)
	v.add(c, "of class path", unit, class, up, down)
	v.add(c, "of narrow", unit, string(c.Class))
	v.add(c, "of place", unit, v.where(c.at))
	v.add(c, "of lemma", v.lemma(c.at))
	v.add(c, "of tag", unit, string(v.Tree.Nodes[c.at].XTag), up, down)
	if v.inside(c.at) {
		v.add(c, "of inside", unit, class, v.last(c.at))
	}
	if v.figure.Noun != "" && strings.HasSuffix(strings.ToLower(v.figure.Noun), v.word(c.at)) {
		v.add(c, "of figure's noun", unit)
	}
	if _, ok := v.nominal(c.at); ok {
		v.add(c, "of nominal", unit, up, down)
	}
	fits := v.fits(c)
	v.add(c, "of commas", unit, fits, string(rune('0'+min(v.commas(c.at), 4))), v.side(c.at))
	if v.before != nil && v.before.Sentence == v.Number {
		v.add(c, "of again", unit, yesNo(c.Words == v.before.Measure.Of), v.joined(v.before.head))
	}
	v.add(c, "of fits", unit, fits)
	v.add(c, "of fits path", fits, up, down)
	v.add(c, "of fits place", unit, fits, v.where(c.at))
	if c.at == v.head {
		v.add(c, "of head", unit, fits)
	}
}

// fits says whether a noun is of the kind that the unit counts.
func (v *view) fits(c *Candidate) string {
	switch unit := unitKind(v.figure.Unit); {
	case c.Class == "":
		return "unknown"
	case unit == "person":
		return yesNo(lexicon.IsA(c.Class, "person") || lexicon.IsA(c.Class, "group"))
	case unit == "thing" && strings.HasSuffix(c.Words, byUnit(v.figure.Unit)):
		return "same"
	case unit == "thing":
		return yesNo(lexicon.Is(byUnit(v.figure.Unit), c.Class))
	}
	return "any"
}

func yesNo(ok bool) string {
	if ok {
		return "yes"
	}
	return "no"
}

// order names how near each candidate is among those of its sort: the nearest
// verb, the second known act.
func (v *view) order(all []Candidate) {
	for i := range all {
		c := &all[i]
		verbs, acts := 1, 1
		for k := range all {
			if k == i || v.distance(all[k].at) >= v.distance(c.at) {
				continue
			}
			if t := v.tag(all[k].at); t == "VERB" || t == "AUX" {
				verbs++
			}
			if all[k].Act != "" {
				acts++
			}
		}
		kind := string(v.tag(c.at))
		v.add(c, "act nth", kind, string(rune('0'+min(verbs, 4))))
		v.add(c, "act nth known", lexicon.Field(c.Act), string(rune('0'+min(acts, 4))))
		v.add(c, "act of so many", lexicon.Field(c.Act), string(rune('0'+min(len(all), 6))))
	}
}

// distance is how many tokens lie between a token and the figure.
func (v *view) distance(i int) int {
	switch {
	case v.inside(i):
		return 0
	case i < v.from:
		return v.from - i
	}
	return i - v.to + 1
}

// between counts the verbs between a token and the figure.
func (v *view) between(i int) int {
	from, to := i+1, v.from
	if i > v.from {
		from, to = v.to, i
	}
	n := 0
	for k := from; k < to; k++ {
		if v.tag(k) == "VERB" {
			n++
		}
	}
	return n
}

// commas counts the commas between a token and the figure.
func (v *view) commas(i int) int {
	from, to := i+1, v.from
	if i > v.from {
		from, to = v.to, i
	}
	n := 0
	for k := from; k < to; k++ {
		if v.word(k) == "," {
			n++
		}
	}
	return n
}

func (v *view) side(i int) string {
	if i < v.from {
		return "left"
	}
	return "right"
}

// left is the function word before the figure.
func (v *view) left() string {
	if v.from == 0 {
		return "begin"
	}
	switch t := v.tag(v.from - 1); t {
	case "ADP", "PUNCT", "CCONJ", "AUX", "SCONJ", "DET":
		return v.word(v.from - 1)
	default:
		return string(t)
	}
}

// last says whether a token is the figure's last.
func (v *view) last(i int) string {
	if i == v.to-1 {
		return "last"
	}
	return "before"
}

// aloneFeatures names what holds of an answer that no word says.
func (v *view) aloneFeatures(c *Candidate, kind, class string) {
	unit, noun := unitKind(v.figure.Unit), "no noun"
	for i := v.from; i < v.to; i++ {
		if t := v.tag(i); t == "NOUN" || t == "PROPN" {
			noun = "noun"
		}
	}
	v.add(c, "alone", kind, unit, noun)
	v.add(c, "alone class", kind, unit, class)
	v.add(c, "alone of", kind, class, v.ofTop)
	v.add(c, "alone head", kind, unit, v.step(v.head))
	if g := v.Tree.Nodes[v.head].Head; g >= 0 {
		v.add(c, "alone over", kind, v.step(v.head), top(v.lemma(g)))
	}
	for i := max(0, v.from-1); i < v.to; i++ {
		switch v.tag(i) {
		case "DET", "ADJ", "ADV", "PRON", "ADP", "PUNCT", "CCONJ":
			v.add(c, "alone word", kind, v.word(i))
		}
	}
	if !v.hasVerb() {
		v.add(c, "alone without verb", kind)
	}
}

func (v *view) hasVerb() bool {
	for i := range v.Tokens {
		if v.tag(i) == "VERB" {
			return true
		}
	}
	return false
}

// where names how far a token stands from the figure and on which side.
func (v *view) where(i int) string {
	switch {
	case v.inside(i):
		return "inside"
	case i < v.from:
		return "left " + far(v.from-i)
	}
	return "right " + far(i-v.to+1)
}

func far(n int) string {
	switch {
	case n == 1:
		return "1"
	case n <= 3:
		return "3"
	case n <= 6:
		return "6"
	case n <= 12:
		return "12"
	}
	return "far"
}

// relation is how a counted noun outside of the figure stands to a word.
func (v *view) relation(act, noun int) string {
	switch v.Tree.Nodes[noun].Head {
	case act:
		return v.step(noun)
	case v.Tree.Nodes[act].Head:
		return "sister"
	}
	if v.Tree.Nodes[act].Head == noun {
		return "over " + string(v.Tree.Nodes[act].Rel)
	}
	return "elsewhere"
}

// top is the wide class of a noun: one of a dozen, or its highest.
func top(noun string) string {
	path := lexicon.Noun(noun)
	for _, c := range path {
		if wide[string(c)] {
			return string(c)
		}
	}
	if len(path) == 0 {
		return "unknown"
	}
	return string(path[len(path)-1])
}

var wide = set("combatant refugee prisoner victim person munition weapon aircraft vehicle ship building territory place attack exercise test death event money measure-unit time-unit distance military-unit organisation document")
