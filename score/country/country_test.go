package country

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// goldDir is beside the repository; it is no part of it.
const goldDir = "../../../shared/gold"

// The floors are below what was measured when they were set; they catch a
// fall, not a shift of one.
const (
	countryFloor = 95
	personFloor  = 85
)

func TestScore(t *testing.T) {
	if _, err := os.Stat(goldDir); err != nil {
		t.Skip("the gold is not beside this repository; nothing measured")
	}
	tables, misses, err := Compare(goldDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range misses {
		t.Logf("%s %s: wrong %q lost %q", m.Article, m.What, m.Wrong, m.Lost)
	}
	rows := tables[0].Rows
	for i, floor := range []float64{countryFloor, personFloor} {
		t.Logf("%s: P %.1f R %.1f F1 %.1f", rows[i].Name, rows[i].Precision(), rows[i].Recall(), rows[i].F1())
		if rows[i].F1() < floor {
			t.Errorf("%s: F1 %.1f is below %.0f", rows[i].Name, rows[i].F1(), floor)
		}
	}
}

func TestScoreWithoutGold(t *testing.T) {
	if _, err := Score(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want fs.ErrNotExist", err)
	}
}

// Both formats of gold name people, each in its own way.
func TestPeopleOfBothFormats(t *testing.T) {
	var g gold
	if err := json.Unmarshal([]byte(`{"people":["Ann Lee",{"text":"Lee","name":"Ann Lee"}]}`), &g); err != nil {
		t.Fatal(err)
	}
	if len(g.People) != 2 || g.People[0] != "Ann Lee" || g.People[1] != "Ann Lee" {
		t.Errorf("%v", g.People)
	}
}
