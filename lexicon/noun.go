package lexicon

import "strings"

// Noun is the class of a noun or noun phrase and what that lies in, narrowest
// first; nil where the noun is not known. Of a phrase that is not known as a
// whole its head, the last word, decides.
//
//	"ballistic missile"   ballistic-missile missile munition weapon equipment artifact
//	"Kurdish fighter"     insurgent combatant person
func Noun(phrase string) []Class {
	t := read()
	c, ok := t.noun(phrase)
	if !ok {
		return nil
	}
	var path []Class
	for ; c != ""; c = t.classes[c].in {
		path = append(path, c)
	}
	return path
}

// Listed reports whether the whole phrase, not only its head, is an entry.
func Listed(phrase string) bool {
	_, ok := read().nouns[phrase]
	return ok
}

// Singular is the form under which the lexicon has a noun: its lemma as given,
// or the written form without the ending of the plural; the lemma where it has
// neither.
func Singular(lemma, form string) string {
	for _, s := range []string{lemma, form, strings.TrimSuffix(form, "s"), strings.TrimSuffix(form, "es")} {
		if Listed(s) {
			return s
		}
	}
	return lemma
}

// noun looks for the phrase, then for ever shorter ends of it.
func (t *table) noun(phrase string) (Class, bool) {
	for _, p := range ends(phrase) {
		if c, ok := t.nouns[p]; ok {
			return c, true
		}
	}
	return "", false
}

// ends are a phrase and its ends, longest first: "small air base", "air base",
// "base".
func ends(phrase string) []string {
	phrase = strings.ReplaceAll(strings.ToLower(phrase), "_", " ")
	var all []string
	for {
		all = append(all, phrase)
		_, rest, ok := strings.Cut(phrase, " ")
		if !ok {
			return all
		}
		phrase = rest
	}
}

// IsA reports whether class c is class of or lies in it.
func IsA(c, of Class) bool {
	t := read()
	for ; c != ""; c = t.classes[c].in {
		if c == of {
			return true
		}
	}
	return false
}

// Is reports whether what the noun phrase names lies in the class; false for a
// noun that is not known.
func Is(phrase string, of Class) bool {
	c, ok := read().noun(phrase)
	return ok && IsA(c, of)
}

// Likeness is how near two counted things are.
type Likeness string

// The likenesses.
const (
	// SameThing: one word, or two names of one thing.
	SameThing Likeness = "same"
	// Narrower: one is a kind of the other: "missile", "ballistic missile".
	Narrower Likeness = "hyponym"
	// Sibling: two kinds of one thing: "civilian", "soldier".
	Sibling Likeness = "sibling"
	// Unlike: nothing in common: "tank", "civilian".
	Unlike Likeness = "unrelated"
	// UnknownLikeness: one of them is not known.
	UnknownLikeness Likeness = "unknown"
)

// Similar says how near two counted noun phrases are. It is symmetric.
//
//	"service member"   "soldier"             same
//	"missile"          "cruise missile"      hyponym
//	"cruise missile"   "ballistic missile"   sibling
//	"tank"             "civilian"            unrelated
func Similar(a, b string) Likeness {
	t := read()
	a, b = t.first(a), t.first(b)
	if a == "" || b == "" {
		return UnknownLikeness
	}
	if a == b {
		return SameThing
	}
	if headA, headB := last(a), last(b); headA == headB {
		if a == headA || b == headB {
			return Narrower
		}
		return t.byClass(a, b, Sibling)
	}
	return t.byClass(a, b, UnknownLikeness)
}

// first is the first name of a phrase that has several.
func (t *table) first(phrase string) string {
	phrase = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(phrase)), "_", " ")
	if c := t.canon[phrase]; c != "" {
		return c
	}
	return phrase
}

func last(phrase string) string { return phrase[strings.LastIndexByte(phrase, ' ')+1:] }

// byClass compares by class; other is the answer where a class is not known.
func (t *table) byClass(a, b string, other Likeness) Likeness {
	ca, okA := t.noun(a)
	cb, okB := t.noun(b)
	switch {
	case !okA || !okB:
		return other
	case ca == cb:
		if t.plain(ca, a) || t.plain(cb, b) {
			return Narrower
		}
		return Sibling
	case IsA(ca, cb) && t.plain(cb, b) || IsA(cb, ca) && t.plain(ca, a):
		return Narrower
	}
	for c := ca; c != ""; c = t.classes[c].in {
		if IsA(cb, c) {
			if t.classes[c].coarse {
				return Unlike
			}
			return Sibling
		}
	}
	return Unlike
}

// plain reports whether the noun is the class's own name: "missile" says no
// more than its class, "sailor" more than soldier.
func (t *table) plain(c Class, noun string) bool {
	return noun == strings.ReplaceAll(string(c), "-", " ") || t.canon[string(c)] == noun
}
