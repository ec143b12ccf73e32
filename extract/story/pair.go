package story

import (
	"slices"

	"muster/lexicon"
	"muster/news"
)

// Feature is one thing that speaks for or against two claims telling of one
// event.
type Feature int

// The features.
const (
	SameSentence Feature = iota
	NextSentence
	FewSentences
	FarSentences
	SameParagraph
	FromLead
	ActSame
	ActKin
	ActOther
	CountedSame
	CountedKin
	UnitSame
	ValueSame
	PlaceSame
	PlaceLikely
	PlaceInside
	PlaceOther
	TimeSame
	TimeApart
	SpanOther
	BySame
	ByOther
	OfOther
	ModalityOther
	GoesOn
	Features // how many there are
)

// Vector is which features hold of two claims.
type Vector [Features]float64

// Row explains a feature.
type Row struct{ Name, Why string }

// Table explains every feature; the weights' file has a line for each.
var Table = [Features]Row{
	SameSentence:  {"same sentence", "a sentence mostly tells of one event"},
	NextSentence:  {"next sentence", "the next sentence goes on"},
	FewSentences:  {"few sentences between", "two to four sentences on"},
	FarSentences:  {"far", "more than eight sentences between"},
	SameParagraph: {"same paragraph", "a paragraph mostly tells of one event"},
	FromLead:      {"one in the lead", "later paragraphs go back to what the lead tells"},
	ActSame:       {"act same", "one verb or class: kill and die"},
	ActKin:        {"act kin", "a part or stage of the other: kill and wound are casualties"},
	ActOther:      {"act of two fields", "spending and killing"},
	CountedSame:   {"counted same", "one thing counted"},
	CountedKin:    {"counted kin", "soldier and civilian"},
	UnitSame:      {"unit same", "people and people"},
	ValueSame:     {"value same", "the figure told again"},
	PlaceSame:     {"place same", "one place"},
	PlaceLikely:   {"place likely same", "not stated on both sides, but one is the likeliest of both"},
	PlaceInside:   {"place inside", "a town and its country"},
	PlaceOther:    {"place other", "two places"},
	TimeSame:      {"time same", "one day or period"},
	TimeApart:     {"time apart", "no day is shared"},
	SpanOther:     {"span other", "a day against weeks"},
	BySame:        {"by same", "one doer"},
	ByOther:       {"by other", "two doers"},
	OfOther:       {"of other", "those of two sides"},
	ModalityOther: {"modality other", "a fact and a plan"},
	GoesOn:        {"goes on", "the later one is a part of, or comes on top of, one before"},
}

// Few and far are sentences between two claims.
const (
	fewSentences  = 4
	farSentences  = 8
	leadSentences = 3
)

// longSpan is how many days longer a period must be to be of another kind.
const longSpan = 7

// Compare says which features hold of two claims, the earlier first.
func Compare(a, b *Told) Vector {
	p := comparison{a: a, b: b}
	p.stand()
	p.act()
	p.counted()
	p.place()
	p.time()
	p.side(a.Claim.By, b.Claim.By, BySame, ByOther)
	p.side(a.Claim.Of, b.Claim.Of, -1, OfOther)
	p.mark(ModalityOther, a.Claim.Modality != b.Claim.Modality)
	return p.v
}

type comparison struct {
	a, b *Told
	v    Vector
}

func (p *comparison) mark(f Feature, is bool) {
	if is && f >= 0 {
		p.v[f] = 1
	}
}

func (p *comparison) stand() {
	d := p.b.Sentence - p.a.Sentence
	p.mark(SameSentence, d == 0)
	p.mark(NextSentence, d == 1)
	p.mark(FewSentences, d > 1 && d <= fewSentences)
	p.mark(FarSentences, d > farSentences)
	p.mark(SameParagraph, p.a.Paragraph == p.b.Paragraph)
	p.mark(FromLead, p.a.Sentence < leadSentences && p.b.Sentence >= leadSentences)
}

func (p *comparison) act() {
	x, y := p.a.Claim.Measure, p.b.Claim.Measure
	if x.Act == "" || y.Act == "" {
		return
	}
	a, b := lexicon.Act(x.ActClass), lexicon.Act(y.ActClass)
	switch r := lexicon.Related(a, b); {
	case x.Act == y.Act || r == lexicon.SameAct:
		p.v[ActSame] = 1
	case r == lexicon.Unrelated || r == lexicon.Opposite:
		p.mark(ActOther, lexicon.Field(a) != lexicon.Field(b))
	default:
		p.mark(ActKin, r != lexicon.UnknownRelation)
	}
}

func (p *comparison) counted() {
	x, y := p.a.Claim, p.b.Claim
	if x.Figure != nil && y.Figure != nil {
		p.mark(UnitSame, x.Figure.Unit == y.Figure.Unit)
		p.mark(ValueSame, x.Figure.Low == y.Figure.Low && x.Figure.High == y.Figure.High)
		p.mark(GoesOn, y.Figure.Scope == news.Share || y.Figure.Scope == news.Additional)
	}
	switch lexicon.Similar(x.Measure.Of, y.Measure.Of) {
	case lexicon.SameThing, lexicon.Narrower:
		p.v[CountedSame] = 1
	case lexicon.Sibling:
		p.v[CountedKin] = 1
	}
}

func (p *comparison) place() {
	x, y := p.a.Claim.Place, p.b.Claim.Place
	switch {
	case len(x) == 0 || len(y) == 0:
		a, b := likeliest(p.a.Claim), likeliest(p.b.Claim)
		p.mark(PlaceLikely, a != "" && a == b)
	case slices.EqualFunc(x, y, func(a, b news.Where) bool { return a.Name == b.Name }):
		p.v[PlaceSame] = 1
	case anyInside(x, y) || anyInside(y, x):
		p.v[PlaceInside] = 1
	default:
		p.v[PlaceOther] = 1
	}
}

// likeliest is the place stated, or the first candidate.
func likeliest(c *news.Claim) string {
	if len(c.Place) > 0 {
		return c.Place[0].Called()
	}
	if names := c.Unsure[news.SlotPlace]; len(names) > 0 {
		return names[0]
	}
	return ""
}

// anyInside reports whether a place of x lies in, or is, one of y.
func anyInside(x, y []news.Where) bool {
	return slices.ContainsFunc(x, func(a news.Where) bool {
		return slices.ContainsFunc(y, func(b news.Where) bool {
			return a.Name == b.Name || a.Country == b.Name || slices.Contains(a.In, b.Name)
		})
	})
}

func (p *comparison) time() {
	x, y := p.a.Claim.When, p.b.Claim.When
	if !x.Known() || !y.Known() {
		return
	}
	p.mark(TimeSame, x.From == y.From && x.To == y.To)
	p.mark(TimeApart, !x.Overlaps(y))
	p.mark(SpanOther, max(span(x)-span(y), span(y)-span(x)) > longSpan)
}

// span is how many days a time takes beyond its first; 0 where an end is open.
func span(w news.When) int {
	if w.From == "" || w.To == "" {
		return 0
	}
	return w.To.Sub(w.From)
}

// side compares the parties of a slot; nothing where one side is not known.
func (p *comparison) side(x, y []news.Party, same, other Feature) {
	if len(x) == 0 || len(y) == 0 {
		return
	}
	shared := slices.ContainsFunc(x, func(a news.Party) bool {
		return slices.ContainsFunc(y, func(b news.Party) bool { return a.Name == b.Name })
	})
	p.mark(same, shared)
	p.mark(other, !shared)
}
