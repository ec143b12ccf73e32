package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"sync"

	"muster/extract/syntax/model"
)

// recipe is how long and how finely to train. The numbers were chosen on the
// development part of EWT.
type recipe struct {
	seed                             uint64
	folds                            int
	tagEpochs, moveEpochs, relEpochs int
	tagFloor, moveFloor, relFloor    float64
	least                            int32
}

var standard = recipe{
	seed: 1, folds: 3,
	tagEpochs: 5, moveEpochs: 8, relEpochs: 5,
	tagFloor: 1.2, moveFloor: 2.2, relFloor: 1.6, least: 1,
}

// example is a training sentence in the model's terms.
type example struct {
	s    *model.Sentence
	tags []uint8
	hint []uint8 // first-pass tags by a model that has not seen the sentence
	pred []uint8 // second-pass tags, likewise
	gold []int16
	rels []uint8
}

// trainer holds what the steps of training share.
type trainer struct {
	recipe
	log      io.Writer
	examples []*example
	dev      []*sentence
	m        *model.Model
}

func newTrainer(r recipe, train, dev []*sentence, log io.Writer) *trainer {
	t := &trainer{recipe: r, log: log, dev: dev, m: &model.Model{}}
	tags, rels := map[model.Tag]int{}, map[string]int{}
	for _, s := range train {
		for i := 1; i <= s.len(); i++ {
			tags[s.tags[i]]++
			rels[s.rels[i]]++
		}
	}
	for tag, n := range tags {
		if n >= 3 {
			t.m.Tags = append(t.m.Tags, tag)
		}
	}
	slices.SortFunc(t.m.Tags, func(a, b model.Tag) int {
		if tags[a] != tags[b] {
			return tags[b] - tags[a]
		}
		return cmpTag(a, b)
	})
	for rel := range rels {
		t.m.Rels = append(t.m.Rels, rel)
	}
	slices.Sort(t.m.Rels)
	for _, s := range train {
		t.examples = append(t.examples, t.example(s))
	}
	return t
}

func cmpTag(a, b model.Tag) int {
	if a.UPOS != b.UPOS {
		if a.UPOS < b.UPOS {
			return -1
		}
		return 1
	}
	if a.XPOS < b.XPOS {
		return -1
	}
	if a.XPOS > b.XPOS {
		return 1
	}
	return 0
}

func (t *trainer) example(s *sentence) *example {
	e := &example{s: load(s, &model.Sentence{}), gold: s.heads}
	for i := range s.forms {
		e.tags = append(e.tags, uint8(max(0, slices.Index(t.m.Tags, s.tags[i]))))
		e.rels = append(e.rels, uint8(max(0, slices.Index(t.m.Rels, s.rels[i]))))
	}
	return e
}

// load puts a treebank sentence's forms into ms.
func load(s *sentence, ms *model.Sentence) *model.Sentence {
	ms.Reset()
	for _, f := range s.forms[1:] {
		ms.AddForm(f)
	}
	return ms
}

// learnTags trains the two passes of the tagger and leaves in the examples
// the tags of models that had not seen them.
func (t *trainer) learnTags() {
	fmt.Fprintf(t.log, "tagger: %d sentences, %d tags\n", len(t.examples), len(t.m.Tags))
	t.crossed(false, func(e *example) { e.hint = slices.Clone(e.s.Tag) })
	t.crossed(true, func(e *example) { e.pred = slices.Clone(e.s.Tag) })
	t.both(
		func() { t.m.First = t.learnPass(t.examples, false, t.log).table(t.tagFloor, t.least) },
		func() { t.m.Second = t.learnPass(t.examples, true, t.log).table(t.tagFloor, t.least) })
	fmt.Fprintf(t.log, "tagger: %d + %d features\n", t.m.First.Len(), t.m.Second.Len())
}

// crossed tags each fold with a model of the other folds and keeps the
// result.
func (t *trainer) crossed(second bool, keep func(*example)) {
	jobs := make([]func(), t.folds)
	for f := range t.folds {
		jobs[f] = func() {
			var rest, held []*example
			for i, e := range t.examples {
				if i/20%t.folds == f {
					held = append(held, e)
				} else {
					// The folds run side by side: each works on copies.
					c := *e
					c.s = e.s.Copy()
					rest = append(rest, &c)
				}
			}
			sc := t.learnPass(rest, second, io.Discard).table(t.tagFloor, t.least)
			for _, e := range held {
				tagWith(sc, e, len(t.m.Tags), second)
				keep(e)
			}
		}
	}
	t.both(jobs...)
}

func tagWith(sc model.Scorer, e *example, classes int, second bool) {
	s := e.s.Copy()
	if second {
		s.SetHints(e.hint)
	}
	s.TagPass(sc, classes, second)
	e.s.SetTags(s.Tag)
}

// both runs the jobs, two at a time; each is deterministic by itself.
func (t *trainer) both(jobs ...func()) {
	var wg sync.WaitGroup
	room := make(chan bool, 2)
	for _, job := range jobs {
		wg.Add(1)
		room <- true
		go func() {
			defer wg.Done()
			job()
			<-room
		}()
	}
	wg.Wait()
}

// learnPass trains one pass of the tagger.
func (t *trainer) learnPass(examples []*example, second bool, log io.Writer) *learner {
	l := newLearner(len(t.m.Tags))
	order := slices.Clone(examples)
	rnd := rand.New(rand.NewPCG(t.seed, 1))
	scores := make([]int32, len(t.m.Tags))
	var keys []uint32
	for epoch := range t.tagEpochs {
		rnd.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, all := 0, 0
		for _, e := range order {
			e.s.SetHints(e.hint)
			for i := 1; i < len(e.tags); i++ {
				keys = e.s.TagKeys(keys[:0], i, second)
				l.Score(keys, scores)
				got := top(scores)
				if want := int(e.tags[i]); got != want {
					l.correct(keys, want, got)
					wrong++
				}
				e.s.Tag[i] = uint8(got)
				all++
				l.tick()
			}
		}
		fmt.Fprintf(log, "tagger second=%v epoch %d: %.2f%% right in training\n", second, epoch+1, 100-100*float64(wrong)/float64(all))
	}
	return l
}

func top(scores []int32) int {
	b := 0
	for c, s := range scores {
		if s > scores[b] {
			b = c
		}
	}
	return b
}

// learnMoves trains the moves with a dynamic oracle: from the second epoch on
// the parser goes on from its own mistakes.
func (t *trainer) learnMoves() {
	l := newLearner(int(model.Moves))
	order := slices.Clone(t.examples)
	rnd := rand.New(rand.NewPCG(t.seed, 2))
	cats := model.Cats(t.m.Tags)
	for epoch := range t.moveEpochs {
		rnd.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, all := 0, 0
		for _, e := range order {
			e.s.SetTags(e.pred)
			e.s.SetCats(cats)
			w, a := t.oracle(l, e, epoch > 0, rnd)
			wrong, all = wrong+w, all+a
		}
		fmt.Fprintf(t.log, "moves epoch %d: %.2f%% right in training\n", epoch+1, 100-100*float64(wrong)/float64(all))
	}
	t.m.Move = l.table(t.moveFloor, t.least)
	fmt.Fprintf(t.log, "moves: %d features, %d before pruning\n", t.m.Move.Len(), len(l.keys))
}

// oracle goes through one sentence and returns how many moves of how many
// were wrong.
func (t *trainer) oracle(l *learner, e *example, explore bool, rnd *rand.Rand) (wrong, all int) {
	var st model.State
	var scores [model.Moves]int32
	var keys []uint32
	st.Reset(len(e.gold) - 1)
	e.s.Count()
	for !st.Done() {
		if m, forced := st.Forced(); forced {
			st.Do(m, e.s.Cat)
			continue
		}
		keys = e.s.MoveKeys(keys[:0], &st)
		l.Score(keys, scores[:])
		got, want := -1, -1
		least := 1 << 30
		for m := range model.Moves {
			if st.Allowed(m) {
				least = min(least, st.Cost(m, e.gold))
			}
		}
		for m := range model.Moves {
			if !st.Allowed(m) {
				continue
			}
			if got < 0 || scores[m] > scores[got] {
				got = int(m)
			}
			if st.Cost(m, e.gold) == least && (want < 0 || scores[m] > scores[want]) {
				want = int(m)
			}
		}
		all++
		l.tick()
		if st.Cost(model.Move(got), e.gold) > least {
			wrong++
			l.correct(keys, want, got)
			if !explore || rnd.Float64() > 0.9 {
				got = want
			}
		}
		st.Do(model.Move(got), e.s.Cat)
	}
	return wrong, all
}

// learnLabels trains the labels on the gold trees with predicted tags.
func (t *trainer) learnLabels() {
	l := newLearner(len(t.m.Rels))
	order := slices.Clone(t.examples)
	rnd := rand.New(rand.NewPCG(t.seed, 3))
	cats := model.Cats(t.m.Tags)
	scores := make([]int32, len(t.m.Rels))
	var keys []uint32
	for epoch := range t.relEpochs {
		rnd.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, all := 0, 0
		for _, e := range order {
			e.s.SetTags(e.pred)
			e.s.SetCats(cats)
			copy(e.s.Head, e.gold)
			e.s.Count()
			e.s.Families()
			for _, d := range e.s.Order()[1:] {
				keys = e.s.LabelKeys(keys[:0], int(d))
				l.Score(keys, scores)
				got := top(scores)
				if want := int(e.rels[d]); got != want {
					l.correct(keys, want, got)
					wrong++
				}
				e.s.GiveLabel(int(d), uint8(got))
				all++
				l.tick()
			}
		}
		fmt.Fprintf(t.log, "labels epoch %d: %.2f%% right in training\n", epoch+1, 100-100*float64(wrong)/float64(all))
	}
	t.m.Label = l.table(t.relFloor, t.least)
	fmt.Fprintf(t.log, "labels: %d features, %d before pruning\n", t.m.Label.Len(), len(l.keys))
}
