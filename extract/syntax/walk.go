package syntax

// Root is the token that depends on none; -1 in an empty tree.
func (t *Tree) Root() int {
	for i := range t.Nodes {
		if t.Nodes[i].Head < 0 {
			return i
		}
	}
	return -1
}

// Governor is the head of token i, -1 for the root.
func (t *Tree) Governor(i int) int { return t.Nodes[i].Head }

// Path is the way from token i up to the root: its head, the head's head and
// so on.
func (t *Tree) Path(i int) []int {
	var up []int
	for h := t.Nodes[i].Head; h >= 0; h = t.Nodes[h].Head {
		up = append(up, h)
	}
	return up
}

// Under reports whether token i is token top or depends on it, at any depth.
func (t *Tree) Under(i, top int) bool {
	for ; i >= 0; i = t.Nodes[i].Head {
		if i == top {
			return true
		}
	}
	return false
}

// Children are the tokens that depend on token i directly, from left to
// right; with relations given, only those in one of them. A relation without
// a subtype stands for its subtypes too.
func (t *Tree) Children(i int, rels ...Rel) []int {
	var kids []int
	for j := range t.Nodes {
		if t.Nodes[j].Head == i && (len(rels) == 0 || t.Is(j, rels...)) {
			kids = append(kids, j)
		}
	}
	return kids
}

// Child is the first of Children, -1 when there is none.
func (t *Tree) Child(i int, rels ...Rel) int {
	for j := range t.Nodes {
		if t.Nodes[j].Head == i && (len(rels) == 0 || t.Is(j, rels...)) {
			return j
		}
	}
	return -1
}

// Is reports whether token i stands in one of the relations to its head. A
// relation without a subtype stands for its subtypes too.
func (t *Tree) Is(i int, rels ...Rel) bool {
	r := t.Nodes[i].Rel
	for _, want := range rels {
		if r == want || r.Base() == want {
			return true
		}
	}
	return false
}

// Subject is the subject of the predicate at token i, -1 when it has none. A
// predicate joined to another by "and", or one that completes another ("wants
// to send"), has the other's subject unless it has its own.
func (t *Tree) Subject(i int) int {
	for range t.Nodes {
		if s := t.Child(i, "nsubj", "csubj"); s >= 0 {
			return s
		}
		if !t.Is(i, "conj", "xcomp") {
			return -1
		}
		i = t.Nodes[i].Head
	}
	return -1
}

// Passive reports whether the predicate at token i is passive: its subject
// suffers what it says.
func (t *Tree) Passive(i int) bool {
	return t.Child(i, "nsubj:pass", "aux:pass") >= 0
}

// Object is the direct object of the predicate at token i, -1 when it has
// none.
func (t *Tree) Object(i int) int { return t.Child(i, "obj") }

// Agent is who does what a passive predicate says ("hit by a drone"), -1
// where that is not said.
func (t *Tree) Agent(i int) int { return t.Child(i, "obl:agent") }

// Case is the preposition of the noun at token i ("to" of "to Latvia"), -1
// when it has none.
func (t *Tree) Case(i int) int { return t.Child(i, "case") }

// Predicate is the nearest verb, or other head of a clause, above token i; -1
// when i is under none.
func (t *Tree) Predicate(i int) int {
	for h := t.Nodes[i].Head; h >= 0; h = t.Nodes[h].Head {
		if t.Clause(h) {
			return h
		}
	}
	return -1
}

// Clause reports whether token i heads a clause: a verb that is no modifier
// like an adjective, or a word with a subject or a copula.
func (t *Tree) Clause(i int) bool {
	n := &t.Nodes[i]
	return n.Tag == "VERB" && !t.Is(i, "amod", "compound", "case", "fixed") || t.Child(i, "nsubj", "csubj", "cop") >= 0
}

// Negated reports whether token i has a negation of its own: "not", "n't",
// "never", "no".
func (t *Tree) Negated(i int) bool {
	for j := range t.Nodes {
		if t.Nodes[j].Head != i || !t.Is(j, "advmod", "det", "cc") {
			continue
		}
		switch t.Nodes[j].Lemma {
		case "not", "never", "no", "n't":
			return true
		}
	}
	return false
}

// Span is the first token and the one behind the last token of the subtree
// of token i. A subtree with a gap spans the gap too.
func (t *Tree) Span(i int) (from, to int) {
	from, to = i, i+1
	for j := range t.Nodes {
		if (j < from || j >= to) && t.Under(j, i) {
			from, to = min(from, j), max(to, j+1)
		}
	}
	return from, to
}

// Conjuncts are token i and what is joined to it by "and", "or" or commas,
// from left to right; i need not be the first of them.
func (t *Tree) Conjuncts(i int) []int {
	for range t.Nodes {
		if !t.Is(i, "conj") {
			break
		}
		i = t.Nodes[i].Head
	}
	return append([]int{i}, t.Children(i, "conj")...)
}
