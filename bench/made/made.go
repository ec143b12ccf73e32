// Package made makes up claims for benchmarks: with the lengths, repetitions
// and skew of real ones, and always the same for the same numbers.
//
// Ten claims an article; sentences of 15 to 30 words of a skewed vocabulary;
// rounded figures; 200 outlets, 2,000 speakers, three years. Ten claims answer
// one question on average, few questions have thousands of answers, and one
// claim in five differs from what most say.
package made

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"muster/news"
)

// ClaimsPerArticle is how many claims each set has.
const ClaimsPerArticle = 10

// Maker makes claim sets.
type Maker struct {
	random    *rand.Rand
	questions int
	next      int
}

// New returns a Maker for about n claims, starting at the given article: two
// makers with starts n apart share no article.
func New(n, start int) *Maker {
	return &Maker{random: rand.New(rand.NewPCG(1, uint64(start))), questions: max(n/10, 1), next: start}
}

var outlets, people, words, towns = named("Outlet", 200), named("Speaker", 2000), named("", 20000), named("Town", 900)

func named(kind string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = strings.TrimSpace(kind + " " + strconv.FormatInt(int64(i)*7919%46656+46656, 36))
	}
	return out
}

// Outlet, Speaker and Word are the i-th most used.
func Outlet(i int) string { return outlets[i] }

// Speaker is the i-th most quoted person.
func Speaker(i int) string { return people[i] }

// Word is the i-th most used word.
func Word(i int) string { return words[i] }

func (m *Maker) skewed(n int) int { return skewed(m.random, n) }

// skewed picks one of n, the first ones most often.
func skewed(r *rand.Rand, n int) int {
	f := r.Float64()
	return int(f * f * f * float64(n))
}

// Set makes the claims of the next article.
func (m *Maker) Set() news.ClaimSet {
	r := m.random
	published := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(3*365*24)) * time.Hour)
	ref := news.ArticleRef{
		ID: news.ArticleID(strconv.Itoa(m.next)), URL: fmt.Sprintf("https://outlet.example/news/%d/a-headline-as-a-slug", m.next),
		Title: m.sentence(9), Outlet: outlets[m.skewed(len(outlets))], Published: published, Revision: 1,
	}
	m.next++
	set := news.ClaimSet{Article: ref, Hash: ref.ID, Extractor: "made"}
	for range ClaimsPerArticle {
		set.Claims = append(set.Claims, m.claim(ref))
	}
	return set
}

func (m *Maker) sentence(n int) string { return sentence(m.random, n) }

func sentence(r *rand.Rand, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = words[skewed(r, len(words))]
	}
	return strings.Join(out, " ") + "."
}

var countries = []string{"UA", "RU", "US", "DE", "LT", "LV", "PL", "FR", "GB", "TR", "IL", "IR", "CN", "TW"}

var measures = []struct {
	measure news.MeasureID
	nature  news.Nature
	unit    news.Unit
	words   news.Measure
}{
	{"troops", news.Stock, news.Persons, done("deploy", "soldier", "person")}, {"killed", news.Cumulative, news.Persons, done("kill", "soldier", "person")},
	{"wounded", news.OfEvent, news.Persons, done("wound", "soldier", "person")}, {"tanks-lost", news.Cumulative, "tank", done("lose", "tank", "vehicle")},
	{"aid", news.Flow, "USD", done("pledge", "aid", "money")}, {"defence-spending", news.Flow, "EUR", done("spend", "defence", "money")},
	{"launched", news.OfEvent, "drone", done("launch", "drone", "aircraft")}, {"intercepted", news.OfEvent, "drone", done("intercept", "drone", "aircraft")},
}

// done is the measure of things that something is done to.
func done(act string, of, class news.Class) news.Measure {
	return news.Measure{Act: act, ActClass: news.Class(act), Role: news.DoneTo, Of: string(of), OfClass: []news.Class{of, class}}
}

func (m *Maker) claim(ref news.ArticleRef) news.Claim {
	r := m.random
	asked := m.skewed(m.questions)
	what := measures[asked%len(measures)]
	text := m.sentence(15 + r.IntN(15))
	figure := news.Span{End: 12, Text: text[:12]}
	low := value(asked)
	if r.IntN(5) == 0 {
		low = math.Round(low * (1 + 2*r.Float64()))
	}
	f := &news.Figure{
		Span: figure, Low: low, High: low, Hedge: news.Exact, Unit: what.unit, Scope: news.Total,
		Text: figure.Text, Number: news.Span{End: 5, Text: text[:5]}, Noun: "soldiers", Rules: []string{"number", "unit"},
	}
	switch r.IntN(8) {
	case 0:
		f.High, f.Hedge = math.Inf(1), news.Over
	case 1:
		f.High, f.Hedge = low*1.25, news.Between
	}
	span := news.Span{End: len(text), Text: text}
	return news.Claim{
		ID: news.ClaimID(ref.ID, news.FigureClaim, span, figure), Article: ref, Kind: news.FigureClaim, Sentence: span,
		Figure: f, Measure: what.words, MeasureID: what.measure, Nature: what.nature, Counted: "soldiers",
		Subject: []news.Party{news.Nation(countries[asked/8%len(countries)])},
		Place:   []news.Where{{Name: towns[asked/112%len(towns)], Kind: news.Spot, Country: countries[asked/112%len(countries)]}},
		When:    news.On(news.DayOf(ref.Published).Add(-r.IntN(30))), Modality: news.Actual, Polarity: news.Asserted,
		Attribution: []news.Attribution{
			{Source: news.Source{Name: people[m.skewed(len(people))], Kind: news.Person, Country: "UA"}, CueKind: news.Says, Certainty: .9,
				Mention: news.Span{End: 9, Text: text[:9]}, Cue: news.Span{End: 4, Text: "said"}},
			{Source: news.Source{Name: ref.Outlet, Kind: news.Newspaper, Country: "US"}, CueKind: news.Publishes, Certainty: 1},
		},
		Rules: []string{"figure", "subject", "place"}, Confidence: .8,
	}
}

// value is what most say to a question.
func value(asked int) float64 {
	r := rand.New(rand.NewPCG(uint64(asked), 3))
	return float64(1+r.IntN(99)) * []float64{1, 1, 10, 100, 1000, 1e4, 1e6}[r.IntN(7)]
}
