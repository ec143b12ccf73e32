// Package extract reads an article into claims. In: a news.Article in English.
// Out: its figures, dates, entities and attributions, and the claims that join
// them: figure, measure, subject, place, time, modality and chain of sources.
//
// It opens no file, socket or clock: the article's publication time is its
// "now", the linguistic knowledge is embedded beside the layers.
//
//	token -> syntax -> figure, when, entity -> attribution -> claims
//
// Sentences with figures are parsed together; the tree of another only when a
// layer asks for it.
package extract

import (
	"sort"

	"muster/extract/attribution"
	"muster/extract/entity"
	"muster/extract/figure"
	"muster/extract/measure"
	"muster/extract/modality"
	"muster/extract/rule"
	"muster/extract/site"
	"muster/extract/slot/status"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/extract/when"
	"muster/news"
)

// Version numbers what this extractor makes of an article. It rises whenever that
// changes, as TestVersion demands, so that stored articles can be read again.
const Version = "40"

// Extractor holds the read tables of all layers. It is safe for concurrent
// use.
type Extractor struct {
	figures     *figure.Reader
	dates       *when.Reader
	entities    *entity.Reader
	attribution *attribution.Reader
	measures    *measure.Table
	modality    *modality.Table
	sites       *site.Reader
	status      *status.Model
	slots       slotWords
	onsets      []onset
	standings   map[uint64][]*rule.Pattern
}

// New reads the embedded tables; it takes some tens of milliseconds.
func New() *Extractor {
	return &Extractor{
		figures:     figure.New(),
		dates:       when.New(),
		entities:    entity.New(),
		attribution: attribution.New(),
		measures:    measure.New(),
		modality:    modality.New(),
		sites:       site.New(),
		status:      status.New(),
		slots:       newSlotWords(embedded("slot")),
		onsets:      newOnsets(embedded("onset")),
		standings:   newStandings(),
	}
}

// reading is one article with all that the layers found in it.
type reading struct {
	*Extractor
	article  news.Article
	text     *token.Text
	forest   *syntax.Forest
	dates    []news.Date
	figures  []news.Figure
	mentions *entity.Mentions
	reports  *attribution.Reports
	// past are the claims joined so far, for what later sentences inherit.
	past []joined
	lead topic
	// lastSite is what the figure before measures.
	lastSite *site.Site
	// asked are the questions for the times of those claims.
	asked []TimeQuestion
	// speech marks the tokens of cues by their first byte; content is what each
	// sentence speaks of. Both are filled when first asked for.
	speech  map[int]bool
	content *content
	// atWar are the wars that the article can speak of.
	atWar []onset
	// signed gathers the signs of figures where somebody asks for them.
	signed []Signed
}

// Extract reads one article. Any text is accepted; one that is not English
// gives little or nothing.
func (x *Extractor) Extract(a news.Article) news.Extraction {
	r := x.read(a)
	return news.Extraction{
		ID:           a.ID,
		Figures:      orEmpty(r.figures),
		Dates:        orEmpty(r.dates),
		Entities:     orEmpty(r.mentions.All),
		Attributions: orEmpty(r.reports.All),
		Claims:       orEmpty(r.claims()),
	}
}

func (x *Extractor) read(a news.Article) *reading {
	r := &reading{Extractor: x, article: a, text: token.Read(a.Text)}
	r.forest = syntax.NewForest(r.text)
	r.dates = x.dates.Read(r.text, when.Reference{Published: a.Published, Country: a.Outlet.Country})
	r.figures = x.figures.Read(r.text, r.dates)
	r.growTrees()
	r.mentions = x.entities.Read(r.text, r.forest, entity.Context{Published: a.Published, Outlet: a.Outlet, URL: a.URL})
	r.reports = x.attribution.Read(r.text, r.forest, r.mentions)
	return r
}

// growTrees parses the sentences with figures, whose trees every claim asks for.
func (r *reading) growTrees() {
	var with []int
	for _, f := range r.figures {
		if i := r.sentenceAt(f.Span.Start); i >= 0 && f.Aside == "" {
			with = append(with, i)
		}
	}
	r.forest.Grow(with)
}

// claims joins what the layers found, in the order of the text.
func (r *reading) claims() []news.Claim {
	claims := r.figureClaims()
	r.tellEvents(claims)
	r.tellParts(claims)
	r.tellStanding(claims)
	claims = append(claims, r.statements()...)
	claims = append(claims, r.dateClaims()...)
	sort.SliceStable(claims, func(i, j int) bool { return claims[i].Sentence.Start < claims[j].Sentence.Start })
	return unique(claims)
}

// figureClaims are the claims of figures with their slots, in the order of the
// figures.
func (r *reading) figureClaims() []news.Claim {
	r.drafts()
	claims := make([]news.Claim, len(r.past))
	for i := range r.past {
		claims[i] = r.past[i].claim.finished(r)
	}
	r.rankSides(claims)
	r.settleTimes(claims)
	return claims
}

// drafts reads the figures into claims as far as rules go.
func (r *reading) drafts() {
	for _, f := range r.figures {
		r.figureClaim(f)
	}
}

// unique drops a claim whose ID stands already: the same sentence printed
// twice in one article is one claim.
func unique(claims []news.Claim) []news.Claim {
	seen := map[string]bool{}
	kept := claims[:0]
	for _, c := range claims {
		if !seen[c.ID] {
			seen[c.ID] = true
			kept = append(kept, c)
		}
	}
	return kept
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// sentenceAt is the index of the sentence that holds byte at; -1 where none
// does.
func (r *reading) sentenceAt(at int) int {
	ss := r.text.Sentences
	i := sort.Search(len(ss), func(i int) bool { return ss[i].End > at })
	if i == len(ss) || ss[i].Start > at {
		return -1
	}
	return i
}

// tokensIn are the tokens of sentence i that overlap the span: from, to, end
// exclusive.
func (r *reading) tokensIn(i int, span news.Span) (from, to int) {
	toks := r.text.Sentences[i].Tokens
	from = sort.Search(len(toks), func(k int) bool { return toks[k].End > span.Start })
	to = from
	for to < len(toks) && toks[to].Start < span.End {
		to++
	}
	return from, to
}

func (r *reading) sentenceSpan(i int) news.Span {
	s := r.text.Sentences[i]
	return news.Cut(r.text.Source, s.Start, s.End)
}
