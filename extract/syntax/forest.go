package syntax

import (
	_ "embed" // the model
	"sync"

	"muster/extract/syntax/model"
	"muster/extract/token"
)

//go:embed en/syntax.model
var modelFile []byte

// Embedded is the model in the binary, read at its first use.
var Embedded = sync.OnceValue(func() *model.Model {
	m, err := model.Read(modelFile)
	if err != nil {
		panic(err)
	}
	return m
})

// Forest is the trees of a text, each made when it is first asked for. It is
// not for several goroutines at once.
type Forest struct {
	text  *token.Text
	trees []*Tree
}

// NewForest is the forest of a text that has been read into sentences.
func NewForest(t *token.Text) *Forest {
	return &Forest{text: t, trees: make([]*Tree, len(t.Sentences))}
}

// Tree is the tree of sentence i.
func (f *Forest) Tree(i int) *Tree {
	if f.trees[i] == nil {
		f.trees[i] = Parse(f.text, f.text.Sentences[i].Tokens)
	}
	return f.trees[i]
}

// bench is what one parse needs beside the model.
type bench struct {
	s      model.Sentence
	run    *model.Run
	lemmas map[lemmaKey]string
}

type lemmaKey struct {
	form string
	tag  uint8
}

var benches = sync.Pool{New: func() any {
	return &bench{run: model.NewRun(), lemmas: map[lemmaKey]string{}}
}}

// mostLemmas bounds the lemmas that a bench keeps.
const mostLemmas = 1 << 15

// Parse is the tree of some tokens of the text, one sentence by the caller's
// word. Sentences of more than model.MaxTokens tokens are parsed in pieces,
// whose roots hang on the first piece's root as parataxis.
func Parse(t *token.Text, toks []token.Token) *Tree {
	tree := &Tree{Nodes: make([]Node, len(toks))}
	b := benches.Get().(*bench)
	defer benches.Put(b)
	for from := 0; from < len(toks); from += model.MaxTokens {
		to := min(from+model.MaxTokens, len(toks))
		b.parse(t, toks[from:to], tree.Nodes[from:to], from)
	}
	if len(toks) > model.MaxTokens {
		tree.joinPieces()
	}
	return tree
}

func (b *bench) parse(t *token.Text, toks []token.Token, nodes []Node, offset int) {
	m := Embedded()
	b.s.Reset()
	for _, tok := range toks {
		b.s.Add(t.Of(tok), tok.Hash)
	}
	m.Analyse(&b.s, b.run)
	for j := range nodes {
		i := j + 1
		tag := m.Tags[b.s.Tag[i]]
		nodes[j] = Node{
			Head: int(b.s.Head[i]) - 1, Rel: Rel(m.Rels[b.s.Rel[i]]), Tag: Tag(tag.UPOS), XTag: XTag(tag.XPOS),
			Lemma: b.lemma(m, t.Of(toks[j]), b.s.Tag[i], tag.UPOS == "PROPN"),
		}
		if nodes[j].Head >= 0 {
			nodes[j].Head += offset
		}
	}
}

func (b *bench) lemma(m *model.Model, form string, tag uint8, proper bool) string {
	if l, ok := b.lemmas[lemmaKey{form, tag}]; ok {
		return l
	}
	if len(b.lemmas) >= mostLemmas {
		clear(b.lemmas)
	}
	l := m.Lemmas.Lemma(form, tag, proper)
	b.lemmas[lemmaKey{form, tag}] = l
	return l
}

// joinPieces leaves the first root and hangs the others on it.
func (t *Tree) joinPieces() {
	first := t.Root()
	for i := first + 1; i < len(t.Nodes); i++ {
		if t.Nodes[i].Head < 0 {
			t.Nodes[i].Head, t.Nodes[i].Rel = first, "parataxis"
		}
	}
}
