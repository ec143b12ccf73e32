package slot

import (
	"strings"

	"muster/extract/syntax"
	"muster/extract/token"
)

// relation is how a mention stands to a site in one sentence.
type relation struct {
	// way names the relation coarsely: "in" the figure's own phrase, "own" below
	// it, "verb" below its predicate, "up" below a predicate above that, "over"
	// below a noun that the figure hangs on, "else".
	way string
	// rel is the relation by which the mention's branch hangs there, kase the
	// preposition of that branch.
	rel, kase string
	// direct is set where the mention heads its branch.
	direct bool
	// link is the relation that joins the figure's predicate to the one above.
	link string
	// steps is the length of the way through the tree.
	steps int
}

// relate finds the way from the site to the mention.
func (s *Scene) relate(site *Site, m *Mention) relation {
	tree := s.Forest.Tree(site.Sent)
	if m.From < site.To && site.From < m.To {
		return relation{way: "in", rel: string(tree.Nodes[m.Head].Rel), direct: m.Head == site.Head}
	}
	steps := 0
	branch := m.Head
	for at := m.Head; at >= 0; at = tree.Nodes[at].Head {
		switch {
		case at == site.Head:
			return s.below(tree, site, m, branch, "own", steps)
		case at == site.Verb:
			return s.below(tree, site, m, branch, "verb", steps+1)
		case over(site, at):
			return s.below(tree, site, m, branch, "over", steps+1)
		}
		if up, link := above(tree, site, at); up > 0 {
			r := s.below(tree, site, m, branch, "up", steps+1+up)
			r.link = link
			return r
		}
		branch = at
		steps++
	}
	return relation{way: "else", steps: steps + 1}
}

func over(site *Site, at int) bool {
	for _, o := range site.Over {
		if o == at {
			return true
		}
	}
	return false
}

// above is how many steps token at lies over the site's predicate, and the
// relation that joins it there; 0 where it does not.
func above(tree *syntax.Tree, site *Site, at int) (int, string) {
	from := site.Verb
	if from < 0 {
		from = site.Head
	}
	n := 0
	link := ""
	for i := from; i >= 0; i = tree.Nodes[i].Head {
		if i == at {
			return n, link
		}
		link = string(tree.Nodes[i].Rel)
		n++
	}
	return 0, ""
}

// below describes the branch that hangs on a token of the site's way.
func (s *Scene) below(tree *syntax.Tree, site *Site, m *Mention, branch int, way string, steps int) relation {
	r := relation{way: way, rel: string(tree.Nodes[branch].Rel), direct: branch == m.Head, steps: steps}
	r.kase = s.kase(tree, site.Sent, branch)
	return r
}

// kase is the preposition of token i, folded; empty where it has none.
func (s *Scene) kase(tree *syntax.Tree, sent, i int) string {
	if k := tree.Case(i); k >= 0 {
		return s.word(sent, k)
	}
	return ""
}

func (s *Scene) word(sent, i int) string {
	return token.Fold(s.Text.Of(s.Text.Sentences[sent].Tokens[i]))
}

// phrase is the noun that the mention stands in as a modifier ("forces" of
// "Russian forces"), or the mention itself, and the preposition before it.
func (s *Scene) phrase(m *Mention) (noun string, kase string, rel syntax.Rel) {
	if m.stands == nil {
		n, k, r := s.standing(m)
		m.stands = &standing{n, k, r}
	}
	return m.stands.noun, m.stands.kase, m.stands.rel
}

// standing keeps what phrase says of a mention: every site asks for it.
type standing struct {
	noun, kase string
	rel        syntax.Rel
}

func (s *Scene) standing(m *Mention) (noun string, kase string, rel syntax.Rel) {
	tree := s.Forest.Tree(m.Sent)
	i := m.Head
	for tree.Is(i, "compound", "amod", "nmod:poss", "flat", "appos", "nummod") && tree.Nodes[i].Head >= 0 {
		i = tree.Nodes[i].Head
	}
	if i != m.Head {
		noun = strings.ToLower(tree.Nodes[i].Lemma)
	}
	return noun, s.kase(tree, m.Sent, i), tree.Nodes[i].Rel
}
