package page

import (
	"math"
	"strings"

	"muster/news"
)

// blocks are the heights of a plot, lowest first.
var blocks = []rune("▁▂▃▄▅▆▇█")

// Plot draws the values of claims over the time they were published, from the
// first to the last, in so many cells: the height of a cell is its largest
// value, between the least and the largest of all; a cell without a claim is
// empty. Open bounds count as the bound that is stated.
func Plot(claims []news.Claim, cells int) string {
	var first, last int64 = math.MaxInt64, math.MinInt64
	low, high := math.Inf(1), math.Inf(-1)
	for _, c := range claims {
		v, ok := height(c)
		if !ok {
			continue
		}
		at := c.Article.Published.Unix()
		first, last, low, high = min(first, at), max(last, at), min(low, v), max(high, v)
	}
	if first > last || cells < 1 {
		return ""
	}
	top := make([]float64, cells)
	for i := range top {
		top[i] = math.Inf(-1)
	}
	for _, c := range claims {
		if v, ok := height(c); ok {
			i := 0
			if last > first {
				i = int(float64(c.Article.Published.Unix()-first) / float64(last-first) * float64(cells-1))
			}
			top[i] = max(top[i], v)
		}
	}
	out := make([]rune, cells)
	for i, v := range top {
		switch {
		case math.IsInf(v, -1):
			out[i] = ' '
		case high == low:
			out[i] = blocks[len(blocks)/2]
		default:
			out[i] = blocks[int((v-low)/(high-low)*float64(len(blocks)-1)+.5)]
		}
	}
	return string(out)
}

func height(c news.Claim) (float64, bool) {
	if c.Figure == nil {
		return 0, false
	}
	for _, v := range []float64{c.Figure.High, c.Figure.Low} {
		if !math.IsInf(v, 0) {
			return v, true
		}
	}
	return 0, false
}

// Strand is claims that tell the same sort of figure, oldest first, and what
// that is in words.
type Strand struct {
	What   string
	Claims []news.Claim
}

// plotted is how wide a plot is on a page of no width.
const plotted = 40

// Over writes strands, each with its plot over time and what was stated; long
// gives every claim, else the first and the last.
func (p Page) Over(strands []Strand, long bool) error {
	cells := plotted
	if p.Width > 0 {
		cells = max(10, min(p.Width-30, 100))
	}
	return p.Print(func(b *Printer) {
		for i, s := range strands {
			if i > 0 {
				b.Line("")
			}
			b.Line("%s  %s", b.In(Bold, s.What), b.In(Faint, Plural(uint64(len(s.Claims)), "claim", "claims")))
			first, last := s.Claims[0], s.Claims[len(s.Claims)-1]
			if len(s.Claims) > 1 {
				// A plot is no text: its cells are not wrapped at empty ones.
				line := "  " + Day(first) + " " + Plot(s.Claims, cells) + " " + Day(last)
				_, _ = b.WriteString(strings.TrimRight(line, " ") + "\n")
			}
			shown := s.Claims
			if !long && len(shown) > 2 {
				shown = []news.Claim{first, last}
			}
			for _, c := range shown {
				b.Line("  %s  %s  %s  %s", Day(c), b.In(Yellow, Clean(c.Figure.Text)), Chain(c), b.In(Faint, ShortID(c.ID)))
			}
		}
	})
}
