package figure

import (
	"sort"

	"muster/extract/token"
)

// phrases finds rows of words in a sentence: forward from a token, or
// backward to one. The longest row wins.
type phrases struct {
	back bool
	by   map[uint64][]phrase // by first word, or by last where back
}

type phrase struct {
	words   []uint64
	sense   *sense
	gives   *gives
	befalls *befalls
}

func newPhrases(back bool) phrases { return phrases{back: back, by: map[uint64][]phrase{}} }

func (p *phrases) put(ph phrase) {
	if len(ph.words) == 0 {
		return
	}
	key := ph.words[0]
	if p.back {
		key = ph.words[len(ph.words)-1]
	}
	p.by[key] = append(p.by[key], ph)
}

// order puts longer phrases first; equal ones keep the order of the lists.
func (p *phrases) order() {
	for _, list := range p.by {
		sort.SliceStable(list, func(a, b int) bool { return len(list[a].words) > len(list[b].words) })
	}
}

// at returns the longest phrase that begins at token k and its length.
func (p *phrases) at(toks []token.Token, k int) (phrase, int) {
	if k < 0 || k >= len(toks) {
		return phrase{}, 0
	}
	return p.from(toks[k].Hash, toks, k+1)
}

// from is at for a first word that is part of a token.
func (p *phrases) from(first uint64, toks []token.Token, next int) (phrase, int) {
	for _, ph := range p.by[first] {
		if follows(ph.words[1:], toks, next) {
			return ph, len(ph.words)
		}
	}
	return phrase{}, 0
}

func follows(words []uint64, toks []token.Token, k int) bool {
	if k+len(words) > len(toks) {
		return false
	}
	for i, w := range words {
		if toks[k+i].Hash != w {
			return false
		}
	}
	return true
}

// until returns the longest phrase that ends before token k and its length.
func (p *phrases) until(toks []token.Token, k int) (phrase, int) {
	if k <= 0 || k > len(toks) {
		return phrase{}, 0
	}
	for _, ph := range p.by[toks[k-1].Hash] {
		if from := k - len(ph.words); from >= 0 && follows(ph.words, toks, from) {
			return ph, len(ph.words)
		}
	}
	return phrase{}, 0
}

// untilWord is until for a last word that is part of token k.
func (p *phrases) untilWord(last uint64, toks []token.Token, k int) (phrase, int) {
	for _, ph := range p.by[last] {
		n := len(ph.words) - 1
		if from := k - n; from >= 0 && follows(ph.words[:n], toks, from) {
			return ph, len(ph.words)
		}
	}
	return phrase{}, 0
}
