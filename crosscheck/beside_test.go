package crosscheck

import (
	"strings"
	"testing"

	"muster/news"
)

func TestReadBeside(t *testing.T) {
	for _, c := range []struct {
		text, figure string
		unit         news.Unit
		measure      news.MeasureID
		state        string
		class        news.Modality
	}{
		{"The raid hit the depot, killing dozens of people.", "dozens of people", "person", "noun:people", "killed", news.Actual},
		{"The strike may have killed closer to 600 people inside.", "600 people", "person", "noun:people", "killed", news.Actual},
		{"Some 70,000 were killed and 110,000 have been wounded.", "110,000", "person", "killed", "wounded", news.Actual},
		{"The drones struck at dawn, reportedly destroying over 40 planes.", "over 40 planes", "aircraft", "noun:plane", "destroyed", news.Actual},
		{"The president fired 12 generals.", "12 generals", "person", "noun:general", "", news.Actual},
		{"The document requires observers when more than 13,000 soldiers take part.", "more than 13,000 soldiers", "person", "troops", "troops", news.Hypothetical},
		{"They came when more than 13,000 soldiers were there.", "more than 13,000 soldiers", "person", "troops", "troops", news.Actual},
	} {
		cl := told{text: c.text, figure: c.figure, low: 40, unit: c.unit, measure: c.measure}.claim(t)
		cl.Figure.Span.Start = strings.Index(c.text, c.figure)
		cl.Figure.Span.End = cl.Figure.Span.Start + len(c.figure)
		if s := slotsOf(&cl); s.state != c.state || s.class != c.class {
			t.Errorf("%s: %q %s, want %q %s", c.text, s.state, s.class, c.state, c.class)
		}
	}
}

func TestEventIn(t *testing.T) {
	for text, want := range map[string]string{
		"More than 100 tanks took part in Zapad-2017, he said.": "zapad 2017",
		"Vostok-2018 was larger than Zapad-2017.":               "",
		"It rose by a tenth in mid-2017.":                       "",
	} {
		if got := eventIn(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestTouchingRoundings(t *testing.T) {
	share := func(v float64, h news.Hedge) quantity {
		return quantityOf(&news.Figure{Low: v, High: v, Hedge: h, Unit: news.PercentOfGDP}, 1)
	}
	for _, c := range []struct {
		a, b quantity
		want bool
	}{
		{share(3.6, news.Exact), share(3.5, news.Exact), false},
		{share(3.6, news.About), share(3.5, news.About), false},
		{share(3.6, news.Exact), share(3.6, news.About), true},
		{share(3.6, news.Exact), share(3.57, news.Exact), true},
		{share(70, news.About), share(67, news.About), true},
	} {
		if c.a.overlaps(c.b) != c.want {
			t.Errorf("%v and %v overlap: %v, want %v", c.a, c.b, !c.want, c.want)
		}
	}
}
