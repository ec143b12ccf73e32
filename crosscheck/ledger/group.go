package ledger

import (
	"container/heap"
	"slices"
)

// Change is a region of the ledger whose groups are made anew.
type Change struct {
	// Old are the findings that the groups before had made.
	Old []Told
	// Groups are those that stand now. The caller sets what is told of them.
	Groups []Retold
	// Articles are those whose revisions changed.
	Articles []*Revised
}

// Retold is a group of which findings are made anew: those against other groups,
// and where it is whole those of its own claims too.
type Retold struct {
	*Group
	Whole bool
}

// Settle puts the claims to groups anew where something changed. In bulk after
// many Puts it does the work of all at once.
func (l *Ledger) Settle() Change {
	s := settling{Ledger: l, queued: map[*Record]bool{}, moved: map[*Group]bool{}, told: map[*Group]bool{}}
	s.regroup()
	s.concern()
	clear(l.touched)
	l.relinked, l.removed = nil, nil
	var ch Change
	for g, whole := range s.told {
		ch.Old = append(ch.Old, g.Against...)
		if whole {
			ch.Old = append(ch.Old, g.Within...)
		}
		if len(g.Members) > 0 {
			ch.Groups = append(ch.Groups, Retold{g, whole})
		}
	}
	slices.SortFunc(ch.Groups, func(a, b Retold) int { return before(a.Members[0], b.Members[0]) })
	ch.Articles = l.revised()
	return ch
}

// settling is one Settle under way.
//
// Groups are made claim by claim in the order of publication: each joins the
// group of earlier claims that it answers one question with, or opens its own.
// What becomes of a claim hangs on earlier ones alone, so a change is followed
// to later claims only, and one that arrives last moves nobody else.
type settling struct {
	*Ledger
	queue  queue
	queued map[*Record]bool
	moved  map[*Group]bool // groups with other members than before: whether another is the first
	told   map[*Group]bool // groups whose findings are made anew: whether those within too
	fits   []fit           // room for groupFor
	// shifted are the records that are in another group than before.
	shifted []*Record
}

// queue holds the records to be put to groups, the earliest on top.
type queue []*Record

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return before(q[i], q[j]) < 0 }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(r any)        { *q = append(*q, r.(*Record)) }

// Pop takes the last one off, as container/heap wants it.
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

func (s *settling) push(r *Record) {
	if r.live && !s.queued[r] {
		s.queued[r] = true
		heap.Push(&s.queue, r)
	}
}

// regroup puts every record whose links changed, and all that hang on it.
func (s *settling) regroup() {
	for r := range s.touched {
		s.push(r)
	}
	for _, r := range s.removed {
		if g := r.group; g != nil {
			s.leave(r)
			s.follow(r, g)
		}
	}
	for s.queue.Len() > 0 {
		r := heap.Pop(&s.queue).(*Record)
		was, is := r.group, s.groupFor(r)
		if was == is {
			continue
		}
		s.shifted = append(s.shifted, r)
		if was != nil {
			s.leave(r)
			s.follow(r, was)
		}
		if is != nil {
			s.join(r, is)
			s.follow(r, is)
		}
	}
}

// follow queues the records after r that are linked to a member of the group.
func (s *settling) follow(r *Record, g *Group) {
	s.later(r, r)
	for _, m := range g.Members {
		s.later(m, r)
	}
}

// later queues the records after r that are linked to m.
func (s *settling) later(m, r *Record) {
	from, found := m.at(r)
	if found {
		from++
	}
	for _, k := range m.links[from:] {
		s.push(k.to)
	}
}

func (s *settling) leave(r *Record) {
	g := r.group
	if i, found := slices.BinarySearchFunc(g.Members, r, before); found {
		g.Members = slices.Delete(g.Members, i, i+1)
		s.moved[g] = s.moved[g] || i == 0
	}
	r.group = nil
}

func (s *settling) join(r *Record, g *Group) {
	i, _ := slices.BinarySearchFunc(g.Members, r, before)
	g.Members = slices.Insert(g.Members, i, r)
	r.group = g
	s.moved[g] = s.moved[g] || i == 0
}

// floor is the probability of one question that every pair of a group reaches and
// from which claims are linked:
// one that is surely of another question keeps two groups apart, one that is
// only doubtful does not where the rest agrees.
const floor = .2

// fit is how well a record fits the earlier members of a group.
type fit struct {
	group  *Group
	sum    float64
	linked int
	surely bool // one of them surely answers its question
}

// groupFor is the group that a record belongs to: that of earlier records of
// which each may answer its question and on average does, the one it fits best.
// Without one it is its own, or none where it is linked to nobody.
func (s *settling) groupFor(r *Record) *Group {
	fits := s.fits[:0]
	earlier, _ := r.at(r)
	for _, k := range r.links[:earlier] {
		g := k.to.group
		if g == nil {
			continue
		}
		at := slices.IndexFunc(fits, func(f fit) bool { return f.group == g })
		if at < 0 {
			at = len(fits)
			fits = append(fits, fit{group: g})
		}
		f := &fits[at]
		f.sum += float64(k.same)
		f.linked++
		f.surely = f.surely || float64(k.same) >= s.least
	}
	var best *Group
	most := 0.0
	s.fits = fits
	for _, f := range fits {
		g := f.group
		earlier, _ := slices.BinarySearchFunc(g.Members, r, before)
		mean := f.sum / float64(f.linked)
		if !f.surely || f.linked < earlier || mean < s.least {
			continue
		}
		if best == nil || mean > most || mean == most && before(g.Members[0], best.Members[0]) < 0 {
			best, most = g, mean
		}
	}
	switch {
	case best != nil:
		return best
	case len(r.links) == 0:
		return nil
	case r.group != nil && r.group.Members[0] == r:
		return r.group
	}
	return &Group{}
}

// concern finds the groups whose findings are to be made anew: those with other
// members, those of claims whose rivals changed, and those that either may
// contradict.
func (s *settling) concern() {
	for g, first := range s.moved {
		s.told[g] = true
		for _, r := range g.Members {
			s.opponents(r, !first)
		}
	}
	// What another group said of one that left it may now be said the other way
	// round.
	for _, r := range s.shifted {
		s.opponents(r, false)
	}
	for _, c := range s.relinked {
		s.rivals(c.a, c.b)
		s.rivals(c.b, c.a)
		if c.disagree {
			s.tell(c.a)
			s.tell(c.b)
		}
	}
	// The claims of one article explain each other's differences.
	for id := range s.stale {
		for _, r := range s.articles[id].standing() {
			s.tell(r)
			s.opponents(r, false)
		}
	}
}

func (s *settling) tell(r *Record) {
	if r.group != nil {
		s.told[r.group] = true
	}
}

// opponents tells the groups of those that may contradict a record, of what
// they say against other groups. Where two groups stand as they stood to each
// other, the earlier one says it.
func (s *settling) opponents(r *Record, earlier bool) {
	for i := range r.links {
		k := &r.links[i]
		if g := k.to.group; g != nil && k.disagree() && !(earlier && before(r.group.Members[0], g.Members[0]) < 0) {
			s.against(g)
		}
	}
}

// against has told anew what a group says against others; where all it says is
// told anew, that stands.
func (s *settling) against(g *Group) {
	if _, known := s.told[g]; !known {
		s.told[g] = false
	}
}

// rivals tells the groups of the pairs of a and the claims of b's article: they
// are judged in view of each other.
func (s *settling) rivals(a, b *Record) {
	for _, k := range a.links {
		if k.to.Article == b.Article && k.disagree() {
			s.tell(a)
			s.tell(k.to)
		}
	}
}

// Stands reports whether the group is still the one of its members.
func (g *Group) Stands() bool { return len(g.Members) > 0 }

// EachGroup visits all groups, in no order.
func (l *Ledger) EachGroup(visit func(*Group) error) error {
	for _, a := range l.articles {
		for _, r := range a.standing() {
			// Its first record stands for a group.
			if g := r.group; g != nil && g.Members[0] == r {
				if err := visit(g); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// EachTold visits all findings that were made, in no order.
func (l *Ledger) EachTold(visit func(Told)) {
	for _, a := range l.articles {
		for _, f := range a.corrected {
			visit(f)
		}
	}
	_ = l.EachGroup(func(g *Group) error {
		for _, f := range slices.Concat(g.Within, g.Against) {
			visit(f)
		}
		return nil
	})
}
