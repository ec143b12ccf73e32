package extract

import (
	"fmt"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

// newStandings reads en/standing.rule: by the word it begins with, or 0 for
// those that begin with a figure, the phrases whose first figure another has
// replaced. It panics on a broken one, as embedded does.
func newStandings() map[uint64][]*rule.Pattern {
	rules, err := rule.Read(data, "en/standing.rule")
	if err != nil {
		panic(err)
	}
	all := map[uint64][]*rule.Pattern{}
	for _, r := range rules {
		for _, m := range r.Match {
			p, err := rule.Compile(m)
			if err != nil {
				panic(fmt.Errorf("extract: %s:%d: %w", r.File, r.Line, err))
			}
			first := p.First()
			if len(first) == 0 {
				first = []uint64{0}
			}
			for _, h := range first {
				all[h] = append(all[h], p)
			}
		}
	}
	return all
}

// tellStanding marks the figures that the text itself says another has
// replaced.
func (r *reading) tellStanding(claims []news.Claim) {
	for from := 0; from < len(claims); {
		to := from + 1
		for to < len(claims) && r.past[to].sent == r.past[from].sent {
			to++
		}
		r.supersede(claims[from:to], r.past[from].sent)
		from = to
	}
}

// supersede marks such figures among the claims of one sentence.
func (r *reading) supersede(claims []news.Claim, sent int) {
	toks := r.text.Sentences[sent].Tokens
	at := map[int]*news.Claim{}
	ends := map[int]int{}
	for i := range claims {
		from, to := r.tokensIn(sent, claims[i].Figure.Span)
		at[from], ends[from] = &claims[i], to
	}
	slot := func(_ string, _ []token.Token, i int) int {
		if at[i] == nil {
			return 0
		}
		return ends[i] - i
	}
	for i := range toks {
		for _, p := range r.standings[toks[i].Hash] {
			markFirst(p, toks, i, slot, at)
		}
		if at[i] != nil {
			for _, p := range r.standings[0] {
				markFirst(p, toks, i, slot, at)
			}
		}
	}
}

func markFirst(p *rule.Pattern, toks []token.Token, i int, slot rule.Slot, at map[int]*news.Claim) {
	if end, caps := p.Match(toks, i, slot); end >= 0 && len(caps) > 0 {
		at[caps[0].From].Standing = news.Superseded
	}
}
