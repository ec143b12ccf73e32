package made

import (
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"muster/news"
)

// Wire makes up the claims of a stream of news as it comes in, in the order of
// publication, 300 articles a day with nine claims each.
//
// A Maker's claims all meet: it shows what the worst hours cost. A Wire is as
// loose as what is read of real articles: most claims tell of stories that
// several outlets follow for days, some repeat the running totals of a war, and
// some nobody else tells. A side is stated in four of five, a place in one of
// three, the event always; one in five differs from what most say.
type Wire struct {
	random  *rand.Rand
	next    int
	at      time.Time
	stories []story // the newest last
}

// story is what several articles tell of.
type story struct {
	asked []question
	place []news.Where
}

// question is what a claim answers.
type question struct {
	does      doing
	by, of    []news.Party
	place     []news.Where
	day       news.Day
	since     bool // counted from that day on
	value     float64
	perDay    float64 // by which the value grows
	beginning time.Time
}

// NewWire returns a Wire. Two of one seed make the same articles.
func NewWire(seed uint64) *Wire {
	w := &Wire{random: rand.New(rand.NewPCG(2, seed)), next: int(seed) << 24, at: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}
	for range storiesAtOnce {
		w.stories = append(w.stories, w.story())
	}
	return w
}

// WireClaims is how many claims each set of a Wire has.
const WireClaims = 9

// Judgement, after what is read of some two hundred real articles: how many
// stories run at once, how many articles pass until one more begins, and how
// many running totals there are.
const (
	articlesPerDay = 300
	storiesAtOnce  = 400
	perStory       = 5
	questionsEach  = 6
	runningTotals  = 300
)

type doing struct {
	act       string
	of, class news.Class
	unit      news.Unit
}

var doings = []doing{
	{"kill", "soldier", "person", news.Persons}, {"wound", "soldier", "person", news.Persons}, {"kill", "civilian", "person", news.Persons},
	{"wound", "civilian", "person", news.Persons}, {"launch", "drone", "aircraft", "drone"}, {"intercept", "drone", "aircraft", "drone"},
	{"launch", "missile", "munition", "missile"}, {"intercept", "missile", "munition", "missile"}, {"deploy", "soldier", "person", news.Persons},
	{"pledge", "aid", "money", "USD"}, {"supply", "tank", "vehicle", "tank"}, {"lose", "tank", "vehicle", "tank"}, {"destroy", "vehicle", "thing", "vehicle"},
	{"capture", "soldier", "person", news.Persons}, {"displace", "person", "person", news.Persons}, {"evacuate", "person", "person", news.Persons},
	{"spend", "defence", "money", "EUR"}, {"order", "aircraft", "vehicle", "aircraft"}, {"arrest", "person", "person", news.Persons},
	{"damage", "house", "building", "house"}, {"fire", "shell", "munition", "shell"}, {"train", "soldier", "person", news.Persons},
	{"station", "soldier", "person", news.Persons}, {"strike", "target", "thing", "target"},
}

func (w *Wire) side() []news.Party {
	return []news.Party{news.Nation(countries[skewed(w.random, len(countries))])}
}

func (w *Wire) town() []news.Where {
	i := skewed(w.random, len(towns))
	return []news.Where{{Name: towns[i], Kind: news.Spot, Country: countries[i%len(countries)]}}
}

// number is a figure of the news: few digits, any size.
func number(r *rand.Rand) float64 {
	v := float64(1 + skewed(r, 99))
	if r.IntN(8) == 0 {
		v = float64(100 + r.IntN(900))
	}
	return v * math.Pow(10, float64(skewed(r, 6)))
}

func (w *Wire) ask(place []news.Where) question {
	return question{
		does: doings[w.random.IntN(len(doings))], by: w.side(), of: w.side(), place: place,
		day: news.DayOf(w.at).Add(-w.random.IntN(2)), value: number(w.random), beginning: w.at,
	}
}

func (w *Wire) story() story {
	s := story{place: w.town()}
	for range questionsEach {
		s.asked = append(s.asked, w.ask(s.place))
	}
	return s
}

// total is one of the running totals: the same in every Wire.
func total(i int) question {
	r := rand.New(rand.NewPCG(4, uint64(i)))
	w := &Wire{random: r, at: time.Date(2022, 2, 24, 0, 0, 0, 0, time.UTC)}
	q := w.ask(nil)
	q.since, q.perDay = true, q.value/50
	return q
}

// Set makes the claims of the next article.
func (w *Wire) Set() news.ClaimSet {
	r := w.random
	w.at = w.at.Add(24 * time.Hour / articlesPerDay)
	if r.IntN(perStory) == 0 {
		w.stories = append(w.stories[1:], w.story())
	}
	ref := news.ArticleRef{
		ID: news.ArticleID("wire " + strconv.Itoa(w.next)), URL: "https://outlet.example/wire/" + strconv.Itoa(w.next),
		Title: sentence(r, 9), Outlet: outlets[skewed(r, len(outlets))], Published: w.at.Truncate(time.Minute), Revision: 1,
	}
	w.next++
	told := w.stories[len(w.stories)-1-skewed(r, len(w.stories))]
	set := news.ClaimSet{Article: ref, Hash: ref.ID, Extractor: "made"}
	for i := range WireClaims {
		var q question
		switch {
		case i < 5:
			q = told.asked[skewed(r, len(told.asked))]
		case i < 7:
			q = total(skewed(r, runningTotals))
		default:
			q = w.ask(w.town())
		}
		set.Claims = append(set.Claims, w.claim(ref, i, q))
	}
	return set
}

func (w *Wire) claim(ref news.ArticleRef, n int, q question) news.Claim {
	r := w.random
	text := sentence(r, 15+r.IntN(15))
	span := news.Span{Start: 300 * n, End: 300*n + len(text), Text: text}
	figure := news.Span{Start: span.Start, End: span.Start + 12, Text: text[:12]}
	low := math.Round(q.value + q.perDay*w.at.Sub(q.beginning).Hours()/24)
	if r.IntN(5) == 0 {
		low = math.Round(low * (1 + 2*r.Float64()))
	}
	f := &news.Figure{Span: figure, Low: low, High: low, Hedge: news.Exact, Unit: q.does.unit, Scope: news.Total, Text: figure.Text, Noun: string(q.does.of), Rules: []string{"number", "unit"}}
	switch r.IntN(8) {
	case 0:
		f.High, f.Hedge = math.Inf(1), news.Over
	case 1:
		f.Hedge = news.About
	}
	when := news.On(q.day)
	if q.since {
		when = news.When{From: q.day, To: news.DayOf(w.at)}
	}
	c := news.Claim{
		ID: news.ClaimID(ref.ID, news.FigureClaim, span, figure), Article: ref, Kind: news.FigureClaim, Sentence: span,
		Figure: f, Measure: done(q.does.act, q.does.of, q.does.class), Counted: string(q.does.of), By: q.by,
		Event: news.Event{ID: "e" + strconv.Itoa(n/5)}, Modality: news.Actual, Polarity: news.Asserted,
		Attribution: []news.Attribution{
			{Source: news.Source{Name: people[skewed(r, len(people))], Kind: news.Person, Country: "UA"}, CueKind: news.Says, Certainty: .9,
				Mention: news.Span{Start: span.Start, End: span.Start + 9, Text: text[:9]}, Cue: news.Span{End: 4, Text: "said"}},
			{Source: news.Source{Name: ref.Outlet, Kind: news.Newspaper, Country: "US"}, CueKind: news.Publishes, Certainty: 1},
		},
		Rules: []string{"figure", "subject", "place"}, Confidence: .8,
	}
	if r.IntN(5) > 0 {
		c.Of, c.Subject = q.of, q.of
	}
	if r.IntN(3) == 0 {
		c.Place = q.place
	}
	if r.IntN(20) > 0 {
		c.When = when
	}
	return c
}
