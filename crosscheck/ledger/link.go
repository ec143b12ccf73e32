package ledger

import (
	"slices"

	"muster/crosscheck/judge"
	"muster/news"
)

// link is another claim that may answer the same question, with what of the
// verdict on the two is needed again and again: all from floor on are kept,
// since they do not keep two groups asunder. Most of a ledger is links, so they
// are kept small.
type link struct {
	to    *Record
	same  float32 // Verdict.Same
	asked float32 // Verdict.Asked
	// apart is how probable it is that the two contradict each other if they
	// answer one question.
	apart float32
	kind  uint8 // by its place in kinds
	loose bool
	lacks bool // were it not for a slot that is not known
}

// kinds are the kinds that the judge gives, each by a number.
var kinds = []news.FindingKind{"", news.Agreement, news.Contradiction, news.Update, news.HedgeDrift, news.Outcome}

func kindOf(k news.FindingKind) uint8 { return uint8(max(0, slices.Index(kinds, k))) }

func linkTo(r *Record, v judge.Verdict) link {
	k := link{to: r, same: float32(v.Same), asked: float32(v.Asked), kind: kindOf(v.Kind), loose: v.Loose, lacks: v.Open || v.Loose}
	v.Same = 1
	k.apart = float32(v.Doubt())
	return k
}

// back is the same link seen from the other record.
func (k link) back(from *Record) link {
	k.to = from
	return k
}

// isOf reports whether a link is of a kind that makes findings of the class.
func (k *link) isOf(class news.FindingKind) bool { return classOf[kinds[k.kind]] == class }

// disagree reports whether the pair may be told as a contradiction or as one that is
// not sure.
func (k *link) disagree() bool { return k.apart > 0 && k.isOf(news.Contradiction) }

// at is where in a's links b stands or would stand: they are in order.
func (a *Record) at(b *Record) (int, bool) {
	return slices.BinarySearchFunc(a.links, b, func(k link, r *Record) int { return before(k.to, r) })
}

func (a *Record) linked(b *Record) bool {
	_, found := a.at(b)
	return found
}

// link adds a link in its place. The list grows by little: its spare room is
// most of what it would waste.
func (a *Record) link(k link) {
	i, _ := a.at(k.to)
	if n := len(a.links); n == cap(a.links) {
		a.links = append(make([]link, 0, n+n/4+2), a.links...)
	}
	a.links = slices.Insert(a.links, i, k)
}

func (a *Record) unlink(b *Record) {
	if i, found := a.at(b); found {
		a.links = slices.Delete(a.links, i, i+1)
	}
}
