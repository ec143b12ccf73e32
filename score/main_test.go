package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/score.golden")

// TestGolden holds the scores on our own small gold still: a rule that moves
// them moves the golden file in the same commit.
func TestGolden(t *testing.T) {
	var got bytes.Buffer
	if err := run(&got, "testdata", "", "", false, false); err != nil {
		t.Fatal(err)
	}
	const file = "testdata/score.golden"
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the scores moved; read the difference, then run go test ./score -update\n got:\n%s\nwant:\n%s", got.String(), want)
	}
}

func TestRunRefuses(t *testing.T) {
	for gold, want := range map[string]string{"": "names no folder", t.TempDir(): "holds no gold"} {
		if err := run(&bytes.Buffer{}, gold, "", "", false, false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("gold %q: %v, want %q", gold, err, want)
		}
	}
}
