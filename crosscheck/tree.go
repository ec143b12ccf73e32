package crosscheck

import "sort"

// roots is a set of trees whose findings may have changed.
type roots map[*cell]bool

// sorted gives the cells in a fixed order, so that the same stream gives the
// same findings in the same order.
func (r roots) sorted() []*cell {
	out := make([]*cell, 0, len(r))
	for c := range r {
		out = append(out, c)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].key < out[j].key })
	return out
}

// enter puts a record into its cell, making the cell where it is the first.
func (c *Checker) enter(r *record, touched roots) {
	if q, ok := c.asked[r.q.key()]; ok {
		r.q = q
	} else {
		c.asked[r.q.key()] = r.q
	}
	key, from, to, dated := cellKey(r)
	ce := c.cells[key]
	if ce == nil {
		ce = &cell{key: key, q: r.q, from: from, to: to, dated: dated}
		c.cells[key] = ce
		c.join(ce, touched)
	}
	ce.insert(r)
	r.cell = ce
	touched[ce.root()] = true
}

// leave takes a record out of its cell.
func (c *Checker) leave(r *record, touched roots) {
	touched[r.cell.root()] = true
	r.cell.remove(r)
}

// drop forgets a cell that is empty. It comes after all of a revision's
// records have entered, so that a cell emptied and filled again stays itself.
func (c *Checker) drop(ce *cell, touched roots) {
	if len(ce.records) > 0 || c.cells[ce.key] != ce {
		return
	}
	delete(c.cells, ce.key)
	near := c.neighbours(ce)
	for _, b := range ce.buckets() {
		c.buckets[b] = without(c.buckets[b], ce)
		if len(c.buckets[b]) == 0 {
			delete(c.buckets, b)
		}
	}
	for _, ch := range append([]*cell{}, ce.children...) {
		c.hang(ch, touched)
	}
	if ce.parent != nil {
		ce.parent.children = without(ce.parent.children, ce)
		ce.parent = nil
	}
	touched[ce] = true
	for _, n := range near {
		c.hang(n, touched)
	}
}

// join makes a new cell known and hangs it and its neighbours anew.
func (c *Checker) join(ce *cell, touched roots) {
	for _, b := range ce.buckets() {
		c.buckets[b] = append(c.buckets[b], ce)
	}
	c.hang(ce, touched)
	for _, n := range c.neighbours(ce) {
		c.hang(n, touched)
	}
}

// neighbours are the cells that share a bucket with ce: those whose parent may
// change with it. A bucket just beyond its bound is included whole, because
// its members lose their parents there.
func (c *Checker) neighbours(ce *cell) []*cell {
	seen := map[*cell]bool{ce: true}
	var out []*cell
	for _, b := range ce.buckets() {
		if len(c.buckets[b]) > maxBucket+1 {
			continue
		}
		for _, n := range c.buckets[b] {
			if !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	return out
}

// hang finds a cell's parent anew: the one fullest cell that it fits. Where
// two fit equally the cell stays alone, since it may mean either.
func (c *Checker) hang(ce *cell, touched roots) {
	best := c.parentOf(ce)
	if best == ce.parent {
		return
	}
	touched[ce.root()] = true
	if ce.parent != nil {
		ce.parent.children = without(ce.parent.children, ce)
	}
	if ce.parent = best; best != nil {
		best.children = append(best.children, ce)
	}
	touched[ce] = true
	touched[ce.root()] = true
}

func (c *Checker) parentOf(ce *cell) *cell {
	var best *cell
	tied := false
	seen := map[*cell]bool{}
	for _, b := range ce.buckets() {
		if len(c.buckets[b]) > maxBucket {
			continue
		}
		for _, p := range c.buckets[b] {
			if seen[p] || !ce.fits(p) {
				continue
			}
			seen[p] = true
			switch {
			case best == nil || p.fullness() > best.fullness():
				best, tied = p, false
			case p.fullness() == best.fullness():
				tied = true
			}
		}
	}
	if tied {
		return nil
	}
	return best
}

func without(cells []*cell, c *cell) []*cell {
	for i, o := range cells {
		if o == c {
			return append(cells[:i:i], cells[i+1:]...)
		}
	}
	return cells
}

// members are the newest records of a tree, newest first, at most maxMembers.
func (c *cell) members() []*record {
	var out []*record
	var walk func(*cell)
	walk = func(ce *cell) {
		out = append(out, ce.records[:min(len(ce.records), maxMembers)]...)
		for _, ch := range ce.children {
			walk(ch)
		}
	}
	walk(c)
	sort.Slice(out, func(i, j int) bool { return newer(out[i], out[j]) })
	return out[:min(len(out), maxMembers)]
}
