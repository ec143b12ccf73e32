package page

import (
	"strings"
	"time"

	"muster/ingest/edit"
)

// Edited is one revision's changes.
type Edited struct {
	Revision int
	Seen     time.Time
	Changes  []edit.Change
}

// Edited writes what was changed: each paragraph as it was, and as it is.
func (b *Printer) Edited(e Edited) {
	b.Line("  revision %d, seen %s", e.Revision, LocalDay(e.Seen))
	for _, c := range e.Changes {
		b.edited(c)
	}
}

// edited writes both wordings, the words that differ in colour.
func (b *Printer) edited(c edit.Change) {
	w := c.Wording()
	if c.Was != "" {
		b.Line("    %s %s", b.In(Red, "-"), b.worded(w.Before, w.Was, w.After, Red))
	}
	if c.Is != "" {
		b.Line("    %s %s", b.In(Green, "+"), b.worded(w.Before, w.Is, w.After, Green))
	}
}

func (b *Printer) worded(before, words, after, look string) string {
	var all []string
	for _, part := range []string{Clean(before), b.In(look, Clean(words)), Clean(after)} {
		if part != "" {
			all = append(all, part)
		}
	}
	return strings.Join(all, " ")
}
