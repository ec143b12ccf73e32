package site

import (
	"embed"
	"fmt"
	"io/fs"

	"muster/lexicon"
)

//go:embed en/certain.list
var lists embed.FS

// certainty is one row of certain.list.
type certainty struct {
	over  lexicon.Class
	unit  string
	gives lexicon.Act
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
		c := certainty{lexicon.Class(e.Name), e.Attrs["unit"], lexicon.Act(e.Attrs["gives"])}
		if c.unit == "" || c.gives == "" {
			return nil, fmt.Errorf("site: %s:%d: %q lacks unit or gives", e.File, e.Line, e.Name)
		}
		rows = append(rows, c)
	}
	return rows, nil
}

// certain is the act that a row gives the figure; false where none does.
func (v *view) certain(rows []certainty) (Candidate, bool) {
	over := v.Tree.Nodes[v.head].Head
	if over < 0 || v.step(v.head) != "nmod(of)" {
		return Candidate{}, false
	}
	for _, c := range rows {
		if c.unit == unitKind(v.figure.Unit) && lexicon.Is(v.lemma(over), c.over) {
			return Candidate{Words: named(c.gives), Act: c.gives, at: -1}, true
		}
	}
	return Candidate{}, false
}
