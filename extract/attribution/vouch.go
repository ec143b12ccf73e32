package attribution

import (
	"fmt"
	"strings"

	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

// Candidate is somebody who may vouch for a place of the text, with what the
// decision weighs.
type Candidate struct {
	// Names are the speakers, nearest to the fact first.
	Names    []string
	Features []string

	record *record
}

// Candidates are all who may vouch for what stands at byte at: those whose
// words hold it. A background in a relative clause or what somebody only
// promises may yet be the outlet's own.
func (r *Reports) Candidates(at int) []Candidate {
	i := r.sentenceAt(at)
	if i < 0 {
		return nil
	}
	over := r.over(at)
	p := r.place(i, at)
	var cs []Candidate
	for k, rec := range over {
		if rec.question {
			break // what somebody is asked nobody says
		}
		if rec.speaks(at) && rec.named() {
			cs = append(cs, Candidate{Names: rec.names(), Features: p.coverFeatures(rec, k, len(over)), record: rec})
		}
	}
	return cs
}

func (r *record) named() bool { return len(r.links) > 0 && r.links[0].source.Name != "" }

// tallies reports a verb that puts a figure on something: "put the toll at 40".
func (r *record) tallies() bool {
	return r.verb != nil && (r.verb.takes == aFigure || r.verb.takes == aTally)
}

// loose reports a record whose source is a document that nobody is named for.
func (r *record) loose() bool { return r.links[0].loose }

func (r *record) names() []string {
	var names []string
	for _, l := range r.links {
		names = append(names, l.source.Name)
	}
	return names
}

// place is where a figure stands: token tok of sentence i.
type place struct {
	*Reports
	sentence, tok int
	toks          []token.Token
}

// tree is the tree of the place's sentence. Many places need none: nobody's
// words hold them, or those are a quotation.
func (p *place) tree() *syntax.Tree { return p.forest.Tree(p.sentence) }

func (r *Reports) place(i, at int) *place {
	p := &place{Reports: r, sentence: i, toks: r.text.Sentences[i].Tokens}
	for p.tok+1 < len(p.toks) && p.toks[p.tok].End <= at {
		p.tok++
	}
	return p
}

func (p *place) word(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return token.Fold(p.text.Of(p.toks[i]))
}

// speakerFeatures are what is known of a cue and its source wherever the place
// stands.
func (p *place) speakerFeatures(rec *record) []string {
	fs := []string{"kind=" + string(rec.kind), "source=" + string(rec.links[0].source.Kind)}
	if rec.verb != nil {
		fs = append(fs, "verb="+rec.verb.name)
	} else {
		fs = append(fs, "verb=none")
	}
	if rec.bare {
		fs = append(fs, "bare", "bare "+string(rec.kind), "bare "+string(rec.links[0].source.Kind))
	}
	return fs
}

// coverFeatures describe how a cue stands to a place among its words.
func (p *place) coverFeatures(rec *record, k, n int) []string {
	fs := append([]string{"covers"}, p.speakerFeatures(rec)...)
	fs = append(fs, fmt.Sprintf("rank=%d of %d", min(k, 2), min(n, 3)))
	kind := string(rec.kind)
	switch {
	case quoted(p.marks, p.toks[p.tok].Start):
		fs = append(fs, "in quotation", "in quotation "+kind)
	case rec.sentence != p.sentence:
		fs = append(fs, "other sentence")
	default:
		where := "behind"
		if p.toks[p.tok].Start < rec.cue.Start {
			where = "before"
		}
		fs = append(fs, "place "+where, "place "+where+" "+kind)
		fs = append(fs, p.between(rec)...)
		fs = append(fs, p.climb(rec)...)
	}
	if p.toks[p.tok].Start < rec.cue.End && rec.content.empty() {
		fs = append(fs, "no content")
	}
	if p.tok > 0 && p.lex.is(p.toks[p.tok-1], definiteWord) {
		fs = append(fs, "known thing")
	}
	if p.word(p.tok+1) == "-" {
		fs = append(fs, "compound")
	}
	if p.sentence == 0 {
		fs = append(fs, "lead")
	}
	return fs
}

// between are the words that open a clause between the cue, or the beginning
// of the words it brings, and the place.
func (p *place) between(rec *record) []string {
	from := rec.cue.End
	if p.toks[p.tok].Start < rec.cue.Start {
		from = rec.content.start
	}
	var fs []string
	last, distance := "", 0
	for i := 0; i < p.tok; i++ {
		if p.toks[i].Start < from {
			continue
		}
		distance++
		switch t := p.toks[i]; {
		case p.comma(i):
			last += ","
		case p.lex.is(t, relative) && (p.word(i) != "that" || p.tree().Nodes[i].XTag == "WDT"):
			last = "relative"
		case p.lex.is(t, openerWord):
			last = p.word(i)
		}
	}
	if last != "" {
		fs = append(fs, "opened by "+last)
	}
	return append(fs, "distance="+bucket(distance))
}

func bucket(n int) string {
	switch {
	case n < 4:
		return "0-3"
	case n < 9:
		return "4-8"
	case n < 16:
		return "9-15"
	case n < 30:
		return "16-29"
	}
	return "30+"
}

func (p *place) comma(i int) bool {
	switch p.word(i) {
	case ",", "—", "–", "(":
		return true
	}
	return false
}

// climb are the relations on the way from the place up to the cue, or to the
// root where the cue is not above it.
func (p *place) climb(rec *record) []string {
	seen := map[string]bool{}
	var fs []string
	add := func(f string) {
		if !seen[f] {
			seen[f] = true
			fs = append(fs, f)
		}
	}
	last, tree := "", p.tree()
	for i, steps := p.tok, 0; i >= 0 && steps < len(p.toks); i, steps = tree.Governor(i), steps+1 {
		if rec.cue.Start <= p.toks[i].Start && p.toks[i].Start < rec.cue.End {
			add("under the cue by " + last)
			add("under the cue by " + last + " " + string(rec.kind))
			return fs
		}
		last = string(tree.Nodes[i].Rel)
		switch base, _, _ := strings.Cut(last, ":"); base {
		case "acl", "advcl":
			add("through " + base + " " + string(rec.kind))
			fallthrough
		case "appos", "parataxis", "ccomp", "xcomp", "nmod", "obl", "conj":
			add("through " + base)
		}
	}
	add("not under the cue")
	return fs
}

// likelyEnough is how probable it must be that somebody vouches for a place
// to name him: as likely as not, since a missed and an invented speaker are
// wrong alike.
const likelyEnough = 0.5

// vouching are those of the candidates that vouch for what stands at the span,
// each with the probability. Two cues of one speaker ("said he expects") stand
// and fall together. Idle are those that do not vouch.
func (r *Reports) vouching(at news.Span) (recs []*record, sure []float64, idle []*record) {
	cs := r.Candidates(at.Start)
	ps := make([]float64, len(cs))
	for i, c := range cs {
		p := r.weights.probability(c.Features)
		if c.record.tallies() {
			p = certain
		}
		for j, o := range cs {
			if i == j || sameSource(c.record, o.record) {
				ps[j] = max(ps[j], p)
			}
		}
	}
	for i, c := range cs {
		if ps[i] >= likelyEnough {
			recs, sure = append(recs, c.record), append(sure, ps[i])
		} else {
			idle = append(idle, c.record)
		}
	}
	return recs, sure, idle
}
