package extract

import (
	"muster/extract/syntax"
	"muster/news"
)

// tellParts links each figure that is told as a part to the whole that its
// sentence tells: "31 of 40 missiles", "40 people, 12 of them children".
func (r *reading) tellParts(claims []news.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Figure.Scope != news.Share || !countable(c.Figure.Unit) {
			continue
		}
		if whole := r.wholeOf(claims, i); whole >= 0 {
			c.PartOf = claims[whole].ID
		}
	}
}

// wholeOf is the claim that claim i is a part of, -1 where its sentence tells
// none: the next one where little words alone stand between, else the nearest
// before.
func (r *reading) wholeOf(claims []news.Claim, i int) int {
	if j := i + 1; j < len(claims) && canHold(&claims[j], &claims[i]) && r.joinedBySmallWords(i, j) {
		return j
	}
	for j := i - 1; j >= 0 && r.past[j].sent == r.past[i].sent; j-- {
		if canHold(&claims[j], &claims[i]) {
			return j
		}
	}
	return -1
}

// canHold reports whether one figure can be the whole of another.
func canHold(whole, part *news.Claim) bool {
	w, p := whole.Figure, part.Figure
	return w.Unit == p.Unit && w.Scope != news.Share && w.Scope != news.ChangeOf && w.Low >= p.High
}

// partGap is how many words may stand between a part and the whole behind it.
const partGap = 3

func (r *reading) joinedBySmallWords(i, j int) bool {
	sent := r.past[i].sent
	if r.past[j].sent != sent {
		return false
	}
	_, from := r.tokensIn(sent, r.past[i].claim.Figure.Span)
	to, _ := r.tokensIn(sent, r.past[j].claim.Figure.Span)
	if to <= from || to-from > partGap {
		return false
	}
	tree := r.forest.Tree(sent)
	for k := from; k < to; k++ {
		if !small[tree.Nodes[k].Tag] {
			return false
		}
	}
	return true
}

// small are the parts of speech of "out of the", "of its".
var small = map[syntax.Tag]bool{"ADP": true, "DET": true, "PRON": true, "SCONJ": true}
