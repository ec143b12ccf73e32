package attribution

import (
	"slices"
	"strings"
	"unicode"

	"muster/extract/token"
	"muster/news"
)

// inheritReach is how many sentences a report goes on without a new cue.
const inheritReach = 2

// inherits returns the record whose source a sentence without a cue goes on
// quoting, nil where it does not clearly do so: the sentence stands between
// two of the same source, or takes up what a medium reported ("The
// arrangements ...", "It ...").
func (r *Reports) inherits(at int) *record {
	i := r.sentenceAt(at)
	if i <= 0 || r.lastOf(i) != nil {
		return nil
	}
	rec := r.before(i)
	if rec == nil {
		return nil
	}
	next := r.lastOf(i + 1)
	if next != nil && next.paragraph == rec.paragraph && sameSource(next, rec) {
		return rec
	}
	if rec.links[0].source.Kind.Media() && r.takesUp(i) {
		return rec
	}
	return nil
}

// before is the last cue before sentence i in its paragraph, not farther than
// inheritReach sentences of which each takes it up.
func (r *Reports) before(i int) *record {
	p := r.text.Sentences[i].Paragraph
	for j := i - 1; j >= 0 && j >= i-inheritReach && r.text.Sentences[j].Paragraph == p; j-- {
		if rec := r.lastOf(j); rec != nil {
			return rec
		}
		if !r.takesUp(j) {
			return nil
		}
	}
	return nil
}

// lastOf is the last record of sentence i that vouches and names somebody.
func (r *Reports) lastOf(i int) *record {
	var last *record
	for k := range r.records {
		rec := &r.records[k]
		if rec.sentence == i && rec.vouches && len(rec.links) > 0 && rec.links[0].source.Name != "" {
			last = rec
		}
	}
	return last
}

// sameSource reports that two records name one source, perhaps with fewer
// words: "Ukrainian Air Force", "the Air Force".
func sameSource(a, b *record) bool {
	x, y := a.links[0].source, b.links[0].source
	if x.Kind == news.Person || y.Kind == news.Person {
		return x.Name == y.Name
	}
	long, short := strings.Fields(token.Fold(x.Name)), strings.Fields(token.Fold(y.Name))
	if len(long) < len(short) {
		long, short = short, long
	}
	return len(short) > 0 && slices.Equal(long[len(long)-len(short):], short)
}

// takesUp reports that a sentence goes on about what was said before: it
// begins with a definite or a pronoun, or a word that joins.
func (r *Reports) takesUp(i int) bool {
	toks := r.text.Sentences[i].Tokens
	if token.Fold(r.text.Of(toks[0])) == "the" {
		return len(toks) > 1 && !capital(r.text.Of(toks[1]))
	}
	return r.lex.is(toks[0], takingUpWord)
}

func (r *Reports) sentenceAt(at int) int {
	for i := range r.text.Sentences {
		if s := &r.text.Sentences[i]; s.Start <= at && at < s.End {
			return i
		}
	}
	return -1
}

// looseQuotations gives quotations that no cue covers to the speaker beside
// them: the second half of a quotation broken by "he said", a quotation
// behind "said:" in the next paragraph, a paragraph that goes on quoting, a
// quotation before a sentence that is no more than "Kask said.".
func (p *reading) looseQuotations() {
	for _, q := range p.marks {
		if rec := p.speakerBeside(q); rec != nil {
			rec.more = append(rec.more, reach{q.start, q.end})
		}
	}
}

// speakerBeside is the record that a loose quotation belongs to, nil where it
// has its own or none.
func (p *reading) speakerBeside(q quotation) *record {
	recs := p.reports.records
	var last *record
	for k := range recs {
		rec := &recs[k]
		said := rec.vouches || rec.kind == news.Holds
		switch {
		case said && rec.content.holds(q.start+1) || q.start <= rec.cue.Start && rec.cue.Start < q.end:
			if rec.vouches {
				return nil
			}
			last = rec
		case rec.cue.Start < q.start:
			if said && rec.kind != news.AccordingTo {
				last = rec
			}
		case rec.vouches && rec.bare && p.follows(q.end, rec):
			return rec
		}
	}
	if last != nil && p.adjoins(last, q) {
		return last
	}
	return nil
}

// follows reports that the record's source and cue stand right behind byte
// from, in the same paragraph: "... ?" Kask asked on Monday.
func (p *reading) follows(from int, rec *record) bool {
	s := p.text.Sentences[rec.sentence]
	return s.Start >= from && len(rec.links) > 0 && rec.links[0].mention.Start == s.Start &&
		blank(p.text.Source[from:s.Start]) && !strings.Contains(p.text.Source[from:s.Start], "\n") &&
		rec.cue.Start-rec.links[0].mention.End < 2
}

// blank reports that a text has no words.
func blank(s string) bool {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }) == ""
}

// adjoins reports that nothing but quoted words of the record stands between
// the record's sentence and the quotation.
func (p *reading) adjoins(rec *record, q quotation) bool {
	s := p.text.Sentences[rec.sentence]
	if s.Start <= q.start && q.start < s.End {
		return rec.cue.End <= q.start
	}
	if p.paragraphAt(q.start) != s.Paragraph && !p.quotes(rec) {
		return false
	}
	end := max(rec.content.end, s.End)
	for _, m := range rec.more {
		end = max(end, m.end)
	}
	if end > q.start {
		return false
	}
	return blank(p.text.Source[end:q.start])
}

func (p *reading) paragraphAt(at int) int {
	if i := p.reports.sentenceAt(at); i >= 0 {
		return p.text.Sentences[i].Paragraph
	}
	return -1
}

// quotes reports that the record leads on to a quotation in the next
// paragraph: it quotes already, or ends with a colon.
func (p *reading) quotes(rec *record) bool {
	s := p.text.Sentences[rec.sentence]
	if len(rec.more) > 0 || p.text.Source[s.End-1] == ':' {
		return true
	}
	for _, q := range p.marks {
		if q.start < rec.content.end && rec.content.start < q.end {
			return true
		}
	}
	return false
}
