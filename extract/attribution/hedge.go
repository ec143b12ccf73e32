package attribution

import (
	"strings"

	"muster/extract/rule"
)

// readHedges reads words that mark hearsay without naming a source.
func (l *lexicon) readHedges(list rule.Lists) error {
	entries, err := list("hedge")
	if err != nil {
		return err
	}
	for _, e := range entries {
		for _, form := range e.Forms() {
			words := hashes(strings.Fields(form))
			l.hedges[words[0]] = append(l.hedges[words[0]], words)
		}
	}
	return nil
}

// hedgeReach returns what the hedges of the sentence cover: the words between
// the commas around each.
func (c *clause) hedgeReach() []reach {
	var rs []reach
	for i := range c.toks {
		for _, words := range c.hedges[c.toks[i].Hash] {
			if !c.quoted(i) && c.follows(i, words) {
				from, to := c.segment(i)
				rs = append(rs, reach{c.toks[from].Start, c.toks[to-1].End})
				break
			}
		}
	}
	return rs
}

// segment is the tokens around i between commas and the like.
func (c *clause) segment(i int) (from, to int) {
	for from = i; from > 0 && !c.comma(from-1); {
		from--
	}
	for to = i + 1; to < len(c.toks) && !c.comma(to); {
		to++
	}
	return from, to
}

func (c *clause) comma(i int) bool {
	switch c.word(i) {
	case ",", ";", ":", "—", "–", "--", "(", ")":
		return true
	}
	return false
}
