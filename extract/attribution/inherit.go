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
	first := token.Fold(r.text.Of(r.text.Sentences[i].Tokens[0]))
	switch first {
	case "the", "it", "its", "they", "their", "these", "this", "those", "moreover", "furthermore", "also", "besides":
		return true
	}
	return false
}

func (r *Reports) sentenceAt(at int) int {
	for i := range r.text.Sentences {
		if s := &r.text.Sentences[i]; s.Start <= at && at < s.End {
			return i
		}
	}
	return -1
}

// looseQuotations gives quotations that no cue covers to the speaker just
// before: the second half of a quotation broken by "he said", a quotation
// behind "said:" in the next paragraph, a paragraph that goes on quoting.
func (p *reading) looseQuotations() {
	recs := p.reports.records
	for _, q := range p.marks {
		var last *record
		covered := false
		for k := range recs {
			rec := &recs[k]
			if rec.content.holds(q.start+1) || rec.cue.Start >= q.start && rec.cue.Start < q.end {
				covered = true
				break
			}
			if rec.cue.Start < q.start && rec.vouches && rec.kind != news.AccordingTo {
				last = rec
			}
		}
		if !covered && last != nil && p.adjoins(last, q) {
			last.more = append(last.more, reach{q.start, q.end})
		}
	}
}

// adjoins reports that nothing but quoted words of the record stands between
// the record's sentence and the quotation.
func (p *reading) adjoins(rec *record, q quotation) bool {
	end := max(rec.content.end, p.text.Sentences[rec.sentence].End)
	for _, m := range rec.more {
		end = max(end, m.end)
	}
	if end > q.start {
		return false
	}
	between := strings.TrimFunc(p.text.Source[end:q.start], func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r)
	})
	return between == ""
}
