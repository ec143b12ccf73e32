package attribution

import "muster/news"

// datelineReach is how many tokens into the text a dateline may end:
// "KYIV, Ukraine, Nov 17 (Reuters) -".
const datelineReach = 16

// wire finds the agency in the dateline.
func (p *reading) wire() {
	if len(p.text.Sentences) == 0 {
		return
	}
	c := &clause{lexicon: p.lexicon, text: p.text, toks: p.text.Sentences[0].Tokens}
	for i := 0; i < len(c.toks) && i < datelineReach; i++ {
		if c.word(i) != "(" {
			continue
		}
		j := i + 1
		for j < len(c.toks) && c.word(j) != ")" && j < i+6 {
			j++
		}
		if j+1 >= len(c.toks) || j == i+1 || c.word(j) != ")" || !c.dash(j+1) && !capital(c.word(j+1)) {
			continue
		}
		name := c.span(stretch{i + 1, j})
		if s, ok := p.resolver.outlet(name.Text); ok {
			p.reports.wireLink = &link{source: s, mention: name}
			p.dateline = j + 1
			if c.dash(p.dateline) {
				p.dateline++
			}
			return
		}
	}
}

// cityLine finds a dateline that is nothing but a city in capitals before the
// first sentence: "RIGA The port was closed".
func (p *reading) cityLine() {
	if p.dateline > 0 || len(p.text.Sentences) == 0 {
		return
	}
	c := &clause{lexicon: p.lexicon, text: p.text, toks: p.text.Sentences[0].Tokens}
	i := 0
	for i < len(c.toks) && i < datelineReach && (p.shouted(c, i) || i > 0 && c.word(i) == "/") {
		i++
	}
	if i > 0 && capital(c.word(i)) && !allUpper(c.word(i)) {
		p.dateline = i
	}
}

// shortestCity is shorter than a city's name in capitals is: "NATO" is none.
const shortestCity = 4

// shouted reports a place written in capitals.
func (p *reading) shouted(c *clause, i int) bool {
	if !allUpper(c.word(i)) || len(c.word(i)) < shortestCity {
		return false
	}
	for _, e := range p.resolver.Within(c.toks[i].Start, c.toks[i].End) {
		if e.Kind == news.Capital || e.Kind == news.Place {
			return true
		}
	}
	return false
}

func (c *clause) dash(i int) bool {
	switch c.word(i) {
	case "-", "–", "—", "--":
		return true
	}
	return false
}

// colonCue reads "NAME: words" at the start of a paragraph, as headlines and
// transcripts have it. Known says whether the words before the colon name
// somebody.
func (c *clause) colonCue(known func(stretch) bool, emit func(found)) {
	for i := 1; i < len(c.toks)-1 && i <= mostNames; i++ {
		if c.word(i) != ":" {
			continue
		}
		at := stretch{0, i}
		if c.quoted(i+1) || known(at) {
			for j := range i {
				if !capital(c.word(j)) {
					return
				}
			}
			emit(found{cue: stretch{i, i + 1}, kind: news.Quoted, source: speaker{at, i - 1, false}})
		}
		return
	}
}

// mostNames is how many tokens a speaker before a colon has at most.
const mostNames = 4
