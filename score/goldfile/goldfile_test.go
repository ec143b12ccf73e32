package goldfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestOffsets(t *testing.T) {
	if got := Offsets("a–b"); !slices.Equal(got, []int{0, 1, 4, 5}) {
		t.Errorf("got %v", got)
	}
}

func TestReadJSON(t *testing.T) {
	var v struct{ A int }
	if err := ReadJSON(filepath.Join(t.TempDir(), "none.json"), &v); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file gave %v", err)
	}
	bad := filepath.Join(t.TempDir(), "bad.json")
	if err := os.WriteFile(bad, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := ReadJSON(bad, &v); err == nil || !strings.Contains(err.Error(), "bad.json") {
		t.Errorf("a broken file gave %v", err)
	}
}

func TestParts(t *testing.T) {
	dir := t.TempDir()
	if parts, err := Divided(dir); err != nil || !slices.Equal(parts, []string{Own}) {
		t.Errorf("undivided gold has the parts %v, %v", parts, err)
	}
	split := filepath.Join(dir, "split.tsv")
	if err := os.WriteFile(split, []byte("x1\tfit\nx2\tcheck\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	parts, err := Parts(dir)
	if err != nil || parts.Of("x1") != "fit" || parts.Of("x2") != "check" || parts.Of("x3") != "" {
		t.Errorf("%v, %v", parts, err)
	}
	if err := os.WriteFile(split, []byte("x1 fit\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Parts(dir); err == nil {
		t.Error("a line without a tab was read")
	}
}

func TestChosen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "split.tsv")
	if err := os.WriteFile(file, []byte("a\tfit\nb\tcheck\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, part, err := Chosen(file + ":fit")
	if err != nil || part != "fit" || d["a"] != "fit" || d["b"] != "check" {
		t.Errorf("%v, %q, %v", d, part, err)
	}
	if d, _, err := Chosen(""); d != nil || err != nil {
		t.Errorf("no choice gives %v, %v", d, err)
	}
	for _, bad := range []string{"no-part", file + ".none:fit"} {
		if _, _, err := Chosen(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
