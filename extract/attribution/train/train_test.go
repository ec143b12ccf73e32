package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// made are examples of articles in which what stands behind "which" is the
// outlet's own.
func made() []example {
	var es []example
	for i := range 40 {
		es = append(es, example{i % folds, []string{"covers", "plain"}, true}, example{i % folds, []string{"covers", "behind which"}, false})
	}
	return es
}

func TestLearn(t *testing.T) {
	w := learn(made())
	if p := w.probability([]string{"covers", "plain"}); p < 0.8 {
		t.Errorf("a plain cue vouches with %.2f", p)
	}
	if p := w.probability([]string{"covers", "behind which"}); p > 0.2 {
		t.Errorf("behind which it vouches with %.2f", p)
	}
	if !bytes.Equal(w.file(), learn(made()).file()) {
		t.Error("the same examples give two files")
	}
}

func TestSeldomFeaturesAreLeftOut(t *testing.T) {
	es := append(made(), example{0, []string{"covers", "once"}, false})
	if x, ok := learn(es)["once"]; ok {
		t.Errorf("a feature of one example weighs %v", x)
	}
}

func TestCrossValidate(t *testing.T) {
	var out strings.Builder
	crossValidate(&out, made())
	if want := "of 80 cues that hold a figure 50.0 speak of it; the decision is right in 100.0 on articles not learned from\n"; out.String() != want {
		t.Errorf("got %q", out.String())
	}
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"The Navy", "navy", true},
		{"U.S. officials", "US officials", true},
		{"Ministry of Defense", "ministry of defence", true},
		{"Volodimir Kask", "Volodymyr Kask", true},
		{"Igor Kask", "Anna Sulg", false},
		{"", "navy", false},
	} {
		if got := alike(plain(c.a), plain(c.b)); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// TestReadGold reads a gold of one article that may be learned from and one
// that may not.
func TestReadGold(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	claims := `{"id":"x","outlet":"Ledger","published":"2023-07-10","claims":[{"start":19,"attribution":["navy","Ledger"]}]}`
	write("split.tsv", "x\tfit\ny\tcheck\n")
	for _, id := range []string{"x", "y"} {
		write("claims2/"+id+".json", claims)
		write("articles2/"+id+".json", `{"text":"“Ü” The navy said: 40 men came."}`)
	}
	es, err := readGold(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(es) != 1 || !es[0].right {
		t.Errorf("got %+v", es)
	}
}
