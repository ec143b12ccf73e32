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
	seed      uint64
	folds     int
	tagEpochs int
	tagFloor  float64
	net       schedule
}

var standard = recipe{seed: 1, folds: 4, tagEpochs: 5, tagFloor: 1.2, net: patient}

// example is a training sentence in the model's terms.
type example struct {
	s    *model.Sentence
	tags []uint8
	hint []uint8 // tags of a tagger that has not seen the sentence
	gold []int16
	rels []uint8
}

// trainer holds what the steps of training share.
type trainer struct {
	recipe
	log      io.Writer
	examples []*example
	m        *model.Model
}

func newTrainer(r recipe, train []*sentence, log io.Writer) *trainer {
	t := &trainer{recipe: r, log: log, m: &model.Model{}}
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

// learnTags trains the tagger and leaves in the examples, as hints, the tags
// of taggers that had not seen them.
func (t *trainer) learnTags() {
	fmt.Fprintf(t.log, "tagger: %d sentences, %d tags\n", len(t.examples), len(t.m.Tags))
	jobs := []func(){func() { t.m.Tagger = t.learnTagger(t.examples, t.log).table(t.tagFloor) }}
	hints := make([][]uint8, len(t.examples))
	for f := range t.folds {
		jobs = append(jobs, func() { t.crossed(f, hints) })
	}
	side(jobs...)
	for i, e := range t.examples {
		e.hint = hints[i]
	}
	fmt.Fprintf(t.log, "tagger: %d features\n", t.m.Tagger.Len())
}

// crossed tags one fold with a tagger of the other folds.
func (t *trainer) crossed(fold int, hints [][]uint8) {
	var rest []*example
	for i, e := range t.examples {
		if i/20%t.folds != fold {
			rest = append(rest, e)
		}
	}
	sc, run := t.learnTagger(rest, io.Discard).table(t.tagFloor), model.NewRun()
	for i, e := range t.examples {
		if i/20%t.folds == fold {
			s := e.s.Copy()
			run.Tag(sc, s)
			hints[i] = s.Hint
		}
	}
}

// side runs the jobs, two at a time; each is deterministic by itself.
func side(jobs ...func()) {
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

// learnTagger trains a tagger, on copies of the examples' sentences.
func (t *trainer) learnTagger(examples []*example, log io.Writer) *learner {
	l := newLearner(len(t.m.Tags))
	order := make([]*example, len(examples))
	for i, e := range examples {
		order[i] = &example{s: e.s.Copy(), tags: e.tags}
	}
	rnd := rand.New(rand.NewPCG(t.seed, 1))
	scores := make([]int32, len(t.m.Tags))
	var keys []uint32
	for epoch := range t.tagEpochs {
		rnd.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, all := 0, 0
		for _, e := range order {
			for i := 1; i < len(e.tags); i++ {
				keys = e.s.TagKeys(keys[:0], i)
				l.Score(keys, scores)
				got := top(scores)
				if want := int(e.tags[i]); got != want {
					l.correct(keys, want, got)
					wrong++
				}
				e.s.Hint[i] = uint8(got)
				all++
				l.tick()
			}
		}
		fmt.Fprintf(log, "tagger epoch %d: %.2f%% right in training\n", epoch+1, 100-100*float64(wrong)/float64(all))
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
