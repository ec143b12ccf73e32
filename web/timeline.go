package web

import (
	"math"
	"slices"
	"time"

	"muster/crosscheck/amount"
	"muster/news"
)

// The timeline's measures, in units of its view box, and how many figures it
// shows before it becomes a cloud.
const (
	lineWidth, lineHeight = 600.0, 180.0
	linePoints            = 200
)

// timeline is figures by when they were published.
type timeline struct {
	Width, Height float64
	Unit          news.Unit
	Points        []point
	Low, High     float64
	From, To      news.Day
	// Left is how many older figures are not drawn.
	Left int
}

// point is one figure: X is when, Y what is stated, Top to Bottom what its
// words allow. Open ends run to the edge.
type point struct {
	X, Y, Top, Bottom float64
	Side              int
	Claim             news.Claim
}

// timelineOf draws the claims of each side; nil where they were not published
// on two days or more.
func timelineOf(sides [][]news.Claim) *timeline {
	t := &timeline{Width: lineWidth, Height: lineHeight, Low: math.Inf(1), High: math.Inf(-1)}
	var amounts []amount.Amount
	for side, claims := range sides {
		for _, c := range claims {
			if c.Figure == nil || c.Article.Published.IsZero() {
				continue
			}
			a := amount.Of(c.Figure)
			if len(amounts) > 0 && !amounts[0].Comparable(a) {
				continue
			}
			t.Unit = a.Unit
			t.Points, amounts = append(t.Points, point{Side: side, Claim: c}), append(amounts, a)
		}
	}
	if len(t.Points) < 2 {
		return nil
	}
	t.newest(&amounts)
	first, last := t.reach(amounts)
	if news.DayOf(first) == news.DayOf(last) || math.IsInf(t.Low, 0) {
		return nil
	}
	t.From, t.To = news.DayOf(first), news.DayOf(last)
	for i := range t.Points {
		p := &t.Points[i]
		p.X = spread(float64(p.Claim.Article.Published.Sub(first)), 0, float64(last.Sub(first)), lineWidth)
		p.Y, p.Top, p.Bottom = t.height(amounts[i].Value), t.height(amounts[i].High), t.height(amounts[i].Low)
	}
	return t
}

// newest leaves out the oldest figures where there are too many.
func (t *timeline) newest(amounts *[]amount.Amount) {
	order := make([]int, len(t.Points))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return t.Points[i].Claim.Article.Published.Compare(t.Points[j].Claim.Article.Published)
	})
	t.Left = max(0, len(order)-linePoints)
	points, values := make([]point, 0, len(order)), make([]amount.Amount, 0, len(order))
	for _, i := range order[t.Left:] {
		points, values = append(points, t.Points[i]), append(values, (*amounts)[i])
	}
	t.Points, *amounts = points, values
}

// reach is the first and last publication, and sets the bounds of the figures.
func (t *timeline) reach(amounts []amount.Amount) (first, last time.Time) {
	for _, a := range amounts {
		for _, v := range []float64{a.Low, a.High, a.Value} {
			if !math.IsInf(v, 0) {
				t.Low, t.High = min(t.Low, v), max(t.High, v)
			}
		}
	}
	if t.High <= t.Low {
		t.Low, t.High = t.Low-math.Abs(t.Low)/10-1, t.High+math.Abs(t.High)/10+1
	}
	return t.Points[0].Claim.Article.Published, t.Points[len(t.Points)-1].Claim.Article.Published
}

func (t *timeline) height(v float64) float64 {
	return lineHeight - spread(v, t.Low, t.High, lineHeight)
}

// spread places a value of low to high on a line of the given length, with a
// margin at both ends.
func spread(v, low, high, length float64) float64 {
	at := 0.5
	if high > low {
		at = (min(max(v, low), high) - low) / (high - low)
	}
	return math.Round((margin+at*(length-2*margin))*10) / 10
}
