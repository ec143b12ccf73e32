package extract

import (
	"fmt"
	"strings"

	"muster/extract/measure"
	"muster/extract/token"
	"muster/news"
)

// Signed is a figure with the signs that extract/slot/status answers by, and
// what the rules alone say.
type Signed struct {
	Figure   news.Figure
	Signs    []string
	Modality news.Modality
	Scope    news.Scope
}

// Signs reads an article's figures with their signs; for the trainer.
func (x *Extractor) Signs(a news.Article) []Signed {
	r := x.read(a)
	r.signed = []Signed{}
	r.claims()
	return r.signed
}

// The model must be this sure where it says other than the rules. On
// articles held out 0.5 does as well as 0, and keeps the rules' word where the
// model wavers.
// Which word of plan or demand stands nearest the rules read better than
// whether there is one: there the model must be surer still.
const (
	sure  = 0.5
	surer = 0.9
)

// needed is the chance that the model's answer needs against the rules'.
func needed(mood, ruled news.Modality) float64 {
	if future(mood) && future(ruled) {
		return surer
	}
	return sure
}

// settle lets the model weigh what the rules say of modality, and
// returns what they said.
func (p *phrase) settle(c *draft, m measure.Measure) Signed {
	ruled := Signed{Figure: *c.Figure, Modality: c.Modality, Scope: c.Figure.Scope}
	list := p.signsOf(c, m, ruled)
	if p.r.signed != nil {
		shown := ruled
		shown.Signs = list
		p.r.signed = append(p.r.signed, shown)
	}
	if mood, chance := p.r.status.Modality(list); mood != c.Modality && chance >= needed(mood, c.Modality) {
		c.Modality = mood
		c.Rules = append(c.Rules, "modality/learned")
	}
	return ruled
}

// signs collects what is to be seen of a figure, each sign once. What stands
// before the colon names its group.
type signs struct {
	p    *phrase
	list []string
	seen map[string]bool
}

func (s *signs) add(parts ...string) {
	for _, part := range parts {
		if part == "" {
			return
		}
	}
	sign := strings.Join(parts, "")
	if !s.seen[sign] {
		s.seen[sign] = true
		s.list = append(s.list, sign)
	}
}

// signsOf lists the signs of the claim's figure.
func (p *phrase) signsOf(c *draft, m measure.Measure, ruled Signed) []string {
	s := &signs{p: p, seen: map[string]bool{}}
	s.add("rule:any")
	s.rules(c, ruled)
	s.verb()
	s.root()
	s.above(c)
	s.phrase(c)
	s.near()
	s.sentence(c)
	s.beside(c)
	s.source(c)
	s.add("measure:family=", m.Family)
	s.add("measure:id=", string(m.ID))
	s.add("measure:nature=", string(m.Nature))
	s.pairs(string(ruled.Modality), paired)
	s.pairs(unitKind(c.Figure.Unit), pairedWithUnit)
	return s.list
}

// paired are the signs whose meaning depends on what the rules say.
var paired = []string{"verb:form=", "verb:role=", "verb:chain=", "verb:aux=", "phrase:det=", "phrase:acl=", "time:", "source:mood=", "source:kind=", "above:cue away=", "above:mood=", "measure:family="}

// pairedWithUnit are those whose meaning depends on what is counted: approved
// money is still to come, approved soldiers are there.
var pairedWithUnit = []string{"verb:form=", "verb:class=", "above:class=", "phrase:acl=", "phrase:rel=", "phrase:class=", "near:class=funds"}

// pairs joins one thing said of the figure with each sign that depends on it.
func (s *signs) pairs(with string, groups []string) {
	for _, sign := range s.list[:len(s.list):len(s.list)] {
		for _, g := range groups {
			if strings.HasPrefix(sign, g) {
				s.add("rule:", with, " ", sign)
			}
		}
	}
}

// rules are what the rules of modality and scope answer, and the rules that
// read the figure.
func (s *signs) rules(c *draft, ruled Signed) {
	s.add("rule:modality=", string(ruled.Modality))
	s.add("rule:scope=", string(ruled.Scope))
	s.add("rule:figure=", string(c.Figure.Scope))
	for _, r := range c.Rules {
		if strings.HasPrefix(r, "modality/") {
			s.add("rule:", r)
			s.add("rule:", r, " ", string(ruled.Modality))
		}
	}
	for _, r := range c.Figure.Rules {
		s.add("rule:figure/", r)
	}
}

// phrase is the figure's own phrase: its determiner, its noun, what hangs on it.
func (s *signs) phrase(c *draft) {
	p, f := s.p, c.Figure
	s.add("phrase:unit=", string(f.Unit))
	s.add("phrase:kind=", unitKind(f.Unit))
	s.add("phrase:hedge=", string(f.Hedge))
	s.add("phrase:per=", f.Per)
	s.add("phrase:noun=", p.lemma(p.head))
	s.add("phrase:tag=", p.tag(p.head))
	s.add("phrase:rel=", string(p.node(p.head).Rel))
	if f.Noun == "" {
		s.add("phrase:no noun")
	}
	if f.Low == f.High && f.Low <= 1 {
		s.add("phrase:one or none")
	}
	if k := p.tree.Case(p.head); k >= 0 {
		s.add("phrase:case=", p.word(k))
	}
	for i := p.from; i < p.to; i++ {
		if p.tag(i) != "NUM" && p.tag(i) != "PUNCT" {
			s.add("phrase:word=", p.word(i))
		}
	}
	for k := range p.tree.Nodes {
		if p.node(k).Head != p.head {
			continue
		}
		switch p.rel(k) {
		case "det", "amod", "advmod":
			s.add("phrase:", p.rel(k), "=", p.word(k))
			s.classes("phrase:", k, p.rel(k))
		case "acl":
			s.add("phrase:acl=", string(p.node(k).XTag))
			s.add("phrase:acl=", p.lemma(k))
			s.classes("phrase:", k, "acl")
			s.helpers("phrase:acl ", k)
		case "nmod":
			if case_ := p.tree.Case(k); case_ >= 0 {
				s.add("phrase:nmod=", p.word(case_))
			}
		}
	}
}

// unitKind is what a unit counts, coarsely.
func unitKind(u news.Unit) string {
	switch {
	case u == news.Persons, u == "":
		return string(u)
	case u == news.Percent || u == news.PercentOfGDP || u == news.Factor:
		return "share"
	case !countable(u):
		return "measured"
	}
	return "things"
}

// nearReach is how many words on each side are looked at one by one.
const nearReach = 4

// near are the words beside the figure; marks say little, and much of short
// sentences.
func (s *signs) near() {
	p := s.p
	word := func(i int) string {
		if i < 0 || i >= len(p.toks) || p.tag(i) == "PUNCT" {
			return ""
		}
		return p.word(i)
	}
	for k := 1; k <= nearReach; k++ {
		for _, side := range []struct {
			at         int
			near, name string
		}{{p.from - k, "near:-", "before"}, {p.to + k - 1, "near:+", "behind"}} {
			if word(side.at) == "" {
				continue
			}
			s.add("near:", side.name, "=", p.lemma(side.at))
			s.classes("near:", side.at, side.name)
			if k < 3 {
				s.add(side.near, fmt.Sprint(k), "=", word(side.at))
			}
		}
	}
	s.add("near:-2-1=", word(p.from-2), " ", word(p.from-1))
	s.add("near:+1+2=", word(p.to), " ", word(p.to+1))
	if p.from == 0 {
		s.add("near:first")
	}
}

// sentence are the helping words anywhere in the sentence, and its dates beside
// the day of publication.
func (s *signs) sentence(c *draft) {
	p := s.p
	for i := range p.toks {
		if i < p.from {
			s.classes("sentence:", i, "before")
		} else if i >= p.to {
			s.classes("sentence:", i, "behind")
		}
		switch p.tag(i) {
		case "AUX", "SCONJ", "ADV":
			side := " behind"
			if i < p.from {
				side = " before"
			}
			s.add("sentence:word=", p.word(i))
			s.add("sentence:word=", p.word(i), side)
		case "VERB":
			if i < p.from {
				s.add("sentence:verb=", p.lemma(i))
			}
		}
	}
	s.around(p.sent-1, "sentence:last ")
	span := p.bytes(0, len(p.toks))
	for _, d := range p.r.dates {
		if !d.Span.Overlaps(span) {
			continue
		}
		switch day := news.DayOf(p.r.article.Published); {
		case day == "" || d.From == "":
		case d.From > day:
			s.add("time:future")
		case d.To < day:
			s.add("time:past")
		default:
			s.add("time:present")
		}
	}
}

// around adds the classes of the words of another sentence.
func (s *signs) around(sent int, group string) {
	if sent < 0 || sent == s.p.sent {
		s.add(group, "none")
		return
	}
	r := s.p.r
	for _, t := range r.text.Sentences[sent].Tokens {
		for _, c := range r.modality.Classes(token.Fold(r.text.Of(t))) {
			s.add(group, "class=", c)
		}
	}
}

// beside are the figures before and behind it.
func (s *signs) beside(c *draft) {
	p, f := s.p, c.Figure
	if p.earlierFigure() {
		b := p.r.past[len(p.r.past)-1].ruled
		s.add("beside:earlier scope=", string(b.Scope))
		s.add("beside:earlier modality=", string(b.Modality))
		s.add("beside:earlier ", compared(f, &b.Figure))
		s.add("beside:earlier ", compared(f, &b.Figure), " ", string(b.Scope))
		_, to := p.r.tokensIn(p.sent, b.Figure.Span)
		if gap := p.from - to; gap >= 0 && gap <= 3 {
			words := ""
			for i := to; i < p.from; i++ {
				words += p.word(i) + " "
			}
			s.add("beside:gap=", words)
			s.add("beside:gap=", words, compared(f, &b.Figure))
			s.add("beside:joined scope=", string(b.Scope))
			s.add("beside:joined modality=", string(b.Modality))
		}
	} else {
		s.add("beside:no earlier")
		if n := len(p.r.past); n > 0 && p.sent-p.r.past[n-1].sent <= 2 {
			b := p.r.past[n-1].ruled
			s.add("beside:sentence before ", compared(f, &b.Figure))
			s.add("beside:sentence before modality=", string(b.Modality))
		}
	}
	for i := range p.r.past {
		b := p.r.past[i].ruled
		if b.Figure.Unit == f.Unit && b.Figure.Low == f.Low && b.Figure.High == f.High {
			s.add("beside:same modality=", string(b.Modality))
			s.add("beside:same scope=", string(b.Scope))
		}
	}
	if b := p.listHead(); b != nil {
		s.add("beside:list modality=", string(b.Modality))
		s.add("beside:list modality=", string(b.Modality), " rule ", string(c.Modality))
	}
	if g := p.laterFigure(); g != nil {
		s.add("beside:later ", compared(f, g))
		s.add("beside:later scope=", string(g.Scope))
	}
}

// listHead is what the rules said of the first figure of the list that this one
// stands in: back to it no verb stands between two figures. Nil where the figure
// is the first.
func (p *phrase) listHead() *Signed {
	var head *Signed
	for i, from := len(p.r.past)-1, p.from; i >= 0 && p.r.past[i].sent == p.sent; i-- {
		b := &p.r.past[i].ruled
		start, to := p.r.tokensIn(p.sent, b.Figure.Span)
		if to > from || p.verbBetween(to, from) {
			break
		}
		head, from = b, start
	}
	return head
}

func (p *phrase) verbBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if tag := p.tag(i); tag == "VERB" && p.node(i).XTag != "VBN" && p.word(i) != "including" || tag == "AUX" {
			return true
		}
	}
	return false
}

// laterFigure is the next figure of the sentence that is no aside, nil where
// none is.
func (p *phrase) laterFigure() *news.Figure {
	span, at := p.bytes(0, len(p.toks)), p.bytes(p.from, p.to)
	for i := range p.r.figures {
		g := &p.r.figures[i]
		if g.Span.Start >= at.End && g.Span.Overlaps(span) && g.Aside == "" {
			return g
		}
	}
	return nil
}

// compared says whether two figures count the same, and which is larger.
func compared(f, g *news.Figure) string {
	size := "equal"
	switch {
	case f.Low < g.Low:
		size = "smaller"
	case f.Low > g.Low:
		size = "larger"
	}
	switch {
	case f.Unit == g.Unit:
		return size + " same unit"
	case f.Unit == "":
		return size + " no unit"
	}
	return "other unit"
}

// source is the one nearest to the fact, and the cue.
func (s *signs) source(c *draft) {
	if len(c.Attribution) > 0 {
		s.add("source:cue=", strings.ToLower(c.Attribution[0].Cue.Text))
		s.add("source:kind=", string(c.Attribution[0].CueKind))
	}
	if _, mood := s.p.r.reports.Chain(c.Figure.Span); mood.Modality != "" || mood.Polarity != "" {
		s.add("source:mood=", string(mood.Modality)+string(mood.Polarity))
	}
}
