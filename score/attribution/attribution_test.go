package attribution

import (
	"errors"
	"io/fs"
	"testing"

	"muster/news"
)

func span(start, end int) *goldSpan { return &goldSpan{Parts: [][2]int{{start, end}}} }

func at(start, end int) news.Span { return news.Span{Start: start, End: end} }

func TestCount(t *testing.T) {
	gold := []goldAttribution{
		{Source: span(0, 5), Cue: span(6, 10), Content: span(11, 20), Class: "report"},
		{Cue: span(30, 34), Class: "other"},
		{Source: span(50, 55), Cue: span(56, 60), Class: "report"},
	}
	pred := []news.Attribution{
		{Mention: at(2, 5), Cue: at(6, 10), Content: at(11, 12)},
		{Mention: at(25, 29), Cue: at(30, 34)},
		{Cue: at(70, 74)},
	}
	for _, c := range []struct {
		name       string
		fits       fit
		report     bool
		tp, fp, fn int
	}{
		{"cue", cueFits, false, 2, 1, 1},
		{"source", sourceFits, false, 1, 2, 2},
		{"content", contentFits, false, 1, 2, 2},
		{"reporting cue", cueFits, true, 1, 1, 1},
	} {
		if got := count(gold, pred, c.fits, c.report); got.TP != c.tp || got.FP != c.fp || got.FN != c.fn {
			t.Errorf("%s: %+v, want %d %d %d", c.name, got, c.tp, c.fp, c.fn)
		}
	}
}

// TestMatchIsOneToOne: a greedy match would lose one of the two.
func TestMatchIsOneToOne(t *testing.T) {
	gold := []goldAttribution{{Cue: span(0, 10)}, {Cue: span(0, 4)}}
	pred := []news.Attribution{{Cue: at(2, 3)}, {Cue: at(6, 8)}}
	if of := match(gold, pred, cueFits); of[0] != 1 || of[1] != 0 {
		t.Errorf("matched %v, want [1 0]", of)
	}
}

func TestScore(t *testing.T) {
	tables, err := Score("../../../shared/gold")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the gold data lies outside the repository, in ../shared/gold, and is absent")
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(tables) != 2 || len(tables[0].Rows) != 15 || tables[0].Rows[0].TP == 0 {
		t.Errorf("got %+v", tables)
	}
}
