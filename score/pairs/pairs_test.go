package pairs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// gold is the folder of judged pairs beside the repository; tests that need it
// skip where it is not.
func gold(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "gold")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no gold beside the repository: %v", err)
	}
	return dir
}

func TestScore(t *testing.T) {
	tables, err := Score(gold(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, tb := range tables {
		var b strings.Builder
		tb.Write(&b)
		t.Log("\n" + b.String())
	}
}

// TestSlots prints what is judged otherwise than the gold, with -v.
func TestSlots(t *testing.T) {
	rows, err := Slots(gold(t))
	if err != nil {
		t.Fatal(err)
	}
	tell(t, rows)
}

func tell(t *testing.T, rows []Row) {
	t.Helper()
	for _, r := range rows {
		if r.Gold != r.Got {
			t.Logf("%s %s: gold %s, ours %s (%s)\n\t%s", r.Set, r.ID, r.Gold, r.Got, r.Note, strings.Join(r.Why, "\n\t"))
		}
	}
}

func TestAbsentGoldIsNotExist(t *testing.T) {
	if _, err := Score(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
}
