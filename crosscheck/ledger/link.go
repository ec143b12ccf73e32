package ledger

import (
	"slices"

	"muster/crosscheck/judge"
	"muster/news"
)

// link is another claim that may answer the same question, with the verdict on
// the two: all from floor on are kept, since they do not keep two groups
// asunder. Most of a ledger is links, so they are kept small.
type link struct {
	to                             *Record
	same, asked, clash, time, part float32
	kind                           uint8 // by its place in kinds
	open, loose                    bool
}

// kinds are the kinds that the judge gives, each by a number.
var kinds = []news.FindingKind{"", news.Agreement, news.Contradiction, news.Update, news.HedgeDrift, news.Outcome}

func kindOf(k news.FindingKind) uint8 { return uint8(max(0, slices.Index(kinds, k))) }

func linkTo(r *Record, v *judge.Verdict) link {
	return link{
		to: r, same: float32(v.Same), asked: float32(v.Asked), clash: float32(v.Clash), time: float32(v.Time), part: float32(v.Part),
		kind: kindOf(v.Kind), open: v.Open, loose: v.Loose,
	}
}

func (k *link) verdict() judge.Verdict {
	return judge.Verdict{
		Same: float64(k.same), Asked: float64(k.asked), Clash: float64(k.clash), Time: float64(k.time), Part: float64(k.part),
		Kind: kinds[k.kind], Open: k.open, Loose: k.loose,
	}
}

// disagree reports whether the pair may be told as a contradiction.
func (k *link) disagree() bool {
	v := k.verdict()
	return disagree(&v)
}

// at is where in a's links b stands or would stand: they are in order.
func (a *Record) at(b *Record) (int, bool) {
	return slices.BinarySearchFunc(a.links, b, func(k link, r *Record) int { return before(k.to, r) })
}

func (a *Record) linked(b *Record) bool {
	_, found := a.at(b)
	return found
}

func (a *Record) link(b *Record, v *judge.Verdict) {
	i, _ := a.at(b)
	a.links = slices.Insert(a.links, i, linkTo(b, v))
}

func (a *Record) unlink(b *Record) {
	if i, found := a.at(b); found {
		a.links = slices.Delete(a.links, i, i+1)
	}
}
