package figure

import (
	"math"
	"strings"

	"muster/extract/token"
	"muster/news"
)

// figure writes the quantity as a news.Figure.
func (p *passage) figure(q *quantity) news.Figure {
	text := p.t.Source
	f := news.Figure{
		Span: news.Cut(text, q.start, q.end), Text: text[q.start:q.end], Number: news.Cut(text, q.numStart, q.numEnd),
		Low: q.low, High: q.high, Hedge: q.hedge, Scope: q.scope, Per: q.per, Change: q.change, Noun: q.noun,
		Unit: news.Unit(q.unitName), Rules: q.rules, Aside: q.aside,
	}
	switch {
	case q.change != nil && q.change.Kind == news.ByFactor:
		f.Unit = news.Factor
	case q.fraction && (q.unit == nil || q.unit.kind == person || q.unit.kind == kit):
		f.Stated = &news.Stated{Low: f.Low, High: f.High}
		f.Low, f.High, f.Unit = tidy(100*f.Low), tidy(100*f.High), news.Percent
	case q.unit != nil:
		q.convert(&f)
	case q.person:
		f.Unit = news.Persons
	}
	if len(f.Rules) == 0 {
		f.Rules = plain
	}
	return f
}

// plain names the figures that no rule had a hand in.
var plain = []string{"number"}

// convert puts Low and High into the unit of the table and keeps what the
// text says in Stated.
func (q *quantity) convert(f *news.Figure) {
	s := q.unit
	f.Unit = news.Unit(s.unit)
	if s.per != "" && f.Per == "" {
		f.Per = s.per
	}
	if s.by == 1 && s.plus == 0 && (s.name == s.unit || s.kind == person || s.kind == kit) {
		return
	}
	f.Stated = &news.Stated{Low: f.Low, High: f.High, Unit: news.Unit(s.name)}
	if s.kind == money {
		f.Stated.Unit = news.Unit(s.name)
		if s.sub {
			f.Stated.Unit = news.Unit(s.name + "/100")
		}
	}
	f.Low, f.High = tidy((f.Low+s.plus)*s.by), tidy((f.High+s.plus)*s.by)
}

// tidy takes back what binary fractions add.
func tidy(v float64) float64 {
	if math.IsInf(v, 0) || v == 0 {
		return v
	}
	scale := math.Pow(10, 12-math.Ceil(math.Log10(math.Abs(v))))
	if math.IsInf(scale, 0) {
		return v
	}
	return math.Round(v*scale) / scale
}

// zeros reads "no casualties", "no U.S. service members were killed".
func (p *passage) zeros() {
	for i := range p.toks {
		if p.toks[i].Kind != token.Word || !strings.EqualFold(p.word(i), "no") || p.taken(i) {
			continue
		}
		for k := i + 1; k < i+6 && k < len(p.toks); k++ {
			ph, size := p.lex.nouns.at(p.toks, k)
			if size > 0 && ph.sense.plural && !(ph.sense.mass && p.continues(k+size)) && (ph.sense.kind == person || ph.sense.kind == kit && p.harmBehind(k+size)) {
				p.found = append(p.found, quantity{
					from: i, to: k + size, left: i, nounTo: k + size, start: p.toks[i].Start, end: p.toks[k+size-1].End,
					numStart: p.toks[i].Start, numEnd: p.toks[i].End, unit: ph.sense, hedge: news.Exact, words: true,
					noun: p.t.Source[p.toks[i+1].Start:p.toks[k+size-1].End], rules: []string{"zero"},
				})
				break
			}
			if p.toks[k].Kind != token.Word && !p.hyphen(k) || p.is(k, stop) {
				break
			}
		}
	}
}

// harmBehind: "were shot down", "was lost" within four tokens.
func (p *passage) harmBehind(k int) bool {
	for j := k; j < k+4 && j < len(p.toks); j++ {
		if p.is(j, harm|verb) {
			return true
		}
	}
	return false
}

// persons reads "a woman was killed", "killed a civilian": one person.
func (p *passage) persons() {
	for i := range p.toks {
		if w := p.word(i); w != "a" && w != "A" && w != "an" && w != "An" || p.taken(i) {
			continue
		}
		for k := i + 1; k < i+4 && k < len(p.toks) && p.toks[k].Kind == token.Word && (k == i+1 || !p.is(k-1, stop)); k++ {
			count := 1.0
			if strings.EqualFold(p.word(i-1), "not") && strings.EqualFold(p.word(i+1), "single") {
				count = 0
			}
			if !p.is(k, oneself) || !(p.is(i-1, harm) || p.harmed(k+1)) {
				continue
			}
			p.found = append(p.found, quantity{
				low: count, high: count, from: i, to: k + 1, left: i, nounTo: k + 1, start: p.toks[i].Start, end: p.toks[k].End,
				numStart: p.toks[i].Start, numEnd: p.toks[i].End, unit: onePerson, hedge: news.Exact, words: true,
				noun: p.t.Source[p.toks[i+1].Start:p.toks[k].End], rules: []string{"one-person"},
			})
			break
		}
	}
}

var onePerson = &sense{kind: person, name: "person", unit: "person", by: 1}

// harmed: "was killed", "died", "in a car was killed", within six words.
func (p *passage) harmed(k int) bool {
	for j := k; j < k+7 && j < len(p.toks) && p.toks[j].Kind == token.Word; j++ {
		if !p.is(j, harm) {
			if p.is(j, verb) {
				return false // "a doctor says the woman was killed"
			}
			continue
		}
		if j == k || p.helped(j-1) {
			return true
		}
		switch strings.ToLower(p.word(j)) {
		case "died", "dead", "missing":
			return j-k < 2
		}
		return false
	}
	return false
}

// helped: "was", "were", "been", also before "badly".
func (p *passage) helped(j int) bool {
	if strings.HasSuffix(p.word(j), "ly") {
		j--
	}
	return p.is(j, auxiliary)
}

// taken: token i is part of a quantity already.
func (p *passage) taken(i int) bool {
	for k := range p.found {
		if p.found[k].left <= i && i < p.found[k].to {
			return true
		}
	}
	return false
}
