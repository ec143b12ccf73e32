package lexicon

import (
	"fmt"
	"io/fs"
	"strings"
)

// act is one line of act.list.
type act struct {
	part, stage, opposite Act
	role                  Role
	field                 string
}

// Role is what the counted thing typically is in an act.
type Role string

// The roles.
const (
	// DoneTo: "12 soldiers were killed", "sent 300 shells".
	DoneTo Role = "done-to"
	// Doer: "4,000 soldiers took part".
	Doer Role = "doer"
	// InState: "there are 30,000 troops".
	InState Role = "state"
)

func (t *table) readActs(fsys fs.FS) error {
	t.acts, t.verbs, t.names = map[Act]act{}, map[string]Act{}, map[string]Act{}
	t.undergone = map[string]Act{}
	entries, err := ReadList(fsys, "en/act.list")
	if err != nil {
		return err
	}
	for _, e := range entries {
		a := act{Act(e.Attrs["part"]), Act(e.Attrs["stage"]), Act(e.Attrs["opposite"]), Role(e.Attrs["role"]), e.Section}
		if a.role != DoneTo && a.role != Doer && a.role != InState {
			return fmt.Errorf("lexicon: %s:%d: role %q", e.File, e.Line, a.role)
		}
		t.acts[Act(e.Name)] = a
		if err := members(t.verbs, e, "verbs"); err != nil {
			return err
		}
		if err := members(t.names, e, "nouns"); err != nil {
			return err
		}
		if err := members(t.undergone, e, "undergo"); err != nil {
			return err
		}
	}
	for _, e := range entries {
		for _, k := range []string{"part", "stage", "opposite"} {
			if _, ok := t.acts[Act(e.Attrs[k])]; e.Attrs[k] != "" && !ok {
				return fmt.Errorf("lexicon: %s:%d: no class %s=%s", e.File, e.Line, k, e.Attrs[k])
			}
		}
	}
	return nil
}

// members puts the words of one column into one class; a word in two is an
// error.
func members(into map[string]Act, e Entry, column string) error {
	for _, w := range strings.Fields(e.Attrs[column]) {
		w = strings.ReplaceAll(w, "-", " ")
		if other, ok := into[w]; ok {
			return fmt.Errorf("lexicon: %s:%d: %q is in %s already", e.File, e.Line, w, other)
		}
		into[w] = Act(e.Name)
	}
	return nil
}

// Verb is the class of a verb's lemma, with its particle behind a blank:
// "shoot down". A verb with a particle that the table lacks has none: "turn
// up" is no "turn".
func Verb(lemma string) (Act, bool) {
	a, ok := read().verbs[strings.ToLower(lemma)]
	return a, ok
}

// readForms reads the compiled table of irregular forms: a form, a tab, its
// lemma.
func (t *table) readForms(fsys fs.FS) error {
	b, err := fs.ReadFile(fsys, "en/irregular.tsv")
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	t.bases = map[string]string{}
	for line := range strings.Lines(string(b)) {
		if form, base, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			t.bases[form] = base
		}
	}
	return nil
}

// Base is the lemma of a form of a known verb: "strike" of "struck", "loot" of
// "looted".
func Base(form string) (string, bool) {
	if b, ok := read().bases[form]; ok {
		return b, true
	}
	for _, ending := range []string{"ing", "ed", "es", "s"} {
		if b, ok := without(form, ending); ok {
			return b, true
		}
	}
	return "", false
}

// without is the known verb left when an ending is taken off: "hit" of
// "hitting", "use" of "using".
func without(form, ending string) (string, bool) {
	stem, ok := strings.CutSuffix(form, ending)
	if !ok || len(stem) < 3 {
		return "", false
	}
	stems := []string{stem, stem + "e"}
	if n := len(stem); stem[n-1] == stem[n-2] {
		stems = append(stems, stem[:n-1])
	}
	for _, verb := range stems {
		if _, ok := read().verbs[verb]; ok {
			return verb, true
		}
	}
	return "", false
}

// Nominal is the class of a noun or adjective that tells an act: "airstrike",
// "deployment", "dead", and any verb's "downing", "stationing". Of a phrase the last word decides where the whole is
// not known: "suicide attack".
func Nominal(phrase string) (Act, bool) {
	for _, p := range ends(strings.ReplaceAll(phrase, "-", " ")) {
		if a, ok := read().names[p]; ok {
			return a, true
		}
	}
	if verb, ok := Gerund(phrase[strings.LastIndexByte(phrase, ' ')+1:]); ok {
		return Verb(verb)
	}
	return "", false
}

// Gerund is the known verb of an "-ing" form: "down" of "downing", "use" of
// "using", "hit" of "hitting".
func Gerund(form string) (string, bool) { return without(strings.ToLower(form), "ing") }

// ActOf is the class of an act by any of its words.
func ActOf(words string) (Act, bool) {
	if a, ok := Verb(words); ok {
		return a, true
	}
	return Nominal(words)
}

// Undergone reports whether the active subject of a verb suffers what it says:
// who dies does nothing.
func Undergone(verb string) bool {
	_, ok := read().undergone[verb]
	return ok
}

// RoleIn is what the counted thing typically is in an act; done-to where the
// act is not known.
func RoleIn(a Act) Role {
	if known, ok := read().acts[a]; ok {
		return known.role
	}
	return DoneTo
}

// Field is the wide field an act belongs to, a section of act.list: "losses",
// "strikes", "supply"; empty for an act that is not known.
func Field(a Act) string { return read().acts[a].field }

// Relation is how two acts are related.
type Relation string

// The relations.
const (
	SameAct Relation = "same"
	// PartOf: the first is a part of the second: kill, suffer.
	PartOf Relation = "part-of"
	// HasPart: the second is a part of the first.
	HasPart Relation = "has-part"
	// StageOf: the first follows the second: deliver, pledge.
	StageOf Relation = "stage-of"
	// HasStage: the second follows the first.
	HasStage Relation = "has-stage"
	// Opposite: one undoes the other: deploy, withdraw.
	Opposite Relation = "opposite"
	// Unrelated: two known acts of which the table tells nothing.
	Unrelated Relation = "unrelated"
	// UnknownRelation: one of them is not known.
	UnknownRelation Relation = "unknown"
)

// Related says how act a is related to act b, over several steps of one kind
// where need be.
func Related(a, b Act) Relation {
	t := read()
	_, okA := t.acts[a]
	_, okB := t.acts[b]
	switch {
	case a == b && a != "":
		return SameAct
	case !okA || !okB:
		return UnknownRelation
	case t.acts[a].opposite == b || t.acts[b].opposite == a:
		return Opposite
	case t.reaches(a, b, func(x act) Act { return x.part }):
		return PartOf
	case t.reaches(b, a, func(x act) Act { return x.part }):
		return HasPart
	case t.reaches(a, b, func(x act) Act { return x.stage }):
		return StageOf
	case t.reaches(b, a, func(x act) Act { return x.stage }):
		return HasStage
	}
	return Unrelated
}

// Together is the narrowest class that two different acts are both a part of: who
// is killed or wounded is a casualty; false where there is none.
func Together(a, b Act) (Act, bool) {
	t := read()
	for whole := t.acts[a].part; whole != ""; whole = t.acts[whole].part {
		if a != b && t.reaches(b, whole, func(x act) Act { return x.part }) {
			return whole, true
		}
	}
	return "", false
}

// reaches follows one kind of relation upwards to its end; a circle ends where
// every class has been seen.
func (t *table) reaches(from, to Act, up func(act) Act) bool {
	for range t.acts {
		switch from = up(t.acts[from]); from {
		case to:
			return true
		case "":
			return false
		}
	}
	return false
}
