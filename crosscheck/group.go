package crosscheck

import (
	"math"
	"sort"

	"muster/news"
)

// draft is a finding in records, before whole claims are fetched for it.
type draft struct {
	class news.FindingKind // what the ID is built on: it outlives a change of kind
	kind  news.FindingKind
	sides []group
	best  pair // the pair that shows it most plainly
	gap   float64
	sev   float64
}

// group is one side: records, what all of them allow, and who they rest on.
type group struct {
	records   []*record
	low, high float64
	sources   int // independent ones
}

type pair struct {
	a, b *record
	o    outcome
	kind news.FindingKind
}

// drafts checks a tree's members against each other: at most one finding of
// each class, so that a third source joins a side and makes no second finding.
func (c *cell) drafts() []draft {
	members := c.members()
	if len(members) < 2 {
		return nil
	}
	pairs := pairsOf(members)
	stale := superseded(pairs)
	var out []draft
	if d, ok := disputed(members, pairs, stale); ok {
		out = append(out, d)
	}
	for _, k := range []news.FindingKind{news.Update, news.HedgeDrift} {
		if d, ok := course(pairs, k); ok {
			out = append(out, d)
		}
	}
	if d, ok := agreed(members, pairs); ok {
		out = append(out, d)
	}
	return out
}

// pairsOf compares all members; the earlier published is always A.
func pairsOf(members []*record) []pair {
	var out []pair
	related := map[[2]*slots]*relation{} // most members share a few questions
	for i, b := range members {
		for _, a := range members[i+1:] {
			if a.article == b.article && a.sentence == b.sentence && a.origin == b.origin {
				continue
			}
			key := [2]*slots{a.q, b.q}
			rel, ok := related[key]
			if !ok {
				v := relate(a.q, b.q)
				rel = &v
				related[key] = rel
			}
			o := settle(a, b, rel)
			if o.kind == "" {
				continue
			}
			out = append(out, pair{a, b, o, kindOf(o, a, b)})
		}
	}
	return out
}

// superseded finds the records that a newer word of the same source replaces:
// they make updates and corrections, but contradict nobody else any more.
func superseded(pairs []pair) map[*record]bool {
	stale := map[*record]bool{}
	for _, p := range pairs {
		differs := p.o.kind == news.Update || p.o.kind == news.Contradiction
		if differs && p.a.origin == p.b.origin && p.a.outlet == p.b.outlet && p.a.pub < p.b.pub && p.a.article != p.b.article {
			stale[p.a] = true
		}
	}
	return stale
}

// disputed joins all pairs that contradict into one finding with a side for
// every position.
func disputed(members []*record, pairs []pair, stale map[*record]bool) (draft, bool) {
	var against []pair
	in := map[*record]bool{}
	for _, p := range pairs {
		if p.o.kind != news.Contradiction {
			continue
		}
		if (stale[p.a] || stale[p.b]) && p.kind != news.Correction {
			continue
		}
		against = append(against, p)
		in[p.a], in[p.b] = true, true
	}
	if len(against) == 0 {
		return draft{}, false
	}
	d := draft{class: news.Contradiction, kind: strongest(against)}
	d.sides = sidesOf(members, in)
	if len(d.sides) < 2 {
		d.sides = sidesByValue(members, in)
	}
	if len(d.sides) < 2 {
		return draft{}, false
	}
	d.choose(against)
	return d, true
}

// rankOf orders the kinds of disagreement: an independent contradiction
// outweighs a dispute, and both a slip.
var rankOf = map[news.FindingKind]int{
	news.Contradiction: 4, news.Dispute: 3, news.Transcription: 2, news.Correction: 1,
}

func strongest(pairs []pair) news.FindingKind {
	best := pairs[0].kind
	for _, p := range pairs {
		if rankOf[p.kind] > rankOf[best] {
			best = p.kind
		}
	}
	return best
}

// choose takes the pair with the highest severity as the one that is told.
func (d *draft) choose(pairs []pair) {
	for _, p := range pairs {
		if p.kind != d.kind {
			continue
		}
		s := severity(d.kind, p.o, d.support(p.a), d.support(p.b))
		if d.best.a == nil || s > d.sev || s == d.sev && (p.a.id < d.best.a.id || p.a.id == d.best.a.id && p.b.id < d.best.b.id) {
			d.sev, d.gap, d.best = s, p.o.gap, p
		}
	}
}

// support is the number of independent sources on the record's side.
func (d *draft) support(r *record) int {
	for _, g := range d.sides {
		for _, o := range g.records {
			if o == r {
				return max(1, g.sources)
			}
		}
	}
	return 1
}

// sidesOf clusters the records by the values their words share, lowest first.
func sidesOf(members []*record, in map[*record]bool) []group {
	var chosen []*record
	for _, m := range members {
		if in[m] {
			chosen = append(chosen, m)
		}
	}
	sort.Slice(chosen, func(i, j int) bool {
		a, b := chosen[i], chosen[j]
		switch {
		case a.quantity.low != b.quantity.low:
			return a.quantity.low < b.quantity.low
		case a.quantity.high != b.quantity.high:
			return a.quantity.high < b.quantity.high
		}
		return a.id < b.id
	})
	var out []group
	for _, r := range chosen {
		if n := len(out); n > 0 && r.quantity.low <= out[n-1].high {
			g := &out[n-1]
			g.low, g.high = math.Max(g.low, r.quantity.low), math.Min(g.high, r.quantity.high)
			g.records = append(g.records, r)
			continue
		}
		out = append(out, group{records: []*record{r}, low: r.quantity.low, high: r.quantity.high})
	}
	return counted(out)
}

// sidesByValue parts records whose words overlap but whose numbers or polarity
// differ: two ceilings, a denial.
func sidesByValue(members []*record, in map[*record]bool) []group {
	var out []group
	for _, m := range members {
		if !in[m] {
			continue
		}
		placed := false
		for i := range out {
			o := out[i].records[0]
			if o.q.denied == m.q.denied && closeValues(o.quantity, m.quantity) {
				out[i].records = append(out[i].records, m)
				placed = true
				break
			}
		}
		if !placed {
			out = append(out, group{records: []*record{m}, low: m.quantity.low, high: m.quantity.high})
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i].records[0], out[j].records[0]
		return a.quantity.value < b.quantity.value || a.quantity.value == b.quantity.value && a.id < b.id
	})
	return counted(out)
}

func counted(gs []group) []group {
	for i := range gs {
		gs[i].sources = len(independent(gs[i].records))
		sort.Slice(gs[i].records, func(a, b int) bool { return newer(gs[i].records[a], gs[i].records[b]) })
	}
	return gs
}

// independent picks one record for each source that does not lean on another:
// copies and claims of one origin count once.
func independent(rs []*record) []*record {
	sorted := append([]*record{}, rs...)
	sort.Slice(sorted, func(i, j int) bool { return newer(sorted[j], sorted[i]) })
	var out []*record
	for _, r := range sorted {
		leans := false
		for _, o := range out {
			if sameOrigin(r, o) {
				leans = true
				break
			}
		}
		if !leans {
			out = append(out, r)
		}
	}
	return out
}

// course joins the pairs of one kind that follow each other in time.
func course(pairs []pair, k news.FindingKind) (draft, bool) {
	var with []pair
	in := map[*record]bool{}
	for _, p := range pairs {
		if p.kind == k {
			with = append(with, p)
			in[p.a], in[p.b] = true, true
		}
	}
	if len(with) == 0 {
		return draft{}, false
	}
	var members []*record
	for r := range in {
		members = append(members, r)
	}
	sort.Slice(members, func(i, j int) bool { return newer(members[i], members[j]) })
	d := draft{class: k, kind: k}
	if k == news.HedgeDrift {
		d.sides = sidesByHedge(members)
	} else if d.sides = sidesOf(members, in); len(d.sides) < 2 {
		d.sides = sidesByValue(members, in)
	}
	sort.SliceStable(d.sides, func(i, j int) bool {
		return newer(oldest(d.sides[j]), oldest(d.sides[i]))
	})
	d.choose(with)
	return d, len(d.sides) > 1
}

func oldest(g group) *record { return g.records[len(g.records)-1] }

func sidesByHedge(members []*record) []group {
	byHedge := map[news.Hedge]int{}
	var out []group
	for _, m := range members {
		h := hedgeClass(m.quantity.hedge)
		i, ok := byHedge[h]
		if !ok {
			i = len(out)
			byHedge[h] = i
			out = append(out, group{low: m.quantity.low, high: m.quantity.high})
		}
		out[i].records = append(out[i].records, m)
	}
	return counted(out)
}

// agreed finds the positions that two or more independent sources hold.
func agreed(members []*record, pairs []pair) (draft, bool) {
	in := map[*record]bool{}
	var with []pair
	for _, p := range pairs {
		if p.o.kind == news.Agreement && !sameOrigin(p.a, p.b) {
			with = append(with, p)
			in[p.a], in[p.b] = true, true
		}
	}
	if len(with) == 0 {
		return draft{}, false
	}
	d := draft{class: news.Agreement, kind: news.Agreement}
	for _, g := range sidesOf(members, in) {
		if g.sources > 1 {
			d.sides = append(d.sides, g)
		}
	}
	if len(d.sides) == 0 {
		return draft{}, false
	}
	for i := range with {
		with[i].kind = news.Agreement
	}
	d.choose(with)
	return d, true
}
