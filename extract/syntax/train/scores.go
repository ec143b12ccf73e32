package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"muster/extract/syntax/model"
)

// guess is what the model says of one token.
type guess struct {
	tag   model.Tag
	head  int
	rel   string
	lemma string
}

// tally counts on one treebank. UAS and LAS leave out the tokens that the
// treebank calls punctuation; the relation counts with its subtype.
type tally struct {
	tokens, upos, xpos, lemma int
	words, uas, las, broad    int // broad: label right up to the subtype
	rels                      map[string]*hits
}

// hits are right answers among the given and the wanted ones.
type hits struct{ right, given, want int }

func (h hits) f1() float64 { return percent(2*h.right, h.given+h.want) }

func percent(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return math.Round(10000*float64(a)/float64(b)) / 100
}

func (t *tally) rel(name string) *hits {
	if t.rels == nil {
		t.rels = map[string]*hits{}
	}
	if t.rels[name] == nil {
		t.rels[name] = &hits{}
	}
	return t.rels[name]
}

// add counts token i of the treebank against the guess.
func (t *tally) add(s *sentence, i int, g guess) {
	t.tokens++
	if g.tag.UPOS == s.tags[i].UPOS {
		t.upos++
	}
	if g.tag.XPOS == s.tags[i].XPOS {
		t.xpos++
	}
	if strings.EqualFold(g.lemma, s.lemmas[i]) {
		t.lemma++
	}
	headed := g.head == int(s.heads[i])
	t.rel(g.rel).given++
	t.rel(s.rels[i]).want++
	if headed && g.rel == s.rels[i] {
		t.rel(g.rel).right++
	}
	if s.tags[i].UPOS == "PUNCT" {
		return
	}
	t.words++
	if !headed {
		return
	}
	t.uas++
	if g.rel == s.rels[i] {
		t.las++
	}
	if universal(g.rel) == universal(s.rels[i]) {
		t.broad++
	}
}

func universal(rel string) string {
	u, _, _ := strings.Cut(rel, ":")
	return u
}

// report is what -json prints; all but the speed in per cent.
type report struct {
	UPOS       float64            `json:"upos"`
	XPOS       float64            `json:"xpos"`
	UAS        float64            `json:"uas"`
	LAS        float64            `json:"las"`
	LASBroad   float64            `json:"las_universal"` // labels without subtypes
	Lemma      float64            `json:"lemma"`
	UPOSRaw    float64            `json:"upos_raw"`
	UASRaw     float64            `json:"uas_raw"`
	LASRaw     float64            `json:"las_raw"`
	TokensRaw  float64            `json:"tokens_raw"`
	SentsRaw   float64            `json:"sentences_raw"`
	Relations  map[string]float64 `json:"relations"`
	TokensPerS float64            `json:"tokens_per_s"`
}

func (t *tally) report() report {
	r := report{
		UPOS: percent(t.upos, t.tokens), XPOS: percent(t.xpos, t.tokens), Lemma: percent(t.lemma, t.tokens),
		UAS: percent(t.uas, t.words), LAS: percent(t.las, t.words), LASBroad: percent(t.broad, t.words),
		Relations: map[string]float64{},
	}
	for name, h := range t.rels {
		if h.want > 0 {
			r.Relations[name] = h.f1()
		}
	}
	return r
}

func (r report) print(w io.Writer, t *tally) {
	fmt.Fprintf(w, "gold tokens  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f  (LAS without subtypes %.2f)\n",
		r.UPOS, r.XPOS, r.Lemma, r.UAS, r.LAS, r.LASBroad)
	if r.TokensRaw > 0 {
		fmt.Fprintf(w, "raw text     tokens %.2f  sentences %.2f  UPOS %.2f  UAS %.2f  LAS %.2f\n",
			r.TokensRaw, r.SentsRaw, r.UPOSRaw, r.UASRaw, r.LASRaw)
	}
	if r.TokensPerS > 0 {
		fmt.Fprintf(w, "%.0f tokens/s\n", r.TokensPerS)
	}
	names := make([]string, 0, len(r.Relations))
	for n := range r.Relations {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := t.rels[b].want - t.rels[a].want; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for _, n := range names {
		fmt.Fprintf(w, "%-14s F1 %6.2f  of %d\n", n, r.Relations[n], t.rels[n].want)
	}
}

// measure runs a model over the gold tokens of a treebank.
func measure(m *model.Model, ss []*sentence) *tally {
	t := &tally{}
	ms, r := &model.Sentence{}, model.NewRun()
	for _, s := range ss {
		m.Analyse(r, load(s, ms))
		for i := 1; i <= s.len(); i++ {
			tag := m.Tags[ms.Tag[i]]
			t.add(s, i, guess{tag, int(ms.Head[i]), m.Rels[ms.Rel[i]], m.Lemmas.Lemma(s.forms[i], ms.Tag[i], tag.UPOS == "PROPN")})
		}
	}
	return t
}
