package when

import (
	"math"
	"strings"
	"testing"

	"muster/news"
)

const published news.Day = "2024-03-06" // a Wednesday

func has(c *Claim, t Span) bool {
	for _, k := range c.candidates().list {
		if k.Span == t {
			return true
		}
	}
	return false
}

func TestCandidates(t *testing.T) {
	c := &Claim{
		Published: published,
		Mentions: []Mention{
			{Time: On("2024-03-04"), Sentences: -1},
			{Time: On("2024-03-05"), Sentences: -1},
			{Time: Span{From: "2022-02-24"}, Here: &Here{Prep: "since"}},
			{Time: Span{"2024-12-01", "2024-12-31"}, Sentences: 3},
			{Time: Span{"2024-02-26", "2024-03-03"}, Sentences: 3},
			{Time: Span{"2022-01-01", "2023-12-31"}, Sentences: 3},
		},
		Spells:   []Spell{{N: 8, Unit: "day"}, {N: 48, Unit: "hour"}, {N: 10, Unit: "year"}, {N: 2, Unit: "month"}},
		Wars:     []War{{From: "2014-04-14"}},
		Rule:     On("2024-02-01"),
		RuleName: "date",
	}
	for _, want := range []struct {
		what string
		time Span
	}{
		{"no time yet", Span{}},
		{"the publication day", On(published)},
		{"the day before", On("2024-03-05")},
		{"the week, Monday to Sunday", Span{"2024-03-04", "2024-03-10"}},
		{"the month", Span{"2024-03-01", "2024-03-31"}},
		{"the year", Span{"2024-01-01", "2024-12-31"}},
		{"the year so far", Span{"2024-01-01", published}},
		{"a day named", On("2024-03-04")},
		{"since a day named", Span{"2024-03-04", published}},
		{"since an open start", Span{"2022-02-24", published}},
		{"up to a time ahead", Span{published, "2024-12-31"}},
		{"two days of one sentence", Span{"2024-03-04", "2024-03-05"}},
		{"since a war began", Span{"2014-04-14", published}},
		{"the day before a war", On("2014-04-13")},
		{"from a start up to the day before", Span{"2022-02-24", "2024-03-05"}},
		{"seven days up to now for last week", Span{"2024-02-28", published}},
		{"two years up to the day before for the past two years", Span{"2022-03-06", "2024-03-05"}},
		{"eight days with today", Span{"2024-02-28", published}},
		{"eight days before today", Span{"2024-02-27", "2024-03-05"}},
		{"the past 48 hours", Span{"2024-03-04", published}},
		{"the next ten years", Span{published, "2034-03-06"}},
		{"two months up to now", Span{"2024-01-06", published}},
		{"what the rules say", On("2024-02-01")},
	} {
		if !has(c, want.time) {
			t.Errorf("%s (%v) is no candidate", want.what, want.time)
		}
	}
	if !has(&Claim{Published: published}, Span{"2024-03-04", "2024-03-05"}) {
		t.Error("the two days up to the day before are no candidate of themselves")
	}
	if has(c, Span{From: "2022-02-24"}) {
		t.Error("an open start stands without an end")
	}
}

// TestWithoutPublication: a claim of an article without a day has its dates and
// no time.
func TestWithoutPublication(t *testing.T) {
	c := &Claim{Mentions: []Mention{{Time: On("2024-03-04"), Here: &Here{}}}}
	if got := len(c.candidates().list); got != 2 {
		t.Errorf("%d candidates, want the date and none", got)
	}
	if got := Shipped().Settle([]*Claim{c})[0][0].Time; got != On("2024-03-04") {
		t.Errorf("the time is %v", got)
	}
}

func TestShipped(t *testing.T) {
	monday := Mention{Time: On("2024-03-04"), Here: &Here{Steps: 1, Governor: "act", Prep: "on"}}
	for _, x := range []struct {
		what string
		c    Claim
		want Span
	}{
		{"a state of today", Claim{Facts: []string{"tense=present", "modality=actual", "dates=none"}, Rule: On(published), RuleName: "published"}, On(published)},
		{"an event with its day", Claim{Facts: []string{"tense=past", "modality=actual", "dates=here"}, Mentions: []Mention{monday}, Rule: On("2024-03-04"), RuleName: "date"}, On("2024-03-04")},
	} {
		x.c.Published = published
		answer := Shipped().Settle([]*Claim{&x.c})[0]
		if answer[0].Time != x.want {
			t.Errorf("%s: %v with %.2f, want %v", x.what, answer[0].Time, answer[0].P, x.want)
		}
		sum := 0.0
		for i, k := range answer {
			sum += k.P
			if i > 0 && k.P > answer[i-1].P {
				t.Errorf("%s: choice %d is likelier than the one before", x.what, i)
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("%s: the probabilities sum to %v", x.what, sum)
		}
	}
}

// TestTopical: the day by which most is told of what the article is about, and
// not the day of a report.
func TestTopical(t *testing.T) {
	c := &Claim{Published: published, Mentions: []Mention{
		{Time: On("2024-03-04"), Theme: 0.4, Lead: 2},
		{Time: On("2024-03-05"), Theme: 0.5, Speech: true},
		{Time: On("2024-02-01"), Theme: 0.1, Lead: 30},
		{Time: Span{"2024-02-01", "2024-02-29"}, Theme: 0.9},
	}}
	if got := c.topical(); got != On("2024-03-04") {
		t.Errorf("the topical day is %v, want the 4th", got)
	}
	if got := (&Claim{Published: published}).topical(); got != (Span{}) {
		t.Errorf("no date and yet a topical day: %v", got)
	}
}

// TestKinship: in which ways two claims are about one thing.
func TestKinship(t *testing.T) {
	a := &Claim{Class: "kill", Act: "kill", Noun: "soldier", Low: 3}
	b := &Claim{Class: "kill", Act: "die", Noun: "soldier", Low: 3, Sentence: 9}
	c := &Claim{Class: "wound", Act: "wound", Noun: "soldier", Low: 9, Sentence: 1}
	claims := []*Claim{a, b, c}
	if got := strings.Join(kinship(claims, 0, 1), ","); got != "any,noun,same,class" {
		t.Errorf("the same figure again: %s", got)
	}
	if got := strings.Join(kinship(claims, 0, 2), ","); got != "any,behind,noun" {
		t.Errorf("another figure behind: %s", got)
	}
}

// TestConfer: what most other claims are about is told to each.
func TestConfer(t *testing.T) {
	a, b, c := &Claim{Published: published}, &Claim{Published: published, Sentence: 1}, &Claim{Published: published, Sentence: 9}
	sure := Answer{{Time: On("2024-03-04"), P: 1}}
	Confer([]*Claim{a, b, c}, []Answer{sure, sure, {{Time: On(published), P: 1}}})
	if got := a.others["any"][On("2024-03-04")] / a.others["any"][all]; got != 0.5 {
		t.Errorf("half of the others are about the 4th, not %v", got)
	}
	if got := a.others["behind"][On("2024-03-04")]; got != 1 {
		t.Errorf("the claim behind is about the 4th, not %v", got)
	}
	if a.others["here"] != nil {
		t.Error("no other claim stands in the sentence")
	}
}

func TestReadRefuses(t *testing.T) {
	for _, bad := range []string{"0.5\tpub", "x\t\tpub", "\t1e\tpub"} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q: %v, want an error of line 1", bad, err)
		}
	}
}

// TestRoundsHaveTheirOwnWeights: a line's first weight is of the first round.
func TestRoundsHaveTheirOwnWeights(t *testing.T) {
	m, err := Read(strings.NewReader("0.5\t\tscale\n2\t\topen\n\t3\tpub & tense=present\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := &Claim{Published: published, Facts: []string{"tense=present"}}
	if got := m.First([]*Claim{c})[0][0].Time; got != (Span{}) {
		t.Errorf("first round: %v, want none", got)
	}
	if got := m.Settle([]*Claim{c})[0][0].Time; got != On(published) {
		t.Errorf("second round: %v, want the publication day", got)
	}
	if m.scale != 0.5 {
		t.Errorf("scale %v", m.scale)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("1\t\tscale\n\t-2\tat here & dates=here\n")
	f.Fuzz(func(t *testing.T, s string) {
		if m, err := Read(strings.NewReader(s)); err == nil {
			m.First([]*Claim{{Published: published}})
		}
	})
}
