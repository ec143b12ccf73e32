package web

import (
	"math"
	"slices"

	"muster/desk"
	"muster/index"
)

// The measures of the picture of who copies whom, in units of its view box.
const (
	flowWidth = 600.0
	flowRow   = 26.0
	// flowEdge is where the streams from one side end at the source itself.
	flowEdge = 8.0
	// flowMost is the widest stream, manyStreams how many each side shows.
	flowMost    = 14.0
	manyStreams = 8
)

// flow is a source in the middle, left whose articles it republishes, right who
// republishes its own; the wider the stream, the more articles.
type flow struct {
	Width, Height float64
	Left, Right   []stream
	// Middle is the height at which the source stands, Edge and Far where its
	// streams meet it.
	Middle, Edge, Far float64
}

// stream is one outlet: Y is its height, Wide how thick it is drawn.
type stream struct {
	Name    string
	Count   int
	Y, Wide float64
}

// flowOf draws copies; nil where there are none.
func flowOf(c *desk.Copies) *flow {
	if c == nil {
		return nil
	}
	from, by := slices.DeleteFunc(slices.Clone(c.From), nameless), slices.DeleteFunc(slices.Clone(c.By), nameless)
	if len(from)+len(by) == 0 {
		return nil
	}
	rows := min(manyStreams, max(len(from), len(by)))
	f := &flow{Width: flowWidth, Height: float64(rows) * flowRow, Edge: flowWidth/2 - flowEdge, Far: flowWidth/2 + flowEdge}
	f.Middle = f.Height / 2
	most := 1
	for _, one := range slices.Concat(from, by) {
		most = max(most, one.Count)
	}
	f.Left, f.Right = streams(from, most, f.Height), streams(by, most, f.Height)
	return f
}

func streams(all []index.Count, most int, height float64) (out []stream) {
	all = all[:min(len(all), manyStreams)]
	for i, one := range all {
		y := height * (float64(i) + .5) / float64(len(all))
		wide := max(1.5, flowMost*math.Sqrt(float64(one.Count)/float64(most)))
		out = append(out, stream{one.Value, one.Count, math.Round(y*10) / 10, math.Round(wide*10) / 10})
	}
	return out
}
