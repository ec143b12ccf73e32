package main

import (
	"strings"

	"muster/extract/syntax"
	"muster/extract/syntax/model"
	"muster/extract/token"
)

// place is a token's bytes in a document.
type place struct{ start, end int }

// document is the running text of some trees and where their tokens stand.
type document struct {
	text   string
	trees  []*sentence
	places [][]place // by tree, index 0 unused
}

// documents joins the trees to texts, a new one for each document. The files
// do not say where paragraphs end: a blank stands between sentences, unless
// the treebank says there is none, and a line break behind a sentence that no
// mark ends, as headings and list items stand on lines of their own.
func documents(ss []*sentence) []*document {
	var docs []*document
	var b strings.Builder
	var d *document
	finish := func() {
		if d != nil {
			d.text = b.String()
			docs = append(docs, d)
		}
	}
	for _, s := range ss {
		if d == nil || s.doc {
			finish()
			d = &document{}
			b.Reset()
		}
		ps := make([]place, len(s.forms))
		for i := 1; i <= s.len(); i++ {
			ps[i].start = b.Len()
			b.WriteString(s.forms[i])
			ps[i].end = b.Len()
			if !s.glued[i] {
				b.WriteByte(' ')
			}
		}
		if last := s.tags[s.len()].UPOS; last != "PUNCT" {
			b.WriteByte('\n')
		}
		d.trees, d.places = append(d.trees, s), append(d.places, ps)
	}
	finish()
	return docs
}

// rawTally counts what comes out of running text. Tokens are the same when
// their bytes are.
type rawTally struct{ tokens, sentences, upos, uas, las hits }

// measureRaw reads the documents' text as any other text.
func measureRaw(ss []*sentence) *rawTally {
	t := &rawTally{}
	for _, d := range documents(ss) {
		t.document(d)
	}
	return t
}

// wanted is a treebank's token at its place; end -1 of a head is the root.
type wanted struct {
	tag  model.Tag
	head place
	rel  string
}

func (t *rawTally) document(d *document) {
	gold, spans := map[place]wanted{}, map[place]bool{}
	for k, s := range d.trees {
		ps := d.places[k]
		for i := 1; i <= s.len(); i++ {
			w := wanted{s.tags[i], place{-1, -1}, s.rels[i]}
			if h := s.heads[i]; h > 0 {
				w.head = ps[h]
			}
			gold[ps[i]] = w
			t.tokens.want++
			t.upos.want++
			if w.tag.UPOS != "PUNCT" {
				t.uas.want++
				t.las.want++
			}
		}
		spans[place{ps[1].start, ps[s.len()].end}] = true
		t.sentences.want++
	}
	text := token.Read(d.text)
	f := syntax.NewForest(text)
	for i, s := range text.Sentences {
		t.sentences.given++
		if spans[place{s.Start, s.End}] {
			t.sentences.right++
		}
		t.tree(f.Tree(i), s.Tokens, gold)
	}
}

func (t *rawTally) tree(tree *syntax.Tree, toks []token.Token, gold map[place]wanted) {
	for j, n := range tree.Nodes {
		t.tokens.given++
		t.upos.given++
		w, ok := gold[place{toks[j].Start, toks[j].End}]
		if n.Tag != "PUNCT" {
			t.uas.given++
			t.las.given++
		}
		if !ok {
			continue
		}
		t.tokens.right++
		if string(n.Tag) == w.tag.UPOS {
			t.upos.right++
		}
		head := place{-1, -1}
		if n.Head >= 0 {
			head = place{toks[n.Head].Start, toks[n.Head].End}
		}
		if w.tag.UPOS == "PUNCT" || head != w.head {
			continue
		}
		t.uas.right++
		if string(n.Rel) == w.rel {
			t.las.right++
		}
	}
}
