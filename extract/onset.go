package extract

import (
	"strings"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

// onset is a war's first day, for articles that name the war by a noun alone:
// "since the invasion".
type onset struct {
	nouns map[uint64]bool
	from  news.Day
	// parties must all be named in the article.
	parties []string
}

// newOnsets takes in the rows of en/onset.list.
func newOnsets(entries []rule.Entry) []onset {
	var all []onset
	for _, e := range entries {
		o := onset{nouns: map[uint64]bool{}, from: news.Day(e.Attrs["from"]), parties: []string{e.Attrs["on"]}}
		if by := e.Attrs["by"]; by != "" {
			o.parties = append(o.parties, by)
		}
		for noun := range strings.SplitSeq(e.Attrs["nouns"], ",") {
			o.nouns[token.Hash(noun)] = true
		}
		all = append(all, o)
	}
	return all
}

// onset is the period since the war began where the sentence says "since the
// invasion", "since the war began in February"; a date in that phrase must hold
// the war's first day. It is false where the figure has another date.
func (p *phrase) onset(d news.Date, dated bool) (news.When, bool) {
	since, noun := p.sinceNoun()
	if noun < 0 {
		return news.When{}, false
	}
	for _, o := range p.r.onsets {
		if !o.nouns[p.toks[noun].Hash] || string(o.from) >= string(news.DayOf(p.r.article.Published)) || !p.r.names(o.parties) {
			continue
		}
		w := d.Meant()
		if dated && (d.Span.Start < p.toks[since].Start || w.From > o.from || w.To != "" && w.To < o.from) {
			return news.When{}, false
		}
		return news.When{From: o.from, Precision: news.ByDay}, true
	}
	return news.When{}, false
}

// sinceNoun is the first "since" of the sentence and the first noun behind it that
// names the onset of a war within its clause; -1 where there is none.
func (p *phrase) sinceNoun() (since, noun int) {
	since = -1
	for i := range p.toks {
		switch {
		case p.word(i) == "since":
			since = i
		case since >= 0 && p.toks[i].Kind == token.Punct && p.word(i) != "-" && p.word(i) != "’" && p.word(i) != "'":
			since = -1
		case since >= 0:
			for _, o := range p.r.onsets {
				if o.nouns[p.toks[i].Hash] {
					return since, i
				}
			}
		}
	}
	return -1, -1
}

// names reports whether the article names all of the countries.
func (r *reading) names(countries []string) bool {
	for _, c := range countries {
		found := false
		for _, e := range r.mentions.All {
			found = found || e.Country == c
		}
		if !found {
			return false
		}
	}
	return true
}

// thatTime is the last date before "at the time" where the figure stands behind
// these words: it speaks of that time again.
func (p *phrase) thatTime() (news.Date, bool) {
	at := -1
	for i := 2; i < p.from; i++ {
		if p.word(i) == "time" && p.word(i-2) == "at" && (p.word(i-1) == "the" || p.word(i-1) == "that") {
			at = p.toks[i].Start
		}
	}
	for i := len(p.r.dates) - 1; i >= 0 && at >= 0; i-- {
		if d := p.r.dates[i]; d.Known() && d.Span.End < at && d.Span.Start >= p.toks[0].Start {
			return d, true
		}
	}
	return news.Date{}, false
}

// ofAppointment reports a date that is the possessive of an appointment which the
// figure has no part in: "threatens to disrupt Sunday's election".
func (p *phrase) ofAppointment(i int) bool {
	up := p.node(i).Head
	return up >= 0 && !p.tree.Under(p.head, up) && p.appointment(i)
}

// appointment reports whether token i is the possessive of an object or oblique
// noun that is no event.
func (p *phrase) appointment(i int) bool {
	up := p.node(i).Head
	if up < 0 || !p.is(i, "nmod:poss") || p.r.slots.event[p.toks[up].Hash] {
		return false
	}
	return p.tree.Is(up, "obj", "obl", "nmod")
}
