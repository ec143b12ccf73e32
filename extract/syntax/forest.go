package syntax

import (
	"cmp"
	_ "embed" // the model
	"slices"
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

// together is how many sentences Grow parses at once: enough for the weights to
// be read once for three, and few enough for the states to stay near.
const together = 6

// Grow makes the trees of some sentences that will be asked for, in less time
// than one by one. It changes none of them.
func (f *Forest) Grow(sentences []int) {
	var due []int
	for _, i := range sentences {
		if n := len(f.text.Sentences[i].Tokens); f.trees[i] == nil && 0 < n && n <= model.MaxTokens {
			due = append(due, i)
		}
	}
	slices.SortFunc(due, func(i, j int) int {
		return cmp.Or(len(f.text.Sentences[j].Tokens)-len(f.text.Sentences[i].Tokens), i-j)
	})
	due = slices.Compact(due)
	b := benches.Get().(*bench)
	defer benches.Put(b)
	for group := range slices.Chunk(due, together) {
		b.group(f, group)
	}
}

// bench is what one parse needs beside the model.
type bench struct {
	ss     [together]model.Sentence
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
	s := &b.ss[0]
	load(s, t, toks)
	Embedded().Analyse(b.run, s)
	b.read(s, t, toks, nodes, offset)
}

// group makes the trees of at most as many sentences as go together.
func (b *bench) group(f *Forest, sentences []int) {
	var ss [together]*model.Sentence
	for k, i := range sentences {
		ss[k] = &b.ss[k]
		load(ss[k], f.text, f.text.Sentences[i].Tokens)
	}
	Embedded().Analyse(b.run, ss[:len(sentences)]...)
	for k, i := range sentences {
		toks := f.text.Sentences[i].Tokens
		f.trees[i] = &Tree{Nodes: make([]Node, len(toks))}
		b.read(ss[k], f.text, toks, f.trees[i].Nodes, 0)
	}
}

// load fills a sentence with some tokens of the text.
func load(s *model.Sentence, t *token.Text, toks []token.Token) {
	s.Reset()
	for _, tok := range toks {
		s.Add(t.Of(tok), tok.Hash)
	}
}

// read writes what the model said of a sentence into its nodes, whose first is
// token offset of the whole.
func (b *bench) read(s *model.Sentence, t *token.Text, toks []token.Token, nodes []Node, offset int) {
	m := Embedded()
	for j := range nodes {
		i := j + 1
		tag := m.Tags[s.Tag[i]]
		nodes[j] = Node{
			Head: int(s.Head[i]) - 1, Rel: Rel(m.Rels[s.Rel[i]]), Tag: Tag(tag.UPOS), XTag: XTag(tag.XPOS),
			Lemma: b.lemma(m, t.Of(toks[j]), s.Tag[i], tag.UPOS == "PROPN"),
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
