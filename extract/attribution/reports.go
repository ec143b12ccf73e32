package attribution

import (
	"slices"
	"sort"

	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

// Reports is who says what in a text.
type Reports struct {
	// All holds every cue in order of the text, those of mind and wish too.
	All []news.Attribution

	text     *token.Text
	forest   *syntax.Forest
	marks    []quotation
	lex      *lexicon
	weights  weights
	records  []record
	hedges   []reach
	wireLink *link // the agency of the dateline
}

// record is a cue with all it brings.
type record struct {
	sentence, paragraph int
	links               []link // nearest to the fact first
	cue                 news.Span
	kind                news.CueKind
	content             reach
	more                []reach // quotations that go on without a cue
	certainty           float64
	vouches             bool
	verb                *verb
	cites               bool // "citing officials": the links go nearer than any other
	bare                bool // no clause or quotation follows the cue
	question            bool // "asked whether": nothing is said or demanded
}

// Mood is the status that the words of attribution give to a claim; a zero
// field says nothing.
type Mood struct {
	Modality news.Modality
	Polarity news.Polarity
}

// covers reports how certainly the record's source says what stands at byte
// at; 0 where it does not.
func (r *record) covers(at int) float64 {
	if r.content.holds(at) {
		return r.certainty
	}
	if inAny(r.more, at) {
		return continued
	}
	return 0
}

// speaks reports that the record vouches for byte at: its cue does, or it
// stands beside a quotation of its source.
func (r *record) speaks(at int) bool {
	return r.vouches || !r.content.holds(at) || inAny(r.more, at)
}

func inAny(rs []reach, at int) bool {
	for _, r := range rs {
		if r.holds(at) {
			return true
		}
	}
	return false
}

// away orders records from the inmost outwards: of two cues the nearer one is
// nearer to the fact, but one behind its words ("..., he said") holds even
// those that stand before theirs. Whom a medium cites is nearest.
func (r *record) away(at int) int {
	if r.cites {
		return 0
	}
	if r.cue.Start < at {
		return at - r.cue.Start
	}
	return behind + r.cue.Start - at
}

// behind is farther than any cue before its words can be.
const behind = 1 << 30

// Chain returns who vouches for what stands at the span, nearest to the fact
// first, without the outlet, and the mood it is given in. The chain is empty
// where the text names nobody.
func (r *Reports) Chain(at news.Span) ([]news.Attribution, Mood) {
	var chain []news.Attribution
	recs, sure, idle := r.vouching(at)
	for k, rec := range recs {
		if rec.loose() && slices.ContainsFunc(recs[k+1:], func(o *record) bool { return !o.loose() }) {
			continue // "reports show that ..., the army said": they are the army's
		}
		chain = appendLinks(chain, rec, sure[k])
	}
	over := r.over(at.Start)
	if len(over) == 0 {
		if rec := r.inherits(at.Start); rec != nil {
			chain = appendLinks(chain, rec, inherited)
		}
	}
	over = slices.DeleteFunc(over, func(rec *record) bool { return slices.Contains(idle, rec) })
	mood := r.mood(over, at.Start)
	return chain, mood
}

// Wire is the agency that the dateline names, false where it names none.
func (r *Reports) Wire() (news.Source, bool) {
	if r.wireLink == nil {
		return news.Source{}, false
	}
	return r.wireLink.source, true
}

// over returns the records that cover byte at, the inmost first.
func (r *Reports) over(at int) []*record {
	var over []*record
	for i := range r.records {
		if r.records[i].covers(at) > 0 {
			over = append(over, &r.records[i])
		}
	}
	sort.SliceStable(over, func(i, j int) bool { return over[i].away(at) < over[j].away(at) })
	return over
}

// appendLinks adds the links of a record that the chain does not hold yet.
func appendLinks(chain []news.Attribution, rec *record, certainty float64) []news.Attribution {
next:
	for k, l := range rec.links {
		if l.source.Name == "" {
			continue
		}
		for _, c := range chain {
			if c.Source.Name == l.source.Name && c.Source.Kind == l.source.Kind {
				continue next
			}
		}
		kind := rec.kind
		if kind == news.Holds {
			kind = news.Quoted // a quotation beside "criticised"
		}
		if k > 0 && l.source.Kind.Media() {
			kind = news.Reports
		}
		chain = append(chain, news.Attribution{
			Source: l.source, Mention: l.mention, Cue: rec.cue, CueKind: kind, Certainty: certainty,
		})
	}
	return chain
}

// mood is what the inmost cue that says something of it makes of a claim.
func (r *Reports) mood(over []*record, at int) Mood {
	var m Mood
	for i, rec := range over {
		if i == 0 && rec.kind == news.Denies {
			m.Polarity = news.Denied
		}
		if m.Modality == "" {
			m.Modality = rec.modality()
		}
	}
	for _, h := range r.hedges {
		if h.holds(at) {
			m.Modality = news.Alleged
		}
	}
	return m
}

func (r *record) modality() news.Modality {
	switch {
	case r.verb != nil && r.verb.mood != "":
		return r.verb.mood
	case r.question:
		return ""
	case r.kind == news.Asks:
		return news.Proposed
	case r.kind == news.Expects:
		return news.Planned
	}
	return ""
}
