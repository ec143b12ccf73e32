package main

import (
	"crypto/sha256"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"muster/extract/syntax/model"
)

// own is two trees of our own sentences.
const own = `# newdoc id = own-1
# sent_id = own-1-1
1	Latvia	Latvia	PROPN	NNP	_	2	nsubj	_	_
2	sent	send	VERB	VBD	_	0	root	_	_
3	two	two	NUM	CD	_	4	nummod	_	_
4	ships	ship	NOUN	NNS	_	2	obj	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

# sent_id = own-1-2
1-2	didn't	_	_	_	_	_	_	_	_
1	did	do	AUX	VBD	_	3	aux	_	_
2	n't	not	PART	RB	_	3	advmod	_	_
3	sail	sail	VERB	VB	_	0	root	_	_
3.1	x	x	X	X	_	_	_	_	_

`

func ownTrees(t *testing.T) []*sentence {
	t.Helper()
	ss, err := readConllu(strings.NewReader(own))
	if err != nil {
		t.Fatal(err)
	}
	return ss
}

func TestReadConllu(t *testing.T) {
	ss := ownTrees(t)
	if len(ss) != 2 || ss[0].len() != 5 || ss[1].len() != 3 || !ss[0].doc || ss[1].doc {
		t.Fatalf("got %d sentences", len(ss))
	}
	if got := documents(ss)[0].text; got != "Latvia sent two ships. didn't sail \n" {
		t.Errorf("text %q", got)
	}
	for _, bad := range []string{
		"1\tone\n", "1\ta\ta\tX\tX\t_\tx\troot\t_\t_\n\n", "1\ta\ta\tX\tX\t_\t7\troot\t_\t_\n\n", "1\ta\ta\tX\tX\t_\t1\troot\t_\t_\n\n",
	} {
		if _, err := readConllu(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func small(t *testing.T) *trainer {
	r := standard
	r.folds, r.tagEpochs, r.net.epochs, r.net.batch = 2, 2, 2, 20
	var trees []*sentence
	for range 30 {
		trees = append(trees, ownTrees(t)...)
	}
	tr := newTrainer(r, trees, io.Discard)
	tr.learnLemmas(trees)
	return tr
}

// TestLearnTwice holds that the same data and seed give the same bytes, and
// that the file can be read again.
func TestLearnTwice(t *testing.T) {
	var files [2]string
	for i := range files {
		tr := small(t)
		raw, err := tr.learn(ownTrees(t))
		if err != nil {
			t.Fatal(err)
		}
		files[i] = string(raw)
	}
	t.Logf("sum %x", sha256.Sum256([]byte(files[0])))
	if files[0] != files[1] {
		t.Error("two runs gave different files")
	}
	m, err := model.Read([]byte(files[0]))
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Lemmas.Lemma("ships", uint8(tagOf(m, "NNS")), false); got != "ship" {
		t.Errorf("lemma of ships is %q", got)
	}
}

func tagOf(m *model.Model, xpos string) int {
	for i, tag := range m.Tags {
		if tag.XPOS == xpos {
			return i
		}
	}
	return 0
}

// TestGradient goes a small way along the gradient of each part of the
// network and looks whether the loss changes as the gradient says.
func TestGradient(t *testing.T) {
	tr := small(t)
	tr.learnTags()
	sc := patient
	sc.hide, sc.blind = 0, 0
	net, rare := newNet(tr.examples, 1, sc)
	rnd := rand.New(rand.NewPCG(1, 1))
	for i := range net.Par {
		net.Par[i] += float32(rnd.NormFloat64() * 0.1)
	}
	l := lessonOf(net, tr.examples[0])
	w := &worker{net: net, grad: make([]float32, len(net.Par)), rare: rare, emb: map[int32][]float32{}, rnd: rnd}
	w.g = model.Views(w.grad)
	loss := func() float64 {
		w.loss = 0
		w.learn(l)
		return w.loss
	}
	loss()
	g, par := append([]float32(nil), w.grad...), append([]float32(nil), net.Par...)
	parts := func(par []float32) map[string][]float32 {
		v := model.Views(par)
		return map[string][]float32{
			"first X": v.Cells[0].X, "first H": v.Cells[1].H, "second X": v.Cells[2].X, "second B": v.Cells[3].B, "tag": v.Tag, "tag bias": v.TagB,
			"dep": v.Dep, "head": v.Head, "arc": v.Arc, "arc bias": v.ArcB, "far": v.Far, "far by dependent": v.FarV,
			"relation of dependent": v.RelDep, "of head": v.RelHead, "of way": v.RelFar, "relation": v.Rel,
		}
	}
	now, was, grads := parts(net.Par), parts(par), parts(g)
	for name, grad := range grads {
		norm := math.Sqrt(float64(model.Dot(pad(grad), pad(grad))))
		step := 0.1 / norm * min(1, norm)
		go1 := func(d float64) float64 {
			for i := range grad {
				now[name][i] = was[name][i] + float32(d*step)*grad[i]
			}
			return loss()
		}
		slope := (go1(1) - go1(-1)) / (2 * step)
		go1(0)
		if want := norm * norm; math.Abs(slope-want) > 0.2*want+0.02 {
			t.Errorf("%s: slope %.4f, want %.4f", name, slope, want)
		}
	}
}

// pad makes a length a multiple of 8.
func pad(x []float32) []float32 {
	return append(append([]float32(nil), x...), make([]float32, (8-len(x)%8)%8)...)
}
