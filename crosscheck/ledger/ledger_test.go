package ledger

import (
	"fmt"
	"testing"
	"time"

	"muster/crosscheck/judge"
	"muster/crosscheck/question"
	"muster/news"
)

// paper is an article of claims that differ in their value alone.
func paper(id string, revision int, source string, values ...float64) news.ClaimSet {
	at := time.Date(2024, 5, 2, 12, 0, 0, 0, time.UTC)
	set := news.ClaimSet{Article: news.ArticleRef{ID: id, Outlet: "Outlet of " + id, Published: at, Revision: revision}}
	for i, v := range values {
		set.Claims = append(set.Claims, news.Claim{
			ID: fmt.Sprint(id, "/", v), Kind: news.FigureClaim, Article: set.Article, Modality: news.Actual, Polarity: news.Asserted,
			Sentence: news.Span{Start: 1000 * i, End: 1000*i + 50},
			Figure:   &news.Figure{Low: v, High: v, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total, Span: news.Span{Start: 1000 * i, End: 1000*i + 4}},
			Measure:  news.Measure{Act: "kill", ActClass: "kill", Role: news.DoneTo, Of: "soldier", OfClass: []news.Class{"soldier", "person"}},
			Of:       []news.Party{news.Nation("UA")}, Subject: []news.Party{news.Nation("UA")},
			Place: []news.Where{{Name: "Dnipro", Kind: news.Spot, Country: "UA"}}, When: news.On("2024-05-01"),
			Attribution: []news.Attribution{{Source: news.Source{Name: source, Kind: news.Person}}},
		})
	}
	return set
}

func TestGroupsOfOneQuestion(t *testing.T) {
	l := New(judge.Learned())
	l.Put(paper("a", 1, "governor", 412))
	l.Put(paper("b", 1, "ministry", 412))
	l.Put(paper("c", 1, "mayor", 412))
	var sizes []int
	for _, g := range l.Settle().Groups {
		sizes = append(sizes, len(g.Members))
		if ps := g.Positions(); len(ps) != 1 || len(ps[0].Origins) != 3 {
			t.Errorf("positions %+v, want one with three origins", ps)
		}
	}
	if len(sizes) != 1 || sizes[0] != 3 {
		t.Errorf("groups of %v, want one of 3", sizes)
	}
	if l.Claims() != 3 {
		t.Errorf("%d claims, want 3", l.Claims())
	}
}

// The newest revision stands, whichever comes first, and what it no longer
// says is a replacement.
func TestRevisions(t *testing.T) {
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		l := New(judge.Learned())
		sets := []news.ClaimSet{paper("a", 1, "governor", 412), paper("a", 2, "governor", 455)}
		for _, i := range order {
			l.Put(sets[i])
		}
		ch := l.Settle()
		standing := l.Records()
		if len(standing) != 1 || standing[0].Amount.Value != 455 {
			t.Errorf("%v: %d records stand", order, len(standing))
		}
		if len(ch.Articles) != 1 || len(ch.Articles[0].Replaced) != 1 || ch.Articles[0].Replaced[0].Was.Amount.Value != 412 {
			t.Errorf("%v: %+v", order, ch.Articles)
		}
	}
}

// What a text takes back is replaced by what it says instead, and contradicts
// nobody.
func TestTakenBack(t *testing.T) {
	l := New(judge.Learned())
	set := paper("a", 1, "governor", 412, 455, 900)
	set.Claims[0].Standing = news.Superseded
	set.Claims[1].Figure.Span, set.Claims[1].Sentence = news.Span{Start: 80, End: 84}, news.Span{Start: 60, End: 120}
	l.Put(set)
	l.Put(paper("b", 1, "ministry", 700))
	ch := l.Settle()
	var replaced []Replacement
	for _, a := range ch.Articles {
		replaced = append(replaced, a.Replaced...)
	}
	if len(replaced) != 1 || replaced[0].Was.Amount.Value != 412 || replaced[0].Is.Amount.Value != 455 {
		t.Errorf("replaced: %+v", replaced)
	}
	for _, g := range ch.Groups {
		for _, d := range l.Drafts(g.Group, .01) {
			for _, side := range d.Sides {
				for _, r := range side.Records {
					if d.Class == news.Contradiction && r.Standing == question.WordOf(string(news.Superseded)) {
						t.Error("what is taken back contradicts somebody")
					}
				}
			}
		}
	}
}

func TestRemovedClaimsLeaveNothing(t *testing.T) {
	l := New(judge.Learned())
	l.Put(paper("a", 1, "governor", 412))
	l.Put(paper("b", 1, "ministry", 412))
	l.Settle()
	l.Put(paper("b", 2, "ministry"))
	l.Settle()
	for _, r := range l.Records() {
		if len(r.links) > 0 {
			t.Errorf("%s is still linked", r.ID)
		}
	}
	if l.Claims() != 1 {
		t.Errorf("%d claims stand, want 1", l.Claims())
	}
}

// An article that gives a value itself hardly contradicts it elsewhere: a
// fifth of the probability goes at least.
func TestAnsweredElsewhere(t *testing.T) {
	probability := func(values ...float64) float64 {
		l := New(judge.Learned())
		l.Put(paper("a", 1, "governor", 412))
		l.Put(paper("b", 1, "ministry", values...))
		l.Settle()
		first := l.articles[l.Records()[0].Article].standing()[0]
		for _, k := range first.links {
			if k.to.Amount.Value == 180 {
				return l.contradiction(first, &k)
			}
		}
		return 0
	}
	alone, answered := probability(180), probability(412, 180)
	if alone <= 0 || answered >= alone*4/5 {
		t.Errorf("180 against 412 is %.3f alone and %.3f beside 412", alone, answered)
	}
}

// What only an unknown slot keeps from contradicting is not sure, and what is known
// to differ is neither.
func TestUnsure(t *testing.T) {
	elsewhere := news.Where{Name: "Lviv", Kind: news.Spot, Country: "UA"}
	for name, c := range map[string]struct {
		place []news.Where
		want  news.FindingKind
	}{
		"one place":             {paper("b", 1, "ministry", 180).Claims[0].Place, news.Contradiction},
		"the place is not told": {nil, news.Unsure},
		"another place":         {[]news.Where{elsewhere}, ""},
	} {
		l := New(judge.Learned())
		other := paper("b", 1, "ministry", 180)
		other.Claims[0].Place = c.place
		l.Put(paper("a", 1, "governor", 412))
		l.Put(other)
		var got news.FindingKind
		for _, g := range l.Settle().Groups {
			for _, d := range l.Drafts(g.Group, judge.Learned().Stream) {
				got = d.Kind
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Missiles are no drones: that one figure is higher tells of no change.
func TestNoUpdateOfTwoThings(t *testing.T) {
	things := func(id, noun string, value float64) news.ClaimSet {
		set := paper(id, 1, "air force", value)
		for i := range set.Claims {
			c := &set.Claims[i]
			c.Figure.Unit = news.Unit(noun)
			c.Measure = news.Measure{Act: "launch", ActClass: "launch", Role: news.DoneTo, Of: noun, OfClass: []news.Class{news.Class(noun), "weapon"}}
		}
		return set
	}
	kinds := func(sets ...news.ClaimSet) (out []news.FindingKind) {
		l := New(judge.Learned())
		for _, s := range sets {
			l.Put(s)
		}
		for _, g := range l.Settle().Groups {
			for _, d := range l.Drafts(g.Group, judge.Learned().Stream) {
				out = append(out, d.Kind)
			}
		}
		return out
	}
	if got := kinds(things("a", "missile", 36), things("b", "drone", 158)); len(got) > 0 {
		t.Errorf("36 missiles and 158 drones: %v", got)
	}
	if got := kinds(things("a", "missile", 36), things("b", "missile", 158)); len(got) != 1 {
		t.Errorf("36 missiles and 158 missiles: %v, want one finding", got)
	}
}
