package goldfile

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFolds(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "xcheck"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "xcheck", "raid.json"), []byte(`{"articles":["a","b","c","d","e","f"]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	fold, err := Folds(dir, 5)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{}
	for _, id := range []string{"g", "h", "i", "j", "k", "l", "m"} {
		seen[fold(id)] = true
	}
	if len(seen) < 2 {
		t.Errorf("seven articles of no cluster in %d parts", len(seen))
	}
	for _, id := range []string{"b", "c", "d", "e", "f"} {
		if fold(id) != fold("a") {
			t.Errorf("%s and a are of one cluster, in parts %d and %d", id, fold(id), fold("a"))
		}
	}
}
