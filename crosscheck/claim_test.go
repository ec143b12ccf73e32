package crosscheck

import (
	"fmt"
	"math"
	"strings"
	"time"

	"muster/news"
)

// told is a claim in shorthand, for the tests.
type told struct {
	text    string // the sentence; the figure's text is figure
	figure  string
	low     float64
	high    float64 // 0: as low; use inf for open
	hedge   news.Hedge
	unit    news.Unit
	measure news.MeasureID
	nature  news.Nature
	subject string // joined by ","
	place   string
	within  string
	scope   news.Scope
	per     string
	class   news.Modality
	people  string
	event   string
	when    string // day, or from..to
	pub     string // day
	outlet  string
	source  string // name/kind/country
	article string
	rev     int
	change  *news.Change
	denied  bool
	at      int
}

var inf = math.Inf(1)

// failer is what testing.T and rapid.T share.
type failer interface {
	Helper()
	Fatal(args ...any)
}

func (c told) claim(t failer) news.Claim {
	t.Helper()
	high := c.high
	if high == 0 {
		high = c.low
	}
	outlet := orElse(c.outlet, "The Courier")
	text := orElse(c.text, fmt.Sprintf("%s %s %v %s", outlet, c.measure, c.low, c.unit))
	id := orElse(c.article, outlet+c.pub+text)
	cl := news.Claim{
		Kind:      news.FigureClaim,
		Article:   news.ArticleRef{ID: id, Outlet: outlet, Revision: c.rev},
		MeasureID: c.measure, Nature: news.Nature(orElse(string(c.nature), string(news.Stock))),
		Subject: named(split(c.subject)), Place: places(split(c.place), split(c.within)),
		Modality: c.class, Event: news.Event{Name: c.event}, Confidence: 1,
		Sentence: news.Span{Start: 0, End: len(text), Text: text},
		Figure: &news.Figure{
			Low: c.low, High: high, Hedge: c.hedge, Unit: c.unit, Scope: c.scope, Per: c.per,
			Text: orElse(c.figure, number(c.low)), Noun: c.people, Change: c.change,
			Span: news.Span{Start: c.at, End: c.at + 1},
		},
	}
	if c.denied {
		cl.Polarity = news.Denied
	}
	if c.pub != "" {
		cl.Article.Published = clock(t, c.pub)
	}
	if from, to, ok := strings.Cut(c.when, ".."); ok {
		cl.When = news.When{From: news.Day(from), To: news.Day(to), Precision: news.ByPeriod}
	} else if c.when != "" {
		cl.When = news.On(news.Day(c.when))
	}
	if c.source != "" {
		p := append(strings.Split(c.source, "/"), "", "")
		cl.Attribution = append(cl.Attribution, news.Attribution{
			Source:  news.Source{Name: p[0], Kind: news.SourceKind(p[1]), Country: p[2]},
			CueKind: news.Says,
		})
	}
	cl.Attribution = append(cl.Attribution, news.Attribution{
		Source: news.Source{Name: outlet, Kind: news.Newspaper}, CueKind: news.Publishes,
	})
	cl.ID = news.ClaimID(id, cl.Kind, cl.Sentence, news.Span{Start: c.at, Text: cl.Figure.Text})
	return cl
}

func clock(t failer, day string) time.Time {
	t.Helper()
	if !strings.Contains(day, "T") {
		day += "T12:00"
	}
	v, err := time.Parse("2006-01-02T15:04", day)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// killed is the start of many tests: a claim of losses in one strike.
func killed(n float64, outlet, source string) told {
	return told{
		low: n, measure: "killed", unit: news.Persons, nature: news.OfEvent, place: "Velmora", within: "UA",
		when: "2024-03-01", pub: "2024-03-09", outlet: outlet, source: source,
	}
}

// places are the named places, each in the country beside it.
func places(names, within []string) []news.Where {
	list := placed(names)
	for i := range list {
		if i < len(within) {
			list[i].Country = within[i]
		}
	}
	return list
}
