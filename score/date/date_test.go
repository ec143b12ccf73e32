package date

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"testing"

	"muster/score/table"
)

func TestScore(t *testing.T) {
	ts, err := Score("../../../shared/gold")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the gold sets are not here: ../shared is absent")
	}
	if err != nil {
		t.Fatal(err)
	}
	if testing.Verbose() {
		ts[0].Write(os.Stdout)
	}
	if n := len(ts[0].Rows); n < 20 {
		t.Errorf("only %d rows", n)
	}
	for _, r := range ts[0].Rows {
		if r.TP+r.FN == 0 {
			t.Errorf("%s: no gold was read", r.Name)
		}
	}
}

var update = flag.Bool("update", false, "write score.golden anew")

// TestOwn holds the scores on the project's own gold: a rule that moves them
// moves score.golden in the same commit.
func TestOwn(t *testing.T) {
	rows, err := Own("../testdata/date/news.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	table.Table{Title: "own dates", Rows: rows}.Write(&b)
	const golden = "../testdata/date/score.golden"
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the score moved:\n%s\nwas\n%s", b.String(), want)
	}
}
