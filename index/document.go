package index

import (
	"math"
	"strings"
	"time"

	"muster/index/query"
	"muster/news"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
)

// The fields of a document, short because every posting list and stored
// record repeats them. Those a query names are in termFields and nameFields,
// those of figures and times in axis.go.
const (
	recordField    = "d"  // what the document is: an Of
	textField      = "t"  // words: sentence, title, names
	blobField      = "b"  // stored bytes
	articleField   = "ar" // article ID; of a finding, of each of its claims
	homeField      = "in" // article ID, stored
	changeField    = "g"  // of an article, the change that wrote it last
	publishedField = "p"  // day published; of a finding, of each of its claims
	newestField    = "pn" // when published, sortable; sorted by
	severityField  = "sv" // severity of a finding, on the figure ladder; sorted by
	seenField      = "fs" // when a finding was first seen, sortable; sorted by
	standingField  = "st" // "held" or "withdrawn"
	saidField      = "S"  // canonical names of sources; counted
	outletField    = "O"  // canonical name of the outlet; counted
	measuredField  = "M"  // what is measured, in words for people; counted
	landField      = "C"  // codes of the countries it is about; counted
	briefField     = "bb" // stored bytes of a finding in brief, where it is long
	rivalField     = "R"  // "a\x00b": of a contradiction, source a against b; counted
)

// termFields hold one exact, folded word for each value.
var termFields = map[query.Field]string{
	query.Measure: "m", query.Unit: "u", query.Kind: "k", query.Modality: "mo",
	query.Hedge: "h", query.Scope: "sc", query.Polarity: "po", query.Article: articleField, query.CopyOf: "cp",
}

// nameFields hold the folded words of names.
var nameFields = map[query.Field]string{
	query.Source: "so", query.Outlet: "ou", query.Country: "co",
	query.Place: "pl", query.Subject: "su", query.Event: "ev",
	query.By: "by", query.Of: "of", query.To: "to",
}

// findingsLead begins the fields that only findings have. What claims are
// searched by thus holds claims only, and a query need not be joined with all
// claims there are, which costs more than the rest of it.
const findingsLead = "F"

// sharedFields have one name in all documents.
var sharedFields = map[string]bool{
	recordField: true, blobField: true, homeField: true, newestField: true,
	severityField: true, standingField: true, seenField: true, rivalField: true, briefField: true,
}

// fieldOf is the field as documents of the kind have it.
func fieldOf(of Of, field string) string {
	if of == Findings && !sharedFields[field] {
		return findingsLead + field
	}
	return field
}

// What is kept of a field. Merging segments keeps of a field what the options
// of one of its documents say, so a field has the same options in every
// document, and they stand here only.
const (
	keyword = index.IndexField | index.SkipFreqNorm
	counted = keyword | index.DocValues
	kept    = index.StoreField
	running = index.IndexField | index.IncludeTermVectors
)

// options are those of the fields that are not plain keywords.
var options = map[string]index.FieldIndexingOptions{
	textField: running, blobField: kept, homeField: kept, briefField: kept, landField: counted,
	newestField: counted, severityField: counted, seenField: counted,
	saidField: counted, outletField: counted, rivalField: counted,
	termFields[query.Kind]: counted, measuredField: counted,
}

func optionsOf(field string) index.FieldIndexingOptions {
	field = strings.TrimPrefix(field, findingsLead)
	if o, special := options[field]; special {
		return o
	}
	return keyword
}

// builder makes one document.
type builder struct {
	of     Of
	doc    *document.Document
	config *Config
	seen   map[string]bool // field and term already there
	prose  strings.Builder
}

func (x *Index) builder(of Of, id string) *builder {
	b := &builder{of: of, doc: document.NewDocument(string(of) + id), config: &x.config, seen: map[string]bool{}}
	b.term(recordField, string(of))
	return b
}

func (b *builder) term(field, value string) {
	key := field + "\x00" + value
	if value == "" || b.seen[key] {
		return
	}
	b.seen[key] = true
	field = fieldOf(b.of, field)
	b.doc.AddField(document.NewTextFieldCustom(field, nil, []byte(value), optionsOf(field), nil))
}

// word adds an exact word, in small letters.
func (b *builder) word(f query.Field, value string) {
	b.term(termFields[f], strings.ToLower(value))
}

// names adds the words of names, to the field and to the text.
func (b *builder) names(f query.Field, names ...string) {
	for _, name := range names {
		if name == "" {
			continue
		}
		b.say(name)
		for _, w := range nameWords(name) {
			b.term(nameFields[f], w)
		}
		if full := b.countryName(name); full != "" {
			b.names(f, full)
			b.countries(name)
		}
	}
}

// countries adds codes to the countries a claim is about, with their names.
func (b *builder) countries(codes ...string) {
	for _, code := range codes {
		if b.countryName(code) != "" {
			b.term(landField, code)
		}
		b.say(b.countryName(code))
		for _, w := range append(nameWords(code), nameWords(b.countryName(code))...) {
			b.term(nameFields[query.Country], w)
		}
	}
}

// countryName is the name behind a country's code, "" for anything else.
func (b *builder) countryName(code string) string {
	if b.config.CountryName == nil || len(code) != 2 || code != strings.ToUpper(code) {
		return ""
	}
	return b.config.CountryName(code)
}

// say adds to the text that bare words are searched in.
func (b *builder) say(text string) {
	if text != "" && !b.seen[text] {
		b.seen[text] = true
		b.prose.WriteString(text)
		b.prose.WriteString(gap)
	}
}

func (b *builder) ladder(field string, l ladder, v uint64) {
	for _, t := range l.terms(v) {
		b.term(field, t)
	}
}

// figure adds the numbers low to high.
func (b *builder) figure(low, high float64) {
	figureAxis.add(b, sortable(low), sortable(high))
}

func (b *builder) days(from, to news.Day) {
	first, ok := dayBits(from)
	last, too := dayBits(to)
	if ok && too {
		dayAxis.add(b, first, last)
	}
}

func (b *builder) stored(field string, value []byte) {
	b.doc.AddField(document.NewTextFieldCustom(field, nil, value, optionsOf(field), nil))
}

// finish adds the text and returns the document.
func (b *builder) finish() *document.Document {
	if text := b.prose.String(); text != "" {
		field := fieldOf(b.of, textField)
		b.doc.AddField(document.NewTextFieldCustom(field, nil, []byte(text), optionsOf(field), prose{}))
	}
	return b.doc
}

// instant writes a time so that instants sort; the zero time sorts first.
func instant(t time.Time) string {
	if t.IsZero() {
		return "0"
	}
	return t.UTC().Format("20060102150405")
}

// claimDocument makes what a claim is found by.
func (x *Index) claimDocument(c news.Claim) *document.Document {
	b := x.builder(Claims, c.ID)
	b.term(articleField, c.Article.ID)
	b.stored(homeField, []byte(c.Article.ID))
	b.term(newestField, instant(c.Article.Published))
	b.term(termFields[query.Kind], string(c.Kind))
	b.claim(c)
	if c.Figure != nil {
		if low, high, ok := reach(*c.Figure); ok {
			b.figure(low, high)
		}
	}
	if from, to, ok := during(c.When, news.DayOf(c.Article.Published)); ok {
		b.days(from, to)
	}
	return b.finish()
}

// claim adds what claims and findings have in common: words, names, slots.
func (b *builder) claim(c news.Claim) {
	b.say(c.Sentence.Text)
	b.say(c.Article.Title)
	b.say(strings.TrimPrefix(string(c.MeasureID), "noun:"))
	b.word(query.Measure, string(c.MeasureID))
	b.measure(c.Measure, unitOf(c))
	if !c.Measure.Known() {
		b.term(measuredField, strings.TrimPrefix(string(c.MeasureID), "noun:"))
	}
	if c.Figure != nil {
		b.word(query.Unit, string(c.Figure.Unit))
		b.word(query.Hedge, string(c.Figure.Hedge))
		b.word(query.Scope, string(c.Figure.Scope))
	}
	b.word(query.CopyOf, c.Article.CopyOf)
	b.word(query.Modality, string(c.Modality))
	b.word(query.Polarity, string(c.Polarity))
	b.parties(query.By, c.By)
	b.parties(query.Of, c.Of)
	b.parties(query.To, c.To)
	b.parties(query.Subject, c.Subject)
	b.names(query.Place, news.PlaceNames(c.Place)...)
	b.countries(placedIn(c.Place)...)
	b.names(query.Event, c.Event.Name)
	b.names(query.Outlet, c.Article.Outlet)
	b.names(query.Source, c.Article.Outlet)
	b.term(outletField, c.Article.Outlet)
	b.term(saidField, c.Article.Outlet)
	for _, link := range c.Attribution {
		b.names(query.Source, link.Source.Name)
		b.term(saidField, link.Source.Name)
	}
	if p, ok := dayBits(news.DayOf(c.Article.Published)); ok {
		b.ladder(publishedField, dayLadder, p)
	}
}

// measure adds the words of what is measured, and the classes they lie in:
// a ballistic missile is found as missile and as munition.
func (b *builder) measure(m news.Measure, u news.Unit) {
	for _, w := range m.Words() {
		b.word(query.Measure, w)
		b.say(w)
	}
	b.word(query.Measure, string(m.ActClass))
	for _, c := range m.OfClass {
		b.word(query.Measure, string(c))
	}
	told := m.String()
	if b.config.Measured != nil && m.Known() {
		told = b.config.Measured(m, u)
	}
	b.term(measuredField, told)
	b.word(query.Measure, told)
}

func unitOf(c news.Claim) news.Unit {
	if c.Figure == nil {
		return ""
	}
	return c.Figure.Unit
}

// parties adds names of sides. A union of states is found among the countries
// too, and so is the country that a side belongs to.
func (b *builder) parties(f query.Field, parties []news.Party) {
	b.names(f, news.Names(parties)...)
	for _, p := range parties {
		if p.Country != "" {
			b.countries(p.Country)
		}
		if p.Kind == news.Bloc {
			for _, w := range nameWords(p.Name) {
				b.term(nameFields[query.Country], w)
			}
		}
	}
}

// openReach is how far an open end reaches for a search, as a factor: "more
// than 10,000" is found from 10,000 to 20,000, "up to 30" from 15 to 30. The
// words allow more, but whoever asks for a million does not want every "at
// least seven"; and of a number worth writing, the next round one is closer.
const openReach = 2

// reach is the interval a figure is found in; ok is false where it has no
// number.
//
//	"about 30 tanks"       30 to 30
//	"over 10,000"       10000 to 20000
//	"up to 1,200"         600 to 1200
func reach(f news.Figure) (low, high float64, ok bool) {
	low, high = f.Low, f.High
	switch noLow, noHigh := math.IsInf(low, -1), math.IsInf(high, 1); {
	case noLow && noHigh, math.IsNaN(low), math.IsNaN(high):
		return 0, 0, false
	case noHigh:
		high = max(low, low*openReach)
	case noLow:
		low = min(high, high/openReach)
	}
	return low, high, low <= high
}

// during is the days a claim is found on: an open end reaches to the day it
// was published.
func during(w news.When, published news.Day) (from, to news.Day, ok bool) {
	from, to = w.From, w.To
	switch {
	case from == "" && to == "":
		return "", "", false
	case to == "":
		to = max(from, published)
	case from == "":
		from = to
		if published != "" {
			from = min(to, published)
		}
	}
	return from, to, from <= to
}

// placedIn are the countries that places lie in.
func placedIn(places []news.Where) []string {
	var in []string
	for _, w := range places {
		in = append(in, w.Country)
	}
	return in
}
