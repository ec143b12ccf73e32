package site

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"muster/lexicon"
	"muster/news"
)

//go:embed en/certain.list
var lists embed.FS

// certainty is one row of certain.list.
type certainty struct {
	way    string // how the figure stands to the noun: "of", "compound"
	noun   string // a class of nouns, or a noun
	units  []string
	gives  lexicon.Act
	counts string
}

// sureRow is how probable an act is that a row makes certain: the tree may be
// wrong, so it is not 1.
const sureRow = 0.95

// readCertain reads certain.list. A row without a unit or an act is an error
// that names file and line.
func readCertain(fsys fs.FS) ([]certainty, error) {
	entries, err := lexicon.ReadList(fsys, "en/certain.list")
	if err != nil {
		return nil, err
	}
	var rows []certainty
	for _, e := range entries {
		c := certainty{e.Section, e.Name, strings.Split(e.Attrs["unit"], "|"), lexicon.Act(e.Attrs["gives"]), e.Attrs["counts"]}
		if c.units[0] == "" || c.gives == "" {
			return nil, fmt.Errorf("site: %s:%d: %q lacks unit or gives", e.File, e.Line, e.Name)
		}
		rows = append(rows, c)
	}
	return rows, nil
}

// certain is the row that decides what the figure measures; false where none
// does.
func (v *view) certain(rows []certainty) (certainty, bool) {
	way, noun := v.owner()
	for _, c := range rows {
		if c.way == way && slices.Contains(c.units, unitKind(v.figure.Unit)) && (noun == c.noun || lexicon.Is(noun, lexicon.Class(c.noun))) {
			return c, true
		}
	}
	return certainty{}, false
}

// owner is the noun that says whose size a figure is, and how they are tied: the
// noun over it by "of", the one that a hyphen joins to it, or the subject that
// comes to it. Empty where none is.
func (v *view) owner() (way, noun string) {
	last := v.to - 1
	if last > v.from+1 && v.word(last-1) == "-" && v.Tokens[last].Start == v.Tokens[last-1].End {
		return "compound", v.lemma(last)
	}
	if over := v.Tree.Nodes[v.head].Head; over >= 0 && v.step(v.head) == "nmod(of)" {
		return "of", v.lemma(over)
	}
	if subject := v.comesTo(); subject >= 0 {
		return "level", v.lemma(subject)
	}
	return "", ""
}

// comesTo is the subject of the verb of level that the figure hangs on, -1 for
// none. What it changes by it does not come to.
func (v *view) comesTo() int {
	verb := v.Tree.Nodes[v.head].Head
	if verb < 0 || v.figure.Change != nil && v.figure.Change.Kind != news.ToLevel {
		return -1
	}
	if a, ok := lexicon.Verb(v.lemma(verb)); !ok || lexicon.Field(a) != "level" {
		return -1
	}
	return v.Tree.Child(verb, "nsubj")
}

// candidate is the act of a row.
func (c certainty) candidate() Candidate {
	return Candidate{Words: named(c.gives), Act: c.gives, at: -1}
}
