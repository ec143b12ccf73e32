package crosscheck

import (
	"math/bits"
	"strings"
	"unicode"

	"muster/news"
)

// record is a claim as small as comparing needs it.
type record struct {
	id       string
	q        *slots // shared by all claims of one question
	quantity quantity
	low      float64 // as stated
	high     float64
	from, to int32 // days since 1970 the figure holds for; 0: open or not known
	pub      int64 // seconds since 1970 of publication; 0: not known
	dated    bool  // the text gives a time of its own
	strange  bool  // it lies beside a text that shares no name with its own
	patience int32 // days before publication an undated report may speak of
	article  string
	at       int32  // byte of the figure in the article
	revision int32  // of the article: a finding quotes the newest
	sentence uint64 // hash of the sentence's words
	near     uint64 // like for like sentences differ in few bits
	origin   string
	party    string // whose word it is: country or camp
	outlet   string
	named    bool // origin is a source beyond the outlet
	rare     bool // the number is too particular to be found twice
	cell     *cell
}

const secondsPerDay = 86400

// recordOf reads a claim; false for a claim without a figure to compare.
func recordOf(c *news.Claim) (record, bool) {
	if c.Figure == nil || c.Kind != news.FigureClaim && c.Kind != "" {
		return record{}, false
	}
	s := slotsOf(c)
	r := record{
		id: c.ID, q: s, quantity: quantityOf(c.Figure, scaleOf(c.Figure.Unit)), low: c.Figure.Low, high: c.Figure.High,
		from: dayNumber(c.When.From), to: dayNumber(c.When.To),
		article: c.Article.ID, at: int32(c.Figure.Span.Start), outlet: strings.ToLower(c.Article.Outlet),
		sentence: hashWord(c.Sentence.Text), near: simhash(c.Sentence.Text),
	}
	if !c.Article.Published.IsZero() {
		r.pub = c.Article.Published.Unix()
	}
	published := int32(floorDiv(r.pub, secondsPerDay))
	r.dated = c.When.Known() && !(r.from == r.to && r.from == published)
	r.revision = int32(c.Article.Revision)
	r.origin, r.party, r.named = originOf(c)
	r.rare = rare(r.quantity)
	return r, true
}

func scaleOf(u news.Unit) float64 {
	if s, ok := known.scale[strings.ReplaceAll(strings.ToLower(string(u)), "_", "-")]; ok {
		return s.times
	}
	return 1
}

func dayNumber(d news.Day) int32 {
	t := d.Time()
	if t.IsZero() {
		return 0
	}
	return int32(floorDiv(t.Unix(), secondsPerDay))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// asOf is the last day the figure speaks of: its own where dated and not
// after publication, else the day of publication, to which an open period
// runs; 0 where neither is known.
func (r *record) asOf() int32 {
	published := r.published()
	switch {
	case r.dated && r.to != 0 && (published == 0 || r.to <= published):
		return r.to
	}
	return published
}

func (r *record) published() int32 {
	if r.pub == 0 {
		return 0
	}
	return int32(floorDiv(r.pub, secondsPerDay))
}

// simhash is a 64-bit hash of a sentence's words: near-duplicates differ in
// few bits (Charikar 2002). 0 for a sentence of fewer than six words, which
// is no evidence.
func simhash(sentence string) uint64 {
	words := strings.FieldsFunc(strings.ToLower(sentence), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) < 6 {
		return 0
	}
	var sums [64]int
	for i := range words {
		h := hashWord(words[i])
		if i > 0 {
			h ^= bits.RotateLeft64(hashWord(words[i-1]), 17)
		}
		for b := range sums {
			sums[b] += int(h>>b&1)*2 - 1
		}
	}
	var out uint64
	for b, s := range sums {
		if s > 0 {
			out |= 1 << b
		}
	}
	return out
}

// hashWord is FNV-1a with a final mix.
func hashWord(w string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint64(w[i])) * 1099511628211
	}
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return h ^ h>>32
}

// copyBits is how many bits two sentences of one text may differ in: a changed
// word moves a few of 64; sentences of two authors differ in about half.
const copyBits = 8

// copies reports whether two articles carry one sentence, for the same source.
func (r *record) copies(o *record) bool {
	if r.article == o.article || r.named && o.named && r.origin != o.origin {
		return false
	}
	return r.near != 0 && o.near != 0 && bits.OnesCount64(r.near^o.near) <= copyBits
}
