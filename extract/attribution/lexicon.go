package attribution

import (
	"embed"
	"fmt"
	"strings"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

//go:embed en
var data embed.FS

// holds marks a stance that vouches for no fact: "wants", "criticised".
const holds = news.Holds

// takes is what must follow a verb for it to be a cue.
type takes uint8

const (
	anything takes = iota
	aClause        // a clause, an infinitive or quoted words
	aQuote         // quoted words
	anObject       // a thing, a clause or quoted words
	aThat          // a clause with "that"
	anAs           // "as"
	aFigure        // a figure: "put the number at 40"
	aTally         // a word for a count and a figure: "raised the toll to 40"
	aCount         // a word for a count that is a figure: "gave a toll of 40"
)

var takesNames = map[string]takes{
	"any": anything, "clause": aClause, "quote": aQuote, "object": anObject,
	"that": aThat, "as": anAs, "figure": aFigure, "tally": aTally, "count": aCount,
}

// doers are the values of "by".
var doers = map[string]class{"press": pressWord, "tellers": anonymousWord | documentWord | mediaWord}

// form is which form of a verb a word is; "reported" is past and participle.
type form uint8

const (
	base form = 1 << iota
	third
	past
	participle
	ing
)

// verb is an entry of verb.list or attitude.list.
type verb struct {
	name  string
	kind  news.CueKind
	takes takes
	rest  []uint64 // of a verb of several words, the words behind the first
	with  []uint64 // one of these must follow; nil: nothing asked
	// hearer: what follows is who is told, so the verb never stands before its
	// subject.
	hearer bool
	// asks: the verb may put a question.
	asks bool
	// noInfinitive: before "to" it is a participle ("said to be old").
	noInfinitive bool
	// noun: the word is a noun as often.
	noun bool
	// mood is what the word makes of what is said; empty where its kind does.
	mood news.Modality
	// by are the nouns it is a cue of, 0 for all: what reporters saw they tell,
	// what battle groups count they have.
	by class
}

// verbForm is a verb in one of its forms.
type verbForm struct {
	*verb
	form form
}

// lexicon is the linguistic data, by token hash.
type lexicon struct {
	verbs   map[uint64][]verbForm
	words   map[uint64]class
	phrases map[uint64][]*phrase
	hedges  map[uint64][][]uint64
	// compass are the states that go by a compass point in texts that name them.
	compass map[uint64]string
	// counts are the words that say how many speak: "two officials".
	counts map[uint64]int
}

// embedded is the list of that name that is part of the program.
func embedded(name string) ([]rule.Entry, error) {
	return rule.ReadList(data, "en/"+name+".list")
}

func readLexicon(list rule.Lists) (*lexicon, error) {
	l := &lexicon{verbs: map[uint64][]verbForm{}, words: map[uint64]class{}, phrases: map[uint64][]*phrase{}, hedges: map[uint64][][]uint64{}, compass: map[uint64]string{}, counts: map[uint64]int{}}
	for _, name := range []string{"verb", "attitude"} {
		entries, err := list(name)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if err := l.addVerb(e); err != nil {
				return nil, err
			}
		}
	}
	if err := l.readPhrases(); err != nil {
		return nil, err
	}
	if err := l.readHedges(list); err != nil {
		return nil, err
	}
	return l, l.readWords(list)
}

func (l *lexicon) addVerb(e rule.Entry) error {
	for _, name := range e.Forms() {
		words := strings.Fields(name)
		v := &verb{name: name, kind: news.CueKind(e.Section), rest: hashes(words[1:])}
		for k, s := range e.Attrs {
			switch k {
			case "takes":
				t, ok := takesNames[s]
				if !ok {
					return fmt.Errorf("attribution: %s:%d: takes=%q is not known", e.File, e.Line, s)
				}
				v.takes = t
			case "with":
				v.with = hashes(strings.Split(s, "|"))
			case "mood":
				if v.mood = news.Modality(s); v.mood != news.Alleged && v.mood != news.Planned {
					return fmt.Errorf("attribution: %s:%d: mood=%q is not known", e.File, e.Line, s)
				}
			case "question":
				v.asks = s == "yes"
			case "infinitive":
				v.noInfinitive = s == "no"
			case "noun":
				v.noun = true
			case "hearer":
				v.hearer = true
			case "by":
				if v.by = doers[s]; v.by == 0 {
					return fmt.Errorf("attribution: %s:%d: by=%q is not known", e.File, e.Line, s)
				}
			case "past", "part", "double", "example":
			default:
				return fmt.Errorf("attribution: %s:%d: attribute %q is not known", e.File, e.Line, k)
			}
		}
		for w, f := range inflect(words[0], e.Attrs) {
			h := token.Hash(w)
			l.verbs[h] = append(l.verbs[h], verbForm{v, f})
		}
	}
	return nil
}

func hashes(words []string) []uint64 {
	var hs []uint64
	for _, w := range words {
		for _, s := range token.Read(w).Sentences {
			for _, t := range s.Tokens {
				hs = append(hs, t.Hash)
			}
		}
	}
	return hs
}

// inflect returns the forms of a verb. Attributes override what is irregular.
func inflect(v string, attrs map[string]string) map[string]form {
	forms := map[string]form{}
	stem := v
	if attrs["double"] != "" {
		stem += v[len(v)-1:]
	}
	forms[v] |= base
	forms[thirdPerson(v)] |= third
	forms[withEnding(stem, "ing")] |= ing
	pastForm := withEnding(stem, "ed")
	if p := attrs["past"]; p != "" {
		pastForm = p
	}
	forms[pastForm] |= past
	if p := attrs["part"]; p != "" {
		forms[p] |= participle
	} else {
		forms[pastForm] |= participle
	}
	return forms
}

func thirdPerson(v string) string {
	switch {
	case consonantY(v):
		return v[:len(v)-1] + "ies"
	case hasAnySuffix(v, "s", "x", "z", "ch", "sh", "o"):
		return v + "es"
	}
	return v + "s"
}

func withEnding(v, ending string) string {
	switch {
	case ending == "ed" && consonantY(v):
		return v[:len(v)-1] + "ied"
	case hasAnySuffix(v, "ee", "oe", "ye") && ending == "ing":
		return v + ending
	case strings.HasSuffix(v, "ie") && ending == "ing":
		return v[:len(v)-2] + "ying"
	case strings.HasSuffix(v, "e"):
		return v[:len(v)-1] + ending
	}
	return v + ending
}

func consonantY(v string) bool {
	return len(v) > 1 && v[len(v)-1] == 'y' && !strings.ContainsRune("aeiou", rune(v[len(v)-2]))
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
