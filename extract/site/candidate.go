package site

import (
	"strings"

	"muster/lexicon"
	"muster/news"
)

// Candidate is one possible answer.
type Candidate struct {
	// Words is the answer as it would be given.
	Words string
	// Act is the class of an act; Class that of a counted noun. Empty: unknown.
	Act   lexicon.Act
	Class lexicon.Class
	// Features are the names of what holds of it, for training; score is the sum
	// of what they weigh.
	Features []string
	score    float64
	// at is its token, -1 where it stands in no word of the sentence.
	at int
}

// known reports whether words are an act of the lexicon.
func known(words string) bool {
	_, ok := lexicon.Verb(words)
	return ok
}

// acts are the words that may say what happens to the counted things.
func (v *view) acts() []Candidate {
	var all []Candidate
	for i := range v.Tokens {
		if c, ok := v.act(i); ok {
			v.actFeatures(&c)
			all = append(all, c)
		}
	}
	v.order(all)
	if v.before != nil && v.before.Measure.Act != "" {
		all = append(all, v.actAlone(v.before.Measure.Act, lexicon.Act(v.before.Measure.ActClass), v.recall()))
	}
	return append(all, v.actAlone("be", "be", "default"))
}

// act is the candidate of one token; false for a word that says none.
func (v *view) act(i int) (Candidate, bool) {
	if v.ofUnit(i) {
		return Candidate{}, false
	}
	switch v.tag(i) {
	case "VERB", "AUX":
		if v.Tree.Is(i, "aux") || v.Tree.Is(i, "cop") && v.lemma(i) == "be" {
			return Candidate{}, false
		}
		words := v.phrasal(i)
		if class, ok := v.idiom(i); ok {
			return Candidate{Words: named(class), Act: class, at: i}, true
		}
		class, ok := lexicon.Verb(words)
		if !ok {
			class, _ = lexicon.Verb(v.lemma(i))
		}
		return Candidate{Words: words, Act: class, at: i}, true
	case "NOUN", "PROPN", "ADJ":
		if words, class, ok := v.mistaken(i); ok {
			return Candidate{Words: words, Act: class, at: i}, true
		}
		class, ok := v.nominal(i)
		if !ok {
			return Candidate{}, false
		}
		return Candidate{Words: v.verbOf(i, class), Act: class, at: i}, true
	}
	return Candidate{}, false
}

// mistaken is the verb that the tree took for a noun, as the particle behind it
// shows: "two jets shot down a drone". False where the word is no form of a verb
// that the lexicon has with that particle.
func (v *view) mistaken(i int) (string, lexicon.Act, bool) {
	base, ok := lexicon.Base(v.word(i))
	if !ok || i+1 == len(v.Tokens) || !particles[v.word(i+1)] {
		return "", "", false
	}
	words := base + " " + v.word(i+1)
	class, ok := lexicon.Verb(words)
	return words, class, ok
}

// ofUnit reports whether a token stands in a figure whose own words are number
// and unit: the "won" of "66 trillion won" wins nothing.
func (v *view) ofUnit(i int) bool {
	switch unitKind(v.figure.Unit) {
	case "money", "length", "time":
		return v.inside(i)
	}
	return false
}

// idiom is the class of a verb that with its object or a phrase behind it says
// another thing: "lost their lives", "took part", "left 300 homes without heat".
func (v *view) idiom(verb int) (lexicon.Act, bool) {
	object := v.Tree.Object(verb)
	if object < 0 {
		return "", false
	}
	if a, ok := lexicon.Verb(v.lemma(verb) + " " + v.lemma(object)); ok {
		return a, true
	}
	for _, k := range append(v.Tree.Children(verb, "obl"), v.Tree.Children(object, "nmod")...) {
		if c := v.Tree.Child(k, "case"); c >= 0 && privative[v.word(c)] {
			if a, ok := lexicon.Verb(v.lemma(verb) + " " + v.word(c)); ok {
				return a, true
			}
		}
	}
	return "", false
}

// privative are the prepositions that make another verb of the one they stand by.
var privative = set("without")

// verbOf is the verb that says what a noun says: "raid" of "raid", "shoot down"
// of "the shooting down", "kill" of "death".
func (v *view) verbOf(i int, class lexicon.Act) string {
	verb := v.lemma(i)
	if base, ok := lexicon.Gerund(v.word(i)); ok {
		verb = base
	}
	if k := i + 1; k < len(v.Tokens) && particles[v.word(k)] {
		if _, ok := lexicon.Verb(verb + " " + v.word(k)); ok {
			return verb + " " + v.word(k)
		}
	}
	if a, ok := lexicon.Verb(verb); ok && a == class {
		return verb
	}
	return named(class)
}

// named is a class in words.
func named(class lexicon.Act) string { return strings.ReplaceAll(string(class), "-", " ") }

// nominal is the class of the act that a noun or adjective tells, with the word
// before it where both make one: "air strike".
func (v *view) nominal(i int) (lexicon.Act, bool) {
	lemma := v.lemma(i)
	if i > 0 && v.Tree.Is(i-1, "compound", "amod") {
		lemma = v.lemma(i-1) + " " + lemma
	}
	if class, ok := lexicon.Nominal(lemma); ok {
		return class, true
	}
	return lexicon.Nominal(v.word(i))
}

// actAlone is a candidate that no word of the sentence says.
func (v *view) actAlone(words string, class lexicon.Act, kind string) Candidate {
	c := Candidate{Words: words, Act: class, at: -1}
	v.aloneFeatures(&c, kind, string(class))
	return c
}

// recall names how far back the site before lies, and whether it counts the
// same kind of unit.
func (v *view) recall() string {
	kind := "far"
	switch v.Number - v.before.Sentence {
	case 0:
		kind = "same sentence " + v.joined(v.before.head)
	case 1:
		kind = "next sentence"
	}
	if unitKind(v.before.Unit) == unitKind(v.figure.Unit) {
		return "before, alike, " + kind
	}
	return "before, " + kind
}

// joined says how the figure hangs on the one before: "3 killed and 9 wounded".
func (v *view) joined(head int) string {
	switch {
	case v.Tree.Nodes[v.head].Head == head:
		return string(v.Tree.Nodes[v.head].Rel.Base())
	case v.Tree.Nodes[head].Head == v.head:
		return "above"
	case v.Tree.Nodes[head].Head == v.Tree.Nodes[v.head].Head:
		return "sister " + string(v.Tree.Nodes[v.head].Rel.Base())
	}
	return "apart"
}

// counted are the nouns that may be what the figure counts.
func (v *view) counted() []Candidate {
	var all []Candidate
	for i := range v.Tokens {
		if !v.mayCount(i) {
			continue
		}
		c := Candidate{Words: v.nounPhrase(i), at: i}
		c.Class = narrowest(c.Words)
		v.nounFeatures(&c)
		all = append(all, c)
	}
	if v.before != nil && v.before.Measure.Of != "" {
		all = append(all, v.nounAlone(v.before.Measure.Of, v.recall()))
	}
	return append(all, v.nounAlone(byUnit(v.figure.Unit), "default"))
}

// mayCount reports whether a token may be what is counted: a noun, or within
// the figure an adjective that stands for one ("three wounded"). The "year" of
// "spend 3 % next year" is when, not what.
func (v *view) mayCount(i int) bool {
	switch v.tag(i) {
	case "NOUN", "PROPN":
		return !counters[v.lemma(i)] && (v.inside(i) || !times[v.lemma(i)])
	case "ADJ":
		return v.inside(i)
	}
	return false
}

func (v *view) nounAlone(words, kind string) Candidate {
	c := Candidate{Words: words, Class: narrowest(words), at: -1}
	v.aloneFeatures(&c, kind, string(c.Class))
	return c
}

func narrowest(noun string) lexicon.Class {
	if path := lexicon.Noun(noun); len(path) > 0 {
		return path[0]
	}
	return ""
}

// nounPhrase is a noun's lemma with the nouns and adjectives that make it what
// it is: "ballistic missile", "prisoner of war", not "three new missile".
func (v *view) nounPhrase(i int) string {
	words := lexicon.Singular(v.lemma(i), v.word(i))
	if canon := singular[words]; canon != "" {
		words = canon
	}
	if of := v.Tree.Child(i, "nmod"); of == i+2 {
		if whole := words + " " + v.word(i+1) + " " + v.lemma(of); lexicon.Listed(whole) {
			return whole
		}
	}
	for k := i - 1; k >= 0 && v.Tree.Nodes[k].Head == i; k-- {
		if !v.Tree.Is(k, "compound", "amod") || !v.makes(k) || strings.Contains(v.written(k), "-") {
			break // half of "short-range" is no "range missile"
		}
		words = v.lemma(k) + " " + words
	}
	return v.hyphened(i, words)
}

// hyphened is the phrase with all that hyphens join to it, where the lexicon
// has that: "surface-to-air missile", "f-16".
func (v *view) hyphened(i int, words string) string {
	noun := v.written(i)
	if name := lexicon.Singular(noun, noun); strings.Contains(name, "-") && lexicon.Listed(name) {
		return name
	}
	if i > 0 {
		modifier := v.written(i - 1)
		whole := modifier + " " + lexicon.Singular(v.lemma(i), v.word(i))
		if strings.Contains(modifier, "-") && lexicon.Listed(whole) {
			return whole
		}
	}
	return words
}

// written is the text of a token in lower case, with those before it that no
// blank divides from it.
func (v *view) written(last int) string {
	first := last
	for first > 0 && v.Tokens[first-1].End == v.Tokens[first].Start {
		first--
	}
	return strings.ToLower(v.Text.Source[v.Tokens[first].Start:v.Tokens[last].End])
}

// makes reports whether a modifier says what kind of thing it is: a noun, or an
// adjective that with its noun is an entry of the lexicon.
func (v *view) makes(k int) bool {
	switch v.tag(k) {
	case "NOUN", "PROPN":
		return true
	case "ADJ":
		return !vain[v.lemma(k)]
	}
	return false
}

// vain are adjectives that make no thing another.
var vain = set("other more new least many few several same own last first recent additional further total such next old large small big huge major latest previous")

// singular are singulars that the tree's model does not give.
var singular = map[string]string{"people": "person", "troops": "troop"}

// counters are nouns that say only that something is counted: a death toll of
// 21 is no 21 tolls.
var counters = set("toll number total figure count tally sum estimate level rate")

func set(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}

// unitKind is the sort of quantity a unit is of.
func unitKind(u news.Unit) string {
	switch {
	case u == news.Persons:
		return "person"
	case u == news.Percent || u == news.PercentOfGDP || u == news.PercentagePoint || u == news.Factor:
		return "share"
	case u == "":
		return "bare"
	case isCurrency(u):
		return "money"
	case lengths[string(u)]:
		return "length"
	case times[string(u)]:
		return "time"
	}
	return "thing"
}

var (
	lengths = set("m km mile foot nautical-mile metre kilometre kilometer meter inch cm mm yard")
	times   = set("second minute hour day night week month year decade century time s h")
)

func isCurrency(u news.Unit) bool {
	if len(u) != 3 {
		return false
	}
	for _, r := range string(u) {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// byUnit is what a figure counts where no noun says it.
func byUnit(u news.Unit) string {
	switch unitKind(u) {
	case "person":
		return "person"
	case "length":
		return "distance"
	case "money":
		return "money"
	case "share", "bare":
		return ""
	}
	return strings.ReplaceAll(string(u), "-", " ")
}

// both is the act that holds what two joined words say of one figure: "22 were
// killed or wounded", also "killed and wounded", are casualties. Where the second has a figure of its own,
// that one stands between.
func (v *view) both(act Candidate) Candidate {
	for _, other := range []int{act.at + 2, act.at - 2} {
		cc := (act.at + other) / 2
		if act.at < 0 || other < 0 || other >= len(v.Tokens) || v.tag(cc) != "CCONJ" {
			continue
		}
		o, ok := v.act(other)
		if whole, found := lexicon.Together(act.Act, o.Act); ok && found {
			first, second := act, o
			if other < act.at {
				first, second = o, act
			}
			return Candidate{Words: first.Words + " or " + second.Words, Act: whole, at: act.at}
		}
	}
	return act
}
