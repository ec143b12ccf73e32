package syntax

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"muster/extract/syntax/model"
	"muster/extract/token"
)

// tree parses one sentence and gives its words beside it.
func tree(t *testing.T, text string) (*Tree, []string) {
	t.Helper()
	tt := token.Read(text)
	if len(tt.Sentences) != 1 {
		t.Fatalf("%q is %d sentences", text, len(tt.Sentences))
	}
	var words []string
	for _, tok := range tt.Sentences[0].Tokens {
		words = append(words, tt.Of(tok))
	}
	return NewForest(tt).Tree(0), words
}

// find is the place of a word in the sentence.
func find(t *testing.T, words []string, w string) int {
	t.Helper()
	for i, x := range words {
		if x == w {
			return i
		}
	}
	t.Fatalf("no %q in %q", w, words)
	return -1
}

func TestWalk(t *testing.T) {
	tr, w := tree(t, "Germany will send 4,000 soldiers to Lithuania.")
	word := func(i int) string {
		if i < 0 {
			return ""
		}
		return w[i]
	}
	send := find(t, w, "send")
	for _, c := range []struct{ what, got, want string }{
		{"root", word(tr.Root()), "send"},
		{"subject", word(tr.Subject(send)), "Germany"},
		{"object", word(tr.Object(send)), "soldiers"},
		{"governor of the number", word(tr.Governor(find(t, w, "4,000"))), "soldiers"},
		{"relation of the number", string(tr.Nodes[find(t, w, "4,000")].Rel), "nummod"},
		{"case", word(tr.Case(find(t, w, "Lithuania"))), "to"},
		{"predicate", word(tr.Predicate(find(t, w, "4,000"))), "send"},
		{"lemma", tr.Nodes[find(t, w, "soldiers")].Lemma, "soldier"},
		{"tag", string(tr.Nodes[send].Tag) + " " + string(tr.Nodes[send].XTag), "VERB VB"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
	from, to := tr.Span(find(t, w, "soldiers"))
	if got := strings.Join(w[from:to], " "); !strings.HasPrefix(got, "4,000 soldiers") {
		t.Errorf("span of soldiers is %q", got)
	}
	if tr.Passive(send) || tr.Negated(send) {
		t.Error("send is neither passive nor negated")
	}
}

// check fails unless the tree is one: one root, heads in range, no circles.
func check(t *testing.T, tr *Tree) {
	t.Helper()
	roots := 0
	for i, n := range tr.Nodes {
		if n.Head < -1 || n.Head >= len(tr.Nodes) {
			t.Fatalf("head %d of token %d of %d", n.Head, i, len(tr.Nodes))
		}
		if n.Head < 0 {
			roots++
		}
		steps := 0
		for h := i; h >= 0; h = tr.Nodes[h].Head {
			if steps++; steps > len(tr.Nodes) {
				t.Fatalf("token %d hangs in a circle", i)
			}
		}
		if n.Tag == "" || n.Rel == "" {
			t.Fatalf("token %d has no tag or relation", i)
		}
	}
	if len(tr.Nodes) > 0 && roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

func TestAnyText(t *testing.T) {
	for _, text := range []string{
		"", "\n\n", ".", "42", "- first\n- second\n* third",
		"NATO LEADERS AGREE TO SEND 300,000 TROOPS EAST", "Bundeswehr schickt 4.000 Soldaten nach Litauen",
		"🚀🚀 3 drones 💥", "\xff\xfe broken \xc3", "a\u200bb \u00ad", strings.Repeat("the very long word , ", 100),
		strings.Repeat("x ", 5000), strings.Repeat("(", 400) + strings.Repeat(")", 400),
	} {
		tt := token.Read(text)
		f := NewForest(tt)
		for i := range tt.Sentences {
			tr := f.Tree(i)
			if len(tr.Nodes) != len(tt.Sentences[i].Tokens) {
				t.Fatalf("%d nodes for %d tokens", len(tr.Nodes), len(tt.Sentences[i].Tokens))
			}
			check(t, tr)
		}
	}
}

func TestModelRefusesWrongFiles(t *testing.T) {
	changed := append([]byte(nil), modelFile...)
	changed[len(changed)/2] ^= 4
	for name, b := range map[string][]byte{
		"empty": nil, "cut": modelFile[:len(modelFile)/2], "one byte short": modelFile[:len(modelFile)-1],
		"changed": changed, "another kind": []byte(strings.Repeat("no model at all ", 10)),
	} {
		if _, err := model.Read(b); !errors.Is(err, model.ErrModel) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// TestRunKeepsNothing: what a run keeps of one sentence leaves the next one's
// tree as it is, whatever the case and the place of the words they share.
func TestRunKeepsNothing(t *testing.T) {
	tt := token.Read(benchText + " The ministry said so. MINISTRY SAYS THE FORCE LEAVES LATVIA. Said the ministry: the force stays.")
	used := model.NewRun()
	for range 2 {
		for _, s := range tt.Sentences {
			var a, b model.Sentence
			a.Reset()
			b.Reset()
			for _, tok := range s.Tokens {
				a.Add(tt.Of(tok), tok.Hash)
				b.Add(tt.Of(tok), tok.Hash)
			}
			Embedded().Analyse(used, &a)
			Embedded().Analyse(model.NewRun(), &b)
			if !slices.Equal(a.Hint, b.Hint) || !slices.Equal(a.Tag, b.Tag) || !slices.Equal(a.Head, b.Head) || !slices.Equal(a.Rel, b.Rel) {
				t.Errorf("a used run reads %q otherwise", tt.Source[s.Start:s.End])
			}
		}
	}
}

// TestGrow: trees that grow together are those that grow alone, whatever their
// lengths and however many go together.
func TestGrow(t *testing.T) {
	tt := token.Read(strings.Repeat(benchText+" Nobody was hurt. Why? The ministry, which had said nothing for days, denied it.\n\n", 2) + strings.Repeat("drone ", 500))
	for n := range len(tt.Sentences) {
		alone, together := NewForest(tt), NewForest(tt)
		var some []int
		for i := n; i < len(tt.Sentences); i += 1 + n%3 {
			some = append(some, i, i)
		}
		together.Grow(some)
		for _, i := range some {
			if !slices.Equal(alone.Tree(i).Nodes, together.Tree(i).Nodes) {
				t.Errorf("%d sentences together: another tree of %q", len(some)/2, tt.Source[tt.Sentences[i].Start:tt.Sentences[i].End])
			}
		}
	}
}

func FuzzForest(f *testing.F) {
	f.Add("Kyiv says 300 drones hit; Moscow denies it.")
	f.Add("\xff 🚀 5k\n\nA.B")
	f.Fuzz(func(t *testing.T, s string) {
		tt := token.Read(s)
		forest := NewForest(tt)
		for i := range tt.Sentences {
			check(t, forest.Tree(i))
		}
	})
}

const benchText = `The ministry said on Thursday that about 4,000 soldiers would be sent to Lithuania by the end of 2025, while Canada
plans to double its force in Latvia to 2,200. According to two officials, the alliance has promised 155 mm rounds worth $2.4 billion.
Ukraine's air force shot down 41 of 52 drones overnight, killing nobody, but a woman was hurt by debris in Odesa.`

func BenchmarkParse(b *testing.B) {
	tt := token.Read(benchText)
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		f := NewForest(tt)
		for i := range tt.Sentences {
			n += len(f.Tree(i).Nodes)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Read(modelFile); err != nil {
			b.Fatal(err)
		}
	}
}
