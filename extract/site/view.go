package site

import (
	"strings"

	"muster/extract/syntax"
	"muster/extract/token"
	"muster/extract/weight"
	"muster/lexicon"
	"muster/news"
)

// view is one figure in its sentence.
type view struct {
	Sentence
	figure news.Figure
	before *Site
	// from, to are the figure's tokens; head is the one the others hang on.
	from, to, head int
	// of is what is counted, once that is chosen, and ofTop its wide class.
	of    Candidate
	ofTop string
	// weights are those of the features; naming keeps their names too.
	weights *weight.Table[float64]
	naming  bool
}

func (r *Reader) newView(s Sentence, f news.Figure, before *Site, naming bool) *view {
	v := &view{Sentence: s, figure: f, before: before, ofTop: top(""), weights: r.weights, naming: naming}
	for v.from < len(s.Tokens)-1 && s.Tokens[v.from].End <= f.Span.Start {
		v.from++
	}
	for v.to = v.from; v.to < len(s.Tokens) && s.Tokens[v.to].Start < f.Span.End; v.to++ {
	}
	v.head = v.headOf()
	return v
}

// headOf is the token of the figure that hangs on something outside; a noun
// before a number, a number before the rest.
func (v *view) headOf() int {
	best, rank := v.from, -1
	for i := v.from; i < v.to; i++ {
		if h := v.Tree.Nodes[i].Head; h >= v.from && h < v.to {
			continue
		}
		if k := ranks[v.tag(i)]; k >= rank {
			best, rank = i, k
		}
	}
	return best
}

var ranks = map[syntax.Tag]int{"NOUN": 3, "PROPN": 3, "PRON": 3, "NUM": 2, "VERB": 1}

func (v *view) tag(i int) syntax.Tag { return v.Tree.Nodes[i].Tag }

func (v *view) word(i int) string { return token.Fold(v.Text.Of(v.Tokens[i])) }

// lemma is the tree's, but for irregular verbs that the tree's model got wrong.
func (v *view) lemma(i int) string {
	lemma := strings.ToLower(v.Tree.Nodes[i].Lemma)
	if v.tag(i) == "VERB" && !known(lemma) {
		if base, ok := lexicon.Base(v.word(i)); ok {
			return base
		}
	}
	return lemma
}

func (v *view) inside(i int) bool { return i >= v.from && i < v.to }

// phrasal is a verb's lemma with its particle: "shoot down". A particle right
// behind the verb is one whatever the tree takes it for, and a preposition is
// where the lexicon has both as one verb: "fire at". What hedges a number is
// none: "have over 1,000" is no having over.
func (v *view) phrasal(verb int) string {
	if k := v.Tree.Child(verb, "compound:prt"); k > verb && !v.hedges(k) {
		return v.lemma(verb) + " " + v.word(k)
	}
	k := verb + 1
	if k == len(v.Tokens) || v.tag(k) == "VERB" || v.hedges(k) {
		return v.lemma(verb)
	}
	whole := v.lemma(verb) + " " + v.word(k)
	if known(whole) || particles[v.word(k)] && v.Tree.Nodes[k].Rel != "case" {
		return whole
	}
	return v.lemma(verb)
}

// hedges reports whether the particle at a token belongs to a number: "killed up
// to 30", and in the figure itself "have over 1,000".
func (v *view) hedges(k int) bool {
	return v.inside(k) || v.word(k) == "up" && k+1 < len(v.Tokens) && v.word(k+1) == "to"
}

var particles = set("down out up off back over away")

// Paths longer than this are all alike.
const longestPath = 4

// path is the way from the figure's head to a token: the relations up to the
// first word above both, then those down, the preposition with them where there
// is one. "^obj" is the verb whose object the figure is, "^obj vxcomp" the verb
// that completes it, "vnmod:of" what stands behind "of".
func (v *view) path(to int) (up, down string) {
	above := map[int]int{v.head: 0}
	for k, i := range v.Tree.Path(v.head) {
		above[i] = k + 1
	}
	var downs []string
	top := to
	for {
		if _, ok := above[top]; ok {
			break
		}
		downs = append(downs, v.step(top))
		top = v.Tree.Nodes[top].Head
	}
	var ups []string
	for i := v.head; i != top; i = v.Tree.Nodes[i].Head {
		ups = append(ups, v.step(i))
	}
	if len(ups)+len(downs) > longestPath {
		return "far", "far"
	}
	for i, j := 0, len(downs)-1; i < j; i, j = i+1, j-1 {
		downs[i], downs[j] = downs[j], downs[i]
	}
	return strings.Join(ups, " "), strings.Join(downs, " ")
}

// rank is how many verbs lie on the way up from the figure to a token that it
// depends on, the token included; 0 for a token that it does not depend on.
func (v *view) rank(to int) int {
	verbs := 0
	for _, i := range v.Tree.Path(v.head) {
		if t := v.tag(i); t == "VERB" || t == "AUX" {
			verbs++
		}
		if i == to {
			return verbs
		}
	}
	return 0
}

// argument says whether the figure is within a dependent of a verb, another
// word is, or there is none.
func (v *view) argument(verb int, rels ...syntax.Rel) string {
	switch k := v.Tree.Child(verb, rels...); {
	case k < 0:
		return "none"
	case v.Tree.Under(v.head, k):
		return "figure"
	}
	return "other"
}

// step names a token's relation to its head.
func (v *view) step(i int) string {
	rel := v.Tree.Nodes[i].Rel
	switch rel.Base() {
	case "nmod", "obl", "acl", "advcl":
		if c := v.Tree.Child(i, "case", "mark"); c >= 0 {
			return string(rel) + "(" + v.lemma(c) + ")"
		}
	}
	return string(rel)
}
