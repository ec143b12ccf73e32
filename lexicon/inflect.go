package lexicon

import (
	"strings"
	"sync"
)

// participles are the irregular past participles by lemma. Of two forms the
// one in -n is the participle ("broke", "broken"); what is no verb's past
// ("is", "banning") is left out.
var participles = sync.OnceValue(func() map[string]string {
	past := map[string]string{}
	for form, base := range read().bases {
		old, two := past[base]
		switch {
		case strings.HasSuffix(form, "ing"), strings.HasSuffix(form, "s"):
		case !two, strings.HasSuffix(form, "n") && !strings.HasSuffix(old, "n"):
			past[base] = form
		case strings.HasSuffix(form, "n") == strings.HasSuffix(old, "n") && form < old:
			past[base] = form
		}
	}
	return past
})

// strong are participles that neither an ending nor the table of forms tells.
var strong = map[string]string{
	"become": "become", "come": "come", "cost": "cost", "cut": "cut", "hit": "hit", "hurt": "hurt", "overrun": "overrun",
	"put": "put", "run": "run", "set": "set", "shed": "shed", "shut": "shut", "split": "split", "spread": "spread",
	"begin": "begun", "sink": "sunk", "shrink": "shrunk",
}

// Participle is the past participle of a verb's lemma, with its particle:
//
//	kill        killed
//	shoot down  shot down
//	drop        dropped
//	deploy      deployed
//	carry       carried
//
// Of two verbs it is both: "killed or wounded" of "kill or wound".
func Participle(verb string) string {
	if a, b, two := strings.Cut(verb, " or "); two {
		return Participle(a) + " or " + Participle(b)
	}
	verb, particle, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(verb), "_", " "), " ")
	form := participle(verb)
	if particle != "" {
		form += " " + particle
	}
	return form
}

func participle(verb string) string {
	n := len(verb)
	if form, known := strong[verb]; known {
		return form
	}
	switch form, irregular := participles()[verb]; {
	case n < 2:
		return verb
	case irregular:
		return form
	case verb[n-1] == 'e':
		return verb + "d"
	case verb[n-1] == 'y' && !vowel(verb[n-2]):
		return verb[:n-1] + "ied"
	}
	return verb + "ed"
}

// plurals that no rule gives.
var plurals = map[string]string{
	"person": "people", "man": "men", "woman": "women", "child": "children", "serviceman": "servicemen",
	"policeman": "policemen", "crewman": "crewmen", "life": "lives", "foot": "feet", "aircraft": "aircraft",
	"watercraft": "watercraft", "spacecraft": "spacecraft", "personnel": "personnel", "police": "police",
	"spouse": "spouses", "dead": "dead", "wounded": "wounded", "missing": "missing", "injured": "injured",
	"equipment": "equipment", "aid": "aid", "money": "money", "spending": "spending", "ammunition": "ammunition",
	"infantry": "infantry", "territory": "territory", "land": "land", "gdp": "GDP", "people": "people",
}

// Plural is the plural of a noun phrase's lemma: "ballistic missiles",
// "batteries", "people". A word in capitals or with a digit takes an s alone.
func Plural(phrase string) string {
	phrase = strings.ReplaceAll(phrase, "_", " ")
	at := strings.LastIndexAny(phrase, " -") + 1
	first, last := phrase[:at], phrase[at:]
	n := len(last)
	switch form, irregular := plurals[strings.ToLower(last)]; {
	case irregular:
		return first + form
	case n == 0 || strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss"):
		return phrase
	case n < 3:
		return phrase + "s"
	case last[n-1] == 'y' && !vowel(last[n-2]):
		return first + last[:n-1] + "ies"
	case sibilant(last):
		return phrase + "es"
	}
	return phrase + "s"
}

func sibilant(word string) bool {
	for _, end := range []string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
