package main

import (
	"slices"

	"muster/extract/syntax/model"
	"muster/extract/token"
)

// learnLemmas makes the list of decisions: for every ending the commonest
// script of the forms under it, kept where it differs from what the shorter
// ending says.
func (t *trainer) learnLemmas(train []*sentence) {
	votes := map[uint32]map[model.Script]int{}
	scripts := map[model.Script]int{}
	each := func(visit func(tag uint8, form string, s model.Script)) {
		for _, s := range train {
			for i := 1; i <= s.len(); i++ {
				tag := slices.Index(t.m.Tags, s.tags[i])
				if tag < 0 || s.lemmas[i] == "_" && s.forms[i] != "_" {
					continue
				}
				form := s.forms[i]
				if s.tags[i].UPOS != "PROPN" {
					form = token.Fold(form)
				}
				visit(uint8(tag), form, model.ScriptFor(form, s.lemmas[i]))
			}
		}
	}
	each(func(_ uint8, _ string, s model.Script) { scripts[s]++ })
	known := t.commonScripts(scripts)
	each(func(tag uint8, form string, s model.Script) {
		if _, ok := known[s]; !ok {
			return
		}
		model.Endings(tag, form, func(k uint32) bool {
			if votes[k] == nil {
				votes[k] = map[model.Script]int{}
			}
			votes[k][s]++
			return true
		})
	})
	t.m.Lemmas.Endings = map[uint32]uint8{}
	each(func(tag uint8, form string, _ model.Script) {
		var chain []uint32
		model.Endings(tag, form, func(k uint32) bool { chain = append(chain, k); return true })
		slices.Reverse(chain)
		now := -1
		for _, k := range chain {
			if len(votes[k]) == 0 {
				continue
			}
			if w := winner(votes[k], known); w != now {
				t.m.Lemmas.Endings[k] = uint8(w)
				now = w
			}
		}
	})
}

// commonScripts numbers the 250 commonest scripts.
func (t *trainer) commonScripts(n map[model.Script]int) map[model.Script]int {
	var list []model.Script
	for s, c := range n {
		if c > 1 {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b model.Script) int {
		if n[a] != n[b] {
			return n[b] - n[a]
		}
		return cmpTag(model.Tag{UPOS: a.Add, XPOS: string(rune('a' + a.Cut))}, model.Tag{UPOS: b.Add, XPOS: string(rune('a' + b.Cut))})
	})
	list = list[:min(len(list), 250)]
	known := map[model.Script]int{}
	for i, s := range list {
		known[s] = i
	}
	t.m.Lemmas.Scripts = list
	return known
}

func winner(votes map[model.Script]int, known map[model.Script]int) int {
	best, most := -1, 0
	for s, n := range votes {
		if i := known[s]; n > most || n == most && i < best {
			best, most = i, n
		}
	}
	return best
}
