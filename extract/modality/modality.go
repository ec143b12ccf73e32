// Package modality says whether the event a figure stands in is a fact, a plan,
// a proposal or a supposition. In: the words above the figure, nearest first,
// each with its auxiliaries. Out: the modality and the word that made it.
//
// The words are en/modality.list; "alleged" is no matter of grammar but of who
// speaks, and comes from the attribution.
package modality

import (
	"embed"
	"fmt"
	"strings"

	"muster/extract/rule"
	"muster/news"
)

//go:embed en
var data embed.FS

// Governor is one verb or noun above a figure.
type Governor struct {
	Lemma string
	// With is the lower-case particle or preposition behind the word: "call
	// for" asks, "call up" does not.
	With string
	Verb bool
	// Adjective: "due", "set".
	Adjective bool
	// Aux are the lower-case auxiliaries of a verb.
	Aux []string
	// Marks are the lower-case subordinators of a verb's clause ("if").
	Marks []string
	// Before is the lower-case word and the "to" before an infinitive, as in
	// "set to": the phrases of the list are looked up in it.
	Before string
}

type key struct{ class, word string }

// Table is the read list. It is safe for concurrent use.
type Table struct {
	words map[key]news.Modality
	class map[string][]string
}

// New reads the embedded list. It panics on a broken one: the data is part of
// the program and tested with it.
func New() *Table {
	t, err := Read(func(name string) ([]rule.Entry, error) { return rule.ReadList(data, "en/"+name+".list") })
	if err != nil {
		panic(err)
	}
	return t
}

// Read makes a table of the lists "modality" and "class".
func Read(list rule.Lists) (*Table, error) {
	entries, err := list("modality")
	if err != nil {
		return nil, err
	}
	t := &Table{words: map[key]news.Modality{}, class: map[string][]string{}}
	for _, e := range entries {
		mood, class, ok := strings.Cut(e.Section, " ")
		if !ok {
			return nil, fmt.Errorf("modality: %s:%d: section %q is no \"modality class\"", e.File, e.Line, e.Section)
		}
		t.words[key{class, e.Name}] = news.Modality(mood)
	}
	return t, t.loadClasses(list)
}

func (t *Table) loadClasses(list rule.Lists) error {
	entries, err := list("class")
	if err != nil {
		return err
	}
	for _, e := range entries {
		for _, f := range e.Forms() {
			t.class[f] = append(t.class[f], e.Section)
		}
	}
	return nil
}

// Classes are what a lower-case word or lemma may say of whether an event is a
// fact: planned, proposed, possible, doubted, done; none for most words.
func (t *Table) Classes(word string) []string { return t.class[word] }

// Of returns the modality of a figure with these governors, nearest first,
// and the word that decided; Actual and "" where nothing marks it.
//
// The nearest mark decides, with two exceptions: what verbs plan is still only
// proposed where the plan itself is asked for ("demanded that allies commit to
// 4 percent"; but "should approve the decision to send" stays planned: the
// noun says that the plan exists), and a condition above makes all below it
// hypothetical.
func (t *Table) Of(above []Governor) (news.Modality, string) {
	mood, by, firm := news.Actual, "", false
	for _, g := range above {
		m, word := t.one(g)
		switch {
		case m == "":
			continue
		case mood == news.Actual:
			mood, by, firm = m, word, !g.Verb
		case m == news.Hypothetical, m == news.Proposed && g.Verb && !firm:
			mood, by = m, word
		}
	}
	return mood, by
}

// one is the modality of one governor: its own marks and auxiliaries first.
func (t *Table) one(g Governor) (news.Modality, string) {
	for _, w := range g.Marks {
		if m, ok := t.words[key{"mark", w}]; ok {
			return m, w
		}
	}
	for _, w := range g.Aux {
		if m, ok := t.words[key{"aux", w}]; ok {
			return m, w
		}
	}
	if m, ok := t.words[key{"phrase", g.Before}]; ok {
		return m, g.Before
	}
	class := "noun"
	switch {
	case g.Verb:
		class = "verb"
	case g.Adjective:
		class = "adjective"
	}
	if m, ok := t.words[key{class, g.Lemma + " " + g.With}]; ok {
		return m, g.Lemma + " " + g.With
	}
	return t.words[key{class, g.Lemma}], g.Lemma
}
