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
