package ledger

import (
	"slices"
	"sort"

	"muster/news"
)

// Change is a region of the ledger whose groups are made anew.
type Change struct {
	// Old are the findings that the groups before had made.
	Old []string
	// Groups are those that stand now. The caller sets their Findings.
	Groups []*Group
	// Articles are those whose revisions changed.
	Articles []*Revised
}

// Settle makes the groups anew where something changed. In bulk after many
// Puts it does the work of all at once.
func (l *Ledger) Settle() Change {
	region := l.region()
	clear(l.touched)
	var ch Change
	seen := map[*Group]bool{}
	var live []*Record
	for _, r := range region {
		if g := r.group; g != nil && !seen[g] {
			seen[g] = true
			ch.Old = append(ch.Old, g.Findings...)
		}
		r.group = nil
		if r.live {
			live = append(live, r)
		}
	}
	for _, members := range l.components(live) {
		ch.Groups = append(ch.Groups, l.groups(members)...)
	}
	ch.Articles = l.revised()
	return ch
}

// region is the touched records, all that they are linked to, and all that
// stood in one group with any of them; in order.
func (l *Ledger) region() []*Record {
	in := map[*Record]bool{}
	var queue []*Record
	take := func(r *Record) {
		if !in[r] {
			in[r] = true
			queue = append(queue, r)
		}
	}
	for r := range l.touched {
		take(r)
		// What r is to them hangs on all its links.
		for _, k := range r.links {
			take(k.to)
		}
	}
	for len(queue) > 0 {
		r := queue[0]
		queue = queue[1:]
		for _, k := range r.links {
			if l.matters(r, k) {
				take(k.to)
			}
		}
		if r.group != nil {
			for _, m := range r.group.Members {
				take(m)
			}
		}
	}
	out := make([]*Record, 0, len(in))
	for r := range in {
		out = append(out, r)
	}
	slices.SortFunc(out, before)
	return out
}

// matters reports whether what becomes of one record of a link changes what is
// told of the other: they may stand in one group, or disagree across two.
func (l *Ledger) matters(r *Record, k link) bool {
	return k.verdict.Same >= l.least || k.verdict.Kind == news.Contradiction && l.among(r, k).Contradiction() >= l.shown
}

// components are the records that links join, each in order.
func (l *Ledger) components(all []*Record) (out [][]*Record) {
	done := map[*Record]bool{}
	for _, r := range all {
		if done[r] {
			continue
		}
		done[r] = true
		part := []*Record{r}
		for i := 0; i < len(part); i++ {
			for _, k := range part[i].links {
				if !done[k.to] && k.verdict.Same >= l.least {
					done[k.to] = true
					part = append(part, k.to)
				}
			}
		}
		slices.SortFunc(part, before)
		if len(part) > 1 || len(r.links) > 0 {
			out = append(out, part)
		}
	}
	return out
}

// floor is the probability of one question that every pair of a group reaches and
// from which claims are linked:
// one that is surely of another question keeps two groups apart, one that is
// only doubtful does not where the rest agrees.
const floor = .2

// groups divides records into groups by complete link: the surest pairs are
// joined first, and two groups become one only where each of one may answer
// the question of each of the other, and on average does.
func (l *Ledger) groups(members []*Record) (out []*Group) {
	at := map[*Record]int{}
	for i, r := range members {
		at[r] = i
	}
	var pairs []pairAt
	for i, r := range members {
		for _, k := range r.links {
			if j, here := at[k.to]; here && i < j && k.verdict.Same >= l.least {
				pairs = append(pairs, pairAt{i, j, k.verdict.Same})
			}
		}
	}
	sort.Slice(pairs, func(i, j int) bool { return pairs[i].before(pairs[j]) })
	sets := make([]*Group, len(members))
	for i, r := range members {
		sets[i] = &Group{Members: []*Record{r}}
	}
	for _, p := range pairs {
		a, b := sets[p.i], sets[p.j]
		if a == b || !l.complete(a, b) {
			continue
		}
		a.Members = append(a.Members, b.Members...)
		for _, r := range b.Members {
			sets[at[r]] = a
		}
	}
	for i, g := range sets {
		if g.Members[0] == members[i] {
			slices.SortFunc(g.Members, before)
			for _, r := range g.Members {
				r.group = g
			}
			out = append(out, g)
		}
	}
	return out
}

// Stands reports whether the group is still the one of its members.
func (g *Group) Stands() bool { return g.Members[0].group == g }

// EachGroup visits all groups, in no order.
func (l *Ledger) EachGroup(visit func(*Group) error) error {
	seen := map[*Group]bool{}
	for _, a := range l.articles {
		for _, r := range a.live {
			if g := r.group; g != nil && !seen[g] {
				seen[g] = true
				if err := visit(g); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

type pairAt struct {
	i, j int
	same float64
}

func (p pairAt) before(q pairAt) bool {
	switch {
	case p.same != q.same:
		return p.same > q.same
	case p.i != q.i:
		return p.i < q.i
	}
	return p.j < q.j
}

func (l *Ledger) complete(a, b *Group) bool {
	sum := 0.0
	for _, x := range a.Members {
		for _, y := range b.Members {
			v, linked := x.verdict(y)
			if !linked {
				return false
			}
			sum += v.Same
		}
	}
	return sum >= l.least*float64(len(a.Members)*len(b.Members))
}
