package figure

import (
	"math"
	"strings"

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

var onePerson = &sense{kind: person, name: "person", unit: "person", by: 1}

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
		if p.found[k].left <= i && i < max(p.found[k].to, p.found[k].nounTo) {
			return true
		}
	}
	return false
}
