package sums

import (
	"fmt"
	"testing"

	"muster/crosscheck/question"
	"muster/news"
)

// told is a count in a sentence of its article.
func told(id int, sentence int, of string, value float64, change ...func(*news.Claim)) *question.Slots {
	c := news.Claim{
		ID: fmt.Sprint("c", id), Article: news.ArticleRef{ID: "a"}, Sentence: news.Span{Start: 100 * sentence},
		Figure:  &news.Figure{Low: value, High: value, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total, Span: news.Span{Start: 100*sentence + id}},
		Measure: news.Measure{Act: "kill", ActClass: "kill", Of: of}, When: news.On("2024-05-01"),
	}
	for _, f := range change {
		f(&c)
	}
	return question.SlotsOf(&c)
}

func partOf(whole string) func(*news.Claim) { return func(c *news.Claim) { c.PartOf = whole } }

func TestWithin(t *testing.T) {
	for name, c := range map[string]struct {
		claims []*question.Slots
		parts  int
		holds  bool
	}{
		"two parts of one sentence": {[]*question.Slots{told(0, 0, "person", 158), told(1, 1, "soldier", 122), told(2, 1, "civilian", 36)}, 2, true},
		"nothing adds up":           {[]*question.Slots{told(0, 0, "person", 158), told(1, 1, "soldier", 121), told(2, 1, "civilian", 36)}, 0, false},
		"small numbers":             {[]*question.Slots{told(0, 0, "person", 4), told(1, 1, "soldier", 3), told(2, 1, "civilian", 1)}, 0, false},
		"parts make more than the whole": {[]*question.Slots{
			told(0, 0, "person", 100), told(1, 1, "soldier", 80, partOf("c0")), told(2, 2, "civilian", 40, partOf("c0")),
		}, 2, false},
		"a part of a part": {[]*question.Slots{told(0, 0, "person", 7), told(1, 1, "civilian", 6), told(2, 1, "boy", 1, partOf("c1"))}, 0, false},
		"a bound from above": {[]*question.Slots{
			told(0, 0, "person", 158, func(c *news.Claim) { c.Figure.Low, c.Figure.Hedge = 0, news.AtMost }), told(1, 1, "soldier", 122), told(2, 1, "civilian", 36),
		}, 0, false},
		"another act": {[]*question.Slots{told(0, 0, "person", 58), told(1, 1, "soldier", 22, wounded), told(2, 1, "civilian", 36)}, 0, false},
		"another act, of a number not met by chance": {[]*question.Slots{
			told(0, 0, "person", 158), told(1, 1, "soldier", 122, wounded), told(2, 1, "civilian", 36, wounded),
		}, 2, true},
		"far apart":               {[]*question.Slots{told(0, 0, "person", 158), told(1, 40, "soldier", 122), told(2, 41, "civilian", 36)}, 0, false},
		"far apart, side by side": {[]*question.Slots{told(0, 0, "person", 58), told(1, 40, "soldier", 22), told(2, 40, "civilian", 36)}, 2, true},
		"one thing twice": {[]*question.Slots{
			told(0, 0, "person", 158), told(1, 40, "soldier", 122), told(2, 40, "soldier", 36),
		}, 0, false},
		"what the whole rounds": {[]*question.Slots{told(0, 0, "person", 160, func(c *news.Claim) { c.Figure.Hedge = news.Almost }),
			told(1, 1, "soldier", 122), told(2, 1, "civilian", 36)}, 2, true},
		"planned beside done": {[]*question.Slots{told(0, 0, "person", 158, func(c *news.Claim) { c.Modality = news.Actual }),
			told(1, 40, "soldier", 122, planned), told(2, 40, "civilian", 36, planned)}, 0, false},
	} {
		found := Within(c.claims)
		switch {
		case c.parts == 0 && len(found) > 0:
			t.Errorf("%s: a sum was found", name)
		case c.parts > 0 && (len(found) != 1 || len(found[0].Parts) != c.parts || found[0].Holds != c.holds):
			t.Errorf("%s: %+v", name, found)
		}
	}
}

func planned(c *news.Claim) { c.Modality = news.Planned }

func wounded(c *news.Claim) { c.Measure.Act, c.Measure.ActClass = "wound", "wound" }

func TestExplains(t *testing.T) {
	low, high := told(1, 1, "soldier", 122), told(9, 9, "person", 158)
	rest := told(2, 1, "civilian", 36)
	if s, ok := Explains(low, high, []*question.Slots{low, rest}); !ok || s.Whole != high || len(s.Parts) != 2 {
		t.Errorf("122 and 36 do not explain 158: %+v", s)
	}
	if _, ok := Explains(low, high, []*question.Slots{low}); ok {
		t.Error("122 alone explains 158")
	}
}
