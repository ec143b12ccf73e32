package page

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"muster/news"
)

// at is a claim of a value published on a day of July 2023.
func at(day int, low, high float64) news.Claim {
	c := claim("They sent 3 tanks.", 0, 10, 17)
	c.Article.Published = time.Date(2023, 7, day, 0, 0, 0, 0, time.UTC)
	c.Figure.Low, c.Figure.High, c.Figure.Text = low, high, "3 tanks"
	c.Measure = news.Measure{Act: "send", Of: "tank"}
	return c
}

func TestPlot(t *testing.T) {
	for _, c := range []struct {
		claims []news.Claim
		want   string
	}{
		{nil, ""},
		{[]news.Claim{at(1, 3, 3)}, "▅    "},
		{[]news.Claim{at(1, 0, 0), at(5, 7, 7)}, "▁   █"},
		{[]news.Claim{at(1, 0, 0), at(2, 1, 1), at(2, 2, 2), at(5, 7, math.Inf(1))}, "▁▃  █"},
	} {
		if got := Plot(c.claims, 5); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := Plot([]news.Claim{at(1, 3, 3)}, 0); got != "" {
		t.Errorf("%q", got)
	}
}

func TestOver(t *testing.T) {
	all := []Strand{{"tanks held", []news.Claim{at(1, 3, 3), at(5, 7, 7)}}, {"tanks lost", []news.Claim{at(3, 9, 9)}}}
	var out bytes.Buffer
	if err := (Page{W: &out}).Over(all, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2 claims", "  2023-07-01 ▁", "█ 2023-07-05", "  2023-07-03  3 tanks  five diplomats → Reuters"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
