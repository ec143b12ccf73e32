package extract

import (
	"muster/news"
)

// leadSentences is how many sentences of an article may say what it is about:
// news puts it there.
const leadSentences = 5

// topic is the event an article is about, as its lead tells it: what later
// sentences about "the attack" mean without saying it again.
type topic struct {
	read  bool
	place news.Entity
	found bool
	when  news.When
	// actor is the party that acts in the lead.
	actor []string
}

// topic reads the lead once. Only a sentence that names a violent event can
// set the place: "31,000 were killed" in the report of a summit did not happen
// at the summit.
func (r *reading) topic() *topic {
	t := &r.lead
	if t.read {
		return t
	}
	t.read = true
	for i := 0; i < min(leadSentences, len(r.text.Sentences)); i++ {
		if !r.namesEvent(i) {
			continue
		}
		if e, ok := r.eventPlace(i); ok && !t.found {
			t.place, t.found = e, true
		}
		p := r.phrase(i, r.sentenceSpan(i))
		if root := p.tree.Root(); root >= 0 && t.actor == nil {
			t.actor = p.partiesAt(p.subjectOf(root))
		}
		if d, ok := r.firstDay(i); ok && !t.when.Known() {
			t.when = d
		}
	}
	return t
}

func (r *reading) namesEvent(sent int) bool {
	for _, tok := range r.text.Sentences[sent].Tokens {
		if r.slots.event[tok.Hash] {
			return true
		}
	}
	return false
}

// firstDay is the first day named in a sentence that is not after the
// publication and is not the day on which something was said.
func (r *reading) firstDay(sent int) (news.When, bool) {
	s := r.text.Sentences[sent]
	published := news.DayOf(r.article.Published)
	for _, d := range r.dates {
		if d.Span.Start >= s.Start && d.Span.End <= s.End && d.From != "" && d.From == d.To && (published == "" || d.To <= published) && !r.datesSpeech(sent, d) {
			return d.When, true
		}
	}
	return news.When{}, false
}

// datesSpeech reports whether the date hangs on a cue: "said on Sunday".
func (r *reading) datesSpeech(sent int, d news.Date) bool {
	p := r.phrase(sent, d.Span)
	up := p.node(p.head).Head
	if up < 0 {
		return false
	}
	if p.appointment(p.head) {
		return true // "to disrupt Sunday's election"
	}
	for _, a := range r.reports.All {
		if a.Cue.Overlaps(p.span(up)) {
			return true
		}
	}
	return false
}

// alliance is the alliance whose "members", "allies" and "countries" a sentence
// speaks of: the one named last before byte at, or in its sentence.
func (r *reading) alliance(at, sentenceEnd int) (string, bool) {
	name := ""
	for _, e := range r.mentions.All {
		if e.Kind != news.Alliance {
			continue
		}
		if e.Span.Start < at || name == "" && e.Span.End <= sentenceEnd {
			name = e.Name
		}
	}
	return name, name != ""
}

// memberNoun reports whether token i is a noun for the members of an alliance:
// "allies", "member states", "countries".
func (p *phrase) memberNoun(i int) bool {
	if i < 0 || i >= len(p.toks) {
		return false
	}
	if p.r.slots.member[p.toks[i].Hash] {
		return true
	}
	if p.r.slots.group[p.toks[i].Hash] {
		for _, k := range p.tree.Children(i, "amod", "compound") {
			if !p.r.slots.member[p.toks[k].Hash] {
				return false
			}
		}
		return true
	}
	return false
}

// membersAt is the alliance whose members the phrase at token i means: "seven of
// the 28 members".
func (p *phrase) membersAt(i int) []string {
	if i < 0 {
		return nil
	}
	for _, k := range append([]int{i}, p.tree.Children(i, "nmod")...) {
		if !p.memberNoun(k) {
			continue
		}
		if name, ok := p.r.alliance(p.toks[k].Start, p.toks[len(p.toks)-1].End); ok {
			return []string{name}
		}
	}
	return nil
}
