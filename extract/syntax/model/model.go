// Package model is the statistical model of English syntax: its weights, the
// features they weigh, and how a sentence gets its tags, heads and relations
// from them. The train command beside it learns the weights; package syntax
// embeds them and turns the results into trees.
//
// A tagger with hand-made features goes first (tagger.go, table.go). What it
// says and the forms' parts go into a small recurrent network (net.go,
// run.go), which says the tag for good, scores every pair of tokens as
// dependent and head, and labels the arcs of the best tree (spanning.go).
package model

// Tag is a universal part of speech and the finer Penn Treebank tag under it.
type Tag struct{ UPOS, XPOS string }

// Model is everything that is learned.
type Model struct {
	Header Header
	Tags   []Tag
	Rels   []string
	Lemmas Lemmas
	Tagger *Table
	Net    *Net
}

// Analyse gives every token of the sentences its tag, head and relation. Each is
// read as it would be by itself; several at once take less time.
func (m *Model) Analyse(r *Run, ss ...*Sentence) {
	for _, s := range ss {
		s.calm()
		r.Tag(m.Tagger, s)
	}
	m.Net.Parse(ss, r, len(m.Tags), len(m.Rels))
}
