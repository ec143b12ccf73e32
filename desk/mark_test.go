package desk

import (
	"slices"
	"testing"
)

// TestChosen: what a filter by marks gives of four findings, one of them not
// marked.
func TestChosen(t *testing.T) {
	marks := map[string]Mark{"watched": {Verdict: Watch}, "known": {Verdict: Known}, "wrong": {Verdict: Wrong}}
	all := []string{"known", "unmarked", "watched", "wrong"}
	for _, c := range []struct {
		wanted []Verdict
		want   []string
	}{
		{nil, []string{"unmarked", "watched"}},
		{[]Verdict{AnyMark}, all},
		{[]Verdict{Unmarked}, []string{"unmarked"}},
		{[]Verdict{Known}, []string{"known"}},
		{[]Verdict{Known, Wrong}, []string{"known", "wrong"}},
		{[]Verdict{Unmarked, Wrong}, []string{"unmarked", "wrong"}},
		{[]Verdict{Resolved}, nil},
	} {
		only, except := chosen(marks, c.wanted)
		var got []string
		for _, id := range all {
			if (only == nil || slices.Contains(only, id)) && !slices.Contains(except, id) {
				got = append(got, id)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.wanted, got, c.want)
		}
	}
}

func TestMarksAreChecked(t *testing.T) {
	for _, m := range []Mark{{}, {Verdict: "nice"}, {Verdict: AnyMark}, {Verdict: Known, By: "a\x1b[2J"}} {
		if m.Check() == nil {
			t.Errorf("%+v is taken", m)
		}
	}
	if err := (Mark{Verdict: Known, Note: "two\nlines", By: "Ann"}).Check(); err != nil {
		t.Error(err)
	}
}
