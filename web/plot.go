package web

import (
	"math"
	"strings"

	"muster/crosscheck/amount"
	"muster/crosscheck/why"
	"muster/news"
)

// The plot's measures, in units of its view box.
const (
	plotWidth = 600.0
	rowHeight = 14.0
	barHeight = 10.0
	margin    = 14.0
	// plotRows is how many figures a plot shows before it becomes a wall.
	plotRows = 16
)

// plot is the figures of one unit as bars: what is stated, and around it what
// the words allow.
type plot struct {
	Width, Height float64
	Unit          news.Unit
	Bars          []bar
	Low, High     float64
	Left          int
}

// bar is one figure. X positions lie within the view box; it stands from Y to
// Foot. Open ends run to the edge of the plot. StatedWide is 0 where one number
// is stated.
type bar struct {
	Claim                news.Claim
	Side                 int
	Y, Foot              float64
	Soft, SoftWide       float64
	Stated, StatedWide   float64
	OpenBelow, OpenAbove bool
}

// plotOf draws the claims of each side; nil where there are fewer than two
// figures that can be set against each other.
func plotOf(sides [][]news.Claim) *plot {
	p := &plot{Width: plotWidth, Low: math.Inf(1), High: math.Inf(-1)}
	amounts := p.gather(sides)
	if len(amounts) < 2 || math.IsInf(p.Low, 0) || math.IsInf(p.High, 0) {
		return nil
	}
	if p.High <= p.Low {
		p.Low, p.High = p.Low-math.Abs(p.Low)/10-1, p.High+math.Abs(p.High)/10+1
	}
	p.room(amounts)
	for i := range p.Bars {
		p.place(&p.Bars[i], amounts[i])
	}
	p.Height = float64(len(p.Bars)) * rowHeight
	return p
}

// gather takes the figures that the first one can be held against, and widens
// the scale for each.
func (p *plot) gather(sides [][]news.Claim) (amounts []amount.Amount) {
	for side, claims := range sides {
		for _, c := range claims {
			if c.Figure == nil {
				continue
			}
			a := amount.Of(c.Figure)
			if len(amounts) > 0 && !amounts[0].Comparable(a) {
				continue
			}
			if len(amounts) == plotRows {
				p.Left++
				continue
			}
			p.Unit = a.Unit
			p.Bars = append(p.Bars, bar{Claim: c, Side: side, Y: float64(len(amounts))*rowHeight + 2, Foot: float64(len(amounts))*rowHeight + 2 + barHeight})
			amounts = append(amounts, a)
			for _, v := range []float64{a.Low, a.High, a.Value} {
				if !math.IsInf(v, 0) {
					p.Low, p.High = min(p.Low, v), max(p.High, v)
				}
			}
		}
	}
	return amounts
}

// openRoom is how much of the plot is left beyond its figures where one of them
// has an open end, as a share: the end is seen to be open though no figure lies
// beyond.
const openRoom = .12

// room widens the scale where an end is open. What cannot be below nothing has
// its end there.
func (p *plot) room(amounts []amount.Amount) {
	low, high, more := p.Low, p.High, (p.High-p.Low)*openRoom
	for _, a := range amounts {
		if math.IsInf(a.High, 1) {
			high = round(p.High+more, math.Ceil)
		}
		if math.IsInf(a.Low, -1) {
			low = round(p.Low-more, math.Floor)
			if p.Low >= 0 {
				low = max(0, low)
			}
		}
	}
	p.Low, p.High = low, high
}

// round is the next number of two digits and noughts: of the end of a scale.
//
//	33.28, up     34
//	158.88, up   160
func round(v float64, to func(float64) float64) float64 {
	if v == 0 {
		return 0
	}
	step := math.Pow(10, math.Floor(math.Log10(math.Abs(v)))-1)
	return to(v/step) * step
}

// place puts a figure on the scale. The stated ends are those of the figure
// in base units: a single number where it states one.
func (p *plot) place(b *bar, a amount.Amount) {
	b.OpenBelow, b.OpenAbove = math.IsInf(a.Low, 0), math.IsInf(a.High, 0)
	b.Soft, b.SoftWide = p.span(a.Low, a.High)
	low, high := a.Value, a.Value
	if b.Claim.Figure.Hedge == news.Between {
		low, high = a.Low, a.High
	}
	b.Stated, b.StatedWide = p.span(low, high)
}

func (p *plot) span(low, high float64) (x, wide float64) {
	x = p.at(low)
	return x, p.at(high) - x
}

func (p *plot) at(v float64) float64 {
	return spread(v, p.Low, p.High, plotWidth)
}

// number writes a value for people: thousands apart, no more than two places.
func number(v float64) string {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return "open"
	}
	return strings.Replace(why.Number(math.Round(v*100)/100), "-", "−", 1)
}
