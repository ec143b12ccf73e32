package extract

import (
	"math"
	"slices"
	"strings"

	"muster/extract/measure"
	"muster/extract/slot/when"
	"muster/lexicon"
	"muster/news"
)

// TimeQuestion is what the ranker of times was asked about a figure.
type TimeQuestion struct {
	Figure news.Figure
	Claim  when.Claim
}

// TimeQuestions are the questions for the time of every figure of the article,
// in the order of the text: what the ranker is trained on. No ranker has answered
// them yet, so that what is learned does not depend on the weights there are.
func (x *Extractor) TimeQuestions(a news.Article) []TimeQuestion {
	r := x.read(a)
	for _, f := range r.figures {
		r.figureClaim(f)
	}
	return r.asked
}

// timeQuestion gathers what the article says of the figure's time.
func (p *phrase) timeQuestion(c *draft, m measure.Measure, ruled news.When, rule string) when.Claim {
	q := when.Claim{
		Published: news.DayOf(p.r.article.Published),
		Sentence:  p.sent,
		Act:       p.act(),
		Class:     string(c.Measure.ActClass),
		Noun:      c.Counted,
		Low:       c.Figure.Low,
		Rule:      when.Span{From: ruled.From, To: ruled.To},
		RuleName:  rule,
	}
	for _, d := range p.r.dates {
		if d.Known() {
			q.Mentions = append(q.Mentions, p.timeMention(d, c))
		}
	}
	q.Spells = p.spells(c)
	for _, o := range p.r.wars() {
		q.Wars = append(q.Wars, when.War{From: o.from, Named: p.names(o.nouns), Doer: p.doneBy(o.nouns)})
	}
	q.Facts = p.timeFacts(c, m, q.Mentions)
	return q
}

// act is the lemma of what governs the figure: its verb or the noun above it.
func (p *phrase) act() string {
	if v, _ := p.participle(); v >= 0 {
		return p.phrasal(v)
	}
	if p.verb >= 0 {
		return p.phrasal(p.verb)
	}
	if len(p.over) > 0 {
		return p.lemma(p.over[0])
	}
	return ""
}

// timeMention is a date as seen from the figure.
func (p *phrase) timeMention(d news.Date, c *draft) when.Mention {
	at := p.r.sentenceAt(d.Span.Start)
	w := d.Meant()
	if w.From == "" && w.To != "" {
		w.From = periodStart(w.To, d.Precision)
	}
	m := when.Mention{
		Time:      when.Span{From: w.From, To: w.To},
		Sentences: at - p.sent,
		Paragraph: p.r.text.Sentences[at].Paragraph == p.r.text.Sentences[p.sent].Paragraph,
		Lead:      at,
		Event:     p.r.byEvent(at, d.Span),
	}
	m.Theme, m.Shared, m.Same = p.r.about(at, d.Span, p.sent, lexicon.Act(c.Measure.ActClass))
	if at != p.sent {
		m.Speech = p.r.bySpeech(at, d.Span)
		m.Alike = p.r.alike(p.sent, at)
		return m
	}
	from, to := p.r.tokensIn(at, d.Span)
	head := p.headOf(from, to)
	up := p.node(head).Head
	m.Speech = up >= 0 && p.r.cueAt(p.toks[up].Start)
	m.Here = &when.Here{
		Steps:    p.distance(head),
		Before:   from < p.from,
		Aside:    p.elsewhere(head) || p.ofAppointment(head),
		Governor: p.governorKind(up),
	}
	if k := p.tree.Case(head); k >= 0 {
		m.Here.Prep = p.word(k)
	}
	return m
}

// spellReach is how many sentences from a figure a length of time can still be
// that of what the figure is of.
const spellReach = 1

// mostSpells is the longest length that is read as one of news, in its units;
// beyond it lie distances of history.
const mostSpells = 100

// spells are the lengths of time in the figure's sentence and next to it.
func (p *phrase) spells(c *draft) []when.Spell {
	var all []when.Spell
	for _, f := range p.r.figures {
		n, unit := f.Low, f.Unit
		if f.Stated != nil {
			n, unit = f.Stated.Low, f.Stated.Unit
		}
		if !spellUnits[unit] || n != math.Trunc(n) || n < 1 || n > mostSpells {
			continue
		}
		off := p.r.sentenceAt(f.Span.Start) - p.sent
		if off < -spellReach || off > spellReach {
			continue
		}
		s := when.Spell{N: int(n), Unit: string(unit), Own: f.Span == c.Figure.Span, Sentences: off}
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

var spellUnits = map[news.Unit]bool{"hour": true, "day": true, "week": true, "month": true, "year": true}

// governorKind says what a date hangs on.
func (p *phrase) governorKind(up int) string {
	switch {
	case up < 0:
		return "nothing"
	case up == p.verb || up == p.head:
		return "act"
	case p.verbal(up):
		return "verb"
	case p.r.slots.event[p.toks[up].Hash]:
		return "event"
	}
	return "noun"
}

// timeFacts are the facts of the figure's sentence that bear on its time.
func (p *phrase) timeFacts(c *draft, m measure.Measure, dates []when.Mention) []string {
	facts := []string{
		"tense=" + p.tenseOf(p.verb),
		"root=" + p.tenseOf(p.tree.Root()),
		"modality=" + string(c.Modality),
		"nature=" + string(m.Nature),
		"family=" + m.Family,
		"act=" + p.act(),
		"class=" + string(c.Measure.ActClass),
		"noun=" + lastWord(c.Counted),
		"unit=" + unitClass(c.Figure.Unit),
		"scope=" + string(c.Figure.Scope),
		"dates=" + datesHere(dates),
		"lead=" + leadBand(p.sent),
		"event=" + p.eventHere(),
		"subject=" + p.doerLemma(),
	}
	if len(p.over) > 0 {
		facts = append(facts, "over="+p.lemma(p.over[0]))
	}
	if len(c.Attribution) > 1 {
		facts = append(facts, "said")
	}
	from, to := p.clause()
	for i := from; i < to; i++ {
		if p.tag(i) == "ADV" || p.is(i, "mark") || p.word(i) == "total" || p.word(i) == "toll" {
			facts = appendNew(facts, "word="+p.word(i))
		}
	}
	return facts
}

func appendNew(list []string, s string) []string {
	if contains(list, s) {
		return list
	}
	return append(list, s)
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// unitClass is the kind of a unit: people, money, a part, or things.
func unitClass(u news.Unit) string {
	switch u {
	case news.Persons:
		return "person"
	case news.Percent, news.PercentOfGDP, news.PercentagePoint:
		return "percent"
	case news.Factor:
		return "factor"
	case "m", "km", "m2", "km2", "kg", "t", "m/s", "km/h":
		return "size"
	}
	if len(u) == 3 && strings.ToUpper(string(u)) == string(u) {
		return "money"
	}
	return "thing"
}

// doerLemma is the lemma of the subject of the figure's verb; "figure" where the
// figure is it.
func (p *phrase) doerLemma() string {
	v, active := p.participle()
	if v < 0 {
		v, active = p.verb, p.active
	}
	switch {
	case v < 0:
		return "none"
	case active:
		return "figure"
	}
	s := p.tree.Subject(v)
	if s < 0 && p.is(v, "acl") || p.is(v, "acl:relcl") {
		s = p.node(v).Head
	}
	switch {
	case s < 0:
		return "none"
	case s == p.head:
		return "figure"
	case p.tag(s) == "PROPN":
		return "name"
	case p.tag(s) == "PRON" && p.is(v, "acl:relcl"):
		return p.lemma(p.node(v).Head) // "a war that has killed thousands"
	}
	return p.lemma(s)
}

// datesHere says whether the figure's sentence has a date, and whether of a
// report only.
func datesHere(dates []when.Mention) string {
	has := "none"
	for _, d := range dates {
		if d.Here == nil {
			continue
		}
		if !d.Speech {
			return "here"
		}
		has = "said"
	}
	return has
}

func leadBand(sent int) string {
	switch {
	case sent == 0:
		return "first"
	case sent < 3:
		return "top"
	case sent < 10:
		return "upper"
	}
	return "lower"
}

// eventHere says whether the sentence names an event, and whether as a known
// one: "the attack".
func (p *phrase) eventHere() string {
	named := "none"
	for i := range p.toks {
		if !p.r.slots.event[p.toks[i].Hash] || p.tag(i) != "NOUN" {
			continue
		}
		if d := p.tree.Child(i, "det"); d >= 0 && (p.word(d) == "the" || p.r.slots.pointing[p.toks[d].Hash]) {
			return "known"
		}
		named = "named"
	}
	return named
}

// tenseOf is the tense of a predicate: past, present, perfect, will, may, to
// (infinitive), done and doing (participles); "none" where i is no verb.
func (p *phrase) tenseOf(i int) string {
	if i < 0 {
		return "none"
	}
	form := string(p.node(i).XTag)
	if !p.verbal(i) {
		form = ""
	}
	aux := ""
	for _, k := range p.tree.Children(i, "aux", "cop", "mark") {
		switch w := p.word(k); {
		case w == "will" || w == "’ll" || w == "'ll" || w == "would" || w == "shall":
			return w
		case string(p.node(k).XTag) == "MD":
			return "may"
		case w == "to" && p.is(k, "mark"):
			aux = "to"
		case p.lemma(k) == "have":
			return "perfect " + w
		case p.verbal(k):
			aux = string(p.node(k).XTag)
		}
	}
	if aux == "" && form == "VBN" && p.is(i, "conj") {
		return p.tenseOf(p.node(i).Head) // "has killed 30 and wounded 50"
	}
	if aux == "" || aux == "VBN" || aux == "VBG" {
		aux = form
	}
	switch aux {
	case "VBD":
		return "past"
	case "VBZ", "VBP":
		return "present"
	case "VBN":
		return "done"
	case "VBG":
		return "doing"
	case "to", "VB":
		return "to"
	}
	return "none"
}

// cueAt reports whether the token that begins at that byte is a cue of speech.
func (r *reading) cueAt(start int) bool {
	if r.speech == nil {
		r.speech = map[int]bool{}
		for _, a := range r.reports.All {
			if a.Cue.Empty() {
				continue
			}
			s := r.sentenceAt(a.Cue.Start)
			from, to := r.tokensIn(s, a.Cue)
			for i := from; i < to; i++ {
				r.speech[r.text.Sentences[s].Tokens[i].Start] = true
			}
		}
	}
	return r.speech[start]
}

// cueReach is how many tokens before a date its cue may stand: "said late on
// Sunday".
const cueReach = 3

// bySpeech reports whether a cue stands right before the date, or right behind it.
// It reads words alone: the sentence may have no tree yet.
func (r *reading) bySpeech(sent int, at news.Span) bool {
	from, to := r.tokensIn(sent, at)
	toks := r.text.Sentences[sent].Tokens
	for i := max(0, from-cueReach); i < from; i++ {
		if r.cueAt(toks[i].Start) {
			return true
		}
	}
	return to < len(toks) && r.cueAt(toks[to].Start)
}

// eventReach is how many tokens from a date the name of an event may stand that
// it dates: "the attack on the port on Tuesday".
const eventReach = 5

// byEvent reports whether the name of an event stands beside the date.
func (r *reading) byEvent(sent int, at news.Span) bool {
	from, to := r.tokensIn(sent, at)
	toks := r.text.Sentences[sent].Tokens
	for i := max(0, from-eventReach); i < min(len(toks), to+eventReach); i++ {
		if r.slots.event[toks[i].Hash] {
			return true
		}
	}
	return false
}

// precision is that of the date mention whose time it is.
func (r *reading) precision(t when.Span) news.Precision {
	for _, d := range r.dates {
		if w := d.Meant(); w.From == t.From && w.To == t.To {
			return d.Precision
		}
	}
	switch {
	case t == when.Span{}:
		return ""
	case t.From == t.To:
		return news.ByDay
	}
	return news.ByPeriod
}

// wars are those whose sides the article names and that had begun by its
// publication.
func (r *reading) wars() []onset {
	if r.atWar == nil {
		r.atWar = []onset{}
		published := news.DayOf(r.article.Published)
		for _, o := range r.onsets {
			if o.from < published && r.names(o.parties) {
				r.atWar = append(r.atWar, o)
			}
		}
	}
	return r.atWar
}

// doneBy reports whether one of the words does what the figure is of, or is what
// that was done in: "a war that has killed thousands", "lost 300 men in the war".
func (p *phrase) doneBy(words map[uint64]bool) bool {
	for _, i := range p.above(p.head) {
		if words[p.toks[i].Hash] {
			return true
		}
		if s := p.tree.Subject(i); s >= 0 && words[p.toks[s].Hash] {
			return true
		}
		for _, k := range p.tree.Children(i, "obl") {
			if words[p.toks[k].Hash] {
				return true
			}
		}
	}
	return false
}

// names reports whether the sentence has one of the words.
func (p *phrase) names(words map[uint64]bool) bool {
	for _, t := range p.toks {
		if words[t.Hash] {
			return true
		}
	}
	return false
}
