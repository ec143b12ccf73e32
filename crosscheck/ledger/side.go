package ledger

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"muster/crosscheck/amount"
	"muster/crosscheck/judge"
	"muster/crosscheck/question"
	"muster/news"
)

// Side is one position: records whose amounts share a value, newest first.
type Side struct {
	Records []*Record
	// Origins are the independent sources: copies and claims of one origin
	// count once, by their first record.
	Origins []*Record
}

// Draft is a finding in records, before whole claims are fetched for it.
type Draft struct {
	// Class is what the finding's ID is built on: it outlives a change of
	// kind among the disagreements.
	Class, Kind news.FindingKind
	// Anchor is the group's first record by publication: the ID's other part.
	Anchor *Record
	// Against is the first record of the other group, of a disagreement between
	// two.
	Against *Record
	Sides   []Side
	// A and B are the pair that shows it most plainly, the earlier first.
	A, B        *Record
	Probability float64
}

// Says is a hash of all that the finding of a draft says, of which each side
// quotes so many claims: two drafts of one hash are one finding in the same
// words. It is the same in every process.
func (d *Draft) Says(quoted int) uint64 {
	h := mix(Says(d.A, d.B) ^ uint64(math.Round(d.Probability*1000)))
	h = mix(h ^ hash(string(d.Kind)))
	for _, s := range d.Sides {
		h = mix(h ^ Says(s.Records[:min(len(s.Records), quoted)]...) ^ Says(s.Origins...)<<1)
	}
	return h
}

// Says is a hash of all that records say, in this order.
func Says(records ...*Record) (h uint64) {
	for _, r := range records {
		h = mix(h ^ r.said)
	}
	return mix(h ^ uint64(len(records)))
}

// pair is two records of a group with what they are to each other.
type pair struct {
	a, b *Record
	kind news.FindingKind
	p    float64
}

// Drafts are the findings of a group, at most one of each class within it and
// one against each other group: a third source joins a side and makes no second
// finding. A disagreement is one from the least probability on.
func (l *Ledger) Drafts(g *Group, least float64) []Draft {
	return append(l.Within(g, least), l.Against(g, least)...)
}

// Against are the disagreements with other groups that come later than this
// one: a pair that answers one question differs also where the rest of its
// groups keeps them asunder.
func (l *Ledger) Against(g *Group, least float64) (out []Draft) {
	by := map[*Group]map[news.FindingKind][]pair{}
	var others []*Group
	for _, a := range g.Members {
		for _, k := range a.links {
			o := k.to.group
			if o == nil || o == g || before(o.Members[0], g.Members[0]) < 0 || !k.disagree() {
				continue
			}
			kind, p := l.disagreement(a, &k, least)
			if kind == "" {
				continue
			}
			if by[o] == nil {
				others, by[o] = append(others, o), map[news.FindingKind][]pair{}
			}
			class := classOf[kind]
			by[o][class] = append(by[o][class], pair{a, k.to, kind, p})
		}
	}
	slices.SortFunc(others, func(a, b *Group) int { return before(a.Members[0], b.Members[0]) })
	for _, o := range others {
		both := &Group{Members: append(slices.Clone(g.Members), o.Members...)}
		for _, class := range disagreements {
			if d, ok := both.draft(class, sorted(by[o][class])); ok {
				d.Against = o.Members[0]
				out = append(out, d)
				break
			}
		}
	}
	return out
}

// disagreements are the classes of finding in which claims are at odds, the surer
// one first: it makes the other needless.
var disagreements = []news.FindingKind{news.Contradiction, news.Unsure}

// disagreement is what a record and one it is linked to contradict each other as,
// and how probable that is; empty where they do not.
func (l *Ledger) disagreement(a *Record, k *link, least float64) (news.FindingKind, float64) {
	p := l.contradiction(a, k)
	switch {
	case p < min(least, l.model.Unsure) || knows(a, k.to) || knows(k.to, a):
		return "", 0
	case p >= least && !k.lacks:
		return Disagreement(a.Slots, k.to.Slots), p
	case p >= l.model.Unsure && !l.together:
		return news.Unsure, p
	}
	return "", 0
}

// sorted puts pairs in the order of their records, whatever the order of links.
func sorted(pairs []pair) []pair {
	slices.SortFunc(pairs, func(p, q pair) int { return cmp.Or(before(p.a, q.a), before(p.b, q.b)) })
	return pairs
}

// Within are the findings inside a group.
func (l *Ledger) Within(g *Group, least float64) []Draft {
	pairs := l.pairs(g, least)
	stale := superseded(pairs)
	var out []Draft
	atOdds := false
	for _, class := range classes {
		odds := slices.Contains(disagreements, class)
		if odds && atOdds {
			continue
		}
		var of []pair
		for _, p := range pairs {
			if classOf[p.kind] == class && !(odds && p.kind != news.Correction && (stale[p.a] || stale[p.b])) {
				of = append(of, p)
			}
		}
		if d, ok := g.draft(class, of); ok {
			out, atOdds = append(out, d), atOdds || odds
		}
	}
	return out
}

// classes are the classes of finding, in the order they are made.
var classes = []news.FindingKind{news.Contradiction, news.Unsure, news.Update, news.HedgeDrift, news.Outcome, news.Agreement}

var classOf = map[news.FindingKind]news.FindingKind{
	news.Contradiction: news.Contradiction, news.Dispute: news.Contradiction, news.Transcription: news.Contradiction, news.Correction: news.Contradiction,
	news.Unsure: news.Unsure, news.Update: news.Update, news.HedgeDrift: news.HedgeDrift, news.Outcome: news.Outcome, news.Agreement: news.Agreement,
}

// rank orders the kinds of a disagreement: an independent contradiction
// outweighs a dispute, and both a slip.
var rank = map[news.FindingKind]int{news.Contradiction: 4, news.Dispute: 3, news.Transcription: 2, news.Correction: 1}

func (l *Ledger) pairs(g *Group, least float64) (out []pair) {
	for i, a := range g.Members {
		for _, b := range g.Members[i+1:] {
			at, ok := a.at(b)
			if !ok {
				continue
			}
			k := &a.links[at]
			p := pair{a, b, kinds[k.kind], float64(k.same)}
			if p.kind == news.Update && k.loose {
				continue // no value moved where two things may be told of
			}
			if k.isOf(news.Contradiction) {
				if p.kind, p.p = l.disagreement(a, k, least); p.kind == "" {
					continue
				}
			}
			out = append(out, p)
		}
	}
	return out
}

// contradiction is how probable it is that a record and one it is linked to
// contradict each other, in view of the others that either is linked to in the
// article of the other. Of texts laid side by side it is the pair's own.
func (l *Ledger) contradiction(a *Record, k *link) float64 {
	if l.together {
		return float64(k.same) * float64(k.apart)
	}
	if k.apart == 0 {
		return 0
	}
	b := k.to
	v := judge.RivalsOf(float64(k.asked), a.Slots, b.Slots, a.rivals(b), b.rivals(a))
	return l.model.Among(judge.Verdict{}, &v).Same * float64(k.apart)
}

// Judge holds the records of a draft against each other again.
func (l *Ledger) Judge(d Draft) judge.Verdict { return l.model.Judge(d.A.Slots, d.B.Slots) }

// rivals are the other claims of b's article that a is linked to.
func (a *Record) rivals(b *Record) (out []judge.Rival) {
	for _, k := range a.links {
		if k.to != b && k.to.Article == b.Article {
			out = append(out, judge.Rival{Asked: float64(k.asked), Agrees: k.to.Amount.Same(a.Amount)})
		}
	}
	return out
}

// knows reports whether a's source gives b's figure too, in the same article:
// who gives both answers two questions, or names one to deny it.
func knows(a, b *Record) bool {
	return slices.ContainsFunc(b.links, func(k link) bool {
		return k.to != a && k.to.Article == a.Article && k.to.Origin == a.Origin && k.to.Amount.Same(b.Amount)
	})
}

// Disagreement names a contradiction by its sources: opposed parties dispute,
// one origin told twice is a slip of transcription or a correction.
func Disagreement(a, b *question.Slots) news.FindingKind {
	switch {
	case question.Opposed(a, b):
		return news.Dispute
	case !question.SameOrigin(a, b), a.Article == b.Article:
		return news.Contradiction
	case a.Outlet == b.Outlet:
		return news.Correction
	case a.Named && b.Named:
		return news.Transcription
	}
	return news.Contradiction
}

// superseded finds the records that a later word of the same source and outlet
// replaces: they make updates and corrections, but contradict nobody else.
func superseded(pairs []pair) map[*Record]bool {
	stale := map[*Record]bool{}
	for _, p := range pairs {
		differs := p.kind == news.Update || p.kind == news.Correction
		if differs && p.a.Origin == p.b.Origin && p.a.Outlet == p.b.Outlet && p.a.Published < p.b.Published && p.a.Article != p.b.Article {
			stale[p.a] = true
		}
	}
	return stale
}

func (g *Group) draft(class news.FindingKind, pairs []pair) (Draft, bool) {
	if class == news.Agreement {
		pairs = independentPairs(pairs)
	}
	if len(pairs) == 0 {
		return Draft{}, false
	}
	in := map[*Record]bool{}
	best := pairs[0]
	for _, p := range pairs {
		in[p.a], in[p.b] = true, true
		if rank[p.kind] > rank[best.kind] || rank[p.kind] == rank[best.kind] && p.p > best.p {
			best = p
		}
	}
	var members []*Record
	for _, r := range g.Members {
		if in[r] {
			members = append(members, r)
		}
	}
	d := Draft{Class: class, Kind: best.kind, Anchor: g.Members[0], A: best.a, B: best.b, Probability: best.p}
	d.Sides = divide[class](members)
	if class == news.Agreement {
		d.Sides = slices.DeleteFunc(d.Sides, func(s Side) bool { return len(s.Origins) < 2 })
		return d, len(d.Sides) > 0
	}
	return d, len(d.Sides) > 1
}

// independentPairs are the pairs of two origins: one source agrees with itself.
func independentPairs(pairs []pair) []pair {
	return slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool { return question.SameOrigin(p.a.Slots, p.b.Slots) })
}

// divide says by what the records of a finding are put on its sides.
var divide = map[news.FindingKind]func([]*Record) []Side{
	news.Contradiction: byAmount, news.Unsure: byAmount, news.Update: byTime, news.HedgeDrift: byHedge, news.Outcome: byModality, news.Agreement: byAmount,
}

// byAmount clusters records by the values their words share, lowest first;
// where all share one, by number and by denial.
func byAmount(members []*Record) []Side {
	sorted := slices.Clone(members)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i].Amount, sorted[j].Amount
		if lowOf(a) != lowOf(b) {
			return lowOf(a) < lowOf(b)
		}
		return before(sorted[i], sorted[j]) < 0
	})
	var sides []Side
	high := math.Inf(-1)
	for _, r := range sorted {
		n := len(sides)
		if n > 0 && lowOf(r.Amount) <= high && r.Denied == sides[n-1].Records[0].Denied {
			sides[n-1].Records = append(sides[n-1].Records, r)
			high = min(high, highOf(r.Amount))
			continue
		}
		sides = append(sides, Side{Records: []*Record{r}})
		high = highOf(r.Amount)
	}
	return finished(sides)
}

// lowOf and highOf take a maximum for the number it names: two maxima of one
// thing are compared as such, and both begin at zero.
func lowOf(a amount.Amount) float64 {
	if a.Ceiling() {
		return a.Value
	}
	return a.Low
}

func highOf(a amount.Amount) float64 {
	if a.Floor() {
		return a.Value
	}
	return a.High
}

// Positions are the values that a group's records give, lowest first.
func (g *Group) Positions() []Side { return byAmount(g.Members) }

// byTime divides by amount and puts the side first that was told first.
func byTime(members []*Record) []Side {
	sides := by(members, func(a, b *Record) bool { return a.Amount.Same(b.Amount) })
	sort.SliceStable(sides, func(i, j int) bool {
		return before(sides[i].Records[len(sides[i].Records)-1], sides[j].Records[len(sides[j].Records)-1]) < 0
	})
	return sides
}

func byHedge(members []*Record) []Side {
	return by(members, func(a, b *Record) bool { return judge.HedgeClass(a.Amount.Hedge) == judge.HedgeClass(b.Amount.Hedge) })
}

func byModality(members []*Record) []Side {
	return by(members, func(a, b *Record) bool { return a.Modality == b.Modality })
}

// by divides records, in order, by what they are like.
func by(members []*Record, alike func(a, b *Record) bool) []Side {
	var sides []Side
	for _, r := range members {
		at := slices.IndexFunc(sides, func(s Side) bool { return alike(s.Records[0], r) })
		if at < 0 {
			sides = append(sides, Side{Records: []*Record{r}})
			continue
		}
		sides[at].Records = append(sides[at].Records, r)
	}
	return finished(sides)
}

// finished counts the origins of each side and puts its newest record first.
func finished(sides []Side) []Side {
	for i := range sides {
		s := &sides[i]
		slices.SortFunc(s.Records, before)
		for _, r := range s.Records {
			leans := slices.ContainsFunc(s.Origins, func(o *Record) bool { return question.SameOrigin(o.Slots, r.Slots) })
			if !leans {
				s.Origins = append(s.Origins, r)
			}
		}
		slices.Reverse(s.Records)
	}
	return sides
}
