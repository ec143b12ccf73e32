package main

import (
	"sync"

	"muster/extract/slot"
)

// outOfFold fills a grid for every article with what models say that were
// learned without its fold.
func (s *set) outOfFold(without []string) []*slot.Grid {
	grids := make([]*slot.Grid, len(s.docs))
	for d := range s.docs {
		grids[d] = slot.NewGrid(s.docs[d].scene)
	}
	for k := range slot.Slots {
		items := s.items(k, nil)
		weights := make([]slot.Weights, folds)
		var wg sync.WaitGroup
		for f := range folds {
			wg.Add(1)
			go func() {
				defer wg.Done()
				weights[f] = learnSlot(outside(items, f), s.names, without)
			}()
		}
		wg.Wait()
		s.fill(k, grids, weights)
	}
	return grids
}

// fill ranks every site, those without a gold row too.
func (s *set) fill(k int, grids []*slot.Grid, weights []slot.Weights) {
	for d := range s.docs {
		doc := &s.docs[d]
		for i := range doc.rows {
			it := item{rows: doc.scene.Features(i, k, nil, nil)}
			grids[d].P[i][k] = rank(&it, weights[doc.fold])
		}
	}
}

func outside(items []item, fold int) []item {
	var out []item
	for _, it := range items {
		if it.fold != fold {
			out = append(out, it)
		}
	}
	return out
}

// crossValidate scores every slot with models that saw no article of the scored
// one's cluster, in neither pass.
func crossValidate(s *set, without []string) scores {
	var all scores
	for f := range folds {
		learned, held := s.divide(f)
		for k, preds := range scoreWith(learnPasses(learned, without), held) {
			all[k] = append(all[k], preds...)
		}
	}
	return all
}

// divide parts the articles of a fold from the others; our own are never held
// back.
func (s *set) divide(fold int) (others, held *set) {
	others, held = &set{names: s.names}, &set{names: s.names}
	for _, d := range s.docs {
		if d.fold == fold && !d.own {
			held.docs = append(held.docs, d)
		} else {
			others.docs = append(others.docs, d)
		}
	}
	return others, held
}

// model is what was learned, ready to be written.
type model struct {
	weights [slot.Passes][]slot.Weights
	names   map[uint64]string
	least   [5]float64
}

// learn trains on all articles, and finds by cross-validation from which
// probability on a slot is stated.
func learn(s *set) *model {
	m := learnPasses(s, nil)
	for k, preds := range crossValidate(s, nil) {
		m.least[k] = leastFor(preds, slot.Slots[k])
	}
	return m
}

// learnPasses trains both passes; the second on what out-of-fold models of the
// first say, so that it does not trust them too much.
func learnPasses(s *set, without []string) *model {
	m := &model{names: s.names}
	grids := s.outOfFold(without)
	for pass := range slot.Passes {
		m.weights[pass] = make([]slot.Weights, len(slot.Slots))
		var before []*slot.Grid
		if pass == 1 {
			before = grids
		}
		items := make([][]item, len(slot.Slots))
		for k := range slot.Slots {
			items[k] = s.items(k, before)
		}
		var wg sync.WaitGroup
		for k := range slot.Slots {
			wg.Add(1)
			go func() {
				defer wg.Done()
				m.weights[pass][k] = learnSlot(items[k], s.names, without)
			}()
		}
		wg.Wait()
	}
	return m
}

// scoreWith ranks articles with a learned model, as the program does.
func scoreWith(m *model, s *set) scores {
	grids := make([]*slot.Grid, len(s.docs))
	for d := range s.docs {
		grids[d] = slot.NewGrid(s.docs[d].scene)
	}
	for k := range slot.Slots {
		same := make([]slot.Weights, folds)
		for f := range same {
			same[f] = m.weights[0][k]
		}
		s.fill(k, grids, same)
	}
	var all scores
	for k := range slot.Slots {
		items := s.items(k, grids)
		for i := range items {
			all[k] = append(all[k], predict(&items[i], rank(&items[i], m.weights[1][k])))
		}
	}
	return all
}
