package extract

import (
	"math"
	"strings"

	"muster/extract/token"
	"muster/lexicon"
	"muster/news"
)

// content is what each sentence of an article speaks of: its long words by their
// first letters, which "attack", "attacked" and "attackers" share.
type content struct {
	stems [][]uint64
	has   []map[uint64]bool
	// acts are what each sentence says to happen, by token.
	acts []map[int]lexicon.Act
	// theme is in which share of the sentences an act is spoken of.
	theme map[lexicon.Act]float64
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
	c := &content{stems: make([][]uint64, n), has: make([]map[uint64]bool, n), weight: map[uint64]float64{}, acts: make([]map[int]lexicon.Act, n), theme: map[lexicon.Act]float64{}}
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
	for i := range c.acts {
		c.acts[i] = r.actsOf(i)
		told := map[lexicon.Act]bool{}
		for _, a := range c.acts[i] {
			told[a] = true
		}
		for a := range told {
			c.theme[a] += 1 / float64(n)
		}
	}
	r.content = c
	return c
}

// actsOf are the acts that the words of a sentence tell, by token: those in
// which something happens and is no saying.
func (r *reading) actsOf(sent int) map[int]lexicon.Act {
	acts := map[int]lexicon.Act{}
	for i, t := range r.text.Sentences[sent].Tokens {
		if t.Kind != token.Word || t.End-t.Start < 3 {
			continue
		}
		w := strings.ToLower(r.text.Source[t.Start:t.End])
		base, ok := lexicon.Base(w)
		if !ok {
			base = w
		}
		a, ok := lexicon.Verb(base)
		if !ok {
			a, ok = lexicon.Nominal(w)
		}
		if !ok {
			a, ok = lexicon.Nominal(base)
		}
		if ok && eventful[lexicon.Field(a)] {
			acts[i] = a
		}
	}
	return acts
}

// themeReach is how many tokens from a date an act may stand that it dates.
const themeReach = 7

// about is how much the article tells of what stands by the date, 0..1, and
// whether a sentence and an act of it are told there too.
func (r *reading) about(at int, d news.Span, sent int, act lexicon.Act) (theme float64, shared, same bool) {
	c := r.contents()
	from, to := r.tokensIn(at, d)
	for i, a := range c.acts[at] {
		if i < from-themeReach || i >= to+themeReach {
			continue
		}
		theme = max(theme, c.theme[a])
		same = same || a == act
		for _, b := range c.acts[sent] {
			shared = shared || a == b
		}
	}
	return theme, shared, same
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

// eventful are the fields of acts of which an article tells as of an event.
var eventful = map[string]bool{"losses": true, "strikes": true, "interceptions": true, "forces": true, "land": true}
