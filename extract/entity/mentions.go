package entity

import (
	"sort"

	"muster/extract/token"
	"muster/news"
)

// Mentions are the entities of one text.
type Mentions struct {
	// All is sorted by start, the longer first. Mentions may nest but never
	// cross.
	All []news.Entity

	t      *token.Text
	a      Context
	lex    *lexicon
	read   []mention // parallel to All
	starts []int     // index into All of each line's first mention, and the end
	lines  []line
	people []person
	// unnamed are candidates that are no mentions.
	unnamed []described
}

// Within returns the mentions that lie wholly between bytes start and end,
// nested ones too.
func (m *Mentions) Within(start, end int) []news.Entity {
	var in []news.Entity
	for i := m.from(start); i < len(m.All) && m.All[i].Span.Start < end; i++ {
		if m.All[i].Span.End <= end {
			in = append(in, m.All[i])
		}
	}
	return in
}

// Outermost is Within without the mentions that lie inside another one of the
// text: "Russian defence ministry", without "Russian".
func (m *Mentions) Outermost(start, end int) []news.Entity {
	var in []news.Entity
	reached := -1
	for i := m.from(start); i < len(m.All) && m.All[i].Span.Start < end; i++ {
		e := m.All[i]
		if e.Span.End > end || e.Span.Start < reached || m.read[i].nested {
			continue
		}
		in, reached = append(in, e), e.Span.End
	}
	return in
}

// from is the index of the first mention that starts at byte start or later.
func (m *Mentions) from(start int) int {
	return sort.Search(len(m.All), func(i int) bool { return m.All[i].Span.Start >= start })
}
