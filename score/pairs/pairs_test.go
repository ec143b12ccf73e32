package pairs

import (
	"errors"
	"fmt"
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

// TestText prints what is judged otherwise than the gold from text, with -v.
func TestText(t *testing.T) {
	rows, err := Text(gold(t))
	if err != nil {
		t.Fatal(err)
	}
	tell(t, rows)
}

func tell(t *testing.T, rows []Row) {
	t.Helper()
	for _, r := range rows {
		if r.Gold != r.Got {
			t.Logf("%s %s: gold %s, ours %s (%s)\n\t%s\n%s", r.Set, r.ID, r.Gold, r.Got, r.Note, strings.Join(r.Why, "\n\t"), claimLines(r))
		}
	}
}

func TestAbsentGoldIsNotExist(t *testing.T) {
	if _, err := Score(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
}

func claimLines(r Row) string {
	var b strings.Builder
	for i, cs := range r.Claims {
		for _, c := range cs {
			if c.Figure == nil {
				continue
			}
			fmt.Fprintf(&b, "\t\t%c %q %v..%v %s %s [%s %s] subj=%v place=%v %s per=%s %s when=%s..%s ev=%s noun=%q counted=%q by=%s\n", 'a'+i, c.Figure.Text, c.Figure.Low, c.Figure.High,
				c.Figure.Hedge, c.Figure.Unit, c.MeasureID, c.Nature, c.Subject, c.Place, c.Figure.Scope, c.Figure.Per, c.Modality, c.When.From, c.When.To, c.Event.Name, c.Figure.Noun, c.Counted, c.Origin().Name)
		}
	}
	return b.String()
}
