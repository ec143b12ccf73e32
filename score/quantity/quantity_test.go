package quantity

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"muster/news"
	"muster/score/table"
)

const shared = "../../../shared/gold"

// TestScore scores the shared gold, where it is, and shows the tables; with
// QUANTITY_MISSES set to a set's name it lists what is not right there.
func TestScore(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no ../shared/gold beside the repository: nothing to score against")
	}
	show := os.Getenv("QUANTITY_MISSES")
	sets, err := readSets(shared + "/quantity")
	if err != nil {
		t.Fatal(err)
	}
	s := newScorer()
	for _, set := range sets {
		s.miss = nil
		if show == set.name || show == "all" {
			s.miss = func(kind, id, text, detail string) { t.Logf("%s %s: %s\n      %s", kind, id, text, detail) }
		}
		s.set(set)
	}
	s.miss = nil
	if show == "claims" {
		s.miss = func(kind, id, text, detail string) { t.Logf("%s %s: %s %s", kind, id, text, detail) }
	}
	claims, err := s.claims(shared)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, tb := range append(s.tables(), claims) {
		tb.Write(&b)
	}
	t.Log("\n" + b.String())
}

func TestScoreWithoutGold(t *testing.T) {
	if _, err := Score(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want one that is fs.ErrNotExist", err)
	}
}

// TestOwnGold scores the small gold of our own sentences: all of it is right.
func TestOwnGold(t *testing.T) {
	sets, err := readSets("../testdata/quantity")
	if err != nil {
		t.Fatal(err)
	}
	s := newScorer()
	s.miss = func(kind, id, text, detail string) { t.Errorf("%s %s: %s\n      %s", kind, id, text, detail) }
	for _, set := range sets {
		s.set(set)
	}
	var sum table.Count
	for _, r := range s.value {
		sum = sum.Add(r.Count)
	}
	if sum.TP < 40 {
		t.Errorf("only %d figures in our own gold", sum.TP)
	}
}

func TestCompare(t *testing.T) {
	five, six := 5.0, 6.0
	for _, c := range []struct {
		gold expect
		f    news.Figure
		want bool
	}{
		{expect{Lo: &five, Hi: &five}, news.Figure{Low: 5, High: 5}, true},
		{expect{Lo: &five, Hi: &six}, news.Figure{Low: 5, High: 5}, false},
		{expect{Lo: &five}, news.Figure{Low: 5, High: 5}, false},
		{expect{Lo: &five, Hi: &five}, news.Figure{Low: 8046.72, High: 8046.72, Stated: &news.Stated{Low: 5, High: 5}}, true},
	} {
		if got := fits(c.gold, c.f); got != c.want {
			t.Errorf("gold %s, ours %s: fits is %v", ends(c.gold.Lo, c.gold.Hi), describe(c.f), got)
		}
	}
	if head("fighter jets") != "jet" || head("armies") != "army" {
		t.Error("head of a phrase is wrong")
	}
}
