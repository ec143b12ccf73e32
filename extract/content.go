package extract

import (
	"math"

	"muster/extract/token"
)

// content is what each sentence of an article speaks of: its long words by their
// first letters, which "attack", "attacked" and "attackers" share.
type content struct {
	stems [][]uint64
	has   []map[uint64]bool
	// weight is how much a stem tells: the rarer in the article, the more.
	weight map[uint64]float64
}

// stemLetters is how many letters make a stem, and the least a word must have
// to be more than grammar.
const stemLetters = 5

func (r *reading) contents() *content {
	if r.content != nil {
		return r.content
	}
	n := len(r.text.Sentences)
	c := &content{stems: make([][]uint64, n), has: make([]map[uint64]bool, n), weight: map[uint64]float64{}}
	for i, s := range r.text.Sentences {
		c.has[i] = map[uint64]bool{}
		for _, t := range s.Tokens {
			if t.Kind != token.Word || t.End-t.Start < stemLetters {
				continue
			}
			h := token.Hash(r.text.Source[t.Start : t.Start+stemLetters])
			if !c.has[i][h] {
				c.has[i][h] = true
				c.stems[i] = append(c.stems[i], h)
				c.weight[h]++
			}
		}
	}
	for h, n := range c.weight {
		c.weight[h] = math.Log(float64(len(c.stems)+1) / n)
	}
	r.content = c
	return c
}

// alike is the share of what sentence a speaks of that sentence b speaks of too,
// 0..1.
func (r *reading) alike(a, b int) float64 {
	c := r.contents()
	all, both := 0.0, 0.0
	for _, h := range c.stems[a] {
		all += c.weight[h]
		if c.has[b][h] {
			both += c.weight[h]
		}
	}
	if all == 0 {
		return 0
	}
	return both / all
}
