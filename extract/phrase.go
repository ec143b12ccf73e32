package extract

import (
	"strings"

	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

// phrase is a figure in its sentence's tree.
type phrase struct {
	r    *reading
	sent int
	tree *syntax.Tree
	toks []token.Token
	// from, to are the figure's tokens; head is the one the others hang on.
	from, to, head int
	// verb governs the phrase, -1 where none; active where the phrase is its
	// active subject; oblique where a preposition stands between.
	verb            int
	active, oblique bool
	// over are the nouns the phrase hangs on, nearest first.
	over []int
	// event is the claim whose event this one goes on about, nil where it
	// speaks for itself.
	event *draft
	// inherited is the claim of the sentence whose measure this one goes on with.
	inherited *draft
	// twinOf is the claim whose verb this one shares.
	twinOf *draft
	// destination is set where the place is where they were taken to: it says
	// nothing of whose they are.
	destination bool
}

func (r *reading) phrase(sent int, span news.Span) *phrase {
	p := &phrase{r: r, sent: sent, tree: r.forest.Tree(sent), toks: r.text.Sentences[sent].Tokens, verb: -1}
	p.from, p.to = r.tokensIn(sent, span)
	p.head = p.headOf(p.from, p.to)
	p.climb()
	p.predicateBehind()
	p.lowered()
	return p
}

// lowered takes the verb below one that says only how sure a thing is: "48 are
// believed to have been killed" is of killing.
func (p *phrase) lowered() {
	if p.verb < 0 || p.oblique || !p.r.slots.raising[token.Hash(p.lemma(p.verb))] {
		return
	}
	if s := p.tree.Subject(p.verb); s != p.head && !p.tree.Under(p.head, s) {
		return
	}
	for _, k := range p.tree.Children(p.verb, "xcomp") {
		if k < p.verb {
			continue
		}
		switch {
		case p.verbal(k):
			p.verb, p.active = k, p.childOf(k, "aux:pass") < 0
		case p.tag(k) == "ADJ": // "feared dead"
			p.over = append(p.over, k)
		}
		return
	}
}

// predicateBehind takes the predicate that stands right behind the figure
// ("claimed 190 were dead") where the tree hung the figure elsewhere: a form of
// "be" between two words leaves one reading.
func (p *phrase) predicateBehind() {
	i := p.to
	if i+1 >= len(p.toks) || p.tag(i) != "AUX" {
		return
	}
	be := p.lemma(i) == "be"
	for i++; i < len(p.toks) && (p.tag(i) == "AUX" || p.tag(i) == "ADV" || p.tag(i) == "PART"); i++ {
		be = be || p.tag(i) == "AUX" && p.lemma(i) == "be"
	}
	if !be || i >= len(p.toks) || p.verb == i || p.objectOf() {
		return
	}
	switch p.tag(i) {
	case "VERB":
		p.verb, p.active, p.oblique = i, p.node(i).XTag == "VBG", false
	case "ADJ":
		p.over, p.verb, p.active = []int{i}, i, true
	}
}

func (p *phrase) node(i int) *syntax.Node { return &p.tree.Nodes[i] }

// objectOf reports whether the phrase is the object of a verb before it that is no
// cue: "the attack that killed seven people was condemned" condemned no people,
// but "claimed 190 were dead" claims no 190.
func (p *phrase) objectOf() bool {
	if !p.tree.Is(p.head, "obj") || p.verb < 0 || p.verb > p.head {
		return false
	}
	for _, a := range p.r.reports.All {
		if a.Cue.Overlaps(p.span(p.verb)) {
			return false
		}
	}
	return true
}

// rel is the universal part of a relation: "nsubj" for "nsubj:pass".
func (p *phrase) rel(i int) string {
	universal, _, _ := strings.Cut(string(p.node(i).Rel), ":")
	return universal
}

func (p *phrase) is(i int, rel syntax.Rel) bool { return p.node(i).Rel == rel }

func (p *phrase) tag(i int) string { return string(p.node(i).Tag) }

func (p *phrase) noun(i int) bool {
	t := p.tag(i)
	return t == "NOUN" || t == "PROPN" || t == "PRON"
}

func (p *phrase) verbal(i int) bool { return p.tag(i) == "VERB" || p.tag(i) == "AUX" }

func (p *phrase) word(i int) string { return token.Fold(p.r.text.Of(p.toks[i])) }

func (p *phrase) lemma(i int) string { return strings.ToLower(p.node(i).Lemma) }

func (p *phrase) span(i int) news.Span {
	return news.Cut(p.r.text.Source, p.toks[i].Start, p.toks[i].End)
}

// headOf is the noun in from..to that hangs on something outside; a noun
// before a number, a number before the rest.
func (p *phrase) headOf(from, to int) int {
	best, rank := from, -1
	for i := from; i < to && i < len(p.tree.Nodes); i++ {
		if h := p.node(i).Head; h >= from && h < to {
			continue
		}
		k := 0
		switch {
		case p.noun(i):
			k = 3
		case p.tag(i) == "NUM":
			k = 2
		case p.verbal(i):
			k = 1
		}
		if k >= rank {
			best, rank = i, k
		}
	}
	return best
}

// climb walks from the head to the verb that governs it and keeps the nouns on
// the way.
func (p *phrase) climb() {
	cur := p.head
	if p.verbal(cur) {
		p.verb = cur
		return
	}
	for range len(p.tree.Nodes) {
		up := p.node(cur).Head
		if up < 0 {
			return
		}
		if p.governed(cur, up) {
			return
		}
		if p.rel(cur) != "conj" && up != p.head && (p.noun(up) || p.tag(up) == "ADJ") {
			p.over = append(p.over, up)
		}
		cur = up
	}
}

// governed takes up as the verb of the phrase where the relation of cur to it
// says so.
func (p *phrase) governed(cur, up int) bool {
	switch rel := p.rel(cur); {
	case rel == "conj":
		if p.verbal(up) && p.verbal(cur) {
			p.verb = cur
			return true
		}
		return false
	case rel == "nsubj" && p.is(cur, "nsubj:pass"):
		p.verb = up
	case rel == "nsubj" && p.verbal(up):
		p.verb, p.active = up, true
	case rel == "nsubj": // "190 were dead": the predicate names the measure
		p.over = append(p.over, up)
		p.verb, p.active = up, true
	case !p.verbal(up):
		return false
	default:
		p.verb = up
		p.oblique = rel == "obl" && p.tree.Case(cur) >= 0 || rel == "advcl" || rel == "parataxis" || p.below()
	}
	return true
}

// below reports whether the phrase hangs on a noun that is no mere counter:
// "fired missiles at two bases" does not fire bases, "fired a salvo of nine
// missiles" does fire missiles.
func (p *phrase) below() bool {
	for _, i := range p.over {
		if !p.r.slots.transparent[p.toks[i].Hash] {
			return true
		}
	}
	return false
}

// participle is the verb that hangs on the head as its modifier ("95 civilians
// killed", "soldiers who died"), -1 where there is none, and whether the head is
// its active subject.
func (p *phrase) participle() (verb int, active bool) { return p.participleOf(p.head) }

// participleOf is participle for the noun at token n.
func (p *phrase) participleOf(n int) (verb int, active bool) {
	for i := range p.tree.Nodes {
		if p.node(i).Head != n || p.rel(i) != "acl" || !p.verbal(i) {
			continue
		}
		if p.is(i, "acl:relcl") {
			return i, p.childOf(i, "nsubj:pass") < 0 && p.childOf(i, "obj") < 0 && p.subjectIsRelative(i)
		}
		return i, p.node(i).XTag == "VBG"
	}
	return -1, false
}

func (p *phrase) subjectIsRelative(verb int) bool {
	s := p.childOf(verb, "nsubj")
	return s >= 0 && p.tag(s) == "PRON"
}

// childOf is the first dependent of i with exactly this relation, -1 where
// there is none.
func (p *phrase) childOf(i int, rel syntax.Rel) int {
	for _, k := range p.tree.Children(i, rel) {
		if p.node(k).Rel == rel {
			return k
		}
	}
	return -1
}

// above are the words over i up to the root, i itself first.
func (p *phrase) above(i int) []int { return append([]int{i}, p.tree.Path(i)...) }

// clause is the token range of the phrase's own clause: the subtree of its verb
// or, without one, the whole sentence.
func (p *phrase) clause() (from, to int) {
	if p.verb < 0 {
		return 0, len(p.toks)
	}
	return p.tree.Span(p.verb)
}

// bytes is the byte span of tokens from..to.
func (p *phrase) bytes(from, to int) news.Span {
	return news.Cut(p.r.text.Source, p.toks[from].Start, p.toks[to-1].End)
}
